"""The tests' Slack in a process of its own, so that it takes no time from what is measured.

`python -m bench.slack` prints the address of its Web API and serves until it is stopped.
"""

import argparse
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.processes import TOKEN, running
from bench.world import SLACK_TEAM
from tests.support.slack import FakeSlack
from tests.support.workspace import Trigger

NEVER_OLD = float("inf")
"""When a trigger was pulled that is always fresh."""


class Triggers(dict[str, Trigger]):
    """Every trigger_id is known: the requests are made in another process. U1.5 is U1's."""

    def get(self, trigger_id: str, default: Any = None) -> Trigger:
        return self.setdefault(trigger_id, Trigger(trigger_id.partition(".")[0], NEVER_OLD))


class QuickSlack(FakeSlack):
    """Takes whatever it is sent without looking closely: the tests do that."""

    def check_message(self, payload: Any) -> None:
        pass


@contextmanager
def slack_beside(folder: Path, people: int, latency: float = 0.0) -> Iterator[str]:
    """A Slack with people U1, U2, … that takes `latency` seconds for each answer; its address."""
    arguments = ["-m", "bench.slack", f"--people={people}", f"--latency={latency}"]
    with running(arguments, folder / "slack.log") as process:
        assert process.stdout
        yield process.stdout.readline().strip()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--latency", type=float, default=0.0)
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: exit())
    slack = QuickSlack()
    slack.team_id, slack.token, slack.latency = SLACK_TEAM, TOKEN, given.latency
    slack.triggers = Triggers()
    for number in range(1, given.people + 1):
        slack.add_user(f"U{number}", f"person {number}")
    with slack:
        print(slack.api_url, flush=True)
        signal.pause()


if __name__ == "__main__":
    main()
