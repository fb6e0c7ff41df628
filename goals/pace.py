"""Whether a date nears, and whether a goal keeps pace with it. Dates are local to the owner."""

from datetime import date
from decimal import Decimal


def nears(start: date, due: date, today: date) -> bool:
    """Whether `due` nears: today is in the last fifth of the way to it, at least its last day."""
    if not start <= today <= due:
        return False
    left = (due - today).days
    return left <= 1 or left * 5 <= (due - start).days


def behind(
    baseline: Decimal, target: Decimal, value: Decimal, start: date, due: date, today: date
) -> bool:
    """Whether `value` is short of the straight line from `baseline` to `target`.

    The line runs from `start` to `due`: before, it is at the baseline, after at the
    target, which may lie above the baseline or below it.
    """
    if today >= due:
        expected = target
    elif today <= start:
        expected = baseline
    else:
        expected = baseline + (target - baseline) * (today - start).days / (due - start).days
    return value < expected if target > baseline else value > expected
