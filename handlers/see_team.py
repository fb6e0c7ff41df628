"""Seeing a team: `/goal team`, its pages, and one colleague's goals."""

from collections.abc import Mapping, Sequence
from functools import partial

from goals.goal import CheckIn, Goal
from goals.needs import day_for, heard
from goals.people import Actor, Team
from goals.sight import can_read_about, can_see
from goals.team_rules import NoSuchTeam, NotOnRungs
from goals.team_state import TeamState
from handlers.carried import number_in
from handlers.days_off import country_name
from handlers.deps import Deps
from handlers.lead_looks import known_of, looks_of
from handlers.names import with_mentions
from handlers.shell import Shell
from handlers.spoken import person_first, plain
from handlers.standing import as_seen
from handlers.triggers import Click, Trigger
from handlers.views.message import Message
from handlers.views.team import (
    PEOPLE_SHOWN,
    GoalNow,
    Member,
    TeamPage,
    person_message,
    team_message,
)
from store import check_ins, ladders, overview, people, purpose, teams
from store.database import Tx


def team_view(
    deps: Deps, trigger: Trigger, team: Team, first: int = 0, *, new_in: str = ""
) -> Message:
    """A page of the team, from person number `first` on, as this reader may see it.

    `new_in` is a channel without a team, for which the reader is offered to set one up.
    """
    with deps.read() as tx:
        page = _page(tx, trigger, team, first, new_in)
    return team_message(page, trigger.today)


def _page(tx: Tx, trigger: Trigger, team: Team, first: int, new_in: str) -> TeamPage:
    """A bounded number of statements, however many people and goals; goals are read of those on
    the page. Whoever needs a look comes first, then everybody by name.
    """
    reader = trigger.actor
    [look] = looks_of(tx, reader, [team], trigger.now)
    state = look.state
    in_need = {need.person_id: place for place, need in reversed([*enumerate(state.needs)])}
    everyone = sorted(state.members, key=partial(_place, in_need))
    shown = everyone[first : first + PEOPLE_SHOWN]
    ids = {actor.person.id for actor in shown}
    urgent = {need.goal.id for need in state.needs}
    goals = sorted((g for g in state.theirs if g.owner_id in ids), key=lambda g: g.id not in urgent)
    now = _as_heard(tx, reader, goals, state.latest, state)
    return TeamPage(
        look,
        country_name(team.country),
        [Member(who.person, who.leads(team.id), _of(who, now)) for who in shown],
        first=first,
        count=len(everyone),
        leads=reader.leads(team.id),
        can_change=can_change(reader, team),
        other_teams=[other for other in reader.teams if other.id != team.id],
        new_in=new_in,
    )


def _of(owner: Actor, goals: Sequence[GoalNow]) -> list[GoalNow]:
    return [one for one in goals if one.goal.owner_id == owner.person.id]


def _place(in_need: Mapping[int, int], actor: Actor) -> tuple[int, str, int]:
    person = actor.person
    return in_need.get(person.id, len(in_need)), person.name.casefold(), person.id


def _as_heard(
    tx: Tx,
    reader: Actor,
    goals: Sequence[Goal],
    latest: Sequence[CheckIn],
    *states: TeamState,
) -> list[GoalNow]:
    """These goals where they stand, with what was heard of them last, on the reader's dates."""
    ids = {goal.id for goal in goals}
    told = heard(said for said in latest if said.goal_id in ids)
    known = known_of(tx, states, {each.newest.person_id for each in told.values()})
    return [
        GoalNow(goal, each.confidence, day_for(reader, each.newest, known[each.newest.person_id]))
        if (each := told.get(goal.id))
        else GoalNow(goal)
        for goal in as_seen(tx, reader, goals)
    ]


def can_change(actor: Actor, team: Team) -> bool:
    """Whether the actor may change the team's settings: its leads and the workspace's admins."""
    same_workspace = actor.person.workspace_id == team.workspace_id
    return same_workspace and (actor.leads(team.id) or actor.person.is_admin)


def asked_for(deps: Deps, trigger: Trigger, words: str) -> Message:
    """What `/goal team @maya` and `/goal team Support` show. Raises NoSuchTeam."""
    with deps.read() as tx:
        typed = with_mentions(tx, trigger.actor.person.workspace_id, words)
    user_id, _ = person_first(typed)
    if user_id:
        return _colleague(deps, trigger, user_id)
    name = plain(words)
    for team in trigger.actor.teams:
        if team.name.casefold() == name.casefold():
            return team_view(deps, trigger, team)
    raise NoSuchTeam(name, tuple(team.name for team in trigger.actor.teams))


def _colleague(deps: Deps, trigger: Trigger, user_id: str) -> Message:
    """The goals of one colleague that the reader may see. Raises NotOnRungs."""
    workspace_id = trigger.actor.person.workspace_id
    with deps.read() as tx:
        found = people.by_user_ids(tx, workspace_id, [user_id])
        if not found:
            raise NotOnRungs
        colleague = people.actor_of(tx, found[0].id)
        owned = ladders.owned(tx, [found[0].id])
        seen = [goal for goal in owned if can_see(trigger.actor, goal)]
        latest = check_ins.latest(tx, [goal.id for goal in seen])
        goals = _as_heard(tx, trigger.actor, seen, latest)
        about = purpose.about(tx, found[0].id)
    may_read = can_read_about(trigger.actor, colleague, about)
    return person_message(found[0], goals, trigger.today, about if may_read else None)


def turn(deps: Deps, click: Click) -> None:
    """Another page, or another team, in the place of this one: the channel's, or one's own."""
    team_id, _, first = click.value.partition(":")
    with deps.read() as tx:
        team = teams.by_id(tx, click.actor.person.workspace_id, number_in(team_id))
        looks_over = click.actor.person.is_admin or overview.is_reader(tx, click.actor.person.id)
    is_here = team and (click.actor.is_in(team.id) or click.channel_id == team.channel_id)
    if team is None or not (is_here or looks_over):
        raise NoSuchTeam("", tuple(team.name for team in click.actor.teams))
    shown = team_view(deps, click, team, number_in(first or 0))
    if click.response_url:
        click.replace(shown)
    else:
        click.tell(shown)


def register(shell: Shell, deps: Deps) -> None:
    """The pages of a team, and the way to another."""
    for action_id in ("team.show", "team.page", "team.page_before"):
        shell.click(action_id, partial(turn, deps))
