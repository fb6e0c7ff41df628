"""Questions to Slack that are asked while a person waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from http.client import HTTPException

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from goals.team_rules import SlackNotAnswering

SECONDS = 2
"""For one answer: with what is done before and after, within the three of an acknowledgement."""

log = structlog.stdlib.get_logger("rungs")


def quick(client: WebClient) -> WebClient:
    """The client, but one that gives up in time to say so."""
    hurried = copy(client)
    hurried.timeout = SECONDS
    return hurried


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
