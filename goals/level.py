"""Goals that hold a level: "keep CSAT at 95 %", "no more than 2 complaints a week".

From and To are the same there. Such a goal is kept as the smallest climb that there is, to the
level from just beside it, so that every rule of climbing holds for it: its direction says on which
side of the level it should stay, it is as far along as it is at its level, and it is behind as soon
as it is not.
"""

from decimal import Decimal

from goals.amounts import PLACES

STEP = PLACES
"""The smallest difference between two amounts: as exactly as they are kept."""


def beside(level: Decimal, *, at_least: bool) -> Decimal:
    """Where the climb to a level begins: just below it, or above it where it is a ceiling."""
    return level - STEP if at_least else level + STEP


def is_level(baseline: Decimal, target: Decimal) -> bool:
    """Whether this is no climb, but a level to be held."""
    return abs(target - baseline) == STEP


def start(baseline: Decimal, target: Decimal) -> Decimal:
    """From where, as people say it: a level begins where it ends."""
    return target if is_level(baseline, target) else baseline
