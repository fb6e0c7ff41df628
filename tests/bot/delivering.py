"""A delivery with nothing around it: a test database, a fake Slack, and simple messages."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, func, select

from bot.app import slack_client
from bot.delivery import Delivery, Outcome, Pace
from handlers import undeliverable
from handlers.deps import Deps
from handlers.outgoing import Edit
from handlers.views.message import Message
from handlers.views.parts import section
from store import claims, outbox, people
from store.outbox import Priority, Queued
from store.tables import outbox as rows
from tests.support.slack import FakeSlack
from tests.support.workspace import Channel

MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class Office:
    """Puts messages in the outbox and lets one or more deliveries at them; `now` is set by hand.

    Kinds: "words" says its ref, "nothing" has nothing to say any more, "broken" raises, "edit"
    replaces what the row `ref["of"]` posted.
    """

    def __init__(self, engine: Engine, slack: FakeSlack):
        self.now = MORNING
        self.slack = slack
        self.engine = engine
        slack.clock = lambda: self.now.timestamp()
        self.deps = Deps(engine, clock=lambda: self.now)
        self.monotonic = 0.0
        self.renderers = {
            "words": words,
            "nothing": lambda tx, queued, now: None,
            "broken": broken,
            "edit": edit,
            **undeliverable.RENDERERS,
        }
        with self.deps.begin() as tx:
            self.workspace = people.ensure_workspace(tx, slack.team_id, slack.bot_user)
        self.delivery = self.another()

    def another(self, pace: Pace | None = None) -> Delivery:
        """One more delivery, as another process has it."""
        client = slack_client(self.slack.token, self.slack.api_url)
        return Delivery(
            self.deps, lambda _: client, self.renderers, pace, monotonic=lambda: self.monotonic
        )

    def channel(self, name: str) -> str:
        """A channel that the bot is in."""
        place = Channel(f"C{name.upper()}", name, [self.slack.bot_user])
        return self.slack.add_channel(place).id

    def person(self, name: str, *, admin: bool = False) -> str:
        """Someone in Slack whom Rungs knows."""
        user = f"U{name.upper()}"
        self.slack.add_user(user, name, admin=admin)
        with self.deps.begin() as tx:
            people.save_profile(
                tx,
                self.workspace.id,
                user,
                name=name.title(),
                zone="Europe/London",
                is_admin=admin,
                active=True,
            )
        return user

    def put(
        self,
        key: str,
        channel: str,
        *,
        kind: str = "words",
        priority: Priority = Priority.ANSWER,
        wait: timedelta = timedelta(0),
        expires_at: datetime | None = None,
        **ref: Any,
    ) -> None:
        """Queue a message."""
        queue = outbox.put_again if priority is Priority.REFRESH else outbox.put
        with self.deps.begin() as tx:
            queue(
                tx,
                key=key,
                workspace_id=self.workspace.id,
                channel=channel,
                kind=kind,
                ref=ref,
                priority=priority,
                wake_at=self.now + wait,
                expires_at=expires_at,
            )

    def row(self, key: str) -> Queued:
        with self.deps.read() as tx:
            found = outbox.find(tx, self.workspace.id, key)
        assert found
        return found

    def send(self, delivery: Delivery | None = None) -> list[Outcome]:
        """All that is due now."""
        return list((delivery or self.delivery).drain(self.now))

    def later(self, **how_much: float) -> list[Outcome]:
        """Let time pass, then send all that is due."""
        self.now += timedelta(**how_much)
        return self.send()

    def crash_before(self, key: str) -> None:
        """A process takes this row, which must be the only one, and dies before it sends it."""
        with self.deps.begin() as tx:
            claim = claims.claim(tx, self.now, Pace())
        assert claim and claim.queued.key == key

    def texts(self, channel: str) -> list[str]:
        """What stands in a channel, or in the direct messages with a person."""
        return [message.text for message in self.slack.messages(channel)]

    def waiting(self) -> int:
        with self.deps.read() as tx:
            return tx.scalar(select(func.count()).where(rows.c.wake_at.is_not(None))) or 0


def words(_tx: Any, queued: Queued, _now: datetime) -> Message:
    said = queued.ref.get("say", queued.key.replace("-", ""))
    return Message(said, (section(said),))


def broken(_tx: Any, queued: Queued, _now: datetime) -> Message:
    raise LookupError(f"the words of people: {queued.ref}")


def edit(tx: Any, queued: Queued, _now: datetime) -> Edit | None:
    posted = outbox.find(tx, queued.workspace_id, queued.ref["of"])
    if not (posted and posted.ts and posted.posted_in):
        return None
    return Edit(posted.posted_in, posted.ts, words(tx, queued, _now))
