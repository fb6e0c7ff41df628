"""From `rungs run` to ready, and what the idle bot takes."""

import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import psutil

from bench import processes, world
from bench.result import Result, Size
from bench.slack import slack_beside

MEGABYTE = 2**20


def starting(folder: Path, size: Size) -> Iterator[Result]:
    """Starts on an existing database, one on none, and the memory of an idle one."""
    path = folder / "starting.db"
    engine, _ = world.open_empty(path)
    engine.dispose()
    with slack_beside(folder, people=1) as api_url:
        times = []
        for _ in range(size.starts):
            with processes.rungs(folder, path, api_url) as server:
                times.append(server.ready_after)
        yield Result("start to ready", median(times), "s (median)", at_most=2)
        with processes.rungs(folder, folder / "first.db", api_url) as server:
            yield Result("the first start, which makes the tables", server.ready_after, "s")
            time.sleep(size.watch_seconds)
            arbiter = psutil.Process(server.process.pid)
            worker = arbiter.children()[0].memory_info().rss
            both = _shared_once([arbiter, *arbiter.children()])
    yield Result("idle: the worker process", worker / MEGABYTE, "MB")
    yield Result("idle: with its arbiter, shared pages once", both / MEGABYTE, "MB", at_most=120)


def _shared_once(family: list[psutil.Process]) -> int:
    """Bytes of all, a page that several share counted in parts (Linux); resident ones elsewhere."""
    return sum(
        getattr(process.memory_full_info(), "pss", process.memory_info().rss) for process in family
    )
