"""The servers under measure, each a process of its own: the real bot, and a bare Bolt app."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOKEN = "xoxb-rungs-test"
SIGNING_SECRET = "a secret of the benchmark"
PATIENCE = 30.0
DAY = 86_400


class DidNotStart(Exception):
    """A server that was to be measured is not there."""


@dataclass(frozen=True)
class Server:
    """A server that answers on a port; `ready_after` seconds from its start."""

    port: int
    process: subprocess.Popen[str]
    ready_after: float


@contextmanager
def running(
    arguments: Sequence[str], log: Path, environment: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A Python process with the project in reach; what it says of itself goes to `log`."""
    with log.open("a") as errors:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
            cwd=log.parent,  # no .env of the person who measures
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            assert process.stdout
            process.stdout.close()


def bare(folder: Path, api_url: str) -> AbstractContextManager[Server]:
    """A Bolt app on the bot's own server whose `/goal` does nothing."""
    return _app("bare", folder, api_url)


def least(folder: Path, database: Path, api_url: str) -> AbstractContextManager[Server]:
    """The least that answers with the same libraries, on a database of its own."""
    return _app("least", folder, api_url, str(database))


@contextmanager
def _app(name: str, folder: Path, *arguments: str) -> Iterator[Server]:
    port = free_port()
    program = ["-m", f"bench.{name}", str(port), *arguments]
    with _serving(program, port, "/healthz", folder / f"{name}.log") as server:
        yield server


@contextmanager
def rungs(folder: Path, database: Path, api_url: str) -> Iterator[Server]:
    """`rungs run` over HTTP on a database, with a Slack at `api_url`.

    Nothing is celebrated while it is measured: the shout-outs' grace is a day.
    """
    port = free_port()
    environment = {
        "DATABASE_URL": f"sqlite:///{database}",
        "LOG_LEVEL": "INFO",
        "PORT": str(port),
        "RUNGS_SHOUT_OUT_GRACE": str(DAY),
        "SLACK_API_URL": api_url,
        "SLACK_APP_TOKEN": "",
        "SLACK_BOT_TOKEN": TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
    }
    with _serving(
        ["-m", "bot.cli", "run"], port, "/readyz", folder / "rungs.log", environment
    ) as server:
        yield server


@contextmanager
def _serving(
    arguments: Sequence[str],
    port: int,
    page: str,
    log: Path,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    started = time.perf_counter()
    with running(arguments, log, environment) as process:
        while not _is_well(port, page):
            late = time.perf_counter() - started > PATIENCE
            if late or process.poll() is not None:
                raise DidNotStart(log.read_text()[-2000:])
            time.sleep(0.01)
        yield Server(port, process, time.perf_counter() - started)


def _is_well(port: int, page: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", page)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
