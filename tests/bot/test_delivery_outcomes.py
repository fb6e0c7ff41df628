"""What each answer of Slack means: the table of outcomes."""

import http.client
import socket
import ssl
from datetime import timedelta
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web import SlackResponse

from bot.delivery.outcomes import Fate, Verdict, verdict_on

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
LEASE = MINUTE


def answered(status: int, error: str, **headers: str) -> SlackApiError:
    """What slack_sdk raises for this answer."""
    response = SlackResponse(
        client=WebClient(),
        http_verb="POST",
        api_url="chat.postMessage",
        req_args={},
        data={"ok": False, "error": error},
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        status_code=status,
    )
    return SlackApiError("refused", response)


def later(error: str, wait: timedelta, **more: Any) -> Verdict:
    return Verdict(Fate.LATER, error, wait=wait, hold=wait, **more)


def unsure(error: str, attempt: int = 1) -> Verdict:
    return Verdict(Fate.UNSURE, error, wait=LEASE * attempt, hold=SECOND * 2 ** (attempt - 1))


def dead(error: str) -> Verdict:
    return Verdict(Fate.DEAD, error)


TABLE = [
    # Slack is busy: nothing was posted, and it says when to come back.
    (answered(429, "ratelimited", Retry_After="7"), later("ratelimited", 7 * SECOND)),
    (answered(429, "ratelimited", retry_after="7"), later("ratelimited", 7 * SECOND)),
    (answered(429, "ratelimited", Retry_After="0"), later("ratelimited", SECOND)),
    (answered(429, "ratelimited", Retry_After="soon"), later("ratelimited", 30 * SECOND)),
    (answered(429, "ratelimited"), later("ratelimited", 30 * SECOND)),
    (answered(429, "ratelimited", Retry_After="86400"), later("ratelimited", 10 * MINUTE)),
    (answered(200, "ratelimited"), later("ratelimited", 30 * SECOND)),
    (answered(429, "<html>Too many"), later("ratelimited", 30 * SECOND)),
    # Slack was never reached.
    (URLError(ConnectionRefusedError()), later("ConnectionRefusedError", SECOND)),
    (URLError(socket.gaierror(-2, "no such host")), later("gaierror", SECOND)),
    (URLError(ssl.SSLCertVerificationError()), later("SSLCertVerificationError", SECOND)),
    (SlackRequestError("no address"), later("SlackRequestError", SECOND)),
    (answered(403, "<html>a proxy says no"), later("http_403", SECOND)),
    # It may have been posted.
    (URLError(ConnectionResetError()), unsure("ConnectionResetError")),
    (ConnectionResetError(), unsure("ConnectionResetError")),
    (http.client.RemoteDisconnected(), unsure("RemoteDisconnected")),
    (http.client.IncompleteRead(b""), unsure("IncompleteRead")),
    (TimeoutError(), unsure("TimeoutError")),
    (URLError(TimeoutError()), unsure("TimeoutError")),
    (URLError("unknown"), unsure("URLError")),
    (answered(500, "internal_error"), unsure("internal_error")),
    (answered(503, "<html>down"), unsure("http_503")),
    (answered(200, "internal_error"), unsure("internal_error")),
    (answered(200, "fatal_error"), unsure("fatal_error")),
    (answered(200, "Received a response in a non-JSON format: {"), unsure("http_200")),
    (ValueError("not of Slack's making"), unsure("ValueError")),
    # The bot is locked out: everything waits.
    *(
        (answered(200, error), later(error, MINUTE, everything=True))
        for error in ("invalid_auth", "not_authed", "token_revoked", "token_expired")
    ),
    (answered(200, "account_inactive"), later("account_inactive", MINUTE, everything=True)),
    (answered(200, "missing_scope"), later("missing_scope", MINUTE, everything=True)),
    # This message will never be taken.
    *(
        (answered(200, error), dead(error))
        for error in (
            "channel_not_found",
            "not_in_channel",
            "is_archived",
            "user_disabled",
            "user_not_found",
            "restricted_action",
            "msg_too_long",
            "invalid_blocks",
            "an_error_that_slack_invents_tomorrow",
        )
    ),
]


@pytest.mark.parametrize(
    ("error", "verdict"), TABLE, ids=[f"{v.fate}-{v.error}-{n}" for n, (_, v) in enumerate(TABLE)]
)
def test_what_an_answer_means(error: Exception, verdict: Verdict) -> None:
    assert verdict_on(error, 1, LEASE) == verdict


def test_waits_grow_and_end_growing() -> None:
    refused, broken = URLError(ConnectionRefusedError()), answered(500, "internal_error")
    waits = [verdict_on(refused, attempt, LEASE).wait / SECOND for attempt in (1, 2, 3, 5, 6, 500)]
    assert waits == [1, 2, 4, 16, 30, 30]
    waits = [verdict_on(broken, attempt, LEASE).wait / MINUTE for attempt in (1, 2, 9, 10, 500)]
    assert waits == [1, 2, 9, 10, 10]


def test_an_error_fits_its_column_and_holds_no_words() -> None:
    named = type("A" * 200, (Exception,), {})
    assert len(verdict_on(named("the words of people"), 1, LEASE).error or "") == 80
    told = verdict_on(answered(200, "Maya said: macros help"), 1, LEASE)
    assert told.error == "http_200"
    assert len(verdict_on(answered(200, "x" * 300), 1, LEASE).error or "") == 80
