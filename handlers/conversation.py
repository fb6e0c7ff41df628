"""The direct messages with Rungs: reports, and the words of commands and buttons."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from slack_sdk.models.views import View

from goals.errors import Refusal
from goals.report import begins_report
from handlers.check_in.replies import reply
from handlers.deps import Deps
from handlers.shell import Shell
from handlers.spoken import plain
from handlers.triggers import Command, Event
from handlers.views.help import in_the_slash
from handlers.views.message import Message
from handlers.views.refusals import refused

LABELS = {
    "?": "help",
    "help me": "help",
    "hi": "help",
    "hello": "help",
    "log": "today",
    "log today": "today",
    "log all": "today",
    "who sees this": "readers",
    "show them": "today",
    "correct": "today",
    "not today": "away today",
    "ask me after all": "away back",
    "my times": "schedule",
    "set a goal": "new",
    "our goals": "tree",
}
"""What stands on buttons, as the command that does it."""


class OpensAForm(Exception):
    """A command that opens a form cannot in a message, which Slack gives no trigger for."""


@dataclass(frozen=True)
class Spoken(Command):
    """A command that somebody wrote to Rungs, without its slash."""

    @property
    def once_key(self) -> str:
        return f"event:{self.body['event_id']}"

    @property
    def channel_id(self) -> str:
        return str(self.body["event"]["channel"])

    def open(self, view: View) -> None:
        raise OpensAForm


def spoken(
    do: Callable[[Command], Message | None], names: frozenset[str], event: Event, typed: str
) -> bool:
    """Answer the words of a command or of a button; False where they are neither."""
    typed = typed.strip()
    label = plain(typed).casefold().strip(" .!")
    words = LABELS.get(label) or typed.removeprefix("/goal ").strip()
    first = words.split(maxsplit=1)[0].lower().strip(" .!?") if words else ""
    if first not in names or (label not in LABELS and begins_report(words)):
        return False
    said = Spoken(event.actor, event.now, event.client, event.body, words)
    try:
        answer = do(said)
    except Refusal as refusal:
        answer = refused(refusal)
    except OpensAForm:
        answer = in_the_slash(plain(words))
    if answer:
        event.say(answer)
    return True


def register(
    shell: Shell, deps: Deps, do: Callable[[Command], Message | None], names: frozenset[str]
) -> None:
    """Messages to Rungs; `do` answers a command, one of `names`."""
    shell.event("message", partial(reply, deps, partial(spoken, do, names)))
