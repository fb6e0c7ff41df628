"""The story harness with the program itself at the other end: real requests, the real clock."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any

from sqlalchemy import Engine, func, select

from goals.cadence import Pattern
from store import outbox, people
from store.tables import metadata
from store.tables import outbox as rows
from tests.faults.crew import Crew, Hand, until
from tests.support.envelopes import Envelope
from tests.support.people import Outcome, User
from tests.support.rungs import SIGNING_SECRET, Rungs, _parsed
from tests.support.slack import FakeSlack
from tests.support.workspace import Channel

EVERY_DAY = frozenset(range(7))


class Live(Rungs):
    """A workspace whose requests go to a running program once there is one (`start`).

    Until then they are answered in the test's own process, which is quicker for what was before.
    """

    def __init__(self, engine: Engine, slack: FakeSlack, crew: Crew):
        super().__init__(engine, slack)
        self.crew = crew
        self.program: Hand | None = None
        self._holding_back = False

    @property
    def now(self) -> datetime:
        return datetime.now(UTC)

    @now.setter
    def now(self, _: datetime) -> None:
        """The real clock cannot be set."""

    def start(self, **env: str) -> Hand:
        """Start the program and wait until it serves; from now on it is asked."""
        self.program = self.crew.hire(**env)
        self.program.until_ready()
        return self.program

    def deliver(self, user: User | None, envelope: Envelope, **how: Any) -> Outcome:
        if self._holding_back:
            return Outcome(envelope=envelope, sender=user)
        return super().deliver(user, envelope, **how)

    def request(self, do: Callable[[], Outcome]) -> Envelope:
        """The request that somebody's deed makes, which is not sent yet."""
        self._holding_back = True
        try:
            envelope = do().envelope
        finally:
            self._holding_back = False
        assert envelope
        return envelope

    def send_at_once(self, *envelopes: Envelope) -> list[int]:
        """Send all of these in the same moment; the status of each answer."""
        together = threading.Barrier(len(envelopes))

        def send(envelope: Envelope) -> int:
            together.wait()
            return self.send(envelope)[0]

        with ThreadPoolExecutor(len(envelopes)) as senders:
            return list(senders.map(send, envelopes))

    def send(self, envelope: Envelope) -> tuple[int, dict[str, Any]]:
        if self.program is None:
            return super().send(envelope)
        headers = envelope.headers(SIGNING_SECRET)
        status, answer = self.program.ask("/slack/events", envelope.body, headers)
        return status, _parsed(answer) if isinstance(answer, str) else answer or {}

    def insist(self, envelope: Envelope) -> dict[str, Any]:
        """Send it again until it is taken, as Slack does with events and people with forms."""

        last: Any = None

        def taken() -> bool:
            nonlocal last
            try:
                status, last = self.send(envelope)
            except (OSError, HTTPException) as broken:
                last = broken
                return False
            return status == 200 and "try again" not in str(last)

        until(taken, lambda: f"taken ({last})")
        return dict(last)

    def on_shift(self, *whom: User, asked_ago: timedelta = timedelta(0)) -> None:
        """Their working day began two hours ago and goes on for six; they are asked now."""
        now = self.now
        at_work = pattern_around(now, asked_ago)
        with self.deps.begin() as tx:
            for user in whom:
                people.save_pattern(tx, user.person.id, at_work)
            people.set_next_check_ins(tx, {user.person.id: now - asked_ago for user in whom})

    def unasked(self, *whom: User) -> None:
        """Nobody asks these people while the test runs."""
        with self.deps.begin() as tx:
            later = self.now + timedelta(days=2)
            people.set_next_check_ins(tx, {user.person.id: later for user in whom})

    def settle(self) -> None:
        """Wait until there is nothing left to post within the hour; edits have a pace of theirs."""

        def waiting() -> int:
            due = rows.c.wake_at <= self.now + timedelta(hours=1)
            posts = rows.c.priority < outbox.Priority.REFRESH
            with self.deps.read() as tx:
                return tx.scalar(select(func.count()).select_from(rows).where(due, posts)) or 0

        until(lambda: waiting() == 0, "all sent")

    def row(self, key: str) -> outbox.Queued:
        with self.deps.read() as tx:
            workspace = people.workspaces(tx)[0]
            found = outbox.find(tx, workspace.id, key)
        assert found, f"nothing was ever queued as {key}"
        return found

    def counts(self) -> dict[str, int]:
        """How many rows each table has, but for the notes of what was seen."""
        with self.deps.read() as tx:
            return {
                table.name: tx.scalar(select(func.count()).select_from(table)) or 0
                for table in metadata.sorted_tables
                if table.name != "seen_event"
            }

    def keys_in(self, place: Channel | User | str) -> list[str]:
        """The keys of the queued messages that stand in a channel or with a person."""
        where = place if isinstance(place, str) else place.id
        return list(keys(self.slack.messages(where)))


def keys(messages: Iterable[Any]) -> Iterable[str]:
    """The outbox keys that these messages carry."""
    for message in messages:
        if message.metadata:
            yield message.metadata["event_payload"]["key"]


def pattern_around(now: datetime, asked_ago: timedelta = timedelta(0)) -> Pattern:
    """Every day, from two hours before `now` (UTC) to six hours after; asked so long ago."""

    def clock(moment: datetime) -> Any:
        return moment.time().replace(second=0, microsecond=0)

    return Pattern(
        EVERY_DAY,
        starts=clock(now - timedelta(hours=2)),
        ends=clock(now + timedelta(hours=6)),
        ask_at=clock(now - asked_ago),
    )
