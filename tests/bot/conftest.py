"""Fixtures for tests of the running program."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.slack import FakeSlack


@pytest.fixture
def start(slack: FakeSlack, database_url: str, tmp_path: Path) -> Iterator[Callable[..., object]]:
    """Starts `rungs run` with this environment beside the usual one, and ends it in the end."""
    # Imported here, so that a program that does not load fails its own tests and not all of them.
    from tests.bot.running import programs

    with programs(slack, database_url, tmp_path) as run:
        yield run
