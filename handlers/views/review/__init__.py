"""The review of a goal: what is open in it first, with the fields that mend it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from slack_sdk.models.blocks import Block, InputBlock
from slack_sdk.models.views import View

from goals.amounts import write_amount
from goals.as_written import as_written, write_rungs
from goals.draft import Written
from goals.goal import Direction, Goal, MeasureKind, Visibility
from goals.smart import Letter, Review, suggested_rungs
from goals.stretch import Grade, fall
from goals.weaknesses import GuessedStart
from handlers.views import goal_lines
from handlers.views.goal_lines import say_day
from handlers.views.parts import (
    date_picker,
    divider,
    field,
    listing,
    modal,
    radio,
    section,
    small,
    text_input,
    words,
)
from handlers.views.review.also import also_fields
from handlers.views.review.past import past_blocks, say_days
from handlers.views.review.suggestions import open_questions, suggestion
from handlers.views.twin import say_twin

__all__ = ["CHOICES", "FIRST", "Choice", "Shown", "kept_modal", "open_questions", "review_modal"]

NAMES = {
    Letter.SPECIFIC: "Specific",
    Letter.MEASURABLE: "Measurable",
    Letter.ACHIEVABLE: "Achievable",
    Letter.RELEVANT: "Relevant",
    Letter.TIME_BOUND: "Time-bound",
}


class Choice(StrEnum):
    """What the owner does with a goal that is weak in a letter."""

    START = "start"
    ANYWAY = "anyway"
    DRAFT = "draft"


CHOICES = {
    Choice.START: "Start it",
    Choice.ANYWAY: "Start anyway, and why",
    Choice.DRAFT: "Keep it as a draft",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """How a review is shown: `again` says that letters are weak still, `with_more` the fields that
    few goals need; choice and reason stand as they were typed.
    """

    again: bool = False
    with_more: bool = False
    choice: Choice = Choice.START
    because: str = ""


FIRST = Shown()


def review_modal(
    goal: Goal,
    review: Review,
    leads: Sequence[str],
    shown: Shown = FIRST,
    twin: Goal | None = None,
) -> View:
    """What is open in a goal, letter by letter, with the field that mends it; what is fine, in a
    line. `leads` are the names of those who would read a request, `twin` is a goal that its owner
    has on the same measure.
    """
    blocks: list[Block] = [section(f"*{words(goal.statement, 300)}*\n{_climb(goal)}")]
    if shown.again:
        blocks.append(small(_still(review)))
    blocks += _open_letters(goal, review)
    if fine := _fine(goal, review):
        blocks.append(section(fine) if review.is_strong else small(fine))
    blocks += past_blocks(goal, review.past)
    if twin:
        blocks.append(small(say_twin(twin)))
    if not review.is_strong:
        blocks += [divider(), *_what_now(goal, shown)]
    blocks += also_fields(goal, leads, opened=shown.with_more)
    blocks.append(
        small(
            f"It is a draft now, {goal.key}, and seen by you alone. Closing this keeps it: "
            "`/goal list` has it. "
            f"Once it starts, it is seen by: {goal_lines.seen_by(goal).lower()}."
        )
    )
    return modal(
        "goal.review",
        "Ready to start" if review.is_strong else "Almost there",
        blocks,
        submit="Start" if review.is_strong else "Go on",
        private_metadata=json.dumps({"goal": goal.id}),
    )


def _what_now(goal: Goal, shown: Shown) -> list[Block]:
    has_readers = goal.team_id is not None and goal.visibility is not Visibility.ME
    return [
        field("choice", "What now?", radio(CHOICES, shown.choice)),
        field(
            "because",
            "Why start anyway?",
            text_input(shown.because),
            hint="Only for “Start anyway”. It stays with the goal, for you"
            + (" and your leads." if has_readers else "."),
            optional=True,
        ),
    ]


def kept_modal(goal: Goal) -> View:
    """The draft was kept."""
    told = f"*{words(goal.statement, 300)}* is kept as a draft, {goal.key}."
    more = "Nobody else sees it, and nobody is asked about it. `/goal list` takes it up again."
    return modal("goal.kept", "Kept as a draft", [section(told), small(more)])


def _still(review: Review) -> str:
    listed = listing([NAMES[verdict.letter].lower() for verdict in review.weak])
    return (
        f"Still open: {listed}. Change it here, choose “Start anyway” and say why, "
        "or keep the draft."
    )


def _climb(goal: Goal) -> str:
    """ "25 → 40 chats a day · 3 rungs · due Fri 18 Dec"."""
    rungs = f"{len(goal.rungs)} rungs" if len(goal.rungs) > 1 else ""
    return " · ".join(
        filter(None, [goal_lines.way(goal), rungs, f"due {say_day(goal.due, goal.start)}"])
    )


# The letters


def _open_letters(goal: Goal, review: Review) -> list[Block]:
    """The weak letters, each with its field."""
    blocks: list[Block] = []
    asked: set[str] = set()
    written = _suggested(goal, review)
    for verdict in review.weak:
        assert verdict.weakness
        told = suggestion(verdict.weakness, review.plan)
        blocks.append(section(f"○ *{NAMES[verdict.letter]}*: {told}"))
        blocks += [_input(written, n) for n in verdict.weakness.fields if n not in asked]
        asked.update(verdict.weakness.fields)
    return blocks


def _fine(goal: Goal, review: Review) -> str:
    """ "✓ Specific · Measurable · Achievable (a stretch, and within reach: …)"; "" for none."""
    strong = [verdict.letter for verdict in review.verdicts if verdict.is_strong]
    told = [
        f"{NAMES[letter]} ({_why_achievable(goal, review)})"
        if letter is Letter.ACHIEVABLE
        else NAMES[letter]
        for letter in strong
    ]
    return f"✓ {' · '.join(told)}" if told else ""


def _why_achievable(goal: Goal, review: Review) -> str:
    plan, past = review.plan, review.past
    if plan.measure.kind is MeasureKind.DONE:
        return "there are days enough for it"
    if not past.is_enough:
        return f"no check-ins of it yet to judge by, {_start(goal)}"
    top = fall(goal.target, past, up=goal.direction is Direction.UP)
    if top.grade is Grade.UNLIKELY:
        return "the top is far, and the first rung is within reach"
    if goal.is_level:
        return say_days(top, past)
    if not top.days:
        return f"a stretch, a little beyond the best of the last {top.of} check-ins"
    return f"a stretch, and within reach: {say_days(top, past)}"


def _start(goal: Goal) -> str:
    if goal.baseline_is_guess:
        return "you have not said where it stands today"
    if goal.is_level:
        return "and it is to be held, not climbed to"
    return f"the start you gave counts, {goal_lines.say_value(goal, goal.baseline)}"


# The fields that mend a letter


def _suggested(goal: Goal, review: Review) -> Written:
    """The goal in words, with what its weak letters suggest; a start that is a guess is asked."""
    unit = goal.measure.unit
    written = replace(as_written(goal), rungs=write_rungs(suggested_rungs(review), unit))
    for verdict in review.weak:
        match verdict.weakness:
            case GuessedStart(last=last):
                start = "" if last is None else write_amount(last, unit)
                written = replace(written, baseline=start)
    return written


def _input(written: Written, name: str) -> InputBlock:
    if name == "due":
        return field("due", "Due", date_picker(written.due.isoformat() if written.due else None))
    label, hint = _FIELDS[name]
    element = text_input(getattr(written, name), multiline=name in ("purpose", "rungs"))
    return field(name, label, element, hint=hint, optional=name != "statement")


_FIELDS: dict[str, tuple[str, str | None]] = {
    "statement": ("Goal", None),
    "purpose": ("Why it matters", "A few words are enough."),
    "unit": ("Unit", "What is counted: chats a day, %, minutes."),
    "baseline": ("From", "Where it stands today. Left empty, your first check-in tells."),
    "target": ("To", None),
    "rungs": ("Rungs", "My suggestion is in it. One a line: change it, or take it out."),
}
