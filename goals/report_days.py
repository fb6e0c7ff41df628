"""For which day a report may be: today, or one of the last fourteen days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from goals.errors import Refusal
from goals.goal import Goal

DAYS_BACK = 14
"""A report of a day that is longer ago is remembered badly, and no news to anybody."""
FIRST_TO_SEE_A_DAY = timedelta(hours=14)
"""UTC+14, where every local date begins."""


@dataclass
class DayNotBegun(Refusal):
    """A report for a day that is still to come."""

    day: date


@dataclass
class DayTooLongAgo(Refusal):
    """A report for a day before `first`, the earliest that is taken."""

    day: date
    first: date


@dataclass
class DayBeforeStart(Refusal):
    """A report for a day before the goal began."""

    day: date
    key: str
    start: date


@dataclass
class AlreadyReached(Refusal):
    """The top was reached before that day."""

    key: str


def days_to_report(
    goal: Goal, weekdays: frozenset[int], day: date, today: date
) -> tuple[date, ...]:
    """The days that may be chosen for a report, the latest first: today, the working days (0 is
    Monday) of the last fourteen, and `day`, which the report is for as it is.
    """
    since = max(goal.start, today - timedelta(days=DAYS_BACK))
    back = (today - timedelta(days=n) for n in range(1, DAYS_BACK + 1))
    worked = {past for past in back if past >= since and past.weekday() in weekdays}
    return tuple(sorted({*worked, today, day}, reverse=True))


def check_day(goal: Goal, day: date, today: date, now: datetime) -> None:
    """Whether a report may be for this local date, seen from the reporter's `today`.

    Who was asked on a day that has not begun where they are now may answer for it. Raises
    DayNotBegun, DayTooLongAgo, DayBeforeStart.
    """
    if day > max(today, (now.astimezone(UTC) + FIRST_TO_SEE_A_DAY).date()):
        raise DayNotBegun(day)
    first = today - timedelta(days=DAYS_BACK)
    if day < first:
        raise DayTooLongAgo(day, first)
    if day < min(goal.start, today):
        raise DayBeforeStart(day, goal.key, goal.start)
