"""Socket Mode: answered over the connection, healed when it breaks, given up when it is dead."""

import json
import signal
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

import pytest

from bot import run
from bot import socket as socket_mode
from bot.failure import Failure
from bot.health import FINE
from bot.socket import SocketMode
from tests.bot.running import APP_TOKEN, PATIENCE
from tests.support import envelopes
from tests.support.faults import refused, reset
from tests.support.web_api import METHODS
from tests.support.websocket import SocketModeServer


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SocketModeServer]:
    """What apps.connections.open leads to."""
    with SocketModeServer() as serving:
        monkeypatch.setitem(METHODS, "apps.connections.open", lambda *_: {"url": serving.url})
        yield serving


@pytest.fixture
def link(rungs, server, monkeypatch) -> Iterator[SocketMode]:
    """A connection that pings much faster, so that nothing here takes a minute."""
    monkeypatch.setattr(socket_mode, "PING_SECONDS", 0.1)
    monkeypatch.setattr(socket_mode, "SILENCE_SECONDS", 2)
    connection = SocketMode(rungs.app, APP_TOKEN, rungs.slack.api_url)
    connection.connect()
    yield connection
    connection.finish()


def until(reached: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def command(slack: Any, words: str) -> dict[str, Any]:
    channel = slack.direct("UMAYA")
    return dict(parse_qsl(envelopes.command(slack, "UMAYA", channel, "/goal", words).body))


def test_a_command_is_answered_in_its_acknowledgement(link, server, rungs):
    rungs.meet("maya")
    until(lambda: server.connections)
    server.send("slash_commands", command(rungs.slack, "help"), "envelope-1")
    answer = server.answers.get(timeout=PATIENCE)
    assert answer["envelope_id"] == "envelope-1"
    assert "/goal" in json.dumps(answer["payload"]["blocks"])
    assert link.state() == FINE and not link.is_dead


def test_a_request_that_fails_is_left_for_slack_to_send_again(link, server, rungs):
    def fail() -> None:
        raise RuntimeError

    heard = threading.Event()
    rungs.app.event("reaction_added")(fail)
    rungs.app.event("reaction_removed")(heard.set)
    until(lambda: server.connections)
    for number, kind in enumerate(("reaction_added", "reaction_removed")):
        event = json.loads(envelopes.event(rungs.slack, kind, {}, f"Ev{number}").body)
        server.send("events_api", event, kind)
    assert server.answers.get(timeout=PATIENCE)["envelope_id"] == "reaction_removed"
    assert heard.is_set() and server.answers.empty()


def test_a_connection_that_falls_silent_is_replaced(link, server):
    until(lambda: server.connections)
    server.answers_pings = False
    until(lambda: len(server.connections) > 1)
    server.answers_pings = True
    until(lambda: link.silent_for() < 0.5)
    assert not link.is_dead


def test_a_connection_that_cannot_be_replaced_is_dead(link, server):
    until(lambda: server.connections)
    server.answers_pings = server.lets_in = False
    until(lambda: link.state() != FINE)
    until(lambda: link.is_dead)
    assert link.silent_for() > 2


def test_the_program_watches_for_a_dead_connection_and_for_the_word_to_stop(monkeypatch):
    class Link:
        is_dead = True

    monkeypatch.setattr(run, "WATCH_SECONDS", 0.01)
    asked_to_stop = threading.Event()
    assert run._watch(Link(), asked_to_stop) is True  # type: ignore[arg-type]
    asked_to_stop.set()
    assert run._watch(Link(), asked_to_stop) is False  # type: ignore[arg-type]


def test_a_minute_is_enough_to_notice():
    giving_up = 4 * socket_mode.PING_SECONDS
    assert giving_up < socket_mode.SILENCE_SECONDS  # time for slack_sdk to heal it first
    assert socket_mode.SILENCE_SECONDS + run.WATCH_SECONDS < 60


@pytest.mark.parametrize(
    ("fault", "says"),
    [(refused("invalid_auth"), "SLACK_APP_TOKEN"), (reset(), "cannot be reached")],
)
def test_a_connection_that_slack_will_not_have_is_a_failure(rungs, server, fault, says):
    rungs.slack.faults.always("apps.connections.open", fault)
    connection = SocketMode(rungs.app, APP_TOKEN, rungs.slack.api_url)
    with pytest.raises(Failure, match=says):
        connection.connect()
    connection.finish()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_program_answers_what_is_in_hand_and_ends_in_peace(
    start,
    slack,
    server,
    how,
):
    slack.add_user("UMAYA", "maya", tz="Europe/London")
    program = start(SLACK_APP_TOKEN=APP_TOKEN, SLACK_SIGNING_SECRET="")
    program.until_ready()
    assert program.ask("/slack/events", "command=%2Fgoal")[0] == 404
    opening, open_now = threading.Event(), threading.Event()

    def take_time(method: str, _: Any) -> None:
        if method == "views.open":
            opening.set()
            open_now.wait(PATIENCE)

    slack.faults.mix = take_time
    server.send("slash_commands", command(slack, "new Be kind"), "in hand")
    assert opening.wait(PATIENCE)
    program.process.send_signal(how)
    program.until(lambda: "stopping" in program.said(), "stopping")
    assert program.process.poll() is None and server.answers.empty()
    open_now.set()
    assert program.process.wait(PATIENCE) == 0
    assert server.answers.get(timeout=PATIENCE)["envelope_id"] == "in hand"
    assert slack.count("views.open") == 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_without_a_port_nothing_listens(start, server, slack):
    program = start(SLACK_APP_TOKEN=APP_TOKEN, PORT="")
    program.until(lambda: "listening" in program.said(), "listening")
    assert program.readiness() == {}
    assert program.stop(signal.SIGTERM) == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_removed_app_stops_sending_and_says_so(start, server, slack):
    program = start(SLACK_APP_TOKEN=APP_TOKEN)
    program.until_ready()
    event = json.loads(envelopes.event(slack, "app_uninstalled", {}, "Ev1").body)
    server.send("events_api", event, "gone")
    assert server.answers.get(timeout=PATIENCE)["envelope_id"] == "gone"
    program.until(lambda: "removed" in program.readiness().get("slack", ""), "told")
    assert program.stop(signal.SIGTERM) == 0
