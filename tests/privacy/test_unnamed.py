"""Unnamed input: nothing in the database, the log, the order or the time points to its author."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from store.tables import metadata
from tests.privacy.cast import Cast, everything
from tests.support.people import Outcome, User


def give(user: User, words: str, named: str = "unnamed") -> Outcome:
    sent = user.submit(user.goal(f"input {words}"), named=named)
    assert not sent.errors
    return sent


def busy_hour(cast: Cast) -> None:
    """Between other people's doings, each of which has a time, four unnamed inputs are written."""
    rungs = cast.rungs
    maya, ben, tom = cast["owner"], cast["teammate"], cast["lead"]
    for user in (maya, ben, tom):
        rungs.seed_goal(user, f"Goal of {user.name}")
    rungs.at("2026-11-23 10:01", tick=False)
    for number, (author, other) in enumerate([(maya, ben), (ben, maya), (tom, ben), (maya, ben)]):
        for user in (author, other):
            rungs.later(seconds=7, tick=False)
            user.open_home()
            user.goal(f"checkin {3 + number}")
        give(other, f"Named {number}", "named")
        rungs.later(seconds=7, tick=False)
        give(author, f"Unnamed {number}")
        rungs.later(seconds=7, tick=False)
        author.goal(f"feedback @{other.name} thanks {number}")
        other.open_home()


def where_rows_lie(engine: Engine) -> list[tuple[str, int]]:
    """The inputs' ids in the order in which PostgreSQL holds them, with who wrote them (xmin)."""
    with engine.connect() as tx:
        ordered = "SELECT id, xmin::text::bigint, author_id FROM input ORDER BY ctid"
        return [(row[0], row[1]) for row in tx.execute(text(ordered)) if row[2] is None]


def latest_writer(engine: Engine) -> int:
    """The last transaction that left a row with a time of its own while inputs were written."""
    with engine.connect() as tx:
        return max(
            tx.execute(text(f'SELECT max(xmin::text::bigint) FROM "{name}"')).scalar_one()
            for name in ("check_in", "feedback", "seen_event")
        )


def test_every_column_of_every_table_knows_no_author_and_no_time(cast: Cast):
    rungs, maya = cast.rungs, cast["owner"]
    rungs.at("2026-11-23 10:01:07", tick=False)
    before = everything(rungs.deps.engine)

    give(maya, "Something")

    after = everything(rungs.deps.engine)
    (added,) = after.keys() - before.keys()
    assert {key: row for key, row in after.items() if key != added} == before
    row = dict(after[added])
    assert re.fullmatch(r"[0-9a-f]{32}", row.pop("id"))
    assert row.pop("tell_at") == datetime(2026, 11, 23, 11, tzinfo=UTC)
    assert row == {
        "workspace_id": maya.person.workspace_id,
        "team_id": maya.actor.home.id,
        "author_id": None,
        "kind": "idea",
        "words": "Something",
        "day": rungs.now.date(),
        "answer": "",
        "answered_by": None,
        "answered_at": None,
    }
    rungs.later(hours=1)
    told = everything(rungs.deps.engine)
    assert {table for table, _ in told.keys() - after.keys()} == {"outbox"}
    (sent,) = (r for (t, _), r in told.items() if t == "outbox" and r["kind"] == "input")
    assert sent["last_try_at"] >= datetime(2026, 11, 23, 11, tzinfo=UTC)
    assert sent["channel"] == cast["lead"].id
    assert sent["key"] == f"input:{added[1]}:{cast['lead'].person.id}"


def test_the_order_of_rows_is_that_of_their_random_ids(cast: Cast, engine: Engine):
    busy_hour(cast)
    cast.rungs.at("2026-11-23 11:30")

    if engine.dialect.name == "sqlite":
        with engine.connect() as tx, pytest.raises(OperationalError, match="no such column"):
            tx.execute(text("SELECT rowid FROM input"))
        with engine.connect() as tx:
            lie = tx.execute(text("SELECT id FROM input WHERE author_id IS NULL")).scalars().all()
    else:
        rows = where_rows_lie(engine)
        lie = [input_id for input_id, _ in rows]
        assert len({writer for _, writer in rows}) == 1, "all in one transaction, on the hour"
        assert rows[0][1] > latest_writer(engine), "and none beside a row that has a time"
    assert len(lie) == 4
    assert lie == sorted(lie)


def test_the_log_says_nothing_of_it_not_even_when(cast: Cast):
    maya = cast["owner"]
    logged = len(cast.rungs.log)

    give(maya, "Something")

    assert cast.rungs.log[logged:] == []
    maya.goal("inputs")
    assert len(cast.rungs.log) == logged + 1


def test_who_is_told_and_when_and_in_what_order_is_the_same_for_every_author(cast: Cast):
    """Lead or not, early or late in the hour: one message each, on the hour, by random id."""
    rungs, tom = cast.rungs, cast["lead"]
    busy_hour(cast)
    assert not re.search(r"Unnamed [013]", cast.shown_to(tom))
    rungs.at("2026-11-23 10:59")
    before = len(tom.inbox)
    rungs.at("2026-11-23 11:00")
    first = [m for m in tom.inbox[before:] if "unnamed" in m.words]
    told = [m.find("Answer")[1]["value"] for m in first]
    assert len(told) == 4 and told == sorted(told)
    times = {float(m.ts) // 60 for m in first}
    assert times == {datetime(2026, 11, 23, 11, tzinfo=UTC).timestamp() // 60}


def test_nobody_is_shown_the_author_whatever_comes_of_it(cast: Cast):
    rungs, maya, tom, ben = cast.rungs, cast["owner"], cast["lead"], cast["teammate"]
    give(maya, "Unnamedinkx")
    rungs.later(hours=2)
    tom.submit(tom.click(tom.inbox[-1], "Answer"), words="Answeredinkx")
    rungs.tick()
    for user in (tom, ben):
        listed = user.goal("inputs").words
        assert "Unnamedinkx" in listed and "Answeredinkx" in listed
        assert "Maya" not in listed and maya.id not in listed
    assert not maya.inbox
    assert "Unnamedinkx" not in cast.shown_to(cast["lead of another team"])


def test_who_hands_in_anothers_form_is_not_told_what_was_said_in_it(cast: Cast):
    maya, ben = cast["owner"], cast["teammate"]
    form = maya.goal("input Unnamedinkx")
    maya.submit(form, named="unnamed")

    for named in ("named", "unnamed"):
        stolen = ben.submit(form, words="What was it?", named=named, forged=True)
        assert "said to somebody else" in stolen.errors["words"]
    assert "Unnamedinkx" not in cast.shown_to(ben)


def test_no_table_orders_inputs_by_a_counter(cast: Cast, engine: Engine):
    """No sequence, no AUTOINCREMENT, no default that counts or tells the time."""
    of = metadata.tables["input"]
    assert of.c.id.type.python_type is str and of.c.id.default is None
    with engine.connect() as tx:
        if engine.dialect.name == "sqlite":
            made = tx.execute(text("SELECT sql FROM sqlite_master WHERE name = 'input'"))
            assert "WITHOUT ROWID" in made.scalar_one()
        else:
            sequences = "SELECT relname FROM pg_class WHERE relkind = 'S' AND relname LIKE 'input%'"
            assert tx.execute(text(sequences)).all() == []
            assert tx.execute(text("SHOW track_commit_timestamp")).scalar_one() == "off"
