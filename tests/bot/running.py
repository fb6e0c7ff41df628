"""`rungs run` as a process, with a Slack on the other side."""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.support import envelopes
from tests.support.rungs import SIGNING_SECRET
from tests.support.slack import FakeSlack

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
APP_TOKEN = "xapp-1-a-token"


class Program:
    """A running `rungs run`."""

    def __init__(self, process: subprocess.Popen[str], port: int, log: Path):
        self.process = process
        self.port = port
        self._log = log

    def ask(
        self, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET" if body is None else "POST", path, body, headers or {})
            response = connection.getresponse()
            answer = response.read()
        finally:
            connection.close()
        return response.status, json.loads(answer) if answer else None

    def command(self, slack: FakeSlack, user: str, words: str) -> tuple[int, Any]:
        envelope = envelopes.command(slack, user, slack.direct(user), "/goal", words)
        return self.ask("/slack/events", envelope.body, envelope.headers(SIGNING_SECRET))

    def readiness(self) -> dict[str, str]:
        """What each check of /readyz says; {} while nothing listens."""
        try:
            return self.ask("/readyz")[1]["checks"]
        except OSError:
            return {}

    def until(self, reached: Callable[[], object], what: str) -> None:
        """Wait for something to be so, while the program runs."""
        deadline = time.monotonic() + PATIENCE
        while not reached():
            assert self.process.poll() is None, f"it ended before {what}:\n{self.said()}"
            assert time.monotonic() < deadline, f"not {what} after {PATIENCE} s:\n{self.said()}"
            time.sleep(0.05)

    def until_ready(self) -> None:
        self.until(lambda: set(self.readiness().values()) == {"ok"}, "ready")

    def stop(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def said(self) -> str:
        return self._log.read_text()

    def logged(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.said().splitlines()]


def free_port() -> int:
    """One that the system gives to no connection by itself while the program starts."""
    while True:
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("0.0.0.0", port))
            return port


@contextmanager
def programs(
    slack: FakeSlack, database_url: str, directory: Path
) -> Iterator[Callable[..., Program]]:
    """Starts `rungs run` with this environment beside the usual one, and ends it in the end."""
    started: list[subprocess.Popen[str]] = []

    def run(**env: str) -> Program:
        port = free_port()
        log = directory / f"log-{len(started)}"
        usual = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SLACK_BOT_TOKEN": slack.token,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": database_url,
            "PORT": str(port),
        }
        with log.open("w") as stderr:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", "run"],
                cwd=directory,
                env=usual | env,
                stderr=stderr,
                text=True,
                start_new_session=True,
            )
        started.append(process)
        return Program(process, port, log)

    try:
        yield run
    finally:
        for process in started:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)  # gunicorn's worker too
                process.wait()
