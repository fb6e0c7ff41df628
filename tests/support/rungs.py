"""The real bot on a test database and a fake Slack, with a clock that tests set.

maya = rungs.user("maya", tz="Europe/London")
rungs.seed_team("Care", lead="tom", members=["maya"])
form = maya.goal("new Reply to 40 chats a day, from 25, by 18 December")
maya.submit(form, {"Who can see it": "My team"})
rungs.at("2026-11-24 09:30")      # the clock moves, and the bot's clock ticks
maya.click(maya.inbox[-1], "Log", near="G-1")
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import BoltRequest
from sqlalchemy import Engine
from structlog.testing import capture_logs

import handlers
from bot.app import build_app
from bot.client import slack_client
from bot.clock import queue_all
from bot.delivery import Delivery
from tests.support import envelopes
from tests.support.envelopes import Envelope
from tests.support.people import Outcome, User
from tests.support.screens import Message, View
from tests.support.slack import FakeSlack
from tests.support.workspace import Channel
from tests.support.world import World

SIGNING_SECRET = "a secret of the tests"


class Rungs(World):
    """A Slack workspace with Rungs in it."""

    def __init__(self, engine: Engine, slack: FakeSlack):
        super().__init__(engine, slack)
        self.log: list[Any] = []
        """What the bot logged, as structlog's event dictionaries."""
        self._trouble_expected = False
        client = slack_client(slack.token, slack.api_url)
        self.app = build_app(
            self.deps, token=slack.token, signing_secret=SIGNING_SECRET, client=client
        )
        self.delivery = Delivery(
            self.deps,
            lambda workspace: client,
            handlers.renderers(self.deps),
            only=slack.team_id,
            monotonic=lambda: 0.0,
        )

    # Time

    def at(self, local: str, zone: str = "Europe/London", *, tick: bool = True) -> list[Message]:
        """Make it this local time ("2026-11-23 09:30"), and tick; what the bot posted."""
        moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
        self.now = moment.astimezone(UTC)
        return self.tick() if tick else []

    def later(self, *, tick: bool = True, **how_much: float) -> list[Message]:
        """Let time pass (minutes=3, days=1, …), and tick; what the bot posted."""
        self.now += timedelta(**how_much)
        return self.tick() if tick else []

    def tick(self) -> list[Message]:
        """One pass of the clock, and delivery until nothing is due; what the bot posted."""
        before = len(self.slack.posted)
        with self._trouble_told():
            queue_all(self.deps, self.now)
            for _ in self.delivery.drain(self.now):
                pass
        return self.slack.posted[before:]

    # What Slack sends

    def event(
        self, kind: str, *, by: User | None = None, event_id: str | None = None, **fields: Any
    ) -> Outcome:
        """An event, with an id of its own unless one is given; what `by` sees come of it."""
        if by is not None:
            fields.setdefault("user", by.id)
        envelope = envelopes.event(self.slack, kind, fields, event_id or f"Ev{self.slack.number()}")
        return self.deliver(by, envelope)

    def deliver(
        self,
        user: User | None,
        envelope: Envelope,
        *,
        answers_in: Channel | None = None,
        form: View | None = None,
    ) -> Outcome:
        """Hand the bot a request; what this person (or, for None, anybody) sees come of it.

        `answers_in`: where a command's answer shows; `form`: what was handed in.
        """
        slack = self.slack
        posted, edited, shown = len(slack.posted), len(slack.edited), len(slack.shown)
        with self._trouble_told():
            status, answer = self.send(envelope)
            assert status == 200 or self._trouble_expected, f"the bot answered {status}: {answer}"
        outcome = Outcome(envelope=envelope, sender=user, form=form, answers_in=answers_in)
        if form is not None and user is not None:
            self._settle(outcome, form, user, answer)
        elif answer and answers_in and user is not None:
            alone = answer.get("response_type") != "in_channel"
            slack.post(answers_in, answer, ephemeral_to=user.id if alone else None)
        outcome.see(slack, slack.posted[posted:], slack.edited[edited:], slack.shown[shown:])
        assert not slack.problems, slack.problems
        return outcome

    def again(self, outcome: Outcome) -> Outcome:
        """The very same request once more: a double click, or Slack repeating itself."""
        assert outcome.envelope
        return self.deliver(
            outcome.sender, outcome.envelope, answers_in=outcome.answers_in, form=outcome.form
        )

    def send(self, envelope: Envelope) -> tuple[int, dict[str, Any]]:
        """A request to the bot, signed by Slack: status and body of its answer."""
        request = BoltRequest(
            body=envelope.body,
            headers={k: [v] for k, v in envelope.headers(SIGNING_SECRET).items()},
        )
        response = self.app.dispatch(request)
        body = response.body or ""
        return response.status, _parsed(body)

    def _settle(self, outcome: Outcome, form: View, user: User, answer: Mapping[str, Any]) -> None:
        """Do with the form what the bot's answer to its submission says."""
        stack = self.slack.modals.setdefault(user.id, [])
        action = answer.get("response_action")
        if action == "errors":
            strange = answer["errors"].keys() - form.labels.keys()
            assert not strange, f"errors for fields that are not there: {sorted(strange)}"
            outcome.errors = answer["errors"]
        elif action in ("update", "push"):
            same = {"id": form.id} if action == "update" else {}
            shown = self.slack.show(
                user.id, answer["view"], root_view_id=form.raw.get("root_view_id"), **same
            )
            stack[:] = [*(view for view in stack if view.id != shown.id), shown]
        else:
            stack[:] = [] if action == "clear" else [v for v in stack if v.id != form.id]
            outcome.closed = True

    # Trouble

    @contextmanager
    def trouble_expected(self) -> Iterator[None]:
        """Meanwhile the bot may log errors and leave requests unheard; else that fails a test."""
        self._trouble_expected = True
        try:
            yield
        finally:
            self._trouble_expected = False

    @contextmanager
    def _trouble_told(self) -> Iterator[None]:
        with capture_logs() as entries:
            yield
        self.log += entries
        for entry in entries:
            bad = entry["log_level"] in ("error", "critical") or entry["event"] == "unhandled"
            if bad and not self._trouble_expected:
                cause = entry.get("exc_info")
                raise AssertionError(f"the bot logged {entry}") from (
                    cause if isinstance(cause, BaseException) else None
                )


def _parsed(body: str) -> dict[str, Any]:
    """An acknowledgement: JSON, plain words, or nothing."""
    if body.startswith("{"):
        parsed: dict[str, Any] = json.loads(body)
        return parsed
    return {"text": body} if body else {}
