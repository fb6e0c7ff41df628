"""What ended goals taught, and the tips among it."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, update

from goals.goal import Goal
from goals.retrospective import Retrospective
from store.database import Tx
from store.people import upsert
from store.rows import several, value_of
from store.tables import goal as goals_table
from store.tables import retrospective

WORDS = ("happened", "learnt", "changes", "tip", "with_leads", "tip_given")
CANDIDATES = 200
"""Tips of one team that are still to be shown: the oldest, which is more than a team writes."""


def save(tx: Tx, goal: Goal, said: Retrospective, now: datetime) -> None:
    """Keep what a goal taught, or what its owner says of it now."""
    words = {name: getattr(said, name) for name in WORDS} | {"at": now}
    tx.execute(
        upsert(tx, retrospective)
        .values(workspace_id=goal.workspace_id, goal_id=goal.id, **words)
        .on_conflict_do_update(index_elements=["goal_id"], set_=words)
    )


def of_goal(tx: Tx, goal_id: int) -> Retrospective | None:
    """What this goal taught."""
    row = tx.execute(select(retrospective).where(retrospective.c.goal_id == goal_id)).one_or_none()
    return value_of(Retrospective, row) if row else None


def unshown_tips(tx: Tx, team_id: int) -> list[tuple[int, int]]:
    """Tips of a team's goals that nobody was shown yet: their ids with the goal's, oldest first."""
    rows = tx.execute(
        select(retrospective.c.id, retrospective.c.goal_id)
        .join(goals_table, goals_table.c.id == retrospective.c.goal_id)
        .where(
            goals_table.c.team_id == team_id,
            retrospective.c.tip_given,
            retrospective.c.shown_goal_id.is_(None),
        )
        .order_by(retrospective.c.at, retrospective.c.id)
        .limit(CANDIDATES)
    )
    return [(row.id, row.goal_id) for row in rows]


def show_tip(tx: Tx, retrospective_id: int, goal_id: int, position: int) -> bool:
    """Show a tip on the rung of that position of a goal; False where it was shown before."""
    shown = tx.execute(
        update(retrospective)
        .where(retrospective.c.id == retrospective_id, retrospective.c.shown_goal_id.is_(None))
        .values(shown_goal_id=goal_id, shown_position=position)
    )
    return shown.rowcount > 0


def tips(tx: Tx, goals: Iterable[Goal]) -> dict[int, str]:
    """The tip that each of these goals is shown on the rung it climbs to now, by goal id.

    Not where its writer has taken the yes back.
    """
    climbing = {goal.id: goal.next_rung.position for goal in goals if goal.next_rung}
    if not climbing:
        return {}
    rows = tx.execute(_TIPS, {"goals": list(climbing)})
    return {goal_id: tip for goal_id, position, tip in rows if climbing[goal_id] == position}


_TIPS = (
    select(retrospective.c.shown_goal_id, retrospective.c.shown_position, retrospective.c.tip)
    .where(retrospective.c.shown_goal_id.in_(several("goals")), retrospective.c.tip_given)
    .order_by(retrospective.c.id)
)
