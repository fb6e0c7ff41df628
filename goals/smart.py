"""Whether a goal is set well: SMART, letter by letter.

G. T. Doran, "There's a S.M.A.R.T. way to write management's goals and objectives", Management
Review 70 (1981), 35–36; with achievable, relevant and time-bound as service teams say it today.
A weak letter is no refusal: it comes with one suggestion, and its owner may start all the same.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from goals.draft import Step
from goals.goal import Goal, Measure, MeasureKind
from goals.level import is_level
from goals.sentence import Reading
from goals.stretch import Grade, Past, fall, nearer, part_way
from goals.weaknesses import (
    FarAway,
    GuessedStart,
    NoDate,
    NoDeed,
    NoNumber,
    NoPurpose,
    NoSign,
    NoUnit,
    TooEasy,
    TooFar,
    TooOften,
    Vague,
    Weakness,
)

MICRO_WEEKS = 4
"""A micro goal's length in whole weeks: further away than that, a rung should come first."""


class Letter(StrEnum):
    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    ACHIEVABLE = "achievable"
    RELEVANT = "relevant"
    TIME_BOUND = "time_bound"


@dataclass(frozen=True, slots=True)
class Plan:
    """A goal as it stands before it begins; None for what nobody said. Dates are the owner's."""

    statement: str
    today: date
    measure: Measure
    baseline: Decimal | None = None
    target: Decimal | None = None
    due: date | None = None
    purpose: str = ""
    rungs: tuple[Step, ...] = ()
    has_parent: bool = False
    says_how_much: bool = False
    """The statement itself names an amount."""
    says_when: bool = False
    """The statement itself names when it is due."""
    baseline_is_guess: bool = False
    working_days: int | None = None
    """How often it can be done until it is due; None if unknown."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One letter: strong, or weak and why."""

    letter: Letter
    weakness: Weakness | None = None

    @property
    def is_strong(self) -> bool:
        return self.weakness is None


@dataclass(frozen=True)
class Review:
    """A plan's five letters, with the past that achievable was judged by."""

    plan: Plan
    past: Past
    verdicts: tuple[Verdict, ...] = field(default=())

    @property
    def weak(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if not verdict.is_strong)

    @property
    def is_strong(self) -> bool:
        return not self.weak


def review(plan: Plan, past: Past) -> Review:
    """Judge a plan letter by letter."""
    verdicts = tuple(Verdict(letter, rule(plan, past)) for letter, rule in _RULES.items())
    return Review(plan, past, verdicts)


def plan_of(goal: Goal, today: date, reading: Reading, working_days: int) -> Plan:
    """A stored goal as a plan; `reading` is of its statement."""
    return Plan(
        statement=goal.statement,
        today=today,
        measure=goal.measure,
        baseline=goal.baseline,
        target=goal.target,
        due=goal.due,
        purpose=goal.purpose,
        rungs=tuple(Step(rung.threshold, rung.name, rung.due) for rung in goal.rungs),
        has_parent=goal.parent_id is not None,
        says_how_much=says_how_much(reading),
        says_when=reading.due is not None,
        baseline_is_guess=goal.baseline_is_guess,
        working_days=working_days,
    )


def plan_of_sentence(reading: Reading, today: date) -> Plan:
    """What a sentence alone says of a plan; guesses count for nothing."""

    def said(name: str) -> Decimal | None:
        value: Decimal | None = getattr(reading, name)
        return value if name not in reading.guesses else None

    target, baseline = said("target"), reading.baseline
    return Plan(
        statement=reading.statement,
        today=today,
        measure=Measure(reading.measure, reading.unit),
        baseline=baseline,
        target=target if reading.measure is MeasureKind.NUMBER else reading.target,
        due=reading.due,
        rungs=(Step(target),) if target is not None else (),
        says_how_much=says_how_much(reading),
        says_when=reading.due is not None,
        baseline_is_guess="baseline" in reading.guesses,
    )


def says_how_much(reading: Reading) -> bool:
    """Whether the statement names an amount: "to 40", "by 20%"."""
    is_said = reading.target is not None and "target" not in reading.guesses
    return reading.relative is not None or (is_said and reading.measure is not MeasureKind.DONE)


# Specific

_ALWAYS = (
    r"as \w+(?: \w+)? as (?:possible|i can|we can)", "as possible",
    "(?:when|where)(?:ever)? possible", "asap", "soon", "some", "several", "a few", "many",
    "lots? of", "a lot(?: of)?", "often",
    "regularly", "good", "great", "nice", "nicer", "kinder", "friendlier", "best", "excellent",
    "outstanding", "properly", "efficient(?:ly)?", "effective(?:ly)?", "professional(?:ly)?",
    "timely", "adequate(?:ly)?", "appropriate(?:ly)?", "reasonable", "reasonably",
)  # fmt: skip
"""Vague even beside a number: "40 chats a day, as quickly as possible"."""

_WITHOUT_A_NUMBER = (
    "quick(?:ly|er)?", "fast(?:er)?", "sooner", "better", "improv(?:e|es|ed|ing|ement|ements)",
    "enhanc(?:e|ing)", "optimi[sz](?:e|ing|ation)", "streamlin(?:e|ing)", "boost(?:ing)?",
    "maximi[sz](?:e|ing)", "minimi[sz](?:e|ing)", "more", "less", "fewer", "higher", "lower",
    "increas(?:e|ing)", "decreas(?:e|ing)", "reduc(?:e|ing|tion)", "rais(?:e|ing)", "grow(?:ing)?",
    "strengthen(?:ing)?", "work on", "focus on", "try to",
)  # fmt: skip
"""Vague until the sentence says how much: "improve CSAT" is, "improve CSAT to 90 %" is not."""


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)


_VAGUE: Mapping[bool, re.Pattern[str]] = {
    True: _any_of(_ALWAYS),
    False: _any_of((*_ALWAYS, *_WITHOUT_A_NUMBER)),
}
_TWO_WORDS = re.compile(r"\w\W+\w")


def _specific(plan: Plan, _: Past) -> Weakness | None:
    if found := _VAGUE[plan.says_how_much].findall(plan.statement):
        return Vague(tuple(dict.fromkeys(word.casefold() for word in found)))
    if plan.statement.isascii() and not _TWO_WORDS.search(plan.statement):
        return NoDeed()
    return None


# Measurable


def _measurable(plan: Plan, past: Past) -> Weakness | None:
    said = {"baseline": plan.baseline, "target": plan.target}
    if missing := tuple(name for name, value in said.items() if value is None):
        return NoNumber(missing)
    if plan.measure.kind is MeasureKind.NUMBER and not plan.measure.unit and plan.target:
        return NoUnit(plan.target)
    if plan.measure.kind is MeasureKind.DONE and _specific(plan, past):
        return NoSign()
    return None


# Achievable


def _achievable(plan: Plan, past: Past) -> Weakness | None:
    if plan.baseline is None or plan.target is None:
        return None  # measurable asks for it
    if plan.measure.kind is MeasureKind.DONE:
        times = plan.target - plan.baseline
        if plan.working_days is not None and times > plan.working_days:
            return TooOften(times, plan.working_days)
        return None
    is_guess = plan.baseline_is_guess and bool(plan.baseline)  # counting starts at nought
    if not past.is_enough:
        return GuessedStart(plan.baseline) if is_guess else None
    up = plan.target > plan.baseline
    top = fall(plan.target, past, up=up)
    if top.grade is Grade.EASY and not is_level(plan.baseline, plan.target):
        return TooEasy(top, max(past.values) if up else min(past.values))
    if is_guess and not past.people:
        last = past.values[-1]
        is_short = last < plan.target if up else last > plan.target
        return GuessedStart(plan.baseline, last if is_short else None)
    first = fall(plan.rungs[0].threshold, past, up=up) if plan.rungs else top
    if first.grade is Grade.UNLIKELY:
        return TooFar(first, nearer(plan.baseline, first.threshold, past))
    return None


# Relevant


def _relevant(plan: Plan, _: Past) -> Weakness | None:
    said = " ".join(plan.purpose.casefold().split())
    is_said = sum(map(str.isalpha, said)) > 2 and said != " ".join(
        plan.statement.casefold().split()
    )
    return None if plan.has_parent or is_said else NoPurpose()


# Time-bound


def _time_bound(plan: Plan, _: Past) -> Weakness | None:
    if plan.due is None or plan.due < plan.today:
        return NoDate()
    dates = [plan.due, *(rung.due for rung in plan.rungs if rung.due)]
    if any(_weeks(plan.today, day) <= MICRO_WEEKS for day in dates):
        return None
    by = plan.today + timedelta(weeks=MICRO_WEEKS)
    friday = by - timedelta(days=max(by.weekday() - 4, 0))
    weeks = _weeks(plan.today, plan.due)
    return FarAway(weeks, friday, ("rungs",) if _with_date(plan, friday) else ("due",))


def _weeks(today: date, day: date) -> int:
    return (day - today).days // 7


_RULES: Mapping[Letter, Callable[[Plan, Past], Weakness | None]] = {
    Letter.SPECIFIC: _specific,
    Letter.MEASURABLE: _measurable,
    Letter.ACHIEVABLE: _achievable,
    Letter.RELEVANT: _relevant,
    Letter.TIME_BOUND: _time_bound,
}


# What could stand in the rungs


def suggested_rungs(review: Review) -> tuple[Step, ...]:
    """The plan's rungs with the nearer one, and the nearer date, that its weak letters suggest."""
    plan = review.plan
    for verdict in review.weak:
        match verdict.weakness:
            case TooFar(near=Decimal() as near):
                plan = replace(plan, rungs=(Step(near), *plan.rungs))
            case FarAway(by=by):
                plan = replace(plan, rungs=_with_date(plan, by) or plan.rungs)
    return plan.rungs


def _with_date(plan: Plan, by: date) -> tuple[Step, ...] | None:
    """The rungs with a first one to be reached by then; None where none fits in."""
    if not plan.rungs or plan.baseline is None or plan.due is None:
        return None
    first, *rest = plan.rungs
    if rest and first.due is None:
        return (replace(first, due=by), *rest)
    share = Decimal((by - plan.today).days) / (plan.due - plan.today).days
    whole = plan.measure.kind is not MeasureKind.NUMBER
    near = part_way(plan.baseline, first.threshold, share, whole=whole)
    return None if near is None else (Step(near, due=by), *plan.rungs)
