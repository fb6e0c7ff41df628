"""Numbers that are far from all others: they are asked about before they reach anything.

| of a goal                       | asked about                                                   |
|---------------------------------|---------------------------------------------------------------|
| whose figures are percentages   | below 0 and above 100; below 1 where no other figure is       |
| that is a score                 | above its scale, which ends at 5, 7, 10 or 100                |
| of any number                   | ten times its own figures and more, a tenth of them and less, |
|                                 | below zero, and a zero that would reach the top               |

A goal's own figures are where it starts, its target, and where it stands, or the reporter's part.
"""

from dataclasses import replace
from decimal import Decimal

from goals.goal import Direction, Goal, MeasureKind
from goals.report.reports import Report

TIMES = 10
_SCALES = (5, 7, 10, 100)


def settle(goal: Goal, report: Report, person_id: int) -> tuple[Report, tuple[Decimal, ...]]:
    """The report as it is meant, and the values that have to be asked about, if it is not plain.

    Digits that can be two numbers are the one that fits the goal, where only one does.
    """
    if goal.measure.kind is not MeasureKind.NUMBER:
        return report, ()
    readings = [report.value] if report.other is None else [report.value, report.other]
    fitting = [value for value in readings if not is_far(goal, value, person_id)]
    if len(fitting) == 1:
        return replace(report, value=fitting[0], other=None), ()
    return report, tuple(readings)


def is_far(goal: Goal, value: Decimal, person_id: int) -> bool:
    """Whether this value is far from all that the goal's own figures are."""
    figures = [abs(figure) for figure in _figures(goal, person_id) if figure]
    if not figures:  # a level of none, beside which every number is far
        return False
    most = max(figures)
    if goal.measure.unit == "%" and _is_odd_share(value, figures):
        return True
    if goal.measure.unit == "score" and value > next(
        (scale for scale in _SCALES if most <= scale), most
    ):
        return True
    if value == 0:
        return goal.direction is Direction.DOWN and goal.target > 0 and not goal.is_level
    if value < 0 and min(goal.baseline, goal.target) >= 0:
        return True
    too_small = not goal.is_shared and abs(value) * TIMES < min(figures)
    return abs(value) > most * TIMES or too_small


def _figures(goal: Goal, person_id: int) -> tuple[Decimal, ...]:
    part = goal.part_of(person_id)
    stands = part.value if part and part.value is not None else goal.value
    return goal.starts_at, goal.target, stands


def _is_odd_share(value: Decimal, figures: list[Decimal]) -> bool:
    if max(figures) <= 100 and value > 100:
        return True
    return value < 0 or (0 < value < 1 and min(figures) > 1)
