"""What came from Slack already, and what goes to it."""

from enum import StrEnum

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    text,
)

from store.tables.columns import metadata, of_workspace, own_id
from store.types import Choice, Instant


class OutboxState(StrEnum):
    """`unsure`: claimed, and perhaps in Slack already; the rest speak for themselves."""

    READY = "ready"
    UNSURE = "unsure"
    SENT = "sent"
    DEAD = "dead"
    DROPPED = "dropped"


seen_event = Table(
    "seen_event",
    metadata,
    own_id(),
    of_workspace(),
    Column("event_id", String(64), nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("handled", Boolean, nullable=False, server_default=text("false")),
    UniqueConstraint("workspace_id", "event_id"),
)

outbox = Table(
    "outbox",
    metadata,
    own_id(),
    of_workspace(),
    Column("key", String(120), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("ref", JSON, nullable=False),
    Column("priority", SmallInteger, nullable=False),
    Column("state", Choice(OutboxState), nullable=False),
    Column("wake_at", Instant),
    Column("expires_at", Instant),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("last_try_at", Instant),
    Column("unsure_since", Instant),
    Column("posted_in", String(20)),
    Column("ts", String(32)),
    Column("error", String(80)),
    UniqueConstraint("workspace_id", "key"),
    Index(
        "ix_outbox_due",
        "workspace_id",
        "priority",
        "wake_at",
        "id",  # so that thousands who are asked at the same minute need no sorting
        sqlite_where=text("wake_at IS NOT NULL"),
        postgresql_where=text("wake_at IS NOT NULL"),
    ),
    Index("ix_outbox_channel", "workspace_id", "channel", "last_try_at"),
)
