"""What `/goal help` says, and what it says of a word that it does not know."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from handlers.views.message import Message, message
from handlers.views.parts import cut, section, small, words

GROUPS = {
    "Each day": ("today", "checkin"),
    "My goals": ("new", "templates", "list", "show", "revise", "close", "review"),
    "With others": ("propose", "together", "align", "tree", "team"),
    "Speaking up": ("feedback", "input", "inputs"),
    "My times, and what it is all for": ("schedule", "away", "mission", "me"),
}
"""What belongs together, in the order in which people meet it; what is in none comes last."""


def help_message(table: Sequence[tuple[str, str, str]]) -> Message:
    """Every sub-command in a line, from its name, usage and summary."""
    left = {name: (name, usage, summary) for name, usage, summary in table}
    groups = [
        (title, [left.pop(name) for name in names if name in left])
        for title, names in GROUPS.items()
    ]
    blocks = [
        _group(title, found) for title, found in (*groups, ("More", [*left.values()])) if found
    ]
    return message(
        "What /goal can do: " + ", ".join(name for name, _, _ in table),
        *blocks,
        small("What you type after `/goal` is not posted in the channel."),
    )


def _group(title: str, table: Sequence[tuple[str, str, str]]) -> Block:
    lines = [f"`{words(_call(name, usage))}`  {words(summary)}" for name, usage, summary in table]
    return section("\n".join([f"*{title}*", *lines]))


def unknown_message(name: str, close: str | None) -> Message:
    """A word that is no sub-command, with the nearest one."""
    guess = f" Did you mean `/goal {close}`?" if close else ""
    told = f'I don\'t know "{words(cut(name, 40))}".{guess} `/goal help` lists what I know.'
    return message(told, section(told))


def _call(name: str, usage: str) -> str:
    return "/goal" if name == "today" else f"/goal {name} {usage}".strip()
