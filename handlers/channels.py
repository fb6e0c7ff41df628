"""What Slack says of a channel."""

from collections.abc import Iterator
from dataclasses import dataclass

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from goals.team_rules import BotNotInChannel, NoChannelOfATeam
from handlers.ask_slack import answering, error_of

PAGE = 200
HIDDEN = ("channel_not_found", "not_in_channel", "method_not_supported_for_channel_type")
"""What Slack says of a private channel that the bot is not in, and of other people's messages."""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that the bot is in. `is_shared`: people of other companies read along."""

    id: str
    name: str
    is_shared: bool = False


def channel_of(client: WebClient, channel_id: str) -> Channel:
    """The channel of this id. Raises NoChannelOfATeam for a group message, BotNotInChannel,
    SlackNotAnswering.
    """
    with answering():
        try:
            found = client.conversations_info(channel=channel_id)["channel"]
        except SlackApiError as error:
            if error_of(error) in HIDDEN:
                raise BotNotInChannel("") from error
            raise
    if found.get("is_mpim") or found.get("is_im"):
        raise NoChannelOfATeam
    if not found.get("is_member"):
        raise BotNotInChannel(found.get("name", ""))
    is_shared = bool(found.get("is_ext_shared") or found.get("is_pending_ext_shared"))
    return Channel(channel_id, found.get("name", ""), is_shared)


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
