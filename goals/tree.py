"""The goals that one reader may see, as the tree that their parents make of them."""

from collections import defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goals.alignment import HEIGHT
from goals.goal import Goal, GoalKind, Tier
from goals.rollup import COUNTED, Part, Rollup, as_reported, as_rolled_up, roll_up

IDLE = timedelta(days=14)
"""A team's or organisation's goal that nobody reported on for so long has nobody working on it,
unless an active goal adds to it."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One goal of the tree. `depth` counts from 0; `rollup` is of the goals right under it."""

    goal: Goal
    depth: int
    rollup: Rollup | None = None
    is_idle: bool = False
    """Nobody works on it, as far as the reader can see."""
    is_reported: bool = True
    """Somebody reports on it; where nobody does, it stands where the goals under it put it."""


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
    goals = {goal.id: goal for goal in seen}
    under: dict[int | None, list[Goal]] = defaultdict(list)
    for goal in sorted(seen, key=_order):
        under[goal.parent_id if goal.parent_id in goals else None].append(goal)
    top_down = _top_down(goals, under)
    rollups = _roll_ups(top_down, under, reported)
    aligned: list[Branch] = []
    unaligned: list[Branch] = []
    personal: list[Branch] = []
    waiting = [(goal, 0) for goal in reversed(top_down)]
    planted: set[int] = set()
    while waiting:
        goal, depth = waiting.pop()
        if goal.id in planted:
            continue
        planted.add(goal.id)
        is_idle = _is_idle(goal, under[goal.id], reported, today)
        branch = Branch(goal, depth, rollups.get(goal.id), is_idle, goal.id in reported)
        stands_alone = depth == 0 and not under[goal.id] and goal.tier is Tier.INDIVIDUAL
        if stands_alone and goal.kind is GoalKind.PERSONAL:
            personal.append(branch)
        else:
            (unaligned if stands_alone else aligned).append(branch)
        waiting += [(child, depth + 1) for child in reversed(under[goal.id])]
    return Tree(tuple(aligned), tuple(unaligned), tuple(personal))


def parts_under(
    goals: Sequence[Goal], rollups: Mapping[int, Rollup | None], reported: Mapping[int, date]
) -> list[Part]:
    """How goals count for their parent: as reported, else as rolled up, else where they began."""
    parts = []
    for goal in goals:
        rollup = rollups.get(goal.id)
        rolled = rollup is not None and goal.id not in reported and goal.is_active
        if goal.state in COUNTED:
            parts.append(as_rolled_up(goal, rollup) if rolled and rollup else as_reported(goal))
    return parts


def _order(goal: Goal) -> tuple[int, date, int]:
    return -HEIGHT[goal.tier], goal.due, goal.number


def _top_down(goals: Mapping[int, Goal], under: Mapping[int | None, list[Goal]]) -> list[Goal]:
    """Every goal once, before all that is under it; links that run in a circle, which no alignment
    makes, are entered somewhere.
    """
    ordered: list[Goal] = []
    placed: set[int] = set()
    for start in (under[None], sorted(goals.values(), key=_order)):
        waiting = deque(start)
        while waiting:
            goal = waiting.popleft()
            if goal.id not in placed:
                placed.add(goal.id)
                ordered.append(goal)
                waiting.extend(under[goal.id])
    return ordered


def _roll_ups(
    top_down: Sequence[Goal],
    under: Mapping[int | None, list[Goal]],
    reported: Mapping[int, date],
) -> dict[int, Rollup | None]:
    rollups: dict[int, Rollup | None] = {}
    for goal in reversed(top_down):
        rollups[goal.id] = roll_up(goal, parts_under(under[goal.id], rollups, reported))
    return rollups


def _is_idle(
    goal: Goal, children: Sequence[Goal], reported: Mapping[int, date], today: date
) -> bool:
    if goal.tier is Tier.INDIVIDUAL or not goal.is_active:
        return False
    last = reported.get(goal.id)
    is_fresh = last is not None and today - last <= IDLE
    return not is_fresh and not any(child.is_active for child in children)
