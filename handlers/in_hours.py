"""What nobody waits for is sent within its reader's working hours, as they are when it is sent."""

from datetime import datetime

from goals.cadence import next_hours
from handlers.day import days_off
from handlers.outgoing import Edit, Later, Render
from handlers.views.message import Message
from store import people
from store.database import Tx
from store.outbox import Queued


def in_hours(render: Render) -> Render:
    """A renderer whose messages wait for the hours of who reads them.

    For those that come of no act of their reader, nor of one that they wait for: answers and
    celebrations come at once, and the day's message has an hour of its own.
    """

    def rendered(tx: Tx, row: Queued, now: datetime) -> Message | Edit | Later | None:
        made = render(tx, row, now)
        if not isinstance(made, Message):
            return made
        at = _works_from(tx, row, now)
        return Later(at) if at and at > now else made

    return rendered


def _works_from(tx: Tx, row: Queued, now: datetime) -> datetime | None:
    """When the reader works next, `now` within their hours; None for a channel, or for never."""
    for person in people.by_user_ids(tx, row.workspace_id, [row.channel]):
        actor = people.actor_of(tx, person.id)
        leaves = people.leaves(tx, [person.id], actor.today(now)).get(person.id, ())
        return next_hours(actor.pattern, person.zone_info, now, days_off(actor, leaves))
    return None
