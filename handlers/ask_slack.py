"""Questions to Slack that are asked while a person waits."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from http.client import HTTPException

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from goals.team_rules import SlackNotAnswering, SlackSilent

WITHIN = 2.5
"""Seconds for all that is asked of Slack on behalf of one person: what is left of the three of an
acknowledgement, which follows."""
LEAST = 0.1
SECONDS = 2
"""For one answer: with what is done before and after, within the three of an acknowledgement."""

log = structlog.stdlib.get_logger("rungs")


def quick(client: WebClient) -> WebClient:
    """The client, but one that gives up in time to say so."""
    hurried = copy(client)
    hurried.timeout = SECONDS
    return hurried


class InTime(WebClient):
    """A client whose calls, all together, take no longer than the person may wait."""

    _ends: float

    @classmethod
    def of(cls, client: WebClient) -> "InTime":
        """The same client, from now on against the clock."""
        hurried = cls.__new__(cls)
        hurried.__dict__.update(vars(client))
        hurried._ends = time.monotonic() + WITHIN
        return hurried

    @property
    def timeout(self) -> int:  # seconds, and parts of them
        left = self._ends - time.monotonic()
        return max(LEAST, min(SECONDS, left))  # type: ignore[return-value]

    @timeout.setter
    def timeout(self, _: int) -> None:
        """Nothing makes it wait longer."""


@contextmanager
def acting() -> Iterator[None]:
    """Raises SlackSilent for a call that Slack leaves unanswered; what it refuses, it refuses."""
    try:
        yield
    except (OSError, HTTPException) as error:
        log.warning("slack silent", error=type(error).__name__)
        raise SlackSilent from error


def error_of(error: SlackApiError) -> str:
    """Slack's own word for what is wrong, such as "channel_not_found"."""
    return str(error.response.get("error", ""))


@contextmanager
def answering() -> Iterator[None]:
    """Raises SlackNotAnswering for what Slack leaves unanswered or refuses within."""
    try:
        yield
    except SlackApiError as error:
        log.warning("slack refused", error=error_of(error))
        raise SlackNotAnswering from error
    except (OSError, HTTPException) as error:
        log.warning("slack silent", error=type(error).__name__)
        raise SlackNotAnswering from error
