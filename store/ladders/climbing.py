"""Where a goal stands, and which of its rungs are reached."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from sqlalchemy import bindparam, update

from goals.goal import CheckIn, GoalState, Rung
from store.database import Tx
from store.tables import goal, rung


def set_standing(tx: Tx, goal_id: int, value: Decimal, state: GoalState) -> None:
    """Where the goal stands now."""
    tx.execute(_SET_STANDING, {"goal": goal_id, "stands": value, "becomes": state})


def set_owner(tx: Tx, goal_id: int, person_id: int) -> None:
    """Whose goal it is from now on; of a shared one they climb it too."""
    tx.execute(update(goal).where(goal.c.id == goal_id).values(owner_id=person_id))


def set_partner(tx: Tx, goal_id: int, value: Decimal | None) -> None:
    """Where the goal's partner measure stood last."""
    tx.execute(update(goal).where(goal.c.id == goal_id).values(partner_value=value))


def reach(tx: Tx, rungs: Iterable[Rung], *, by: CheckIn, now: datetime, private: bool) -> None:
    """Mark rungs reached by this check-in; those reached before stay as they are."""
    tx.execute(
        update(rung)
        .where(rung.c.id.in_([r.id for r in rungs]), rung.c.reached_at.is_(None))
        .values(reached_at=now, reached_by=by.id, reached_on=by.day, is_private=private)
    )


def unreach(tx: Tx, rungs: Iterable[Rung]) -> None:
    """Take back that these rungs were reached."""
    tx.execute(
        update(rung)
        .where(rung.c.id.in_([r.id for r in rungs]))
        .values(reached_at=None, reached_by=None, reached_on=None, is_private=False)
    )


def forget_report(tx: Tx, check_in_id: int) -> None:
    """Rungs that stay reached although the report that reached them goes."""
    tx.execute(update(rung).where(rung.c.reached_by == check_in_id).values(reached_by=None))


def keep_private(tx: Tx, rungs: Iterable[Rung]) -> None:
    """Their owner wants these rungs told to nobody."""
    tx.execute(update(rung).where(rung.c.id.in_([r.id for r in rungs])).values(is_private=True))


_SET_STANDING = (
    update(goal)
    .where(goal.c.id == bindparam("goal"))
    .values(value=bindparam("stands"), state=bindparam("becomes"))
)
