"""Where goals stand for one reader, the same on every screen.

A goal that somebody reports on stands as reported. One that nobody ever reported on, and to which
others add, stands where those put it: those of them that this reader may see, and no other.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence

from goals.goal import Goal, Rollup
from goals.rollup import COUNTED, as_reported, follow, roll_up


def as_they_stand(
    goals: Iterable[Goal], below: Collection[Goal], reported: Collection[int]
) -> list[Goal]:
    """These goals as they stand for a reader.

    `below` is what adds to them, in one step or several, as far as this reader may see it;
    `reported` are the ids of those, of all of these, that were ever reported on.
    """
    goals = list(goals)
    around = {goal.id: goal for goal in (*below, *goals)}
    rollups = roll_ups(around.values(), reported)
    return [stand(goal, rollups[goal.id], reported) for goal in goals]


def stand(goal: Goal, rollup: Rollup | None, reported: Collection[int]) -> Goal:
    """The goal where its roll-up puts it, if nobody reports on it; else as it is."""
    if rollup is None or goal.id in reported or goal.is_draft:
        return goal
    return follow(goal, rollup)


def roll_ups(goals: Iterable[Goal], reported: Collection[int]) -> dict[int, Rollup | None]:
    """What adds up to each of these goals, by id: of those right under it, each as it stands."""
    seen = {goal.id: goal for goal in goals}
    under: dict[int | None, list[Goal]] = defaultdict(list)
    for goal in seen.values():
        under[goal.parent_id if goal.parent_id in seen else None].append(goal)
    rollups: dict[int, Rollup | None] = {}
    for goal in reversed(top_down(seen, under)):
        counted = (child for child in under[goal.id] if child.state in COUNTED)
        as_they_are = [stand(child, rollups.get(child.id), reported) for child in counted]
        rollups[goal.id] = roll_up(goal, [as_reported(child) for child in as_they_are])
    return rollups


def top_down(goals: Mapping[int, Goal], under: Mapping[int | None, Sequence[Goal]]) -> list[Goal]:
    """Every goal once, before all that is under it; links that run in a circle, which no alignment
    makes, are entered somewhere.
    """
    ordered: list[Goal] = []
    placed: set[int] = set()
    for start in (under.get(None, ()), goals.values()):
        waiting = deque(start)
        while waiting:
            goal = waiting.popleft()
            if goal.id not in placed:
                placed.add(goal.id)
                ordered.append(goal)
                waiting.extend(under.get(goal.id, ()))
    return ordered
