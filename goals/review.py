"""Looking back at a goal: how often, on which day, and what the look back tells.

| tier         | looked back at every | unless its owner chose otherwise for the goal |
|--------------|----------------------|-----------------------------------------------|
| individual   | week                 |                                               |
| team         | month                |                                               |
| organisation | quarter              |                                               |

A period (Monday to Sunday, calendar month, calendar quarter) is looked back at on the reader's
first working day after it, for goals that go on and ran for at least half of it. A look back is
overdue when the next one has come and nobody answered it; the leads hear of that once, and again
only after it was answered in between.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from goals.goal import CheckIn, Goal, ReviewEvery, Rung, Tier
from goals.ladder import standing
from goals.periods import end_of_month, end_of_quarter
from goals.revision import Revision

DAY = timedelta(days=1)
USUALLY = {
    Tier.INDIVIDUAL: ReviewEvery.WEEK,
    Tier.TEAM: ReviewEvery.MONTH,
    Tier.ORGANISATION: ReviewEvery.QUARTER,
}


class Verdict(StrEnum):
    """What came of a look back."""

    STILL_RIGHT = "still_right"
    REVISED = "revised"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Period:
    """Local dates, both included."""

    every: ReviewEvery
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def before(self) -> "Period":
        """The one that ended the day before this began."""
        return _period(self.every, self.first - DAY)


def _period(every: ReviewEvery, day: date) -> Period:
    if every is ReviewEvery.WEEK:
        monday = day - day.weekday() * DAY
        return Period(every, monday, monday + 6 * DAY)
    if every is ReviewEvery.MONTH:
        return Period(every, day.replace(day=1), end_of_month(day))
    if every is ReviewEvery.QUARTER:
        last = end_of_quarter(day)
        return Period(every, date(last.year, last.month - 2, 1), last)
    raise ValueError("what is never looked back at has no periods")


def every(goal: Goal) -> ReviewEvery:
    """How often this goal is looked back at."""
    return goal.review or USUALLY[goal.tier]


def last_period(goal: Goal, day: date) -> Period | None:
    """The period that a look back on a local date is about; None where there is none to make."""
    if every(goal) is ReviewEvery.NEVER:
        return None
    period = _period(every(goal), day).before
    return period if is_in_need(goal, period) else None


def period_shown(goal: Goal, day: date) -> Period:
    """The period to look at on a local date, asked for or not: the last one, where the goal ran
    through half of it, else the one under way.
    """
    each = every(goal)
    under_way = _period(ReviewEvery.WEEK if each is ReviewEvery.NEVER else each, day)
    return under_way.before if is_in_need(goal, under_way.before) else under_way


def is_in_need(goal: Goal, period: Period) -> bool:
    """Whether the goal goes on after the period and ran for at least half of it."""
    half = period.first + (period.last - period.first) / 2
    return goal.is_active and goal.start <= half and goal.due > period.last


def is_day(each: ReviewEvery, day: date, works: Callable[[date], bool]) -> bool:
    """Whether a local date is the first working day of a period of this length."""
    if each is ReviewEvery.NEVER or not works(day):
        return False
    first = _period(each, day).first
    earlier = (first + n * DAY for n in range((day - first).days))
    return not any(works(past) for past in earlier)


def due_on(
    goals: Iterable[Goal], day: date, works: Callable[[date], bool]
) -> list[tuple[Goal, Period]]:
    """The goals to look back at on a local date; `works` tells the reader's working days."""
    falls = {each: is_day(each, day, works) for each in ReviewEvery}
    found = ((goal, last_period(goal, day)) for goal in goals if falls[every(goal)])
    return [(goal, period) for goal, period in found if period]


def is_overdue(goal: Goal, period: Period, answered: Collection[date]) -> bool:
    """Whether the look back before that of `period` was never answered, and the leads are to hear
    of it. `answered` are the first days of the periods that were.
    """
    missed, earlier = period.before, period.before.before
    if not is_in_need(goal, missed) or missed.first in answered:
        return False
    return not is_in_need(goal, earlier) or earlier.first in answered


@dataclass(frozen=True, slots=True)
class LookBack:
    """What a period brought. `began` and `ended` are where the goal stood; None: no report."""

    goal: Goal
    period: Period
    began: Decimal
    ended: Decimal | None
    reached: tuple[Rung, ...]
    revisions: tuple[Revision, ...]
    verdict: Verdict | None = None

    @property
    def has_moved(self) -> bool:
        return self.ended is not None and self.ended != self.began


def look_back(
    goal: Goal,
    period: Period,
    check_ins: Sequence[CheckIn],
    revisions: Iterable[Revision],
    zone: ZoneInfo,
    verdict: Verdict | None = None,
) -> LookBack:
    """The period in facts. `check_ins` are the goal's, oldest first, `zone` its owner's."""
    before = [c for c in check_ins if c.day < period.first]
    within = [c for c in check_ins if c.day in period]
    began = standing(goal, before)
    days = {r.id: r.reached_at.astimezone(zone).date() for r in goal.rungs if r.reached_at}
    return LookBack(
        goal,
        period,
        began,
        standing(goal, before + within) if within else None,
        tuple(r for r in goal.rungs if r.id in days and days[r.id] in period),
        tuple(r for r in revisions if r.at.astimezone(zone).date() in period),
        verdict,
    )
