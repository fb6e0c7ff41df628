"""The form of one goal's report."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from goals.amounts import say_amount, write_amount
from goals.goal import CheckIn, Confidence, Goal, MeasureKind, Visibility
from handlers.views import goal_lines
from handlers.views.daily import CONFIDENCES, RATINGS
from handlers.views.goal_lines import say_day
from handlers.views.held import say_guard
from handlers.views.parts import field, modal, radio, section, select, small, text_input
from handlers.views.who_sees import who_sees

DONE = {"done": "Done", "not_yet": "Not yet"}


def check_in_modal(
    goal: Goal,
    day: date,
    today: CheckIn | None,
    confidence: Confidence,
    about: str,
    *,
    reader_id: int = 0,
    days: Sequence[date] = (),
) -> View:
    """The form of one goal's report for a local date, filled in with what was said before.

    `days` are those that may be chosen instead, the latest first.
    """
    return modal(
        "check_in.save",
        "Check in",
        [
            section(goal_lines.goal_line(goal, day, reader_id=reader_id)),
            _value_field(goal, today, reader_id, optional=confidence is Confidence.BLOCKED),
            *beside(goal, today),
            field(
                "confidence",
                "How does it look?",
                radio(CONFIDENCES, confidence),
                hint=_blocked_hint(goal),
            ),
            field(
                "note",
                "Note",
                text_input(today.note if today else "", multiline=True),
                hint="What helped, what is in the way? If blocked: what would you need?",
                optional=True,
            ),
            *_day_field(day, days),
            small(who_sees(goal, reader_id)),
        ],
        submit="Save",
        private_metadata=about,
    )


def _day_field(day: date, days: Sequence[date]) -> list[Block]:
    if len(days) < 2:
        return []
    listed = {each.isoformat(): say_day(each, day) for each in days}
    hint = "A number that you forgot: the rungs follow from the days in their order."
    return [field("day", "For which day?", select(listed, day.isoformat()), hint=hint)]


def _blocked_hint(goal: Goal) -> str:
    if goal.visibility is Visibility.ME:
        return "This goal is yours alone, so nobody is told if it is blocked."
    return "Blocked tells your leads once, with your note, so that they can help."


def _value_field(goal: Goal, today: CheckIn | None, reader_id: int, *, optional: bool) -> Block:
    """Who is blocked may have nothing to report: the value stays as it was."""
    kind = goal.measure.kind
    if kind is MeasureKind.DONE:
        chosen = ("done" if today.value else "not_yet") if today else None
        return field("value", "Today", radio(DONE, chosen), optional=optional)
    if kind is MeasureKind.RATING:
        listed = {str(n): text for n, text in RATINGS.items()}
        return field(
            "value",
            "Your rating",
            select(listed, f"{today.value:f}" if today else None),
            optional=optional,
        )
    unit = f" ({goal.measure.unit})" if goal.measure.unit else ""
    label = "Your part today" if goal.is_shared else "Today's number"
    typed = write_amount(today.value, goal.measure.unit) if today else ""
    if goal.rollup:
        typed = write_amount(goal.value, goal.measure.unit) if goal.rollup.value is not None else ""
    return field(
        "value",
        f"{label}{unit}",
        text_input(typed),
        hint=None if today else last_hint(goal, reader_id),
        optional=optional,
    )


def last_hint(goal: Goal, reader_id: int) -> str | None:
    """Where the goal, or this reader's part, stood last; None before a first part."""
    if goal.rollup:
        return "It follows from the goals under it. From your first number on, yours counts."
    part = goal.part_of(reader_id)
    last = part.value if part else goal.value
    return f"Last: {say_amount(last, goal.measure.unit)}" if last is not None else None


def beside(goal: Goal, today: CheckIn | None, *, of_several: bool = False) -> list[Block]:
    """How many answers the number comes from, and the partner measure, where the goal has them.

    `of_several`: beside those of other goals, so that each says whose it is.
    """
    which, whose = (f"-{goal.id}", f" · {goal.key}") if of_several else ("", "")
    fields: list[Block] = []
    if goal.min_answers:
        said = str(today.answers or "") if today else ""
        hint = f"From {say_amount(Decimal(goal.min_answers))} on, it counts for a rung."
        answers = text_input(said)
        fields.append(
            field(
                f"answers{which}",
                f"From how many answers{whose}",
                answers,
                hint=hint,
                optional=True,
            )
        )
    if guard := goal.guard:
        known = today.partner if today and today.partner is not None else None
        last = goal.partner_value if not today else None
        hint = f"Rungs count with {say_guard(guard)}."
        if last is not None:
            hint += f" Last: {say_amount(last, guard.unit)}."
        typed = text_input("" if known is None else write_amount(known, guard.unit))
        label = f"{guard.name} today{whose}"
        fields.append(field(f"partner{which}", label, typed, hint=hint, optional=True))
    return fields
