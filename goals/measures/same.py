"""Whether two goals count the same thing, told by what was read of them, not by their sentences.

| both are                         | the same measure where                                        |
|----------------------------------|---------------------------------------------------------------|
| numbers of a unit of their own   | the units are alike ("chats a day", "chats per day"), they go |
|                                  | the same way, and do not name two measures of the field       |
| numbers of a unit that many      | they go the same way, and their sentences are alike           |
| measures have (%, minutes)       |                                                               |
| done / not done, or ratings      | their sentences are alike                                     |
"""

import re
from collections.abc import Iterable

from goals.amounts import CURRENCIES, is_time, known_unit
from goals.goal import Goal, MeasureKind
from goals.measures import named, spelled
from goals.measures.alike import alike

_OF_MANY = ("", "time")
_EACH = re.compile(r"(?<!\w)(?:a|an|per|each|every|the)(?!\w)|/", re.IGNORECASE)
_OFTEN = {"daily": "day", "weekly": "week", "monthly": "month"}


def twin(new: Goal, others: Iterable[Goal]) -> Goal | None:
    """The first of these goals, under way, that measures what the new one does; None for none."""
    going = (other for other in others if other.is_active and other.id != new.id)
    return next((other for other in going if same_measure(new, other)), None)


def same_measure(one: Goal, other: Goal) -> bool:
    """Whether the two goals are on the same measure; see the table above."""
    if one.measure.kind is not other.measure.kind:
        return False
    if one.measure.kind is not MeasureKind.NUMBER:
        return alike(one.statement, other.statement)
    units = [_unit(goal) for goal in (one, other)]
    if units[0] != units[1] or one.direction is not other.direction:
        return False
    if _is_of_many(one.measure.unit):
        return alike(one.statement, other.statement)
    ours, theirs = named(one.statement), named(other.statement)
    return not (ours and theirs) or bool(ours & theirs)


def subject(goal: Goal) -> str:
    """What a goal is on, in a word or two: "chats a day", "CSAT"; its words where nothing says."""
    if goal.measure.kind is MeasureKind.NUMBER and not _is_of_many(goal.measure.unit):
        return goal.measure.unit
    return next(iter(sorted(named(goal.statement))), "")


def _unit(goal: Goal) -> str:
    unit = goal.measure.unit
    if _is_of_many(unit):
        return "time" if is_time(unit) else known_unit(unit) or spelled(unit)
    words = spelled(_EACH.sub(" ", unit)).split()
    return " ".join(_OFTEN.get(word, word) for word in words)


def _is_of_many(unit: str) -> bool:
    is_known = unit in tuple(CURRENCIES) or bool(known_unit(unit))
    return is_known or spelled(unit) in _OF_MANY
