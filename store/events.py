"""Which of Slack's events were handled: Slack sends one again when no answer came in 3 s.

It does so at once, after a minute and after five: https://docs.slack.dev/apis/events-api/#retries
"""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, select, update

from store.database import Tx
from store.people import upsert_in
from store.tables import seen_event
from store.types import Instant

ABANDONED = timedelta(seconds=30)
"""A claim that is older and was never settled belongs to a process that died."""


def claim(tx: Tx, workspace_id: int, event_id: str, now: datetime) -> bool:
    """Take an event to handle it; False if it was handled, or is being handled elsewhere."""
    mine = {"workspace_id": workspace_id, "event_id": event_id, "at": now}
    since = {"abandoned": now - ABANDONED}
    return tx.execute(_claim(tx.dialect.name), {**mine, **since}).rowcount > 0


@cache
def _claim(dialect: str) -> Any:
    mine = upsert_in(dialect, seen_event).values(
        {name: bindparam(name) for name in ("workspace_id", "event_id", "at")}
    )
    return mine.on_conflict_do_update(
        index_elements=["workspace_id", "event_id"],
        set_={"at": mine.excluded.at},
        where=and_(~seen_event.c.handled, seen_event.c.at < bindparam("abandoned", type_=Instant)),
    )


def is_handled(tx: Tx, workspace_id: int, event_id: str) -> bool:
    """Whether an event that somebody else claimed is done with, and not merely begun."""
    return bool(tx.scalar(select(seen_event.c.handled).where(_this(workspace_id, event_id))))


def settle(tx: Tx, workspace_id: int, event_id: str) -> None:
    """The event that was claimed is handled: never again."""
    tx.execute(_SETTLE, {"workspace": workspace_id, "event": event_id})


def release(tx: Tx, workspace_id: int, event_id: str) -> None:
    """The event that was claimed could not be handled: Slack's next try may."""
    tx.execute(delete(seen_event).where(_this(workspace_id, event_id), ~seen_event.c.handled))


def _this(workspace_id: int, event_id: str) -> ColumnElement[bool]:
    return and_(seen_event.c.workspace_id == workspace_id, seen_event.c.event_id == event_id)


def forget(tx: Tx, before: datetime) -> int:
    """Remove what was seen before an instant (UTC); Slack's last try comes six minutes later."""
    return tx.execute(delete(seen_event).where(seen_event.c.at < before)).rowcount


def once(tx: Tx, workspace_id: int, event_id: str, now: datetime) -> bool:
    """Whether this is the first time; for what is handled in the transaction that asks."""
    seen = {"workspace_id": workspace_id, "event_id": event_id, "at": now, "handled": True}
    return tx.execute(_once(tx.dialect.name), seen).rowcount > 0


@cache
def _once(dialect: str) -> Any:
    return upsert_in(dialect, seen_event).on_conflict_do_nothing()


_SETTLE = (
    update(seen_event)
    .where(
        seen_event.c.workspace_id == bindparam("workspace"),
        seen_event.c.event_id == bindparam("event"),
    )
    .values(handled=True)
)
