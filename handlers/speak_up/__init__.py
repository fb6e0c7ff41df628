"""Input: what people say to their team's leads, named or not, and what the leads answer.

What is said unnamed leaves nothing that tells its author: no id, no time (leads hear of it on a
full hour, all of that hour's together), no order of rows, and no difference in who is told.
"""

from functools import partial

from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.outgoing import Render
from handlers.shell import Shell
from handlers.speak_up import answering, giving, listing
from handlers.speak_up.giving import tell_due

__all__ = ["RENDERERS", "SUB_COMMANDS", "register", "tell_due"]

SUB_COMMANDS = (
    SubCommand(
        "input",
        "<words>",
        "tell your team's leads an idea, an obstacle or a request, with your name or without",
        giving.give,
    ),
    SubCommand("inputs", "", "what was said to the leads, and what came of it", listing.inputs),
)
RENDERERS: dict[str, Render] = {
    "input": answering.render_input,
    "input_refresh": answering.render_refresh,
    "input_answer": answering.render_answer,
}


def register(shell: Shell, deps: Deps) -> None:
    """The forms and buttons of input."""
    shell.form("input.give", partial(giving.take, deps))
    shell.click("input.answer", partial(answering.open_answer, deps))
    shell.click("input.answer_listed", partial(answering.open_answer, deps, listed=True))
    shell.form("input.answered", partial(answering.take_answer, deps))
    shell.click("input.page", partial(listing.turn_page, deps))
    shell.click("input.page_on", partial(listing.turn_page, deps))
    shell.click("input.read", partial(listing.read_all, deps))
