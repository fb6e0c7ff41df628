"""Reading when people are away, from the words that they type after `/goal away`.

Which date one date's words mean is for the `read_date` that is passed in; what two dates, or words
for several days, make of it is decided here.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from goals.cadence import Leave
from goals.date_order import one_order
from goals.errors import (
    HalfDay,
    LeaveEndsBeforeItStarts,
    LeaveInThePast,
    LeaveTooLong,
    LongLeave,
    NoLastDay,
    NotADate,
    WhichYear,
)
from goals.habits import UNKNOWN, Habits
from goals.leave_spans import COUNTED, counted, named_span, special_day
from goals.leaves import joined
from goals.periods import WEEK

ReadDate = Callable[[str, date], date | None]
"""The local date that words mean when they are said on a given local date: of several, the coming
one, that day included. None if they mean none."""

LONGEST_LEAVE = 366
"""Days, both ends included."""

LONGEST_GUESS = 270
"""Days. Dates without a year are moved to another year only if the leave is no longer than this:
"24 Nov to 20 Nov" is a slip, not a year off."""

LONGEST_TEXT = 300
"""Characters: more than any list of days needs."""

LONG_LEAVE = 56
"""Days. A longer leave to come is asked about, unless its words count it or say its year."""

_START = re.compile(
    r"^(?:(?:from|on|over|starting|off|away|out of office|out|ooo|i'?m|i am|will|be|feeling|"
    r"not|sick days?|sick|ill|unwell|well|pto|leave|(?:annual|parental|sick|unpaid) leave|time off|"
    r"days? off|off work|vacation|hols?|holidays?|jury duty|(?:bank|public) holiday|training|"
    r"taking)\b[\s:,]*)+"
)
_REASON = re.compile(
    r"\b(?:sick|ill|unwell|not well|not feeling well|pto|ooo|leave|vacation|hols?|holidays?|off|"
    r"out|away)\b"
)
_OPEN = re.compile(r"\b(?:from|starting|beginning|as of)\b")
_TODAY = re.compile(r"(?:for )?(?:all day|(?:the )?(?:whole |rest of (?:the )?)?(?:day|today))")
_PART_OF_DAY = re.compile(
    r"\b(?:morning|afternoon|evening|tonight|half|hours?|noon|lunch|midday|(?:[0-9]{1,2}"
    r"(?::[0-9]{2})? ?)?[ap]m|[0-9]{1,2}:[0-9]{2})\b|½|(?<![0-9/])1/2(?=\s+(?:an?\s+)?day)"
)
_SPELLINGS = (
    (re.compile("[–—−→]|\\.\\.+"), "-"),
    (re.compile(r"\b(?:tmrw?|tmw|tomorow|2moro)\b"), "tomorrow"),
    (re.compile(r"\bthru\b"), "through"),
    (re.compile(r"\b(?:inclusive|incl\.?|included|please)(?!\w)"), ""),
)
_AND = re.compile(r"\s*(?:,|;|&|\band\b)\s*")
JUST_PASSED = 90
"""Days. A single day that passed so lately, and not the one in a year, may be meant."""
_UNTIL = re.compile(r"(?:until|till?|to|through)\s+(?P<last>.+)")
_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)")
_TO = re.compile(r"\s+(?:to|until|till?|through|-)\s+")
_SINCE = re.compile(r"since\s+.+")

_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b,?\s*"
_MONTH = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b")
_DAY_NUMBER = re.compile(r"\b[0-9]{1,2}(?:st|nd|rd|th)?\b")
_BARE_DAY = re.compile(rf"(?:{_WEEKDAY})?(?P<number>{_DAY_NUMBER.pattern})")
_DAY_AND_MONTH = re.compile(r"[0-9]{1,2}[./][0-9]{1,2}\.?")
_NAMED_DAY = re.compile(rf"{_MONTH.pattern}|[0-9][/.][0-9]")
_NUMERIC_DATE = re.compile(r"[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,4}")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b|[/.][0-9]{1,2}[/.][0-9]{2}\b|['’][0-9]{2}\b")
_RELATIVE = re.compile(r"\b(?:today|tomorrow|yesterday|in|ago)\b")


def read_leaves(
    text: str, today: date, read_date: ReadDate, habits: Habits = UNKNOWN
) -> tuple[Leave, ...]:
    """The leaves that the words mean: one, or for "Monday and Wednesday" each day's, those that
    touch as one. Raises what `read_leave` does, LongLeave, and WhichYear for a whole leave.
    """
    if len(text) > LONGEST_TEXT:
        raise NotADate(text)
    words = one_order(_plain(text), today, habits)
    try:
        return (_sure(read_leave(text, today, read_date, habits), words, today),)
    except NotADate:
        parts = [part for part in _AND.split(words) if part]
        if len(parts) < 2:
            raise
    months = [found[0] for part in parts if (found := _MONTH.search(part))]
    shared = f" {months[0]}" if len(set(months)) == 1 else ""
    whole: tuple[Leave, ...] = ()
    for part in parts:
        complete = part if _MONTH.search(part) or not _BARE_DAY.fullmatch(part) else part + shared
        leave = _sure(read_leave(complete, today, read_date, habits), complete, today)
        gone, one = joined(whole, leave)
        whole = (*(leave for leave in whole if leave not in gone), one)
    return tuple(sorted(whole, key=lambda leave: leave.first))


def _sure(leave: Leave, words: str, today: date) -> Leave:
    """The leave, where its words are sure of it. Raises WhichYear for days that have just passed
    and are a year away, LongLeave for a leave that may be a slip.
    """
    if _YEAR.search(words) or COUNTED.fullmatch(words) or not _NAMED_DAY.search(words):
        return leave
    _check_just_passed(leave.last, today)
    if (leave.last - max(leave.first, today)).days >= LONG_LEAVE:
        raise LongLeave(max(leave.first, today), leave.last)
    return leave


def _plain(text: str) -> str:
    words = " ".join(text.lower().split())
    for pattern, spelling in _SPELLINGS:
        words = pattern.sub(spelling, words)
    return _START.sub("", " ".join(words.split()).strip(" .!"), count=1)


def read_leave(text: str, today: date, read_date: ReadDate, habits: Habits = UNKNOWN) -> Leave:
    """The leave that "24 Dec to 2 Jan", "tomorrow" or "24–28 December" means, said on `today`.

    One date is a leave of one day, "until Friday" starts today, "next week" is Monday to Sunday,
    "Monday for 3 days" counts every day. A leave may have begun: "24 Dec to 2 Jan" is this year's
    on 27 December. `habits` tell the order of 12/1, which is one for both ends of a range.

    Raises NotADate, TwoDates, WhichYear, HalfDay, NoLastDay, LeaveEndsBeforeItStarts,
    LeaveInThePast, LeaveTooLong.
    """
    words = _plain(text)
    if _TODAY.fullmatch(words) or (not words and _REASON.search(text.lower())):
        return Leave(today, today)
    if _PART_OF_DAY.search(words):
        raise HalfDay(text)
    words = one_order(words, today, habits)

    def read(part: str, said_on: date = today) -> date:
        day = special_day(part, said_on) or (read_date(part, said_on) if part else None)
        if day is None or re.match(r"(?:in\s+)?0+\s", part):
            raise NotADate(part or text)
        return day

    leave = named_span(words, today, read) or counted(words, today, read)
    leave = leave or _dates(words, today, read)
    if leave.first == leave.last and not leave.first <= today and _is_open(text, words):
        raise NoLastDay(leave.first)
    if leave.last < today:
        raise LeaveInThePast(leave.last)
    days = (leave.last - leave.first).days + 1
    if days > LONGEST_LEAVE:
        raise LeaveTooLong(days, LONGEST_LEAVE)
    return leave


def _is_open(text: str, words: str) -> bool:
    """Whether "from Monday" says when a leave begins, and not when it ends."""
    lead = text.lower()[: len(text) - len(words)]
    return bool(_OPEN.search(lead)) and not COUNTED.fullmatch(words) and _two_dates(words) is None


def _dates(words: str, today: date, read: Callable[..., date]) -> Leave:
    if _SINCE.fullmatch(words):
        return Leave(today, today)
    if until := _UNTIL.fullmatch(words):
        last = read(until["last"])
        is_weekday = re.fullmatch(_WEEKDAY, until["last"])
        return Leave(today, last + WEEK if is_weekday and last == today else last)
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
