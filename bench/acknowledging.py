"""How fast people are answered over HTTP, beside a Bolt app that only acknowledges, and beside the
least that the same libraries take for it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sqlalchemy import Engine

from bench import processes, world
from bench.load import Load, command, home_opened, send, signed
from bench.processes import SIGNING_SECRET, TOKEN, Server
from bench.result import Result, Size
from bench.slack import slack_beside
from bench.world import Crowd
from bot.app import build_app
from bot.client import slack_client
from handlers.deps import Deps
from tests.support.databases import count_statements
from tests.support.envelopes import Envelope

AT_ONCE = 16
BARE = "the bare app"


@dataclass(frozen=True)
class Servers:
    """Who gets the same requests, by turns."""

    bare: Server
    least: Server
    rungs: Server

    def each(
        self, requests: Sequence[Envelope], expected: str, at_once: int = 1
    ) -> tuple[Load, Load, Load]:
        """A round: the bare app says nothing, the others are to say what is expected."""
        return (
            send(self.bare.port, requests, at_once),
            send(self.least.port, requests, at_once, expected),
            send(self.rungs.port, requests, at_once, expected, may_fail=True),
        )


def acknowledging(folder: Path, size: Size) -> Iterator[Result]:
    """`/goal list`, a check-in, Home and `/goal team`."""
    path = folder / "acknowledging.db"
    engine, workspace = world.open_empty(path)
    crowd = world.gather(engine, workspace, size.rounds * size.requests)
    copy = world.copy(path, folder / "least.db")
    with (
        slack_beside(folder, world.TEAM_SIZE * 2) as api_url,
        processes.bare(folder, api_url) as bare,
        processes.least(folder, copy, api_url) as least,
        processes.rungs(folder, path, api_url) as rungs,
    ):
        servers = Servers(bare, least, rungs)
        servers.each([command(crowd.lister, "list")] * size.requests, "G-", AT_ONCE)
        yield from _listing(servers, crowd, size)
        yield from _checking_in(servers, crowd, size)
        yield from _pages(rungs, crowd, size)
        yield from _statements(engine, api_url, crowd)
    engine.dispose()


def _listing(servers: Servers, crowd: Crowd, size: Size) -> Iterator[Result]:
    lists = [command(crowd.lister, "list") for _ in range(size.requests)]
    rounds = [servers.each(lists, "G-", AT_ONCE) for _ in range(size.rounds)]
    assert not any(ours.wrong for _, _, ours in rounds), "a list was refused"
    bare, least, ours = _beside_bare(rounds, lambda load: load.per_second)
    yield Result("a bare acknowledgement, 16 at once", bare[0], "a second")
    yield Result("10 goals by the least, 16 at once", least[0], "a second", least[1], BARE)
    yield Result(
        "/goal list of 10 goals, 16 at once", ours[0], "a second", ours[1], BARE, at_least=0.6
    )

    rounds = [servers.each(lists[: size.sequential], "G-") for _ in range(size.rounds)]
    bare, least, ours = _beside_bare(rounds, lambda load: load.median * 1000)
    median_ms = "ms (median)"
    yield Result("a bare acknowledgement, alone", bare[0], median_ms)
    yield Result("10 goals by the least, alone", least[0], median_ms, least[1], BARE)
    yield Result("/goal list of 10 goals, alone", ours[0], median_ms, ours[1], BARE, at_most=2)


def _checking_in(servers: Servers, crowd: Crowd, size: Size) -> Iterator[Result]:
    reports = [
        # Every fourth reaches a rung, which also queues a celebration.
        command(user, f"checkin {key} {29 if place % 4 == 0 else 26}")
        for place, (user, key) in enumerate(crowd.reporters)
    ]
    starts = range(0, size.rounds * size.requests, size.requests)
    rounds = [
        servers.each(reports[start : start + size.requests], "chats a day", AT_ONCE)
        for start in starts
    ]
    _, least, ours = _beside_bare(rounds, lambda load: load.per_second)
    yield Result("a check-in by the least, 16 at once", least[0], "a second", least[1], BARE)
    yield Result(
        "/goal checkin, committed, 16 at once", ours[0], "a second", ours[1], BARE, at_least=0.4
    )
    refused = sum(len(load.wrong) for _, _, load in rounds)
    yield Result(f"refused of {len(reports):,}", refused, "check-ins", at_most=0)


def _beside_bare(
    rounds: Sequence[tuple[Load, ...]], figure: Callable[[Load], float]
) -> list[tuple[float, float]]:
    """For each server the median of its rounds, and of their ratios to the bare app's."""
    figures = [[figure(load) for load in each] for each in rounds]
    return [
        (median(column), median(one / each[0] for one, each in zip(column, figures, strict=True)))
        for column in zip(*figures, strict=True)
    ]


def _pages(real: Server, crowd: Crowd, size: Size) -> Iterator[Result]:
    """Home and a team's page, beside `/goal list`."""
    pages: dict[str, Callable[[], Envelope]] = {
        "Home opened, 10 goals, and published": lambda: home_opened(crowd.lister),
        "/goal team of 50 people": lambda: command(crowd.member, "team", crowd.channel),
    }
    for name, make in pages.items():
        rounds = []
        for _ in range(size.rounds):
            lists = [command(crowd.lister, "list") for _ in range(size.sequential)]
            beside = send(real.port, lists).median
            took = send(real.port, [make() for _ in range(size.sequential)]).median
            rounds.append((took, took / beside))
        times, ratios = zip(*rounds, strict=True)
        yield Result(
            name, median(times) * 1000, "ms (median)", median(ratios), "/goal list", at_most=3
        )


def _statements(engine: Engine, api_url: str, crowd: Crowd) -> Iterator[Result]:
    """How many SQL statements each takes; tests hold that it does not grow with people or goals."""
    client = slack_client(TOKEN, api_url)
    deps = Deps(engine, lambda: datetime.now(UTC))
    app = build_app(deps, token=TOKEN, signing_secret=SIGNING_SECRET, client=client)
    user, key = crowd.reporters[-1]
    for name, envelope in {
        "/goal list": command(crowd.lister, "list"),
        "/goal checkin": command(user, f"checkin {key} 27"),
        "Home opened": home_opened(crowd.lister),
        "/goal team": command(crowd.member, "team", crowd.channel),
    }.items():
        request = signed(envelope)
        with count_statements(engine) as statements:
            response = app.dispatch(request)
        assert response.status == 200, response.body
        yield Result(f"{name}: SQL", len(statements), "statements")
