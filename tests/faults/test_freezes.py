"""A replica is frozen (SIGSTOP) for longer than its lease, and wakes up as if nothing had been."""

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import update

from store import outbox
from store.outbox import Priority
from store.tables import OutboxState
from store.tables import outbox as rows
from tests.bot.running import APP_TOKEN
from tests.faults.crew import FULL, LEASE_SECONDS, Hand, until
from tests.faults.live import EVERY_DAY, Live, keys
from tests.support.faults import Fault, late, reset
from tests.support.people import User
from tests.support.slack import FakeSlack
from tests.support.web_api import METHODS
from tests.support.websocket import SocketModeServer

POST, READ = "chat.postMessage", "conversations.history"


@pytest.fixture
def maya(live: Live) -> User:
    live.seed_team("Care", lead="tom", members=[live.user("maya", tz="UTC")], days=EVERY_DAY)
    live.unasked(*live.users.values())
    return live.users["maya"]


@pytest.fixture(params=["HTTP", "Socket Mode"] if FULL else ["HTTP"])
def way_in(request: pytest.FixtureRequest, monkeypatch) -> Iterator[dict[str, str]]:
    """The sleeper's. After so long over HTTP gunicorn's master kills the worker when both wake; in
    Socket Mode it goes on where it was."""
    if request.param == "HTTP":
        yield {}
        return
    with SocketModeServer() as server:
        monkeypatch.setitem(METHODS, "apps.connections.open", lambda *_: {"url": server.url})
        yield {"SLACK_APP_TOKEN": APP_TOKEN}


def feedback(live: Live) -> str:
    """Somebody gives Maya feedback; its key in the outbox."""
    live.users["tom"].goal("feedback @maya Thank you for the macros")
    with live.deps.begin() as tx:  # the minute in which it can be taken back is over
        tx.execute(update(rows).where(rows.c.key == "feedback:1").values(wake_at=live.now))
    return "feedback:1"


def caught_by(slack: FakeSlack, method: str) -> tuple[threading.Event, threading.Event]:
    """The next call of this method is done and answered late: (it came, let it be answered)."""
    came, gate = threading.Event(), threading.Event()

    def mix(called: str, _: object) -> Fault | None:
        if called == method and not came.is_set():
            came.set()
            return late(gate)
        return None

    slack.faults.mix = mix
    return came, gate


def freeze_empty_handed(live: Live, sleeper: Hand) -> None:
    """While nobody else can write: who is frozen with SQLite's lock in hand stops everybody, and a
    program that only starts then gives up.
    """
    with live.deps.begin():
        sleeper.freeze()


@pytest.mark.full("postgresql")
def test_frozen_while_slack_has_the_message_in_hand(live: Live, maya: User, way_in: dict[str, str]):
    key = feedback(live)
    came, gate = caught_by(live.slack, POST)
    sleeper = live.start(**way_in)
    assert came.wait(LEASE_SECONDS)
    freeze_empty_handed(live, sleeper)
    live.start()
    live.settle()  # the lease ends, and the other looks for the message in Slack
    posted_at = live.row(key).ts
    gate.set()
    sleeper.wake()
    until(lambda: re.search("delivered|WORKER TIMEOUT", sleeper.said()), "done with its message")
    assert live.keys_in(maya) == [key]
    assert (live.row(key).state, live.row(key).ts) == (OutboxState.SENT, posted_at)


@pytest.mark.full("sqlite")
def test_frozen_between_looking_for_a_message_and_posting_it(
    live: Live, maya: User, way_in: dict[str, str]
):
    key = feedback(live)
    came, gate = caught_by(live.slack, READ)
    live.slack.faults.next(POST, reset())  # so that it is looked for before the next try
    sleeper = live.start(**way_in)
    assert came.wait(LEASE_SECONDS * 3)
    freeze_empty_handed(live, sleeper)
    live.start()
    live.settle()
    assert live.keys_in(maya) == [key]
    gate.set()  # it hears that there is no such message, which was true once
    before = len(sleeper.said())
    sleeper.wake()
    done = "overslept|not delivered yet|delivered|dropped|WORKER TIMEOUT"
    until(lambda: re.search(done, sleeper.said()[before:]), "done with its message")
    assert live.keys_in(maya) == [key]
    assert live.row(key).state is OutboxState.SENT


@pytest.mark.full
def test_frozen_at_any_moment(live: Live, maya: User, seed: int, measured):
    """Replicas take turns to be frozen past the lease, while there is always something to send."""
    rng = random.Random(seed)
    people = [live.user(f"p{n}", tz="UTC") for n in range(24)]
    live.meet(*people)
    live.unasked(*people)
    rounds = 4
    crew = [live.start(RUNGS_SEND_PER_MINUTE="1200") for _ in range(2)]
    expected: set[str] = set()
    for turn in range(rounds):
        expected |= thanks_to(live, people, turn)
        time.sleep(rng.uniform(0, 0.4))
        crew[turn % 2].freeze()
        time.sleep(LEASE_SECONDS * 1.1)
        crew[turn % 2].wake()
    live.settle()
    posted = Counter(keys(live.slack.posted))
    doubled = [key for key, times in posted.items() if times > 1]
    measured(
        f"{live.deps.engine.dialect.name}: {rounds} freezes past the lease, {len(expected)} "
        f"messages, {len(expected - posted.keys())} lost, {len(doubled)} doubled; seed {seed}"
    )
    assert posted.keys() == expected and not doubled


def thanks_to(live: Live, people: list[User], turn: int) -> set[str]:
    """A message for each of these people; their keys."""
    named = {f"welcome:{turn}:{user.person.id}": user for user in people}
    with live.deps.begin() as tx:
        outbox.put_many(
            tx,
            [
                {
                    "key": key,
                    "workspace_id": user.person.workspace_id,
                    "channel": user.id,
                    "kind": "undeliverable",
                    "ref": {"outbox": turn, "channel": "CCARE", "error": "is_archived"},
                    "priority": Priority.ANSWER,
                    "wake_at": live.now,
                }
                for key, user in named.items()
            ],
        )
    return set(named)
