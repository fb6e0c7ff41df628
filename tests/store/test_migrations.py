"""What an earlier version kept is still there, and readable, after an upgrade."""

from datetime import UTC, date, datetime
from decimal import Decimal

from alembic import command
from sqlalchemy import Engine, text

from store import check_ins, database, ladders
from store.tables import metadata

BEFORE = (
    "INSERT INTO workspace (id, team_id) VALUES (1, 'T1')",
    "INSERT INTO person (id, workspace_id, user_id, name, zone) "
    "VALUES (1, 1, 'UMAYA', 'Maya', 'Europe/London')",
    "INSERT INTO goal (id, workspace_id, number, owner_id, tier, statement, measure, unit, "
    "baseline, target, value, start, due, visibility, rhythm, rhythm_days, state, created_at) "
    "VALUES (1, 1, 1, 1, 'individual', 'Reply to 40', 'number', 'chats', 250000, 400000, 310000, "
    "'2026-11-23', '2026-12-18', 'team', 'daily', 0, 'active', :now)",
    "INSERT INTO rung (id, workspace_id, goal_id, position, threshold) VALUES (1, 1, 1, 1, 400000)",
    "INSERT INTO check_in (id, workspace_id, goal_id, person_id, day, value, confidence, at) "
    "VALUES (1, 1, 1, 1, '2026-11-23', 310000, 'on_track', :now)",
)


def go_back(engine: Engine, revision: str) -> None:
    """The database as this revision makes it, empty."""
    with database.begin(engine) as tx:
        metadata.drop_all(tx)
        tx.execute(text("DROP TABLE alembic_version"))
    with database.begin(engine) as connection:
        config = database._alembic()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_goals_of_before_they_were_reviewed_stay_as_they_were(engine: Engine):
    go_back(engine, "0001")
    assert not database.is_current(engine)
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    with database.begin(engine) as tx:
        for statement in BEFORE:
            tx.execute(text(statement), {"now": now} if ":now" in statement else {})

    database.upgrade(engine)

    assert database.is_current(engine)
    with database.read(engine) as tx:
        goal = ladders.by_id(tx, 1)
        (said,) = check_ins.of_goal(tx, 1)
    assert goal.is_active and goal.value == 31 and goal.due == date(2026, 12, 18)
    assert (goal.min_answers, goal.guard, goal.partner_value) == (None, None, None)
    assert (goal.needs, goal.started_because, goal.baseline_is_guess) == ("", "", False)
    assert (said.value, said.answers, said.partner) == (Decimal(31), None, None)
