"""How far a number lies from what was reached before.

The rule, on the latest reports of the same measure (at most 20, at least 5):

- easy: the number was reached on at least half of those days;
- stretching: it was reached on at least one of them, or lies beyond the best of them by no more
  than the best lies beyond the middle one (the median): another such step from the ordinary day;
- unlikely: further away than that.

What comes from too few answers may be luck, and is no report. A person's own count first. Without
five of those, their team's do: of at least three other people taken together, so that no number is
anybody's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from statistics import median

from goals.amounts import CURRENCIES
from goals.goal import Measure, MeasureKind
from goals.measures.alike import alike

RECENT = 20
FEWEST = 5
FEWEST_PEOPLE = 3
A_GOOD_DAY = 5
"""What is reached on one day in five is within reach on a good day."""

_GRAINS = tuple(map(Decimal, ("10", "5", "1", "0.5", "0.1", "0.01")))
WIDE_UNITS = frozenset({"%", "points", "score", "seconds", "minutes", "hours", "days", *CURRENCIES})
"""Units that may be of anything, and do not tell one measure from another."""


class Grade(StrEnum):
    EASY = "easy"
    STRETCHING = "stretching"
    UNLIKELY = "unlikely"


@dataclass(frozen=True, slots=True)
class Past:
    """What was reported of a measure before, oldest first: one's own, or the team's together.

    `people` counts the others whose reports these are; 0 for one's own.
    """

    values: tuple[Decimal, ...] = ()
    people: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether there is enough to judge by."""
        return len(self.values) >= FEWEST and (not self.people or self.people >= FEWEST_PEOPLE)


@dataclass(frozen=True, slots=True)
class Fall:
    """Where a number falls among the past: it was reached on `days` of `of`."""

    threshold: Decimal
    days: int
    of: int
    grade: Grade


def fall(threshold: Decimal, past: Past, *, up: bool) -> Fall:
    """How far the number lies; `up` where more is better. Wants a past that is enough."""
    sign = 1 if up else -1
    values = [value * sign for value in past.values]
    days = sum(value >= threshold * sign for value in values)
    middle, best = median(values), max(values)
    if days * 2 >= len(values):
        grade = Grade.EASY
    elif days or threshold * sign - best <= best - middle:
        grade = Grade.STRETCHING
    else:
        grade = Grade.UNLIKELY
    return Fall(threshold, days, len(values), grade)


def nearer(baseline: Decimal, threshold: Decimal, past: Past) -> Decimal | None:
    """A number between the two that a good day reaches: one day in five, else the best so far.

    None where nothing between them was ever reached, and no round number lies there.
    """
    up = threshold > baseline
    ranked = sorted(past.values, reverse=up)
    on_good_days = ranked[-(-len(ranked) // A_GOOD_DAY) - 1]
    for value in (on_good_days, ranked[0]):
        if _is_between(value, baseline, threshold):
            return value
    return part_way(baseline, threshold, Decimal("0.25"))


def part_way(
    baseline: Decimal, target: Decimal, share: Decimal, *, whole: bool = False
) -> Decimal | None:
    """A round number about `share` (0 to 1) of the way, and truly between; None if none is.

    `whole`: whole numbers only.
    """
    wanted = baseline + (target - baseline) * share
    for grain in _GRAINS:
        if whole and grain < 1:
            break
        rounded = (wanted / grain).to_integral_value(ROUND_HALF_UP) * grain
        is_near = abs(rounded - wanted) <= abs(target - baseline) / 4
        if is_near and _is_between(rounded, baseline, target):
            return rounded
    return None


def is_same_measure(one: tuple[Measure, str], other: tuple[Measure, str]) -> bool:
    """Whether two goals, each its measure and statement, count the same thing.

    The unit says so where it names what is counted ("chats a day"). A percentage, a score or a
    time may be of anything: there the statements must be about the same ("CSAT"). What counts
    from "today" counts from another day each time.
    """
    (measure, statement), (other_measure, other_statement) = one, other
    if measure.kind is MeasureKind.DONE or measure.kind is not other_measure.kind:
        return False
    unit = measure.unit.casefold()
    if unit != other_measure.unit.casefold() or "today" in unit:
        return False
    return is_counted(unit) or alike(statement, other_statement)


def is_counted(unit: str) -> bool:
    """Whether the unit itself names what is measured."""
    return bool(unit) and unit.casefold() not in WIDE_UNITS


def recent(values: Sequence[Decimal], people: int = 0) -> Past:
    """The latest of one's own reports; of a team, all that are given."""
    return Past(tuple(values if people else values[-RECENT:]), people)


def _is_between(value: Decimal, one: Decimal, other: Decimal) -> bool:
    return min(one, other) < value < max(one, other)
