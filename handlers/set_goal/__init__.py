"""Setting a goal: a form, a review letter by letter, and drafts that wait for either."""

from functools import partial

from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.set_goal import drafts, form, review
from handlers.shell import Shell

__all__ = ["SUB_COMMANDS", "register"]

SUB_COMMANDS = (
    SubCommand("new", "Reply to 40 chats a day, from 25, by 18 December", "set a goal", form.new),
)


def register(shell: Shell, deps: Deps) -> None:
    """The form of a new goal, its review, and the buttons that open them."""
    shell.click("goal.new", partial(form.new_clicked, deps))
    shell.form("goal.save", partial(form.save, deps))
    shell.form("goal.review", partial(review.take, deps))
    shell.click("goal.take_up", partial(drafts.take_up, deps))
    shell.click("goal.throw_away", partial(drafts.throw_away, deps))
