"""Goals with their rungs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from goals.cadence import Rhythm
from goals.draft import Draft
from goals.goal import Goal, GoalState, Guard, Measure, Rung, Tier
from store.database import AnyRow, Tx
from store.rows import value_of
from store.tables import goal, rung, workspace


def add(
    tx: Tx,
    draft: Draft,
    *,
    workspace_id: int,
    owner_id: int,
    team_id: int | None,
    now: datetime,
    tier: Tier = Tier.INDIVIDUAL,
    parent_id: int | None = None,
    state: GoalState = GoalState.ACTIVE,
    baseline_is_guess: bool = False,
) -> Goal:
    """Store what was checked as a goal with its ladder, under the next key."""
    number = tx.scalars(
        update(workspace)
        .where(workspace.c.id == workspace_id)
        .values(last_goal_number=workspace.c.last_goal_number + 1)
        .returning(workspace.c.last_goal_number)
    ).one()
    goal_id = tx.scalars(
        insert(goal)
        .values(
            workspace_id=workspace_id,
            number=number,
            owner_id=owner_id,
            team_id=team_id,
            tier=tier,
            parent_id=parent_id,
            state=state,
            baseline_is_guess=baseline_is_guess,
            created_at=now,
            **_columns(draft),
        )
        .returning(goal.c.id)
    ).one()
    _add_rungs(tx, workspace_id, goal_id, draft)
    return by_id(tx, goal_id)


def rewrite(
    tx: Tx, kept: Goal, draft: Draft, *, team_id: int | None, baseline_is_guess: bool
) -> Goal:
    """Put what was checked in the place of a goal that has not begun. Its ladder is made anew."""
    assert kept.is_draft, "a goal that began is not rewritten"
    tx.execute(
        update(goal)
        .where(goal.c.id == kept.id)
        .values(team_id=team_id, baseline_is_guess=baseline_is_guess, **_columns(draft))
    )
    tx.execute(delete(rung).where(rung.c.goal_id == kept.id))
    _add_rungs(tx, kept.workspace_id, kept.id, draft)
    return by_id(tx, kept.id)


def start(tx: Tx, goal_id: int, because: str) -> Goal:
    """Begin a draft; `because` is why, where it is weak in a letter."""
    tx.execute(
        update(goal)
        .where(goal.c.id == goal_id, goal.c.state == GoalState.DRAFT)
        .values(state=GoalState.ACTIVE, started_because=because)
    )
    return by_id(tx, goal_id)


def throw_away(tx: Tx, goal_id: int) -> None:
    """Forget a draft; a goal that began stays."""
    is_draft = select(goal.c.id).where(goal.c.id == goal_id, goal.c.state == GoalState.DRAFT)
    if tx.execute(is_draft).one_or_none():
        tx.execute(delete(rung).where(rung.c.goal_id == goal_id))
        tx.execute(delete(goal).where(goal.c.id == goal_id))


def newest_draft(tx: Tx, person_id: int) -> Goal | None:
    """The draft that this person wrote last."""
    newest = (
        select(func.max(goal.c.id))
        .where(goal.c.owner_id == person_id, goal.c.state == GoalState.DRAFT)
        .scalar_subquery()
    )
    found = _goals(tx, goal.c.id == newest)
    return found[0] if found else None


def _columns(draft: Draft) -> dict[str, Any]:
    """What a draft says, by the goal's columns."""
    guard = draft.guard
    return {
        "statement": draft.statement,
        "purpose": draft.purpose,
        "measure": draft.measure.kind,
        "unit": draft.measure.unit,
        "baseline": draft.baseline,
        "target": draft.target,
        "value": draft.baseline,
        "start": draft.start,
        "due": draft.due,
        "visibility": draft.visibility,
        "rhythm": draft.rhythm.kind,
        "rhythm_days": draft.rhythm.days,
        "min_answers": draft.min_answers,
        "guard_name": guard.name if guard else "",
        "guard_limit": guard.limit if guard else None,
        "guard_unit": guard.unit if guard else "",
        "guard_is_floor": guard.is_floor if guard else True,
        "needs": draft.needs,
    }


def _add_rungs(tx: Tx, workspace_id: int, goal_id: int, draft: Draft) -> None:
    tx.execute(
        insert(rung),
        [
            {
                "workspace_id": workspace_id,
                "goal_id": goal_id,
                "position": position,
                "threshold": step.threshold,
                "name": step.name,
                "due": step.due,
            }
            for position, step in enumerate(draft.rungs, start=1)
        ],
    )


def by_id(tx: Tx, goal_id: int) -> Goal:
    """The goal of this id; raises NoResultFound for an unknown one."""
    return _one(tx, goal.c.id == goal_id)


def hold(tx: Tx, workspace_id: int, goal_id: int) -> Goal | None:
    """The goal of this id in a workspace, held against other writers until the transaction ends."""
    held = tx.execute(
        select(goal.c.id)
        .where(goal.c.workspace_id == workspace_id, goal.c.id == goal_id)
        .with_for_update()
    ).one_or_none()
    return by_id(tx, goal_id) if held else None


def by_number(tx: Tx, workspace_id: int, number: int) -> Goal | None:
    """The goal `G-<number>` of a workspace."""
    found = _goals(tx, goal.c.workspace_id == workspace_id, goal.c.number == number)
    return found[0] if found else None


def of_rung(tx: Tx, workspace_id: int, rung_id: int) -> Goal | None:
    """The goal that this rung belongs to."""
    of = select(rung.c.goal_id).where(rung.c.id == rung_id).scalar_subquery()
    found = _goals(tx, goal.c.workspace_id == workspace_id, goal.c.id == of)
    return found[0] if found else None


def by_ids(tx: Tx, goal_ids: Iterable[int]) -> dict[int, Goal]:
    """Goals by id; two statements."""
    return {g.id: g for g in _goals(tx, goal.c.id.in_(set(goal_ids)))}


def owned(
    tx: Tx, person_ids: Iterable[int], states: Sequence[GoalState] = (GoalState.ACTIVE,)
) -> list[Goal]:
    """The goals that these people own, by due date; two statements however many."""
    return _goals(tx, goal.c.owner_id.in_(set(person_ids)), goal.c.state.in_(states))


def of_team(tx: Tx, team_id: int, states: Sequence[GoalState] = (GoalState.ACTIVE,)) -> list[Goal]:
    """The goals that belong to a team, whoever owns them. Filter with `can_see` before showing."""
    return _goals(tx, goal.c.team_id == team_id, goal.c.state.in_(states))


def set_standing(tx: Tx, goal_id: int, value: Decimal, state: GoalState) -> None:
    """Where the goal stands now."""
    tx.execute(update(goal).where(goal.c.id == goal_id).values(value=value, state=state))


def set_partner(tx: Tx, goal_id: int, value: Decimal | None) -> None:
    """Where the goal's partner measure stood last."""
    tx.execute(update(goal).where(goal.c.id == goal_id).values(partner_value=value))


def set_parent(tx: Tx, goal_id: int, parent_id: int | None) -> None:
    """What the goal adds to."""
    tx.execute(update(goal).where(goal.c.id == goal_id).values(parent_id=parent_id))


def reach(tx: Tx, rungs: Iterable[Rung], *, by: int, now: datetime, private: bool) -> None:
    """Mark rungs reached by the check-in of id `by`; those reached before stay as they are."""
    tx.execute(
        update(rung)
        .where(rung.c.id.in_([r.id for r in rungs]), rung.c.reached_at.is_(None))
        .values(reached_at=now, reached_by=by, is_private=private)
    )


def unreach(tx: Tx, rungs: Iterable[Rung]) -> None:
    """Take back that these rungs were reached."""
    tx.execute(
        update(rung)
        .where(rung.c.id.in_([r.id for r in rungs]))
        .values(reached_at=None, reached_by=None, is_private=False)
    )


def keep_private(tx: Tx, rungs: Iterable[Rung]) -> None:
    """Their owner wants these rungs told to nobody."""
    tx.execute(update(rung).where(rung.c.id.in_([r.id for r in rungs])).values(is_private=True))


def latest_reached(tx: Tx, team_id: int, limit: int) -> list[tuple[Goal, Rung]]:
    """The team's newest reached rungs with their goals, newest first.

    Leaves out private rungs; filter with `can_see` before showing.
    """
    ids = tx.scalars(
        select(rung.c.id)
        .join(goal, goal.c.id == rung.c.goal_id)
        .where(goal.c.team_id == team_id, rung.c.reached_at.is_not(None), ~rung.c.is_private)
        .order_by(rung.c.reached_at.desc(), rung.c.position.desc())
        .limit(limit)
    ).all()
    goals = _goals(
        tx, goal.c.id.in_(select(rung.c.goal_id).where(rung.c.id.in_(ids)).scalar_subquery())
    )
    found = {r.id: (g, r) for g in goals for r in g.rungs}
    return [found[rung_id] for rung_id in ids]


def _one(tx: Tx, *where: Any) -> Goal:
    return _goals(tx, *where)[0]


def _goals(tx: Tx, *where: Any) -> list[Goal]:
    """Goals with their rungs, by due date and key: two statements whatever their number."""
    rows = tx.execute(select(goal).where(*where).order_by(goal.c.due, goal.c.number)).all()
    if not rows:
        return []
    ladders: dict[int, list[Rung]] = defaultdict(list)
    of_these = rung.c.goal_id.in_([row.id for row in rows])
    for row in tx.execute(select(rung).where(of_these).order_by(rung.c.goal_id, rung.c.position)):
        ladders[row.goal_id].append(value_of(Rung, row))
    return [_goal_of(row, tuple(ladders[row.id])) for row in rows]


def _goal_of(row: AnyRow, rungs: tuple[Rung, ...]) -> Goal:
    return value_of(
        Goal,
        row,
        measure=Measure(row.measure, row.unit),
        rhythm=Rhythm(row.rhythm, row.rhythm_days),
        rungs=rungs,
        guard=_guard(row),
    )


def _guard(row: AnyRow) -> Guard | None:
    if row.guard_limit is None:
        return None
    return Guard(row.guard_name, row.guard_limit, row.guard_unit, row.guard_is_floor)
