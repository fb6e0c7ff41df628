"""A stored goal as the words of its form, to be looked at again and changed."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from goals.amounts import find_amounts, write_amount
from goals.cadence import RhythmKind
from goals.draft import Step, Written
from goals.goal import Goal
from goals.guard import bounded, figure_of, write_guard
from goals.habits import UNKNOWN, Habits
from goals.level import is_level
from goals.reworded import reworded


def as_written(goal: Goal) -> Written:
    """What `goals.draft.draft` reads as this goal."""
    steps = [Step(rung.threshold, rung.name, rung.due) for rung in goal.rungs]
    start, target = write_ends(goal.baseline, goal.target, goal.measure.unit)
    return Written(
        statement=goal.statement,
        due=goal.due,
        purpose=goal.purpose,
        measure=goal.measure.kind,
        unit=goal.measure.unit,
        baseline=start,
        target=target,
        rungs=write_rungs(steps, goal.measure.unit),
        days=frozenset() if goal.rhythm.kind is RhythmKind.DAILY else goal.rhythm.days,
        visibility=goal.visibility,
        answers=str(goal.min_answers or ""),
        partner=write_guard(goal.guard),
        needs=goal.needs,
    )


def write_ends(baseline: Decimal, target: Decimal, unit: str) -> tuple[str, str]:
    """From and To; of a level both are the same, and To says on which side of it to stay."""
    aim = write_amount(target, unit)
    if not is_level(baseline, target):
        return write_amount(baseline, unit), aim
    return aim, bounded(aim, at_least=target > baseline)


def write_rungs(steps: Sequence[Step], unit: str) -> str:
    """A ladder in words, one rung a line; a target that is only a number goes without saying."""
    *below, top = steps
    told = [*below, top] if top.name or top.due else below
    return "\n".join(_rung(step, unit) for step in told)


def _rung(step: Step, unit: str) -> str:
    by = f"by {step.due.day} {step.due:%b %Y}" if step.due else ""
    return " ".join(filter(None, (write_amount(step.threshold, unit), step.name, by)))


def follow_target(before: Written, typed: Written, habits: Habits = UNKNOWN) -> Written:
    """What was typed over `before`: where its words were left as they are, the figures and the date
    in them follow the others; so does the top rung. What was changed stands as it was typed.

    `habits` are of who typed it.
    """
    unit = before.unit
    if _is_level(before) and typed.baseline == before.baseline:
        typed = replace(typed, baseline=figure_of(typed.target, habits)[0])
    if typed.statement == before.statement:
        typed = replace(typed, statement=_followed(before, typed, habits))
    old, new = _number(before.target, unit, UNKNOWN), _number(typed.target, unit, habits)
    if old is None or new is None or old == new or typed.rungs != before.rungs:
        return typed
    *below, top = typed.rungs.split("\n")
    number, _, named = top.partition(" ")
    if number == write_amount(old, unit):
        top = " ".join(filter(None, (write_amount(new, unit), named)))
        typed = replace(typed, rungs="\n".join([*below, top]))
    return typed


def _followed(before: Written, typed: Written, habits: Habits) -> str:
    unit = before.unit
    pairs = [
        (_number(old, unit, UNKNOWN), _number(new, unit, habits))
        for old, new in ((before.baseline, typed.baseline), (before.target, typed.target))
    ]
    figures = [(old, new) for old, new in pairs if old is not None and new is not None]
    return reworded(typed.statement, figures, unit, typed.due if typed.due != before.due else None)


def _is_level(written: Written) -> bool:
    return figure_of(written.target)[0] == written.baseline


def _number(text: str, unit: str, habits: Habits) -> Decimal | None:
    figure, _ = figure_of(text, habits)
    amount = next(find_amounts(figure, habits, clock=True), None)
    return amount.of_unit(unit) if amount and not amount.start else None
