"""Goals as they are set and revised, with their rungs."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

from goals.draft import Draft, Step
from goals.goal import Goal, GoalState, ReviewEvery, Tier
from goals.revision import Terms
from goals.sight import seen
from store.database import Tx
from store.ladders.reading import by_id
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
    is_personal: bool = False,
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
            is_personal=is_personal,
            state=state,
            baseline_is_guess=baseline_is_guess,
            created_at=now,
            **columns(draft),
        )
        .returning(goal.c.id)
    ).one()
    add_rungs(tx, workspace_id, goal_id, draft.rungs)
    return by_id(tx, goal_id)


def columns(draft: Draft) -> dict[str, Any]:
    """What a draft says, by the goal's columns."""
    guard = draft.guard
    return {
        "statement": draft.statement,
        "purpose": draft.purpose,
        "measure": draft.measure.kind,
        "unit": draft.measure.unit,
        "baseline": draft.baseline,
        "target": draft.target,
        "value": draft.starts_at,
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


def add_rungs(
    tx: Tx, workspace_id: int, goal_id: int, steps: Sequence[Step], first: int = 1
) -> None:
    """Store these steps as the rungs from position `first` on."""
    of_goal = {"workspace_id": workspace_id, "goal_id": goal_id}
    rows = [{**of_goal, "position": n, **asdict(step)} for n, step in enumerate(steps, first)]
    if rows:
        tx.execute(insert(rung), rows)


def revise(tx: Tx, goal_held: Goal, terms: Terms, state: GoalState) -> Goal:
    """Give a goal new terms. Its reached rungs stay as they are, whatever the terms say of them.

    A rung that stays at its place stays the same rung, with its new threshold.
    """
    values: dict[str, Any] = {
        "statement": terms.statement,
        "baseline": goal_held.start_for(terms.target),
        "target": terms.target,
        "due": terms.due,
        "state": state,
    }
    if terms.seen and terms.seen != seen(goal_held):
        values |= {"visibility": terms.seen.by, "team_id": terms.seen.team_id}
    tx.execute(update(goal).where(goal.c.id == goal_held.id).values(**values))
    climbed = len(goal_held.reached)
    for old, step in zip(goal_held.rungs[climbed:], terms.rungs[climbed:], strict=False):
        tx.execute(update(rung).where(rung.c.id == old.id).values(**asdict(step)))
    surplus = [old.id for old in goal_held.rungs[len(terms.rungs) :]]
    tx.execute(delete(rung).where(rung.c.id.in_(surplus), rung.c.reached_at.is_(None)))
    added = len(goal_held.rungs)
    add_rungs(tx, goal_held.workspace_id, goal_held.id, terms.rungs[added:], first=added + 1)
    return by_id(tx, goal_held.id)


def leave_team(tx: Tx, goals: Iterable[Goal], team_id: int) -> None:
    """These goals are of no team any more, and add to nothing of the one that they leave; to each
    other they still do.
    """
    ids = [each.id for each in goals]
    stay = goal.c.team_id == team_id, goal.c.id.not_in(ids)
    of_team = select(goal.c.id).where(*stay).scalar_subquery()
    tx.execute(
        update(goal).where(goal.c.id.in_(ids), goal.c.parent_id.in_(of_team)).values(parent_id=None)
    )
    tx.execute(update(goal).where(goal.c.id.in_(ids)).values(team_id=None))


def join_team(tx: Tx, goals: Iterable[Goal], team_id: int) -> None:
    """These goals are of this team from now on."""
    ids = [each.id for each in goals]
    tx.execute(update(goal).where(goal.c.id.in_(ids)).values(team_id=team_id))


def set_review(tx: Tx, goal_id: int, every: ReviewEvery | None) -> None:
    """How often the goal is looked back at; None is as usual in its tier."""
    tx.execute(update(goal).where(goal.c.id == goal_id).values(review=every))
