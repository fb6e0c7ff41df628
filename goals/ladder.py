"""How a goal climbs: which rungs a value reaches, and how far along it is."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from goals.goal import CheckIn, Combine, Direction, Goal, MeasureKind, Rung

EXACT = Decimal("0.0001")
"""As exactly as an average is kept."""


def standing(goal: Goal, check_ins: Iterable[CheckIn]) -> Decimal:
    """Where the goal stands after these check-ins; with none, at the baseline.

    The latest value, or the times it was done. Of a shared goal: the sum or the average of each
    one's latest value, the latest of anybody, or the times that all of them did it.
    """
    if goal.combine is Combine.LATEST:  # by the clock: one's today may be another's yesterday
        ordered = sorted(check_ins, key=lambda said: (said.at, said.day, said.id))
    else:
        ordered = sorted(check_ins, key=lambda said: said.day)
    return course(goal, ordered)[-1] if ordered else goal.baseline


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
    return (sum(brought.values(), Decimal(0)) / len(brought)).quantize(EXACT, down).normalize() + 0


def meets(goal: Goal, value: Decimal, threshold: Decimal) -> bool:
    """Whether `value` is at the threshold or past it, in the goal's direction."""
    return value >= threshold if goal.direction is Direction.UP else value <= threshold


def crossed(goal: Goal, value: Decimal) -> tuple[Rung, ...]:
    """The rungs, lowest first, that `value` reaches now and that were not reached before."""
    return tuple(r for r in goal.rungs if not r.is_reached and meets(goal, value, r.threshold))


def progress(goal: Goal) -> Decimal:
    """How much of the way from baseline to target is done, 0 to 1; 1 once the top was reached.

    A value that fell back shows as it is: the bar tells the present, the rungs the achievement.
    """
    if goal.rungs[-1].is_reached:
        return Decimal(1)
    share = (goal.value - goal.baseline) / (goal.target - goal.baseline)
    return min(max(share, Decimal(0)), Decimal(1))
