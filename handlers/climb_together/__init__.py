"""Climbing a goal together: asking others in, joining, leaving: `/goal together G-12`."""

from functools import partial

from handlers.climb_together import answering, asking_in
from handlers.climb_together.answering import RENDERERS
from handlers.climb_together.asking_in import (
    Planned,
    asked_names,
    begin,
    join,
    planned,
    share,
    together_of,
)
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.shell import Shell

__all__ = [
    "RENDERERS",
    "SUB_COMMANDS",
    "Planned",
    "asked_names",
    "begin",
    "join",
    "planned",
    "register",
    "share",
    "together_of",
]

SUB_COMMANDS = (
    SubCommand("together", "G-12", "ask others in, each with their part", asking_in.together),
)


def register(shell: Shell, deps: Deps) -> None:
    """The form that asks others in, their answers, and the way out."""
    shell.click("together.open", partial(asking_in.clicked, deps))
    shell.form("together.ask", partial(asking_in.save, deps))
    shell.click("together.join", partial(answering.say_yes, deps))
    shell.click("together.decline", partial(answering.say_no, deps))
    shell.click("together.leave", partial(answering.leave, deps))
