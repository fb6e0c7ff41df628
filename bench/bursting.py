"""A whole morning in one moment: commands all at once, while Slack takes its time."""

from collections.abc import Iterator
from pathlib import Path

from bench import processes, world
from bench.load import command, send
from bench.result import Result, Size
from bench.slack import slack_beside

SLACK_TAKES = 0.15
SOON = 1.0


def bursting(folder: Path, size: Size) -> Iterator[Result]:
    """The share of a burst that is acknowledged within a second, and how long the last waits."""
    path = folder / "bursting.db"
    engine, workspace = world.open_empty(path)
    crowd = world.gather(engine, workspace, size.burst)
    engine.dispose()
    people = world.TEAM_SIZE * 2 + size.burst
    bursts = {
        "/goal list": [command(crowd.lister, "list") for _ in range(size.burst)],
        "/goal checkin": [command(user, f"checkin {key} 26") for user, key in crowd.reporters],
        "/goal new, each opening a form": [
            command(user, "new Reply to 40 chats a day, from 25, by 18 December")
            for user, _ in crowd.reporters
        ],
    }
    with (
        slack_beside(folder, people, SLACK_TAKES) as api_url,
        processes.rungs(folder, path, api_url) as real,
    ):
        for text in ("list", "new Reply to 40 chats a day by 18 December"):  # imports and caches
            send(real.port, [command(crowd.lister, text)])
        for name, requests in bursts.items():
            load = send(real.port, requests, at_once=len(requests), may_fail=True)
            share = load.share_within(SOON) * 100
            yield Result(f"{size.burst} x {name}: within 1 s", share, "%", at_least=100)
            yield Result(f"{size.burst} x {name}: the last", max(load.each), "s")
