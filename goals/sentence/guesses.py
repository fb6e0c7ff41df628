"""Values to fill a form with where a sentence gives none, so that a person only corrects them."""

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from goals.amounts import round_amount
from goals.cadence import RhythmKind
from goals.goal import Direction
from goals.periods import DAY

HUNDRED = Decimal(100)
TEN_POINTS = Decimal(10)
MANY = Decimal(5)
"""Where complaints and the like start when they are to end at none."""


def baseline(target: Decimal, unit: str, direction: Direction) -> Decimal:
    """Where somebody may stand who sets out for `target`: near enough to be a goal of a quarter.

    Percentages start ten points off, ratings half a star, the rest a quarter of the target.
    """
    up = direction is Direction.UP
    if unit == "%" and abs(target) >= 20:
        near = target if 2 * target == (2 * target).to_integral_value() else round(target)
        return near - TEN_POINTS if up else _at_most_all(near + TEN_POINTS, target)
    if unit == "score" and 1 < target <= 10:
        step = Decimal("0.5") if target <= 5 else Decimal(1)
    else:
        step = abs(target) / (4 if up else 3) or MANY
    return _friendly(target - step if up else target + step, target, up)


def _at_most_all(percent: Decimal, target: Decimal) -> Decimal:
    return min(percent, HUNDRED) if target < HUNDRED else percent


def times_done(today: date, due: date, rhythm: RhythmKind | None) -> Decimal:
    """How often something is done until it is due: once; each week; each day, Monday to Friday."""
    days = (due - today).days
    if rhythm is RhythmKind.WEEKLY:
        return Decimal(max(-(-days // 7), 1))
    if rhythm is RhythmKind.DAILY:
        weeks, rest = divmod(days, 7)
        working = sum((today + n * DAY).weekday() < 5 for n in range(1, rest + 1))
        return Decimal(max(weeks * 5 + working, 1))
    return Decimal(1)


def _friendly(value: Decimal, target: Decimal, up: bool) -> Decimal:
    """A round number at or beyond `value`, away from the target."""
    size = abs(value)
    if size < 1 or target != target.to_integral_value():
        grain = Decimal("0.1")
    else:
        grain = Decimal(10 if size >= 100 else 5 if size >= 20 else 1)
    rounding = ROUND_FLOOR if up else ROUND_CEILING
    return round_amount((value / grain).to_integral_value(rounding) * grain)
