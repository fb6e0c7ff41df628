"""Due dates in people's words: "within six months", "by the end of the fiscal year", "Q3".

Plain calendar dates ("18 December", "Friday") go to a `read_date` that is passed in. The rest are
rules of periods:
- A period is due at its end: "by March" and "in March" are 31 March; "next quarter" and "within the
  next quarter" are the last day of the calendar quarter after this one. Its start is what "by the
  start of March" says, and "before March" is the day before that.
- "The quarter" is the calendar's; "the fiscal quarter" and "Q3" are the team's.
- A period's end comes after today: on 31 December "the end of the year" is a year away. Only words
  that name a day or their year can mean today or the past; they are read as said, for the caller
  to refuse.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from goals.amounts import SMALL_NUMBERS, western
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

LONGEST = 60
"""Characters: more than any date needs."""

MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
WEEKDAY = (
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|"
    "sat(?:urday)?|sun(?:day)?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NTH = "(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_NUMERIC = "(?:0?[1-9]|[12][0-9]|3[01])(?P<sep>[/.-])[0-9]{1,2}(?P=sep)"
_YEAR = "(?:19|20)[0-9]{2}"
_FLAGS = re.IGNORECASE | re.VERBOSE

FULL_DATE = rf"""(?:
    (?: (?:{WEEKDAY})\.?,?\ )?
    (?: (?:the\ )?{_NTH}\ (?:of\ )?(?:{MONTH})\b\.? | (?:{MONTH})\.?\ (?:the\ )?{_NTH}(?!\w) )
    (?: ,?\ {_YEAR} | ,?\ [0-9]{{4}}(?=\s*(?:$|[,.;)])) | ,?\ ['’][0-9]{{2}} )?
  | {_YEAR}(?P<iso>[-/.])[0-9]{{1,2}}(?P=iso)[0-9]{{1,2}} | {_NUMERIC}{_YEAR}
  | (?:{WEEKDAY})\ (?:of\ )?(?:next\ )?week | next\ week\ (?:on\ )?(?:{WEEKDAY})
  | a\ week\ (?:on|from)\ (?:{WEEKDAY})
  | (?:this|next|coming)\ (?:{WEEKDAY}) )"""
"""A date that stands for itself anywhere in a sentence (a verbose pattern)."""

SHORT_DATE = rf"""(?: {WEEKDAY} | tomorrow | today | tonight
  | {_NTH}/[0-9]{{1,2}}(?:/[0-9]{{2}})? | {_NTH}\.[0-9]{{1,2}}\. )"""
"""A date only where a word like "by" says so (a verbose pattern)."""

_BEFORE = r"before|prior\ to|ahead\ of"
_FIRM = (
    rf"by|{_BEFORE}|until|till?|on|no\ later\ than|not\ later\ than|due(?:\ by|\ on)?|deadline:?"
)
_LOOSE = r"in|within|over|during|for|at|through(?:out)?"
_END_OF = r"(?:the\ )?(?:very\ )?(?:end|close)(?:\ of)?\ "
_END_OF_DAY = (
    r"(?:(?:eod|cob|noon|midday|midnight|"
    r"(?:the\ )?(?:end|close)\ of\ (?:the\ )?(?:day|business|play)|"
    r"[0-9]{1,2}(?::[0-9]{2})?\ ?[ap]m|first\ thing),?\ (?:on\ )?)"
)
_FISCAL = r"(?:(?P<fiscal>fiscal|financial|business)\ |calendar\ )?"


class _Needs(IntEnum):
    """What a phrase needs before it to be a due date in the midst of a sentence."""

    NOTHING = 0
    LOOSE = 1  # "in", "within", "during"
    FIRM = 2  # "by", "until", "on"


class _Said(NamedTuple):
    """When and where a phrase is said: all that its meaning hangs on."""

    today: date
    fiscal_first_month: int
    read_date: ReadDate
    workdays: frozenset[int] = WORKDAYS


_Meaning: TypeAlias = Callable[[re.Match[str], _Said], date | None]


@dataclass(frozen=True, slots=True)
class Due:
    """A due clause in a text, from `start` to `end`, its "by" included.

    `words` are those of the date alone. `day` is None where the calendar has no such day
    ("31 February"). A firm clause says "by", "until" or "on".
    """

    day: date | None
    words: str
    is_firm: bool
    start: int
    end: int
    is_due: bool = True
    """False for when the goal begins ("from 1 December"), or when a number was measured."""


def read_due(
    text: str,
    today: date,
    fiscal_first_month: int,
    read_date: ReadDate,
    workdays: frozenset[int] = WORKDAYS,
) -> date | None:
    """The day that `text` as a whole names as a due date, None where it names none.

    Today or an earlier day comes back as said. `fiscal_first_month` is 1 to 12.
    """
    words = " ".join(western(text[: LONGEST + 1]).split()).strip(" ,;!")
    if len(text) > LONGEST:
        return None
    lead = re.match(rf"(?:{_FIRM}|{_LOOSE})\ ", words, flags=_FLAGS)
    words = words[lead.end() :] if lead else words
    said = _Said(today, fiscal_first_month, read_date, workdays)
    for rule in _RULES:
        if match := rule.alone.fullmatch(words.rstrip(".")):
            return rule.day(match, said, is_before=lead is not None and _is_before(lead[0]))
    return read_date(words, today)


def find_dues(
    text: str,
    today: date,
    fiscal_first_month: int,
    read_date: ReadDate,
    workdays: frozenset[int] = WORKDAYS,
) -> tuple[Due, ...]:
    """The due clauses of a sentence, from left to right; of those that overlap, the longest.

    With them stand the dates that are none: "from 1 December, reply to…", "from 82% in October".
    """
    said = _Said(today, fiscal_first_month, read_date, workdays)
    text = western(text)
    found = [(match, rule) for rule in _RULES for match in rule.within(text)]
    found.sort(key=lambda each: (each[0].start(), -each[0].end()))
    dues: list[Due] = []
    for match, rule in found:
        if dues and match.start() < dues[-1].end:
            continue
        words, firm = match["clause"], match["firm"] or ""
        day = rule.day(match, said, is_before=_is_before(firm))
        dues.append(Due(day, words, bool(firm), *match.span(), not _is_past(text, match)))
    return tuple(dues)


_BEGINS = re.compile(
    r"\b(?:from|starting|beginning|commencing|effective|since|start(?:ing)? on|as (?:of|from))\s+$",
    re.I,
)
_MEASURED = re.compile(r"\b(?:from|was|were|currently|now)\s+[^,;.]{0,12}[0-9][^,;]{0,12}$", re.I)


def _is_past(text: str, match: re.Match[str]) -> bool:
    before = text[max(match.start() - 40, 0) : match.start()]
    is_measured = bool(match["loose"]) and match["loose"].lower() == "in"
    return bool(_BEGINS.search(before)) or (is_measured and bool(_MEASURED.search(before)))


def _is_before(firm: str) -> bool:
    return re.fullmatch(_BEFORE, firm.strip(), _FLAGS) is not None


class _Rule:
    """A kind of phrase, what it needs before it, and what day it means.

    `months`: how long the period is whose end it means; 0 for a week, None for a day.
    """

    def __init__(
        self,
        pattern: str,
        meaning: _Meaning,
        needs: _Needs = _Needs.NOTHING,
        months: int | Callable[[re.Match[str]], int] | None = None,
    ) -> None:
        self.meaning = meaning
        self.needs = needs
        self.months = months
        self.alone = re.compile(pattern, _FLAGS)
        self.inside = re.compile(
            rf"""(?<![\w.,/:#-]) (?:(?:(?P<firm>{_FIRM})|(?P<loose>{_LOOSE}))\ )?
            (?P<clause>{pattern}) (?! \w | % | [./:-]?[0-9] | -\w )""",
            _FLAGS,
        )

    def day(self, match: re.Match[str], said: _Said, *, is_before: bool) -> date | None:
        """The day that the phrase means: a period's end, or its start or the day before that."""
        is_start = bool(match.groupdict().get("start"))
        is_end = bool(match.groupdict().get("of"))
        if self.months is None or not (is_start or is_before) or (is_before and is_end):
            return self.meaning(match, said)
        months = self.months(match) if callable(self.months) else self.months
        seen_from = said
        for _ in range(3):  # one that has begun is over before it is due: the next is meant
            end = self.meaning(match, seen_from)
            if end is None:
                return None
            begins = _start_of(end, months)
            day = begins if is_start else begins - DAY
            if day > said.today or match.groupdict().get("year"):
                return day
            seen_from = said._replace(today=end)
        return None

    def within(self, text: str) -> Iterator[re.Match[str]]:
        for match in self.inside.finditer(text):
            if self.needs <= (2 if match["firm"] else 1 if match["loose"] else 0):
                yield match


def _start_of(end: date, months: int) -> date:
    """The first day of the period of so many months (0: a week) that ends then."""
    if not months:
        return end - end.weekday() * DAY
    return add_months(end.replace(day=1), 1 - months)


def _plain(match: re.Match[str], said: _Said) -> date | None:
    return said.read_date(match["date"], said.today)


def _no_day(match: re.Match[str], said: _Said) -> None:
    """What says roughly when, or a day that no calendar has: its owner is asked."""


def _end_of_today(match: re.Match[str], said: _Said) -> date:
    return said.today


def _month_and_year(match: re.Match[str], said: _Said) -> date:
    return end_of_month(date(int(match["year"]), int(match["month"]), 1))


def _half(match: re.Match[str], said: _Said) -> date:
    quarter = 2 if (match["half"] or match["word"]).lower() in ("1", "first") else 4
    if match["year"]:
        year = 2000 + int(match["year"][-2:])
        return named_quarter_end(year, quarter, said.fiscal_first_month)
    years = range(said.today.year, said.today.year + 3)
    ends = (named_quarter_end(year, quarter, said.fiscal_first_month) for year in years)
    return next(end for end in ends if end > said.today)


def _mid_next_month(match: re.Match[str], said: _Said) -> date:
    month = add_months(said.today.replace(day=1), match["which"].lower() == "next")
    middle = month.replace(day=15)
    return middle if middle > said.today else add_months(middle, 1)


def _nth_in_month(match: re.Match[str], said: _Said) -> date | None:
    """ "The first Monday of December", "the last working day of the month"."""
    ends = _ends_of_named_months(match, said)
    for end in ends:
        days = [end.replace(day=number + 1) for number in range(end.day)]
        if match["weekday"]:
            weekday = _WEEKDAYS.index(match["weekday"][:3].lower())
            days = [day for day in days if day.weekday() == weekday]
        elif match["working"]:
            days = [day for day in days if day.weekday() in (said.workdays or WORKDAYS)]
        which = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
        day = days[which[match["nth"].lower()]]
        if day > said.today or match["year"]:
            return day
    return None


def _ends_of_named_months(match: re.Match[str], said: _Said) -> list[date]:
    """The ends of the months that a phrase may mean, the nearest first."""
    if match["year"]:
        return [_month(match, said)]
    first = said.today.replace(day=1)
    if match["month"]:
        away = (_MONTHS.index(match["month"][:3].lower()) + 1 - first.month) % 12
        return [end_of_month(add_months(first, away + more)) for more in (0, 12)]
    ahead = 1 if "next" in match["which"].lower() else 0
    return [end_of_month(add_months(first, ahead + more)) for more in (0, 1)]


def _count(match: re.Match[str], said: _Said) -> date:
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


def _period(match: re.Match[str], said: _Said) -> date:
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


def _month(match: re.Match[str], said: _Said) -> date:
    month = _MONTHS.index(match["month"][:3].lower()) + 1
    if match["year"]:
        return end_of_month(date(int(match["year"]), month, 1))
    return coming(said.today, lambda year: end_of_month(date(year, month, 1)))


def _mid_month(match: re.Match[str], said: _Said) -> date:
    month = _MONTHS.index(match["month"][:3].lower()) + 1
    if match["year"]:
        return date(int(match["year"]), month, 15)
    return coming(said.today, lambda year: date(year, month, 15))


def _quarter(match: re.Match[str], said: _Said) -> date:
    number, first_month = int(match["number"]), said.fiscal_first_month
    if match["year"]:
        return named_quarter_end(2000 + int(match["year"][-2:]), number, first_month)
    years = range(said.today.year, said.today.year + 3)  # the fiscal year may be the next already
    ends = (named_quarter_end(year, number, first_month) for year in years)
    return next(end for end in ends if end > said.today)


def _year(match: re.Match[str], said: _Said) -> date:
    is_fiscal = "fiscal" in match.groupdict()
    year = 2000 + int(match["year"][-2:])
    return named_year_end(year, said.fiscal_first_month if is_fiscal else 1)


def _day_of_month(match: re.Match[str], said: _Said) -> date:
    day = int(re.sub(r"\D", "", match["day"]))
    months = (add_months(said.today.replace(day=1), ahead) for ahead in range(4))
    days = (month.replace(day=day) for month in months if day <= end_of_month(month).day)
    return next(each for each in days if each > said.today)


def _day_of_next_month(match: re.Match[str], said: _Said) -> date | None:
    day = int(re.sub(r"\D", "", match["day"]))
    month = said.today.replace(day=1)
    if match["which"].lower() != "this":
        month = add_months(month, 1)
    return month.replace(day=day) if day <= end_of_month(month).day else None


def _months_of(match: re.Match[str]) -> int:
    return {"w": 0, "m": 1, "q": 3, "y": 12, "f": 12}[match["period"][0].lower()]


def _holiday(match: re.Match[str], said: _Said) -> date:
    name = re.sub("['’]", "", match["holiday"].lower()).replace("xmas", "christmas")
    return coming(said.today, HOLIDAYS[name])


_DETERMINER = r"(?:the\ |our\ |my\ )?"
_COUNT = rf"""{_DETERMINER}(?:next\ |coming\ |following\ )?
    (?: (?P<count>[0-9]{{1,3}} | an?(?!\ day|\ couple) | a\ couple\ of | {"|".join(SMALL_NUMBERS)})
        \ (?:(?P<working>working|business|work)\ )?
        (?P<unit>day|week|wk|fortnight|month|mth|mo|quarter|year|yr)s?['’]?(?:\ time)?
      | half\ a\ year ) (?!\ old)"""
_FROM_NOW = r"\ from\ (?:now|today)"
_MONTH_NAME = rf"(?P<month>{MONTH})\b\.?(?:,?\ (?P<year>{_YEAR}))?"
_START_OF = r"(?P<start>(?:the\ )?(?:very\ )?(?:start|beginning|first\ day)\ of\ )"
_SHORT_YEAR = r"(?P<year>(?:fy\ ?|['’])?20[0-9]{2}|(?:fy\ ?|['’])[0-9]{2})"

_NO_SUCH_DAY = rf"""(?: (?:0|00|3[2-9]|[4-9][0-9])(?:st|nd|rd|th)?\ (?:of\ )?(?:{MONTH})\b
  | (?:{MONTH})\.?\ (?:the\ )?(?:0|00|3[2-9]|[4-9][0-9])(?:st|nd|rd|th)?(?=\s*(?:$|[,.;)]))
  | (?:3[2-9]|[4-9][0-9])/(?:0?[1-9]|1[0-2])(?:/[0-9]{{2,4}})? )"""
_IN_MONTH = rf"(?:{_MONTH_NAME}|(?P<which>(?:the|this|next|the\ next)\ month))"

_RULES = (
    _Rule(rf"{_END_OF_DAY}?(?P<date>{FULL_DATE})", _plain),
    _Rule(rf"{_END_OF_DAY}?(?P<date>{SHORT_DATE})", _plain, _Needs.FIRM),
    _Rule(_NO_SUCH_DAY, _no_day, _Needs.FIRM),
    _Rule(
        r"eod|cob|(?:the\ )?(?:end|close)\ of\ (?:(?:the\ )?(?:day|business)|today)",
        _end_of_today,
        _Needs.FIRM,
    ),
    _Rule(
        rf"""(?:the\ )?(?P<nth>first|second|third|fourth|last)\ (?: (?P<weekday>{WEEKDAY})
        | (?:(?P<working>working|business|work)\ )?day )\ (?:of|in)\ {_IN_MONTH}""",
        _nth_in_month,
    ),
    _Rule(
        rf"""(?:early|(?:the\ )?(?:first|second|third)\ week\ (?:of|in))[ -]{_MONTH_NAME}
        | (?:the\ )?(?:(?:early|late|mid)[ -])?(?:spring|summer|autumn|winter)(?:\ {_YEAR})?""",
        _no_day,
        _Needs.LOOSE,
    ),
    _Rule(rf"late[ -]{_MONTH_NAME}", _month, _Needs.LOOSE),
    _Rule(r"(?:mid|(?:the\ )?middle\ of)[ -](?P<which>this|the|next)\ month", _mid_next_month),
    _Rule(rf"(?:from\ )?(?:{MONTH})(?:\ to\ |\ ?[-–]\ ?|\ until\ ){_MONTH_NAME}", _month),
    _Rule(r"(?P<month>0?[1-9]|1[0-2])/(?P<year>20[2-9][0-9])", _month_and_year, _Needs.FIRM),
    _Rule(r"(?P<year>20[2-9][0-9])-(?P<month>0[1-9]|1[0-2])", _month_and_year, _Needs.FIRM),
    _Rule(
        rf"(?:{_END_OF})?(?:the\ )?(?:h(?P<half>[12])|(?P<word>first|second)\ half)"
        rf"(?:,?[ /](?:of\ )?(?:the\ year|{_SHORT_YEAR}))?",
        _half,
        _Needs.LOOSE,
    ),
    _Rule(r"(?:the\ )?year[- ]end,?\ (?P<year>20[2-9][0-9])", _year),
    _Rule(
        rf"(?:the\ )?(?P<day>{_NTH})(?<=[a-z])\ of\ "
        r"(?P<which>this|next|the\ (?:next|coming))\ month",
        _day_of_next_month,
    ),
    _Rule(rf"(?:the\ )?(?P<day>{_NTH})(?<=[a-z])", _day_of_month, _Needs.FIRM),
    _Rule(
        rf"""(?:(?P<of>{_END_OF})|{_START_OF})? {_DETERMINER}
        (?: (?P<this>this\ |current\ ) | (?P<next>next\ |coming\ |following\ ) )?
        {_FISCAL}(?P<period>week|month|quarter|year|fy)
        (?(of)|(?(start)|(?(this)|(?(next)|[ -]?end))))""",
        _period,
        months=_months_of,
    ),
    _Rule(
        rf"the\ {_FISCAL}(?P<period>week|month|quarter|year|fy)",
        _period,
        _Needs.LOOSE,
        months=_months_of,
    ),
    _Rule(r"eom\ (?:of\ )?" + _MONTH_NAME, _month),
    _Rule(r"eo(?P<fiscal>f)?(?P<period>[wmqy])", _period),
    _Rule(
        rf"{_MONTH_NAME}(?!\ (?:the\ )?[0-9]{{1,2}}(?:st|nd|rd|th)?\s*(?:$|[,.;)]))",
        _month,
        _Needs.LOOSE,
        months=1,
    ),
    _Rule(rf"(?P<of>{_END_OF}){_MONTH_NAME}", _month),
    _Rule(_START_OF + _MONTH_NAME, _month, months=1),
    _Rule(rf"(?:mid|(?:the\ )?middle\ of)[ -]{_MONTH_NAME}", _mid_month),
    _Rule(
        rf"(?:(?P<of>{_END_OF})|{_START_OF})?(?:the\ )?"
        rf"q(?P<number>[1-4])(?:,?[ /-](?:of\ )?{_SHORT_YEAR})?",
        _quarter,
        _Needs.LOOSE,
        months=3,
    ),
    _Rule(
        rf"(?:(?P<of>{_END_OF})|{_START_OF})?"
        r"(?P<year>(?:fy\ ?['’]?)?20[0-9]{2}|fy\ ?['’]?[0-9]{2})[ -]q(?P<number>[1-4])",
        _quarter,
        months=3,
    ),
    # "By 2030" is a year only where nothing is counted: "by 2030 calls" is not.
    _Rule(rf"(?:{_END_OF})?(?P<year>20[2-9][0-9])(?=[,.;)]|$)", _year, _Needs.LOOSE),
    _Rule(
        rf"(?:{_END_OF})?(?P<fiscal>fy\ ?['’]?|fiscal\ year\ )(?P<year>(?:20)?[0-9]{{2}})", _year
    ),
    _Rule(
        r"""(?:the\ )?
        (?P<holiday> (?:christmas|xmas)(?:\ eve)? | new\ year(?:['’]?s\ eve)? | easter | halloween
          | thanksgiving | black\ friday | cyber\ monday ) (?:['’]?s)?(?:\ day)?""",
        _holiday,
        _Needs.LOOSE,
    ),
    _Rule(rf"{_COUNT}(?:{_FROM_NOW})?", _count, _Needs.LOOSE),
    _Rule(_COUNT + _FROM_NOW, _count),
)
