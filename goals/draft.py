"""A goal as somebody writes it down, and what must hold before it becomes one."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from goals.amounts import find_amounts, read_amount
from goals.cadence import DAILY, Rhythm, RhythmKind
from goals.errors import (
    AlreadyThere,
    DateInThePast,
    DateTooFar,
    FieldProblems,
    Missing,
    NotARung,
    NotATimesDone,
    OutsideRatings,
    Refusal,
    RungDateOutside,
    RungOutside,
    RungsOutOfOrder,
    TooLong,
    TooManyRungs,
)
from goals.goal import Guard, Measure, MeasureKind, Visibility
from goals.guard import read_guard
from goals.hold import read_count

T = TypeVar("T")

ReadDate = Callable[[str, date], date | None]
"""Reads a plain date ("4 Dec", "next Friday") as seen from a local date."""

STATEMENT_LENGTH = 300
PURPOSE_LENGTH = 1000
UNIT_LENGTH = 40
RUNG_NAME_LENGTH = 60
MOST_RUNGS = 20
LONGEST_SHOWN = 60
FURTHEST = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Step:
    """A rung to be."""

    threshold: Decimal
    name: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A goal that holds together and may be stored. The last of `rungs` is the target."""

    statement: str
    purpose: str
    measure: Measure
    baseline: Decimal
    target: Decimal
    start: date
    due: date
    rungs: tuple[Step, ...]
    rhythm: Rhythm = DAILY
    visibility: Visibility = Visibility.TEAM
    min_answers: int | None = None
    guard: Guard | None = None
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the form: words, as typed. `days` are the weekdays of its rhythm.

    `answers` and `partner` are a number's alone: another measure is neither asked for them nor
    held back by them.
    """

    statement: str
    due: date | None
    purpose: str = ""
    measure: MeasureKind = MeasureKind.NUMBER
    unit: str = ""
    baseline: str = ""
    target: str = ""
    rungs: str = ""
    days: frozenset[int] = frozenset()
    visibility: Visibility = Visibility.TEAM
    answers: str = ""
    partner: str = ""
    needs: str = ""


def draft(
    written: Written, today: date, read_date: ReadDate, *, start: date | None = None
) -> Draft:
    """The goal that was written, as of the owner's local date; `start` where it began before.

    Raises FieldProblems with one refusal for each field that does not hold, named as in Written.
    """
    problems = Problems()
    statement = problems.of("statement", _text, written.statement, STATEMENT_LENGTH, True)
    purpose = problems.of("purpose", _text, written.purpose, PURPOSE_LENGTH, False)
    unit = problems.of("unit", _text, written.unit, UNIT_LENGTH, False)
    measure = Measure(written.measure, _unit(written, unit or ""))
    baseline = problems.of("baseline", _baseline, written.baseline, measure)
    target = problems.of("target", _target, written.target, measure)
    if baseline is not None and target is not None:
        problems.of("target", _climb, measure, baseline, target)
    due = problems.of("due", _due, written.due, today)
    is_number = written.measure is MeasureKind.NUMBER
    min_answers = problems.of("answers", read_count, written.answers) if is_number else None
    guard = problems.of("partner", read_guard, written.partner) if is_number else None
    needs = problems.of("needs", _text, written.needs, PURPOSE_LENGTH, False)
    steps = None
    if not problems.found:
        assert baseline is not None and target is not None and due is not None
        ladder = _Ladder(baseline, target, today, due, read_date, start or today)
        steps = problems.of("rungs", ladder.steps, written.rungs)
    if problems.found:
        raise FieldProblems(problems.found)
    assert statement and purpose is not None and needs is not None and steps
    assert baseline is not None and target is not None and due is not None
    return Draft(
        statement=statement,
        purpose=purpose,
        measure=measure,
        baseline=baseline,
        target=target,
        start=start or today,
        due=due,
        rungs=steps,
        rhythm=rhythm_of(written.days),
        visibility=written.visibility,
        min_answers=min_answers,
        guard=guard,
        needs=needs,
    )


def rhythm_of(days: frozenset[int]) -> Rhythm:
    """No day chosen means every working day; one, once a week; more, on those."""
    if not days or days == frozenset(range(7)):
        return DAILY
    return Rhythm(RhythmKind.WEEKLY if len(days) == 1 else RhythmKind.CHOSEN, days)


@dataclass
class Problems:
    """Collects each field's first refusal, so that a form shows all of them at once."""

    found: dict[str, Refusal] = field(default_factory=dict)

    def of(self, name: str, rule: Callable[..., T], *args: object) -> T | None:
        try:
            return rule(*args)
        except Refusal as refusal:
            self.found.setdefault(name, refusal)
            return None


def _text(text: str, limit: int, required: bool) -> str:
    tidy = text.strip()
    if required and not tidy:
        raise Missing
    if len(tidy) > limit:
        raise TooLong(len(tidy), limit)
    return tidy


def _unit(written: Written, unit: str) -> str:
    """The unit given, else the one said beside the target ("95%")."""
    if written.measure is not MeasureKind.NUMBER:
        return ""
    said = next(find_amounts(written.target), None)
    return unit or (said.unit if said else "")


def _baseline(text: str, measure: Measure) -> Decimal:
    if not text.strip() and measure.kind is MeasureKind.DONE:
        return Decimal(0)
    return _amount(text, measure)


def _target(text: str, measure: Measure) -> Decimal:
    if not text.strip() and measure.kind is MeasureKind.DONE:
        return Decimal(1)
    return _amount(text, measure)


def _amount(text: str, measure: Measure) -> Decimal:
    if not text.strip():
        raise Missing
    return read_amount(text, measure.unit)


def _climb(measure: Measure, baseline: Decimal, target: Decimal) -> None:
    if baseline == target:
        raise AlreadyThere
    whole = all(value == value.to_integral_value() for value in (baseline, target))
    if measure.kind is MeasureKind.RATING and not (whole and {baseline, target} <= RATINGS):
        raise OutsideRatings
    if measure.kind is MeasureKind.DONE and not (whole and 0 <= baseline < target):
        raise NotATimesDone


RATINGS = frozenset(map(Decimal, range(1, 6)))


def _due(due: date | None, today: date) -> date:
    if due is None:
        raise Missing
    if due < today:
        raise DateInThePast(due)
    if due > today + FURTHEST:
        raise DateTooFar(due, today + FURTHEST)
    return due


@dataclass(frozen=True)
class _Ladder:
    """Reads the rungs of a goal: "28, 35 by 4 Dec, 38 Steady hand by 11 Dec"."""

    baseline: Decimal
    target: Decimal
    today: date
    due: date
    read_date: ReadDate
    start: date

    def steps(self, text: str) -> tuple[Step, ...]:
        """The rungs in order, the target last; raises the refusal of the first that is off."""
        steps = [self._step(piece) for piece in self._pieces(text)]
        if not steps or steps[-1].threshold != self.target:
            steps.append(Step(self.target))
        if len(steps) > MOST_RUNGS:
            raise TooManyRungs(len(steps), MOST_RUNGS)
        for earlier, later in pairwise(steps):
            if not self._is_beyond(later.threshold, earlier.threshold):
                raise RungsOutOfOrder(earlier.threshold, later.threshold)
        self._check_dates(steps)
        return tuple(steps)

    def _pieces(self, text: str) -> list[str]:
        """One a line, or separated by commas that begin a new number.

        "1,200" is one number on a ladder that reaches a thousand, and two below that.
        """
        thousands = max(abs(self.baseline), abs(self.target)) >= 1000
        comma = r",(?!\d{3}(?!\d))\s*(?=[-+\d.])" if thousands else r",\s*(?=[-+\d.])"
        return [p.strip() for p in re.split(rf"\n|{comma}", text) if p.strip(" ,")]

    def _step(self, piece: str) -> Step:
        amount = next(find_amounts(piece), None)
        if amount is None or amount.start:
            raise NotARung(piece[:LONGEST_SHOWN])
        rest = piece[amount.end :].strip(" :,–—-")
        name, by, date_words = rest.rpartition("by ") if " by " in f" {rest}" else (rest, "", "")
        due = self._date(date_words, piece) if by else None
        name = name.strip(" :,–—-")
        if len(name) > RUNG_NAME_LENGTH:
            raise TooLong(len(name), RUNG_NAME_LENGTH)
        beyond_start = self._is_beyond(amount.value, self.baseline)
        if not beyond_start or self._is_beyond(amount.value, self.target):
            raise RungOutside(amount.value, self.baseline, self.target)
        return Step(amount.value, name, due)

    def _date(self, text: str, piece: str) -> date:
        day = self.read_date(text.strip(" .,"), self.today)
        if day is None:
            raise NotARung(piece[:LONGEST_SHOWN])
        return day

    def _is_beyond(self, value: Decimal, other: Decimal) -> bool:
        return value > other if self.target > self.baseline else value < other

    def _check_dates(self, steps: list[Step]) -> None:
        earliest = self.start
        for step in steps:
            if step.due is not None:
                if not earliest <= step.due <= self.due:
                    raise RungDateOutside(step.due, earliest, self.due)
                earliest = step.due
