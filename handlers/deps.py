"""What every handler needs from the running program."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from store import database
from store.database import Tx

kept: ContextVar[bool] = ContextVar("kept", default=False)
"""Whether something was committed, or may have been: what people are told when it fails."""


@dataclass(frozen=True)
class Deps:
    """The database, the clock (aware UTC; only triggers read it), and the shout-outs' grace."""

    engine: Engine
    clock: Callable[[], datetime]
    grace: timedelta = timedelta(minutes=2)

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        """The one transaction of a trigger. No HTTP inside it."""
        with database.begin(self.engine) as tx:
            yield tx
            kept.set(True)  # before the commit: one whose answer is lost may have been done

    def read(self) -> AbstractContextManager[Tx]:
        """A transaction that only reads, and on SQLite waits for no writer."""
        return database.read(self.engine)
