"""Reading what people type: plain dates through dateparser, the rest through the rules of goals/.

All of it reads English, and numbers in the order of who wrote them: 4/12 is 4 December to some and
12 April to others.
"""

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from goals import due, sentence
from goals.amounts import western
from goals.due import FULL_DATE, LONGEST, MONTH, SHORT_DATE, WEEKDAY
from goals.errors import TwoDates
from goals.habits import Habits
from goals.leave_words import ReadDate
from goals.people import WORKDAYS, Person
from goals.sentence import Reading
from handlers.habits import habits_of

_DATE = re.compile(
    rf"""{FULL_DATE} | {SHORT_DATE} | yesterday
    | (?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?\.?\ (?:of\ )?(?:{MONTH})\.?(?:,?\ [0-9]{{2}})?
    | (?:in\ )?(?:[0-9]{{1,3}}|[a-z]+)\ (?:days?|weeks?|fortnights?|months?|years?)""",
    re.IGNORECASE | re.VERBOSE,
)
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_NEXT_WEEK = re.compile(
    rf"(?P<day>{WEEKDAY})\ (?:of\ )?next\ week | next\ week\ (?:on\ )?(?P<on>{WEEKDAY})"
    rf"| (?P<after>{WEEKDAY})\ week | a\ week\ (?:on|from)\ (?P<from>{WEEKDAY})",
    re.IGNORECASE | re.VERBOSE,
)
_NUMERIC = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})(?:[/.-]([0-9]{2}|[0-9]{4}))?\.?")
_SPELLINGS = (  # of what dateparser does not know, or takes for another century
    (re.compile(r"\b(thu|wed)(?:rs?|s)\b", re.IGNORECASE), r"\1"),
    (re.compile(r"\bcoming\b", re.IGNORECASE), "next"),
    (re.compile(r"([0-9].*) ['’]?([0-9]{2})$"), r"\1 20\2"),
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(rf"({'|'.join(_WEEKDAYS)})[a-z]*", re.IGNORECASE)
_NAMES_A_DAY = re.compile(rf"/|\b(?:{MONTH})\b", re.IGNORECASE)


YEARS = range(1900, 2200)
DAY_FIRST = Habits(day_first=True)


def dates_of(person: Person) -> ReadDate:
    """`read_date` for what this person types."""
    habits = habits_of(person)
    return lambda text, today: read_date(text, today, habits)


def read_date(text: str, today: date, habits: Habits = DAY_FIRST) -> date | None:
    """The plain date that `text` is, as said on the local date `today`; None where it is none.

    What leaves its year open is the coming one, today included; a weekday comes after today.
    A date in the past comes back where the words say so ("18 December 2019", "yesterday"). Years
    are 1900 to 2199. Raises TwoDates for numbers whose order nobody can know.
    """
    words = " ".join(western(text[: LONGEST + 1]).split())
    if len(text) > LONGEST or not _DATE.fullmatch(words):
        return None
    if iso := _ISO.fullmatch(words):  # dateparser swaps month and day where that makes a date
        return _calendar_day(*iso.groups())
    if numeric := _NUMERIC.fullmatch(words):
        words = _day_first(text, today, habits, *numeric.groups())
    day = (_in_a_week(words, today) or _parse(words, today)) if words else None
    return day if day and day.year in YEARS else None


def read_past_day(text: str, today: date, habits: Habits) -> date | None:
    """The day that is over, or today, that `text` names as said on the local date `today`.

    A weekday is the last one, today included; what leaves its year open is the latest such day.
    None where it is none, or where 4/12 may be either day.
    """
    words = " ".join(western(text[: LONGEST + 1]).split()).casefold().removeprefix("last ")
    if words == "yesterday":
        return today - timedelta(days=1)
    if weekday := _WEEKDAY.fullmatch(words):
        return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(weekday[1])) % 7)
    if (numeric := _NUMERIC.fullmatch(words)) and not _ISO.fullmatch(words):
        first, second, year = numeric.groups()
        return _latest(first, second, year, today, habits)
    day = read_date(words, today)
    if day is None or day <= today or re.search(r"[0-9]{4}", words):
        return day
    return _calendar_day(str(day.year - 1), str(day.month), str(day.day))


def _latest(first: str, second: str, year: str | None, today: date, habits: Habits) -> date | None:
    """The numbers as the latest day that is over, in a person's order."""
    day_first = habits.day_first
    if day_first is None:
        if int(first) <= 12 and int(second) <= 12 and first != second:
            return None
        day_first = int(first) > 12
    day, month = (first, second) if day_first else (second, first)
    if year:
        return _calendar_day(f"20{year[-2:]}" if len(year) == 2 else year, month, day)
    this_year = _calendar_day(str(today.year), month, day)
    if this_year is None or this_year <= today:
        return this_year
    return _calendar_day(str(today.year - 1), month, day)


def read_due(text: str, today: date, fiscal_first_month: int) -> date | None:
    """The due date that `text` as a whole names ("end of March"); see goals.due.read_due."""
    return due.read_due(text, today, fiscal_first_month, read_date)


def read_sentence(
    text: str,
    today: date,
    fiscal_first_month: int,
    habits: Habits = DAY_FIRST,
    workdays: frozenset[int] = WORKDAYS,
) -> Reading:
    """What a goal's sentence tells for its form; see goals.sentence.read_sentence.

    `habits` and `workdays` (0 is Monday) are its owner's.
    """

    def read(words: str, said_on: date) -> date | None:
        try:
            return read_date(words, said_on, habits)
        except TwoDates:
            return None  # the form asks for it

    return sentence.read_sentence(text, today, fiscal_first_month, read, workdays, habits)


@lru_cache(maxsize=1024)
def _parse(words: str, today: date) -> date | None:
    import dateparser  # here, because it takes a tenth of a second that no start should wait for

    for pattern, spelling in _SPELLINGS:
        words = pattern.sub(spelling, words)
    # Seen from yesterday, today's own date is still to come; weekdays and "tomorrow" are not.
    seen_from = today - timedelta(days=1) if _NAMES_A_DAY.search(words) else today
    moment = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "PREFER_DATES_FROM": "future",
            "DATE_ORDER": "DMY",
            "RELATIVE_BASE": datetime.combine(seen_from, time()),
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": False,
            "PARSERS": ["relative-time", "absolute-time"],
        },
    )
    return moment.date() if moment else None


def _in_a_week(words: str, today: date) -> date | None:
    """ "Friday next week" is the next calendar week's, "a week on Friday" after the coming one."""
    said = _NEXT_WEEK.fullmatch(words)
    if said is None:
        return None
    name = next(part for part in said.groups() if part)
    weekday = _WEEKDAYS.index(name[:3].lower())
    if said["day"] or said["on"]:
        return today + timedelta(days=7 - today.weekday() + weekday)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 8)


def _calendar_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _day_first(
    text: str, today: date, habits: Habits, first: str, second: str, year: str | None
) -> str:
    """The numbers as day/month[/year]; "12/18" can only be 18 December. "" where they are no day.

    Raises TwoDates.
    """
    told = [f"20{year[-2:]}" if len(year) == 2 else year] if year else []
    ways = {True: (first, second), False: (second, first)}
    written = {
        order: "/".join([day, month, *told])
        for order, (day, month) in ways.items()
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31
    }
    if len(written) < 2 or first == second:
        return next(iter(written.values()), "")
    if habits.day_first is not None:
        return written[habits.day_first]
    days = [_parse(way, today) for way in written.values()]
    if days[0] and days[1]:
        raise TwoDates(text[:LONGEST], (days[0], days[1]))
    return written[True]
