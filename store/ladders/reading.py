"""Goals as they are read, with their rungs and their parts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    select,
    union_all,
)

from goals.cadence import Rhythm
from goals.goal import Goal, GoalState, Guard, Measure, Part, Rung
from store.database import AnyRow, Tx
from store.rows import T, maker_of, several
from store.tables import Joining, contributor, goal, membership, person, rung


def by_id(tx: Tx, goal_id: int) -> Goal:
    """The goal of this id; raises NoResultFound for an unknown one."""
    return read(tx, _BY_IDS, ids=[goal_id])[0]


def hold(tx: Tx, workspace_id: int, goal_id: int) -> Goal | None:
    """The goal of this id in a workspace, held against other writers until the transaction ends."""
    held = read(tx, _HELD, workspace=workspace_id, goal=goal_id)
    return held[0] if held else None


def hold_number(tx: Tx, workspace_id: int, number: int) -> Goal | None:
    """The same of the goal `G-<number>`."""
    held = read(tx, _HELD_NUMBER, workspace=workspace_id, number=number)
    return held[0] if held else None


def by_number(tx: Tx, workspace_id: int, number: int) -> Goal | None:
    """The goal `G-<number>` of a workspace."""
    found = read(tx, _BY_NUMBER, workspace=workspace_id, number=number)
    return found[0] if found else None


def where(tx: Tx, *conditions: ColumnElement[bool]) -> list[Goal]:
    """The goals for which all of this holds, by due date; two statements however many. Filter with
    `can_see` before showing.
    """
    return read(tx, GOALS.where(*conditions))


def of_rung(tx: Tx, workspace_id: int, rung_id: int) -> Goal | None:
    """The goal that this rung belongs to."""
    of = select(rung.c.goal_id).where(rung.c.id == rung_id).scalar_subquery()
    found = where(tx, goal.c.workspace_id == workspace_id, goal.c.id == of)
    return found[0] if found else None


def by_ids(tx: Tx, goal_ids: Iterable[int]) -> dict[int, Goal]:
    """Goals by id; two statements."""
    if not (ids := list(set(goal_ids))):
        return {}
    return {g.id: g for g in read(tx, _BY_IDS, ids=ids)}


def owned(
    tx: Tx, person_ids: Iterable[int], states: Sequence[GoalState] = (GoalState.ACTIVE,)
) -> list[Goal]:
    """The goals that these people own, by due date; two statements however many."""
    return read(tx, _OWNED, owners=list(set(person_ids)), states=list(states))


def climbed(
    tx: Tx, person_id: int, states: Sequence[GoalState] = (GoalState.ACTIVE,)
) -> list[Goal]:
    """The goals that a person checks in on, their own and shared ones, by due date."""
    return read(tx, _CLIMBED, climber=person_id, states=list(states))


def of_team(tx: Tx, team_id: int, states: Sequence[GoalState] = (GoalState.ACTIVE,)) -> list[Goal]:
    """The goals that belong to a team, whoever owns them. Filter with `can_see` before showing."""
    return where(tx, goal.c.team_id == team_id, goal.c.state.in_(states))


def of_teams(tx: Tx, team_ids: Iterable[int]) -> list[Goal]:
    """The active goals of these teams, whoever owns them. Filter with `can_see` before showing."""
    of_these = goal.c.team_id.in_(set(team_ids)), goal.c.state == GoalState.ACTIVE
    return where(tx, *of_these)


def around_teams(tx: Tx, team_ids: Iterable[int]) -> list[Goal]:
    """The active goals of these teams, and of the people on them. Filter with `can_see` before
    showing.
    """
    return read(tx, _AROUND_TEAMS, teams=list(set(team_ids)), states=[GoalState.ACTIVE])


def latest_reached(tx: Tx, team_id: int, limit: int) -> list[tuple[Goal, Rung]]:
    """The team's newest reached rungs with their goals, newest first.

    Leaves out private rungs; filter with `can_see` before showing.
    """
    latest = tx.execute(_LATEST_REACHED, {"team": team_id, "limit": limit}).all()
    goals = by_ids(tx, {goal_id for _, goal_id in latest})
    found = {r.id: (g, r) for g in goals.values() for r in g.rungs}
    return [found[rung_id] for rung_id, _ in latest]


def reached_since(tx: Tx, team_ids: Iterable[int], since: datetime) -> list[tuple[Goal, Rung]]:
    """The rungs of these teams' goals that were reached from an instant on, those among them that
    their owners keep private; three statements. Filter with `can_see` before counting.
    """
    parameters = {"teams": list(set(team_ids)), "since": since}
    reached = tx.execute(_REACHED_SINCE, parameters).all()
    goals = by_ids(tx, {goal_id for _, goal_id in reached})
    found = {r.id: (g, r) for g in goals.values() for r in g.rungs}
    return [found[rung_id] for rung_id, _ in reached]


def joined_by(who: int | BindParameter[Any]) -> Select[tuple[int]]:
    """The ids of the shared goals that a person climbs."""
    return select(contributor.c.goal_id).where(
        contributor.c.person_id == who, contributor.c.joining == Joining.JOINED
    )


# Made once: to make a statement takes SQLAlchemy longer than to run it.
GOALS = select(goal).order_by(goal.c.due, goal.c.number)
_OWNED = GOALS.where(goal.c.owner_id.in_(several("owners")), goal.c.state.in_(several("states")))
_JOINED = joined_by(bindparam("climber"))
# One set of ids, where "or" would keep PostgreSQL from both indexes.
_CLIMBED = GOALS.where(
    goal.c.id.in_(
        union_all(select(goal.c.id).where(goal.c.owner_id == bindparam("climber")), _JOINED)
    ),
    goal.c.state.in_(several("states")),
)
_AROUND_TEAMS = GOALS.where(
    goal.c.id.in_(
        union_all(
            select(goal.c.id).where(goal.c.team_id.in_(several("teams"))),
            select(goal.c.id)
            .join(membership, membership.c.person_id == goal.c.owner_id)
            .where(membership.c.team_id.in_(several("teams"))),
        )
    ),
    goal.c.state.in_(several("states")),
)
_BY_IDS = GOALS.where(goal.c.id.in_(several("ids")))
_HELD = GOALS.where(
    goal.c.workspace_id == bindparam("workspace"), goal.c.id == bindparam("goal")
).with_for_update()
_BY_NUMBER = GOALS.where(
    goal.c.workspace_id == bindparam("workspace"), goal.c.number == bindparam("number")
)
_HELD_NUMBER = _BY_NUMBER.with_for_update()
_RUNGS = (
    select(rung)
    .where(rung.c.goal_id.in_(several("goals")))
    .order_by(rung.c.goal_id, rung.c.position)
)
_LATEST_REACHED = (
    select(rung.c.id, rung.c.goal_id)
    .join(goal, goal.c.id == rung.c.goal_id)
    .where(goal.c.team_id == bindparam("team"), rung.c.reached_at.is_not(None), ~rung.c.is_private)
    .order_by(rung.c.reached_at.desc(), rung.c.position.desc())
    .limit(bindparam("limit"))
)
_REACHED_SINCE = (
    select(rung.c.id, rung.c.goal_id)
    .join(goal, goal.c.id == rung.c.goal_id)
    .where(
        goal.c.team_id.in_(several("teams")),
        rung.c.reached_at >= bindparam("since"),
    )
    .order_by(rung.c.reached_at, rung.c.position)
)
_PARTS = (
    select(
        contributor.c.goal_id,
        contributor.c.person_id,
        person.c.name,
        contributor.c.part.label("value"),
        ((contributor.c.joining != Joining.JOINED) | ~person.c.active).label("has_left"),
    )
    .join(person, person.c.id == contributor.c.person_id)
    .where(
        contributor.c.goal_id.in_(several("goals")),
        (contributor.c.joining == Joining.JOINED) | contributor.c.part.is_not(None),
    )
    .order_by(contributor.c.goal_id, contributor.c.since, contributor.c.id)
)


def read(tx: Tx, statement: Select[Any], **parameters: Any) -> list[Goal]:
    """The goals of a statement on GOALS, with their rungs: two statements whatever their number,
    and one more where some are shared.

    Filter with `can_see` before showing.
    """
    result = tx.execute(statement, parameters)
    make_goal = maker_of(Goal, result)
    rows = result.all()
    if not rows:
        return []
    ladders = _of_each(tx, Rung, _RUNGS, [row.id for row in rows])
    shared = [row.id for row in rows if row.combine is not None]
    parts = _of_each(tx, Part, _PARTS, shared) if shared else {}
    return [
        make_goal(
            row,
            measure=Measure(row.measure, row.unit),
            rhythm=Rhythm(row.rhythm, row.rhythm_days),
            rungs=tuple(ladders[row.id]),
            parts=tuple(parts.get(row.id, ())),
            guard=_guard(row),
        )
        for row in rows
    ]


def _of_each(
    tx: Tx, kind: type[T], statement: Select[Any], goal_ids: list[int]
) -> Mapping[int, list[T]]:
    """What a statement reads of these goals, in its order, by goal id."""
    result = tx.execute(statement, {"goals": goal_ids})
    make = maker_of(kind, result)
    found: dict[int, list[T]] = defaultdict(list)
    for row in result.all():
        found[row.goal_id].append(make(row))
    return found


def _guard(row: AnyRow) -> Guard | None:
    if row.guard_limit is None:
        return None
    return Guard(row.guard_name, row.guard_limit, row.guard_unit, row.guard_is_floor)
