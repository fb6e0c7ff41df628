"""One order of day and month for all the numeric dates of one text: 12/1 to 12/3."""

import re
from datetime import date

from goals.errors import NotADate, TwoDates
from goals.habits import Habits
from goals.periods import DAY, coming

_NUMERIC = re.compile(
    r"(?<![0-9/.])(?<![0-9]{4}-)(?P<one>[0-9]{1,2})(?:[/.](?P<other>[0-9]{1,2})"
    r"(?:[/.](?P<year>[0-9]{4}|[0-9]{2}))?\.?"
    r"|-(?P<dashed>[0-9]{1,2})-(?P<dashed_year>[0-9]{4}))(?![0-9/])"
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def one_order(words: str, today: date, habits: Habits) -> str:
    """The words with the numeric dates spelt out ("1 dec"), where there are several: all in their
    writer's order, unless only the other makes days of all. Raises TwoDates, and NotADate where
    no one order does.
    """
    found = list(_NUMERIC.finditer(words))
    if len(found) < 2:
        return words
    orders = [
        first for first in (True, False) if all(_spelt(each, day_first=first) for each in found)
    ]
    if not orders:
        raise NotADate(words)
    order = orders[0]
    if len(orders) == 2:
        if habits.day_first is None:
            raise TwoDates(found[0][0], _either(found[0], today))
        order = habits.day_first
    return _NUMERIC.sub(lambda each: _spelt(each, day_first=order), words)


def _parts(numeric: re.Match[str]) -> tuple[int, int, str]:
    year = numeric["year"] or numeric["dashed_year"] or ""
    other = numeric["other"] or numeric["dashed"]
    return int(numeric["one"]), int(other), f"20{year}" if len(year) == 2 else year


def _spelt(numeric: re.Match[str], *, day_first: bool) -> str:
    """ "12/1" as "1 dec" or "12 jan"; "" where that is no day."""
    one, other, year = _parts(numeric)
    day, month = (one, other) if day_first else (other, one)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return ""
    return " ".join([str(day), _NAMES[month - 1], *([year] if year else [])])


def _either(numeric: re.Match[str], today: date) -> tuple[date, date]:
    """Both days that the numbers can be, each the coming one if they say no year."""
    one, other, year = _parts(numeric)

    def day(number: int, month: int) -> date:
        if year:
            return date(int(year), month, number)
        return coming(today - DAY, lambda in_year: date(in_year, month, number))

    return day(one, other), day(other, one)
