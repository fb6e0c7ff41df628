"""Each test has a database of its own, whatever the one before did to its."""

import pytest
from sqlalchemy import Engine, text

from store import database, people


@pytest.mark.parametrize("time", [1, 2])
def test_what_one_test_writes_the_next_does_not_find(engine: Engine, time: int):
    with database.begin(engine) as tx:
        assert people.workspaces(tx) == []
        assert people.ensure_workspace(tx, "T1").id == 1


@pytest.mark.parametrize(
    "harm",
    ["DROP TABLE cheer", "DROP TABLE alembic_version", "DROP INDEX ix_outbox_due"],
)
def test_a_test_may_break_its_database(engine: Engine, harm: str):
    assert database.is_current(engine)
    with database.begin(engine) as tx:
        assert tx.scalar(text("SELECT count(*) FROM cheer")) == 0
        tx.execute(text(harm))


def test_a_test_may_leave_a_transaction_open(engine: Engine):
    left_open = engine.connect()
    left_open.begin()
    people.ensure_workspace(left_open, "T1")
    left_open.detach()  # the pool no longer closes it


def test_it_is_whole_again_afterwards(engine: Engine):
    with database.begin(engine) as tx:
        assert people.workspaces(tx) == []
        assert tx.scalar(text("SELECT count(*) FROM cheer")) == 0
