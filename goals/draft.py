"""A goal as somebody writes it down, and what must hold before it becomes one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from goals import level
from goals.amounts import CLOCK, find_amounts, is_time, read_amount, with_seconds
from goals.cadence import DAILY, Rhythm, RhythmKind
from goals.errors import (
    AlreadyThere,
    DateInThePast,
    DateTooFar,
    FieldProblems,
    Missing,
    NotATimesDone,
    OutsideRatings,
    Refusal,
    TooLong,
)
from goals.goal import UNIT_LENGTH, Direction, Guard, Measure, MeasureKind, Visibility
from goals.guard import figure_of, read_guard
from goals.habits import UNKNOWN, Habits
from goals.hold import read_count
from goals.rungs import MOST_RUNGS, NAME_LENGTH, Ladder, Step
from goals.sentence.level import side, usual_side

__all__ = [
    "MOST_RUNGS",
    "PURPOSE_LENGTH",
    "RATINGS",
    "RUNG_NAME_LENGTH",
    "STATEMENT_LENGTH",
    "Draft",
    "Problems",
    "ReadDate",
    "Step",
    "Written",
    "draft",
    "rhythm_of",
]

T = TypeVar("T")

ReadDate = Callable[[str, date], date | None]
"""Reads a plain date ("4 Dec", "next Friday") as seen from a local date."""

STATEMENT_LENGTH = 300
PURPOSE_LENGTH = 1000
RUNG_NAME_LENGTH = NAME_LENGTH
FURTHEST = timedelta(days=3 * 366)


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

    @property
    def starts_at(self) -> Decimal:
        """Where it starts, as people say it; a level starts at that level."""
        return level.start(self.baseline, self.target)


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
    written: Written,
    today: date,
    read_date: ReadDate,
    habits: Habits = UNKNOWN,
    *,
    start: date | None = None,
    is_begun: bool = False,
) -> Draft:
    """The goal that was written, as of the owner's local date; `start` where it began before.

    `habits` are of who wrote it. One of minutes with a figure that has seconds keeps seconds, but
    for one that `is_begun`, whose unit stays. Raises FieldProblems with one refusal for each field
    that does not hold, named as in Written.
    """
    problems = Problems()
    statement = problems.of("statement", _text, written.statement, STATEMENT_LENGTH, True)
    purpose = problems.of("purpose", _text, written.purpose, PURPOSE_LENGTH, False)
    unit = problems.of("unit", _text, written.unit, UNIT_LENGTH, False)
    unit = unit if is_begun else _unit(written, unit or "", habits)
    measure = Measure(written.measure, unit or "")
    aim, at_least = figure_of(written.target, habits)
    read = _Figures(measure, habits, (written.baseline, aim))
    baseline = problems.of("baseline", read.baseline)
    target = problems.of("target", read.target)
    if baseline is not None and target is not None:
        problems.of("target", _climb, measure, baseline, target)
    if baseline is not None and baseline == target and measure.kind is not MeasureKind.DONE:
        baseline = level.beside(baseline, at_least=_is_floor(measure, written, baseline, at_least))
    due = problems.of("due", _due, written.due, today)
    is_number = written.measure is MeasureKind.NUMBER
    min_answers = problems.of("answers", read_count, written.answers) if is_number else None
    guard = problems.of("partner", read_guard, written.partner, habits) if is_number else None
    needs = problems.of("needs", _text, written.needs, PURPOSE_LENGTH, False)
    steps = None
    if not problems.found:
        assert baseline is not None and target is not None and due is not None
        began = start or today
        ladder = Ladder(baseline, target, began, today, due, read_date, measure.unit, habits)
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


def _unit(written: Written, unit: str, habits: Habits) -> str:
    """The unit given, else the one said beside a figure ("95%"); in minutes and seconds where a
    figure has both.
    """
    if written.measure is not MeasureKind.NUMBER:
        return ""
    fields = (figure_of(written.target, habits)[0], written.baseline, *written.rungs.split("\n"))
    said = [next(find_amounts(words, habits, clock=True), None) for words in fields]
    beside = next((amount.unit for amount in said[:2] if amount and amount.unit), "")
    unit = unit or beside
    has_seconds = any(amount.unit == CLOCK for amount in said if amount)
    return with_seconds(unit) if has_seconds and is_time(unit) else unit


@dataclass(frozen=True, slots=True)
class _Figures:
    """Reads where a goal starts and its target, each beside the other."""

    measure: Measure
    habits: Habits
    fields: tuple[str, str]

    def baseline(self) -> Decimal:
        return self._read(self.fields[0], Decimal(0))

    def target(self) -> Decimal:
        return self._read(self.fields[1], Decimal(1))

    def _read(self, text: str, once: Decimal) -> Decimal:
        if text.strip():
            return read_amount(text, self.measure.unit, self.habits, near=self._known())
        if self.measure.kind is MeasureKind.DONE:
            return once
        raise Missing

    def _known(self) -> Iterable[Decimal]:
        """Those that can be read in one way alone."""
        for text in self.fields:
            amount = next(find_amounts(text, self.habits, clock=True), None)
            value = amount.of_unit(self.measure.unit) if amount and not amount.other else None
            if value is not None:
                yield value


def _climb(measure: Measure, baseline: Decimal, target: Decimal) -> None:
    if baseline == target and measure.kind is MeasureKind.DONE:
        raise AlreadyThere
    whole = all(value == value.to_integral_value() for value in (baseline, target))
    if measure.kind is MeasureKind.RATING and not (whole and {baseline, target} <= RATINGS):
        raise OutsideRatings
    if measure.kind is MeasureKind.DONE and not (whole and 0 <= baseline < target):
        raise NotATimesDone


def _is_floor(measure: Measure, written: Written, held: Decimal, said: bool | None) -> bool:
    """On which side a level is to be held: as its words say, else as such a measure is wanted."""
    if said is not None:
        return said
    words, unit = written.statement, measure.unit
    named = (a for a in find_amounts(words, clock=True) if a.of_unit(unit) == held)
    if amount := next(named, None):
        return side(words, amount, words, unit) is Direction.UP
    measured = f"{words} {unit}"
    return usual_side(measured, is_none=held == 0, is_time=is_time(unit)) is Direction.UP


RATINGS = frozenset(map(Decimal, range(1, 6)))


def _due(due: date | None, today: date) -> date:
    if due is None:
        raise Missing
    if due < today:
        raise DateInThePast(due)
    if due > today + FURTHEST:
        raise DateTooFar(due, today + FURTHEST)
    return due
