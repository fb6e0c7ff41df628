"""Goals that have not begun: written anew, begun, or thrown away."""

from decimal import Decimal

from sqlalchemy import delete, func, select, update

from goals.draft import STATEMENT_LENGTH, Draft
from goals.goal import Goal, GoalState, Tier
from goals.reworded import dated
from store import ladders
from store.database import Tx
from store.tables import contributor, goal, rung


def rewrite(
    tx: Tx, kept: Goal, draft: Draft, *, team_id: int | None, baseline_is_guess: bool
) -> Goal:
    """Put what was checked in the place of a goal that has not begun. Its ladder is made anew."""
    assert kept.is_draft, "a goal that began is not rewritten"
    tx.execute(
        update(goal)
        .where(goal.c.id == kept.id)
        .values(team_id=team_id, baseline_is_guess=baseline_is_guess, **ladders.columns(draft))
    )
    tx.execute(delete(rung).where(rung.c.goal_id == kept.id))
    ladders.add_rungs(tx, kept.workspace_id, kept.id, draft.rungs)
    return ladders.by_id(tx, kept.id)


def place(tx: Tx, kept: Goal, *, tier: Tier, parent_id: int | None, is_personal: bool) -> None:
    """Where a draft stands among others; under another parent it counts as the others there do."""
    weight = kept.weight if parent_id == kept.parent_id else Decimal(1)
    tx.execute(
        update(goal)
        .where(goal.c.id == kept.id)
        .values(tier=tier, parent_id=parent_id, is_personal=is_personal, weight=weight)
    )


def start(tx: Tx, goal_id: int, because: str) -> Goal:
    """Begin a draft; `because` is why, where it is weak in a letter. Its words name the day on
    which it is due, where they said "by Sunday".
    """
    kept = ladders.by_id(tx, goal_id)
    statement = dated(kept.statement, kept.due)
    if len(statement) > STATEMENT_LENGTH:
        statement = kept.statement
    tx.execute(
        update(goal)
        .where(goal.c.id == goal_id, goal.c.state == GoalState.DRAFT)
        .values(state=GoalState.ACTIVE, started_because=because, statement=statement)
    )
    return ladders.by_id(tx, goal_id)


def throw_away(tx: Tx, goal_id: int) -> None:
    """Forget a draft; a goal that began stays."""
    is_draft = select(goal.c.id).where(goal.c.id == goal_id, goal.c.state == GoalState.DRAFT)
    if tx.execute(is_draft).one_or_none():
        tx.execute(delete(rung).where(rung.c.goal_id == goal_id))
        tx.execute(delete(contributor).where(contributor.c.goal_id == goal_id))
        tx.execute(delete(goal).where(goal.c.id == goal_id))


def newest(tx: Tx, person_id: int) -> Goal | None:
    """The draft that this person wrote last."""
    own = (goal.c.owner_id == person_id, goal.c.state == GoalState.DRAFT)
    goal_id = tx.scalar(select(func.max(goal.c.id)).where(*own))
    return ladders.by_id(tx, goal_id) if goal_id else None
