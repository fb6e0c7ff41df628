"""Where the time goes: one thing done many times in this process, under pyinstrument."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pyinstrument import Profiler

import handlers
from bench import world
from bench.load import command, home_opened, signed
from bench.processes import SIGNING_SECRET, TOKEN
from bench.slack import slack_beside
from bench.world import Crowd
from bot.app import build_app
from bot.client import slack_client
from bot.clock import Clock
from bot.delivery import Delivery, Pace
from handlers.deps import Deps
from tests.support.envelopes import Envelope

TIMES = 400
Step = Callable[[int], object]


def profile(name: str, folder: Path) -> str:
    """The tree of calls of one of PROFILES, as text."""
    with PROFILES[name](folder) as step:
        step(0)
        profiler = Profiler(interval=0.0005)
        with profiler:
            for number in range(1, TIMES):
                step(number)
    return profiler.output_text(show_all=False, timeline=False)


def _asking(make: Callable[[Crowd, int], Envelope]) -> Callable[[Path], Iterator[Step]]:
    """A request through the real Bolt app."""

    def prepare(folder: Path) -> Iterator[Step]:
        engine, workspace = world.open_empty(folder / "profile.db")
        crowd = world.gather(engine, workspace, TIMES)
        with slack_beside(folder, world.TEAM_SIZE * 2 + TIMES) as api_url:
            app = build_app(
                Deps(engine, lambda: datetime.now(UTC)),
                token=TOKEN,
                signing_secret=SIGNING_SECRET,
                client=slack_client(TOKEN, api_url),
            )

            def step(number: int) -> None:
                response = app.dispatch(signed(make(crowd, number)))
                assert response.status == 200, response.body

            yield step

    return prepare


def _delivering(folder: Path) -> Iterator[Step]:
    """A check-in from the outbox to Slack."""
    engine, workspace = world.open_empty(folder / "profile.db")
    world.due_at(engine, workspace, TIMES, world.MONDAY, goals=True)
    deps = Deps(engine, lambda: world.MONDAY)
    Clock(deps).tick(world.MONDAY)
    with slack_beside(folder, TIMES) as api_url:
        client = slack_client(TOKEN, api_url)
        delivery = Delivery(deps, lambda _: client, handlers.renderers(deps), Pace())

        def step(number: int) -> None:
            assert delivery.run_once(world.MONDAY + timedelta(seconds=number))

        yield step


def _queuing(folder: Path) -> Iterator[Step]:
    """A tick for many people: fifty at a time."""
    engine, workspace = world.open_empty(folder / "profile.db")
    world.due_at(engine, workspace, TIMES * 25, world.MONDAY)
    deps = Deps(engine, lambda: world.MONDAY)

    def step(_: int) -> None:
        handlers.check_in.queue_due(deps, world.MONDAY, 25)

    yield step


def _checkin(crowd: Crowd, number: int) -> Envelope:
    user, key = crowd.reporters[number]
    return command(user, f"checkin {key} 26")


PROFILES = {
    "list": contextmanager(_asking(lambda crowd, _: command(crowd.lister, "list"))),
    "checkin": contextmanager(_asking(_checkin)),
    "home": contextmanager(_asking(lambda crowd, _: home_opened(crowd.lister))),
    "team": contextmanager(_asking(lambda crowd, _: command(crowd.member, "team", crowd.channel))),
    "delivery": contextmanager(_delivering),
    "queue": contextmanager(_queuing),
}
