"""Transactions, types and migrations hold the same on SQLite and PostgreSQL."""

import threading
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, func, insert, inspect, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from goals.cadence import Rhythm, RhythmKind
from goals.people import Person
from store import database, ladders, people, teams
from store.database import Tx
from store.tables import leave, metadata, person, workspace

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_a_fresh_database_is_at_the_newest_migration(engine: Engine):
    assert database.is_current(engine)
    assert set(metadata.tables) <= set(inspect(engine).get_table_names())


def test_the_migrations_make_what_the_tables_say(engine: Engine):
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, metadata) == []


def test_upgrading_again_changes_nothing(engine: Engine):
    with database.begin(engine) as tx:
        people.ensure_workspace(tx, "T1")
    database.upgrade(engine)
    with database.read(engine) as tx:
        assert [w.team_id for w in people.workspaces(tx)] == ["T1"]


def test_every_table_names_its_workspace():
    elsewhere = {t.name for t in metadata.tables.values() if "workspace_id" not in t.c}
    assert elsewhere == {"workspace"}


def test_an_exception_leaves_nothing_behind(engine: Engine):
    with pytest.raises(ZeroDivisionError), database.begin(engine) as tx:
        people.ensure_workspace(tx, "T1")
        _ = 1 / 0
    with database.read(engine) as tx:
        assert people.workspaces(tx) == []


def test_of_many_who_count_at_once_nobody_is_lost(engine: Engine):
    with database.begin(engine) as tx:
        people.ensure_workspace(tx, "T1")
    failures: list[BaseException] = []

    def count() -> None:
        try:
            for _ in range(10):
                with database.begin(engine) as tx:
                    last = tx.scalar(select(workspace.c.last_goal_number).with_for_update())
                    tx.execute(update(workspace).values(last_goal_number=last + 1))
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=count) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with database.read(engine) as tx:
        assert tx.scalar(select(workspace.c.last_goal_number)) == 80


def test_a_reader_does_not_wait_for_a_writer(engine: Engine):
    with database.begin(engine) as writing:
        people.ensure_workspace(writing, "T1")
        with database.read(engine) as reading:
            assert people.workspaces(reading) == []


def test_sqlite_keeps_what_it_acknowledged(engine: Engine):
    if engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL's defaults do this")
    with database.read(engine) as tx:

        def pragma(name: str) -> object:
            return tx.exec_driver_sql(f"PRAGMA {name}").scalar()

        assert (pragma("journal_mode"), pragma("synchronous")) == ("wal", 2)
        assert (pragma("foreign_keys"), pragma("busy_timeout")) == (1, database.BUSY_MS)


def test_no_row_points_at_nothing(tx: Tx, maya: Person):
    with pytest.raises(IntegrityError):
        tx.execute(
            insert(leave).values(workspace_id=1, person_id=99, first=NOON.date(), last=NOON.date())
        )


def test_an_instant_comes_back_as_the_same_instant_in_utc(tx: Tx, maya: Person):
    in_auckland = NOON.astimezone(timezone(timedelta(hours=13)))
    people.set_next_check_ins(tx, {maya.id: in_auckland})
    kept = people.by_ids(tx, [maya.id])[maya.id].next_check_in_at
    assert kept == NOON
    assert kept is not None and kept.utcoffset() == timedelta(0)


def test_instants_are_compared_as_instants(tx: Tx, maya: Person):
    people.set_next_check_ins(tx, {maya.id: NOON})
    earlier_by_the_wall = NOON.astimezone(timezone(timedelta(hours=-5)))
    due = tx.scalar(select(func.count()).where(person.c.next_check_in_at <= earlier_by_the_wall))
    assert due == 1


def test_a_naive_instant_is_a_bug(tx: Tx, maya: Person):
    with pytest.raises(StatementError, match="an instant needs its zone"):
        people.set_next_check_ins(tx, {maya.id: datetime(2026, 11, 23, 12)})


@pytest.mark.parametrize("amount", ["0.0001", "-12.5", "99.95", "100", "123456789.1234", "0.3333"])
def test_amounts_come_back_exactly(tx: Tx, set_goal, maya: Person, amount: str):
    goal = set_goal(maya, target=Decimal(amount))
    assert goal.target == Decimal(amount)
    assert "E" not in str(goal.target)


def test_a_rhythm_comes_back_with_its_days(set_goal, maya: Person):
    rhythm = Rhythm(RhythmKind.CHOSEN, frozenset({0, 2, 6}))
    assert set_goal(maya, rhythm=rhythm).rhythm == rhythm


def test_words_of_any_length_and_script_are_kept_whole(tx: Tx, set_goal, maya: Person):
    words = "שלום <!channel> 🎉\n" * 300
    goal = set_goal(maya, statement=words, purpose=words)
    found = ladders.by_id(tx, goal.id)
    assert (found.statement, found.purpose) == (words, words)


def test_an_error_does_not_carry_peoples_words(engine: Engine):
    with pytest.raises(DBAPIError) as raised, database.begin(engine) as tx:
        tx.execute(insert(person).values(workspace_id=99, user_id="U1", name="Maya", zone="UTC"))
    assert "Maya" not in str(raised.value)


def test_goals_and_teams_from_before_there_were_tiers_come_through_an_upgrade(engine: Engine):
    """An older database, with rows that point at each other, keeps every one of them."""
    with engine.connect() as connection:
        config = database._alembic()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    with database.begin(engine) as tx:
        for statement in (
            "INSERT INTO workspace (id, team_id) VALUES (1, 'T1')",
            "INSERT INTO person (id, workspace_id, user_id, name, zone)"
            " VALUES (1, 1, 'U1', 'Maya', 'UTC')",
            "INSERT INTO team (id, workspace_id, name, channel_id, check_in_at, days)"
            " VALUES (1, 1, 'Care', 'C1', '09:30:00.000000', 31)",
            "INSERT INTO goal (id, workspace_id, number, owner_id, team_id, tier, statement,"
            " measure, baseline, target, value, start, due, visibility, rhythm, rhythm_days,"
            " state, created_at) VALUES (1, 1, 1, 1, 1, 'individual', 'Before', 'number', 0,"
            " 100000, 0, '2026-11-23', '2026-12-18', 'team', 'daily', 0, 'active',"
            " '2026-11-23 09:30:00.000000')",
            "INSERT INTO rung (id, workspace_id, goal_id, position, threshold)"
            " VALUES (1, 1, 1, 1, 100000)",
        ):
            tx.exec_driver_sql(statement)
    database.upgrade(engine)
    with database.read(engine) as tx:
        goal = ladders.by_id(tx, 1)
        team = teams.by_id(tx, 1, 1)
    assert (goal.weight, goal.is_personal, len(goal.rungs)) == (Decimal(1), False, 1)
    assert team and (team.bottom_line, team.most_goals) == ("", 5)
