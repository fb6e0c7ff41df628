"""Programs that are started, killed, frozen and woken: one, or several on one database."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil

from tests.bot.running import ROOT, Program, free_port
from tests.support.rungs import SIGNING_SECRET
from tests.support.slack import FakeSlack

FULL = os.environ.get("RUNGS_FAULTS") == "full"
"""Whether this run is `make test-faults`: full size, and the program as it is."""

MODULE = "bot.cli" if FULL else "tests.faults.hurried"
LEASE_SECONDS = 60.0 if FULL else 2.5
"""As the program has it, or tests/faults/hurried.py."""
CALL_SECONDS = 10 if FULL else 0.8
PATIENCE = 240.0 if FULL else 40.0
"""How long anything may take before a test gives up on it; generous, for machines in a hurry."""


class Hand(Program):
    """One of the crew: a whole process tree."""

    def everybody(self) -> list[psutil.Process]:
        """The process and its children: over HTTP gunicorn's master and its worker."""
        try:
            master = psutil.Process(self.process.pid)
            return [master, *master.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def signal_all(self, which: signal.Signals) -> None:
        """To the whole group, which a worker that was just made belongs to as well."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, which)

    def kill(self) -> None:
        """kill -9, all of it, as when the machine goes."""
        self.signal_all(signal.SIGKILL)
        self.process.wait(PATIENCE)

    def kill_worker(self) -> None:
        """kill -9 of the process that does the work alone; gunicorn makes a new one."""
        for process in self.everybody()[1:]:
            with suppress(psutil.NoSuchProcess):
                process.kill()

    def freeze(self) -> None:
        self.signal_all(signal.SIGSTOP)

    def wake(self) -> None:
        self.signal_all(signal.SIGCONT)

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def errors(self) -> list[dict[str, Any]]:
        """What it logged as an error, its libraries aside."""
        own = [e for e in self.logged() if e["logger"] == "rungs"]
        return [e for e in own if e["level"] in ("error", "critical")]


class Crew:
    """Starts `rungs run` on one database and one Slack; ends them all in the end."""

    def __init__(self, slack: FakeSlack, database_url: str, directory: Path):
        self.slack = slack
        self.directory = directory
        self.hands: list[Hand] = []
        self.before_start: Callable[[], object] | None = None
        """What a process does to itself before it becomes the program."""
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "SLACK_BOT_TOKEN": slack.token,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "SLACK_API_URL": slack.api_url,
            "DATABASE_URL": database_url,
        }

    def hire(self, **env: str) -> Hand:
        """Start one more; its log goes through a pipe, which a full disk does not stop."""
        port = int(env.get("PORT", 0)) or free_port()
        log = self.directory / f"log-{len(self.hands)}"
        process = subprocess.Popen(
            [sys.executable, "-m", MODULE, "run"],
            cwd=self.directory,
            env=self.environment | {"PORT": str(port)} | env,
            stderr=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=self.before_start,
        )
        log.touch()
        threading.Thread(target=_copy, args=(process.stderr, log), daemon=True).start()
        self.hands.append(Hand(process, port, log))
        return self.hands[-1]

    def replace(self, hand: Hand) -> Hand:
        """Start one anew at the same port, as a supervisor does."""
        return self.hire(PORT=str(hand.port))

    def command(self, *words: str, **env: str) -> "subprocess.Popen[str]":
        """Another command of the program, such as `rungs tick --at …`."""
        return subprocess.Popen(
            [sys.executable, "-m", MODULE, *words],
            cwd=self.directory,
            env=self.environment | env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=self.before_start,
        )

    def say(self, *words: str, status: int = 0, **env: str) -> str:
        """What such a command prints; it must end with this status."""
        process = self.command(*words, **env)
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == status, f"{words}: {process.returncode}\n{out}\n{err}"
        return out + err

    def dismiss(self) -> None:
        for hand in self.hands:
            hand.kill()

    def told(self) -> str:
        """The last lines of everybody's log, for a test that fails."""
        return "\n".join(
            f"--- {n}\n" + "\n".join(hand.said().splitlines()[-15:])
            for n, hand in enumerate(self.hands)
        )


def until(reached: Callable[[], Any], what: str | Callable[[], str]) -> Any:
    """Wait for something to be so; what it came to."""
    deadline = time.monotonic() + PATIENCE
    while not (found := reached()):
        if time.monotonic() > deadline:
            said = what if isinstance(what, str) else what()
            raise AssertionError(f"not {said} after {PATIENCE:.0f} s")
        time.sleep(0.03)
    return found


def _copy(source: Any, log: Path) -> None:
    with log.open("ab", buffering=0) as file:
        while some := os.read(source.fileno(), 65536):
            file.write(some)
