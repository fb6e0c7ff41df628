"""Reading when people are away, from the words that they type after `/goal away`.

Which date one date's words mean is for the `read_date` that is passed in; what two dates, or words
for several days, make of it is decided here.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta

from goals.cadence import DAY, Leave
from goals.errors import (
    HalfDay,
    LeaveEndsBeforeItStarts,
    LeaveInThePast,
    LeaveTooLong,
    NotADate,
    TwoDates,
    WhichYear,
)
from goals.habits import UNKNOWN, Habits
from goals.leaves import joined

ReadDate = Callable[[str, date], date | None]
"""The local date that words mean when they are said on a given local date: of several, the coming
one, that day included. None if they mean none."""

LONGEST_LEAVE = 366
"""Days, both ends included."""

LONGEST_GUESS = 270
"""Days. Dates without a year are moved to another year only if the leave is no longer than this:
"24 Nov to 20 Nov" is a slip, not a year off."""

_START = re.compile(
    r"^(?:(?:from|on|starting|off|away|out|ooo|i'?m|i am|will be|sick|ill|unwell|pto|leave|"
    r"(?:annual |parental |sick )leave|vacation|holidays?|training|sick day|day off)\b[\s:,]*)+"
)
_REASON = re.compile(r"\b(?:sick|ill|unwell|pto|ooo|leave|vacation|holidays?|off|out|away)\b")
_TODAY = ("all day", "the day", "for the day", "for today", "the whole day", "rest of the day")
_PART_OF_DAY = re.compile(
    r"\b(?:morning|afternoon|evening|tonight|half|hours?|noon|lunch|midday|[0-9]{1,2}(?::[0-9]{2})?"
    r" ?[ap]m|[0-9]{1,2}:[0-9]{2})\b"
)
_AND = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
_NUMERIC = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})(?:[/.]([0-9]{4}|[0-9]{2}))?\.?")
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
JUST_PASSED = 60
"""Days. A single day that passed so lately, and not the one in a year, may be meant."""
_UNTIL = re.compile(r"(?:until|till?|to|through)\s+(?P<last>.+)")
_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)")
_TO = re.compile(r"\s+(?:to|until|till?|through|-)\s+")
_UNITS = {"day": DAY, "week": 7 * DAY}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}
_FOR = re.compile(
    r"(?:(?P<start>.+?)\s+for\s+|for\s+)?(?:the\s+)?(?:next\s+)?"
    rf"(?P<count>{'|'.join(_COUNTS)}|[1-9][0-9]{{0,2}})\s+(?P<unit>day|week)s?"
)
_SPAN = re.compile(
    r"(?:all\s+)?(?:(?:the\s+)?(?:whole|rest)\s+of\s+)?"
    r"(?P<which>this|next|the)\s+(?P<unit>week|month)"
)

_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b,?\s*"
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
_DAY_NUMBER = re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th)?\b")
_BARE_DAY = re.compile(rf"(?:{_WEEKDAY})?(?P<number>{_DAY_NUMBER.pattern})")
_DAY_AND_MONTH = re.compile(r"[0-9]{1,2}[./][0-9]{1,2}\.?")
_NUMERIC_DATE = re.compile(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}")
_RELATIVE = re.compile(r"\b(?:today|tomorrow|yesterday|in|ago)\b")


def read_leaves(
    text: str, today: date, read_date: ReadDate, habits: Habits = UNKNOWN
) -> tuple[Leave, ...]:
    """The leaves that the words mean: one, or for "Monday and Wednesday" each day's, those that
    touch as one. Raises what `read_leave` does.
    """
    try:
        return (read_leave(text, today, read_date, habits),)
    except NotADate:
        parts = [part for part in _AND.split(_plain(text)) if part]
        if len(parts) < 2:
            raise
    months = [found[0] for part in parts if (found := _MONTH.search(part))]
    shared = f" {months[0]}" if len(set(months)) == 1 else ""
    whole: tuple[Leave, ...] = ()
    for part in parts:
        complete = part if _MONTH.search(part) or not _BARE_DAY.fullmatch(part) else part + shared
        gone, one = joined(whole, read_leave(complete, today, read_date, habits))
        whole = (*(leave for leave in whole if leave not in gone), one)
    return tuple(sorted(whole, key=lambda leave: leave.first))


def _plain(text: str) -> str:
    words = re.sub("[–—−]", "-", " ".join(text.lower().split())).strip(" .!")
    return _START.sub("", words, count=1)


def read_leave(text: str, today: date, read_date: ReadDate, habits: Habits = UNKNOWN) -> Leave:
    """The leave that "24 Dec to 2 Jan", "tomorrow" or "24–28 December" means, said on `today`.

    One date is a leave of one day, "until Friday" starts today, "next week" is Monday to Sunday,
    "Monday for 3 days" counts every day. A leave may have begun: "24 Dec to 2 Jan" is this year's
    on 27 December. `habits` tell the order of 12/1, which is one for both ends of a range.

    Raises NotADate, TwoDates, WhichYear, HalfDay, LeaveEndsBeforeItStarts, LeaveInThePast,
    LeaveTooLong.
    """
    words = _plain(text)
    if words in _TODAY or (not words and _REASON.search(text.lower())):
        return Leave(today, today)
    if _PART_OF_DAY.search(words):
        raise HalfDay(text)

    def read(part: str, said_on: date = today) -> date:
        day = read_date(part, said_on) if part else None
        if day is None:
            raise NotADate(part or text)
        return day

    leave = _named_span(words, today) or _counted(words, today, read)
    leave = leave or _dates(_one_order(words, habits), today, read)
    if leave.last < today:
        raise LeaveInThePast(leave.last)
    days = (leave.last - leave.first).days + 1
    if days > LONGEST_LEAVE:
        raise LeaveTooLong(days, LONGEST_LEAVE)
    return leave


def _named_span(words: str, today: date) -> Leave | None:
    """ "Next week" and the like; of this week or month, what is left of it."""
    span = _SPAN.fullmatch(words)
    if span is None:
        return None
    if span["unit"] == "week":
        last = today + timedelta(days=6 - today.weekday())
    else:
        last = _month_end(today)
    if span["which"] != "next":
        return Leave(today, last)
    first = last + DAY
    return Leave(first, first + timedelta(days=6) if span["unit"] == "week" else _month_end(first))


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _counted(words: str, today: date, read: Callable[[str], date]) -> Leave | None:
    """ "For two weeks", "Monday for 3 days"."""
    said = _FOR.fullmatch(words)
    if said is None:
        return None
    count = _COUNTS.get(said["count"]) or int(said["count"])
    first = read(said["start"]) if said["start"] else today
    try:
        last = first + count * _UNITS[said["unit"]] - DAY
    except OverflowError:  # past the year 9999
        raise NotADate(words) from None
    return Leave(first, last)


def _dates(words: str, today: date, read: Callable[..., date]) -> Leave:
    if until := _UNTIL.fullmatch(words):
        return Leave(today, read(until["last"]))
    parts = _two_dates(words)
    if parts is None:
        day = read(words)
        if _is_yearless(words):
            _check_just_passed(day, today)
        return Leave(day, day)
    first_words, last_words = parts
    first, last = read(first_words), read(last_words)
    if _is_yearless(first_words) and (first.month, first.day) != (last.month, last.day):
        first = _closest_before(last, first)
    if first <= last or _RELATIVE.search(last_words):
        return Leave(first, last)
    coming = read(last_words, first)
    if (coming - first).days > LONGEST_GUESS:
        raise LeaveEndsBeforeItStarts(first, last)
    return Leave(first, coming)


def _check_just_passed(day: date, today: date) -> None:
    """Raises WhichYear: "1 Dec", said on 2 December, is hardly the one in a year."""
    with suppress(ValueError):
        passed = day.replace(year=day.year - 1)
        if 0 < (today - passed).days <= JUST_PASSED:
            raise WhichYear(passed, day)


def _one_order(words: str, habits: Habits) -> str:
    """The words with the numeric dates of a range spelt out, both in one order: their writer's,
    unless only the other makes days of both. Raises TwoDates.
    """
    found = list(_NUMERIC.finditer(words))
    if len(found) < 2:
        return words
    orders = [
        first for first in (True, False) if all(_spelt(each, day_first=first) for each in found)
    ]
    if not orders:
        return words
    order = orders[0]
    if len(orders) == 2:
        if habits.day_first is None:
            raise TwoDates(found[0][0], _either(found[0]))
        order = habits.day_first
    return _NUMERIC.sub(lambda each: _spelt(each, day_first=order), words)


def _spelt(numeric: re.Match[str], *, day_first: bool) -> str:
    """ "12/1" as "1 dec" or "12 jan"; "" where that is no day."""
    day, month = (numeric[1], numeric[2]) if day_first else (numeric[2], numeric[1])
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return ""
    year = (
        ""
        if not numeric[3]
        else f" 20{numeric[3][-2:]}"
        if len(numeric[3]) == 2
        else f" {numeric[3]}"
    )
    return f"{int(day)} {_NAMES[int(month) - 1]}{year}"


def _either(numeric: re.Match[str]) -> tuple[date, date]:
    one, other = int(numeric[1]), int(numeric[2])
    return date(2000, other, one), date(2000, one, other)


def _two_dates(words: str) -> tuple[str, str] | None:
    """The first and last date's words, each complete; None for a single date."""
    if between := _BETWEEN.fullmatch(words):
        return _complete(between[1], between[2])
    parts = _TO.split(words, maxsplit=1)
    if len(parts) == 1:
        # A dash without spaces parts two dates as well, but not the numbers of one.
        masked = _NUMERIC_DATE.sub(lambda numbers: "." * len(numbers[0]), words)
        dash = masked.find("-")
        if dash == -1:
            return None
        parts = [words[:dash].strip(), words[dash + 1 :].strip()]
    return _complete(parts[0], parts[1])


def _complete(first: str, last: str) -> tuple[str, str]:
    """ "24" and "28 December" share their month, as do "Dec 24" and "28"."""
    if (bare := _BARE_DAY.fullmatch(first)) and _MONTH.search(last):
        return _with_day(last, bare["number"]), last
    if (bare := _BARE_DAY.fullmatch(last)) and _MONTH.search(first):
        return first, _with_day(first, bare["number"])
    return first, last


def _with_day(words: str, number: str) -> str:
    """The date's words with another day of the month, and without the weekday."""
    return _DAY_NUMBER.sub(number, re.sub(rf"\b{_WEEKDAY}", "", words), count=1)


def _is_yearless(words: str) -> bool:
    """Whether the words are a day and a month alone: "24 Dec", "Thu 24 December", "24/12"."""
    if _MONTH.search(words):
        return len(re.findall("[0-9]+", words)) == 1
    return _DAY_AND_MONTH.fullmatch(words) is not None


def _closest_before(last: date, first: date) -> date:
    """The day and month of `first` in the year that makes a leave until `last`.

    `first` itself, if every such leave is too long to be guessed.
    """
    for year in (last.year, last.year - 1):
        with suppress(ValueError):  # 29 February comes in leap years only
            day = first.replace(year=year)
            if day <= last and (last - day).days <= LONGEST_GUESS:
                return day
    return first
