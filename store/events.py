"""Which of Slack's events were handled: Slack sends one again when no answer came in 3 s.

It does so at once, after a minute and after five: https://docs.slack.dev/apis/events-api/#retries
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, select, update

from store.database import Tx
from store.people import upsert
from store.tables import seen_event

ABANDONED = timedelta(seconds=30)
"""A claim that is older and was never settled belongs to a process that died."""


def claim(tx: Tx, workspace_id: int, event_id: str, now: datetime) -> bool:
    """Take an event to handle it; False if it was handled, or is being handled elsewhere."""
    mine = upsert(tx, seen_event).values(workspace_id=workspace_id, event_id=event_id, at=now)
    abandoned = and_(~seen_event.c.handled, seen_event.c.at < now - ABANDONED)
    taken = tx.execute(
        mine.on_conflict_do_update(
            index_elements=["workspace_id", "event_id"],
            set_={"at": mine.excluded.at},
            where=abandoned,
        )
    )
    return taken.rowcount > 0


def is_handled(tx: Tx, workspace_id: int, event_id: str) -> bool:
    """Whether an event that somebody else claimed is done with, and not merely begun."""
    return bool(tx.scalar(select(seen_event.c.handled).where(_this(workspace_id, event_id))))


def settle(tx: Tx, workspace_id: int, event_id: str) -> None:
    """The event that was claimed is handled: never again."""
    tx.execute(update(seen_event).where(_this(workspace_id, event_id)).values(handled=True))


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
    seen = upsert(tx, seen_event).values(
        workspace_id=workspace_id, event_id=event_id, at=now, handled=True
    )
    return tx.execute(seen.on_conflict_do_nothing()).rowcount > 0
