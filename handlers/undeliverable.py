"""Where Slack takes no message: the lead, or an admin, hears of it once."""

from datetime import datetime

from goals.people import Person
from handlers.outgoing import Render
from handlers.views.message import Message
from handlers.views.undeliverable import undeliverable_message
from store import outbox, people, teams
from store.database import Tx
from store.outbox import Priority, Queued

KIND = "undeliverable"


def tell(tx: Tx, queued: Queued, error: str, now: datetime) -> None:
    """Queue a word to those who can mend it; once, until something reaches the channel again."""
    if queued.kind == KIND:  # what cannot reach a lead is no news for the next one
        return
    first = outbox.first_dead(tx, queued.workspace_id, queued.channel)
    for person in _who_can_mend(tx, queued):
        outbox.put(
            tx,
            key=f"{KIND}:{first}:{person.id}",
            workspace_id=queued.workspace_id,
            channel=person.user_id,
            kind=KIND,
            ref={"outbox": queued.id, "channel": queued.channel, "error": error},
            priority=Priority.ANSWER,
            wake_at=now,
        )


def _who_can_mend(tx: Tx, queued: Queued) -> list[Person]:
    team = teams.by_channel(tx, queued.workspace_id, queued.channel)
    person = _person(tx, queued.workspace_id, queued.channel)
    concerned = [team] if team else list(people.actor_of(tx, person.id).teams) if person else []
    leads = {
        member.id: member
        for of in concerned
        for member, is_lead in people.members(tx, of.id)
        if is_lead and member.user_id != queued.channel
    }
    others = [a for a in people.admins(tx, queued.workspace_id) if a.user_id != queued.channel]
    return list(leads.values()) or others


def render(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """Who or what could not be reached, why, and what to do."""
    channel: str = queued.ref["channel"]
    person = _person(tx, queued.workspace_id, channel)
    return undeliverable_message(
        person.name if person else None, channel, queued.ref["error"], queued.ref["outbox"]
    )


def _person(tx: Tx, workspace_id: int, user_id: str) -> Person | None:
    return next(iter(people.by_user_ids(tx, workspace_id, [user_id])), None)


RENDERERS: dict[str, Render] = {KIND: render}
