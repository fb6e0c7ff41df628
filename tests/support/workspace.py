"""A Slack workspace in memory: who is there, what was said and shown, and who may see it."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from tests.support.lint import lint_message, lint_view
from tests.support.screens import Json, Message, View

TRIGGER_SECONDS = 3.0
RESPONSES = 5  # how often a response_url may be used


class SlackError(Exception):
    """An answer with ok: false; holds Slack's own error code."""


@dataclass
class Channel:
    """A channel, or a direct message (D…) of two."""

    id: str
    name: str = ""
    members: list[str] = field(default_factory=list)
    is_private: bool = False
    is_archived: bool = False
    is_mpim: bool = False
    is_shared: bool = False
    """Another company is in it too."""
    messages: list[Message] = field(default_factory=list)

    @property
    def is_im(self) -> bool:
        return self.id.startswith("D")

    def info(self) -> Json:
        """The channel as the Web API shows it."""
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": not self.is_im and not self.is_private,
            "is_group": self.is_private,
            "is_im": self.is_im,
            "is_private": self.is_private or self.is_im,
            "is_archived": self.is_archived,
            "is_mpim": self.is_mpim,
            "is_ext_shared": self.is_shared,
            "num_members": len(self.members),
        }


@dataclass
class Trigger:
    """A trigger_id: whose, since when by Slack's clock, and whether it was used."""

    user: str
    at: float
    used: bool = False


@dataclass
class ResponseUrl:
    """A response_url: who clicked or commanded, where, on which message; how often it was used."""

    user: str
    channel: str
    message: Message | None = None
    uses: int = 0


class Workspace:
    """Everything that Slack knows. `clock` tells what time it is there, in seconds."""

    def __init__(self, clock: Callable[[], float] = time.time):
        self.clock = clock
        self.team_id, self.bot_user = "T1", "UBOT"
        self.users: dict[str, Json] = {}
        self.channels: dict[str, Channel] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.modals: dict[str, list[View]] = {}
        """Each user's open modals, the top one last."""
        self.homes: dict[str, View] = {}
        self.shown: list[tuple[str, View]] = []
        """Every modal and Home that anybody was shown, in order: (user, view)."""
        self.posted: list[Message] = []
        """Every message, in order."""
        self.edited: list[Message] = []
        """The message of every edit and deletion, in order."""
        self.problems: list[str] = []
        """What Slack would have refused; a test that made any fails at its end."""
        self._numbers = count(1)
        self.add_user(self.bot_user, "rungs", bot=True)

    def number(self) -> int:
        """The next of the workspace's numbers, for ids that nobody has yet."""
        return next(self._numbers)

    def add_user(
        self,
        user: str,
        name: str,
        *,
        tz: str = "Europe/London",
        locale: str = "",
        admin: bool = False,
        bot: bool = False,
        guest: bool = False,
        stranger: bool = False,
    ) -> Json:
        """Someone in the workspace; a stranger is here from another over a shared channel."""
        self.users[user] = {
            "id": user,
            "team_id": "TOTHER" if stranger else self.team_id,
            "name": name,
            "real_name": name.title(),
            "deleted": False,
            "tz": tz,
            "locale": locale,
            "is_admin": admin,
            "is_owner": False,
            "is_primary_owner": False,
            "is_bot": bot,
            "is_app_user": False,
            "is_restricted": guest,
            "is_ultra_restricted": False,
            "is_stranger": stranger,
            "profile": {"real_name": name.title(), "display_name": name.title()},
        }
        return self.users[user]

    def add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel

    def direct(self, user: str) -> Channel:
        """The direct messages between the bot and a user."""
        known = self.channels.get(f"D{user}")
        return known or self.add_channel(Channel(f"D{user}", members=[user, self.bot_user]))

    def messages(self, channel: str) -> list[Message]:
        """What everybody in a channel sees now, edits applied; a user's id: with the bot."""
        place = self.direct(channel) if channel in self.users else self.channels[channel]
        return [m for m in place.messages if not m.deleted and not m.ephemeral_to]

    def seen_by(self, user: str) -> list[Message]:
        """The messages that this person can see now, in the order of posting."""
        return [m for m in self._open_to(user) if not m.deleted]

    def ever_shown_to(self, user: str) -> str:
        """All that this person was ever shown, edits, modals and Home included, as JSON text."""
        messages = [message.versions for message in self._open_to(user)]
        views = [view.raw for who, view in self.shown if who == user]
        return json.dumps([messages, views], ensure_ascii=False)

    def _open_to(self, user: str) -> list[Message]:
        places = [c for c in self.channels.values() if user in c.members or c.is_im]
        seen = [
            m
            for c in places
            for m in c.messages
            if (user in c.members and m.ephemeral_to is None) or m.ephemeral_to == user
        ]
        return sorted(seen, key=lambda m: m.ts)

    def post(
        self,
        channel: Channel,
        payload: Mapping[str, Any],
        *,
        user: str | None = None,
        ephemeral_to: str | None = None,
    ) -> Message:
        """Put a message into a channel: the bot's, or this user's."""
        if user is None:
            self.check_message(payload)
        message = Message(
            channel=channel.id,
            ts=f"{int(self.clock())}.{self.number():06d}",
            user=user or self.bot_user,
            text=payload.get("text") or "",
            blocks=self.with_ids(payload.get("blocks")),
            ephemeral_to=ephemeral_to,
            thread_ts=payload.get("thread_ts"),
            metadata=payload.get("metadata"),
        )
        channel.messages.append(message)
        self.posted.append(message)
        return message

    def edit(self, message: Message, payload: Mapping[str, Any]) -> None:
        """Replace what a message shows."""
        self.check_message(payload)
        message.show(payload.get("text") or "", self.with_ids(payload.get("blocks")))
        self.edited.append(message)

    def delete(self, message: Message) -> None:
        message.deleted = True
        self.edited.append(message)

    def respond(self, token: str, payload: Mapping[str, Any]) -> None:
        """A response_url is used: it replaces or deletes its message, or answers."""
        url = self.response_urls.get(token)
        if url is None:
            raise SlackError("expired_url")
        url.uses += 1
        if url.uses > RESPONSES:
            raise SlackError("used_url")
        if url.message and payload.get("delete_original"):
            self.delete(url.message)
        elif url.message and payload.get("replace_original"):
            self.edit(url.message, payload)
        else:
            alone = payload.get("response_type", "ephemeral") == "ephemeral"
            self.post(self.channels[url.channel], payload, ephemeral_to=url.user if alone else None)

    def show(self, user: str, view: Mapping[str, Any], **more: Any) -> View:
        """A view as Slack holds it once it is before this person's eyes."""
        problems = lint_view(view)
        if problems:
            self.problems += problems
            raise SlackError("invalid_arguments")
        raw = {
            **view,
            "id": f"V{self.number()}",
            "team_id": self.team_id,
            "hash": f"{self.number()}.hash",
            "private_metadata": view.get("private_metadata") or "",
            "callback_id": view.get("callback_id") or "",
            "blocks": self.with_ids(view.get("blocks")),
            **more,
        }
        self.shown.append((user, View(raw)))
        return View(raw)

    def with_ids(self, blocks: Any) -> list[Json]:
        """Blocks with an id each, as Slack gives them to those that have none."""
        return [{"block_id": f"b{self.number()}", **block} for block in blocks or []]

    def check_message(self, payload: Mapping[str, Any]) -> None:
        """Refuse, loudly, what Slack would refuse."""
        problems = lint_message(payload)
        if problems:
            self.problems += problems
            raise SlackError("invalid_blocks")
