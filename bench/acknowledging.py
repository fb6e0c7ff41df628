"""How fast people are answered over HTTP, beside a Bolt app that only acknowledges."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sqlalchemy import Engine

from bench import processes, world
from bench.load import command, home_opened, send, signed
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
Make = Callable[[int], Envelope]
BARE = "the bare app"


def acknowledging(folder: Path, size: Size) -> Iterator[Result]:
    """`/goal list`, a check-in, Home and `/goal team`."""
    path = folder / "acknowledging.db"
    engine, workspace = world.open_empty(path)
    crowd = world.gather(engine, workspace, size.rounds * size.requests)
    with (
        slack_beside(folder, world.TEAM_SIZE * 2) as api_url,
        processes.bare(folder, api_url) as plain,
        processes.rungs(folder, path, api_url) as real,
    ):
        for server in (plain, real):
            send(server.port, [command(crowd.lister, "list")] * size.requests, AT_ONCE)
        yield from _listing(plain, real, crowd, size)
        yield from _checking_in(plain, real, crowd, size)
        yield from _pages(real, crowd, size)
        yield from _statements(engine, api_url, crowd)
    engine.dispose()


def _listing(plain: Server, real: Server, crowd: Crowd, size: Size) -> Iterator[Result]:
    def make(_: int) -> Envelope:
        return command(crowd.lister, "list")

    bare, ours, ratio, refused = _throughput(plain, real, make, size, "G-")
    assert not refused, f"{refused} lists were refused"
    yield Result("a bare acknowledgement, 16 at once", bare, "a second")
    yield Result("/goal list of 10 goals, 16 at once", ours, "a second", ratio, BARE, at_least=0.6)
    bare, ours, ratio = _alone(plain, real, make, size)
    yield Result("a bare acknowledgement, alone", bare * 1000, "ms (median)")
    yield Result(
        "/goal list of 10 goals, alone", ours * 1000, "ms (median)", ratio, BARE, at_most=2
    )


def _checking_in(plain: Server, real: Server, crowd: Crowd, size: Size) -> Iterator[Result]:
    def make(place: int) -> Envelope:
        user, key = crowd.reporters[place]
        # Every fourth reaches a rung, which also queues a celebration.
        return command(user, f"checkin {key} {29 if place % 4 == 0 else 26}")

    _, ours, ratio, refused = _throughput(plain, real, make, size, "chats a day")
    yield Result(
        "/goal checkin, committed, 16 at once", ours, "a second", ratio, BARE, at_least=0.4
    )
    yield Result(f"refused of {size.rounds * size.requests:,}", refused, "check-ins", at_most=0)


def _throughput(
    plain: Server, real: Server, make: Make, size: Size, expected: str
) -> tuple[float, float, float, int]:
    """Answers a second of either, in rounds by turns, the median of the rounds' ratios, and how
    many the bot refused.
    """
    rounds, refused = [], 0
    for number in range(size.rounds):
        places = range(number * size.requests, (number + 1) * size.requests)
        requests = [make(place) for place in places]
        bare = send(plain.port, requests, AT_ONCE).per_second
        load = send(real.port, requests, AT_ONCE, expected, may_fail=True)
        ours, refused = load.per_second, refused + len(load.wrong)
        rounds.append((bare, ours, ours / bare))
    bares, all_ours, ratios = zip(*rounds, strict=True)
    return median(bares), median(all_ours), median(ratios), refused


def _alone(plain: Server, real: Server, make: Make, size: Size) -> tuple[float, float, float]:
    """Seconds for one answer of either, in rounds by turns, and the median of their ratios."""
    rounds = []
    for _ in range(size.rounds):
        requests = [make(place) for place in range(size.sequential)]
        bare = send(plain.port, requests).median
        ours = send(real.port, requests).median
        rounds.append((bare, ours, ours / bare))
    bares, all_ours, ratios = zip(*rounds, strict=True)
    return median(bares), median(all_ours), median(ratios)


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
