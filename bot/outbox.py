"""`rungs outbox`: what waits to be sent, or could not be sent, and why."""

from collections.abc import Iterator
from datetime import UTC, datetime

from bot.failure import Failure
from bot.settings import DatabaseSettings
from bot.storage import reachable, ready
from store import database, outbox
from store.outbox import Queued
from store.tables import OutboxState

MOST = 200


def listing(settings: DatabaseSettings) -> Iterator[str]:
    """A line for each message that waits or could not be sent: ids and reasons, never words."""
    engine = ready(settings)
    with reachable(settings), database.read(engine) as tx:
        rows = outbox.troubled(tx, MOST)
    engine.dispose()
    if not rows:
        yield "Nothing waits, and everything could be sent."
    for queued, tried_at in rows:
        what = f"{queued.key} to {queued.channel}{_tried(queued, tried_at)}"
        yield f"{queued.id:>6}  {_state(queued):<52}  {what}"
    if len(rows) == MOST:
        yield f"These are the first {MOST}; there may be more."
    if any(queued.state is OutboxState.DEAD for queued, _ in rows):
        yield "When the reason is gone, `rungs outbox retry ID` sends one after all."


def send_again(settings: DatabaseSettings, outbox_id: int) -> str:
    """Arm a message that could not be sent; raises Failure if there is none of this id."""
    engine = ready(settings)
    with reachable(settings), database.begin(engine) as tx:
        armed = outbox.retry(tx, outbox_id, datetime.now(UTC))
    engine.dispose()
    if not armed:
        raise Failure(f"{outbox_id} is no message that could not be sent: see `rungs outbox`.")
    return f"{outbox_id} will be sent within seconds, while `rungs run` runs."


def _state(queued: Queued) -> str:
    why = f" ({queued.error})" if queued.error else ""
    if queued.state is OutboxState.DEAD:
        return f"not sent{why}"
    if queued.state is OutboxState.UNSURE:
        return f"perhaps sent, being looked for{why}"
    assert queued.wake_at
    return f"waits until {_when(queued.wake_at)}{why}"


def _tried(queued: Queued, tried_at: datetime | None) -> str:
    if tried_at is None:
        return ""
    times = "once" if queued.attempts == 1 else f"{queued.attempts} times"
    return f", tried {times}, last at {_when(tried_at)}"


def _when(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M:%S} UTC"
