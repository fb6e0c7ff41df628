"""`rungs run` for real: a process, its signals, and a Slack on the other side."""

import json
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.client import slack_client
from bot.failure import Failure
from bot.run import sign_in
from goals.cadence import Pattern
from store import database, people
from tests.bot.running import APP_TOKEN, PATIENCE
from tests.support.faults import rate_limited, refused, reset, server_error


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
            "workspace and copy its token from Install App.\n"
        )

    def test_a_wrong_app_token(self, start, slack):
        slack.faults.always("apps.connections.open", refused("invalid_auth"))
        program = start(SLACK_APP_TOKEN=APP_TOKEN)
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
