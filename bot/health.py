"""Whether this process is fit to serve: what /readyz says."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.logs import log
from store import database

TICK_OVERDUE = timedelta(minutes=1)
ASK_SLACK_EVERY = 60.0
"""Seconds for which Slack's last answer counts, however often a probe comes by."""

FINE = "ok"
UNINSTALLED = "the app was removed from the workspace: install it again and set the new token"


@dataclass(frozen=True)
class Health:
    """The checks of a serving process. `slack` says "ok" or what is wrong."""

    engine: Engine
    slack: Callable[[], str]
    last_tick: Callable[[], datetime | None]
    clock: Callable[[], datetime]

    def report(self) -> Mapping[str, str]:
        """Each check's name with "ok" or what is wrong."""
        return {"database": self._database(), "slack": self.slack(), "clock": self._ticking()}

    def _database(self) -> str:
        """It must be readable, in shape, and writable: a full disk still lets itself be read."""
        try:
            if not database.is_current(self.engine):
                return "is not in this version's shape: run `rungs db upgrade`"
            database.prove_writable(self.engine)
        except SQLAlchemyError as error:
            # The page may be public: what the database says, addresses and all, is for the log.
            log.error("the database cannot be used", why=database.trouble(error))
            return f"cannot be used ({type(error).__name__})"
        return FINE

    def _ticking(self) -> str:
        last = self.last_tick()
        if last is None:
            return "has not ticked yet"
        silent = self.clock() - last
        return FINE if silent < TICK_OVERDUE else f"last ticked {silent.seconds} seconds ago"


class SlackAnswers:
    """Whether Slack still takes the bot's token: asks it, at most once a minute while it does."""

    def __init__(self, client: WebClient):
        self._client = client
        self._lock = threading.Lock()
        self._good_until = 0.0

    def __call__(self) -> str:
        with self._lock:
            if time.monotonic() < self._good_until:
                return FINE
            try:
                self._client.auth_test()
            except SlackApiError as error:
                return f"refuses the bot ({error.response.get('error')})"
            except (SlackClientError, OSError) as error:
                return f"cannot be reached ({type(error).__name__})"
            self._good_until = time.monotonic() + ASK_SLACK_EVERY
            return FINE
