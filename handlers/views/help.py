"""What `/goal help` says, and what it says of a word that it does not know."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, PlainTextObject, SectionBlock

from handlers.views.message import Message, message
from handlers.views.parts import MESSAGE_BLOCKS, cut, section, small, words

TYPED_BACK = 2900
"""Characters of what was typed that are given back: what a section holds, and a little less."""
MOST_BACK = 10 * TYPED_BACK
GROUPS = {
    "Each day": ("today", "checkin", "undo", "readers"),
    "My goals": ("new", "templates", "list", "show", "revise", "close", "review"),
    "With others": ("propose", "together", "align", "tree", "team", "overview"),
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


def unknown_message(name: str, rest: str, close: str | None) -> Message:
    """A word that is no sub-command, with the nearest one and the words behind it, to copy."""
    whole = words(cut(" ".join(filter(None, (f"/goal {close}", rest))), 1500)).replace("`", "'")
    guess = f" Did you mean `{whole}`?" if close else ""
    told = f'I don\'t know "{words(cut(name, 40))}".{guess} `/goal help` lists what I know.'
    return message(told, section(told), typed_back(rest) if rest and not close else [])


def without_words(shown: Message, name: str, typed: str) -> Message:
    """An answer to a command that reads no words, to somebody who typed some."""
    left = f"`/goal {name}` reads no words, so I left out: {words(cut(typed, 300))}"
    return message(shown.text, shown.blocks[: MESSAGE_BLOCKS - 1], small(left))


def in_the_slash(command: str) -> Message:
    """The answer to a command that opens a form, where none can be opened."""
    typed = words(cut(f"/goal {command}", 1500)).replace("`", "'")
    told = f"That opens a form, which I can't do from here. Type it as a command: `{typed}`"
    return message(told, section(told))


def typed_back(typed: str) -> list[Block]:
    """What somebody typed, given back where it could not be used: nothing is lost."""
    starts = range(0, min(len(typed), MOST_BACK), TYPED_BACK)
    pieces = [typed[at : at + TYPED_BACK] for at in starts]
    more = "" if len(typed) <= MOST_BACK else f" (the first {MOST_BACK:,} characters)"
    return [
        small(f"You had typed{more}:"),
        *(SectionBlock(text=PlainTextObject(text=piece, emoji=False)) for piece in pieces if piece),
    ]


def _call(name: str, usage: str) -> str:
    return "/goal" if name == "today" else f"/goal {name} {usage}".strip()
