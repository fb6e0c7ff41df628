"""Days off that touch are one leave; a day that is worked after all is cut out of it."""

from collections.abc import Iterable
from datetime import date

from goals.cadence import DAY, Leave


def touches(one: Leave, other: Leave) -> bool:
    """Whether two leaves overlap, or one begins on the day after the other; days off and days that
    are worked never do.
    """
    return (
        one.is_worked is other.is_worked
        and one.first <= other.last + DAY
        and other.first <= one.last + DAY
    )


def joined(leaves: Iterable[Leave], new: Leave) -> tuple[tuple[Leave, ...], Leave]:
    """The leaves that a new one touches, and the one that they become together."""
    gone, whole = [], new
    for leave in sorted(leaves, key=lambda leave: leave.first):
        if touches(leave, whole):
            gone.append(leave)
            first, last = min(leave.first, whole.first), max(leave.last, whole.last)
            whole = Leave(first, last, whole.is_worked)
    return tuple(gone), whole


def without(leave: Leave, first: date, last: date) -> tuple[Leave, ...]:
    """What is left of a leave where these days (both included) are worked after all."""
    left = []
    if leave.first < first:
        left.append(Leave(leave.first, min(leave.last, first - DAY), leave.is_worked))
    if leave.last > last:
        left.append(Leave(max(leave.first, last + DAY), leave.last, leave.is_worked))
    return tuple(left)
