"""Dates that Rungs proposes: never on a day on which their person does not work."""

from collections.abc import Callable
from datetime import date, timedelta

Works = Callable[[date], bool]
"""Whether a local date is a working day of somebody."""

BACK, ON = 14, 60
"""Days that are looked through: longer than most are away."""


def on_weekdays(day: date) -> bool:
    """Monday to Friday, for whom nothing else is known."""
    return day.weekday() < 5


def working_day_by(day: date, works: Works, after: date) -> date:
    """The day, else the last working day before it that lies after `after`, else the next one;
    the day itself where all of that is leave.
    """
    before = (day - timedelta(days=n) for n in range(min(BACK, max((day - after).days, 0))))
    later = (day + timedelta(days=n) for n in range(1, ON))
    return next((each for each in (*before, *later) if works(each)), day)
