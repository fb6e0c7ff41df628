"""Slack's side: signed requests, sent over connections that stay open, and how long they took."""

import http.client
import itertools
import json
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlencode

from slack_bolt import BoltRequest

from bench.processes import SIGNING_SECRET
from bench.world import SLACK_TEAM
from bot.web import EVENTS
from tests.support.envelopes import FORM, JSON, Envelope

_numbers = itertools.count(1)


class WrongAnswer(Exception):
    """What came back is not what is being measured."""


@dataclass(frozen=True)
class Load:
    """What a number of requests came to: seconds for all, and for each right answer."""

    seconds: float
    each: Sequence[float]
    wrong: Sequence[str] = ()
    """The other answers, as text."""

    @property
    def per_second(self) -> float:
        return len(self.each) / self.seconds

    @property
    def median(self) -> float:
        return median(self.each)

    def share_within(self, seconds: float) -> float:
        """The part of the requests, 0 to 1, that was answered in this time."""
        return sum(took <= seconds for took in self.each) / (len(self.each) + len(self.wrong))


def command(user: str, text: str, channel: str = "CSOMEWHERE") -> Envelope:
    """`/goal <text>` by a person."""
    fields = {
        "token": "verification",
        "team_id": SLACK_TEAM,
        "team_domain": "rungs",
        "channel_id": channel,
        "channel_name": "somewhere",
        "user_id": user,
        "user_name": user.lower(),
        "command": "/goal",
        "text": text,
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": "http://127.0.0.1:9/respond",
        "trigger_id": f"{user}.{next(_numbers)}",
    }
    return Envelope(urlencode(fields), FORM)


def home_opened(user: str) -> Envelope:
    """Somebody opens Home: an event, each with an id of its own."""
    number = next(_numbers)
    body = {
        "token": "verification",
        "team_id": SLACK_TEAM,
        "api_app_id": "A1",
        "type": "event_callback",
        "event_id": f"Ev{number}",
        "event_time": int(time.time()),
        "event": {
            "type": "app_home_opened",
            "user": user,
            "channel": "DHOME",
            "tab": "home",
            "event_ts": f"{time.time():.6f}",
        },
        "authorizations": [{"team_id": SLACK_TEAM, "user_id": "UBOT", "is_bot": True}],
    }
    return Envelope(json.dumps(body), JSON)


def signed(envelope: Envelope) -> BoltRequest:
    """The request as Bolt gets it, for an app in this process."""
    headers: dict[str, str | Sequence[str]] = {**envelope.headers(SIGNING_SECRET)}
    return BoltRequest(body=envelope.body, headers=headers)


def send(
    port: int,
    requests: Sequence[Envelope],
    at_once: int = 1,
    expected: str = "",
    *,
    may_fail: bool = False,
) -> Load:
    """Send requests over `at_once` connections, each waiting for its answer before the next.

    Raises WrongAnswer if one is not 200 or lacks `expected`, unless some `may_fail`.
    """
    # Signed before the watch starts; Slack's signatures hold for five minutes.
    ready = [(r.body, r.headers(SIGNING_SECRET)) for r in requests]
    took: list[list[float]] = [[] for _ in range(at_once)]
    wrong: list[str] = []
    broken: list[Exception] = []
    together = threading.Barrier(at_once + 1)

    def post(place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            together.wait()
            for body, headers in ready[place::at_once]:
                began = time.perf_counter()
                connection.request("POST", EVENTS, body, headers)
                response = connection.getresponse()
                answer = response.read()
                if response.status == 200 and expected.encode() in answer:
                    took[place].append(time.perf_counter() - began)
                else:
                    wrong.append(f"{response.status}: {answer[:500]!r}")
        except (OSError, http.client.HTTPException) as error:
            broken.append(error)
        finally:
            connection.close()

    senders = [threading.Thread(target=post, args=(place,)) for place in range(at_once)]
    for sender in senders:
        sender.start()
    together.wait()
    began = time.perf_counter()
    for sender in senders:
        sender.join()
    seconds = time.perf_counter() - began
    if broken:
        raise WrongAnswer(f"{len(broken)} of {at_once} connections broke") from broken[0]
    if wrong and not may_fail:
        raise WrongAnswer(f"{len(wrong)} of {len(requests)}, the first: {wrong[0]}")
    return Load(seconds, [one for connection_s in took for one in connection_s], wrong)
