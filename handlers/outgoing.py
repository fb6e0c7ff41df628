"""What leaves through the outbox: rows become messages at the moment they are sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.views.message import Message
from store.database import Tx
from store.outbox import Queued


@dataclass(frozen=True)
class Edit:
    """Replace a message that was posted before."""

    channel: str
    ts: str
    message: Message


@dataclass(frozen=True)
class Later:
    """Not now: its reader does not work before this instant (UTC)."""

    at: datetime


Render = Callable[[Tx, Queued, datetime], Message | Edit | Later | None]
"""Makes the message of a queued row from the data as it stands now (UTC); None drops the row."""
