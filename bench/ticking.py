"""The clock: a tick with nothing to do, and a tick for ten thousand people at once."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median

import psutil
from sqlalchemy import Engine, func, select

from bench import world
from bench.result import Result, Size
from bot.clock import BATCH, Clock
from handlers.deps import Deps
from store.tables import outbox

MEGABYTE = 2**20


def ticking(folder: Path, size: Size) -> Iterator[Result]:
    """Idle ticks with few and many people in the table; then everybody is due."""
    yield from _idle(folder, size)
    yield from _everybody(folder, size)


def _idle(folder: Path, size: Size) -> Iterator[Result]:
    clocks = {}
    for count in (size.people, size.more_people):
        engine, workspace = world.open_empty(folder / f"idle-{count}.db")
        with engine.begin() as tx:
            world.add_people(tx, workspace, 1, count, world.MONDAY + timedelta(days=1))
        clocks[count] = _clock(engine)
    times: dict[int, list[float]] = {count: [] for count in clocks}
    for _ in range(size.ticks):
        for count, clock in clocks.items():
            began = time.perf_counter()
            clock.tick(world.MONDAY)
            times[count].append(time.perf_counter() - began)
    few, many = median(times[size.people]), median(times[size.more_people])
    yield Result(f"a tick, nothing due, {size.people:,} people", few * 1000, "ms (median)")
    yield Result(
        f"a tick, nothing due, {size.more_people:,} people",
        many * 1000,
        "ms (median)",
        many / few,
        f"{size.people:,} people",
        at_most=2,
    )
    for clock in clocks.values():
        clock.deps.engine.dispose()


def _everybody(folder: Path, size: Size) -> Iterator[Result]:
    # The first batch alone, so that what is imported and cached once is not taken for growth.
    warm, workspace = world.open_empty(folder / "warm.db")
    world.due_at(warm, workspace, min(BATCH, size.due), world.MONDAY)
    _clock(warm).tick(world.MONDAY)
    warm.dispose()
    engine, workspace = world.open_empty(folder / "due.db")
    world.due_at(engine, workspace, size.due, world.MONDAY)
    with _memory_watched() as memory:
        began = time.perf_counter()
        _clock(engine).tick(world.MONDAY)
        took = time.perf_counter() - began
    with engine.connect() as connection:
        is_check_in = outbox.c.kind == "check_in"
        queued = connection.scalar(select(func.count()).where(is_check_in))
    assert queued == size.due, f"{queued} of {size.due} were queued"
    engine.dispose()
    yield Result(f"{size.due:,} due people queued", took, "s", at_most=1)
    yield Result("memory grown meanwhile", memory.grown / MEGABYTE, "MB", at_most=10)


def _clock(engine: Engine) -> Clock:
    return Clock(Deps(engine, lambda: world.MONDAY))


@dataclass
class Memory:
    """Bytes of resident memory beyond what there was at the beginning."""

    grown: int = 0


@contextmanager
def _memory_watched() -> Iterator[Memory]:
    """The most that this process grows meanwhile, looked at every 5 ms."""
    process, watched, over = psutil.Process(), Memory(), threading.Event()
    before = process.memory_info().rss

    def watch() -> None:
        while not over.wait(0.005):
            watched.grown = max(watched.grown, process.memory_info().rss - before)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield watched
    finally:
        over.set()
        watcher.join()
