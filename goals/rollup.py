"""How the goals under a goal add up to it.

Numbers of the same unit add up as a number, in the parent's unit: the sum or the weighted mean,
whichever of the two brings the children's targets nearer to the parent's; what is measured as a
share, a score or a time is never summed. Anything else adds up as the weighted mean of progress:
other units and none, and numbers of which one should rise and another fall.

A number that should fall begins low where only some of what makes it up is there to be seen. It
has come no further than those have come on their own way.

A roll-up is made for one reader, of the goals that this reader may see: it can tell nothing that
they could not reckon themselves, whatever else adds to the goal.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from goals import ladder
from goals.amounts import round_away
from goals.goal import Direction, Goal, GoalState, MeasureKind, Rollup

COUNTED = (GoalState.ACTIVE, GoalState.REACHED, GoalState.DONE)
"""A goal that came short or was put down counts no more, neither for its parent nor against it."""

_NEVER_SUMMED = re.compile(
    r"(?: % | per\ ?cent | points? | pts? | scores? | stars? | seconds? | secs? | minutes? | mins?"
    r" | hours? | hrs? | days? ) (?!\w)",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A goal as it counts for its parent, where it stands.

    `value` is in its measure, `progress` 0 to 1.
    """

    goal: Goal
    value: Decimal
    progress: Decimal


def as_reported(goal: Goal) -> Part:
    """A goal that counts where it stands."""
    return Part(goal, goal.value, ladder.progress(goal))


def follow(goal: Goal, rollup: Rollup) -> Goal:
    """A goal on which nobody reports, where what adds to it puts it."""
    climb = goal.target - goal.baseline
    value = goal.baseline + climb * rollup.progress if rollup.value is None else rollup.value
    exact = round_away(value, up=goal.direction is Direction.UP)
    return replace(goal, value=exact, rollup=rollup)


def roll_up(parent: Goal, parts: Sequence[Part]) -> Rollup | None:
    """What the parts add up to; None without any."""
    if not parts:
        return None
    weights = sum((part.goal.weight for part in parts), Decimal(0))
    if not are_alike(parent, parts):
        progress = sum((part.goal.weight * part.progress for part in parts), Decimal(0)) / weights
        return Rollup(len(parts), progress)
    is_sum = are_summed(parent, parts)
    among = Decimal(1) if is_sum else weights

    def together(of: Callable[[Part], Decimal]) -> Decimal:
        return sum((part.goal.weight * of(part) for part in parts), Decimal(0)) / among

    value = together(lambda part: part.value)
    progress = _along(parent.baseline, parent.target, value)
    if parent.direction is Direction.DOWN and not _NEVER_SUMMED.match(parent.measure.unit):
        began = together(lambda part: part.goal.baseline)
        ends = together(lambda part: part.goal.target)
        progress = min(progress, _along(began, ends, value))
    return Rollup(len(parts), progress, value, is_sum)


def are_alike(parent: Goal, parts: Sequence[Part]) -> bool:
    """Whether all are numbers of the parent's unit, and go its way, up or down."""
    return parent.measure.unit != "" and all(
        part.goal.measure.kind is parent.measure.kind is MeasureKind.NUMBER
        and part.goal.measure.unit.casefold() == parent.measure.unit.casefold()
        and part.goal.direction is parent.direction
        for part in parts
    )


def are_summed(parent: Goal, parts: Sequence[Part]) -> bool:
    """Whether numbers of the parent's unit add up as their sum, not as their mean."""
    if _NEVER_SUMMED.match(parent.measure.unit) or not are_alike(parent, parts):
        return False
    weights = sum((part.goal.weight for part in parts), Decimal(0))
    total = sum((part.goal.weight * part.goal.target for part in parts), Decimal(0))
    return abs(total - parent.target) < abs(total / weights - parent.target)


def share(parent: Goal, goal: Goal, parts: Sequence[Part]) -> Decimal:
    """How much of the parent's climb the goal stands for, in the parent's measure; `parts` are all
    that add to the parent, the goal among them.
    """
    if are_summed(parent, parts):
        return goal.weight * abs(goal.target - goal.baseline)
    weights = sum((part.goal.weight for part in parts), Decimal(0))
    return abs(parent.target - parent.baseline) * goal.weight / weights


def _along(began: Decimal, ends: Decimal, value: Decimal) -> Decimal:
    share = (value - began) / (ends - began)
    return min(max(share, Decimal(0)), Decimal(1))
