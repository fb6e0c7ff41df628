"""A morning of thousands at Slack's pace: each once, and never faster than is allowed.

The clock is simulated: nothing waits, and what the pace asks to wait for is added to the hour. The
claims, the messages and what is written down of them are the real ones; Slack is in this process.
"""

import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

import handlers
from bench import world
from bench.processes import TOKEN
from bench.result import Result, Size
from bot.clock import Clock
from bot.delivery import Delivery, Pace
from handlers.deps import Deps

REFUSED = 0.02
RETRY_AFTER = 3
MINUTE = 60.0
SEED = 429


class BusySlack(WebClient):
    """Takes messages, and asks to come back later for some; notes when it was asked for what."""

    def __init__(self) -> None:
        super().__init__(token=TOKEN)
        self.now = 0.0
        self.tried: list[float] = []
        self.posted: Counter[str] = Counter()
        self._chance = random.Random(SEED)

    def pass_time(self, seconds: float) -> None:
        self.now += seconds

    def api_call(self, api_method: str, **options: Any) -> SlackResponse:
        assert api_method == "chat.postMessage", api_method
        self.tried.append(self.now)
        if self._chance.random() < REFUSED:
            refusal = self._answer(429, {"ok": False, "error": "ratelimited"})
            raise SlackApiError("ratelimited", refusal)  # type: ignore[no-untyped-call]
        self.posted[options["json"]["metadata"]["event_payload"]["key"]] += 1
        return self._answer(200, {"ok": True, "channel": "D1", "ts": f"{len(self.tried)}.1"})

    def _answer(self, status: int, data: dict[str, Any]) -> SlackResponse:
        return SlackResponse(
            client=self,
            http_verb="POST",
            api_url="chat.postMessage",
            req_args={},
            data=data,
            headers={"Retry-After": str(RETRY_AFTER)},
            status_code=status,
        )


def pacing(folder: Path, size: Size) -> Iterator[Result]:
    """Everybody's check-in of one morning, with a part of the posts refused for some seconds."""
    engine, workspace = world.open_empty(folder / "pacing.db")
    world.due_at(engine, workspace, size.paced, world.MONDAY, goals=True)
    deps = Deps(engine, lambda: world.MONDAY)
    Clock(deps).tick(world.MONDAY)
    slack, pace = BusySlack(), Pace()
    delivery = Delivery(
        deps, lambda _: slack, handlers.renderers(deps), pace, monotonic=lambda: slack.now
    )
    for _ in delivery.drain(world.MONDAY, slack.pass_time):
        pass
    engine.dispose()
    lost, posted = size.paced - len(slack.posted), slack.posted.total()
    yield Result(f"{size.paced:,} check-ins at {pace.posts} a minute", posted, "messages")
    yield Result("lost", lost, "messages", at_most=0)
    yield Result("doubled", posted - len(slack.posted), "messages", at_most=0)
    yield Result("refused for some seconds", len(slack.tried) - posted, "posts")
    yield Result(
        "the most in any minute", most_in(slack.tried, MINUTE), "posts", at_most=pace.posts
    )
    yield Result("until the last was sent, by the simulated clock", slack.now / MINUTE, "minutes")


def most_in(instants: list[float], span: float) -> int:
    """The most of these (seconds, in order) that lie within any span of this length."""
    return max(
        number + 1 - bisect_left(instants, instant - span + 1e-6)
        for number, instant in enumerate(instants)
    )
