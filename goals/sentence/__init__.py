"""Reading a goal's sentence: "Reply to 40 chats a day, from 25, by 18 December".

Whatever the words, there is a reading: it fills a form, which the person sees and corrects. What
it had to guess it names; what it could not read it leaves empty.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from goals.amounts import western
from goals.cadence import RhythmKind
from goals.due import Due, ReadDate, find_dues
from goals.goal import Direction, MeasureKind
from goals.guard import write_guard
from goals.habits import UNKNOWN, Habits
from goals.periods import WORKDAYS
from goals.sentence import aside, guesses, metric
from goals.sentence.figures import read_figures
from goals.sentence.numbers import Numbers, numbers_of
from goals.sentence.reading import (
    Aside,
    ByOrTo,
    InRange,
    PointsOrPercent,
    Reading,
    TwoWays,
)

__all__ = [
    "Aside",
    "ByOrTo",
    "InRange",
    "PointsOrPercent",
    "Reading",
    "TwoWays",
    "read_sentence",
]

LONGEST = 500
"""Characters that are read for numbers and dates; a goal's statement has at most 300."""

_RATING = re.compile(
    r"\b(?:rat(?:e|ing)|scor(?:e|ing)|grad(?:e|ing)|assess(?:ing)?)\s+(?:my|our)(?:self|selves|\b)"
    r"|\bself[- ](?:rat|assess|scor)\w+",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SLACK_TOKEN = re.compile(r"<(?:[@#!]|https?:|mailto:|tel:)[^<>]*>")
_SOME_DAYS = re.compile(r"(?:[0-9]+|[a-z]+) days?", re.IGNORECASE)
_PART = re.compile(
    r"(?:an?|one) quarter|1/2|[12]/3|[13]/4|[1-4]/5|1/10|[0-9]{1,2}\.[0-9]{1,2}\.", re.IGNORECASE
)
_CLEAR = re.compile(r"\b(?:clear|eliminate|limit)\b", re.IGNORECASE)
"""These go all the way, and "by 1/3" says until when."""
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_EVERY = re.compile(
    rf"\b(?:(?:every|each)\s+(?P<each>{'|'.join(_WEEKDAYS)})(?:[a-z]*day)?s?"
    rf"|on\s+(?P<on>{'|'.join(_WEEKDAYS)})[a-z]*days)\b",
    re.IGNORECASE,
)
_RHYTHMS = {"day": RhythmKind.DAILY, "shift": RhythmKind.DAILY, "week": RhythmKind.WEEKLY}


def read_sentence(
    text: str,
    today: date,
    fiscal_first_month: int,
    read_date: ReadDate,
    workdays: frozenset[int] = WORKDAYS,
    habits: Habits = UNKNOWN,
) -> Reading:
    """Reads a goal's sentence as said on the local date `today`; never raises, whatever the text.

    `fiscal_first_month` (1 to 12) is the team's; `read_date` reads plain calendar dates;
    `workdays`
    (0 is Monday) and `habits` are of who wrote it.
    """
    statement = " ".join(_CONTROL.sub(" ", text).split())
    words = western(statement[:LONGEST])
    words = _without(words, (token.span() for token in _SLACK_TOKEN.finditer(words)))
    dues = _due_clauses(words, find_dues(words, today, fiscal_first_month, read_date, workdays))
    core = _without(words, ((due.start, due.end) for due in dues))
    due = tuple(each for each in dues if each.is_due)
    reading = _with_rhythm(_with_due(Reading(statement), due, today), core)
    core, reading = aside.set_aside(core, reading, habits)
    numbers = numbers_of(core, habits)
    if not re.search(r"\w", words):
        return Reading(statement)
    if _RATING.search(core):
        return _rating(reading, numbers)
    if _is_done_or_not(core, numbers):
        return _done(reading, today)
    return read_figures(reading, core, numbers)


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text, as long as before, with a gap that no phrase reaches across for each span."""
    for start, end in spans:
        text = text[:start] + metric.GAP.ljust(end - start) + text[end:]
    return text


def _due_clauses(text: str, dues: tuple[Due, ...]) -> tuple[Due, ...]:
    """Those that say when the goal is due: in "answer within 2 days, by March" the days do not, nor
    does "by 2 days", or "by 1/3", where something else is to be cut by it.
    """
    rest = _without(text, ((due.start, due.end) for due in dues))
    known = numbers_of(rest)
    is_open = metric.verb_direction(rest) is not None and not (known.target or known.change)

    def is_change(due: Due) -> bool:
        is_by = text[due.start : due.end].casefold().startswith("by ")
        is_time = bool(_SOME_DAYS.fullmatch(due.words)) and metric.is_time(rest)
        is_part = _PART.fullmatch(due.words) and not _CLEAR.search(rest)
        return is_open and is_by and (is_time or bool(is_part))

    def is_service_time(due: Due) -> bool:
        others = (each for each in dues if each is not due)
        is_other = any(each.is_firm for each in others) or known == Numbers()
        return not due.is_firm and bool(_SOME_DAYS.fullmatch(due.words)) and is_other

    return tuple(due for due in dues if not (is_service_time(due) or is_change(due)))


def _with_due(reading: Reading, dues: tuple[Due, ...], today: date) -> Reading:
    """The due date among the clauses: firm ones ("by") count first, then the last."""
    if not dues:
        return reading
    due = max(dues, key=lambda each: (each.day is not None, each.is_firm, each.start))
    if due.day is None:
        return replace(reading, unread_due=due.words)
    if due.day < today:
        return replace(reading, past_due=due.day)
    return replace(reading, due=due.day)


def _with_rhythm(reading: Reading, text: str) -> Reading:
    if every := _EVERY.search(text):
        weekday = _WEEKDAYS.index((every["each"] or every["on"]).lower())
        return replace(reading, rhythm=RhythmKind.WEEKLY, weekday=weekday)
    return replace(reading, rhythm=_RHYTHMS.get(metric.period_of(text)))


def _is_done_or_not(text: str, numbers: Numbers) -> bool:
    """No number and nothing that one would tell; or one single thing ("one article a week")."""
    target = numbers.target
    if numbers.change or numbers.baseline:
        return False
    if target is None:
        topic = metric.metric_of(text)
        return not (metric.is_number_like(topic) and metric.is_change_wanted(text))
    is_single = target.value == 1 and not target.unit and not metric.bound_direction(text, target)
    return is_single and not metric.is_number_like(metric.metric_of(text, target, target))


def _done(reading: Reading, today: date) -> Reading:
    """Done / not done, which counts the times: once, or as often as the rhythm says until due."""
    target: Decimal | None = Decimal(1)
    if reading.rhythm:
        due = reading.due
        target = guesses.times_done(today, due, reading.rhythm) if due else None
    if reading.partner:  # which a number alone can have
        beside = Aside(write_guard(reading.partner), is_beside_a_number=False)
        reading = replace(reading, partner=None, doubts=(*reading.doubts, beside))
    return replace(
        reading,
        measure=MeasureKind.DONE,
        baseline=Decimal(0),
        target=target,
        direction=Direction.UP,
        guesses=frozenset({"target"} if reading.rhythm and target else ()),
    )


def _rating(reading: Reading, numbers: Numbers) -> Reading:
    """A self-rating from 1 to 5; four, from three, where the words give no such number."""
    said = [
        n.value if n and n.value in range(1, 6) else None
        for n in (numbers.baseline, numbers.target)
    ]
    baseline, target = said
    guessed = {
        name for name, value in zip(("baseline", "target"), said, strict=True) if value is None
    }
    if target is None:
        target = min(baseline + 1, Decimal(5)) if baseline else Decimal(4)
    if baseline is None:
        baseline = target - 1 or Decimal(2)
    return replace(
        reading,
        measure=MeasureKind.RATING,
        baseline=baseline,
        target=target,
        direction=Direction.UP if target > baseline else Direction.DOWN,
        guesses=frozenset(guessed),
    )
