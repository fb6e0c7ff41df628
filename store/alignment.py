"""What adds to what, and which goals stand around somebody."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, or_, select, update

from goals.goal import Goal, GoalState, Tier
from goals.people import Actor
from goals.rollup import COUNTED
from goals.sight import can_see
from store import ladders
from store.database import Tx
from store.rows import several
from store.tables import goal, workspace


def set_parent(tx: Tx, goal_id: int, parent_id: int | None, weight: Decimal = Decimal(1)) -> None:
    """What the goal adds to, and how much it counts there."""
    tx.execute(update(goal).where(goal.c.id == goal_id).values(parent_id=parent_id, weight=weight))


def hold_links(tx: Tx, workspace_id: int) -> None:
    """Let nobody else set goals, or link them, in this workspace until the transaction ends: two
    who link at once could close a circle that neither of them sees.
    """
    tx.execute(select(workspace.c.id).where(workspace.c.id == workspace_id).with_for_update())


def above(tx: Tx, goal_id: int) -> set[int]:
    """The ids of the goals that this one adds to, in one step or several; one statement."""
    links = (
        select(goal.c.parent_id.label("id"))
        .where(goal.c.id == goal_id, goal.c.parent_id.is_not(None))
        .cte("links", recursive=True)
    )
    further = (
        select(goal.c.parent_id)
        .join(links, goal.c.id == links.c.id)
        .where(goal.c.parent_id.is_not(None))
    )
    return set(tx.scalars(select(links.union(further).c.id)))


def under(tx: Tx, goal_id: int) -> list[Goal]:
    """The goals that add to this one right away. Filter with `can_see` before showing."""
    return ladders.where(tx, goal.c.parent_id == goal_id)


def below(tx: Tx, goal_ids: Sequence[int]) -> list[Goal]:
    """The goals that add to these, in one step or several; two statements, one where there are
    none. Filter with `can_see` before showing.
    """
    return ladders.read(tx, _BELOW, goals=list(goal_ids))


def around(tx: Tx, actor: Actor, states: Sequence[GoalState] = COUNTED) -> list[Goal]:
    """The goals that a person may see, whoever owns them: their own, their teams', the
    organisation's; two statements however many.
    """
    return _seen(tx, actor, _AROUND, states)


def parents(tx: Tx, actor: Actor) -> list[Goal]:
    """What a goal of the actor's could add to: the active goals of their teams and of the
    organisation that they may see, and their own; two statements however many.
    """
    return _seen(tx, actor, _PARENTS, (GoalState.ACTIVE,))


def _seen(tx: Tx, actor: Actor, statement: Select[Any], states: Sequence[GoalState]) -> list[Goal]:
    found = ladders.read(
        tx,
        statement,
        workspace=actor.person.workspace_id,
        person=actor.person.id,
        teams=[team.id for team in actor.teams],
        states=list(states),
    )
    return [each for each in found if can_see(actor, each)]


# Made once: to make a statement takes SQLAlchemy longer than to run it.
_AROUND = ladders.GOALS.where(
    goal.c.workspace_id == bindparam("workspace"),
    or_(
        goal.c.owner_id == bindparam("person"),
        goal.c.id.in_(ladders.joined_by(bindparam("person"))),
        goal.c.team_id.in_(several("teams")),
        goal.c.tier == Tier.ORGANISATION,
    ),
    goal.c.state.in_(several("states")),
)
_LINKS = select(goal.c.id).where(goal.c.parent_id.in_(several("goals")))
_DOWN = _LINKS.cte("links", recursive=True)
_BELOW = ladders.GOALS.where(
    goal.c.id.in_(
        select(_DOWN.union(select(goal.c.id).join(_DOWN, goal.c.parent_id == _DOWN.c.id)).c.id)
    )
)
_PARENTS = _AROUND.where(
    or_(goal.c.tier != Tier.INDIVIDUAL, goal.c.owner_id == bindparam("person"))
)
