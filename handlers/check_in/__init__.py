"""Checking in: the daily message, its answers, and the rungs that they reach."""

from decimal import Decimal
from functools import partial

from goals.goal import Confidence
from handlers.check_in import answers, asked, asking, log_all, mistakes, typed
from handlers.check_in.asking import queue_due
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.outgoing import Render
from handlers.shell import Shell

__all__ = ["SUB_COMMANDS", "queue_due", "register", "renderers"]

SUB_COMMANDS = (
    SubCommand("today", "", "today's goals, each answered with a click", answers.today),
    SubCommand(
        "checkin",
        "G-12 42 a note",
        'report a number; "done", "at risk" and "blocked" work too',
        typed.checkin,
    ),
    SubCommand(
        "undo", "G-12", "takes today's report back; without a key, the last", typed.undo_last
    ),
    SubCommand("readers", "", "who sees what I report, goal by goal", log_all.readers),
)


def renderers(deps: Deps) -> dict[str, Render]:
    """How what is queued about check-ins becomes messages."""
    return {**asking.renderers(deps), **mistakes.RENDERERS}


def register(shell: Shell, deps: Deps) -> None:
    """Everything that a person can press or write to report on a goal."""
    shell.click("check_in.today", partial(answers.show_today, deps))
    shell.click("check_in.log", partial(answers.log, deps))
    shell.click("check_in.blocked", partial(answers.log, deps, confidence=Confidence.BLOCKED))
    shell.click("check_in.same", partial(answers.answer, deps))
    shell.click("check_in.rate", partial(answers.answer, deps))
    shell.click("check_in.done", partial(answers.answer, deps, value=Decimal(1)))
    shell.click("check_in.not_yet", partial(answers.answer, deps, value=Decimal(0)))
    shell.click("check_in.undo", partial(answers.take_back, deps))
    shell.click("check_in.mistake", partial(answers.reopen, deps))
    shell.click("check_in.keep_private", partial(answers.hush, deps))
    shell.form("check_in.save", partial(answers.save, deps))
    shell.click("check_in.sure", partial(asked.sure, deps))
    shell.click("check_in.sure_other", partial(asked.sure, deps))
    shell.click("check_in.unsure", partial(asked.unsure, deps))
    shell.form("check_in.confirm", partial(asked.confirm, deps))
    shell.click("check_in.log_all", partial(log_all.ask, deps))
    shell.form("check_in.save_all", partial(log_all.save, deps))
    shell.form("check_in.confirm_all", partial(log_all.confirm, deps))
    shell.click("check_in.who_sees", partial(log_all.show_readers, deps))
