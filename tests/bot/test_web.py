"""What the bot answers over HTTP: to Slack, to strangers, and to those who ask how it is."""

import io
import json
import time
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.signature import SignatureVerifier
from sqlalchemy.exc import OperationalError

from bot import web
from bot.client import slack_client
from bot.health import FINE, Health, SlackAnswers
from store import database
from tests.support import envelopes
from tests.support.faults import refused, reset
from tests.support.rungs import SIGNING_SECRET, Rungs

MINUTES = 60


class Visitor:
    """Sends requests to the pages of a bot."""

    def __init__(self, rungs: Rungs, *, with_slack: bool = True):
        self.rungs = rungs
        self.slack_state = FINE
        self.last_tick: Any = rungs.now
        health = Health(
            rungs.deps.engine, lambda: self.slack_state, lambda: self.last_tick, rungs.deps.clock
        )
        self._pages = web.pages(health, rungs.app if with_slack else None)

    def ask(
        self, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any]:
        """GET, or POST what is given; the status and the answer."""
        environ = {
            "REQUEST_METHOD": "GET" if body is None else "POST",
            "PATH_INFO": path,
            "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_LENGTH": str(len(body or b"")),
            "wsgi.input": io.BytesIO(body or b""),
        }
        for name, value in (headers or {}).items():
            key = name.upper().replace("-", "_")
            environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
        status: list[str] = []
        answer = b"".join(self._pages(environ, lambda s, h: status.append(s)))
        return int(status[0].split()[0]), json.loads(answer) if answer else None

    def command(self, words: str, *, sent: float = 0, secret: str = SIGNING_SECRET):
        """`/goal words`, signed as of `sent` seconds from now."""
        maya = self.rungs.user("maya")
        channel = self.rungs.slack.direct(maya.id)
        body = envelopes.command(self.rungs.slack, maya.id, channel, "/goal", words).body
        return self.ask("/slack/events", body.encode(), signed(body, sent, secret))


def signed(body: str, sent: float = 0, secret: str = SIGNING_SECRET) -> dict[str, str]:
    timestamp = str(int(time.time() + sent))
    signature = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {
        "Content-Type": envelopes.FORM,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": str(signature),
    }


@pytest.fixture
def visitor(rungs: Rungs) -> Visitor:
    return Visitor(rungs)


def test_a_signed_command_is_answered_in_the_acknowledgement(visitor):
    status, answer = visitor.command("help")
    assert status == 200 and answer["response_type"] == "ephemeral"
    assert "/goal" in json.dumps(answer["blocks"])


@pytest.mark.parametrize("sent", [-4 * MINUTES, 4 * MINUTES])
def test_a_request_of_the_last_minutes_is_taken(visitor, sent):
    assert visitor.command("help", sent=sent)[0] == 200


@pytest.mark.parametrize("sent", [-6 * MINUTES, 6 * MINUTES, -1e9])
def test_a_request_that_was_recorded_earlier_is_refused(visitor, sent):
    assert visitor.command("help", sent=sent)[0] == 401


def test_what_slack_did_not_sign_is_refused_and_changes_nothing(visitor, engine):
    maya = visitor.rungs.user("maya")
    channel = visitor.rungs.slack.direct(maya.id)
    body = envelopes.command(visitor.rungs.slack, maya.id, channel, "/goal", "help").body
    assert visitor.command("help", secret="somebody else's secret")[0] == 401
    assert visitor.ask("/slack/events", body.encode())[0] == 401
    changed = body.replace("help", "list").encode()
    assert visitor.ask("/slack/events", changed, signed(body))[0] == 401
    half = signed(body) | {"X-Slack-Signature": "v0="}
    assert visitor.ask("/slack/events", body.encode(), half)[0] == 401
    with database.read(engine) as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM person").scalar() == 0


@pytest.mark.parametrize(
    "body", [b"{", b"{not json}", b"payload={", b"\xff\xfe", b'{"type": 3}', b"payload=%5B%5D", b""]
)
def test_garbage_is_refused_without_a_failure(visitor, body):
    status, answer = visitor.ask("/slack/events", body, {"Content-Type": envelopes.FORM})
    assert status in (400, 401) and "error" in answer


def test_signed_garbage_is_refused_too(visitor):
    for body in ("{", "payload={", "payload=[]", "payload=%5B%5D"):
        assert visitor.ask("/slack/events", body.encode(), signed(body))[0] == 400, body


def test_a_request_larger_than_any_of_slacks_is_not_read(visitor):
    class Unread(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise AssertionError("read")

    statuses: list[str] = []
    environ = {"PATH_INFO": "/slack/events", "REQUEST_METHOD": "POST", "wsgi.input": Unread()}
    environ["CONTENT_LENGTH"] = str(web.LARGEST_BODY + 1)
    list(visitor._pages(environ, lambda s, h: statuses.append(s)))
    assert statuses[0].startswith("413")


def test_slack_can_verify_the_address(visitor):
    body = json.dumps({"type": "url_verification", "challenge": "abc", "token": "t"})
    headers = signed(body) | {"Content-Type": envelopes.JSON}
    assert visitor.ask("/slack/events", body.encode(), headers) == (200, {"challenge": "abc"})


def test_there_is_nothing_else_to_find(visitor):
    for path in ("/", "/slack", "/slack/install", "/metrics"):
        assert visitor.ask(path)[0] == 404


def test_over_socket_mode_the_pages_take_no_requests(rungs):
    body = b"command=%2Fgoal"
    assert Visitor(rungs, with_slack=False).ask("/slack/events", body)[0] == 404


def test_it_is_alive_and_ready(visitor):
    assert visitor.ask("/healthz") == (200, {"alive": True})
    checks = {"database": FINE, "slack": FINE, "clock": FINE}
    assert visitor.ask("/readyz") == (200, {"ready": True, "checks": checks})


def test_it_is_alive_but_not_ready_when_something_is_wrong(visitor, monkeypatch):
    visitor.slack_state = "refuses the bot (invalid_auth)"
    visitor.last_tick = visitor.rungs.now - timedelta(seconds=75)

    def away(engine: Any) -> bool:
        raise OperationalError("SELECT …", {}, Exception("host is down"))

    monkeypatch.setattr(database, "is_current", away)
    status, answer = visitor.ask("/readyz")
    assert status == 503 and answer == {
        "ready": False,
        "checks": {
            "database": "cannot be used (OperationalError)",
            "slack": "refuses the bot (invalid_auth)",
            "clock": "last ticked 75 seconds ago",
        },
    }
    assert visitor.ask("/healthz")[0] == 200


@pytest.mark.parametrize(
    ("ago", "says"),
    [(0, FINE), (59, FINE), (60, "last ticked 60 seconds ago"), (None, "has not ticked yet")],
)
def test_a_clock_that_stands_still_for_a_minute_is_not_ready(visitor, ago, says):
    visitor.last_tick = None if ago is None else visitor.rungs.now - timedelta(seconds=ago)
    assert visitor.ask("/readyz")[1]["checks"]["clock"] == says


def test_a_database_of_another_version_is_not_ready(visitor, engine):
    with engine.begin() as tx:
        tx.exec_driver_sql("UPDATE alembic_version SET version_num = 'older'")
    status, answer = visitor.ask("/readyz")
    assert status == 503 and "rungs db upgrade" in answer["checks"]["database"]


def test_slack_is_asked_once_a_minute_however_often_a_probe_comes(slack):
    answers = SlackAnswers(slack_client(slack.token, slack.api_url))
    assert [answers() for _ in range(5)] == [FINE] * 5
    assert slack.count("auth.test") == 1


def test_slack_is_asked_again_at_once_after_it_refused(slack):
    answers = SlackAnswers(slack_client(slack.token, slack.api_url))
    slack.faults.next("auth.test", refused("account_inactive"), reset())
    assert answers() == "refuses the bot (account_inactive)"
    assert answers().startswith("cannot be reached (")
    assert answers() == FINE
