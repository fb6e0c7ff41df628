"""Due dates in people's words: "within six months", "by the end of the fiscal year", "Q3".

Plain calendar dates ("18 December", "Friday") go to a `read_date` that is passed in. The rest are
rules of periods:
- A period is due at its end: "by March" and "in March" are 31 March; "next quarter" and "within the
  next quarter" are the last day of the calendar quarter after this one.
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
    add_months,
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
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NTH = "(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_NUMERIC = "(?:0?[1-9]|[12][0-9]|3[01])(?P<sep>[/.-])[0-9]{1,2}(?P=sep)"
_YEAR = "(?:19|20)[0-9]{2}"
_FLAGS = re.IGNORECASE | re.VERBOSE

FULL_DATE = rf"""(?:
    (?: (?:{WEEKDAY})\.?,?\ )?
    (?: (?:the\ )?{_NTH}\ (?:of\ )?(?:{MONTH})\b\.? | (?:{MONTH})\.?\ (?:the\ )?{_NTH}(?!\w) )
    (?: ,?\ {_YEAR} | ,?\ ['’][0-9]{{2}} )?
  | {_YEAR}-[0-9]{{1,2}}-[0-9]{{1,2}} | {_NUMERIC}{_YEAR}
  | (?:this|next|coming)\ (?:{WEEKDAY}) )"""
"""A date that stands for itself anywhere in a sentence (a verbose pattern)."""

SHORT_DATE = rf"""(?: {WEEKDAY} | tomorrow | today | tonight
  | {_NTH}/[0-9]{{1,2}}(?:/[0-9]{{2}})? | {_NTH}\.[0-9]{{1,2}}\. )"""
"""A date only where a word like "by" says so (a verbose pattern)."""

_FIRM = r"by|before|until|till?|on|no\ later\ than|not\ later\ than|due(?:\ by|\ on)?|deadline:?"
_LOOSE = r"in|within|over|during|for|at|through(?:out)?"
_END_OF = r"(?:the\ )?(?:very\ )?(?:end|close)\ of\ "
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


def read_due(text: str, today: date, fiscal_first_month: int, read_date: ReadDate) -> date | None:
    """The day that `text` as a whole names as a due date, None where it names none.

    Today or an earlier day comes back as said. `fiscal_first_month` is 1 to 12.
    """
    words = " ".join(western(text[: LONGEST + 1]).split()).strip(" ,;!")
    if len(text) > LONGEST:
        return None
    words = re.sub(rf"^(?:{_FIRM}|{_LOOSE})\ ", "", words, flags=_FLAGS)
    said = _Said(today, fiscal_first_month, read_date)
    for rule in _RULES:
        if match := rule.alone.fullmatch(words.rstrip(".")):
            return rule.meaning(match, said)
    return read_date(words, today)


def find_dues(
    text: str, today: date, fiscal_first_month: int, read_date: ReadDate
) -> tuple[Due, ...]:
    """The due clauses of a sentence, from left to right; of those that overlap, the longest."""
    said = _Said(today, fiscal_first_month, read_date)
    text = western(text)
    found = [(match, rule) for rule in _RULES for match in rule.within(text)]
    found.sort(key=lambda each: (each[0].start(), -each[0].end()))
    dues: list[Due] = []
    for match, rule in found:
        if not dues or match.start() >= dues[-1].end:
            words, is_firm = match["clause"], bool(match["firm"])
            dues.append(Due(rule.meaning(match, said), words, is_firm, *match.span()))
    return tuple(dues)


class _Rule:
    """A kind of phrase, what it needs before it, and what day it means."""

    def __init__(self, pattern: str, meaning: _Meaning, needs: _Needs = _Needs.NOTHING) -> None:
        self.meaning = meaning
        self.needs = needs
        self.alone = re.compile(pattern, _FLAGS)
        self.inside = re.compile(
            rf"""(?<![\w.,/:#-]) (?:(?:(?P<firm>{_FIRM})|(?P<loose>{_LOOSE}))\ )?
            (?P<clause>{pattern}) (?! \w | % | [./:-]?[0-9] | -\w )""",
            _FLAGS,
        )

    def within(self, text: str) -> Iterator[re.Match[str]]:
        for match in self.inside.finditer(text):
            if self.needs <= (2 if match["firm"] else 1 if match["loose"] else 0):
                yield match


def _plain(match: re.Match[str], said: _Said) -> date | None:
    return said.read_date(match["date"], said.today)


def _count(match: re.Match[str], said: _Said) -> date:
    word = (match["count"] or "one").lower()
    word = {"a": "one", "an": "one"}.get(word, word)
    count = int(word) if word.isdecimal() else SMALL_NUMBERS.index(word)
    unit = (match["unit"] or "half").lower()
    if days := {"day": 1, "week": 7, "fortnight": 14}.get(unit):
        return said.today + count * days * DAY
    return add_months(said.today, count * {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit])


def _period(match: re.Match[str], said: _Said) -> date:
    part = match.groupdict()
    letter = part["period"][0].lower()
    is_fiscal = part["fiscal"] or letter == "f"
    first_month = said.fiscal_first_month if is_fiscal else 1
    end_of: Callable[[date], date] = {
        "w": end_of_week,
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


def _holiday(match: re.Match[str], said: _Said) -> date:
    name = re.sub("['’]", "", match["holiday"].lower()).replace("xmas", "christmas")
    return coming(said.today, HOLIDAYS[name])


_DETERMINER = r"(?:the\ |our\ |my\ )?"
_COUNT = rf"""{_DETERMINER}(?:next\ |coming\ |following\ )?
    (?: (?P<count>[0-9]{{1,3}} | an?(?!\ day) | {"|".join(SMALL_NUMBERS)})
        \ (?P<unit>day|week|fortnight|month|quarter|year)s?['’]?(?:\ time)?
      | half\ a\ year ) (?!\ old)"""
_FROM_NOW = r"\ from\ (?:now|today)"
_MONTH_NAME = rf"(?P<month>{MONTH})\b\.?(?:,?\ (?P<year>{_YEAR}))?"
_SHORT_YEAR = r"(?P<year>(?:fy\ ?|['’])?20[0-9]{2}|(?:fy\ ?|['’])[0-9]{2})"

_RULES = (
    _Rule(rf"(?P<date>{FULL_DATE})", _plain),
    _Rule(rf"(?P<date>{SHORT_DATE})", _plain, _Needs.FIRM),
    _Rule(rf"the\ (?P<day>{_NTH})(?<=[a-z])", _day_of_month, _Needs.FIRM),
    _Rule(
        rf"""(?P<of>{_END_OF})? {_DETERMINER}
        (?: (?P<this>this\ |current\ ) | (?P<next>next\ |coming\ |following\ ) )?
        {_FISCAL}(?P<period>week|month|quarter|year|fy)
        (?(of)|(?(this)|(?(next)|[ -]?end)))""",
        _period,
    ),
    _Rule(rf"the\ {_FISCAL}(?P<period>week|month|quarter|year|fy)", _period, _Needs.LOOSE),
    _Rule(r"eo(?P<fiscal>f)?(?P<period>[wmqy])", _period),
    _Rule(_MONTH_NAME, _month, _Needs.LOOSE),
    _Rule(_END_OF + _MONTH_NAME, _month),
    _Rule(rf"(?:mid|(?:the\ )?middle\ of)[ -]{_MONTH_NAME}", _mid_month),
    _Rule(
        rf"(?:{_END_OF})?(?:the\ )?q(?P<number>[1-4])(?:,?\ (?:of\ )?{_SHORT_YEAR})?",
        _quarter,
        _Needs.LOOSE,
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
