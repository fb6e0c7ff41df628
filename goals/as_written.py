"""A stored goal as the words of its form, to be looked at again and changed."""

import re
from dataclasses import replace
from decimal import Decimal

from goals.amounts import find_amounts
from goals.cadence import RhythmKind
from goals.draft import Step, Written
from goals.goal import Goal
from goals.guard import write_guard


def as_written(goal: Goal) -> Written:
    """What `goals.draft.draft` reads as this goal."""
    steps = [Step(rung.threshold, rung.name, rung.due) for rung in goal.rungs]
    return Written(
        statement=goal.statement,
        due=goal.due,
        purpose=goal.purpose,
        measure=goal.measure.kind,
        unit=goal.measure.unit,
        baseline=f"{goal.baseline:f}",
        target=f"{goal.target:f}",
        rungs=write_rungs(steps),
        days=frozenset() if goal.rhythm.kind is RhythmKind.DAILY else goal.rhythm.days,
        visibility=goal.visibility,
        answers=str(goal.min_answers or ""),
        partner=write_guard(goal.guard),
        needs=goal.needs,
    )


def write_rungs(steps: list[Step] | tuple[Step, ...]) -> str:
    """A ladder in words, one rung a line; a target that is only a number goes without saying."""
    *below, top = steps
    told = [*below, top] if top.name or top.due else below
    return "\n".join(map(_rung, told))


def _rung(step: Step) -> str:
    by = f"by {step.due.day} {step.due:%b %Y}" if step.due else ""
    return " ".join(filter(None, (f"{step.threshold:f}", step.name, by)))


def follow_target(before: Written, typed: Written) -> Written:
    """What was typed over `before`: where only the target is another, the number in the goal's
    words and the top rung's follow it. Words and rungs that were changed stand as they were typed.
    """
    old, new = (next(find_amounts(form.target), None) for form in (before, typed))
    if old is None or new is None or old.value == new.value:
        return typed
    if typed.statement == before.statement:
        said = renumbered(typed.statement, old.value, new.value)
        typed = replace(typed, statement=said)
    if typed.rungs == before.rungs:
        *below, top = typed.rungs.split("\n")
        number, _, named = top.partition(" ")
        if number == f"{old.value:f}":
            top = " ".join(filter(None, (f"{new.value:f}", named)))
            typed = replace(typed, rungs="\n".join([*below, top]))
    return typed


def renumbered(words: str, old: Decimal, new: Decimal) -> str:
    """The words with another number, where the old one stands in them once."""
    number = re.compile(rf"(?<![\d.,]){re.escape(f'{old:f}')}(?![\d]|[.,]\d)")
    return number.sub(f"{new:f}", words) if len(number.findall(words)) == 1 else words
