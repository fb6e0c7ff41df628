"""When Rungs itself offers a smaller next rung or a later date: once per goal, to its owner.

| what the reports tell                                             | offered because |
|-------------------------------------------------------------------|-----------------|
| the last three days' reports in a row say "at risk"               | AT_RISK         |
| behind the straight line to the target in every report, at least  | OFF_PACE        |
| two, of two weeks or longer, and still behind                     |                 |

The line runs from the baseline at the goal's start to the target at its due date. Nothing is
offered for a goal that has ended, for a level that is to be held, or where neither offer would make
sense; and a number from too few answers is not held against anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from itertools import takewhile

from goals.draft import MOST_RUNGS, Step
from goals.goal import CheckIn, Confidence, Direction, Goal
from goals.hold import doubt
from goals.ladder import course
from goals.pace import behind
from goals.revision import Terms, terms_of
from goals.reworded import reworded
from goals.working_days import Works, on_weekdays, working_day_by

AT_RISK_IN_A_ROW = 3
OFF_PACE_FOR = timedelta(days=14)
A_WEEK = timedelta(days=7)


class Why(StrEnum):
    AT_RISK = "at_risk"
    OFF_PACE = "off_pace"


class Answer(StrEnum):
    SMALLER = "smaller"
    LATER = "later"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer of the local date `day`; `answer` is None while it stands open."""

    id: int
    goal_id: int
    day: date
    why: Why
    answer: Answer | None = None


def why_offer(goal: Goal, check_ins: Sequence[CheckIn], day: date) -> Why | None:
    """Whether to offer on a local date; `check_ins` are the goal's, oldest first."""
    if not goal.is_active or goal.is_level or not goal.start <= day <= goal.due:
        return None
    latest = list({c.day: c for c in check_ins}.values())[-AT_RISK_IN_A_ROW:]
    if len(latest) == AT_RISK_IN_A_ROW and all(c.confidence is Confidence.AT_RISK for c in latest):
        return Why.AT_RISK
    if not _behind(goal, goal.value, day) or (latest and doubt(goal, latest[-1])):
        return None
    told = zip(check_ins, course(goal, check_ins), strict=True)
    stood = reversed([(c, value) for c, value in told if not doubt(goal, c)])
    off = [c.day for c, value in takewhile(lambda at: _behind(goal, at[1], at[0].day), stood)]
    return Why.OFF_PACE if len(off) > 1 and off[-1] <= day - OFF_PACE_FOR else None


def _behind(goal: Goal, value: Decimal, day: date) -> bool:
    return behind(goal.baseline, goal.target, value, goal.start, goal.due, day)


def smaller_rung(goal: Goal) -> Decimal | None:
    """Halfway from where the goal stands to its next rung: 33 for 31 and 35.

    Whole where both are, rounded toward where it stands, and beyond what was reached. None where
    nothing lies between, or the ladder is full.
    """
    rung = goal.next_rung
    if rung is None or len(goal.rungs) >= MOST_RUNGS:
        return None
    up = goal.direction is Direction.UP
    floors = [goal.baseline, goal.value, *(r.threshold for r in goal.reached)]
    stands = max(floors) if up else min(floors)
    half = (stands + rung.threshold) / 2
    if all(value == value.to_integral_value() for value in (stands, rung.threshold)):
        half = half.to_integral_value(ROUND_FLOOR if up else ROUND_CEILING)
    inside = stands < half < rung.threshold if up else rung.threshold < half < stands
    return half if inside else None


def with_smaller_rung(
    goal: Goal, threshold: Decimal, day: date, works: Works = on_weekdays
) -> Terms:
    """The terms with one more rung before the next one, which keeps its date.

    It is due halfway from the local date `day` to the next one, on a working day; without a date
    where there is no day between.
    """
    terms, climbed = terms_of(goal), len(goal.reached)
    until = next((step.due for step in terms.rungs[climbed:] if step.due), goal.due)
    due = working_day_by(day + (until - day) / 2, works, day)
    step = Step(threshold, due=due if day < due < until else None)
    rungs = (*terms.rungs[:climbed], step, *terms.rungs[climbed:])
    return replace(terms, rungs=rungs)


def with_a_week_more(goal: Goal, day: date, works: Works = on_weekdays) -> Terms:
    """The terms with a week more: for the goal, and for each dated rung that is still to come.

    Where the offer was taken after the due date, it is a week from the local date `day`.
    """
    terms, climbed = terms_of(goal), len(goal.reached)
    due = working_day_by(max(goal.due, day) + A_WEEK, works, max(goal.due, day))
    more = due - goal.due
    later = tuple(
        replace(step, due=step.due + more) if step.due else step for step in terms.rungs[climbed:]
    )
    words = reworded(goal.statement, (), due=due)
    return replace(terms, statement=words, due=due, rungs=(*terms.rungs[:climbed], *later))
