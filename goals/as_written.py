"""A stored goal as the words of its form, to be looked at again and changed."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from goals.amounts import CURRENCIES, Amount, find_amounts, is_time, say_amount, write_amount
from goals.cadence import RhythmKind
from goals.draft import Step, Written
from goals.goal import Goal
from goals.guard import write_guard
from goals.habits import UNKNOWN, Habits


def as_written(goal: Goal) -> Written:
    """What `goals.draft.draft` reads as this goal."""
    steps = [Step(rung.threshold, rung.name, rung.due) for rung in goal.rungs]
    return Written(
        statement=goal.statement,
        due=goal.due,
        purpose=goal.purpose,
        measure=goal.measure.kind,
        unit=goal.measure.unit,
        baseline=write_amount(goal.baseline, goal.measure.unit),
        target=write_amount(goal.target, goal.measure.unit),
        rungs=write_rungs(steps, goal.measure.unit),
        days=frozenset() if goal.rhythm.kind is RhythmKind.DAILY else goal.rhythm.days,
        visibility=goal.visibility,
        answers=str(goal.min_answers or ""),
        partner=write_guard(goal.guard),
        needs=goal.needs,
    )


def write_rungs(steps: Sequence[Step], unit: str) -> str:
    """A ladder in words, one rung a line; a target that is only a number goes without saying."""
    *below, top = steps
    told = [*below, top] if top.name or top.due else below
    return "\n".join(_rung(step, unit) for step in told)


def _rung(step: Step, unit: str) -> str:
    by = f"by {step.due.day} {step.due:%b %Y}" if step.due else ""
    return " ".join(filter(None, (write_amount(step.threshold, unit), step.name, by)))


def follow_target(before: Written, typed: Written, habits: Habits = UNKNOWN) -> Written:
    """What was typed over `before`: where only the target is another, the number in the goal's
    words and the top rung's follow it. Words and rungs that were changed stand as they were typed.

    `habits` are of who typed it.
    """
    unit = before.unit
    old, new = _number(before.target, unit, UNKNOWN), _number(typed.target, unit, habits)
    if old is None or new is None or old == new:
        return typed
    if typed.statement == before.statement:
        typed = replace(typed, statement=renumbered(typed.statement, old, new, unit))
    if typed.rungs == before.rungs:
        *below, top = typed.rungs.split("\n")
        number, _, named = top.partition(" ")
        if number == write_amount(old, unit):
            top = " ".join(filter(None, (write_amount(new, unit), named)))
            typed = replace(typed, rungs="\n".join([*below, top]))
    return typed


def _number(text: str, unit: str, habits: Habits) -> Decimal | None:
    amount = next(find_amounts(text, habits, clock=True), None)
    return amount.of_unit(unit) if amount and not amount.start else None


def renumbered(words: str, old: Decimal, new: Decimal, unit: str) -> str:
    """The words with another number, where the old one stands in them once."""
    found = [a for a in find_amounts(words, clock=is_time(unit)) if _is_of(a, old, unit)]
    if len(found) != 1 or found[0].whole == old:
        return words
    start, end, said = found[0].start, found[0].number_end, words[found[0].start :]
    is_money = found[0].unit in tuple(CURRENCIES) and said[0] in CURRENCIES
    if is_money or "," in words[start:end]:
        number = say_amount(new, found[0].unit if is_money else "")
    else:
        number = write_amount(new, unit)
    return f"{words[:start]}{number}{words[end:]}"


def _is_of(amount: Amount, value: Decimal, unit: str) -> bool:
    """Whether the amount is this value, whichever way its digits and its unit are read."""
    return value in (amount.of_unit(unit), amount.value, amount.other)
