"""How a goal climbs: which rungs a value reaches, and how far along it is."""

from collections.abc import Iterable
from decimal import Decimal

from goals.goal import CheckIn, Direction, Goal, MeasureKind, Rung


def standing(goal: Goal, check_ins: Iterable[CheckIn]) -> Decimal:
    """Where the goal stands after these check-ins: the latest value, or the times it was done.

    With none, the baseline.
    """
    ordered = sorted(check_ins, key=lambda check_in: check_in.day)
    if goal.measure.kind is MeasureKind.DONE:
        return goal.baseline + sum((check_in.value for check_in in ordered), Decimal(0))
    return ordered[-1].value if ordered else goal.baseline


def meets(goal: Goal, value: Decimal, threshold: Decimal) -> bool:
    """Whether `value` is at the threshold or past it, in the goal's direction."""
    return value >= threshold if goal.direction is Direction.UP else value <= threshold


def crossed(goal: Goal, value: Decimal) -> tuple[Rung, ...]:
    """The rungs, lowest first, that `value` reaches now and that were not reached before."""
    return tuple(r for r in goal.rungs if not r.is_reached and meets(goal, value, r.threshold))


def progress(goal: Goal) -> Decimal:
    """How much of the way from baseline to target is done, 0 to 1; 1 once the top was reached.

    A value that fell back shows as it is: the bar tells the present, the rungs the achievement.
    """
    if goal.rungs[-1].is_reached:
        return Decimal(1)
    share = (goal.value - goal.baseline) / (goal.target - goal.baseline)
    return min(max(share, Decimal(0)), Decimal(1))
