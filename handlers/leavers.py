"""When somebody leaves Slack, or a team: what they held goes to its leads, else to admins."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from goals.errors import GoalNotActive, NotALead
from goals.goal import Goal, GoalState, Tier
from goals.people import Actor, Person
from handlers import readers
from handlers.carried import number_in
from handlers.deps import Deps
from handlers.outgoing import Render
from handlers.shell import Shell
from handlers.triggers import Click
from handlers.views import leavers as views
from handlers.views.message import Message
from store import ladders, outbox, people, teams
from store.database import Tx
from store.outbox import Priority, Queued

GOAL, TEAM = "leaver_goal", "leaver_team"


def hand_over(tx: Tx, gone: Iterable[Person], now: datetime) -> None:
    """Tell those who can go on with it, once, of each team's goal that these people owned, and of
    each team that is without a lead now.
    """
    leavers = {person.id: person for person in gone}
    if not leavers:
        return
    owned = ladders.owned(tx, leavers)
    offer(tx, [goal for goal in owned if is_of_several(goal)], now)
    actors = people.actors_of(tx, leavers)
    for team in {team.id: team for actor in actors.values() for team in actor.led}.values():
        leads = {lead.person.id for lead in people.leads_of(tx, [team.id])[team.id]}
        gone_leads = {id_ for id_, actor in actors.items() if actor.leads(team.id)}
        readers.changed(tx, team.id, leads | gone_leads, now)
        if not leads:
            for admin in people.admins(tx, team.workspace_id):
                _tell(tx, TEAM, team.id, admin, {"team": team.id}, now)


def offer(tx: Tx, goals: Iterable[Goal], now: datetime) -> None:
    """Offer each of these goals, which their owners left, to those who can go on with it."""
    for goal in goals:
        for heir in _heirs(tx, goal):
            _tell(tx, GOAL, goal.id, heir, {"goal": goal.id, "owner": goal.owner_id}, now)


def is_of_several(goal: Goal) -> bool:
    """A goal of a team or the organisation, or one that several climb: it stays where it is, and
    somebody else goes on with it.
    """
    return goal.tier is not Tier.INDIVIDUAL or goal.is_shared


def _is_left(tx: Tx, goal: Goal) -> bool:
    """Whether its owner is gone: from Slack, or from the team whose goal it is."""
    owner = people.actor_of(tx, goal.owner_id)
    is_a_teams = goal.tier is not Tier.ORGANISATION and goal.team_id is not None
    return not owner.person.active or (is_a_teams and not owner.is_in(goal.team_id))


def _heirs(tx: Tx, goal: Goal) -> list[Person]:
    """The leads of the goal's team; where there is none, and of an organisation's goal, admins."""
    leads = people.leads_of(tx, [goal.team_id])[goal.team_id] if goal.team_id else []
    return [lead.person for lead in leads] or people.admins(tx, goal.workspace_id)


def _tell(tx: Tx, kind: str, what: int, to: Person, ref: dict[str, int], now: datetime) -> None:
    outbox.put(
        tx,
        key=f"{kind}:{what}:{to.id}:{now:%Y-%m-%d}",
        workspace_id=to.workspace_id,
        channel=to.user_id,
        kind=kind,
        ref=ref,
        priority=Priority.ANSWER,
        wake_at=now,
    )


def take_over(deps: Deps, click: Click) -> None:
    """ "Take it over": the goal is theirs from now on. Raises NotALead, GoalNotActive."""
    with deps.begin() as tx:
        goal = _left(tx, click.actor, number_in(click.value))
        ladders.set_owner(tx, goal.id, click.actor.person.id)
        goal = ladders.by_id(tx, goal.id)
    click.replace(views.taken_over_message(goal))


def close(deps: Deps, click: Click) -> None:
    """ "Close it": the goal is put down. Raises NotALead, GoalNotActive."""
    with deps.begin() as tx:
        goal = _left(tx, click.actor, number_in(click.value))
        ladders.set_standing(tx, goal.id, goal.value, GoalState.DROPPED)
        goal = ladders.by_id(tx, goal.id)
    click.replace(views.closed_message(goal))


def _left(tx: Tx, actor: Actor, goal_id: int) -> Goal:
    """A goal whose owner has left, for those who may go on with it: looked at anew, since the owner
    may be back, and another may have been quicker. Raises NotALead, GoalNotActive.
    """
    goal = ladders.hold(tx, actor.person.workspace_id, goal_id)
    if goal is None or not is_of_several(goal):
        raise NotALead
    if actor.person.id not in {heir.id for heir in _heirs(tx, goal)}:
        raise NotALead
    if not goal.is_active or not _is_left(tx, goal):
        raise GoalNotActive(goal.key)
    return goal


def render_goal(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """The goal and who owned it; nothing where somebody goes on with it by now."""
    goal = ladders.by_ids(tx, [queued.ref["goal"]]).get(queued.ref["goal"])
    owner = people.by_ids(tx, [queued.ref["owner"]])[queued.ref["owner"]]
    if goal is None or not goal.is_active or goal.owner_id != owner.id or not _is_left(tx, goal):
        return None
    return views.goal_message(goal, owner)


def render_team(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """A team that nobody leads; nothing where somebody does by now."""
    team = teams.by_id(tx, queued.workspace_id, queued.ref["team"])
    if team is None or people.leads_of(tx, [team.id])[team.id]:
        return None
    return views.team_message(team)


RENDERERS: dict[str, Render] = {GOAL: render_goal, TEAM: render_team}


def register(shell: Shell, deps: Deps) -> None:
    """What may be done with the goal of somebody who left."""
    shell.click("leaver.take_over", partial(take_over, deps))
    shell.click("leaver.close", partial(close, deps))
