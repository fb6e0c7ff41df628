"""The way to Slack's Web API."""

from slack_sdk import WebClient

from bot.connections import open_once
from bot.settings import SLACK_API

CALL_SECONDS = 10
"""A call that takes longer has failed; a person waits for most of them."""


def slack_client(token: str, api_url: str = SLACK_API) -> WebClient:
    """A client that never repeats a call by itself.

    The default one posts again after a reset, when Slack may have posted already.
    """
    trusted = open_once()
    client = WebClient(token=token, base_url=api_url, timeout=CALL_SECONDS, retry_handlers=[])
    if client.proxy:  # for which slack_sdk makes an opener of its own
        client.ssl = trusted
    return client
