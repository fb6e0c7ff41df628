"""Why a rung that a number crosses is not reached yet: few answers, or a partner that gave way.

A number from few answers is neither cheered nor held against anybody: it may be luck either way.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from goals import wilson
from goals.amounts import read_amount
from goals.cadence import is_due
from goals.errors import NotACount, NotANumber
from goals.goal import CheckIn, Combine, Direction, Goal, Guard, MeasureKind
from goals.ladder import crossed, meets, stood_after
from goals.working_days import Works

MOST_ANSWERS = 1_000_000
HUNDRED = Decimal(100)
SHOWN = 40


@dataclass(frozen=True, slots=True)
class FewAnswers:
    """The value came from fewer answers than the goal wants.

    `between` are the percentages that the truth may lie between; None where the value is none.
    """

    value: Decimal
    answers: int
    needed: int
    between: tuple[Decimal, Decimal] | None


@dataclass(frozen=True, slots=True)
class AnswersUnsaid:
    """Nobody said how many answers the value came from."""

    needed: int


@dataclass(frozen=True, slots=True)
class PartnerOut:
    """The partner measure is under its floor, or over its ceiling."""

    guard: Guard
    value: Decimal


@dataclass(frozen=True, slots=True)
class PartnerUnsaid:
    """Nobody said yet where the partner measure stands."""

    guard: Guard


def read_count(text: str) -> int | None:
    """How many answers these words say ("30", "30 answers"); None for no words.

    Raises NotACount.
    """
    if not text.strip():
        return None
    try:
        count = read_amount(text, "answers")
    except NotANumber:
        raise NotACount(text[:SHOWN], MOST_ANSWERS) from None
    if count != count.to_integral_value() or not 1 <= count <= MOST_ANSWERS:
        raise NotACount(text[:SHOWN], MOST_ANSWERS)
    return int(count)


@dataclass(frozen=True, slots=True)
class PartsMissing:
    """These people brought no part yet, and theirs may turn an average, or a sum that falls."""

    names: tuple[str, ...]


Hold = FewAnswers | AnswersUnsaid | PartnerOut | PartnerUnsaid | PartsMissing


def holds(goal: Goal, check_in: CheckIn) -> tuple[Hold, ...]:
    """What keeps this report from reaching rungs, whether or not it crosses any.

    `goal.partner_value` is where the partner stood last, this report counted in.
    """
    return tuple(filter(None, (doubt(goal, check_in), _partner(goal), _parts(goal))))


def was_held(goal: Goal, day: date, history: Iterable[CheckIn], works: Works) -> bool:
    """Whether a level was held to the end, as of the report for `day`, a local date: nobody is
    asked again before it is due, and most of its reports, which are `history`, were there.

    `works` are the working days of who is asked.
    """
    to_come = (day + timedelta(days=n) for n in range(1, (goal.due - day).days + 1))
    if any(is_due(goal.rhythm, later, works) for later in to_come):
        return False
    there = [meets(goal, value, goal.target) for _, value in stood_after(goal, history)]
    return sum(there) * 2 > len(there)


def last_partner(check_ins: Iterable[CheckIn]) -> Decimal | None:
    """Where the partner measure stood last, of what was reported of it."""
    said = [check_in for check_in in check_ins if check_in.partner is not None]
    return max(said, key=lambda check_in: check_in.day).partner if said else None


def held_rungs(goal: Goal, check_in: CheckIn) -> tuple[int, ...]:
    """The positions of the rungs that this report would have reached."""
    if goal.measure.kind is MeasureKind.DONE or goal.is_level or not holds(goal, check_in):
        return ()
    value = goal.value if goal.is_shared else check_in.value
    return tuple(rung.position for rung in crossed(goal, value))


def doubt(goal: Goal, check_in: CheckIn) -> FewAnswers | AnswersUnsaid | None:
    """Whether the report's value comes from too few answers to say much."""
    if goal.min_answers is None or (check_in.answers or 0) >= goal.min_answers:
        return None
    if check_in.answers is None:
        return AnswersUnsaid(goal.min_answers)
    between = None
    if goal.measure.unit == "%" and 0 <= check_in.value <= HUNDRED:
        low, high = wilson.interval(check_in.value / HUNDRED, check_in.answers)
        between = (low * HUNDRED, high * HUNDRED)
    return FewAnswers(check_in.value, check_in.answers, goal.min_answers, between)


def _parts(goal: Goal) -> PartsMissing | None:
    """The first part alone is no average, and a sum that should fall starts too low."""
    falls = goal.combine is Combine.SUM and goal.direction is Direction.DOWN
    if not (falls or goal.combine is Combine.AVERAGE) or goal.measure.kind is MeasureKind.DONE:
        return None
    missing = [part.name for part in goal.parts if part.value is None and not part.has_left]
    return PartsMissing(tuple(missing)) if missing else None


def _partner(goal: Goal) -> PartnerOut | PartnerUnsaid | None:
    if goal.guard is None:
        return None
    if goal.partner_value is None:
        return PartnerUnsaid(goal.guard)
    return (
        None if goal.guard.holds(goal.partner_value) else PartnerOut(goal.guard, goal.partner_value)
    )
