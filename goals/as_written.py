"""A stored goal as the words of its form, to be looked at again and changed."""

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
