"""Taking rows of the outbox, one at a time, by as many deliveries as there are.

A workspace has two lanes, each with its own pace, because Slack counts them apart: posts (several
hundred a minute) and edits (chat.update, about 50 a minute; priority REFRESH). Neither uses up
the other's. A channel rests after each try, since Slack takes about one post a second there.
https://docs.slack.dev/apis/web-api/rate-limits
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from goals.people import Workspace
from store.database import Tx
from store.lanes import DUE, FINISH, FIRSTS, FREE, HOLD, TAKE, Lane
from store.outbox import Queued, queued_of
from store.tables import OutboxState, outbox

CHANNEL_RESTS = timedelta(seconds=1.1)
NUDGE = timedelta(milliseconds=250)
"""How long a lane whose due rows all go to resting channels lets other workspaces go first."""
LONGEST_HOLD = timedelta(minutes=10)
"""A lane held for longer is the leftover of a clock that went back, and is free."""


@dataclass(frozen=True)
class Pace:
    """How fast a workspace is sent to (per minute), and how long a claimed row is its taker's."""

    posts: int = 400
    edits: int = 45
    lease: timedelta = timedelta(seconds=60)

    def gap(self, lane: Lane) -> timedelta:
        """The time from one claim of a lane to the next."""
        return timedelta(minutes=1) / (self.posts if lane is Lane.POSTS else self.edits)


@dataclass(frozen=True, slots=True)
class Claim:
    """A row that is this taker's until the lease ends; `queued.attempts` is the token.

    `was_unsure`: an earlier try may have reached Slack, at `unsure_since` or later (UTC).
    `free_at` is when the lane goes on.
    """

    queued: Queued
    workspace: Workspace
    lane: Lane
    was_unsure: bool
    unsure_since: datetime
    free_at: datetime


def claim(tx: Tx, now: datetime, pace: Pace, only: str | None = None) -> Claim | None:
    """Take the first row that may go at `now`, and leave its lane waiting for the pace.

    `only`: of one workspace, by Slack's id of it (T…).
    """
    for lane in Lane:
        taken = _claim_in(tx, lane, now, pace, only)
        if taken:
            return taken
    return None


def _claim_in(tx: Tx, lane: Lane, now: datetime, pace: Pace, only: str | None) -> Claim | None:
    place = _free_workspace(tx, lane, now, only)
    if place is None:
        return None
    found = _first_due(tx, place.id, lane, now)
    free_at = now + (pace.gap(lane) if found else NUDGE)
    hold(tx, place.id, [lane], free_at)
    if found is None:
        return None
    mine = {"this": found.id, "seen": found.attempts, "was": found.state}
    taken = tx.execute(TAKE, {**mine, "now": now, "ends": now + pace.lease}).one_or_none()
    if taken is None:  # taken back in this very moment
        return None
    return Claim(
        queued=queued_of(taken),
        workspace=place,
        lane=lane,
        was_unsure=found.state is OutboxState.UNSURE,
        unsure_since=taken.unsure_since,
        free_at=free_at,
    )


def _free_workspace(tx: Tx, lane: Lane, now: datetime, only: str | None) -> Workspace | None:
    asked = {"now": now, "no_hold": now + LONGEST_HOLD, "only": only}
    row = tx.execute(FREE[lane], asked).one_or_none()
    return Workspace(*row) if row else None


def _first_due(tx: Tx, workspace_id: int, lane: Lane, now: datetime) -> Queued | None:
    """The first due row by priority whose channel does not rest."""
    around = {"rested": now - CHANNEL_RESTS, "soon": now + CHANNEL_RESTS}
    for priority in lane.priorities:
        asked = {"workspace": workspace_id, "priority": int(priority), "now": now, **around}
        row = tx.execute(DUE, asked).one_or_none()
        if row:
            return queued_of(row)
    return None


def finish(
    tx: Tx,
    claim: Claim,
    state: OutboxState,
    *,
    wake_at: datetime | None = None,
    error: str | None = None,
    posted_in: str | None = None,
    ts: str | None = None,
) -> bool:
    """Write down what became of a claimed row; False if it is somebody else's by now.

    `wake_at`: when to try again; None for a row that is done.
    """
    written = {"becomes": state, "wakes": wake_at, "why": error, "place": posted_in, "stamp": ts}
    mine = {"this": claim.queued.id, "token": claim.queued.attempts}
    return tx.execute(FINISH, mine | written).rowcount > 0


def hold(tx: Tx, workspace_id: int, lanes: Iterable[Lane], until: datetime) -> None:
    """Send nothing in these lanes of a workspace before this instant."""
    for lane in lanes:
        tx.execute(HOLD[lane], {"workspace": workspace_id, "until": until})


def release(tx: Tx, claim: Claim, now: datetime) -> None:
    """Give the lane's turn back: nothing was asked of Slack for the row."""
    ours = HOLD[claim.lane].where(claim.lane.free_at == claim.free_at)
    tx.execute(ours, {"workspace": claim.workspace.id, "until": now})


def next_moment(
    tx: Tx, now: datetime, due_by: datetime | None = None, only: str | None = None
) -> datetime | None:
    """The first instant (`now` or later) at which something may go; None if nothing waits.

    With `due_by`, only lanes count in which something was to be sent by then; with `only`, those
    of that workspace (T…).
    """
    moments = []
    for row in tx.execute(FIRSTS, {"only": only}):
        for lane in Lane:
            waking = [at for p in lane.priorities if (at := getattr(row, p.name)) is not None]
            if waking and (due_by is None or min(waking) <= due_by):
                free_at = getattr(row, lane.free_at.name) or now
                held = free_at if free_at <= now + LONGEST_HOLD else now
                moments.append(max(now, held, min(waking)))
    return min(moments, default=None)


def place_of(tx: Tx, queued: Queued) -> str | None:
    """The conversation in which Slack put an earlier message to the same channel or person."""
    return tx.scalars(
        select(outbox.c.posted_in)
        .where(
            outbox.c.workspace_id == queued.workspace_id,
            outbox.c.channel == queued.channel,
            outbox.c.posted_in.is_not(None),
        )
        .order_by(outbox.c.last_try_at.desc())
        .limit(1)
    ).one_or_none()
