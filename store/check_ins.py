"""Check-ins, the blockers among them, and cheers for what they reached."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, update

from goals.goal import CheckIn, Confidence, Goal
from goals.voices import Blocker
from store.database import Tx
from store.people import upsert, upsert_in
from store.rows import several, value_of
from store.tables import blocker, check_in, cheer


def save(
    tx: Tx,
    goal: Goal,
    *,
    person_id: int,
    day: date,
    value: Decimal,
    confidence: Confidence,
    note: str,
    now: datetime,
    answers: int | None = None,
    partner: Decimal | None = None,
) -> CheckIn:
    """Record a check-in, or correct the one of that goal, person and local date."""
    said = {
        "workspace_id": goal.workspace_id,
        "goal_id": goal.id,
        "person_id": person_id,
        "day": day,
        "value": value,
        "confidence": confidence,
        "note": note,
        "at": now,
        "answers": answers,
        "partner": partner,
    }
    return value_of(CheckIn, tx.execute(_save(tx.dialect.name), said).one())


@cache
def _save(dialect: str) -> Any:
    added = upsert_in(dialect, check_in)
    said = ("value", "confidence", "note", "at", "answers", "partner")
    return added.on_conflict_do_update(
        index_elements=["goal_id", "person_id", "day"],
        set_={name: added.excluded[name] for name in said},
    ).returning(check_in)


def remove(tx: Tx, check_in_id: int) -> None:
    """Forget a check-in, and the blocker it raised; no rung may point at it any more."""
    tx.execute(blocker.delete().where(blocker.c.check_in_id == check_in_id))
    tx.execute(check_in.delete().where(check_in.c.id == check_in_id))


def by_id(tx: Tx, check_in_id: int) -> CheckIn | None:
    """The check-in of this id."""
    row = tx.execute(select(check_in).where(check_in.c.id == check_in_id)).one_or_none()
    return value_of(CheckIn, row) if row else None


def of_goal(tx: Tx, goal_id: int) -> list[CheckIn]:
    """All check-ins of a goal, oldest first."""
    rows = tx.execute(_OF_GOAL, {"goal": goal_id})
    return [value_of(CheckIn, row) for row in rows]


def of_goals(tx: Tx, goal_ids: Iterable[int]) -> dict[int, list[CheckIn]]:
    """All check-ins of these goals, oldest first, by goal id; one statement."""
    found: dict[int, list[CheckIn]] = defaultdict(list)
    rows = tx.execute(
        select(check_in)
        .where(check_in.c.goal_id.in_(set(goal_ids)))
        .order_by(check_in.c.day, check_in.c.at)
    )
    for row in rows:
        found[row.goal_id].append(value_of(CheckIn, row))
    return found


def since(tx: Tx, goal_ids: Iterable[int], day: date) -> list[CheckIn]:
    """The check-ins of these goals from a local date on, oldest first; one statement."""
    rows = tx.execute(
        select(check_in)
        .where(check_in.c.goal_id.in_(set(goal_ids)), check_in.c.day >= day)
        .order_by(check_in.c.day, check_in.c.at, check_in.c.id)
    )
    return [value_of(CheckIn, row) for row in rows]


def on_day(tx: Tx, person_id: int, day: date) -> dict[int, CheckIn]:
    """What a person reported for a local date, by goal id."""
    rows = tx.execute(_ON_DAY, {"person": person_id, "day": day})
    return {row.goal_id: value_of(CheckIn, row) for row in rows}


def latest_before(tx: Tx, person_id: int, goal_ids: Iterable[int], day: date) -> dict[int, CheckIn]:
    """What a person reported last on each goal before a local date, by goal id; one statement."""
    if not (ids := list(set(goal_ids))):
        return {}
    rows = tx.execute(_LATEST_BEFORE, {"goals": ids, "before": day, "person": person_id})
    return {row.goal_id: value_of(CheckIn, row) for row in rows}


def last_days(tx: Tx, goal_ids: Iterable[int]) -> dict[int, date]:
    """The local date of each goal's latest report, by goal id; one statement."""
    rows = tx.execute(
        select(check_in.c.goal_id, func.max(check_in.c.day))
        .where(check_in.c.goal_id.in_(set(goal_ids)))
        .group_by(check_in.c.goal_id)
    )
    return dict(rows.all())


def latest(tx: Tx, goal_ids: Iterable[int]) -> list[CheckIn]:
    """Each person's latest report on each of these goals, oldest first; one statement."""
    if not (ids := list(set(goal_ids))):
        return []
    return [value_of(CheckIn, row) for row in tx.execute(_LATEST, {"goals": ids})]


def blockers_of(tx: Tx, check_in_ids: Iterable[int]) -> dict[int, Blocker]:
    """The blockers that these check-ins raised, by check-in; one statement."""
    if not (ids := list(set(check_in_ids))):
        return {}
    rows = tx.execute(_BLOCKERS_OF, {"check_ins": ids})
    return {row.check_in_id: value_of(Blocker, row) for row in rows}


def raise_blocker(tx: Tx, workspace_id: int, check_in: CheckIn) -> Blocker:
    """Note that this check-in is blocked, in its words; one blocker per check-in."""
    raised = upsert(tx, blocker).values(
        workspace_id=workspace_id, check_in_id=check_in.id, words=check_in.note
    )
    row = tx.execute(
        raised.on_conflict_do_update(
            index_elements=["check_in_id"], set_={"words": raised.excluded.words}
        ).returning(blocker)
    ).one()
    return value_of(Blocker, row)


def blocker_by_id(tx: Tx, workspace_id: int, blocker_id: int) -> Blocker | None:
    """The blocker of this id."""
    return _blocker(tx, (blocker.c.workspace_id == workspace_id) & (blocker.c.id == blocker_id))


def blocker_of(tx: Tx, check_in_id: int) -> Blocker | None:
    """The blocker that a check-in raised."""
    return _blocker(tx, blocker.c.check_in_id == check_in_id)


def take_blocker(tx: Tx, blocker_id: int, person_id: int) -> bool:
    """A lead is on it; False if one already was."""
    taken = tx.execute(
        update(blocker)
        .where(blocker.c.id == blocker_id, blocker.c.taken_by.is_(None))
        .values(taken_by=person_id)
    )
    return taken.rowcount > 0


def free_blocker(tx: Tx, blocker_id: int) -> None:
    """Nobody is on it any more."""
    tx.execute(update(blocker).where(blocker.c.id == blocker_id).values(taken_by=None))


def answer_blocker(tx: Tx, blocker_id: int, *, answer: str, person_id: int, now: datetime) -> bool:
    """Answer a blocker; False if it was answered before."""
    answered = tx.execute(
        update(blocker)
        .where(blocker.c.id == blocker_id, blocker.c.answered_at.is_(None))
        .values(answer=answer, answered_by=person_id, answered_at=now)
    )
    return answered.rowcount > 0


def add_cheer(tx: Tx, workspace_id: int, rung_id: int, person_id: int) -> bool:
    """Cheer a rung; False if this person did already."""
    added = tx.execute(
        upsert(tx, cheer)
        .values(workspace_id=workspace_id, rung_id=rung_id, person_id=person_id)
        .on_conflict_do_nothing()
    )
    return added.rowcount > 0


def remove_cheers(tx: Tx, rung_id: int) -> None:
    """Forget the cheers of a rung that was reached by mistake."""
    tx.execute(cheer.delete().where(cheer.c.rung_id == rung_id))


def cheers(tx: Tx, rung_ids: Iterable[int]) -> dict[int, int]:
    """How many people cheered each rung (by id)."""
    counts: dict[int, int] = defaultdict(int)
    if ids := list(set(rung_ids)):
        counts.update(tx.execute(_CHEERS, {"rungs": ids}).all())
    return counts


def _blocker(tx: Tx, where: ColumnElement[bool]) -> Blocker | None:
    row = tx.execute(select(blocker).where(where)).one_or_none()
    return value_of(Blocker, row) if row else None


# Made once: to make a statement takes SQLAlchemy longer than to run it.
_OF_GOAL = (
    select(check_in)
    .where(check_in.c.goal_id == bindparam("goal"))
    .order_by(check_in.c.day, check_in.c.at)
)
_ON_DAY = select(check_in).where(
    check_in.c.person_id == bindparam("person"), check_in.c.day == bindparam("day")
)
_LAST = (
    select(check_in.c.goal_id, func.max(check_in.c.day).label("day"))
    .where(
        check_in.c.person_id == bindparam("person"),
        check_in.c.goal_id.in_(several("goals")),
        check_in.c.day < bindparam("before"),
    )
    .group_by(check_in.c.goal_id)
    .subquery()
)
_LATEST_BEFORE = (
    select(check_in)
    .join(_LAST, (check_in.c.goal_id == _LAST.c.goal_id) & (check_in.c.day == _LAST.c.day))
    .where(check_in.c.person_id == bindparam("person"))
)
_CHEERS = (
    select(cheer.c.rung_id, func.count())
    .where(cheer.c.rung_id.in_(several("rungs")))
    .group_by(cheer.c.rung_id)
)
_LAST_OF_EACH = (
    select(check_in.c.goal_id, check_in.c.person_id, func.max(check_in.c.day).label("day"))
    .where(check_in.c.goal_id.in_(several("goals")))
    .group_by(check_in.c.goal_id, check_in.c.person_id)
    .subquery()
)
_LATEST = (
    select(check_in)
    .join(
        _LAST_OF_EACH,
        (check_in.c.goal_id == _LAST_OF_EACH.c.goal_id)
        & (check_in.c.person_id == _LAST_OF_EACH.c.person_id)
        & (check_in.c.day == _LAST_OF_EACH.c.day),
    )
    .order_by(check_in.c.day, check_in.c.at, check_in.c.id)
)
_BLOCKERS_OF = select(blocker).where(blocker.c.check_in_id.in_(several("check_ins")))
