"""Alembic's entry: runs the migrations on the connection that store.database.upgrade opened."""

from typing import Any, Literal

from alembic import context
from sqlalchemy.types import TypeDecorator

from store.tables import metadata


def plain_types(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """Write our column types as what they store: a migration outlives the code of its day."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
    render_item=plain_types,
)
with context.begin_transaction():
    context.run_migrations()
