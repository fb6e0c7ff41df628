"""One pass of clock and delivery as if it were a given instant, told line by line."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.clock import queue_all
from bot.delivery import Delivery, Fate, Outcome, Verdict
from handlers.deps import Deps
from store import database, people, teams
from store.claims import Claim
from store.database import Tx

UNFINISHED = (Fate.DEAD, Fate.LATER, Fate.UNSURE)
SAID = {
    Fate.SENT: "sent",
    Fate.DROPPED: "dropped",
    Fate.DEAD: "refused",
    Fate.LATER: "waits",
    Fate.UNSURE: "unsure",
}


def run_tick(
    deps: Deps,
    delivery: Delivery,
    at: datetime,
    dry_run: bool,
    out: Callable[[str], object],
    wait: Callable[[float], object] = time.sleep,
) -> int:
    """Queue and send what is due at `at` (UTC), and say to `out` what went to whom.

    A dry run does the same in one transaction that is rolled back, with a Slack that takes
    everything and passes nothing on. Returns the exit status: 1 if something could not be sent.
    Two of these at once, in two processes, send each message once.
    """
    if not dry_run:
        queue_all(deps, at)
        return _tell(deps, delivery.drain(at, wait), at, out, dry_run)
    with _rolled_back(deps) as rehearsal:
        queue_all(rehearsal, at)
        paper = _Paper()
        unsent = _Rehearsed(
            rehearsal, lambda _: paper, delivery.renderers, delivery.pace, only=delivery.only
        )
        return _tell(rehearsal, unsent.drain(at), at, out, dry_run)


def _tell(
    deps: Deps,
    outcomes: Iterator[Outcome],
    at: datetime,
    out: Callable[[str], object],
    dry_run: bool,
) -> int:
    counts: Counter[Fate] = Counter()
    unfinished = False
    for outcome in outcomes:
        counts[outcome.verdict.fate] += 1
        unfinished |= outcome.verdict.fate in UNFINISHED and outcome.verdict.error is not None
        out(_line(deps, outcome, dry_run))
    if not counts:
        out(f"Nothing is due at {at:%Y-%m-%d %H:%M %Z}.")
    return 1 if unfinished else 0


def _line(deps: Deps, outcome: Outcome, dry_run: bool) -> str:
    """What went to whom: never the words, which are between the people who said them."""
    fate, error = outcome.verdict.fate, outcome.verdict.error
    said = "would be sent" if dry_run and fate is Fate.SENT else SAID[fate]
    reason = f" ({error})" if error else ""
    with deps.read() as tx:
        to = _name(tx, outcome.queued.workspace_id, outcome.queued.channel)
    return f"{said}{reason}: {to}, {outcome.queued.kind} ({outcome.queued.key})"


def _name(tx: Tx, workspace_id: int, channel: str) -> str:
    for person in people.by_user_ids(tx, workspace_id, [channel]):
        return person.name
    team = teams.by_channel(tx, workspace_id, channel)
    return f"{team.name} ({channel})" if team else channel


@dataclass(frozen=True)
class _Rehearsal(Deps):
    """Everything in the one transaction `tx`, whoever opens what."""

    tx: Tx = field(kw_only=True)

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        with self.tx.begin_nested():
            yield self.tx

    read = begin


@contextmanager
def _rolled_back(deps: Deps) -> Iterator[_Rehearsal]:
    with database.begin(deps.engine) as tx:
        yield _Rehearsal(deps.engine, deps.clock, deps.grace, tx=tx)
        tx.rollback()


class _Rehearsed(Delivery):
    """Delivery that leaves no trace in the log either."""

    def _note(self, claim: Claim, verdict: Verdict) -> None:
        pass


class _Paper(WebClient):
    """A Slack that takes every message and passes none on."""

    ANSWERS: ClassVar[dict[str, dict[str, Any]]] = {
        "chat.postMessage": {"channel": "-", "ts": "-"},
        "conversations.open": {"channel": {"id": "-"}},
        "conversations.history": {"messages": []},
    }

    def api_call(self, api_method: str, **_: Any) -> SlackResponse:
        return SlackResponse(
            client=self,
            http_verb="POST",
            api_url=api_method,
            req_args={},
            data={"ok": True, **self.ANSWERS.get(api_method, {})},
            headers={},
            status_code=200,
        )
