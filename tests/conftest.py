"""Fixtures for every test, and the counts of what they ran on."""

import os
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from store import database
from tests.support import databases
from tests.support.slack import FakeSlack

if TYPE_CHECKING:
    from tests.support.rungs import Rungs

RAN_ON = "ran on"
NO_CHROMIUM = "no Chromium found: install it, or name it in RUNGS_CHROMIUM"
# How fast a machine is decides no test.
settings.register_profile("rungs", deadline=None)
settings.load_profile("rungs")

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        databases.start_run()
        # A run that is ended by its supervisor cleans up as it does after Ctrl-C.
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        databases.end_run()


@pytest.fixture(scope="session")
def _sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> databases.SQLiteFiles:
    return databases.SQLiteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def _postgresql_databases(
    worker_id: str,
) -> Iterator[databases.PostgreSQLDatabases]:
    server = databases.PostgreSQLDatabases(worker_id)
    yield server
    server.close()


@pytest.fixture(params=databases.KINDS)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a migrated, empty database of the test's own, of each kind in turn."""
    kind = "_sqlite_files" if request.param == "sqlite" else "_postgresql_databases"
    source = request.getfixturevalue(kind)
    request.node.user_properties.append((RAN_ON, source.version))
    with source.fresh() as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """That database, opened."""
    opened = database.open_database(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """A fake Slack that answers; whatever Slack would have refused fails the test at its end."""
    with FakeSlack() as fake:
        yield fake
    assert not fake.problems, fake.problems


@pytest.fixture
def rungs(engine: Engine, slack: FakeSlack) -> "Rungs":
    """The bot in that Slack, on that database."""
    # Imported here, so that a handler that does not load fails its own tests and not all of them.
    from tests.support.rungs import Rungs

    return Rungs(engine, slack)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser: RUNGS_CHROMIUM, else the first that is found."""
    found = os.environ.get("RUNGS_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), "")
    if not found and os.environ.get("RUNGS_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{NO_CHROMIUM} (RUNGS_REQUIRE_BROWSER=1 asks for it)")
    if not found:
        pytest.skip(NO_CHROMIUM)
    return found


@pytest.fixture(scope="session")
def _chromium_version(chromium: str) -> str:
    told = subprocess.run([chromium, "--version"], capture_output=True, text=True, check=True)
    return " ".join(told.stdout.split()[:2])


@pytest.fixture(autouse=True)
def _needs_browser(request: pytest.FixtureRequest) -> None:
    """Browser tests need the browser, whether they ask for its path or not."""
    if request.node.get_closest_marker("browser"):
        version = request.getfixturevalue("_chromium_version")
        request.node.user_properties.append((RAN_ON, version))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many tests really ran on what, whichever worker ran them."""
    ran: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.getreports(outcome):
            if report.when == "call":
                ran.update(where for what, where in report.user_properties if what == RAN_ON)
    skipped = [r for r in terminalreporter.getreports("skipped") if NO_CHROMIUM in str(r.longrepr)]
    terminalreporter.section("ran on")
    for where, tests in sorted(ran.items()):
        terminalreporter.line(f"{where}: {tests} test{'s' * (tests != 1)}")
    if skipped:
        terminalreporter.line(f"{len(skipped)} browser tests skipped: {NO_CHROMIUM}")
