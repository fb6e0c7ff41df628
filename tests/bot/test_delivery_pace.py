"""Who goes first, and how fast: inside Slack's limits, and nobody starves."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import Engine, event, insert, select, text, update

from bot.delivery import Fate
from store import claims, people
from store.claims import CHANNEL_RESTS, Pace
from store.lanes import Lane
from store.outbox import Priority
from store.tables import OutboxState, workspace
from store.tables import outbox as rows
from tests.bot.delivering import MORNING, Office
from tests.support import faults
from tests.support.databases import count_statements

MILLISECOND = timedelta(milliseconds=1)
SENT_BEFORE = 20_000


def tried_at(office: Office) -> list[datetime]:
    """When each message was claimed, in order."""
    with office.deps.read() as tx:
        return list(tx.scalars(select(rows.c.last_try_at).order_by(rows.c.last_try_at)))


def test_a_celebration_goes_before_a_check_in_before_an_edit(office: Office) -> None:
    for priority in reversed(Priority):
        office.put(priority.name, office.person(priority.name), priority=priority)
    office.put("earlier", office.person("early"), wait=-timedelta(minutes=1))
    sent = [outcome.queued.key for outcome in office.send()]
    posts = [key for key in sent if key != "REFRESH"]
    assert posts == ["earlier", "ANSWER", "CELEBRATION", "CHECK_IN", "REMINDER"]


def test_the_pace_is_never_exceeded(office: Office) -> None:
    for n in range(60):
        office.put(f"checkin:{n}", office.person(f"p{n}"), priority=Priority.CHECK_IN)
    office.slack.faults.next("chat.postMessage", *[faults.rate_limited(3)] * 2)
    office.send()
    office.later(minutes=1)
    assert len(office.slack.posted) == 60
    gaps = [after - before for before, after in pairwise(tried_at(office))]
    assert min(gaps) >= 150 * MILLISECOND, "400 a minute"


def test_a_channel_gets_one_post_a_second_and_others_pass_by(office: Office) -> None:
    care, sales = office.channel("care"), office.channel("sales")
    for n in range(5):
        office.put(f"rung:{n}", care)
    office.put("rung:9", sales)
    order = [outcome.queued.key for outcome in office.send()]
    assert order[:2] == ["rung:0", "rung:9"]
    assert order[2:] == ["rung:1", "rung:2", "rung:3", "rung:4"]
    moments = tried_at(office)
    assert max(moments) - min(moments) >= 4 * CHANNEL_RESTS


def test_a_workspace_whose_channels_rest_does_not_starve_the_others(office: Office) -> None:
    care = office.channel("care")
    for n in range(3):
        office.put(f"rung:{n}", care)
    with office.deps.begin() as tx:
        other = people.ensure_workspace(tx, "T2")
    maya, mine = office.person("maya"), office.workspace
    office.workspace = other
    office.put("checkin:7:2026-11-23", maya, say="Today", priority=Priority.CHECK_IN)
    office.workspace = mine
    order = [outcome.queued.key for outcome in office.send()]
    assert order.index("checkin:7:2026-11-23") <= 1


def test_edits_have_a_pace_of_their_own(office: Office) -> None:
    """A team's morning of answers holds up no check-in, and check-ins hold up no answer."""
    for n in range(6):
        person = office.person(f"p{n}")
        office.put(f"refresh:{n}", person, priority=Priority.REFRESH)
        office.put(f"checkin:{n}", office.person(f"q{n}"), priority=Priority.CHECK_IN)
    sent = office.send()
    assert len(sent) == 12
    by_kind: dict[str, list[datetime]] = {"refresh": [], "checkin": []}
    with office.deps.read() as tx:
        for key, at in tx.execute(select(rows.c.key, rows.c.last_try_at)):
            by_kind[key.partition(":")[0]].append(at)
    posts, edits = sorted(by_kind["checkin"]), sorted(by_kind["refresh"])
    assert posts[-1] - posts[0] < timedelta(seconds=1.5)
    assert min(b - a for a, b in pairwise(edits)) >= timedelta(minutes=1) / 45
    assert edits[0] - posts[0] < timedelta(seconds=1)


def test_a_429_for_an_edit_holds_up_no_post(office: Office) -> None:
    maya, tom = office.person("maya"), office.person("tom")
    office.put("checkin:7", maya)
    office.send()
    office.slack.faults.next("chat.update", faults.rate_limited(60))
    office.put("refresh:7", maya, kind="edit", priority=Priority.REFRESH, of="checkin:7")
    assert [o.verdict.fate for o in office.later(seconds=2)] == [Fate.LATER]
    office.put("feedback:1", tom)
    assert [o.verdict.fate for o in office.later(seconds=1)] == [Fate.SENT]
    assert [o.queued.key for o in office.later(minutes=1)] == ["refresh:7"]


def test_edits_that_wait_are_no_reason_to_hold_up_posts(office: Office) -> None:
    office.put("refresh:7", office.person("maya"), priority=Priority.REFRESH)
    with office.deps.begin() as tx:
        claims.hold(tx, office.workspace.id, [Lane.EDITS], office.now + timedelta(minutes=1))
    assert office.delivery.run_once(office.now) is None
    office.put("feedback:1", office.person("tom"))
    assert office.delivery.run_once(office.now)


def test_what_needs_no_slack_costs_no_time(office: Office) -> None:
    """After a weekend out, thousands of stale questions are laid aside, not paced out."""
    maya = office.person("maya")
    for n in range(50):
        office.put(
            f"checkin:{n}", office.person(f"p{n}"), priority=Priority.ANSWER, expires_at=MORNING
        )
    office.put("feedback:1", maya, priority=Priority.REMINDER)
    outcomes = [office.delivery.run_once(office.now) for _ in range(51)]
    assert [o and o.verdict.fate for o in outcomes] == [Fate.DROPPED] * 50 + [Fate.SENT]


def test_a_clock_that_steps_back_a_minute_loses_and_doubles_nothing(office: Office) -> None:
    care, maya = office.channel("care"), office.person("maya")
    office.put("rung:1", care)
    office.send()
    office.put("feedback:1", maya)
    office.now -= timedelta(minutes=1)
    assert office.send() == [], "it is queued for a moment that has not come yet"
    office.later(minutes=2)
    assert (office.texts(care), office.texts(maya)) == (["rung:1"], ["feedback:1"])


def test_a_pass_for_another_day_leaves_no_hold_behind(office: Office) -> None:
    """`rungs tick --at` next year must not silence the bot until then."""
    maya, tom = office.person("maya"), office.person("tom")
    office.now += timedelta(days=400)
    office.put("feedback:1", maya)
    assert len(office.send()) == 1
    office.now -= timedelta(days=400)
    office.put("feedback:2", tom)
    office.put("feedback:3", maya)
    assert len(office.send()) == 2


def test_when_the_next_is_due_is_known_without_trying(office: Office) -> None:
    def upcoming(due_by: datetime | None = None) -> datetime | None:
        with office.deps.read() as tx:
            return claims.next_moment(tx, office.now, due_by)

    assert upcoming() is None
    office.put("rung:1", office.channel("care"), wait=timedelta(minutes=2))
    office.put(
        "refresh:1", office.person("maya"), priority=Priority.REFRESH, wait=timedelta(hours=1)
    )
    assert upcoming() == office.now + timedelta(minutes=2)
    assert upcoming(office.now) is None
    with office.deps.begin() as tx:
        tx.execute(update(workspace).values(next_send_at=office.now + timedelta(minutes=5)))
    assert upcoming() == office.now + timedelta(minutes=5)
    with office.deps.begin() as tx:
        claims.hold(tx, office.workspace.id, Lane, office.now + timedelta(days=3))
    assert upcoming() == office.now + timedelta(minutes=2), "no hold lasts for days"


# However much was sent before


@pytest.fixture
def full(office: Office) -> Office:
    """An office with thousands of messages sent, thousands due and thousands for later."""
    base = {
        "workspace_id": office.workspace.id,
        "kind": "words",
        "ref": {},
        "priority": int(Priority.CHECK_IN),
        "attempts": 1,
    }
    past = [
        {
            **base,
            "key": f"sent:{n}",
            "channel": f"U{n % 500}",
            "state": OutboxState.SENT,
            "wake_at": None,
            "last_try_at": MORNING - timedelta(minutes=SENT_BEFORE - n),
        }
        for n in range(SENT_BEFORE)
    ]
    future = [
        {
            **base,
            "key": f"later:{n}",
            "channel": f"U{n % 500}",
            "state": OutboxState.READY,
            "priority": int(Priority.REMINDER),
            "wake_at": MORNING + timedelta(hours=4),
            "last_try_at": None,
        }
        for n in range(2_000)
    ]
    morning = [
        {**row, "key": f"due:{n}", "priority": int(Priority.CHECK_IN), "wake_at": MORNING}
        for n, row in enumerate(future)
    ]
    with office.deps.begin() as tx:
        tx.execute(insert(rows), past + future + morning)
    with office.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
    return office


def test_no_lookup_walks_through_what_was_sent(full: Office) -> None:
    """Every statement of a claim, and the idle look, goes through an index."""
    with plans(full.engine) as told:
        with full.deps.begin() as tx:
            assert claims.claim(tx, full.now, Pace())
        with full.deps.read() as tx:
            assert claims.next_moment(tx, full.now)
    assert len(told) == 6, "a workspace, three priorities, the row; and the idle look"
    for plan in told:
        assert "ix_outbox_due" in plan or "pk_outbox" in plan or "PRIMARY KEY" in plan, plan
        assert "SCAN outbox" not in plan, plan
        assert "Seq Scan on outbox" not in plan, plan
        assert "Bitmap" not in plan, f"it walks all that is due: {plan}"
        assert "Key: outbox" not in plan, f"it sorts all that is due: {plan}"


def test_a_claim_takes_the_same_few_statements_however_much_waits(full: Office) -> None:
    with count_statements(full.engine) as statements, full.deps.begin() as tx:
        assert claims.claim(tx, full.now, Pace())
    assert len(statements) <= 6


@contextmanager
def plans(engine: Engine) -> Iterator[list[str]]:
    """The database's plans of the statements on the outbox that are executed meanwhile."""
    told: list[str] = []
    explain = "EXPLAIN QUERY PLAN " if engine.dialect.name == "sqlite" else "EXPLAIN "

    def note(connection, cursor, statement, parameters, context, many):  # type: ignore[no-untyped-def]
        if "outbox" in statement:
            inner = connection.connection.cursor()
            inner.execute(explain + statement, parameters)
            told.append("\n".join(str(row[-1]) for row in inner.fetchall()))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(engine, "before_cursor_execute", note)
