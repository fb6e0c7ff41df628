"""Where goals stand as one reader may see it: what every screen shows of them."""

from collections.abc import Sequence

from goals import standing
from goals.goal import Goal, Rollup
from goals.people import Actor
from goals.sight import can_see
from store import alignment, check_ins
from store.database import Tx


def as_seen(tx: Tx, reader: Actor, goals: Sequence[Goal]) -> list[Goal]:
    """These goals where they stand for this reader: see goals.standing.

    One statement where some stand where they began, as one does that nobody reported on, and three
    more where goals add to those. Only for showing: what is kept is as reported.
    """
    below = _below(tx, reader, [goal for goal in goals if goal.value == goal.starts_at])
    if not below:
        return list(goals)
    known = check_ins.last_days(tx, [goal.id for goal in (*goals, *below)])
    return standing.as_they_stand(goals, below, known)


def one_as_seen(tx: Tx, reader: Actor, goal: Goal) -> Goal:
    """The same of one goal."""
    return as_seen(tx, reader, [goal])[0]


def rollup_of(tx: Tx, reader: Actor, goal: Goal) -> Rollup | None:
    """What adds up to a goal, for this reader."""
    below = _below(tx, reader, [goal])
    if not below:
        return None
    known = check_ins.last_days(tx, [each.id for each in below])
    return standing.roll_ups([goal, *below], known)[goal.id]


def _below(tx: Tx, reader: Actor, goals: Sequence[Goal]) -> list[Goal]:
    ids = [goal.id for goal in goals if not goal.is_draft]
    found = alignment.below(tx, ids) if ids else []
    return [goal for goal in found if can_see(reader, goal)]
