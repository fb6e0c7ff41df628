"""Whether somebody's goals make a good load together: told when the next is set, never blocking."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from goals.goal import Goal, GoalKind

MOST_IN_A_WEEK = 2
"""Goals that end in one calendar week (Monday to Sunday); one more is worth a word."""


@dataclass(frozen=True, slots=True)
class OnlyNumbers:
    """Two goals or more, all of them amounts: nothing says how well it is done."""


@dataclass(frozen=True, slots=True)
class Outweighs:
    """One goal counts for more than all the others together; `share` is its part of the whole."""

    goal: Goal
    share: Decimal


@dataclass(frozen=True, slots=True)
class TooMany:
    """More active goals than the team finds good."""

    count: int
    most: int


@dataclass(frozen=True, slots=True)
class SameWeek:
    """Three goals or more end in the week that begins on `monday`."""

    monday: date
    goals: tuple[Goal, ...]


Remark = OnlyNumbers | Outweighs | TooMany | SameWeek


def remarks(new: Goal, others: Collection[Goal], most: int) -> tuple[Remark, ...]:
    """What to say of the active goals of a person, or of a team, now that `new` is one of them.

    - Two goals or more, all amounts: what is missing is how well.
    - Three goals or more, of which one weighs more than all others together.
    - More than `most` goals.
    - Three goals or more that end in the week in which the new one ends.
    """
    together = [*others, new]
    found: list[Remark] = []
    if len(together) >= 2 and {goal.kind for goal in together} == {GoalKind.QUANTITATIVE}:
        found.append(OnlyNumbers())
    whole = sum((goal.weight for goal in together), Decimal(0))
    heaviest = max(together, key=lambda goal: goal.weight)
    if len(together) >= 3 and heaviest.weight > whole - heaviest.weight:
        found.append(Outweighs(heaviest, heaviest.weight / whole))
    if len(together) > most:
        found.append(TooMany(len(together), most))
    same_week = [goal for goal in together if _monday(goal.due) == _monday(new.due)]
    if len(same_week) > MOST_IN_A_WEEK:
        found.append(SameWeek(_monday(new.due), tuple(same_week)))
    return tuple(found)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
