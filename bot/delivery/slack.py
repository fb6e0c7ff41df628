"""The calls that delivery makes, and the look back at what an interrupted one left in Slack."""

from datetime import datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.delivery.outcomes import Fate, Place, verdict_on
from handlers.outgoing import Edit
from handlers.views.message import Message
from store.claims import Claim

EVENT_TYPE = "rungs"
PAGE = 200  # https://docs.slack.dev/reference/methods/conversations.history recommends no more
MOST_PAGES = 10


class Unreadable(Exception):
    """Slack does not let the bot see what was posted there."""


def post(client: WebClient, claim: Claim, message: Message) -> Place:
    """Post, with the row's key in the message's metadata, where `find` looks for it."""
    answer = client.chat_postMessage(
        channel=claim.queued.channel,
        **message.payload(),
        metadata={"event_type": EVENT_TYPE, "event_payload": {"key": claim.queued.key}},
        unfurl_links=False,
        unfurl_media=False,
    )
    return Place(answer["channel"], answer["ts"])


def edit(client: WebClient, change: Edit) -> Place:
    """Replace a posted message; the metadata that it was posted with stays."""
    client.chat_update(channel=change.channel, ts=change.ts, **change.message.payload())
    return Place(change.channel, change.ts)


def find(client: WebClient, claim: Claim, place: str | None, since: datetime) -> Place | None:
    """The message of this row, if an earlier try reached Slack after all.

    `place`: the conversation, where it is known; a person's is looked up. Raises Unreadable, or
    whatever else the calls raise.
    """
    try:
        channel = place or _conversation(client, claim.queued.channel)
        cursor: str | None = None
        for _ in range(MOST_PAGES):
            page = client.conversations_history(
                channel=channel,
                include_all_metadata=True,
                oldest=f"{since.timestamp():.6f}",
                limit=PAGE,
                cursor=cursor,
            )
            for message in page["messages"]:
                if _key_of(message) == claim.queued.key:
                    return Place(channel, message["ts"])
            cursor = (page.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return None
    except SlackApiError as error:
        if _hides(error):
            raise Unreadable from error
        raise
    raise Unreadable


def is_locked_out(client: WebClient) -> bool:
    """Whether it is the bot itself that Slack no longer knows; raises what the call raises."""
    try:
        client.auth_test()
    except SlackApiError as error:
        verdict = verdict_on(error)
        if verdict.everything:
            return True
        raise
    return False


def _conversation(client: WebClient, channel: str) -> str:
    if channel[0] not in "UW":
        return channel
    opened: dict[str, Any] = client.conversations_open(users=channel)["channel"]
    return str(opened["id"])


def _hides(error: SlackApiError) -> bool:
    verdict = verdict_on(error)
    return verdict.fate is Fate.DEAD or verdict.error == "missing_scope"


def _key_of(message: dict[str, Any]) -> str | None:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return None
    return (metadata.get("event_payload") or {}).get("key")
