"""The database is away for ten seconds: people hear it, lose nothing, and all goes on."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy.engine import make_url

from store import people
from tests.faults.crew import FULL, Crew, until
from tests.faults.live import EVERY_DAY, Live
from tests.faults.proxy import Wire
from tests.support.people import User

AWAY_SECONDS = 10.0 if FULL else 3.0
SLACK_WAITS = 3.0
Outage = Callable[[], contextmanager]


@pytest.fixture
def outage(request: pytest.FixtureRequest, crew: Crew, database_url: str) -> Iterator[Outage]:
    """A context in which the program's database is away, in one of the ways that it can be."""
    if request.param == "locked":
        yield lambda: locked(make_url(database_url).database)
        return
    with Wire(database_url) as wire:
        crew.environment["DATABASE_URL"] = wire.url
        yield lambda: broken(wire, wire.cut if request.param == "down" else wire.fall_silent)


@contextmanager
def locked(file: str) -> Iterator[None]:
    """Another program writes, and takes its time."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@contextmanager
def broken(wire: Wire, how: Callable[[], None]) -> Iterator[None]:
    how()
    try:
        yield
    finally:
        wire.mend()


@pytest.mark.parametrize(
    ("database_url", "outage"),
    [
        ("sqlite", "locked"),
        ("postgresql", "down"),
        pytest.param("postgresql", "silent", marks=pytest.mark.full),
    ],
    indirect=True,
)
def test_people_try_again_and_lose_nothing_and_the_clock_catches_up(live: Live, outage: Outage):
    maya, ana = live.user("maya", tz="UTC"), live.user("ana", tz="UTC")
    live.seed_team("Care", lead="tom", members=[maya, ana], days=EVERY_DAY)
    for user in (maya, ana):
        live.seed_goal(user, due="2099-12-18")
    live.unasked(*live.users.values())
    program = live.start()
    form = maya.goal("new Reply to 40 chats a day, from 25, within six months")
    live.on_shift(ana)  # her moment comes while nothing can be read or written
    soon = live.now + timedelta(seconds=AWAY_SECONDS / 2)
    with live.deps.begin() as tx:
        people.set_next_check_ins(tx, {ana.person.id: soon})
    before = live.counts()

    with outage():
        began = time.monotonic()
        refused = timed(lambda: maya.submit(form))
        assert "Please try again" in refused.words and "Nothing was changed" in refused.words
        assert not refused.closed, "the form stays, with what was typed"
        assert set(refused.errors) <= set(form.view.labels)
        deeds = [live.request(partial(maya.goal, f"checkin G-1 {n}")) for n in range(31, 37)]
        with ThreadPoolExecutor(len(deeds)) as everybody:
            for _, told in everybody.map(lambda deed: timed(lambda: live.send(deed)), deeds):
                assert "Please try again" in str(told)
        pause = AWAY_SECONDS - (time.monotonic() - began)
        time.sleep(max(0.0, pause))
        assert program.is_running and program.ask("/healthz")[0] == 200
        assert program.readiness()["database"].startswith("cannot be used")
    assert live.counts() == before

    program.until_ready()
    assert "Reply to 40 chats" in until_taken(live, maya, form).words
    assert "31 chats" in maya.goal("checkin G-1 31").words
    until(lambda: ana.inbox, "asked, late")
    live.settle()
    assert len(ana.inbox) == 1
    added = {name: n - before[name] for name, n in live.counts().items() if n != before[name]}
    assert (added["goal"], added["check_in"]) == (1, 1)
    said = [entry for entry in program.logged() if entry.get("why")]
    assert said, "the log says what was wrong with the database"
    assert any("database" in entry["event"] for entry in said)


def timed(do: Callable[[], object]):
    """What comes of it, before Slack would have given up."""
    began = time.monotonic()
    outcome = do()
    taken = time.monotonic() - began
    assert taken < SLACK_WAITS, f"Slack gave up before the answer came, after {taken:.1f} s"
    return outcome


def until_taken(live: Live, user: User, form):
    """They press the button of the open form again, and once more if they must."""
    return until(lambda: (o := user.submit(form)) and not o.errors and o, "taken")
