"""Ending a goal that no longer fits, and taking it up again: `/goal close G-12`."""

from functools import partial

from goals.errors import GoalNotActive, StillADraft
from goals.goal import Goal, GoalState
from handlers.check_in import asking
from handlers.check_in.record import own_goal
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.see_goals import goal_named
from handlers.shell import Click, Command, Shell, Trigger
from handlers.views.closed import closed_message, reopened_message
from handlers.views.message import Message
from store import ladders
from store.database import Tx


def close(deps: Deps, command: Command) -> Message:
    """End a goal: nothing is asked about it any more, what was reached stays reached."""
    with deps.begin() as tx:
        named = goal_named(tx, command.actor, command.words)
        goal = own_goal(tx, command.actor, named.id)
        if goal.is_draft:
            raise StillADraft(goal.key)
        if not goal.is_active:
            raise GoalNotActive(goal.key)
        _set(tx, command, goal, GoalState.CLOSED)
    return closed_message(goal)


def reopen(deps: Deps, click: Click) -> None:
    """Take a closed goal up again; a goal that was reached stays reached."""
    with deps.begin() as tx:
        goal = own_goal(tx, click.actor, int(click.value))
        if goal.state is GoalState.CLOSED:
            _set(tx, click, goal, GoalState.ACTIVE)
    click.replace(reopened_message(goal))


def _set(tx: Tx, trigger: Trigger, goal: Goal, state: GoalState) -> None:
    ladders.set_standing(tx, goal.id, goal.value, state)
    asking.refresh(tx, trigger.actor, trigger.today, trigger.now)


SUB_COMMANDS = (SubCommand("close", "G-12", "end a goal that no longer fits", close),)


def register(shell: Shell, deps: Deps) -> None:
    """The way back."""
    shell.click("goal.reopen", partial(reopen, deps))
