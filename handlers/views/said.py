"""People's words in full, as they are passed from one to another."""

from slack_sdk.models.blocks import PlainTextObject, SectionBlock

from goals.goal import Goal
from handlers.views.parts import SECTION_TEXT, cut, quote, section, words

PREVIEW = 300


def said(text: str) -> SectionBlock:
    """A quotation; plain text, which grows by no escaping, where a quotation would not fit."""
    quoted = quote(text, 10 * SECTION_TEXT)
    if len(quoted) <= SECTION_TEXT:
        return section(quoted)
    return SectionBlock(text=PlainTextObject(text=cut(text, SECTION_TEXT), emoji=True))


def aloud(who: str, text: str) -> str:
    """ "Maya: her words": a message's fallback, in full for those who have it read aloud."""
    return f"{who}: {preview(text, SECTION_TEXT)}"


def preview(text: str, at_most: int = PREVIEW) -> str:
    """The beginning of people's words, on one line."""
    return words(" ".join(text[: 2 * at_most].split()), at_most)


def unread(has_left: str) -> str:
    """That somebody who has left Slack reads none of it; "" where nobody has left."""
    name = words(has_left, 80)
    return f"{name} has left Slack and does not read it; it is kept." if has_left else ""


def about(goal: Goal) -> str:
    """A goal named in passing: "*Reply to 40 chats a day* G-12"."""
    return f"*{words(goal.statement, 150)}* {goal.key}"
