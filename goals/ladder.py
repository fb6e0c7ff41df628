"""How a goal climbs: which rungs a value reaches, and how far along it is."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from goals.amounts import PLACES
from goals.goal import CheckIn, Combine, Direction, Goal, GoalState, MeasureKind, Rung

MISTAKE_FOR = timedelta(days=1)
"""For so long after it was told, what was told of a top by mistake is corrected where it stands."""
DAY_ENDS_EVERYWHERE = timedelta(hours=36)
"""After its midnight in UTC, a local date is over in every zone."""


def standing(goal: Goal, check_ins: Iterable[CheckIn]) -> Decimal:
    """Where the goal stands after these check-ins; with none, where it starts.

    The latest value, or the times it was done. Of a shared goal: the sum or the average of each
    one's latest value, the latest of anybody, or the times that all of them did it.
    """
    stood = stood_after(goal, check_ins)
    return stood[-1][1] if stood else goal.starts_at


def in_order(goal: Goal, check_ins: Iterable[CheckIn]) -> list[CheckIn]:
    """A goal's reports in the order in which they tell of it, whenever they were handed in."""
    if goal.combine is Combine.LATEST:  # by the clock: one's today may be another's yesterday
        return sorted(check_ins, key=lambda said: (_told_of(said), said.day, said.id))
    return sorted(check_ins, key=lambda said: said.day)


def _told_of(said: CheckIn) -> datetime:
    """The instant that a report tells of: when it was made, at the latest as its day ended."""
    ended = datetime.combine(said.day, time(), UTC) + DAY_ENDS_EVERYWHERE
    return min(said.at, ended)


def course(goal: Goal, check_ins: Iterable[CheckIn]) -> list[Decimal]:
    """Where the goal stood after each of these check-ins, which are in order."""
    brought: dict[int, Decimal] = {}
    stood = []
    for said in check_ins:
        _bring(goal, brought, said)
        if goal.measure.kind is MeasureKind.DONE:
            stood.append(goal.baseline + sum(brought.values(), Decimal(0)))
        elif goal.combine is Combine.SUM:
            stood.append(sum(brought.values(), Decimal(0)))
        elif goal.combine is Combine.AVERAGE:
            stood.append(_average(goal, brought))
        else:
            stood.append(said.value)
    return stood


def stood_after(goal: Goal, check_ins: Iterable[CheckIn]) -> list[tuple[CheckIn, Decimal]]:
    """A goal's reports in the order in which they tell of it, each with where it stood then."""
    ordered = in_order(goal, check_ins)
    return list(zip(ordered, course(goal, ordered), strict=True))


def parts(goal: Goal, check_ins: Iterable[CheckIn]) -> dict[int, Decimal]:
    """What each person brings, by their id: the latest value, or how often they did it."""
    brought: dict[int, Decimal] = {}
    for said in sorted(check_ins, key=lambda said: said.day):
        _bring(goal, brought, said)
    return brought


def _bring(goal: Goal, brought: dict[int, Decimal], said: CheckIn) -> None:
    adds = goal.measure.kind is MeasureKind.DONE
    before = brought.get(said.person_id, Decimal(0)) if adds else Decimal(0)
    brought[said.person_id] = before + said.value


def _average(goal: Goal, brought: Mapping[int, Decimal]) -> Decimal:
    """Rounded away from the target, so that no rung is reached by rounding."""
    down = ROUND_FLOOR if goal.direction is Direction.UP else ROUND_CEILING
    return (sum(brought.values(), Decimal(0)) / len(brought)).quantize(PLACES, down).normalize() + 0


def meets(goal: Goal, value: Decimal, threshold: Decimal) -> bool:
    """Whether `value` is at the threshold or past it, in the goal's direction."""
    return value >= threshold if goal.direction is Direction.UP else value <= threshold


def crossed(goal: Goal, value: Decimal) -> tuple[Rung, ...]:
    """The rungs, lowest first, that `value` reaches now and that were not reached before."""
    return tuple(r for r in goal.rungs if not r.is_reached and meets(goal, value, r.threshold))


def reached_together(goal: Goal) -> list[tuple[Rung, ...]]:
    """The rungs that were reached, those that one shout-out tells of together, lowest first."""
    groups: dict[tuple[datetime | None, int | None], list[Rung]] = {}
    for rung in goal.reached:
        groups.setdefault((rung.reached_at, rung.reached_by), []).append(rung)
    return [tuple(rungs) for rungs in groups.values()]


def can_take_back(goal: Goal, rung: Rung, now: datetime, grace: timedelta) -> bool:
    """Whether nobody else has heard, at `now` (UTC), that this rung was reached.

    What its owner kept private nobody hears of; the rest is told once the grace is over.
    """
    if rung.reached_at is None:
        return False
    return (rung.is_private and not goal.is_shared) or now < rung.reached_at + grace


def can_be_mistake(goal: Goal) -> bool:
    """Whether there is a top that can be taken back as a mistake: a wrong number ends nothing for
    good.
    """
    return goal.state is GoalState.REACHED and goal.rungs[-1].is_reached


def is_news(goal: Goal, now: datetime, grace: timedelta) -> bool:
    """Whether what was told of the top is new enough, at `now`, to be corrected where it is."""
    reached_at = goal.rungs[-1].reached_at
    return reached_at is not None and now < reached_at + grace + MISTAKE_FOR


def progress(goal: Goal) -> Decimal:
    """How much of the way from baseline to target is done, 0 to 1.

    A value that fell back shows as it is: the bar tells the present, the rungs the achievement.
    """
    if goal.rollup:
        return goal.rollup.progress
    share = (goal.value - goal.baseline) / (goal.target - goal.baseline)
    return min(max(share, Decimal(0)), Decimal(1))
