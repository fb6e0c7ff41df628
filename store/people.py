"""Workspaces, people, their leave, and when each is asked next."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import CursorResult, bindparam, case, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from goals.cadence import DAY, Leave, Pattern
from goals.leaves import joined, without
from goals.people import Actor, Membership, Person, ShoutOut, Team, Workspace
from store.database import AnyRow, Tx
from store.rows import maker_of, several, value_of
from store.tables import leave, membership, person, team, workspace

PEOPLE = tuple(person.c)


def upsert(tx: Tx, table: Any) -> Any:
    """The dialect's INSERT … ON CONFLICT; both spell it alike, SQLAlchemy keeps them apart."""
    return upsert_in(tx.dialect.name, table)


def upsert_in(dialect: str, table: Any) -> Any:
    """The same for a dialect's name, for statements that are made once."""
    return (insert_sqlite if dialect == "sqlite" else insert_postgresql)(table)


def person_of(row: AnyRow) -> Person:
    """The value of a row that holds PEOPLE."""
    return value_of(Person, row, pattern=_pattern(row))


def _pattern(row: AnyRow) -> Pattern | None:
    return Pattern(row.days, row.starts, row.ends, row.ask_at) if row.ask_at else None


def ensure_workspace(tx: Tx, team_id: str, bot_user_id: str = "") -> Workspace:
    """The workspace of this Slack id, made if it is new; a known bot user is kept."""
    said = {"team_id": team_id, "bot_user_id": bot_user_id}
    return Workspace(*tx.execute(_ensure_workspace(tx.dialect.name), said).one())


@cache
def _ensure_workspace(dialect: str) -> Any:
    added = upsert_in(dialect, workspace)
    kept = case(
        (added.excluded.bot_user_id != "", added.excluded.bot_user_id),
        else_=workspace.c.bot_user_id,
    )
    return added.on_conflict_do_update(
        index_elements=["team_id"], set_={"bot_user_id": kept}
    ).returning(workspace.c.id, workspace.c.team_id, workspace.c.bot_user_id)


def workspace_of(tx: Tx, workspace_id: int) -> Workspace:
    """The workspace of this id; raises NoResultFound for an unknown one."""
    of_it = select(workspace.c.id, workspace.c.team_id, workspace.c.bot_user_id)
    return Workspace(*tx.execute(of_it.where(workspace.c.id == workspace_id)).one())


def workspaces(tx: Tx) -> list[Workspace]:
    """Every workspace."""
    rows = tx.execute(select(workspace.c.id, workspace.c.team_id, workspace.c.bot_user_id))
    return [Workspace(*row) for row in rows]


def save_profile(
    tx: Tx,
    workspace_id: int,
    user_id: str,
    *,
    name: str,
    zone: str,
    is_admin: bool,
    active: bool,
    locale: str = "",
) -> Person:
    """Take over what Slack says of a person; what they set in Rungs stays, and so does their
    language where nothing is said of it.
    """
    profile = {"name": name, "zone": zone, "is_admin": is_admin, "active": active}
    profile |= {"locale": locale} if locale else {}
    added = upsert(tx, person).values(workspace_id=workspace_id, user_id=user_id, **profile)
    row = tx.execute(
        added.on_conflict_do_update(
            index_elements=["workspace_id", "user_id"], set_=profile
        ).returning(*PEOPLE)
    ).one()
    return person_of(row)


def actor(tx: Tx, slack_team_id: str, user_id: str) -> Actor | None:
    """The person that Slack names by these ids, with their teams; None if they are not known."""
    rows = tx.execute(_ACTOR, {"slack_team_id": slack_team_id, "user_id": user_id})
    return next(iter(_actors_in(rows)), None)


def actor_of(tx: Tx, person_id: int) -> Actor:
    """The person of this id with their teams; raises NoResultFound for an unknown one."""
    return actors_of(tx, [person_id])[person_id]


def actors_of(tx: Tx, person_ids: Iterable[int]) -> dict[int, Actor]:
    """People with their teams, by id; one statement."""
    rows = tx.execute(_ACTORS_BY_IDS, {"ids": list(set(person_ids))})
    return {a.person.id: a for a in _actors_in(rows)}


def hold(tx: Tx, person_ids: Iterable[int]) -> None:
    """Hold these people against other writers, so that what is read of them next stays true."""
    tx.execute(
        select(person.c.id)
        .where(person.c.id.in_(set(person_ids)))
        .order_by(person.c.id)
        .with_for_update(key_share=True)
    )


def by_ids(tx: Tx, person_ids: Iterable[int]) -> dict[int, Person]:
    """People by id."""
    if not (ids := list(set(person_ids))):
        return {}
    return {row.id: person_of(row) for row in tx.execute(_BY_IDS, {"ids": ids})}


def by_user_ids(tx: Tx, workspace_id: int, user_ids: Iterable[str]) -> list[Person]:
    """The known people among these Slack ids."""
    rows = tx.execute(
        select(*PEOPLE).where(
            person.c.workspace_id == workspace_id, person.c.user_id.in_(set(user_ids))
        )
    )
    return [person_of(row) for row in rows]


def called(tx: Tx, workspace_id: int, word: str, limit: int = 20) -> list[Person]:
    """The active people whose name is this word, or begins with it, by name; case aside."""
    name, asked = func.lower(person.c.name), word.lower()
    rows = tx.execute(
        select(*PEOPLE)
        .where(
            person.c.workspace_id == workspace_id,
            person.c.active,
            or_(name == asked, name.startswith(f"{asked} ", autoescape=True)),
        )
        .order_by(person.c.name, person.c.id)
        .limit(limit)
    )
    return [person_of(row) for row in rows]


def _actors(tx: Tx, *where: Any) -> list[Actor]:
    return _actors_in(tx.execute(_ACTORS.where(*where)))


# Statements are made once: making one takes longer than SQLite takes to answer it.
_ACTORS = (
    select(*PEOPLE, membership.c.is_lead, *(c.label(f"team_{c.name}") for c in team.c))
    .select_from(
        person.outerjoin(membership, membership.c.person_id == person.c.id).outerjoin(
            team, team.c.id == membership.c.team_id
        )
    )
    .order_by(person.c.id, membership.c.id)
)
_ACTORS_BY_IDS = _ACTORS.where(person.c.id.in_(several("ids")))
_BY_IDS = select(*PEOPLE).where(person.c.id.in_(several("ids")))
_LEAVES = (
    select(leave.c.person_id, leave.c.first, leave.c.last, leave.c.is_worked)
    .where(leave.c.person_id.in_(several("people")), leave.c.last >= bindparam("since"))
    .order_by(leave.c.first)
)
_ACTOR = _ACTORS.where(
    person.c.user_id == bindparam("user_id"),
    person.c.workspace_id
    == select(workspace.c.id)
    .where(workspace.c.team_id == bindparam("slack_team_id"))
    .scalar_subquery(),
)


def _actors_in(result: CursorResult[Any]) -> list[Actor]:
    make_person, make_team = maker_of(Person, result), maker_of(Team, result, "team_")
    people: dict[int, Person] = {}
    places: dict[int, list[Membership]] = defaultdict(list)
    for row in result.all():
        if row.id not in people:
            people[row.id] = make_person(row, pattern=_pattern(row))
        if row.team_id is not None:
            places[row.id].append(Membership(make_team(row), row.is_lead))
    return [Actor(person, tuple(places[id])) for id, person in people.items()]


def members(tx: Tx, team_id: int) -> list[tuple[Person, bool]]:
    """The active people of a team with whether each leads, by name."""
    rows = tx.execute(
        select(*PEOPLE, membership.c.is_lead)
        .join(membership, membership.c.person_id == person.c.id)
        .where(membership.c.team_id == team_id, person.c.active)
        .order_by(person.c.name)
    )
    return [(person_of(row), row.is_lead) for row in rows]


def on_teams(tx: Tx, team_ids: Iterable[int]) -> dict[int, list[Actor]]:
    """The active people of each of these teams, by team id; one statement."""
    ids = set(team_ids)
    on_them = select(membership.c.person_id).where(membership.c.team_id.in_(ids))
    found = _actors(tx, person.c.id.in_(on_them), person.c.active)
    return {key: [actor for actor in found if actor.is_in(key)] for key in ids}


def leads_of(tx: Tx, team_ids: Iterable[int]) -> dict[int, list[Actor]]:
    """The active leads of each of these teams, by team id; one statement."""
    ids = set(team_ids)
    lead_ids = select(membership.c.person_id).where(
        membership.c.team_id.in_(ids), membership.c.is_lead
    )
    found = _actors(tx, person.c.id.in_(lead_ids), person.c.active)
    return {key: [actor for actor in found if actor.leads(key)] for key in ids}


def admins(tx: Tx, workspace_id: int) -> list[Person]:
    """The active admins of a workspace, by name."""
    rows = tx.execute(
        select(*PEOPLE)
        .where(person.c.workspace_id == workspace_id, person.c.is_admin, person.c.active)
        .order_by(person.c.name)
    )
    return [person_of(row) for row in rows]


def deactivate(tx: Tx, workspace_id: int, user_id: str) -> None:
    """Ask this person no more: Slack says that their account is closed."""
    tx.execute(
        update(person)
        .where(person.c.workspace_id == workspace_id, person.c.user_id == user_id)
        .values(active=False, next_check_in_at=None)
    )


def save_pattern(tx: Tx, person_id: int, pattern: Pattern | None) -> None:
    """Set a person's own working pattern; None goes back to the team's."""
    tx.execute(
        update(person)
        .where(person.c.id == person_id)
        .values(
            days=pattern and pattern.days,
            starts=pattern and pattern.starts,
            ends=pattern and pattern.ends,
            ask_at=pattern and pattern.ask_at,
        )
    )


def save_country(tx: Tx, person_id: int, country: str) -> None:
    """Whose public holidays a person has; "" is their team's."""
    tx.execute(update(person).where(person.c.id == person_id).values(country=country))


def save_shout_outs(tx: Tx, person_id: int, choice: ShoutOut) -> None:
    """Where this person's rungs are celebrated from now on."""
    tx.execute(update(person).where(person.c.id == person_id).values(shout_outs=choice))


def save_reminders(tx: Tx, person_id: int, on: bool) -> None:
    """Whether this person gets the one quiet reminder."""
    tx.execute(update(person).where(person.c.id == person_id).values(reminders=on))


def add_leave(tx: Tx, workspace_id: int, person_id: int, away: Leave) -> Leave:
    """Note a person's leave, as one with those that it touches; what stands noted then. Days that
    are worked are cut out of days off, and the other way round.
    """
    hold(tx, [person_id])
    remove_leave(tx, workspace_id, person_id, replace(away, is_worked=not away.is_worked))
    noted = leaves(tx, [person_id], away.first - DAY).get(person_id, ())
    gone, whole = joined(noted, away)
    if gone == (whole,):
        return whole
    for one in gone:
        _forget(tx, person_id, one)
    _note(tx, workspace_id, person_id, whole)
    return whole


def remove_leave(tx: Tx, workspace_id: int, person_id: int, away: Leave) -> bool:
    """These days are worked after all, whatever leave they are of; whether any were off. Of days
    that are worked the same the other way round.
    """
    hold(tx, [person_id])
    noted = leaves(tx, [person_id], away.first).get(person_id, ())
    alike = [one for one in noted if one.is_worked is away.is_worked]
    cut = [one for one in alike if one.first <= away.last]
    for one in cut:
        _forget(tx, person_id, one)
        for left in without(one, away.first, away.last):
            _note(tx, workspace_id, person_id, left)
    return bool(cut)


def _note(tx: Tx, workspace_id: int, person_id: int, away: Leave) -> None:
    noted = upsert(tx, leave).values(
        workspace_id=workspace_id,
        person_id=person_id,
        first=away.first,
        last=away.last,
        is_worked=away.is_worked,
    )
    tx.execute(
        noted.on_conflict_do_update(
            index_elements=["person_id", "first", "last"],
            set_={"is_worked": noted.excluded.is_worked},
        )
    )


def _forget(tx: Tx, person_id: int, away: Leave) -> None:
    tx.execute(
        leave.delete().where(
            leave.c.person_id == person_id,
            leave.c.first == away.first,
            leave.c.last == away.last,
        )
    )


def leaves(tx: Tx, person_ids: Iterable[int], since: date) -> dict[int, tuple[Leave, ...]]:
    """Each person's leaves that end on `since` or later, in order; only those who have any."""
    rows = tx.execute(_LEAVES, {"people": list(set(person_ids)), "since": since})
    found: dict[int, tuple[Leave, ...]] = {}
    for person_id, first, last, is_worked in rows:
        found[person_id] = (*found.get(person_id, ()), Leave(first, last, is_worked))
    return found


def due_for_check_in(tx: Tx, now: datetime, limit: int) -> list[Actor]:
    """Up to `limit` people whose moment to be asked has come, locked against other replicas.

    Skips people that another transaction holds, so that several clocks share the work.
    """
    ids = tx.scalars(
        select(person.c.id)
        .where(person.c.next_check_in_at <= now)
        .order_by(person.c.next_check_in_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    return _actors_in(tx.execute(_ACTORS_BY_IDS, {"ids": ids})) if ids else []


def set_next_check_ins(tx: Tx, times: Mapping[int, datetime | None]) -> None:
    """Set when each person (by id) is asked next: UTC instants, None for never."""
    if times:
        tx.execute(
            update(person)
            .where(person.c.id == bindparam("person"))
            .values(next_check_in_at=bindparam("at")),
            [{"person": key, "at": at} for key, at in times.items()],
        )
