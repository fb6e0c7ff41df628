"""Fixtures for tests of the running program."""

import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.support.slack import FakeSlack


@pytest.fixture
def office(engine: Engine, slack: FakeSlack) -> object:
    """A delivery with nothing around it, of tests.bot.delivering."""
    from tests.bot.delivering import Office

    return Office(engine, slack)


@pytest.fixture
def unconnected(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As at the start: no certificate was read and no connection made, and none stays."""
    from bot.connections import open_once

    monkeypatch.setattr(urllib.request, "_opener", None)
    open_once.cache_clear()
    yield
    open_once.cache_clear()


@pytest.fixture
def start(slack: FakeSlack, database_url: str, tmp_path: Path) -> Iterator[Callable[..., object]]:
    """Starts `rungs run` with this environment beside the usual one, and ends it in the end."""
    # Imported here, so that a program that does not load fails its own tests and not all of them.
    from tests.bot.running import programs

    with programs(slack, database_url, tmp_path) as run:
        yield run
