"""The database as a command may use it: reachable, and in the newest shape."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.failure import Failure
from bot.settings import DatabaseSettings
from store import database


def ready(settings: DatabaseSettings) -> Engine:
    """The database, opened; SQLite's is brought to the newest shape by the way.

    Raises Failure if it cannot be reached, or if a PostgreSQL one needs `rungs db upgrade`: other
    replicas may be running on its old shape.
    """
    engine = database.open_database(settings.database_url)
    with reachable(settings):
        if engine.dialect.name == "sqlite":
            database.upgrade(engine)
        elif not database.is_current(engine):
            raise Failure("The database is not in this version's shape: run `rungs db upgrade`.")
    return engine


def upgraded(settings: DatabaseSettings) -> Engine:
    """The database, opened and brought to the newest shape; raises Failure if out of reach."""
    engine = database.open_database(settings.database_url)
    with reachable(settings):
        database.upgrade(engine)
    return engine


@contextmanager
def reachable(settings: DatabaseSettings) -> Iterator[None]:
    """Turns the database's refusal into a Failure, without its password."""
    try:
        yield
    except DBAPIError as error:
        address = make_url(settings.database_url).render_as_string(hide_password=True)
        why = database.trouble(error) or type(error).__name__
        raise Failure(
            f"The database {address} cannot be used ({why}): check DATABASE_URL, and that the "
            "database runs and lets you in."
        ) from error
