"""Who is taken off a team hears so, and takes their own goals with them, seen by nobody else until
they show them to another team.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from goals.errors import NotOnTeam
from goals.goal import Goal, GoalState, Tier, Visibility
from goals.people import Actor, Person, Team
from goals.proposal import in_common
from handlers import leavers, unblock
from handlers.carried import number_in
from handlers.check_in import asking, celebrate
from handlers.deps import Deps
from handlers.open_proposals import open_of
from handlers.outgoing import Render
from handlers.shell import Shell
from handlers.triggers import Click
from handlers.views import moves as views
from handlers.views.message import Message
from store import ladders, outbox, people, teams
from store.database import Tx
from store.outbox import Priority, Queued

OFF_TEAM = "off_team"
EVERY_STATE = tuple(GoalState)


def take_off(tx: Tx, team: Team, gone: Iterable[Person], by: Person, now: datetime) -> None:
    """Follow up on people who are off a team since just now.

    Their own goals leave it with them: their old leads and colleagues read no note written from
    now on, and no earlier one. The team's goals that they owned are offered to its leads, and so
    are those that several climb.
    """
    gone = list(gone)
    if not gone:
        return
    ids = [person.id for person in gone]
    owned = [goal for goal in ladders.owned(tx, ids, EVERY_STATE) if goal.team_id == team.id]
    celebrate.withdraw(tx, [g for g in owned if not g.is_shared], now)
    ladders.leave_team(tx, [g for g in owned if not leavers.is_of_several(g)], team.id)
    stay = [g for g in owned if leavers.is_of_several(g) and g.tier is not Tier.ORGANISATION]
    leavers.offer(tx, [g for g in stay if g.is_active], now)
    for person in gone:
        outbox.put(
            tx,
            key=f"off-team:{team.id}:{person.id}:{now:%Y-%m-%dT%H:%M:%S}",
            workspace_id=team.workspace_id,
            channel=person.user_id,
            kind=OFF_TEAM,
            ref={"team": team.id, "person": person.id, "by": by.id},
            priority=Priority.ANSWER,
            wake_at=now,
        )


def to_bring(tx: Tx, person_id: int) -> list[Goal]:
    """A person's own goals that are of no team and that they have not kept to themselves."""
    states = (GoalState.ACTIVE, GoalState.DRAFT)
    return [
        goal
        for goal in ladders.owned(tx, [person_id], states)
        if goal.team_id is None
        and goal.tier is Tier.INDIVIDUAL
        and not goal.is_personal
        and goal.visibility is not Visibility.ME
    ]


def bring(deps: Deps, click: Click) -> None:
    """ "Show them to Care": their goals are of this team from now on. Raises NotOnTeam."""
    actor = click.actor
    with deps.begin() as tx:
        team = next((team for team in actor.teams if team.id == number_in(click.value)), None)
        if team is None:
            raise NotOnTeam
        goals = to_bring(tx, actor.person.id)
        ladders.join_team(tx, goals, team.id)
        unblock.hand_on(tx, ladders.by_ids(tx, [goal.id for goal in goals]).values(), click.now)
        asking.refresh(tx, actor, click.today, click.now)
    click.replace(views.brought_message(team, goals))


def render(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """That they are off a team, and what becomes of their goals; nothing for who is on it again."""
    actor = people.actor_of(tx, queued.ref["person"])
    team = teams.by_id(tx, queued.workspace_id, queued.ref["team"])
    if team is None or actor.is_in(team.id) or not actor.person.active:
        return None
    by = people.by_ids(tx, [queued.ref["by"]])[queued.ref["by"]]
    goals = to_bring(tx, actor.person.id)
    name = "" if by.id == actor.person.id else by.name
    staying = [goal for goal in ladders.climbed(tx, actor.person.id) if goal.team_id == team.id]
    is_blocked = bool(unblock.still_open(tx, goals))
    apart = _apart(tx, actor)
    if not (name or goals or staying or apart):
        return None  # who did it to themselves knows
    return views.off_team_message(
        team, name, goals, actor, staying=staying, apart=apart, is_blocked=is_blocked
    )


def _apart(tx: Tx, actor: Actor) -> list[str]:
    """The names of those with whom something is open and no team is common any more."""
    found = open_of(tx, actor)
    others = people.actors_of(tx, [one.proposal.other_id(actor.person.id) for one in found])
    return sorted({o.person.name for o in others.values() if not in_common(actor, o)})


RENDERERS: dict[str, Render] = {OFF_TEAM: render}


def register(shell: Shell, deps: Deps) -> None:
    """ "Show them to …"."""
    shell.click("team.bring", partial(bring, deps))
