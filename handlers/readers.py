"""Who is blocked hears who reads it, where all who did lead the team no more."""

from collections.abc import Collection, Iterable
from datetime import datetime

from goals.people import Person
from handlers import unblock
from handlers.outgoing import Render
from handlers.views.blocked import reader_message
from handlers.views.message import Message
from store import check_ins, ladders, outbox, people, teams
from store.database import Tx
from store.outbox import Priority, Queued

READER = "blocked_reader"


def changed(tx: Tx, team_id: int, led_before: Collection[int], now: datetime) -> None:
    """The leads of a team have changed (ids of those before): whoever is on a blocker and leads no
    more is taken off it, and whose blocker all of its readers have left, hears so.
    """
    for goal, check_in, blocker in unblock.still_open(tx, ladders.of_team(tx, team_id)):
        read = {lead.person.id for lead in unblock.free(tx, goal, check_in, blocker)}
        had = set(led_before) - {check_in.person_id}
        if read & had or not read | had:
            continue
        whose = "-".join(map(str, sorted(read)))
        person = people.by_ids(tx, [check_in.person_id])[check_in.person_id]
        outbox.put(
            tx,
            key=f"blocked-reader:{blocker.id}:{now:%Y-%m-%dT%H:%M:%S}:{whose}",
            workspace_id=goal.workspace_id,
            channel=person.user_id,
            kind=READER,
            ref={"blocker": blocker.id},
            priority=Priority.REMINDER,
            wake_at=now,
        )


def lead_again(tx: Tx, returned: Iterable[Person], now: datetime) -> None:
    """The same where leads are back whom Slack did not have for a while."""
    actors = people.actors_of(tx, [person.id for person in returned])
    for team_id in {team.id for actor in actors.values() for team in actor.led}:
        leads = {lead.person.id for lead in people.leads_of(tx, [team_id])[team_id]}
        changed(tx, team_id, leads - actors.keys(), now)


def render(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """Who reads it now, or that nobody does; nothing where it is over or answered."""
    blocker = check_ins.blocker_by_id(tx, queued.workspace_id, queued.ref["blocker"])
    check_in = check_ins.by_id(tx, blocker.check_in_id) if blocker else None
    if check_in is None:
        return None
    open_there = unblock.still_open(tx, [ladders.by_id(tx, check_in.goal_id)])
    goal = next((goal for goal, said, _ in open_there if said.id == check_in.id), None)
    if goal is None or goal.team_id is None:
        return None
    team = teams.by_id(tx, goal.workspace_id, goal.team_id)
    assert team
    leads = unblock.leads_of(tx, goal, besides=check_in.person_id)
    return reader_message(goal, team, [lead.person.name for lead in leads])


RENDERERS: dict[str, Render] = {READER: render}
