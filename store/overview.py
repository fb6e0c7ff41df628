"""Whom an admin named to look over all teams."""

from sqlalchemy import bindparam, delete, select

from goals.people import Person
from store.database import Tx
from store.people import upsert
from store.tables import overview_reader

_IS_READER = select(overview_reader.c.id).where(overview_reader.c.person_id == bindparam("person"))


def is_reader(tx: Tx, person_id: int) -> bool:
    """Whether an admin named this person."""
    return tx.execute(_IS_READER, {"person": person_id}).first() is not None


def allow(tx: Tx, person: Person) -> None:
    """Name somebody; once is enough."""
    tx.execute(
        upsert(tx, overview_reader)
        .values(workspace_id=person.workspace_id, person_id=person.id)
        .on_conflict_do_nothing()
    )


def disallow(tx: Tx, person: Person) -> bool:
    """Take that back; says whether they had been named."""
    gone = tx.execute(delete(overview_reader).where(overview_reader.c.person_id == person.id))
    return gone.rowcount > 0
