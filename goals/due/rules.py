"""The kinds of phrases that name a due date, and what each needs around it."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from enum import IntEnum

from goals.due import meanings
from goals.due.meanings import Context, Meaning
from goals.due.words import (
    COUNT,
    DETERMINER,
    END_OF,
    END_OF_DAY,
    FIRM,
    FISCAL,
    FLAGS,
    FROM_NOW,
    FULL_DATE,
    IN_MONTH,
    LOOSE,
    MONTH,
    MONTH_NAME,
    NO_SUCH_DAY,
    NTH,
    SHORT_DATE,
    SHORT_YEAR,
    START_OF,
    WEEKDAY,
    YEAR,
)
from goals.periods import DAY, add_months


class Needs(IntEnum):
    """What a phrase needs before it to be a due date in the midst of a sentence."""

    NOTHING = 0
    LOOSE = 1  # "in", "within", "during"
    FIRM = 2  # "by", "until", "on"


class Rule:
    """A kind of phrase, what it needs before it, and what day it means.

    `months`: how long the period is whose end it means; 0 for a week, None for a day.
    """

    def __init__(
        self,
        pattern: str,
        meaning: Meaning,
        needs: Needs = Needs.NOTHING,
        months: int | Callable[[re.Match[str]], int] | None = None,
    ) -> None:
        self.meaning = meaning
        self.needs = needs
        self.months = months
        self.alone = re.compile(pattern, FLAGS)
        self.inside = re.compile(
            rf"""(?<![\w.,/:#-]) (?:(?:(?P<firm>{FIRM})|(?P<loose>{LOOSE}))\ )?
            (?P<clause>{pattern}) (?! \w | % | [./:-]?[0-9] | -\w )""",
            FLAGS,
        )

    def day(self, match: re.Match[str], said: Context, *, is_before: bool) -> date | None:
        """The day that the phrase means: a period's end, or its start or the day before that."""
        is_start = bool(match.groupdict().get("start"))
        is_end = bool(match.groupdict().get("of"))
        if is_before and self.meaning in meanings.OF_ONE_DAY:
            day = self.meaning(match, said)
            return day and day - DAY
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


RULES = (
    Rule(rf"{END_OF_DAY}?(?P<date>{FULL_DATE})", meanings.plain),
    Rule(rf"{END_OF_DAY}?(?P<date>{SHORT_DATE})", meanings.plain, Needs.FIRM),
    Rule(NO_SUCH_DAY, meanings.no_day, Needs.FIRM),
    Rule(
        r"eod|cob|(?:the\ )?(?:end|close)\ of\ (?:(?:the\ )?(?:day|business)|today)",
        meanings.end_of_today,
        Needs.FIRM,
    ),
    Rule(
        rf"""(?:the\ )?(?P<nth>first|second|third|fourth|last)\ (?: (?P<weekday>{WEEKDAY})
        | (?:(?P<working>working|business|work)\ )?day )\ (?:of|in)\ {IN_MONTH}""",
        meanings.nth_in_month,
    ),
    Rule(
        rf"""(?:early|(?:the\ )?(?:first|second|third)\ week\ (?:of|in))[ -]{MONTH_NAME}
        | (?:the\ )?(?:(?:early|late|mid)[ -])?(?:spring|summer|autumn|winter)(?:\ {YEAR})?""",
        meanings.no_day,
        Needs.LOOSE,
    ),
    Rule(rf"late[ -]{MONTH_NAME}", meanings.month, Needs.LOOSE),
    Rule(
        r"(?:mid|(?:the\ )?middle\ of)[ -](?P<which>this|the|next)\ month", meanings.mid_next_month
    ),
    Rule(rf"(?:from\ )?(?:{MONTH})(?:\ to\ |\ ?[-–]\ ?|\ until\ ){MONTH_NAME}", meanings.month),
    Rule(r"(?P<month>0?[1-9]|1[0-2])/(?P<year>20[2-9][0-9])", meanings.month_and_year, Needs.FIRM),
    Rule(r"(?P<year>20[2-9][0-9])-(?P<month>0[1-9]|1[0-2])", meanings.month_and_year, Needs.FIRM),
    Rule(
        rf"(?:{END_OF})?(?:the\ )?(?:h(?P<half>[12])|(?P<word>first|second)\ half)"
        rf"(?:,?[ /](?:of\ )?(?:the\ year|{SHORT_YEAR}))?",
        meanings.half,
        Needs.LOOSE,
    ),
    Rule(r"(?:the\ )?year[- ]end,?\ (?P<year>20[2-9][0-9])", meanings.year),
    Rule(
        rf"(?:the\ )?(?P<day>{NTH})(?<=[a-z])\ of\ "
        r"(?P<which>this|next|the\ (?:next|coming))\ month",
        meanings.day_of_next_month,
    ),
    Rule(rf"(?:the\ )?(?P<day>{NTH})(?<=[a-z])", meanings.day_of_month, Needs.FIRM),
    Rule(
        rf"""(?:(?P<of>{END_OF})|{START_OF})? {DETERMINER}
        (?: (?P<this>this\ |current\ ) | (?P<next>next\ |coming\ |following\ ) )?
        {FISCAL}(?P<period>week|month|quarter|year|fy)
        (?(of)|(?(start)|(?(this)|(?(next)|[ -]?end))))""",
        meanings.period,
        months=meanings.months_of,
    ),
    Rule(
        rf"the\ {FISCAL}(?P<period>week|month|quarter|year|fy)",
        meanings.period,
        Needs.LOOSE,
        months=meanings.months_of,
    ),
    Rule(r"eom\ (?:of\ )?" + MONTH_NAME, meanings.month),
    Rule(r"eo(?P<fiscal>f)?(?P<period>[wmqy])", meanings.period),
    Rule(
        rf"{MONTH_NAME}(?!\ (?:the\ )?[0-9]{{1,2}}(?:st|nd|rd|th)?\s*(?:$|[,.;)]))",
        meanings.month,
        Needs.LOOSE,
        months=1,
    ),
    Rule(rf"(?P<of>{END_OF}){MONTH_NAME}", meanings.month),
    Rule(START_OF + MONTH_NAME, meanings.month, months=1),
    Rule(rf"(?:mid|(?:the\ )?middle\ of)[ -]{MONTH_NAME}", meanings.mid_month),
    Rule(
        rf"(?:(?P<of>{END_OF})|{START_OF})?(?:the\ )?"
        rf"q(?P<number>[1-4])(?:,?[ /-](?:of\ )?{SHORT_YEAR})?",
        meanings.quarter,
        Needs.LOOSE,
        months=3,
    ),
    Rule(
        rf"(?:(?P<of>{END_OF})|{START_OF})?"
        r"(?P<year>(?:fy\ ?['’]?)?20[0-9]{2}|fy\ ?['’]?[0-9]{2})[ -]q(?P<number>[1-4])",
        meanings.quarter,
        months=3,
    ),
    # "By 2030" is a year only where nothing is counted: "by 2030 calls" is not.
    Rule(rf"(?:{END_OF})?(?P<year>20[2-9][0-9])(?=[,.;)]|$)", meanings.year, Needs.LOOSE),
    Rule(
        rf"(?:{END_OF})?(?P<fiscal>fy\ ?['’]?|fiscal\ year\ )(?P<year>(?:20)?[0-9]{{2}})",
        meanings.year,
    ),
    Rule(
        r"""(?:the\ )?
        (?P<holiday> (?:christmas|xmas)(?:\ eve)? | new\ year(?:['’]?s\ eve)? | easter | halloween
          | thanksgiving | black\ friday | cyber\ monday ) (?:['’]?s)?(?:\ day)?""",
        meanings.holiday,
        Needs.LOOSE,
    ),
    Rule(rf"{COUNT}(?:{FROM_NOW})?", meanings.count, Needs.LOOSE),
    Rule(COUNT + FROM_NOW, meanings.count),
)
