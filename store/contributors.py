"""Who climbs a shared goal with its owner: asked, in, or gone, and what each brings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import delete, insert, select, update

from goals.goal import Combine, Goal
from store import ladders
from store.database import Tx
from store.people import upsert
from store.rows import value_of
from store.tables import Joining, contributor, goal

ANSWERED = (Joining.DECLINED, Joining.LEFT)


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody's place in a shared goal; `since` (UTC) tells one asking from the next."""

    id: int
    goal_id: int
    person_id: int
    joining: Joining
    since: datetime


def share(tx: Tx, kept: Goal, combine: Combine, now: datetime) -> Goal:
    """Make a goal one that others may climb too: its owner is the first who does."""
    tx.execute(update(goal).where(goal.c.id == kept.id).values(combine=combine))
    tx.execute(
        upsert(tx, contributor)
        .values(**_row(kept, kept.owner_id), joining=Joining.JOINED, since=now)
        .on_conflict_do_nothing()
    )
    return ladders.by_id(tx, kept.id)


def unshare(tx: Tx, goal_id: int) -> None:
    """Make a draft a goal of one's own again."""
    tx.execute(delete(contributor).where(contributor.c.goal_id == goal_id))
    tx.execute(update(goal).where(goal.c.id == goal_id).values(combine=None))


def ask(tx: Tx, kept: Goal, person_ids: Iterable[int], now: datetime) -> list[Contributor]:
    """Note that these people are asked in; those who are asked already, or in, are left out."""
    known = {each.person_id: each for each in of_goal(tx, kept.id)}
    for person_id in dict.fromkeys(person_ids):
        if person_id not in known:
            row = {**_row(kept, person_id), "joining": Joining.ASKED, "since": now}
            tx.execute(insert(contributor).values(row))
        elif known[person_id].joining in ANSWERED:
            _set(tx, known[person_id], Joining.ASKED, now)
    before = {each.id for each in known.values() if each.joining not in ANSWERED}
    wanted = set(person_ids)
    return [c for c in of_goal(tx, kept.id) if c.person_id in wanted and c.id not in before]


def join(tx: Tx, kept: Goal, person_id: int, now: datetime) -> Goal:
    """Somebody said yes: they are in, at the end of the row."""
    tx.execute(
        upsert(tx, contributor)
        .values(**_row(kept, person_id), joining=Joining.JOINED, since=now)
        .on_conflict_do_update(
            index_elements=["goal_id", "person_id"],
            set_={"joining": Joining.JOINED, "since": now},
        )
    )
    return ladders.by_id(tx, kept.id)


def turn(tx: Tx, place: Contributor, joining: Joining, now: datetime) -> None:
    """Somebody said no, or left; what they brought stays."""
    _set(tx, place, joining, now)


def _set(tx: Tx, place: Contributor, joining: Joining, now: datetime) -> None:
    tx.execute(
        update(contributor).where(contributor.c.id == place.id).values(joining=joining, since=now)
    )


def of_goal(tx: Tx, goal_id: int) -> list[Contributor]:
    """Everybody who was ever asked into a goal, its owner included, in the order of asking."""
    rows = tx.execute(
        select(contributor).where(contributor.c.goal_id == goal_id).order_by(contributor.c.id)
    )
    return [value_of(Contributor, row) for row in rows]


def place_of(tx: Tx, goal_id: int, person_id: int) -> Contributor | None:
    """Somebody's place in a goal."""
    row = tx.execute(
        select(contributor).where(
            contributor.c.goal_id == goal_id, contributor.c.person_id == person_id
        )
    ).one_or_none()
    return value_of(Contributor, row) if row else None


def set_parts(tx: Tx, kept: Goal, brought: Mapping[int, Decimal]) -> None:
    """What each of a goal's people brings, by their id; nothing where it is as it was."""
    for part in kept.parts:
        if part.value != brought.get(part.person_id):
            tx.execute(
                update(contributor)
                .where(contributor.c.goal_id == kept.id, contributor.c.person_id == part.person_id)
                .values(part=brought.get(part.person_id))
            )


def _row(kept: Goal, person_id: int) -> dict[str, int]:
    return {"workspace_id": kept.workspace_id, "goal_id": kept.id, "person_id": person_id}
