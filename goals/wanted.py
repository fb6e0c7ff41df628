"""What a round of a proposal says: the goal that is wanted, and what differs between rounds."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from goals.draft import Draft, Step
from goals.goal import Combine, Goal, GoalState, Rung
from goals.ladder import meets
from goals.revision import Terms


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a round says: the goal, its team, what it adds to, and how the parts of the two come
    together where both are to climb it.
    """

    draft: Draft
    team_id: int | None
    parent_id: int | None = None
    combine: Combine | None = None


def as_goal(wanted: Wanted, workspace_id: int, owner_id: int) -> Goal:
    """The goal that it would be, to be looked at; it has no key yet."""
    draft = wanted.draft
    rungs = (Rung(-n, n, s.threshold, s.name, s.due) for n, s in enumerate(draft.rungs, 1))
    return Goal(
        id=0,
        workspace_id=workspace_id,
        number=0,
        owner_id=owner_id,
        team_id=wanted.team_id,
        statement=draft.statement,
        measure=draft.measure,
        baseline=draft.baseline,
        target=draft.target,
        start=draft.start,
        due=draft.due,
        value=draft.starts_at,
        rungs=tuple(rungs),
        purpose=draft.purpose,
        rhythm=draft.rhythm,
        visibility=draft.visibility,
        parent_id=wanted.parent_id,
        state=GoalState.DRAFT,
        min_answers=draft.min_answers,
        guard=draft.guard,
        needs=draft.needs,
        combine=wanted.combine,
    )


def changed(goal: Goal, wanted: Wanted) -> Goal:
    """The goal as it would be with what is wanted; what was reached stays as it is."""
    draft, kept = wanted.draft, goal.reached
    beyond = [s for s in draft.rungs if not (kept and meets(goal, kept[-1].threshold, s.threshold))]
    beyond = beyond or [Step(draft.target)]
    to_come = (Rung(-n, n, s.threshold, s.name, s.due) for n, s in enumerate(beyond, len(kept) + 1))
    return replace(
        goal,
        statement=draft.statement,
        baseline=goal.start_for(draft.target),
        target=draft.target,
        due=draft.due,
        rungs=(*kept, *to_come),
    )


def stands_as(goal: Goal, terms: Terms | None = None) -> Wanted:
    """What a goal says now, or would with these terms."""
    steps = tuple(Step(rung.threshold, rung.name, rung.due) for rung in goal.rungs)
    return Wanted(
        Draft(
            statement=terms.statement if terms else goal.statement,
            purpose=goal.purpose,
            measure=goal.measure,
            baseline=goal.start_for(terms.target) if terms else goal.baseline,
            target=terms.target if terms else goal.target,
            start=goal.start,
            due=terms.due if terms else goal.due,
            rungs=terms.rungs if terms else steps,
            rhythm=goal.rhythm,
            visibility=goal.visibility,
            min_answers=goal.min_answers,
            guard=goal.guard,
            needs=goal.needs,
        ),
        goal.team_id,
        goal.parent_id,
        goal.combine,
    )


class Part(StrEnum):
    """What a round may change, in the order of the form."""

    STATEMENT = "statement"
    PURPOSE = "purpose"
    MEASURE = "measure"
    BASELINE = "baseline"
    TARGET = "target"
    DUE = "due"
    RUNGS = "rungs"
    DAYS = "days"
    PARENT = "parent"
    TEAM = "team"
    VISIBILITY = "visibility"
    COMBINE = "combine"


def between(draft: Draft) -> tuple[Step, ...]:
    """The rungs worth telling: those below the target, and the top where it says more than that."""
    *below, top = draft.rungs
    return (*below, top) if top.name or top.due else tuple(below)


def _rungs(wanted: Wanted) -> tuple[tuple[Decimal | None, Any, Any], ...]:
    """The ladder without the target, which is a part of its own."""
    steps = between(wanted.draft)
    top = wanted.draft.rungs[-1]
    return tuple((None if s is top else s.threshold, s.name, s.due) for s in steps)


_PARTS: dict[Part, Callable[[Wanted], object]] = {
    Part.STATEMENT: lambda wanted: wanted.draft.statement,
    Part.PURPOSE: lambda wanted: wanted.draft.purpose,
    Part.MEASURE: lambda wanted: wanted.draft.measure,
    Part.BASELINE: lambda wanted: wanted.draft.starts_at,
    Part.TARGET: lambda wanted: wanted.draft.target,
    Part.DUE: lambda wanted: wanted.draft.due,
    Part.RUNGS: _rungs,
    Part.DAYS: lambda wanted: wanted.draft.rhythm,
    Part.PARENT: lambda wanted: wanted.parent_id,
    Part.TEAM: lambda wanted: wanted.team_id,
    Part.VISIBILITY: lambda wanted: wanted.draft.visibility,
    Part.COMBINE: lambda wanted: wanted.combine,
}


def differences(before: Wanted, after: Wanted) -> tuple[Part, ...]:
    """The parts in which two rounds differ, in the order of the form."""
    return tuple(part for part, of in _PARTS.items() if of(before) != of(after))
