"""Days off in words that are no two dates: "next week", "for 3 days from Monday", "Christmas"."""

import re
from collections.abc import Callable
from datetime import date

from goals.cadence import DAY, Leave
from goals.errors import NotADate
from goals.periods import HOLIDAYS, WEEK, add_months, coming, end_of_month

_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
COUNTED = re.compile(
    r"(?:(?P<start>.+?)\s+for\s+|for\s+)?(?:the\s+)?(?:next\s+)?"
    rf"(?P<count>an?(?:\ couple\ of)?|{'|'.join(_COUNTS)}|[1-9][0-9]{{0,2}})\s+"
    r"(?:(?:whole|full|calendar)\s+)?(?P<unit>day|week|fortnight|month)s?"
    r"(?:\s+(?:off\s+)?(?:from|starting(?:\s+on)?|beginning(?:\s+on)?)\s+(?P<from>.+))?"
)
_SPAN = re.compile(
    r"(?:all\s+)?(?:(?:the\s+)?(?:whole|rest)\s+of\s+)?"
    r"(?P<which>this|next|the)\s+(?P<unit>weekend|week|month)"
)
_WEEK_OF = re.compile(r"(?:the\s+)?(?:whole\s+)?(?:w/c|week\s+(?:of|commencing|beginning))\s+(.+)")
_NTH = re.compile(r"(?:the\s+)?(?P<number>[0-9]{1,2})(?:st|nd|rd|th)")


def special_day(words: str, said_on: date) -> date | None:
    """ "The 24th", the coming one, and "Christmas"."""
    if nth := _NTH.fullmatch(words):
        number = int(nth["number"])
        months = (add_months(said_on.replace(day=1), ahead) for ahead in range(4))
        days = (month.replace(day=number) for month in months if number <= end_of_month(month).day)
        return next((day for day in days if number and day >= said_on), None)
    name = re.sub(r"['’]|\bthe\b|\bday\b", "", words).replace("xmas", "christmas")
    in_year = HOLIDAYS.get(" ".join(name.split()))
    return coming(said_on - DAY, in_year) if in_year else None


def named_span(words: str, today: date, read: Callable[[str], date]) -> Leave | None:
    """ "Next week", "the week of 7 December" and the like; of this week or month, what is left."""
    if week_of := _WEEK_OF.fullmatch(words):
        day = read(week_of[1])
        monday = day - day.weekday() * DAY
        return Leave(monday, monday + WEEK - DAY)
    span = _SPAN.fullmatch("this weekend" if words == "weekend" else words)
    if span is None:
        return None
    sunday = today + (6 - today.weekday()) * DAY
    if span["unit"] == "weekend":
        sunday += (span["which"] == "next") * WEEK
        return Leave(max(sunday - DAY, today), sunday)
    last = sunday if span["unit"] == "week" else end_of_month(today)
    if span["which"] != "next":
        return Leave(today, last)
    first = last + DAY
    return Leave(first, last + WEEK if span["unit"] == "week" else end_of_month(first))


def counted(words: str, today: date, read: Callable[[str], date]) -> Leave | None:
    """ "For two weeks", "Monday for 3 days", "3 days from Monday"."""
    said = COUNTED.fullmatch(words)
    if said is None or (said["start"] and said["from"]):
        return None
    start = said["start"] or said["from"]
    first = read(start) if start else today
    try:
        return Leave(first, _after(first, _count_of(said["count"]), said["unit"]) - DAY)
    except (OverflowError, ValueError):  # past the year 9999
        raise NotADate(words) from None


def _count_of(word: str) -> int:
    if word.isdecimal():
        return int(word)
    return 2 if "couple" in word else _COUNTS.index(word) + 1 if word in _COUNTS else 1


def _after(day: date, count: int, unit: str) -> date:
    if unit == "month":
        return add_months(day, count)
    return day + count * {"day": 1, "week": 7, "fortnight": 14}[unit] * DAY
