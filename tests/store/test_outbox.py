"""One row, one message: what may be queued, taken back, armed again and forgotten."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select, update

from store import claims, database, outbox, people
from store.claims import Pace
from store.database import Tx
from store.outbox import Priority
from store.tables import OutboxState
from store.tables import outbox as rows

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def tx(engine: Engine) -> Iterator[Tx]:
    with database.begin(engine) as tx:
        yield tx


@pytest.fixture
def row(tx: Tx) -> dict[str, Any]:
    """What a message to Maya is queued with."""
    return {
        "workspace_id": people.ensure_workspace(tx, "T1").id,
        "channel": "UMAYA",
        "kind": "check_in",
        "ref": {"person": 7, "day": "2026-11-23"},
        "priority": Priority.CHECK_IN,
        "wake_at": NOW,
        "expires_at": NOW + timedelta(hours=8),
    }


def state(tx: Tx, row: dict[str, Any], key: str) -> OutboxState:
    found = outbox.find(tx, row["workspace_id"], key)
    assert found
    return found.state


def finish(tx: Tx, row: dict[str, Any], key: str, state: OutboxState, **more: Any) -> None:
    """Make a row as delivery leaves it."""
    done = {"state": state, "wake_at": None, "attempts": 1, "last_try_at": NOW, **more}
    changed = tx.execute(update(rows).where(rows.c.key == key).values(done))
    assert changed.rowcount == 1


def test_a_queued_message_says_what_and_when(tx: Tx, row: dict[str, Any]) -> None:
    assert outbox.put(tx, key="checkin:7:2026-11-23", **row)
    found = outbox.find(tx, row["workspace_id"], "checkin:7:2026-11-23")
    assert found
    assert found.state is OutboxState.READY
    assert (found.channel, found.kind, found.priority) == ("UMAYA", "check_in", 2)
    assert found.ref == {"person": 7, "day": "2026-11-23"}
    assert (found.wake_at, found.expires_at) == (NOW, NOW + timedelta(hours=8))
    assert (found.attempts, found.ts, found.posted_in, found.error) == (0, None, None, None)
    assert outbox.find(tx, row["workspace_id"], "checkin:7:2026-11-24") is None


def test_a_key_is_queued_once_and_for_each_workspace_apart(tx: Tx, row: dict[str, Any]) -> None:
    other = {**row, "workspace_id": people.ensure_workspace(tx, "T2").id}
    assert outbox.put(tx, key="rung:1", **row)
    assert not outbox.put(tx, key="rung:1", **{**row, "channel": "CELSEWHERE"})
    assert outbox.put(tx, key="rung:1", **other)
    found = outbox.find(tx, row["workspace_id"], "rung:1")
    assert found and found.channel == "UMAYA"


@pytest.mark.parametrize(
    "left",
    [
        {"state": OutboxState.SENT, "ts": "1.1", "posted_in": "D1"},
        {"state": OutboxState.DEAD, "error": "is_archived"},
        {"state": OutboxState.UNSURE},
        {"state": OutboxState.DROPPED, "ts": "1.1", "posted_in": "D1"},
        {"state": OutboxState.DROPPED, "error": outbox.PERHAPS_POSTED},
    ],
)
def test_what_reached_slack_or_may_have_is_never_queued_again(
    tx: Tx, row: dict[str, Any], left: dict[str, Any]
) -> None:
    outbox.put(tx, key="rung:1", **row)
    finish(tx, row, "rung:1", **left)
    assert not outbox.put(tx, key="rung:1", **row)
    outbox.put_many(tx, [{"key": "rung:1", **row}])
    assert state(tx, row, "rung:1") is left["state"]


def test_what_was_taken_back_unsent_can_be_queued_again(tx: Tx, row: dict[str, Any]) -> None:
    """Undo, then the rung is reached after all."""
    outbox.put(tx, key="rung:1", **row)
    assert outbox.drop(tx, row["workspace_id"], "rung:1")
    assert outbox.put(tx, key="rung:1", **{**row, "wake_at": NOW + MINUTE, "ref": {"rung": 1}})
    found = outbox.find(tx, row["workspace_id"], "rung:1")
    assert found and (found.state, found.wake_at) == (OutboxState.READY, NOW + MINUTE)
    assert found.ref == {"rung": 1}


def test_only_what_waits_can_be_taken_back(tx: Tx, row: dict[str, Any]) -> None:
    assert not outbox.drop(tx, row["workspace_id"], "rung:1")
    outbox.put(tx, key="rung:1", **row)
    assert claims.claim(tx, NOW, Pace())  # on its way to Slack
    assert not outbox.drop(tx, row["workspace_id"], "rung:1")
    finish(tx, row, "rung:1", OutboxState.SENT, ts="1.1")
    assert not outbox.drop(tx, row["workspace_id"], "rung:1")
    assert state(tx, row, "rung:1") is OutboxState.SENT


def test_many_are_queued_with_the_same_care(tx: Tx, row: dict[str, Any]) -> None:
    outbox.put(tx, key="checkin:1:2026-11-23", **row)
    finish(tx, row, "checkin:1:2026-11-23", OutboxState.SENT, ts="1.1")
    outbox.put(tx, key="checkin:2:2026-11-23", **row)
    outbox.drop(tx, row["workspace_id"], "checkin:2:2026-11-23")
    outbox.put_many(tx, [{"key": f"checkin:{n}:2026-11-23", **row} for n in range(1, 1001)])
    outbox.put_many(tx, [])
    counted = tx.execute(select(rows.c.state, func.count()).group_by(rows.c.state))
    assert sorted(map(tuple, counted)) == [(OutboxState.READY, 999), (OutboxState.SENT, 1)]


def test_an_edit_is_armed_again_once_it_was_made(tx: Tx, row: dict[str, Any]) -> None:
    row |= {"priority": Priority.REFRESH}
    outbox.put_again(tx, key="refresh:7:2026-11-23", **row)
    outbox.put_again(tx, key="refresh:7:2026-11-23", **{**row, "wake_at": NOW + MINUTE})
    found = outbox.find(tx, row["workspace_id"], "refresh:7:2026-11-23")
    assert found and found.wake_at == NOW, "it waits already, and will show what is new"

    for left in (OutboxState.SENT, OutboxState.DEAD, OutboxState.DROPPED, OutboxState.UNSURE):
        finish(tx, row, "refresh:7:2026-11-23", left, ts="1.1", error="some_error")
        outbox.put_again(tx, key="refresh:7:2026-11-23", **{**row, "wake_at": NOW + MINUTE})
        found = outbox.find(tx, row["workspace_id"], "refresh:7:2026-11-23")
        assert found and (found.state, found.wake_at) == (OutboxState.READY, NOW + MINUTE)
        assert found.error is None


def test_an_edit_that_is_on_its_way_is_made_again_with_what_came_since(
    tx: Tx, row: dict[str, Any]
) -> None:
    row |= {"priority": Priority.REFRESH}
    outbox.put_again(tx, key="refresh:7:2026-11-23", **row)
    first = claims.claim(tx, NOW, Pace())
    assert first
    outbox.put_again(tx, key="refresh:7:2026-11-23", **row)
    assert not claims.finish(tx, first, OutboxState.SENT, ts="1.1"), "it is armed, not done"
    assert state(tx, row, "refresh:7:2026-11-23") is OutboxState.READY


def test_trouble_is_listed_with_the_dead_first_and_can_be_sent_after_all(
    tx: Tx, row: dict[str, Any]
) -> None:
    for key in ("rung:1", "rung:2", "rung:3", "rung:4"):
        outbox.put(tx, key=key, **row)
    finish(tx, row, "rung:2", OutboxState.SENT, ts="1.1")
    finish(tx, row, "rung:3", OutboxState.DEAD, error="is_archived")
    outbox.drop(tx, row["workspace_id"], "rung:4")
    (dead, tried), (waiting, untried) = outbox.troubled(tx)
    assert (dead.key, dead.error, tried) == ("rung:3", "is_archived", NOW)
    assert (waiting.key, untried) == ("rung:1", None)

    assert outbox.retry(tx, dead.id, NOW + MINUTE)
    assert not outbox.retry(tx, dead.id, NOW + MINUTE)
    assert not outbox.retry(tx, waiting.id, NOW), "it waits already"
    again = outbox.find(tx, row["workspace_id"], "rung:3")
    assert again and (again.state, again.wake_at) == (OutboxState.READY, NOW + MINUTE)


def test_what_was_done_with_long_ago_is_forgotten_and_nothing_else(
    tx: Tx, row: dict[str, Any]
) -> None:
    old = NOW - timedelta(days=91)
    for key in ("sent", "dead", "unsure", "ready", "fresh"):
        outbox.put(tx, key=key, **{**row, "wake_at": old})
    outbox.put(tx, key="never tried", **{**row, "wake_at": old, "expires_at": old})
    outbox.drop(tx, row["workspace_id"], "never tried")
    finish(tx, row, "sent", OutboxState.SENT, last_try_at=old)
    finish(tx, row, "dead", OutboxState.DEAD, last_try_at=old)
    finish(tx, row, "unsure", OutboxState.UNSURE, last_try_at=old, wake_at=old)
    finish(tx, row, "fresh", OutboxState.SENT)
    before = NOW - timedelta(days=90)
    assert outbox.purge(tx, before, 2) == 2
    assert outbox.purge(tx, before, 2) == 1
    assert outbox.purge(tx, before, 2) == 0
    assert set(tx.scalars(select(rows.c.key))) == {"unsure", "ready", "fresh"}
