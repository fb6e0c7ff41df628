"""The review of a goal: its five letters, and the fields that mend the weak ones."""

import json
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from slack_sdk.models.blocks import Block, InputBlock
from slack_sdk.models.views import View

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

__all__ = ["CHOICES", "Choice", "kept_modal", "open_questions", "review_modal"]

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


def review_modal(goal: Goal, review: Review, leads: Sequence[str], *, again: bool = False) -> View:
    """The five letters at a glance; the weak ones with a suggestion and the field that mends them.

    `leads` are the names of those who would read a request; `again`: letters are weak still.
    """
    blocks: list[Block] = [section(f"*{words(goal.statement, 300)}*\n{_climb(goal)}")]
    if again:
        blocks.append(small(_still(review)))
    blocks += _letters(goal, review)
    blocks += past_blocks(goal, review.past)
    has_readers = goal.team_id is not None and goal.visibility is not Visibility.ME
    if not review.is_strong:
        blocks += [
            divider(),
            field("choice", "What now?", radio(CHOICES, Choice.START)),
            field(
                "because",
                "Why start anyway?",
                text_input(),
                hint="Only for “Start anyway”. It stays with the goal, for you"
                + (" and your leads." if has_readers else "."),
                optional=True,
            ),
        ]
    blocks += also_fields(goal, leads)
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


def kept_modal(goal: Goal) -> View:
    """The draft was kept."""
    told = f"*{words(goal.statement, 300)}* is kept as a draft, {goal.key}."
    more = "Nobody else sees it, and nobody is asked about it. `/goal list` takes it up again."
    return modal("goal.kept", "Kept as a draft", [section(told), small(more)])


def _still(review: Review) -> str:
    names = [NAMES[verdict.letter].lower() for verdict in review.weak]
    listed = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
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


def _letters(goal: Goal, review: Review) -> list[Block]:
    """The strong letters together, in a line each; the weak ones each with its field."""
    if review.is_strong:
        return [section("\n".join(_strong(goal, review, v.letter) for v in review.verdicts))]
    blocks: list[Block] = []
    asked: set[str] = set()
    written = _suggested(goal, review)
    for verdict in review.verdicts:
        if verdict.is_strong:
            blocks.append(small(_strong(goal, review, verdict.letter)))
            continue
        assert verdict.weakness
        told = suggestion(verdict.weakness, review.plan)
        blocks.append(section(f"○ *{NAMES[verdict.letter]}*: {told}"))
        blocks += [_input(written, n) for n in verdict.weakness.fields if n not in asked]
        asked.update(verdict.weakness.fields)
    return blocks


def _strong(goal: Goal, review: Review, letter: Letter) -> str:
    return f"✓ *{NAMES[letter]}* · {_why_strong(goal, review, letter)}"


def _why_strong(goal: Goal, review: Review, letter: Letter) -> str:
    plan, past = review.plan, review.past
    if letter is Letter.SPECIFIC:
        return "says what will be done"
    if letter is Letter.MEASURABLE:
        return _climb(goal).rpartition(" · due")[0]
    if letter is Letter.RELEVANT:
        return "adds to the goal above it" if plan.has_parent else f"“{words(plan.purpose, 150)}”"
    if letter is Letter.TIME_BOUND:
        dated = next((rung.due for rung in goal.rungs if rung.due and rung.due < goal.due), None)
        first = f"first rung by {say_day(dated, plan.today)}, " if dated else ""
        return f"{first}due {say_day(goal.due, plan.today)}"
    if plan.measure.kind is MeasureKind.DONE:
        return "there are days enough for it"
    if not past.is_enough:
        return f"no check-ins of it yet to judge by: {_start(goal)}"
    top = fall(goal.target, past, up=goal.direction is Direction.UP)
    if top.grade is Grade.UNLIKELY:
        return "the top is far, and the first rung is within reach"
    if not top.days:
        return f"a stretch, a little beyond the best of the last {top.of} check-ins"
    return f"a stretch, and within reach: {say_days(top, past)}"


def _start(goal: Goal) -> str:
    if goal.baseline_is_guess:
        return "you have not said where it stands today"
    return f"the start you gave counts, {goal_lines.say_value(goal, goal.baseline)}"


# The fields that mend a letter


def _suggested(goal: Goal, review: Review) -> Written:
    """The goal in words, with what its weak letters suggest; a start that is a guess is asked."""
    written = replace(as_written(goal), rungs=write_rungs(suggested_rungs(review)))
    for verdict in review.weak:
        match verdict.weakness:
            case GuessedStart(last=last):
                written = replace(written, baseline="" if last is None else f"{last:f}")
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
