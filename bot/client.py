"""The way to Slack's Web API."""

import ssl
from functools import cache
from urllib.request import HTTPSHandler, build_opener, install_opener

from slack_sdk import WebClient

from bot.settings import SLACK_API

CALL_SECONDS = 10
"""A call that takes longer has failed; a person waits for most of them."""


def slack_client(token: str, api_url: str = SLACK_API) -> WebClient:
    """A client that never repeats a call by itself.

    The default one posts again after a reset, when Slack may have posted already.
    """
    trusted = certificates()
    client = WebClient(token=token, base_url=api_url, timeout=CALL_SECONDS, retry_handlers=[])
    if client.proxy:  # for which slack_sdk makes an opener of its own
        client.ssl = trusted
    return client


@cache
def certificates() -> ssl.SSLContext:
    """Whom this machine trusts, read once, for each connection of this process.

    slack_sdk and Bolt call Slack with urllib, which otherwise reads all certificates anew for every
    call: 30 ms of a processor, more than all the rest of it.
    """
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    install_opener(build_opener(HTTPSHandler(context=context)))
    return context
