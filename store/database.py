"""The connection to the database, its transactions and its migrations."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from time import monotonic
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Row, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import InterfaceError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

Tx = Connection
"""An open transaction: what every function of store/ takes first."""

AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns its query named."""

WRITING = "rungs_writing"
READING = "rungs_reading"
BUSY = "rungs_busy_ms"
# Both shorter than the 3 s that Slack waits: a person hears that it did not work, and of what.
BUSY_MS = 2_500
CONNECT_SECONDS = 2
# Parameters are people's words: an error that carries them could take them into a log.
# Counts of an INSERT … ON CONFLICT, by which store/ knows who was first, are kept only on request.
POOL: dict[str, Any] = {
    "pool_size": 10,
    "max_overflow": 10,
    "hide_parameters": True,
    "execution_options": {"preserve_rowcount": True},
}


def open_database(url: str) -> Engine:
    """An engine for a SQLite or PostgreSQL address; raises ArgumentError for another shape.

    SQLite: WAL, so that readers never wait for the writer, and synchronous=FULL, so that what was
    acknowledged survives a power cut; a writer takes its lock when it begins, since a read that
    is upgraded later fails or loses updates.
    """
    address = make_url(url)
    if address.drivername in ("postgresql", "postgres"):
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() != "sqlite":
        gives_up = {"connect_timeout": CONNECT_SECONDS}
        return create_engine(address, **POOL, pool_pre_ping=True, connect_args=gives_up)
    engine = create_engine(address, **POOL)
    engine.update_execution_options(**{WRITING: threading.RLock(), READING: threading.RLock()})
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late; see begin and read
    for pragma in (
        f"busy_timeout={BUSY_MS}",
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def begin(engine: Engine) -> Iterator[Tx]:
    """One transaction that may write: committed at the end, rolled back on any exception."""
    with _turn(engine) as left, engine.connect() as tx, tx.begin():
        if tx.dialect.name == "sqlite":
            _wait_at_most(tx, left)
            tx.exec_driver_sql("BEGIN IMMEDIATE")
        yield tx


def _wait_at_most(tx: Tx, ms: int) -> None:
    """For the locks of other processes."""
    if tx.info.get(BUSY, BUSY_MS) != ms:
        tx.exec_driver_sql(f"PRAGMA busy_timeout={ms}")
        tx.info[BUSY] = ms


@contextmanager
def _turn(engine: Engine) -> Iterator[int]:
    """One writer of this process at a time, on SQLite: by itself it lets them poll in no order, and
    of many at once some wait until they are refused.

    Yields how long (ms) to wait for other processes, since both waits together have to be shorter
    than Slack's. Raises TimeoutError as late as SQLite would.
    """
    turn = engine.get_execution_options().get(WRITING)
    if turn is None:
        yield BUSY_MS
        return
    began = monotonic()
    if not turn.acquire(timeout=BUSY_MS / 1000):
        raise NoConnection("database is locked")
    try:
        yield max(0, BUSY_MS - round(1000 * (monotonic() - began)))
    finally:
        turn.release()


@contextmanager
def read(engine: Engine) -> Iterator[Tx]:
    """One transaction that only reads, and keeps nothing: on SQLite it waits for no writer.

    There, one thread reads at a time: Python's lock is given away at every row, and many threads
    that pass it around take twice as long for the same rows as one after the other.
    """
    turn = engine.get_execution_options().get(READING, nullcontext())
    with turn, engine.connect() as tx:
        if tx.dialect.name == "sqlite":
            tx.exec_driver_sql("BEGIN")
        yield tx


def trouble(error: BaseException) -> str | None:
    """What is wrong with the database itself, in its own words; None for any other error.

    Such words name files, addresses and settings, never people's words.
    """
    if not isinstance(error, (OperationalError, InterfaceError, InternalError, NoConnection)):
        return None
    told = str(getattr(error, "orig", None) or error).strip()
    return told.splitlines()[0] if told else type(error).__name__


def prove_writable(engine: Engine) -> None:
    """Write, and commit; raises what a full disk, a held lock or a read-only database raises."""
    with begin(engine) as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = version_num"))


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest migration; does nothing when it is there."""
    with begin(engine) as tx:
        config = _alembic()
        config.attributes["connection"] = tx
        command.upgrade(config, "head")


def is_current(engine: Engine) -> bool:
    """Whether the database stands at the newest migration."""
    with read(engine) as tx:
        current = MigrationContext.configure(tx).get_current_revision()
    return current == ScriptDirectory.from_config(_alembic()).get_current_head()


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
