"""How input looks: its form, the message to each lead, the answer, and the list."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from goals.voices import Input, InputKind
from handlers.views.goal_lines import say_day
from handlers.views.message import Message, message
from handlers.views.parts import (
    actions,
    button,
    count,
    divider,
    field,
    listing,
    modal,
    radio,
    section,
    select,
    small,
    text_input,
    words,
)
from handlers.views.said import aloud, preview, said, unread

KINDS = {
    InputKind.IDEA: "an idea",
    InputKind.OBSTACLE: "an obstacle",
    InputKind.REQUEST: "a request",
}
NAMED, UNNAMED = "named", "unnamed"
FEW = 6
"""In a team of fewer, words alone may tell who wrote them."""
LISTED_WORDS = 300
LISTED_ANSWER = 1000
"""With these, a page of the list stays far inside what one message takes."""


@dataclass(frozen=True)
class Audience:
    """A team that an input can go to: its leads' names, and how many people are on it."""

    team_id: int
    team: str
    leads: tuple[str, ...]
    people: int


@dataclass(frozen=True)
class Entry:
    """An input with the names that go with it; `author` is "" for an unnamed one."""

    input: Input
    team: str
    author: str
    answered_by: str = ""

    @property
    def head(self) -> str:
        """ "Maya has an idea for Chat"."""
        who = f"*{words(self.author, 80)}*" if self.author else "*Someone*, unnamed,"
        return f"{who} has {KINDS[self.input.kind]} for {words(self.team, 80)}"


def input_form(audiences: Sequence[Audience], text: str, private_metadata: str) -> View:
    """The form, with the command's words in it; nobody is named or unnamed by default."""
    teams = {str(audience.team_id): audience.team for audience in audiences}
    kinds = {kind.value: name.capitalize() for kind, name in KINDS.items()}
    to = field("team", "To the leads of", select(teams, next(iter(teams))))
    blocks = [
        field("words", "What do you want to say?", text_input(text, multiline=True)),
        field("kind", "It is", radio(kinds, InputKind.IDEA.value)),
        *([to] if len(teams) > 1 else []),
        field(
            "named",
            "Your name",
            radio({NAMED: "Say that it is from me", UNNAMED: "Leave my name out"}, None),
            hint="Left out, your name is kept nowhere: only the date and the words are.",
        ),
        small(_who_reads(audiences)),
        small(_how_unnamed(audiences)),
    ]
    return modal("input.give", "Input", blocks, submit="Send", private_metadata=private_metadata)


def _who_reads(audiences: Sequence[Audience]) -> str:
    leads = "; ".join(
        f"{words(a.team, 80)}: {', '.join(words(name, 80) for name in a.leads)}" for a in audiences
    )
    return (
        f"The leads read it ({_within(leads)}) and answer. With your name, nobody else sees it, "
        "and the answer comes to you. Unnamed, your whole team sees words and answer in "
        "/goal inputs once it is answered."
    )


def _within(mrkdwn: str, at_most: int = 1000) -> str:
    """Already escaped names, so many that the line stays in its limit."""
    return mrkdwn if len(mrkdwn) <= at_most else mrkdwn[: mrkdwn.rindex(",", 0, at_most)] + ", …"


def _how_unnamed(audiences: Sequence[Audience]) -> str:
    told = (
        "Unnamed input reaches the leads on a full hour, a quarter of an hour from now or later, "
        "so that the time does not tell who wrote it."
    )
    small_ones = [a for a in audiences if a.people < FEW]
    if not small_ones:
        return f"{told} The way you write may."
    teams = listing([f"{words(a.team, 80)} has {_people(a.people)}" for a in small_ones[:3]])
    return f"{told} But {teams}: what you say, or how, may tell all the same."


def _people(number: int) -> str:
    return "one person" if number == 1 else count(number, "person", "people")


def sent_view(entry: Entry, told_at: str) -> View:
    """What was sent; `told_at` is when the leads of an unnamed one hear of it ("11:00")."""
    if entry.author:
        head = f"The leads of {words(entry.team, 80)} have it. The answer comes to you."
    else:
        head = (
            f"Kept without your name. The leads of {words(entry.team, 80)} hear of it at "
            f"{told_at}; look for the answer in /goal inputs."
        )
    return modal("input.sent", "Sent", [section(head), said(entry.input.words)])


def lead_message(entry: Entry, waiting: int) -> Message:
    """What each lead gets. `waiting` counts the team's inputs that nobody has answered yet."""
    blocks: list[Block] = [section(entry.head), said(entry.input.words)]
    if entry.input.is_answered:
        blocks += [small(f"✓ {words(entry.answered_by, 80)} answered:"), said(entry.input.answer)]
    else:
        blocks += [
            actions(button("Answer", "input.answer", entry.input.id)),
            small(f"{_waiting(waiting)} /goal inputs lists them. {_who_sees_answer(entry)}"),
        ]
    return message(aloud(entry.head, entry.input.words), blocks)


def _waiting(number: int) -> str:
    if number == 1:
        return "One input waits for an answer."
    return f"{count(number, 'input')} wait for an answer."


def _who_sees_answer(entry: Entry) -> str:
    if entry.author:
        return f"{words(entry.author, 80)} and the team's leads see your answer."
    return "The whole team sees the words and your answer in /goal inputs."


def answer_form(entry: Entry, private_metadata: str) -> View:
    """A lead's answer."""
    blocks = [
        section(entry.head),
        said(entry.input.words),
        field("words", "Your answer", text_input(multiline=True)),
        small(_who_sees_answer(entry)),
    ]
    return modal(
        "input.answered", "Answer", blocks, submit="Send", private_metadata=private_metadata
    )


def answered_view(entry: Entry, has_left: str = "") -> View:
    """The answer as it was sent; `has_left` names who is not there any more to read it."""
    return modal(
        "input.sent",
        "Answered",
        [said(entry.input.answer), small(unread(has_left) or _who_sees_answer(entry))],
    )


def answer_message(entry: Entry) -> Message:
    """What the giver of a named input gets."""
    lead = words(entry.answered_by, 80)
    kind = KINDS[entry.input.kind].split()[1]
    return message(
        aloud(lead, entry.input.answer),
        section(f"*{lead}* answered your {kind} for {words(entry.team, 80)}"),
        small(f"You had said: {preview(entry.input.words)}"),
        said(entry.input.answer),
        small("You and the team's leads see this."),
    )


def list_message(
    entries: Sequence[Entry], led: frozenset[int], *, offset: int, more: bool, waiting: int
) -> Message:
    """The inputs that the reader may read; those of the teams they lead can be answered.

    `offset` is how many stand on the pages before this one.
    """
    if not entries:
        told = (
            "Nothing yet. /goal input tells your team's leads an idea, an obstacle or a request, "
            "with your name or without."
        )
        return message(told, section(told))
    head = "*What was said, and what came of it*" + (f"\n{_waiting(waiting)}" if waiting else "")
    blocks: list[Block] = [section(head)]
    for entry in entries:
        blocks += [divider(), *_entry(entry, entry.input.team_id in led)]
    step = len(entries)
    pages = [
        *([button("Newest", "input.page", "0")] if offset else []),
        *([button("Older", "input.page_on", str(offset + step))] if more else []),
    ]
    seen = "Leads see all of their team's. You see your own, and what was answered unnamed."
    return message(
        "What was said, and what came of it",
        blocks,
        [actions(*pages)] if pages else [],
        small(seen),
    )


def _entry(entry: Entry, can_answer: bool) -> list[Block]:
    said_on = f"{entry.head} · {say_day(entry.input.day)}"
    given, answer = entry.input.words, entry.input.answer
    blocks: list[Block] = [section(f"{said_on}\n>{preview(given, LISTED_WORDS)}")]
    buttons = []
    if entry.input.is_answered:
        came = f"✓ *{words(entry.answered_by, 80)}* answered: {preview(answer, LISTED_ANSWER)}"
        blocks.append(section(came))
    elif can_answer:
        buttons.append(button("Answer", "input.answer_listed", entry.input.id))
    else:
        blocks.append(small("Not answered yet."))
    if len(words(given)) > LISTED_WORDS or len(words(answer)) > LISTED_ANSWER:
        buttons.append(button("Read it all", "input.read", entry.input.id))
    return [*blocks, actions(*buttons)] if buttons else blocks


def read_view(entry: Entry) -> View:
    """One input and its answer in full."""
    blocks: list[Block] = [section(entry.head), said(entry.input.words)]
    if entry.input.is_answered:
        answered = section(f"*{words(entry.answered_by, 80)}* answered:")
        blocks += [answered, said(entry.input.answer)]
    return modal("input.read_it", "Input", blocks)
