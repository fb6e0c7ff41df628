"""Whatever is refused is refused in words."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

import goals
from goals.errors import Refusal
from handlers.views.refusals import say


def kinds() -> Iterator[type[Refusal]]:
    """Every refusal that the rules know."""
    for module in pkgutil.walk_packages(goals.__path__, "goals."):
        importlib.import_module(module.name)
    waiting = [Refusal]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("goals."):
            yield kind


@pytest.mark.parametrize("kind", sorted(set(kinds()) - {Refusal}, key=lambda kind: kind.__name__))
def test_every_refusal_has_words_of_its_own(kind):
    assert say.dispatch(kind) is not say.dispatch(Refusal)
