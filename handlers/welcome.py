"""Who is new on a team, or back on it, is welcomed in a direct message."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from goals.people import Person, Team
from handlers.in_hours import in_hours
from handlers.moves import to_bring
from handlers.outgoing import Render
from handlers.views.message import Message
from handlers.views.moves import bringing_blocks
from handlers.views.team_setup import welcome_message
from store import outbox, people
from store.database import Tx
from store.outbox import Priority, Queued


def row(to: Team, person: Person, now: datetime) -> dict[str, Any]:
    """The outbox row that welcomes a person to a team."""
    return {
        "key": f"welcome:{to.id}:{person.id}:{now:%Y-%m-%dT%H:%M:%S}",
        "workspace_id": to.workspace_id,
        "channel": person.user_id,
        "kind": "welcome",
        "ref": {"team": to.id, "person": person.id},
        "priority": Priority.REMINDER,
        "wake_at": now,
    }


def back_again(tx: Tx, returned: Iterable[Person], now: datetime) -> None:
    """Welcome people whom Slack has again, on the teams that kept their place: one message."""
    for actor in people.actors_of(tx, [person.id for person in returned]).values():
        if actor.home:
            queued = row(actor.home, actor.person, now)
            outbox.put(tx, **{**queued, "ref": {**queued["ref"], "back": True}})


def message(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """The welcome of a new member; none for somebody who was taken off the team again."""
    actor = people.actor_of(tx, queued.ref["person"])
    joined = next((t for t in actor.teams if t.id == queued.ref["team"]), None)
    if joined is None or not actor.person.active:
        return None
    leads = [p.name for p, is_lead in people.members(tx, joined.id) if is_lead]
    brings = bringing_blocks(joined, to_bring(tx, actor.person.id))
    is_back = queued.ref.get("back", False)
    return welcome_message(joined, actor.person, actor.pattern, leads, brings, is_back=is_back)


RENDERERS: dict[str, Render] = {"welcome": in_hours(message)}
