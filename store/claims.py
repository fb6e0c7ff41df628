"""Taking rows of the outbox, one at a time, by as many deliveries as there are.

A workspace has two lanes, each with its own pace, because Slack counts them apart: posts (several
hundred a minute) and edits (chat.update, about 50 a minute; priority REFRESH). Neither uses up
the other's. A channel rests after each try, since Slack takes about one post a second there.
https://docs.slack.dev/apis/web-api/rate-limits
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import Column, ColumnElement, func, or_, select, update

from goals.people import Workspace
from store.database import Tx
from store.outbox import COLUMNS, Priority, Queued, queued_of
from store.tables import OutboxState, outbox, workspace

CHANNEL_RESTS = timedelta(seconds=1.1)
NUDGE = timedelta(milliseconds=250)
"""How long a lane whose due rows all go to resting channels lets other workspaces go first."""
LONGEST_HOLD = timedelta(minutes=10)
"""A lane held for longer is the leftover of a clock that went back, and is free."""


class Lane(Enum):
    """What shares a pace: its priorities, and the workspace's column that keeps the pace."""

    POSTS = (
        (Priority.ANSWER, Priority.CELEBRATION, Priority.CHECK_IN, Priority.REMINDER),
        workspace.c.next_send_at,
    )
    EDITS = ((Priority.REFRESH,), workspace.c.next_edit_at)

    def __init__(self, priorities: tuple[Priority, ...], free_at: Column[datetime]):
        self.priorities = priorities
        self.free_at = free_at


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


def claim(tx: Tx, now: datetime, pace: Pace) -> Claim | None:
    """Take the first row that may go at `now`, and leave its lane waiting for the pace."""
    for lane in Lane:
        taken = _claim_in(tx, lane, now, pace)
        if taken:
            return taken
    return None


def _claim_in(tx: Tx, lane: Lane, now: datetime, pace: Pace) -> Claim | None:
    place = _free_workspace(tx, lane, now)
    if place is None:
        return None
    row = _first_due(tx, place.id, lane, now)
    hold(tx, place.id, [lane], now + (pace.gap(lane) if row else NUDGE))
    if row is None:
        return None
    found = queued_of(row)
    taken = tx.execute(
        update(outbox)
        .where(
            outbox.c.id == found.id,
            outbox.c.attempts == found.attempts,
            outbox.c.state == found.state,
        )
        .values(
            state=OutboxState.UNSURE,
            wake_at=now + pace.lease,
            attempts=outbox.c.attempts + 1,
            last_try_at=now,
            unsure_since=func.coalesce(outbox.c.unsure_since, now),
        )
        .returning(*COLUMNS, outbox.c.unsure_since)
    ).one_or_none()
    if taken is None:  # taken back in this very moment
        return None
    return Claim(
        queued=queued_of(taken),
        workspace=place,
        lane=lane,
        was_unsure=found.state is OutboxState.UNSURE,
        unsure_since=taken.unsure_since,
        free_at=now + pace.gap(lane),
    )


def _free_workspace(tx: Tx, lane: Lane, now: datetime) -> Workspace | None:
    """A workspace with something due in a free lane, locked against other deliveries.

    The lock leaves foreign keys alone, so people's inserts and this never wait for each other.
    """
    something_due = (
        select(outbox.c.id)
        .where(
            outbox.c.workspace_id == workspace.c.id,
            outbox.c.priority.in_(lane.priorities),
            outbox.c.wake_at <= now,
        )
        .exists()
    )
    row = tx.execute(
        select(workspace.c.id, workspace.c.team_id, workspace.c.bot_user_id)
        .where(_is_free(lane, now), something_due)
        .order_by(lane.free_at.asc().nulls_first())
        .limit(1)
        .with_for_update(key_share=True, skip_locked=True)
    ).one_or_none()
    return Workspace(*row) if row else None


def _is_free(lane: Lane, now: datetime) -> ColumnElement[bool]:
    return or_(lane.free_at.is_(None), lane.free_at <= now, lane.free_at > now + LONGEST_HOLD)


def _first_due(tx: Tx, workspace_id: int, lane: Lane, now: datetime) -> Any:
    """The first due row by priority whose channel does not rest.

    One statement a priority: each walks its own stretch of the index of what waits, and meets
    neither finished rows nor those whose time has not come.
    """
    other = outbox.alias()
    resting = (
        select(other.c.id)
        .where(
            other.c.workspace_id == workspace_id,
            other.c.channel == outbox.c.channel,
            other.c.last_try_at > now - CHANNEL_RESTS,
            other.c.last_try_at < now + CHANNEL_RESTS,
        )
        .limit(1)
        .scalar_subquery()
    )
    for priority in lane.priorities:
        row = tx.execute(
            select(*COLUMNS)
            .where(
                outbox.c.workspace_id == workspace_id,
                outbox.c.priority == int(priority),
                outbox.c.wake_at <= now,
                resting.is_(None),
            )
            .order_by(outbox.c.wake_at, outbox.c.id)
            .limit(1)
        ).one_or_none()
        if row:
            return row
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
    written: dict[str, Any] = {"state": state, "wake_at": wake_at, "error": error}
    if state is not OutboxState.UNSURE:
        written["unsure_since"] = None
    if ts is not None:
        written |= {"ts": ts, "posted_in": posted_in}
    changed = tx.execute(
        update(outbox)
        .where(
            outbox.c.id == claim.queued.id,
            outbox.c.attempts == claim.queued.attempts,
            outbox.c.state == OutboxState.UNSURE,
        )
        .values(written)
    )
    return changed.rowcount > 0


def hold(tx: Tx, workspace_id: int, lanes: Iterable[Lane], until: datetime) -> None:
    """Send nothing in these lanes of a workspace before this instant."""
    tx.execute(
        update(workspace)
        .where(workspace.c.id == workspace_id)
        .values({lane.free_at: until for lane in lanes})
    )


def release(tx: Tx, claim: Claim, now: datetime) -> None:
    """Give the lane's turn back: the row went nowhere near Slack."""
    column = claim.lane.free_at
    tx.execute(
        update(workspace)
        .where(workspace.c.id == claim.workspace.id, column == claim.free_at)
        .values({column: now})
    )


def next_moment(tx: Tx, now: datetime, due_by: datetime | None = None) -> datetime | None:
    """The first instant (`now` or later) at which something may go; None if nothing waits.

    With `due_by`, only lanes count in which something was to be sent by then.
    """
    firsts = [
        select(outbox.c.wake_at)
        .where(
            outbox.c.workspace_id == workspace.c.id,
            outbox.c.priority == int(priority),
            outbox.c.wake_at.is_not(None),
        )
        .order_by(outbox.c.wake_at)
        .limit(1)
        .scalar_subquery()
        .label(priority.name)
        for priority in Priority
    ]
    moments = []
    for row in tx.execute(select(workspace.c.next_send_at, workspace.c.next_edit_at, *firsts)):
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
