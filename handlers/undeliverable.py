"""Where Slack takes no message: the lead, or an admin, hears of it, and can send what is kept."""

from datetime import datetime
from functools import partial

from goals.errors import NotALead
from goals.people import Person, Team
from handlers.deps import Deps
from handlers.outgoing import Render
from handlers.see_team import can_change
from handlers.shell import Shell
from handlers.triggers import Click
from handlers.views.message import Message
from handlers.views.undeliverable import sent_again_message, undeliverable_message
from store import outbox, people, teams
from store.database import Tx
from store.outbox import Priority, Queued

KIND = "undeliverable"


def tell(tx: Tx, queued: Queued, error: str, now: datetime) -> None:
    """Queue a word to those who can mend it: once for each reason, until something reaches the
    channel again.
    """
    if queued.kind == KIND:  # what cannot reach a lead is no news for the next one
        return
    first = outbox.first_dead(tx, queued.workspace_id, queued.channel)
    _put(tx, queued.workspace_id, queued.channel, error, f"{first}:{error}", now)


def tell_of_channel(tx: Tx, team: Team, error: str, now: datetime) -> None:
    """The same of a team's channel that takes no message from now on, whatever waits for it."""
    what = f"{team.channel_id}:{error}:{now:%Y-%m-%dT%H:%M}"
    _put(tx, team.workspace_id, team.channel_id, error, what, now)


def _put(tx: Tx, workspace_id: int, channel: str, error: str, what: str, now: datetime) -> None:
    for person in _who_can_mend(tx, workspace_id, channel):
        outbox.put(
            tx,
            key=f"{KIND}:{what}:{person.id}",
            workspace_id=workspace_id,
            channel=person.user_id,
            kind=KIND,
            ref={"channel": channel, "error": error},
            priority=Priority.ANSWER,
            wake_at=now,
        )


def _who_can_mend(tx: Tx, workspace_id: int, channel: str) -> list[Person]:
    team = teams.by_channel(tx, workspace_id, channel)
    person = _person(tx, workspace_id, channel)
    concerned = [team] if team else list(people.actor_of(tx, person.id).teams) if person else []
    leads = {
        member.id: member
        for of in concerned
        for member, is_lead in people.members(tx, of.id)
        if is_lead and member.user_id != channel
    }
    others = [a for a in people.admins(tx, workspace_id) if a.user_id != channel]
    return list(leads.values()) or others


def send_again(deps: Deps, click: Click) -> None:
    """ "Send it again": what could not be posted in a team's channel. Raises NotALead."""
    channel, workspace_id = click.value, click.actor.person.workspace_id
    with deps.begin() as tx:
        team = teams.by_channel(tx, workspace_id, channel)
        if team is None or not can_change(click.actor, team):
            raise NotALead
        armed = outbox.send_again(tx, workspace_id, channel, click.now)
    click.replace(sent_again_message(channel, armed))


def render(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """Who or what could not be reached, why, how much is kept, and what to do; nothing of a channel
    that is no team's any more.
    """
    channel: str = queued.ref["channel"]
    person = _person(tx, queued.workspace_id, channel)
    team = teams.by_channel(tx, queued.workspace_id, channel)
    if person is None and team is None:
        return None
    name = person.name if person else None
    kept = outbox.count_dead(tx, queued.workspace_id, channel)
    team_id = team.id if team else None
    return undeliverable_message(name, channel, queued.ref["error"], kept, team_id)


def _person(tx: Tx, workspace_id: int, user_id: str) -> Person | None:
    return next(iter(people.by_user_ids(tx, workspace_id, [user_id])), None)


RENDERERS: dict[str, Render] = {KIND: render}


def register(shell: Shell, deps: Deps) -> None:
    """ "Send it again"."""
    shell.click("outbox.send_again", partial(send_again, deps))
