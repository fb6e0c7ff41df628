"""What every handler needs from the running program."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from store import database
from store.database import Tx


@dataclass(frozen=True)
class Deps:
    """The database, the clock (aware UTC; only triggers read it), and the shout-outs' grace."""

    engine: Engine
    clock: Callable[[], datetime]
    grace: timedelta = timedelta(minutes=2)

    def begin(self) -> AbstractContextManager[Tx]:
        """The one transaction of a trigger. No HTTP inside it."""
        return database.begin(self.engine)

    def read(self) -> AbstractContextManager[Tx]:
        """A transaction that only reads, and on SQLite waits for no writer."""
        return database.read(self.engine)
