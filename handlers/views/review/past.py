"""Where a goal's numbers fall among what was reported before."""

from collections.abc import Sequence
from decimal import Decimal

from slack_sdk.models.blocks import Block

from goals.amounts import say_number
from goals.goal import Direction, Goal, MeasureKind
from goals.stretch import Fall, Grade, Past, fall
from handlers.views import goal_lines
from handlers.views.parts import section, small

GRADES = {
    Grade.EASY: "an ordinary day",
    Grade.STRETCHING: "a stretch",
    Grade.UNLIKELY: "far from here",
}
MOST_FALLS = 5
BAR = 10
SPARKS = "▁▂▃▄▅▆▇█"


def past_blocks(goal: Goal, past: Past) -> list[Block]:
    """Where the target and each rung fall among what was reported before."""
    if goal.measure.kind is MeasureKind.DONE or not past.values:
        return []
    if not past.is_enough:
        count = len(past.values)
        told = "1 check-in" if count == 1 else f"{count} check-ins"
        return [small(f"{told} of it so far: too few to judge by.")]
    up = goal.direction is Direction.UP
    thresholds = [rung.threshold for rung in goal.rungs][-MOST_FALLS:]
    falls = [fall(threshold, past, up=up) for threshold in reversed(thresholds)]
    lines = [_fall_line(goal, one) for one in falls]
    head = f"*What was reached before*{_of_whom(past)}"
    drawn = f"\n{sparks(past.values)}  {_span(goal, past)}" if not past.people else ""
    return [section("\n".join([head, *lines]) + drawn)]


def _fall_line(goal: Goal, one: Fall) -> str:
    filled = round(one.days * BAR / one.of)
    bar = "▰" * filled + "▱" * (BAR - filled)
    value = goal_lines.say_value(goal, one.threshold)
    return f"{bar}  {value} · {one.days} of {one.of} · {GRADES[one.grade]}"


def _of_whom(past: Past) -> str:
    return f", by {past.people} others on your team together" if past.people else ""


def say_days(one: Fall, past: Past) -> str:
    """ "you were there on 3 of the last 20 working days"."""
    if past.people:
        return f"{one.days} of {one.of} check-ins of {past.people} others on your team were there"
    return f"you were there on {one.days} of the last {one.of} working days that you checked in"


def _span(goal: Goal, past: Past) -> str:
    ends = (min(past.values), max(past.values))
    low, high = (say_number(value, goal.measure.unit) for value in ends)
    return f"from {low} to {high}, the latest last" if low != high else f"{low} each time"


def sparks(values: Sequence[Decimal]) -> str:
    """Numbers as a line of little bars: ▁▃▅█."""
    low, high = min(values), max(values)
    if low == high:
        return SPARKS[3] * len(values)
    top = len(SPARKS) - 1
    return "".join(SPARKS[round((value - low) / (high - low) * top)] for value in values)
