"""The clock asks everybody whose moment has come, however late it is, and each only once."""

import threading
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, func, select, update
from structlog.testing import capture_logs

from bot import clock
from bot.clock import Clock, purge, queue_all
from handlers.deps import Deps
from store import events, outbox, people
from store.outbox import Priority
from store.tables import OutboxState, person
from store.tables import outbox as rows

if TYPE_CHECKING:
    from tests.support.rungs import Rungs

TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


@pytest.fixture
def deps(engine: Engine) -> Deps:
    return Deps(engine, clock=lambda: TUESDAY)


def crowd(deps: Deps, size: int) -> None:
    """People in London who are asked at half past nine."""
    with deps.begin() as tx:
        workspace = people.ensure_workspace(tx, "T1")
        tx.execute(
            person.insert(),
            [
                {
                    "workspace_id": workspace.id,
                    "user_id": f"U{n}",
                    "name": f"Person {n}",
                    "zone": "Europe/London",
                    "next_check_in_at": TUESDAY,
                }
                for n in range(size)
            ],
        )


def asked(deps: Deps) -> int:
    with deps.read() as tx:
        asked = rows.c.key.startswith("checkin:")
        return tx.scalar(select(func.count()).where(asked)) or 0


def test_a_tick_asks_everybody_who_is_due_in_batches(deps: Deps) -> None:
    crowd(deps, 2 * clock.BATCH + 1)
    assert queue_all(deps, TUESDAY - timedelta(seconds=1)) == 0
    assert queue_all(deps, TUESDAY) == 2 * clock.BATCH + 1
    assert asked(deps) == 2 * clock.BATCH + 1
    assert queue_all(deps, TUESDAY) == 0
    assert queue_all(deps, TUESDAY + timedelta(hours=1)) == 0


def test_two_clocks_at_once_ask_each_once(deps: Deps) -> None:
    crowd(deps, 700)
    together = threading.Barrier(2)
    failures: list[BaseException] = []

    def tick() -> None:
        try:
            together.wait(10)
            queue_all(deps, TUESDAY)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=tick) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failures
    assert asked(deps) == 700


def test_a_clock_that_was_down_at_the_hour_asks_when_it_is_back(rungs: "Rungs") -> None:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    rungs.at("2026-11-24 10:10")
    assert len(rungs.users["maya"].inbox) == 1
    rungs.later(minutes=1)
    assert len(rungs.users["maya"].inbox) == 1


def test_after_the_working_day_nobody_is_asked_for_it(rungs: "Rungs") -> None:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    rungs.at("2026-11-24 23:00")
    assert rungs.users["maya"].inbox == []


def test_it_says_when_it_last_ticked_and_wakes_delivery(deps: Deps) -> None:
    nudges: list[None] = []
    ticking = Clock(deps, nudge=lambda: nudges.append(None))
    assert ticking.last_tick is None
    ticking.tick(TUESDAY)
    assert (ticking.last_tick, nudges) == (TUESDAY, [])
    crowd(deps, 1)
    ticking.tick(TUESDAY)
    assert nudges == [None]


def test_it_runs_by_itself_without_grace_and_one_at_a_time(deps: Deps) -> None:
    ticked = threading.Event()
    crowd(deps, 1)
    ticking = Clock(deps, nudge=ticked.set)
    ticking.start()
    try:
        assert ticked.wait(10), "it ticks at once"
        jobs = {job.id: job for job in ticking._scheduler.get_jobs()}
        assert set(jobs) == {"tick", "purge"}
        for job in jobs.values():
            assert (job.max_instances, job.coalesce, job.misfire_grace_time) == (1, True, None)
        assert jobs["tick"].trigger.interval == timedelta(seconds=15)
    finally:
        ticking.stop()
    assert asked(deps) == 1


def test_a_tick_that_fails_is_told_and_the_next_one_comes(deps: Deps) -> None:
    ticking = Clock(deps)

    def fail(_now: datetime) -> None:
        raise ConnectionError

    with capture_logs() as log:
        ticking._do("tick", fail)
    assert [entry["event"] for entry in log] == ["a job of the clock failed"]
    assert ticking.last_tick is None, "/readyz will say so"
    ticking._do("tick", ticking.tick)
    assert ticking.last_tick == TUESDAY


def test_what_is_long_over_is_forgotten(deps: Deps) -> None:
    with deps.begin() as tx:
        workspace = people.ensure_workspace(tx, "T1")
        events.once(tx, workspace.id, "Ev1", TUESDAY - timedelta(days=1, seconds=1))
        events.once(tx, workspace.id, "Ev2", TUESDAY - timedelta(hours=23))
        for n in range(clock.BATCH + 1):
            outbox.put(
                tx, key=f"old:{n}", workspace_id=workspace.id, channel="U1", kind="words", ref={},
                priority=Priority.ANSWER, wake_at=TUESDAY,
            )  # fmt: skip
        old = {"state": OutboxState.SENT, "wake_at": None}
        tx.execute(update(rows).values(last_try_at=TUESDAY - timedelta(days=91), **old))
        outbox.put(
            tx, key="waits", workspace_id=workspace.id, channel="U1", kind="words", ref={},
            priority=Priority.ANSWER, wake_at=TUESDAY - timedelta(days=91),
        )  # fmt: skip
    purge(deps, TUESDAY)
    with deps.begin() as tx:
        assert list(tx.scalars(select(rows.c.key))) == ["waits"]
        assert events.once(tx, workspace.id, "Ev1", TUESDAY), "forgotten"
        assert not events.once(tx, workspace.id, "Ev2", TUESDAY), "remembered"
