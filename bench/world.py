"""Databases with people in them, made through the project's own store."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from sqlalchemy import Engine, bindparam, text

from goals.cadence import DAILY
from goals.draft import Draft, Step
from goals.goal import Goal, Measure, Visibility
from goals.people import WORKDAYS, Workspace
from store import database, ladders, people, teams
from store.database import Tx
from store.types import Instant

SLACK_TEAM = "TBENCH"
TEAM_SIZE = 50
GOALS_TO_LIST = 10
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""An instant at which people in London are asked."""


@dataclass(frozen=True)
class Crowd:
    """Who acts, by Slack's ids, and on which goals."""

    lister: str
    """Has ten goals."""
    channel: str
    """The channel of a team of fifty with two goals each, of which `member` is one."""
    member: str
    reporters: Sequence[tuple[str, str]]
    """People with one goal each, and its key."""


def open_empty(path: Path) -> tuple[Engine, Workspace]:
    """A new database with one workspace."""
    engine = database.open_database(f"sqlite:///{path}")
    database.upgrade(engine)
    with database.begin(engine) as tx:
        return engine, people.ensure_workspace(tx, SLACK_TEAM, "UBOT")


def copy(path: Path, to: Path) -> Path:
    """A second database with the same in it."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("VACUUM INTO ?", (str(to),))
    return to


def add_people(
    tx: Tx, workspace: Workspace, first: int, count: int, asked_at: datetime | None = None
) -> None:
    """People U<first>, U<first + 1>, … in London, in one statement; person ids alike."""
    statement = """
        INSERT INTO person (id, workspace_id, user_id, name, zone, next_check_in_at)
        WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last)
        SELECT i, :workspace, 'U' || i, 'Person ' || i, 'Europe/London', :asked_at FROM n
    """
    tx.execute(
        text(statement).bindparams(bindparam("asked_at", type_=Instant)),
        {
            "first": first,
            "last": first + count - 1,
            "workspace": workspace.id,
            "asked_at": asked_at,
        },
    )


def add_teams(tx: Tx, workspace: Workspace, person_ids: Sequence[int]) -> list[int]:
    """Teams of fifty in channels C1, C2, …, each led by its first member; the teams' ids."""
    made = []
    for start in range(0, len(person_ids), TEAM_SIZE):
        number = start // TEAM_SIZE + 1
        team = teams.add(
            tx,
            workspace.id,
            name=f"Team {number}",
            channel_id=f"C{number}",
            check_in_at=time(9, 30),
            days=WORKDAYS,
            country="GB",
        )
        members = person_ids[start : start + TEAM_SIZE]
        teams.set_members(tx, team, {id: id == members[0] for id in members})
        made.append(team.id)
    return made


def add_goals(
    tx: Tx, workspace: Workspace, owner_id: int, team_id: int, count: int, now: datetime
) -> list[Goal]:
    """Goals from 25 to 40 in four rungs, due in four weeks."""
    draft = Draft(
        statement="Reply to 40 chats a day",
        purpose="Nobody waits for an hour",
        measure=Measure(unit="chats a day"),
        baseline=Decimal(25),
        target=Decimal(40),
        start=now.date(),
        due=now.date() + timedelta(days=28),
        rungs=tuple(Step(Decimal(threshold)) for threshold in (28, 32, 36, 40)),
        rhythm=DAILY,
        visibility=Visibility.TEAM,
    )
    return [
        ladders.add(
            tx, draft, workspace_id=workspace.id, owner_id=owner_id, team_id=team_id, now=now
        )
        for _ in range(count)
    ]


def gather(engine: Engine, workspace: Workspace, reporters: int) -> Crowd:
    """Everyone whom the commands of the benchmark come from. The clock leaves them in peace."""
    now = datetime.now(UTC)
    everyone = range(1, TEAM_SIZE * 2 + reporters + 1)
    with database.begin(engine) as tx:
        add_people(tx, workspace, 1, len(everyone))
        team_ids = add_teams(tx, workspace, everyone)
        in_team = {id: team_ids[place // TEAM_SIZE] for place, id in enumerate(everyone)}
        for member in everyone[:TEAM_SIZE]:
            add_goals(tx, workspace, member, in_team[member], 2, now)
        lister = everyone[TEAM_SIZE]
        add_goals(tx, workspace, lister, in_team[lister], GOALS_TO_LIST, now)
        reporting = [
            (f"U{id}", add_goals(tx, workspace, id, in_team[id], 1, now)[0].key)
            for id in everyone[TEAM_SIZE * 2 :]
        ]
    return Crowd(lister=f"U{lister}", channel="C1", member="U1", reporters=reporting)


def due_at(
    engine: Engine, workspace: Workspace, count: int, instant: datetime, *, goals: bool = False
) -> Iterable[int]:
    """People in teams who are asked at this instant; with `goals`, one daily goal each."""
    everyone = range(1, count + 1)
    with database.begin(engine) as tx:
        add_people(tx, workspace, 1, count, instant)
        team_ids = add_teams(tx, workspace, everyone)
        for place, id in enumerate(everyone if goals else ()):
            add_goals(tx, workspace, id, team_ids[place // TEAM_SIZE], 1, instant)
    return everyone
