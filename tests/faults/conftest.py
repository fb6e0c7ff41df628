"""Fixtures for tests that kill, freeze and starve the running program."""

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.faults.crew import FULL, Crew
from tests.faults.live import Live
from tests.support.slack import FakeSlack

MEASURED = "measured"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks all of these, and leaves to `make test-faults` what would take `make test` too long."""
    left_out = []
    for item in items:
        if "tests/faults/" in str(item.path):
            item.add_marker(pytest.mark.faults)
            if not FULL and _is_only_full(item):
                left_out.append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def _is_only_full(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("full")
    if marker is None:
        return False
    databases = item.callspec.params.get("database_url") if hasattr(item, "callspec") else None
    return not marker.args or databases in marker.args


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [r for o in ("passed", "failed") for r in terminalreporter.getreports(o)]
    told = [
        what
        for r in reports
        if r.when == "call"
        for name, what in r.user_properties
        if name == MEASURED
    ]
    if told:
        terminalreporter.section(MEASURED)
        for what in told:
            terminalreporter.line(what)


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Takes a line for the summary at the end of the run."""
    return lambda what: request.node.user_properties.append((MEASURED, what))


@pytest.fixture
def seed() -> int:
    """For all that is random; printed with a failure. RUNGS_SEED runs one again."""
    chosen = int(os.environ.get("RUNGS_SEED") or random.randrange(1_000_000))
    print(f"RUNGS_SEED={chosen}")
    return chosen


@pytest.fixture
def crew(slack: FakeSlack, database_url: str, tmp_path: Path) -> Iterator[Crew]:
    """Starts the program, as often as wanted; tells what it logged when a test fails."""
    hired = Crew(slack, database_url, tmp_path)
    yield hired
    hired.dismiss()
    print(hired.told())


@pytest.fixture
def live(engine: Engine, slack: FakeSlack, crew: Crew) -> Live:
    """The bot as a running program in that Slack, on that database."""
    return Live(engine, slack, crew)
