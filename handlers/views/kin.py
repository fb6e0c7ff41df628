"""A goal's place among others in words: what it adds to, what adds to it."""

from dataclasses import dataclass
from decimal import Decimal

from goals.amounts import say_amount, say_number
from goals.goal import Goal, MeasureKind, Rollup
from handlers.views.goal_lines import TENTH, tenths
from handlers.views.parts import words


@dataclass(frozen=True, slots=True)
class Kin:
    """As one reader may see it: `share` is how much of the parent's climb the goal stands for, in
    the parent's measure; `rollup` is of the goals under it.
    """

    parent: Goal | None = None
    share: Decimal | None = None
    rollup: Rollup | None = None


def adds_to(kin: Kin) -> str:
    """ "adds to 3 of 12 points of Team CSAT 90 % (G-3)"; "" where it adds to nothing."""
    if kin.parent is None:
        return ""
    name = f"{words(kin.parent.statement, 100)} ({kin.parent.key})"
    if kin.share is None:
        return f"adds to {name}"
    return f"adds to {say_share(kin.parent, kin.share)} of {name}"


def counts(goal: Goal) -> str:
    """ "counts 3 times" among those that add to the same goal; "" where it counts once."""
    return "" if goal.weight == 1 else f"counts {say_amount(goal.weight)} times"


def say_share(parent: Goal, share: Decimal) -> str:
    """ "3 of 12 points", "15 of 100 chats a day", "2 of 6 times"."""
    climb = abs(parent.target - parent.baseline)
    shown = tenths(share)
    part = say_number(shown, parent.measure.unit) if shown else f"under {say_amount(TENTH)}"
    return f"{part} of {_climb(parent, climb)}"


def _climb(parent: Goal, climb: Decimal) -> str:
    if parent.measure.kind is MeasureKind.NUMBER:
        unit = "points" if parent.measure.unit == "%" else parent.measure.unit
        return words(say_amount(climb, unit or "points"))
    one, many = ("time", "times") if parent.measure.kind is MeasureKind.DONE else ("step", "steps")
    return f"{say_amount(climb)} {one if climb == 1 else many}"
