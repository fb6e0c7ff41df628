"""From the outbox to Slack: each message once, in good order, at Slack's pace.

A row is claimed in one short transaction, rendered from the data as it stands, sent with no
transaction open, and written down in another. What a crash leaves in between is `unsure`: before
it is sent again, Slack is asked whether it is there already.
"""

import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from slack_sdk import WebClient

from bot.connections import Overslept, elapsed, only_until
from bot.delivery import slack
from bot.delivery.outcomes import (
    ERROR_LENGTH,
    NOTHING_TO_EDIT,
    PERSON_GONE,
    Fate,
    Verdict,
    error_code,
    verdict_on,
)
from bot.logs import log
from goals.people import Workspace
from handlers import leavers, undeliverable
from handlers.deps import Deps
from handlers.outgoing import Edit, Later, Render
from handlers.views.message import Message
from store import claims, outbox, people
from store.claims import Claim, Pace
from store.database import Tx, trouble
from store.lanes import Lane
from store.outbox import PERHAPS_POSTED, Priority, Queued
from store.tables import OutboxState

__all__ = ["Delivery", "Fate", "Outcome", "Pace", "Verdict"]

AT_MOST_ONCE = (Priority.CHECK_IN, Priority.REMINDER)
"""Asked twice is worse than not asked; anything else is better said twice than not at all."""
USE_OF_LEASE = 0.4
"""A send starts only in this part of its lease, so that it ends before somebody else's begins.

The clients' timeout must be shorter than the rest: 10 s goes well with a lease of 60 s.
"""
OVERSLEPT = Verdict(Fate.LATER, "overslept", spared=True)
CLOCKS_DIFFER = timedelta(days=1)
POLL = 0.5
STEP = timedelta(milliseconds=50)
DATABASE_AWAY_WAIT = 2.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one try came to. `message` is what was rendered, if it came to that."""

    queued: Queued
    verdict: Verdict
    message: Message | None = None


class Delivery:
    """Sends what is due. Several may work on one database, in threads or in processes.

    `clients` gives the client of a workspace: without retry handlers, since delivery does its own
    waiting, and with a timeout of about 10 s. `only`: what waits for one workspace (T…).
    """

    def __init__(
        self,
        deps: Deps,
        clients: Callable[[Workspace], WebClient],
        renderers: Mapping[str, Render],
        pace: Pace | None = None,
        *,
        only: str | None = None,
        monotonic: Callable[[], float] = elapsed,
    ):
        self.deps = deps
        self.clients = clients
        self.renderers = renderers
        self.pace = pace or Pace()
        self.only = only
        self._monotonic = monotonic
        self._nudged = threading.Event()

    def run_once(self, now: datetime) -> Outcome | None:
        """Claim one row, send it, write down what came of it; None if nothing may go now."""
        started = self._monotonic()
        with self.deps.begin() as tx:
            claim = claims.claim(tx, now, self.pace, self.only)
        if claim is None:
            return None
        message, verdict = self._deliver(claim, now, started)
        with self.deps.begin() as tx:
            done = now + timedelta(seconds=self._monotonic() - started)
            self._write_down(tx, claim, verdict, done)
        self._note(claim, verdict)
        return Outcome(claim.queued, verdict, message)

    def drain(
        self, now: datetime, wait: Callable[[float], object] = lambda seconds: None
    ) -> Iterator[Outcome]:
        """Send until nothing that was due at `now` can still go; what failed waits as it must.

        Where the pace asks for time, later moments are taken for granted, or really waited for:
        `wait` gets the seconds.
        """
        moment = now
        while True:
            outcome = self.run_once(moment)
            if outcome:
                yield outcome
                continue
            with self.deps.read() as tx:
                upcoming = claims.next_moment(tx, moment, due_by=now, only=self.only)
            if upcoming is None:
                return
            later = max(upcoming, moment + STEP)
            wait((later - moment).total_seconds())
            moment = later

    def run(self, stop: threading.Event) -> None:
        """Send for as long as the program runs; ends after what is in hand. For a thread.

        A database that is away is waited for. Several threads may run at once.
        """
        while not stop.is_set():
            try:
                pause = self._work()
            except Exception as error:
                if why := trouble(error):
                    log.error("delivery waits for the database", why=why)
                else:
                    log.exception("delivery failed and goes on")
                pause = DATABASE_AWAY_WAIT
            if pause:
                self._nudged.wait(pause)
                self._nudged.clear()

    def nudge(self) -> None:
        """Something was just put in the outbox, or the program stops: look at once."""
        self._nudged.set()

    def _work(self) -> float:
        """One step of `run`; the seconds until the next is worth taking."""
        now = self.deps.clock()
        with self.deps.read() as tx:
            upcoming = claims.next_moment(tx, now, only=self.only)
        if upcoming is None or upcoming > now:
            return min(POLL, (upcoming - now).total_seconds()) if upcoming else POLL
        return 0 if self.run_once(now) else STEP.total_seconds()

    def _deliver(
        self, claim: Claim, now: datetime, started: float
    ) -> tuple[Message | None, Verdict]:
        client = self.clients(claim.workspace)
        if claim.was_unsure and claim.lane is Lane.POSTS:
            known = self._look_back(client, claim)
            if known:
                return None, known
        expires_at = claim.queued.expires_at
        if expires_at and expires_at <= now:
            return None, Verdict(Fate.DROPPED, "expired", spared=True)
        try:
            rendered = self._render(claim.queued, now)
        except Exception as bug:
            if trouble(bug):
                raise  # the row waits for its lease to end
            # Its words may be a person's, so only the kind and the place of it are logged.
            error = f"render: {type(bug).__name__}"
            log.error("cannot be rendered", key=claim.queued.key, error=error, at=_place_of(bug))
            return None, Verdict(Fate.DEAD, error, spared=True)
        if rendered is None:
            return None, Verdict(Fate.DROPPED, spared=True)
        if isinstance(rendered, Later):
            return None, Verdict(Fate.LATER, wait=rendered.at - now, spared=True)
        message = rendered.message if isinstance(rendered, Edit) else rendered
        return message, self._send(client, claim, rendered, started)

    def _is_over(self, started: float) -> bool:
        """Whether it is too late in the lease for a send to start."""
        return self._monotonic() - started > self.pace.lease.total_seconds() * USE_OF_LEASE

    def _look_back(self, client: WebClient, claim: Claim) -> Verdict | None:
        """What Slack says of an earlier try; None if it never arrived, or had better go again."""
        with self.deps.read() as tx:
            place = claims.place_of(tx, claim.queued)
        since = min(claim.unsure_since, self.deps.clock()) - CLOCKS_DIFFER
        try:
            found = slack.find(client, claim, place, since)
        except slack.Unreadable:
            if claim.queued.priority in AT_MOST_ONCE:
                return Verdict(Fate.DROPPED, PERHAPS_POSTED)
            return None
        except Exception as error:
            verdict = self._verdict_on(error, claim)
            # Reading has a limit of its own, which is no reason to stop posting.
            return verdict if verdict.everything else replace(verdict, hold=None)
        return Verdict(Fate.SENT, place=found) if found else None

    def _render(self, queued: Queued, now: datetime) -> Message | Edit | Later | None:
        with self.deps.read() as tx:
            return self.renderers[queued.kind](tx, queued, now)

    def _send(
        self, client: WebClient, claim: Claim, rendered: Message | Edit, started: float
    ) -> Verdict:
        try:
            with only_until(partial(self._is_over, started)):
                if isinstance(rendered, Edit):
                    place = slack.edit(client, rendered)
                else:
                    place = slack.post(client, claim, rendered)
        except Exception as error:
            verdict = self._verdict_on(error, claim)
            if isinstance(getattr(error, "reason", None), Overslept):
                return OVERSLEPT
            if isinstance(rendered, Edit) and verdict.error in NOTHING_TO_EDIT:
                return replace(verdict, fate=Fate.DROPPED)
            if verdict.error == "account_inactive" and _is_person(claim.queued):
                return self._whose_account(client, claim, verdict, error)
            return verdict
        return Verdict(Fate.SENT, place=place)

    def _whose_account(
        self, client: WebClient, claim: Claim, verdict: Verdict, error: Exception
    ) -> Verdict:
        """`account_inactive` is said of people and of the bot; only the bot can be asked."""
        try:
            locked_out = slack.is_locked_out(client)
        except Exception as unclear:
            return self._verdict_on(unclear, claim)
        return verdict if locked_out else Verdict(Fate.DEAD, error_code(error))

    def _verdict_on(self, error: Exception, claim: Claim) -> Verdict:
        return verdict_on(error, claim.queued.attempts, self.pace.lease)

    def _write_down(self, tx: Tx, claim: Claim, verdict: Verdict, at: datetime) -> None:
        waits = verdict.fate in (Fate.LATER, Fate.UNSURE)
        ours = claims.finish(
            tx,
            claim,
            _state(claim, verdict),
            wake_at=at + verdict.wait if waits else None,
            error=verdict.error and verdict.error[:ERROR_LENGTH],
            posted_in=verdict.place.channel if verdict.place else None,
            ts=verdict.place.ts if verdict.place else None,
        )
        if verdict.hold:
            lanes = list(Lane) if verdict.everything else [claim.lane]
            claims.hold(tx, claim.workspace.id, lanes, at + verdict.hold)
        elif verdict.spared:
            claims.release(tx, claim, at)
        if ours and verdict.fate is Fate.DEAD and not verdict.spared:
            if _is_person(claim.queued) and verdict.error in PERSON_GONE:
                gone = people.by_user_ids(tx, claim.workspace.id, [claim.queued.channel])
                people.deactivate(tx, claim.workspace.id, claim.queued.channel)
                leavers.hand_over(tx, [person for person in gone if person.active], at)
                outbox.give_up(tx, claim.workspace.id, claim.queued.channel, verdict.error)
            undeliverable.tell(tx, claim.queued, verdict.error or "", at)

    def _note(self, claim: Claim, verdict: Verdict) -> None:
        said = {"key": claim.queued.key, "error": verdict.error, "attempts": claim.queued.attempts}
        if verdict.everything:
            log.error("Slack refuses the bot's token; everything waits", **said)
        elif verdict.fate is Fate.DEAD:
            log.error("could not be delivered", **said)
        elif verdict.fate in (Fate.LATER, Fate.UNSURE) and verdict.error:
            log.warning("not delivered yet", fate=verdict.fate, **said)
        else:
            log.info(_CAME_OF_IT.get(verdict.fate, "dropped"), **said)


_CAME_OF_IT = {Fate.SENT: "delivered", Fate.LATER: "waits for its reader's hours"}


def _state(claim: Claim, verdict: Verdict) -> OutboxState:
    if verdict.fate is Fate.LATER:
        return OutboxState.UNSURE if claim.was_unsure else OutboxState.READY
    return OutboxState(verdict.fate)


def _is_person(queued: Queued) -> bool:
    return queued.channel[:1] in ("U", "W")


def _place_of(bug: Exception) -> str:
    last = traceback.extract_tb(bug.__traceback__)[-1]
    return f"{last.filename}:{last.lineno}"
