"""What `/goal help` says, and what it says of a word that it does not know."""

from collections.abc import Sequence

from handlers.views.message import Message, message
from handlers.views.parts import cut, section, small, words


def help_message(table: Sequence[tuple[str, str, str]]) -> Message:
    """Every sub-command in a line, from its name, usage and summary."""
    lines = [f"`{words(_call(name, usage))}`  {words(summary)}" for name, usage, summary in table]
    return message(
        "What /goal can do: " + ", ".join(name for name, _, _ in table),
        section("*What `/goal` can do*"),
        section("\n".join(lines)),
        small("What you type after `/goal` is not posted in the channel."),
    )


def unknown_message(name: str, close: str | None) -> Message:
    """A word that is no sub-command, with the nearest one."""
    guess = f" Did you mean `/goal {close}`?" if close else ""
    told = f'I don\'t know "{words(cut(name, 40))}".{guess} `/goal help` lists what I know.'
    return message(told, section(told))


def _call(name: str, usage: str) -> str:
    return "/goal" if name == "today" else f"/goal {name} {usage}".strip()
