"""What an answer of Slack, or the lack of one, means for the message that was being sent."""

import re
import socket
import ssl
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from http import HTTPStatus
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackRequestError

from store.claims import Pace

ERROR_LENGTH = 80

BUSY = frozenset({"ratelimited", "rate_limited"})
BROKEN = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""Slack failed on its side, before or after it took the message."""
LOCKED_OUT = frozenset(
    {
        "not_authed",
        "invalid_auth",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "missing_scope",
        "not_allowed_token_type",
        "org_login_required",
        "ekm_access_denied",
        "two_factor_setup_required",
        "team_access_not_granted",
        "team_added_to_org",
    }
)
"""The bot's token is the trouble, so every message would meet it."""
PERSON_GONE = frozenset({"user_disabled", "account_inactive"})
NOTHING_TO_EDIT = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})
NEVER_LEFT = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
"""Reasons for which no byte of a request can have reached Slack."""

LOCKED_OUT_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(seconds=30)
LONGEST_RETRY_AFTER = timedelta(minutes=10)
MOST_LEASES = 10
LEASE = Pace().lease


class Fate(StrEnum):
    """What became of a message. LATER: Slack has not got it; UNSURE: Slack may have it."""

    SENT = "sent"
    DROPPED = "dropped"
    DEAD = "dead"
    LATER = "later"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Place:
    """Where Slack put a message: the conversation's id and the message's ts."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fate, and what follows from it. LATER without an error waits for its reader's hours.

    `wait`: until the row's next try. `hold`: how long its lane rests, or with `everything` the
    whole workspace. `spared`: nothing was asked of Slack, so the lane's turn goes to the next row.
    """

    fate: Fate
    error: str | None = None
    wait: timedelta = timedelta(0)
    hold: timedelta | None = None
    everything: bool = False
    spared: bool = False
    place: Place | None = None


def error_code(error: Exception) -> str:
    """Slack's name for what is wrong, or the exception's; never words of people."""
    if isinstance(error, SlackApiError):
        code = str(_data(error).get("error", ""))
        return code if re.fullmatch(r"[a-z0-9_]+", code) else f"http_{error.response.status_code}"
    reason = error.reason if isinstance(error, URLError) else error
    return type(reason if isinstance(reason, Exception) else error).__name__[:ERROR_LENGTH]


def verdict_on(error: Exception, attempts: int = 1, lease: timedelta = LEASE) -> Verdict:
    """What an exception of a send means; `attempts` counts this one and makes waits grow."""
    code = error_code(error)[:ERROR_LENGTH]
    pause = min(timedelta(seconds=2 ** min(attempts - 1, 10)), LONGEST_WAIT)
    later = Verdict(Fate.LATER, code, wait=pause, hold=pause)
    unsure = Verdict(Fate.UNSURE, code, wait=lease * min(attempts, MOST_LEASES), hold=pause)
    if isinstance(error, URLError) and isinstance(error.reason, NEVER_LEFT):
        return later
    if isinstance(error, SlackRequestError):
        return later
    if not isinstance(error, SlackApiError):
        return unsure
    status = error.response.status_code
    if status == HTTPStatus.TOO_MANY_REQUESTS or code in BUSY:
        asked = _retry_after(error)
        return Verdict(Fate.LATER, "ratelimited", wait=asked, hold=asked)
    if code in LOCKED_OUT:
        return Verdict(
            Fate.LATER, code, wait=LOCKED_OUT_WAIT, hold=LOCKED_OUT_WAIT, everything=True
        )
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or code in BROKEN:
        return unsure
    if code.startswith("http_"):  # not Slack's own words: an answer cut short, or a proxy's
        return unsure if status < HTTPStatus.BAD_REQUEST else later
    return Verdict(Fate.DEAD, code)


def _retry_after(error: SlackApiError) -> timedelta:
    headers = {name.lower(): value for name, value in error.response.headers.items()}
    try:
        asked = timedelta(seconds=float(headers["retry-after"]))
    except (KeyError, ValueError, OverflowError):
        return LONGEST_WAIT
    return min(max(asked, timedelta(seconds=1)), LONGEST_RETRY_AFTER)


def _data(error: SlackApiError) -> dict[str, object]:
    data = error.response.data
    return data if isinstance(data, dict) else {}
