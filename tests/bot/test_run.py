"""`rungs run` for real: a process, its signals, and a Slack on the other side."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.client import slack_client
from bot.failure import Failure
from bot.run import sign_in
from goals.cadence import Pattern
from store import database, people
from tests.support import envelopes
from tests.support.faults import rate_limited, refused, reset, server_error
from tests.support.rungs import SIGNING_SECRET
from tests.support.slack import FakeSlack

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
TOKEN = "xapp-1-a-token"


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
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def start(slack: FakeSlack, database_url: str, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Starts `rungs run` with this environment beside the usual one, and ends it in the end."""
    started: list[subprocess.Popen[str]] = []

    def run(**env: str) -> Program:
        port = free_port()
        log = tmp_path / f"log-{len(started)}"
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
                cwd=tmp_path,
                env=usual | env,
                stderr=stderr,
                text=True,
                start_new_session=True,
            )
        started.append(process)
        return Program(process, port, log)

    yield run
    for process in started:
        with_children = process.pid
        if process.poll() is None:
            os.killpg(with_children, signal.SIGKILL)
            process.wait()


@contextmanager
def meanwhile(do: Callable[[], Any]) -> Iterator[list[Any]]:
    """Does something in a thread; what it came to is there at the end."""
    result: list[Any] = []
    thread = threading.Thread(target=lambda: result.append(do()))
    thread.start()
    yield result
    thread.join(PATIENCE)


def test_slack_is_answered_strangers_are_not_and_it_ends_in_peace(start, slack, engine):
    slack.add_user("UMAYA", "maya", tz="Europe/London")
    program = start()
    program.until_ready()
    assert program.ask("/healthz") == (200, {"alive": True})
    assert program.ask("/readyz")[0] == 200

    assert program.ask("/slack/events", "command=%2Fgoal&text=help")[0] == 401
    status, answer = program.command(slack, "UMAYA", "help")
    assert status == 200 and answer["response_type"] == "ephemeral"
    assert "/goal" in json.dumps(answer["blocks"])
    assert program.command(slack, "UMAYA", "new Reply to 40 chats a day")[0] == 200
    assert slack.count("views.open") == 1

    assert program.stop(signal.SIGTERM) == 0
    with database.read(engine) as tx:
        (workspace,) = people.workspaces(tx)
    assert (workspace.team_id, workspace.bot_user_id) == ("T1", "UBOT")
    handled = [entry for entry in program.logged() if entry["event"] == "handled"]
    assert [e["what"] for e in handled if "/goal" in e["what"]] == ["/goal help", "/goal new"]
    assert "40 chats" not in program.said() and slack.token not in program.said()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_in_hand_is_finished_when_it_is_asked_to_stop(start, slack, how):
    slack.add_user("UMAYA", "maya", tz="Europe/London")
    program = start()
    program.until_ready()
    opening, open_now = threading.Event(), threading.Event()

    def take_time(method: str, _: Any) -> None:
        if method == "views.open":
            opening.set()
            open_now.wait(PATIENCE)

    slack.faults.mix = take_time
    with meanwhile(lambda: program.command(slack, "UMAYA", "new Be kind")) as answered:
        assert opening.wait(PATIENCE)
        program.process.send_signal(how)
        with pytest.raises(subprocess.TimeoutExpired):  # it waits for the form to open
            program.process.wait(1)
        open_now.set()
        assert program.process.wait(PATIENCE) == 0
    assert answered[0][0] == 200 and slack.count("views.open") == 1
    with pytest.raises(OSError):
        program.ask("/healthz")


def test_people_are_asked_once_however_many_replicas_there_are(start, slack, rungs):
    now = rungs.now = datetime.now(UTC)
    maya = rungs.user("maya", tz="UTC")
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya", "Reply to 40 chats", baseline=25, target=40, due="2099-12-18")
    at_work = Pattern(
        frozenset(range(7)),
        starts=(now - timedelta(hours=1)).time().replace(second=0, microsecond=0),
        ends=(now + timedelta(hours=6)).time().replace(second=0, microsecond=0),
        ask_at=now.time().replace(second=0, microsecond=0),
    )
    with rungs.deps.begin() as tx:
        people.save_pattern(tx, maya.person.id, at_work)
        people.set_next_check_ins(tx, {maya.person.id: now})
    replicas = [start(), start()]
    replicas[0].until(lambda: slack.messages(maya.id), "asked")
    for program in replicas:
        program.until_ready()
    assert [program.stop(signal.SIGTERM) for program in replicas] == [0, 0]
    assert len(slack.messages(maya.id)) == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
class TestBeginnings:
    """What stops it at once is one line, and the supervisor hears of it."""

    def test_a_wrong_token(self, start):
        program = start(SLACK_BOT_TOKEN="xoxb-of-another-app")
        assert program.process.wait(PATIENCE) == 1
        assert program.said() == (
            "Slack does not accept SLACK_BOT_TOKEN (invalid_auth): install the app to the "
            "workspace and copy its token from OAuth & Permissions.\n"
        )

    def test_a_wrong_app_token(self, start, slack):
        slack.faults.always("apps.connections.open", refused("invalid_auth"))
        program = start(SLACK_APP_TOKEN=TOKEN)
        assert program.process.wait(PATIENCE) == 1
        said = program.said().splitlines()[-1]
        assert said.startswith("Slack does not accept SLACK_APP_TOKEN (invalid_auth): ")

    def test_an_unreachable_slack(self, start):
        program = start(SLACK_API_URL="http://127.0.0.1:1/api/")
        assert program.process.wait(PATIENCE) == 1
        *tries, last = program.said().splitlines()
        assert last.startswith("Slack cannot be reached (") and "check the network" in last
        assert sum("does not answer yet" in line for line in tries) == 3
        assert "Traceback" not in program.said()

    def test_a_port_that_is_taken(self, start):
        with socket.socket() as taken:
            taken.bind(("0.0.0.0", 0))
            taken.listen()
            program = start(PORT=str(taken.getsockname()[1]))
            assert program.process.wait(PATIENCE) == 1
        assert "in use" in program.said() and "Traceback" not in program.said()


def test_a_slack_that_is_late_is_waited_for(slack):
    waits: list[float] = []
    slack.faults.next("auth.test", server_error(), reset(), rate_limited(1))
    client = slack_client(slack.token, slack.api_url)
    assert sign_in(client, waits.append) == ("T1", "UBOT")
    assert waits == [1.0, 2.0, 4.0]
    slack.faults.always("auth.test", server_error())
    with pytest.raises(Failure, match="Slack cannot be reached"):
        sign_in(client, waits.append)


def test_a_refused_token_is_not_tried_again(slack):
    client = slack_client("xoxb-of-another-app", slack.api_url)
    with pytest.raises(Failure, match=r"\(invalid_auth\)"):
        sign_in(client, lambda seconds: pytest.fail("waited"))
    assert slack.count("auth.test") == 1
