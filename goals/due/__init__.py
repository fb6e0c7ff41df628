"""Due dates in people's words: "within six months", "by the end of the fiscal year", "Q3".

Plain calendar dates ("18 December", "Friday") go to a `read_date` that is passed in. The rest are
rules of periods:
- A period is due at its end: "by March" and "in March" are 31 March; "next quarter" and "within the
  next quarter" are the last day of the calendar quarter after this one. Its start is what "by the
  start of March" says, and "before March" is the day before that; "before Friday" is Thursday.
- "The quarter" is the calendar's; "the fiscal quarter" and "Q3" are the team's.
- A period's end comes after today: on 31 December "the end of the year" is a year away. Only words
  that name a day or their year can mean today or the past; they are read as said, for the caller
  to refuse.
"""

import re
from dataclasses import dataclass
from datetime import date

from goals.amounts import western
from goals.due.meanings import Context, ReadDate
from goals.due.rules import RULES
from goals.due.words import (
    FIRM,
    FLAGS,
    FULL_DATE,
    LONGEST,
    LOOSE,
    MONTH,
    SHORT_DATE,
    WEEKDAY,
    is_before,
)
from goals.periods import DAY, WORKDAYS

__all__ = [
    "FULL_DATE",
    "LONGEST",
    "MONTH",
    "SHORT_DATE",
    "WEEKDAY",
    "Due",
    "ReadDate",
    "find_dues",
    "read_due",
]


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
    lead = re.match(rf"(?:{FIRM}|{LOOSE})\ ", words, flags=FLAGS)
    before = lead is not None and is_before(lead[0])
    words = words[lead.end() :] if lead else words
    said = Context(today, fiscal_first_month, read_date, workdays)
    for rule in RULES:
        if match := rule.alone.fullmatch(words.rstrip(".")):
            return rule.day(match, said, is_before=before)
    day = read_date(words, today)
    return day - DAY if day and before else day


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
    said = Context(today, fiscal_first_month, read_date, workdays)
    text = western(text)
    found = [(match, rule) for rule in RULES for match in rule.within(text)]
    found.sort(key=lambda each: (each[0].start(), -each[0].end()))
    dues: list[Due] = []
    for match, rule in found:
        if dues and match.start() < dues[-1].end:
            continue
        words, firm = match["clause"], match["firm"] or ""
        day = rule.day(match, said, is_before=is_before(firm))
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
