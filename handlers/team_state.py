"""Reads how teams are doing: who needs a look, what waits, what the day and the week brought."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from goals.cadence import works_on
from goals.goal import CheckIn, Confidence, Goal, Rung
from goals.needs import needs
from goals.people import Actor, Team
from goals.sight import can_see
from goals.team_state import (
    Member,
    TeamState,
    Waiting,
    asked_today,
    monday,
    reported_since,
    week_began,
)
from goals.voices import Blocker, Input
from handlers.day import LOOK_BACK, days_off
from store import check_ins, ladders, people, voices
from store.database import Tx

A_RUN = timedelta(days=60)
"""Reports that say the same are looked for so far back."""
FEW_INPUTS = 20


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of all of the teams at once."""

    members: Mapping[int, list[Actor]]
    goals: Sequence[Goal]
    latest: Sequence[CheckIn]
    trouble: Sequence[CheckIn]
    blockers: Mapping[int, Blocker]
    reached: Sequence[tuple[Goal, Rung]]
    waiting: Mapping[int, Waiting]


def states_of(
    tx: Tx,
    reader: Actor,
    teams: Sequence[Team],
    now: datetime,
    sees: Callable[[Goal], bool] | None = None,
) -> list[TeamState]:
    """These teams as this reader may see them, or by the goals that `sees` lets through; a dozen
    statements, however many teams, people and goals. What waits for leads is told of teams that
    the reader leads.
    """
    if not teams:
        return []
    read = _read(tx, reader, teams, now, sees or partial(can_see, reader))
    off = people.leaves(tx, _ids(read.members), now.date() - LOOK_BACK)

    def member(actor: Actor) -> Member:
        days = days_off(actor, off.get(actor.person.id, ()))
        return Member(actor, actor.today(now), lambda day: works_on(actor.pattern, day, days))

    return [
        _state(read, team, [member(actor) for actor in read.members[team.id]], reader, now)
        for team in teams
    ]


def _ids(members: Mapping[int, list[Actor]]) -> set[int]:
    return {actor.person.id for actors in members.values() for actor in actors}


def _read(
    tx: Tx, reader: Actor, teams: Sequence[Team], now: datetime, sees: Callable[[Goal], bool]
) -> _Read:
    ids = [team.id for team in teams]
    led = [team_id for team_id in ids if reader.leads(team_id)]
    goals = [goal for goal in ladders.around_teams(tx, ids) if sees(goal)]
    began = week_began(reader, now)
    reached = [pair for pair in ladders.reached_since(tx, ids, began) if sees(pair[0])]
    latest = check_ins.latest(tx, {goal.id for goal in (*goals, *(goal for goal, _ in reached))})
    troubled = {c.goal_id for c in latest if c.confidence is not Confidence.ON_TRACK}
    trouble = check_ins.since(tx, troubled, now.date() - A_RUN) if troubled else []
    blocked = [said.id for said in trouble if said.confidence is Confidence.BLOCKED]
    return _Read(
        members=people.on_teams(tx, ids),
        goals=goals,
        latest=latest,
        trouble=trouble,
        blockers=check_ins.blockers_of(tx, blocked),
        reached=reached,
        waiting=_waiting(tx, led) if led else {},
    )


def _waiting(tx: Tx, team_ids: Sequence[int]) -> dict[int, Waiting]:
    counts = voices.waiting_in(tx, team_ids)
    first: dict[int, list[Input]] = {team_id: [] for team_id in counts}
    for said in voices.oldest_waiting(tx, team_ids, FEW_INPUTS) if counts else ():
        first[said.team_id].append(said)
    return {key: Waiting(count, since, first[key]) for key, (count, since) in counts.items()}


def _state(
    read: _Read, team: Team, members: Sequence[Member], reader: Actor, now: datetime
) -> TeamState:
    goals = [goal for goal in read.goals if goal.team_id == team.id]
    reached = [(goal, rung) for goal, rung in read.reached if goal.team_id == team.id]
    ours = {goal.id for goal in (*goals, *(goal for goal, _ in reached))}
    latest = [said for said in read.latest if said.goal_id in ours]
    trouble = [said for said in read.trouble if said.goal_id in ours]
    reported = reported_since(latest, {m.actor.person.id: m.day for m in members})
    mondays = {m.actor.person.id: monday(m.day) for m in members}
    people = [member.actor for member in members]
    on_team = {actor.person.id for actor in people}
    return TeamState(
        team,
        people,
        goals,
        theirs=[goal for goal in read.goals if goal.owner_id in on_team],
        latest=read.latest,
        asked=len(asked_today(members, goals) | reported),
        reported=len(reported),
        reported_this_week=len(reported_since(latest, mondays)),
        rungs=sum(not rung.is_private for _, rung in reached),
        needs=needs(goals, trouble, read.blockers, reader.today(now)),
        inputs=read.waiting.get(team.id, Waiting()),
    )
