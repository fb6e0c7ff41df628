"""The goals that one reader may see, as the tree that their parents make of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goals.alignment import HEIGHT
from goals.goal import Goal, GoalKind, Rollup, Tier
from goals.standing import roll_ups, stand, top_down

IDLE = timedelta(days=14)
"""A team's or organisation's goal that nobody reported on for so long has nobody working on it,
unless an active goal adds to it."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One goal of the tree, as it stands for the reader. `depth` counts from 0; `rollup` is of the
    goals right under it.
    """

    goal: Goal
    depth: int
    rollup: Rollup | None = None
    is_idle: bool = False
    """Nobody works on it, as far as the reader can see."""


@dataclass(frozen=True, slots=True)
class Tree:
    """`aligned`: what stands together, top down, each goal before those under it. `unaligned`:
    people's goals that add to nothing. `personal`: the reader's own, which need not.
    """

    aligned: tuple[Branch, ...]
    unaligned: tuple[Branch, ...] = ()
    personal: tuple[Branch, ...] = ()


def plant(seen: Collection[Goal], reported: Mapping[int, date], today: date) -> Tree:
    """The tree of the goals that a reader may see; what they may not see was taken out before.

    `reported` tells each goal's last reported date. A goal whose parent is not among the seen
    stands at the top. Every goal is in the tree once.
    """
    goals = {goal.id: goal for goal in sorted(seen, key=_order)}
    under: dict[int | None, list[Goal]] = defaultdict(list)
    for goal in goals.values():
        under[goal.parent_id if goal.parent_id in goals else None].append(goal)
    rollups = roll_ups(goals.values(), reported)
    aligned: list[Branch] = []
    unaligned: list[Branch] = []
    personal: list[Branch] = []
    waiting = [(goal, 0) for goal in reversed(top_down(goals, under))]
    planted: set[int] = set()
    while waiting:
        goal, depth = waiting.pop()
        if goal.id in planted:
            continue
        planted.add(goal.id)
        is_idle = _is_idle(goal, under[goal.id], reported, today)
        rollup = rollups.get(goal.id)
        branch = Branch(stand(goal, rollup, reported), depth, rollup, is_idle)
        stands_alone = depth == 0 and not under[goal.id] and goal.tier is Tier.INDIVIDUAL
        if stands_alone and goal.kind is GoalKind.PERSONAL:
            personal.append(branch)
        else:
            (unaligned if stands_alone else aligned).append(branch)
        waiting += [(child, depth + 1) for child in reversed(under[goal.id])]
    return Tree(tuple(aligned), tuple(unaligned), tuple(personal))


def _order(goal: Goal) -> tuple[int, date, int]:
    return -HEIGHT[goal.tier], goal.due, goal.number


def _is_idle(
    goal: Goal, children: Sequence[Goal], reported: Mapping[int, date], today: date
) -> bool:
    if goal.tier is Tier.INDIVIDUAL or not goal.is_active:
        return False
    last = reported.get(goal.id)
    is_fresh = last is not None and today - last <= IDLE
    return not is_fresh and not any(child.is_active for child in children)
