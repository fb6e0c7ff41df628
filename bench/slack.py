"""The tests' Slack in a process of its own, so that it takes no time from what is measured.

`python -m bench.slack` prints the address of its Web API and serves until it is stopped.
"""

import argparse
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import trustme

from bench.processes import TOKEN, DidNotStart, running
from bench.world import SLACK_TEAM
from bot.connections import open_once
from tests.support.slack import FakeSlack
from tests.support.workspace import Trigger

TRUSTED = "SSL_CERT_FILE"
"""Where OpenSSL looks for whom to trust."""
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
    """A Slack with people U1, U2, … that takes `latency` seconds for each answer; its address.

    Over TLS, as the real one: what is called meanwhile from here and from the processes that are
    started trusts it.
    """
    authority = folder.resolve() / "authority.pem"
    arguments = [f"--people={people}", f"--latency={latency}", f"--authority={authority}"]
    with running(["-m", "bench.slack", *arguments], folder / "slack.log") as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        if not address:
            raise DidNotStart((folder / "slack.log").read_text()[-2000:])
        with _trusting(authority):
            yield address


@contextmanager
def _trusting(authority: Path) -> Iterator[None]:
    open_once.cache_clear()
    try:
        with mock.patch.dict(os.environ, {TRUSTED: str(authority)}):
            yield
    finally:
        open_once.cache_clear()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--latency", type=float, default=0.0)
    parser.add_argument("--authority", type=Path, required=True)
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: exit())
    slack, authority = QuickSlack(), trustme.CA()
    authority.cert_pem.write_to_path(str(given.authority))
    slack.over_tls(authority.issue_cert("127.0.0.1"))
    slack.team_id, slack.token, slack.latency = SLACK_TEAM, TOKEN, given.latency
    slack.triggers = Triggers()
    for number in range(1, given.people + 1):
        slack.add_user(f"U{number}", f"person {number}")
    with slack:
        print(slack.api_url, flush=True)
        signal.pause()


if __name__ == "__main__":
    main()
