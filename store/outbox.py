"""What Slack must see later, written in the transaction that caused it: one row, one message.

`bot/delivery.py` takes the rows from here to Slack. A row waits while it is `ready` or `unsure`
and has a `wake_at`; `attempts` only ever grows and is the token that a delivery shows when it
finishes, so that one that slept past its lease changes nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, or_, select, update

from store.database import Tx
from store.people import upsert_in
from store.tables import OutboxState, outbox

PERHAPS_POSTED = "perhaps posted"
"""The error of a row that was given up because nobody could know whether Slack had it."""


class Priority(IntEnum):
    """What goes first. REFRESH is for edits of what was posted; the rest are posts."""

    ANSWER = 0
    CELEBRATION = 1
    CHECK_IN = 2
    REMINDER = 3
    REFRESH = 4


@dataclass(frozen=True, slots=True)
class Queued:
    """A row of the outbox. `channel` is a channel or, for a direct message, a user (U…).

    `kind` names the renderer and `ref` holds the ids that it renders from. `wake_at` (UTC): not
    before; the end of the lease when unsure; None when finished. `posted_in` and `ts` are where
    Slack put it.
    """

    id: int
    workspace_id: int
    key: str
    channel: str
    kind: str
    ref: Mapping[str, Any]
    priority: int
    state: OutboxState
    wake_at: datetime | None
    expires_at: datetime | None
    attempts: int
    posted_in: str | None
    ts: str | None
    error: str | None


COLUMNS = tuple(outbox.c[name] for name in Queued.__slots__)


def queued_of(row: Any) -> Queued:
    """The value of a row that begins with COLUMNS."""
    return Queued(*row[: len(COLUMNS)])


def put(
    tx: Tx,
    *,
    key: str,
    workspace_id: int,
    channel: str,
    kind: str,
    ref: Mapping[str, Any],
    priority: Priority,
    wake_at: datetime,
    expires_at: datetime | None = None,
) -> bool:
    """Queue a message, once per key for ever; False if the key is there already.

    Only a row that was dropped and never reached Slack is armed again.
    """
    row = _fresh(
        key=key,
        workspace_id=workspace_id,
        channel=channel,
        kind=kind,
        ref=ref,
        priority=priority,
        wake_at=wake_at,
        expires_at=expires_at,
    )
    armed = _arm(tx.dialect.name, again=False).returning(outbox.c.id)
    return tx.scalar(armed, row) is not None


def put_again(
    tx: Tx,
    *,
    key: str,
    workspace_id: int,
    channel: str,
    kind: str,
    ref: Mapping[str, Any],
    priority: Priority = Priority.REFRESH,
    wake_at: datetime,
    expires_at: datetime | None = None,
) -> None:
    """Queue an edit: arms the row of this key again whatever became of it, unless it waits.

    For what may be done twice without harm; a post goes through `put`.
    """
    row = _fresh(
        key=key,
        workspace_id=workspace_id,
        channel=channel,
        kind=kind,
        ref=ref,
        priority=priority,
        wake_at=wake_at,
        expires_at=expires_at,
    )
    tx.execute(_arm(tx.dialect.name, again=True), row)


def put_many(tx: Tx, rows: Sequence[Mapping[str, Any]]) -> None:
    """Queue many messages, each a mapping of `put`'s arguments, in one executemany."""
    if rows:
        tx.execute(_arm(tx.dialect.name, again=False), [_fresh(**row) for row in rows])


def drop(tx: Tx, workspace_id: int, key: str) -> bool:
    """Take back what waits: True if it will never be sent, False if it is on its way or gone."""
    dropped = tx.execute(
        update(outbox)
        .where(
            outbox.c.workspace_id == workspace_id,
            outbox.c.key == key,
            outbox.c.state == OutboxState.READY,
        )
        .values(state=OutboxState.DROPPED, wake_at=None)
    )
    return dropped.rowcount > 0


def rename(tx: Tx, outbox_id: int, key: str) -> None:
    """Give a row another key, so that a new message may have the one that it had."""
    tx.execute(update(outbox).where(outbox.c.id == outbox_id).values(key=key))


def find(tx: Tx, workspace_id: int, key: str) -> Queued | None:
    """The row of this key."""
    row = tx.execute(_FIND, {"workspace": workspace_id, "named": key}).one_or_none()
    return queued_of(row) if row else None


_FIND = select(*COLUMNS).where(
    outbox.c.workspace_id == bindparam("workspace"), outbox.c.key == bindparam("named")
)


def was_sent(tx: Tx, workspace_id: int, keys: Sequence[str]) -> bool:
    """Whether the message of one of these keys reached Slack."""
    one = select(outbox.c.id).where(
        outbox.c.workspace_id == workspace_id,
        outbox.c.key.in_(keys),
        outbox.c.state == OutboxState.SENT,
    )
    return tx.scalar(one.limit(1)) is not None


def _there(workspace_id: int, channel: str, state: OutboxState) -> tuple[ColumnElement[bool], ...]:
    """The rows of a channel in this state."""
    return (
        outbox.c.workspace_id == workspace_id,
        outbox.c.channel == channel,
        outbox.c.state == state,
    )


def give_up(tx: Tx, workspace_id: int, channel: str, error: str) -> None:
    """Lay aside everything that waits for a channel or person that Slack no longer serves."""
    tx.execute(
        update(outbox)
        .where(*_there(workspace_id, channel, OutboxState.READY))
        .values(state=OutboxState.DEAD, wake_at=None, error=error)
    )


def send_again(tx: Tx, workspace_id: int, channel: str, now: datetime) -> int:
    """Send what could not be posted in a channel there once more, now; how many messages."""
    armed = tx.execute(
        update(outbox)
        .where(*_there(workspace_id, channel, OutboxState.DEAD))
        .values(state=OutboxState.READY, wake_at=now, error=None)
    )
    return armed.rowcount


def move(tx: Tx, workspace_id: int, channel: str, to: str, now: datetime) -> int:
    """Send what waits for a channel to another one, and what could not be posted there now; how
    many messages.
    """
    send_again(tx, workspace_id, channel, now)
    moved = tx.execute(
        update(outbox).where(*_there(workspace_id, channel, OutboxState.READY)).values(channel=to)
    )
    return moved.rowcount


def count_dead(tx: Tx, workspace_id: int, channel: str) -> int:
    """How many messages could not be posted in a channel, and are kept."""
    return tx.scalars(
        select(func.count())
        .select_from(outbox)
        .where(*_there(workspace_id, channel, OutboxState.DEAD))
    ).one()


def first_dead(tx: Tx, workspace_id: int, channel: str) -> int | None:
    """The id of the row that died first in a channel since something last reached it."""
    there = (outbox.c.workspace_id == workspace_id, outbox.c.channel == channel)
    reached = (
        select(func.max(outbox.c.last_try_at))
        .where(*there, outbox.c.state == OutboxState.SENT)
        .scalar_subquery()
    )
    return tx.scalars(
        select(outbox.c.id)
        .where(
            *there,
            outbox.c.state == OutboxState.DEAD,
            outbox.c.last_try_at.is_not(None),
            or_(reached.is_(None), outbox.c.last_try_at > reached),
        )
        .order_by(outbox.c.last_try_at, outbox.c.id)
        .limit(1)
    ).one_or_none()


def troubled(tx: Tx, limit: int = 200) -> list[tuple[Queued, datetime | None]]:
    """What waits or is dead, with its last try (UTC): the dead first, then by when it wakes."""
    rows = tx.execute(
        select(*COLUMNS, outbox.c.last_try_at)
        .where(or_(outbox.c.wake_at.is_not(None), outbox.c.state == OutboxState.DEAD))
        .order_by(outbox.c.state != OutboxState.DEAD, outbox.c.wake_at, outbox.c.id)
        .limit(limit)
    )
    return [(queued_of(row), row.last_try_at) for row in rows]


def purge(tx: Tx, before: datetime, limit: int) -> int:
    """Remove up to `limit` rows that were done with before an instant (UTC); how many."""
    done_with = (
        select(outbox.c.id)
        .where(
            outbox.c.wake_at.is_(None),
            func.coalesce(outbox.c.last_try_at, outbox.c.expires_at) < before,
        )
        .limit(limit)
    )
    return tx.execute(delete(outbox).where(outbox.c.id.in_(done_with))).rowcount


def retry(tx: Tx, outbox_id: int, now: datetime) -> bool:
    """Send a dead row after all, now that its cause is mended; False if it is not dead."""
    armed = tx.execute(
        update(outbox)
        .where(outbox.c.id == outbox_id, outbox.c.state == OutboxState.DEAD)
        .values(state=OutboxState.READY, wake_at=now, error=None)
    )
    return armed.rowcount > 0


def _fresh(*, ref: Mapping[str, Any], priority: Priority, **row: Any) -> dict[str, Any]:
    row.setdefault("expires_at", None)
    return {**row, "ref": dict(ref), "priority": int(priority), "state": OutboxState.READY}


def _never_reached_slack() -> ColumnElement[bool]:
    return and_(
        outbox.c.state == OutboxState.DROPPED,
        outbox.c.ts.is_(None),
        or_(outbox.c.error.is_(None), outbox.c.error != PERHAPS_POSTED),
    )


@cache
def _arm(dialect: str, *, again: bool) -> Any:
    """An insert that turns into re-arming the key's old row: one that never reached Slack, or with
    `again` one that does not wait. Made once, since making it takes longer than running it.
    """
    added = upsert_in(dialect, outbox)
    renewed = ("channel", "kind", "ref", "priority", "state", "wake_at", "expires_at")
    return added.on_conflict_do_update(
        index_elements=["workspace_id", "key"],
        set_={**{name: added.excluded[name] for name in renewed}, "error": None},
        where=outbox.c.state != OutboxState.READY if again else _never_reached_slack(),
    )
