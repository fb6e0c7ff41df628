"""Connections to Slack serve one call after the other, and none is used that may be gone."""

import socket
import subprocess
import sys
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from urllib.error import URLError

import pytest
from slack_sdk import WebClient, WebhookClient

from bot import connections
from bot.client import slack_client
from tests.support import faults
from tests.support.slack import FakeSlack
from tests.support.workspace import Channel

pytestmark = pytest.mark.usefixtures("unconnected")


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return slack_client(slack.token, slack.api_url)


def say_hello(client: WebClient) -> None:
    client.chat_postMessage(channel="CCARE", text="Hello", unfurl_links=False, unfurl_media=False)


def test_what_follows_goes_over_the_same_connection(slack: FakeSlack, client: WebClient) -> None:
    for _ in range(3):
        assert client.auth_test()["ok"]
    WebhookClient(slack.response_url("r1")).send(text="in the place of a message")
    assert len(slack.calls) == 4
    assert len(slack.connections) == 1


def test_calls_at_once_have_a_connection_each(slack: FakeSlack, client: WebClient) -> None:
    together = threading.Barrier(4)

    def call(_: int) -> str:
        together.wait()
        return str(client.auth_test()["team_id"])

    slack.latency = 0.2
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(call, range(4))) == {slack.team_id}
    assert len(slack.connections) == 4
    client.auth_test()
    assert len(slack.connections) == 4


def test_one_that_slack_has_ended_is_not_used(slack: FakeSlack, client: WebClient) -> None:
    client.auth_test()
    slack.connections[0].shutdown(socket.SHUT_RDWR)
    assert client.auth_test()["ok"]
    assert len(slack.connections) == 2


def test_one_that_rested_for_long_is_not_used(
    slack: FakeSlack, client: WebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.auth_test()
    now = connections.elapsed() + connections.IDLE_SECONDS + 1
    monkeypatch.setattr(connections, "elapsed", lambda: now)
    assert client.auth_test()["ok"]
    assert len(slack.connections) == 2


@pytest.mark.parametrize("accepted", [False, True])
def test_one_that_broke_serves_nobody_else_and_nothing_is_sent_twice(
    slack: FakeSlack, client: WebClient, accepted: bool
) -> None:
    slack.add_channel(Channel("CCARE", "care", [slack.bot_user]))
    client.auth_test()
    slack.faults.next("chat.postMessage", faults.reset(accepted=accepted))
    with pytest.raises(OSError):
        say_hello(client)
    assert slack.count("chat.postMessage") == 1
    assert client.auth_test()["ok"]
    assert len(slack.connections) == 2


def test_an_answer_that_is_too_late_is_not_taken_for_the_next_ones(
    slack: FakeSlack, client: WebClient
) -> None:
    slack.add_user("UMAYA", "Maya")
    gate = threading.Event()
    slack.faults.next("users.info", faults.late(gate))
    client.timeout = 0.2
    with pytest.raises(TimeoutError):
        client.users_info(user="UMAYA")
    gate.set()
    client.timeout = 5
    assert client.auth_test()["team_id"] == slack.team_id
    assert len(slack.connections) == 2


def test_what_wakes_up_too_late_does_not_leave(slack: FakeSlack, client: WebClient) -> None:
    slack.add_channel(Channel("CCARE", "care", [slack.bot_user]))
    looks = iter([False, False, True])  # at the start, and for each of two calls
    with connections.only_until(lambda: next(looks)):
        say_hello(client)
        with pytest.raises(URLError) as late:
            say_hello(client)
    assert isinstance(late.value.reason, connections.Overslept)
    assert slack.count("chat.postMessage") == 1
    assert client.auth_test()["ok"], "whoever calls outside of it is in time"
    assert slack.count("chat.postMessage") == 1


@pytest.mark.parametrize("fault", [faults.rate_limited(7), faults.server_error()])
def test_a_refusal_leaves_the_connection_in_order(
    slack: FakeSlack, client: WebClient, fault: faults.Fault
) -> None:
    slack.faults.next("auth.test", fault)
    with pytest.raises(Exception, match=fault.error):
        client.auth_test()
    assert client.auth_test()["ok"]
    assert len(slack.connections) == 1


def test_a_forked_process_has_connections_of_its_own(slack: FakeSlack) -> None:
    """gunicorn's worker is forked after the program has signed in."""
    program = """
import os, sys
from bot.client import slack_client
client = slack_client(*sys.argv[1:])
client.auth_test()
child = os.fork()
if not child:
    client.auth_test()
    os._exit(0)
assert os.waitpid(child, 0)[1] == 0
client.auth_test()
"""
    subprocess.run([sys.executable, "-c", program, slack.token, slack.api_url], check=True)
    assert [slack.count("auth.test"), len(slack.connections)] == [3, 2]


def test_a_proxy_is_asked_where_there_is_one(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", slack.api_url.removesuffix("/api/"))
    monkeypatch.setenv("no_proxy", "")
    client = slack_client(slack.token, "http://slack.example/api/")
    assert client.auth_test()["ok"]
    allowed = {"Authorization": f"Bearer {slack.token}"}
    asked = urllib.request.Request(f"{client.base_url}auth.test", b"", allowed)
    for _ in range(2):
        with urllib.request.urlopen(asked) as answer:
            assert b'"ok": true' in answer.read()
    assert slack.count("auth.test") == len(slack.connections) == 3, "none is kept"


def test_a_proxy_is_asked_to_connect_to_slack_and_is_not_taken_for_it(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        slack_client(slack.token, slack.api_url)
        heard = []

        def hear() -> None:
            caller, _ = proxy.accept()
            with caller:
                heard.append(caller.recv(1000))

        listening = threading.Thread(target=hear)
        listening.start()
        with pytest.raises(OSError):
            urllib.request.urlopen("https://slack.example/api/auth.test", b"", timeout=5)
        listening.join()
    assert heard[0].startswith(b"CONNECT slack.example:443 ")


def test_a_call_that_names_no_time_waits_as_long_as_it_takes(
    slack: FakeSlack, client: WebClient
) -> None:
    for _ in range(2):
        with urllib.request.urlopen(f"{client.base_url}auth.test", b"") as answer:
            assert answer.status == 200
    assert len(slack.connections) == 1
