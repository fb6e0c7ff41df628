"""What Slack says of a channel."""

from collections.abc import Iterator
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from goals.team_rules import BotNotInChannel
from handlers.ask_slack import answering, error_of

PAGE = 200
HIDDEN = ("channel_not_found", "not_in_channel", "method_not_supported_for_channel_type")
"""What Slack says of a private channel that the bot is not in, and of other people's messages."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that the bot is in."""

    id: str
    name: str


def channel_of(client: WebClient, channel_id: str) -> Channel:
    """The channel of this id. Raises BotNotInChannel, SlackNotAnswering."""
    with answering():
        try:
            found = client.conversations_info(channel=channel_id)["channel"]
        except SlackApiError as error:
            if error_of(error) in HIDDEN:
                raise BotNotInChannel("") from error
            raise
    if not found.get("is_member"):
        raise BotNotInChannel(found.get("name", ""))
    return Channel(channel_id, found.get("name", ""))


def who_is_in(client: WebClient, channel: Channel) -> Iterator[str]:
    """The ids of its members, apps too, read page by page as they are taken.

    Raises SlackNotAnswering.
    """
    cursor = ""
    while True:
        with answering():
            page = client.conversations_members(channel=channel.id, limit=PAGE, cursor=cursor)
        yield from page["members"]
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
