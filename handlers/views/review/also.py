"""What few goals need: answers to count from, a partner measure, something to ask for."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from goals.as_written import as_written
from goals.goal import Goal, MeasureKind, Visibility
from handlers.views.parts import divider, field, text_input

SHARES = frozenset({"%", "score", "points"})
"""What surveys are told in; no count or time is."""


def also_fields(goal: Goal, leads: Sequence[str]) -> list[Block]:
    """What few goals need: answers to count from, a partner measure, something to ask for."""
    written = as_written(goal)
    blocks: list[Block] = []
    is_number = goal.measure.kind is MeasureKind.NUMBER
    if is_number and (goal.measure.unit in SHARES or goal.min_answers):
        blocks.append(
            field(
                "answers",
                "Count only with at least so many answers",
                text_input(written.answers, placeholder="30"),
                hint="For a survey: a number from fewer may be luck, and reaches no rung yet.",
                optional=True,
            )
        )
    if is_number:
        blocks.append(
            field(
                "partner",
                "Partner measure",
                text_input(written.partner, placeholder="CSAT at least 85%"),
                hint="What must not suffer for it: a name, “at least” or “at most”, and a number. "
                "I ask for it too, and rungs wait while it is off.",
                optional=True,
            )
        )
    if leads:
        blocks.append(
            field(
                "needs",
                "People, tools or training that it takes",
                text_input(written.needs),
                hint=_who_hears(goal, leads),
                optional=True,
            )
        )
    return [divider(), *blocks] if blocks else []


def _who_hears(goal: Goal, leads: Sequence[str]) -> str:
    *first, last = leads if len(leads) <= 3 else [*leads[:3], "others"]
    listed = f"{', '.join(first)} and {last}" if first else last
    named = "Your words alone go" if goal.visibility is Visibility.ME else "Goes"
    return f"{named} to {listed} as a request with your name, when the goal starts."
