"""Another go: the form of a new goal, filled in from one that has ended.

| field    | one rung higher                         | smaller                                  |
|----------|-----------------------------------------|------------------------------------------|
| From     | where the old goal stands               | where the old goal stands                |
| To       | its target and one step more: the last  | its next rung, where that lies before    |
|          | rung's height                           | the target; else halfway to the target   |
| Due      | as many days from today as the old goal had, at least a week; on a working day     |
| the rest | as it was; the figures and the date in the words follow                            |

A level is to be held again; or, smaller, one halfway to it. Done / not done counts from 0 again:
one time more, or half as often. Percentages stay within 0 to 100, ratings within 1 to 5, and what
was never negative stays so; where no step is left, To is empty, for the person to say.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from goals.as_written import as_written, write_ends
from goals.draft import Written
from goals.goal import Direction, Goal, MeasureKind
from goals.ladder import meets
from goals.reworded import reworded
from goals.working_days import Works, on_weekdays, working_day_by

LEAST = timedelta(days=7)


def higher(goal: Goal, today: date, works: Works = on_weekdays) -> Written:
    """The next goal after one that was reached or done."""
    if goal.measure.kind is MeasureKind.DONE:
        return _form(goal, today, works, Decimal(0), goal.target - goal.baseline + 1)
    if goal.is_level:
        return _form(goal, today, works, goal.target, goal.target)
    below = goal.rungs[-2].threshold if len(goal.rungs) > 1 else goal.baseline
    return _form(
        goal, today, works, goal.value, _bounded(goal, goal.target + (goal.target - below))
    )


def smaller(goal: Goal, today: date, works: Works = on_weekdays) -> Written:
    """A smaller one after a goal that came short or did not fit."""
    if goal.measure.kind is MeasureKind.DONE:
        times = goal.target - goal.baseline
        return _form(goal, today, works, Decimal(0), max(times // 2, Decimal(1)))
    if goal.is_level:
        nearer = goal.target if meets(goal, goal.value, goal.target) else _halfway(goal)
        return _form(goal, today, works, nearer, nearer)
    rung = goal.next_rung
    is_step = rung is not None and rung is not goal.rungs[-1]
    target = rung.threshold if rung and is_step else _halfway(goal)
    return _form(goal, today, works, goal.value, _bounded(goal, target))


def _halfway(goal: Goal) -> Decimal:
    half = (goal.value + goal.target) / 2
    if all(value == value.to_integral_value() for value in (goal.value, goal.target)):
        # Rounded toward the target, so that it is never where the goal stands already.
        up = goal.target > goal.value
        return half.to_integral_value(ROUND_CEILING if up else ROUND_FLOOR)
    return half


def _bounded(goal: Goal, value: Decimal) -> Decimal:
    if goal.measure.kind is MeasureKind.RATING:
        return min(max(value, Decimal(1)), Decimal(5))
    if goal.measure.unit == "%":
        return min(max(value, Decimal(0)), Decimal(100))
    if goal.direction is Direction.DOWN and goal.target >= 0:
        return max(value, Decimal(0))
    return value


def _form(goal: Goal, today: date, works: Works, baseline: Decimal, target: Decimal) -> Written:
    due = working_day_by(today + max(goal.due - goal.start, LEAST), works, today)
    unit = goal.measure.unit
    is_open = target == baseline and not goal.is_level
    figures = [] if is_open else [(goal.starts_at, baseline), (goal.target, target)]
    from_, to = write_ends(goal.start_for(target) if goal.is_level else baseline, target, unit)
    return replace(
        as_written(goal),
        statement=reworded(goal.statement, figures, unit, due),
        due=due,
        baseline=from_,
        target="" if is_open else to,
        rungs="",
        needs="",
    )
