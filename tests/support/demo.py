"""The demo as a person starts it: a process of its own, on a free port, with data of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.demo import local_slack
from bot.demo.local_slack import LocalSlack
from store import database
from store.database import Tx

START_SECONDS = 90
STOP_SECONDS = 20


@dataclass
class RunningDemo:
    """`url` is for a browser; `slack.control(path, body)` talks to the local Slack itself."""

    url: str
    port: int
    slack: LocalSlack
    process: subprocess.Popen[bytes]
    screen: Path
    """The file with everything that the demo has printed."""

    def messages(self, channel_id: str) -> list[dict[str, Any]]:
        """What stands in a channel, oldest first; `ephemeral_to` tells who alone may see one."""
        return list(self.slack.control(f"messages/{channel_id}")["messages"])

    def direct(self, user_id: str) -> list[dict[str, Any]]:
        """What stands in a person's direct messages with the bot, oldest first."""
        channels = self.slack.control("state")["channels"]
        ours = (c["id"] for c in channels if c["is_im"] and user_id in c["members"])
        return [message for channel_id in ours for message in self.messages(channel_id)]

    @contextmanager
    def remembered(self) -> Iterator[Tx]:
        """The demo's memory, to write into what happened on days that a test cannot wait for."""
        (file,) = self.screen.parent.glob("rungs-demo-*/rungs.db")
        engine = database.open_database(f"sqlite:///{file}")
        with database.begin(engine) as tx:
            yield tx
        engine.dispose()

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Press Ctrl-C, or send another signal; the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(STOP_SECONDS)


@contextmanager
def start_demo(folder: Path, *options: str, grace: int = 1, port: int = 0) -> Iterator[RunningDemo]:
    """The demo, up and with today's check-ins sent; stopped at the end.

    `folder` takes its data and screen, `options` are more of `rungs demo`'s, `grace` is that of
    shout-outs in seconds, and `port` 0 is a free one (other than another worker's).
    """
    # Workers have neighbouring ids; below 32,768 no outgoing connection takes the port meanwhile.
    port = port or local_slack.free_port(20_000 + os.getpid() * 37 % 12_000)
    screen = folder / "screen.txt"
    with screen.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "demo", "--no-open", "--port", str(port), *options],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "TMPDIR": str(folder), "RUNGS_SHOUT_OUT_GRACE": str(grace)},
            cwd=local_slack.CHECKOUT,
        )
    demo = RunningDemo("", port, LocalSlack(port), process, screen)
    try:
        demo.url = _address(demo)
        yield demo
    finally:
        try:
            demo.stop()
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _address(demo: RunningDemo) -> str:
    """What the demo asks to open, as soon as it does."""
    give_up = time.monotonic() + START_SECONDS
    while demo.process.poll() is None and time.monotonic() < give_up:
        if found := re.search(r"Open\s+(http\S+)", demo.screen.read_text()):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(f"The demo did not start:\n{demo.screen.read_text()}")
