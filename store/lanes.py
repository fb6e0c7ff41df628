"""The lanes of a workspace, and the statements that take rows from them.

Each statement is built once, here: putting one together takes longer than running it.
"""

from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    ScalarSelect,
    Select,
    String,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)

from store.outbox import COLUMNS, Priority
from store.tables import OutboxState, outbox, workspace
from store.types import Instant


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


def _at(name: str) -> BindParameter[datetime]:
    return bindparam(name, type_=Instant())


def _first_wake(priority: Priority) -> ScalarSelect[datetime]:
    """When the first row of a priority wakes in the workspace at hand: one look at the index."""
    return (
        select(outbox.c.wake_at)
        .where(
            outbox.c.workspace_id == workspace.c.id,
            outbox.c.priority == int(priority),
            outbox.c.wake_at.is_not(None),
        )
        .order_by(outbox.c.wake_at)
        .limit(1)
        .scalar_subquery()
    )


def _served() -> ColumnElement[bool]:
    """The workspace at hand is the one that is served; without one (NULL), all are."""
    only = bindparam("only", type_=String())
    return or_(only.is_(None), workspace.c.team_id == only)


def _free(lane: Lane) -> Select[Any]:
    """A workspace with something due in a free lane, locked against other deliveries.

    The lock leaves foreign keys alone, so people's inserts and this never wait for each other.
    """
    something_due = or_(*(_first_wake(priority) <= _at("now") for priority in lane.priorities))
    is_free = or_(lane.free_at.is_(None), lane.free_at <= _at("now"), lane.free_at > _at("no_hold"))
    return (
        select(workspace.c.id, workspace.c.team_id, workspace.c.bot_user_id)
        .where(_served(), is_free, something_due)
        .order_by(lane.free_at.asc().nulls_first())
        .limit(1)
        .with_for_update(key_share=True, skip_locked=True)
    )


def _due() -> Select[Any]:
    """The first due row of a priority in a channel that does not rest.

    It walks one stretch of the index of what waits, and meets neither finished rows nor those
    whose time has not come.
    """
    other = outbox.alias()
    resting = (
        select(other.c.id)
        .where(
            other.c.workspace_id == bindparam("workspace"),
            other.c.channel == outbox.c.channel,
            other.c.last_try_at > _at("rested"),
            other.c.last_try_at < _at("soon"),
        )
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(*COLUMNS)
        .where(
            outbox.c.workspace_id == bindparam("workspace"),
            outbox.c.priority == bindparam("priority"),
            outbox.c.wake_at <= _at("now"),
            resting.is_(None),
        )
        .order_by(outbox.c.wake_at, outbox.c.id)
        .limit(1)
    )


def _firsts() -> Select[Any]:
    """Each served workspace's lanes and the first wake of each priority."""
    first_wakes = [_first_wake(priority).label(priority.name) for priority in Priority]
    lanes = select(workspace.c.next_send_at, workspace.c.next_edit_at, *first_wakes)
    return lanes.where(_served())


FREE = {lane: _free(lane) for lane in Lane}
DUE = _due()
FIRSTS = _firsts()
HOLD = {
    lane: update(workspace)
    .where(workspace.c.id == bindparam("workspace"))
    .values({lane.free_at: _at("until")})
    for lane in Lane
}
_STATE = outbox.c.state.type
TAKE = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("this"),
        outbox.c.attempts == bindparam("seen"),
        outbox.c.state == bindparam("was", type_=_STATE),
    )
    .values(
        state=OutboxState.UNSURE,
        wake_at=_at("ends"),
        attempts=outbox.c.attempts + 1,
        last_try_at=_at("now"),
        unsure_since=case(
            (outbox.c.state == OutboxState.UNSURE, outbox.c.unsure_since), else_=_at("now")
        ),
    )
    .returning(*COLUMNS, outbox.c.unsure_since)
)
FINISH = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("this"),
        outbox.c.attempts == bindparam("token"),
        outbox.c.state == OutboxState.UNSURE,
    )
    .values(
        state=bindparam("becomes", type_=_STATE),
        wake_at=_at("wakes"),
        error=bindparam("why"),
        posted_in=func.coalesce(bindparam("place", type_=String()), outbox.c.posted_in),
        ts=func.coalesce(bindparam("stamp", type_=String()), outbox.c.ts),
    )
)
