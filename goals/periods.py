"""Ends of weeks, months, quarters and fiscal years, and the holidays that people plan by.

A working week ends on its last working day, of Monday to Friday if nobody says otherwise. A fiscal
year starts on the first of a month, 1 (January) to 12,
and bears the calendar year it ends in; its quarters count from its start.
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = 7 * DAY
THURSDAY = 3
WORKDAYS = frozenset(range(5))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last: 31 January + 1 is 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of_week(day: date, workdays: frozenset[int] = WORKDAYS) -> date:
    """The last working day (0 is Monday) of the day's week: Friday, and Thursday for Sunday to
    Thursday. Weeks begin on Monday, unless somebody works on Sunday and not on Saturday.
    """
    begins_on_sunday = 6 in workdays and 5 not in workdays
    into = (day.weekday() + begins_on_sunday) % 7
    last = max((weekday + begins_on_sunday) % 7 for weekday in workdays or WORKDAYS)
    return day + (last - into) * DAY


def add_working_days(day: date, count: int, workdays: frozenset[int] = WORKDAYS) -> date:
    """The day on which so many working days after `day` are over."""
    while count > 0:
        day += DAY
        count -= day.weekday() in (workdays or WORKDAYS)
    return day


def end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def end_of_quarter(day: date, first_month: int = 1) -> date:
    """The last day of the day's quarter, in years that start with `first_month`."""
    left = 2 - (day.month - first_month) % 3
    return end_of_month(add_months(day.replace(day=1), left))


def fiscal_year_end(day: date, first_month: int = 1) -> date:
    """The last day of the day's fiscal year: with April first, 31 March 2027 for 20 May 2026."""
    left = (first_month - 1 - day.month) % 12
    return end_of_month(add_months(day.replace(day=1), left))


def named_year_end(year: int, first_month: int = 1) -> date:
    """The last day of fiscal year `year`: with April first, 31 March 2027 for 2027."""
    return fiscal_year_end(date(year, 1, 1), first_month)


def named_quarter_end(year: int, quarter: int, first_month: int = 1) -> date:
    """The last day of quarter 1 to 4 of fiscal year `year`: 30 June 2026 for 2027, 1, April."""
    return end_of_month(add_months(named_year_end(year, first_month), -3 * (4 - quarter)))


def coming(today: date, in_year: Callable[[int], date]) -> date:
    """The first day after today of those that a rule gives, one for each year."""
    this_year = in_year(today.year)
    return this_year if this_year > today else in_year(today.year + 1)


def easter(year: int) -> date:
    """Western Easter Sunday: the anonymous Gregorian computus (Nature, 20 April 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), (i, k) = divmod(b, 4), divmod(c, 4)
    h = (19 * a + b - d - (8 * b + 13) // 25 + 15) % 30
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def thanksgiving(year: int) -> date:
    """The fourth Thursday of November (5 U.S.C. § 6103); Black Friday is the day after."""
    first = date(year, 11, 1)
    return first + (THURSDAY - first.weekday()) % 7 * DAY + 3 * WEEK


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "christmas eve": lambda year: date(year, 12, 24),
    "christmas": lambda year: date(year, 12, 25),
    "new years eve": lambda year: date(year, 12, 31),
    "new year": lambda year: date(year, 1, 1),
    "easter": easter,
    "halloween": lambda year: date(year, 10, 31),
    "thanksgiving": thanksgiving,
    "black friday": lambda year: thanksgiving(year) + DAY,
    "cyber monday": lambda year: thanksgiving(year) + 4 * DAY,
}
