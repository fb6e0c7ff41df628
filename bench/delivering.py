"""Delivery: messages a second to a Slack that answers at once, and claims with a long past."""

import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

from sqlalchemy import Engine, bindparam, func, select, text

import handlers
from bench import world
from bench.processes import TOKEN
from bench.result import Result, Size
from bench.slack import slack_beside
from bot.client import slack_client
from bot.clock import Clock
from bot.delivery import Delivery, Pace
from handlers.deps import Deps
from store import claims, database
from store.tables import OutboxState, outbox
from store.types import Instant

UNPACED = Pace(posts=60_000_000)
RESTED = timedelta(seconds=2)
"""Between two claims, so that every channel has rested."""
PATIENCE = 120.0


def delivering(folder: Path, size: Size) -> Iterator[Result]:
    """Check-ins through the bot's own loop, and the claim alone."""
    yield from _messages(folder, size)
    yield from _claims(folder, size)


def _messages(folder: Path, size: Size) -> Iterator[Result]:
    engine, workspace = world.open_empty(folder / "delivering.db")
    world.due_at(engine, workspace, size.messages, world.MONDAY, goals=True)
    began = time.perf_counter()

    def clock() -> datetime:
        return world.MONDAY + timedelta(seconds=time.perf_counter() - began)

    deps = Deps(engine, clock)
    Clock(deps).tick(world.MONDAY)
    with slack_beside(folder, size.messages) as api_url:
        client = slack_client(TOKEN, api_url)
        delivery = Delivery(deps, lambda _: client, handlers.renderers(deps), UNPACED)
        took = _deliver_all(delivery, engine, size.messages)
    engine.dispose()
    yield Result(
        f"{size.messages:,} check-ins delivered", size.messages / took, "a second", at_least=150
    )


def _deliver_all(delivery: Delivery, engine: Engine, count: int) -> float:
    """Seconds until every check-in is sent, by the thread that `rungs run` has for it."""
    stop = threading.Event()
    sending = threading.Thread(target=delivery.run, args=(stop,))
    began = time.perf_counter()
    sending.start()
    try:
        while (sent := _sent(engine)) < count:
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError(f"{sent} of {count} messages were delivered")
            time.sleep(0.02)
        return time.perf_counter() - began
    finally:
        stop.set()
        delivery.nudge()
        sending.join()


def _sent(engine: Engine) -> int:
    with database.read(engine) as tx:
        is_sent = outbox.c.state == OutboxState.SENT
        return tx.scalar(select(func.count()).where(is_sent)) or 0


def _claims(folder: Path, size: Size) -> Iterator[Result]:
    engines = {}
    for behind in (0, size.sent_behind):
        engine, workspace = world.open_empty(folder / f"behind-{behind}.db")
        world.due_at(engine, workspace, size.claims, world.MONDAY)
        if behind:
            _add_sent(engine, workspace.id, behind, size.claims)
        Clock(Deps(engine, lambda: world.MONDAY)).tick(world.MONDAY)
        engines[behind] = engine
    times: dict[int, list[float]] = {behind: [] for behind in engines}
    for number in range(size.claims):
        now = world.MONDAY + number * RESTED
        for behind, engine in engines.items():
            with database.begin(engine) as tx:
                began = time.perf_counter()
                claim = claims.claim(tx, now, Pace())
                times[behind].append(time.perf_counter() - began)
            assert claim and claim.queued.kind == "check_in"
    empty, full = median(times[0]), median(times[size.sent_behind])
    for engine in engines.values():
        engine.dispose()
    yield Result("a claim, nothing sent before", empty * 1000, "ms (median)")
    yield Result(
        f"a claim, {size.sent_behind:,} sent rows behind it",
        full * 1000,
        "ms (median)",
        full / empty,
        "nothing sent",
        at_most=2,
    )


def _add_sent(engine: Engine, workspace_id: int, count: int, people: int) -> None:
    """A past of check-ins, spread over the people who are due now, a minute apart."""
    statement = """
        INSERT INTO outbox (workspace_id, key, channel, kind, ref, priority, state, attempts,
                            last_try_at, posted_in, ts)
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
        SELECT :workspace, 'past:' || i, 'U' || (i % :people + 1), 'check_in', '{}', 2, :sent, 1,
               strftime('%Y-%m-%d %H:%M:%f000', :before, '-' || i || ' minutes'),
               'DU' || (i % :people + 1), '1.' || i
        FROM n
    """
    with database.begin(engine) as tx:
        tx.execute(
            text(statement).bindparams(bindparam("before", type_=Instant)),
            {
                "count": count,
                "workspace": workspace_id,
                "people": people,
                "sent": OutboxState.SENT.value,
                "before": world.MONDAY,
            },
        )
