"""Drafts: goals written down and not begun. Their owner takes them up, or throws them away."""

from goals.as_written import as_written
from goals.errors import AlreadyBegun
from goals.goal import Goal, GoalState
from handlers.carried import number_in
from handlers.check_in.record import own_goal
from handlers.deps import Deps
from handlers.goal_form import draft_form
from handlers.triggers import Click
from handlers.views.cards import list_message
from handlers.views.new_goal import short_form
from store import drafts, ladders
from store.database import Tx


def take_up(deps: Deps, click: Click) -> None:
    """The form again, with everything as it was written."""
    with deps.begin() as tx:
        goal = _own_draft(tx, click)
        form = draft_form(tx, click.actor, goal, as_written(goal))
    click.open(short_form(form))


def throw_away(deps: Deps, click: Click) -> None:
    """The draft is gone, and nobody ever saw it."""
    with deps.begin() as tx:
        goal = _own_draft(tx, click)
        drafts.throw_away(tx, goal.id)
        left = ladders.owned(tx, [click.actor.person.id], tuple(GoalState))
    click.replace(list_message(left, click.today))


def _own_draft(tx: Tx, click: Click) -> Goal:
    goal = own_goal(tx, click.actor, number_in(click.value))
    if not goal.is_draft:
        raise AlreadyBegun(goal.key)
    return goal
