"""What day each kind of words means: one function for each, from its match and its context."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeAlias

from goals.amounts import SMALL_NUMBERS
from goals.due.words import MONTHS, WEEKDAYS
from goals.periods import (
    DAY,
    HOLIDAYS,
    WEEK,
    WORKDAYS,
    add_months,
    add_working_days,
    coming,
    end_of_month,
    end_of_quarter,
    end_of_week,
    fiscal_year_end,
    named_quarter_end,
    named_year_end,
)

ReadDate: TypeAlias = Callable[[str, date], date | None]
"""Reads a plain date ("18 December") as said on a day; None where it is none ("31 February")."""


class Context(NamedTuple):
    """When and where a phrase is said: all that its meaning hangs on."""

    today: date
    fiscal_first_month: int
    read_date: ReadDate
    workdays: frozenset[int] = WORKDAYS


Meaning: TypeAlias = Callable[[re.Match[str], Context], date | None]


def plain(match: re.Match[str], said: Context) -> date | None:
    return said.read_date(match["date"], said.today)


def no_day(match: re.Match[str], said: Context) -> None:
    """What says roughly when, or a day that no calendar has: its owner is asked."""


def end_of_today(match: re.Match[str], said: Context) -> date:
    return said.today


def month_and_year(match: re.Match[str], said: Context) -> date:
    return end_of_month(date(int(match["year"]), int(match["month"]), 1))


def half(match: re.Match[str], said: Context) -> date:
    quarter = 2 if (match["half"] or match["word"]).lower() in ("1", "first") else 4
    if match["year"]:
        year = 2000 + int(match["year"][-2:])
        return named_quarter_end(year, quarter, said.fiscal_first_month)
    years = range(said.today.year, said.today.year + 3)
    ends = (named_quarter_end(year, quarter, said.fiscal_first_month) for year in years)
    return next(end for end in ends if end > said.today)


def mid_next_month(match: re.Match[str], said: Context) -> date:
    month = add_months(said.today.replace(day=1), match["which"].lower() == "next")
    middle = month.replace(day=15)
    return middle if middle > said.today else add_months(middle, 1)


def nth_in_month(match: re.Match[str], said: Context) -> date | None:
    """ "The first Monday of December", "the last working day of the month"."""
    ends = ends_of_named_months(match, said)
    for end in ends:
        days = [end.replace(day=number + 1) for number in range(end.day)]
        if match["weekday"]:
            weekday = WEEKDAYS.index(match["weekday"][:3].lower())
            days = [day for day in days if day.weekday() == weekday]
        elif match["working"]:
            days = [day for day in days if day.weekday() in (said.workdays or WORKDAYS)]
        which = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
        day = days[which[match["nth"].lower()]]
        if day > said.today or match["year"]:
            return day
    return None


def ends_of_named_months(match: re.Match[str], said: Context) -> list[date]:
    """The ends of the months that a phrase may mean, the nearest first."""
    if match["year"]:
        return [month(match, said)]
    first = said.today.replace(day=1)
    if match["month"]:
        away = (MONTHS.index(match["month"][:3].lower()) + 1 - first.month) % 12
        return [end_of_month(add_months(first, away + more)) for more in (0, 12)]
    ahead = 1 if "next" in match["which"].lower() else 0
    return [end_of_month(add_months(first, ahead + more)) for more in (0, 1)]


def count(match: re.Match[str], said: Context) -> date:
    word = (match["count"] or "one").lower()
    word = {"a": "one", "an": "one", "a couple of": "two"}.get(word, word)
    count = int(word) if word.isdecimal() else SMALL_NUMBERS.index(word)
    unit = (match["unit"] or "half").lower()
    unit = {"wk": "week", "mo": "month", "mth": "month", "yr": "year"}.get(unit, unit)
    if match["working"]:
        return add_working_days(said.today, count, said.workdays)
    if days := {"day": 1, "week": 7, "fortnight": 14}.get(unit):
        return said.today + count * days * DAY
    return add_months(said.today, count * {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit])


def period(match: re.Match[str], said: Context) -> date:
    part = match.groupdict()
    letter = part["period"][0].lower()
    is_fiscal = part["fiscal"] or letter == "f"
    first_month = said.fiscal_first_month if is_fiscal else 1
    end_of: Callable[[date], date] = {
        "w": lambda day: end_of_week(day, said.workdays),
        "m": end_of_month,
        "q": lambda day: end_of_quarter(day, first_month),
        "y": lambda day: fiscal_year_end(day, first_month),
        "f": lambda day: fiscal_year_end(day, first_month),
    }[letter]
    end = end_of(said.today)
    if not part.get("next") and end > said.today:
        return end
    return end_of(said.today + WEEK if letter == "w" else end + DAY)


def month(match: re.Match[str], said: Context) -> date:
    month = MONTHS.index(match["month"][:3].lower()) + 1
    if match["year"]:
        return end_of_month(date(int(match["year"]), month, 1))
    return coming(said.today, lambda year: end_of_month(date(year, month, 1)))


def mid_month(match: re.Match[str], said: Context) -> date:
    month = MONTHS.index(match["month"][:3].lower()) + 1
    if match["year"]:
        return date(int(match["year"]), month, 15)
    return coming(said.today, lambda year: date(year, month, 15))


def quarter(match: re.Match[str], said: Context) -> date:
    number, first_month = int(match["number"]), said.fiscal_first_month
    if match["year"]:
        return named_quarter_end(2000 + int(match["year"][-2:]), number, first_month)
    years = range(said.today.year, said.today.year + 3)  # the fiscal year may be the next already
    ends = (named_quarter_end(year, number, first_month) for year in years)
    return next(end for end in ends if end > said.today)


def year(match: re.Match[str], said: Context) -> date:
    is_fiscal = "fiscal" in match.groupdict()
    year = 2000 + int(match["year"][-2:])
    return named_year_end(year, said.fiscal_first_month if is_fiscal else 1)


def day_of_month(match: re.Match[str], said: Context) -> date:
    day = int(re.sub(r"\D", "", match["day"]))
    months = (add_months(said.today.replace(day=1), ahead) for ahead in range(4))
    days = (month.replace(day=day) for month in months if day <= end_of_month(month).day)
    return next(each for each in days if each > said.today)


def day_of_next_month(match: re.Match[str], said: Context) -> date | None:
    day = int(re.sub(r"\D", "", match["day"]))
    month = said.today.replace(day=1)
    if match["which"].lower() != "this":
        month = add_months(month, 1)
    return month.replace(day=day) if day <= end_of_month(month).day else None


def months_of(match: re.Match[str]) -> int:
    return {"w": 0, "m": 1, "q": 3, "y": 12, "f": 12}[match["period"][0].lower()]


def holiday(match: re.Match[str], said: Context) -> date:
    name = re.sub("['’]", "", match["holiday"].lower()).replace("xmas", "christmas")
    return coming(said.today, HOLIDAYS[name])


OF_ONE_DAY = (plain, day_of_month, day_of_next_month, nth_in_month, holiday)
"""What names one day: "before" it is the day before."""
