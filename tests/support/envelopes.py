"""Requests as Slack sends them: commands, clicks, forms and events, signed.

Shapes: https://docs.slack.dev/interactivity and https://docs.slack.dev/apis/events-api.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from tests.support.screens import Json, Message, View
from tests.support.slack import FakeSlack
from tests.support.workspace import Channel, ResponseUrl, Trigger

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass(frozen=True)
class Envelope:
    """A request's body and what it is made of."""

    body: str
    content_type: str

    def headers(self, signing_secret: str) -> dict[str, str]:
        """The headers of a request that Slack signed just now."""
        now = str(int(time.time()))
        signature = SignatureVerifier(signing_secret).generate_signature(
            timestamp=now, body=self.body
        )
        return {
            "Content-Type": self.content_type,
            "X-Slack-Request-Timestamp": now,
            "X-Slack-Signature": signature or "",
        }


def command(slack: FakeSlack, user: str, channel: Channel, name: str, text: str) -> Envelope:
    """A slash command; with should_escape, as manifest.yml has it."""
    fields = {
        "token": "verification",
        "team_id": slack.team_id,
        "team_domain": "rungs",
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.is_im else channel.name,
        "user_id": user,
        "user_name": slack.users[user]["name"],
        "command": name,
        "text": escaped(slack, text),
        "api_app_id": "A1",
        "is_enterprise_install": "false",
        "response_url": _response_url(slack, user, channel.id),
        "trigger_id": _trigger(slack, user),
    }
    return Envelope(urlencode(fields), FORM)


def click_on_message(
    slack: FakeSlack, user: str, message: Message, block: Json, element: Json, chosen: Json
) -> Envelope:
    """A button pressed or an option chosen in a message."""
    ephemeral = message.ephemeral_to is not None
    payload = _actions(slack, user, block, element, chosen) | {
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": message.channel,
            "is_ephemeral": ephemeral,
        },
        "channel": {"id": message.channel, "name": slack.channels[message.channel].name},
        "state": {"values": {}},
        "response_url": _response_url(slack, user, message.channel, message),
    }
    if not ephemeral:  # Slack does not send an ephemeral message back
        payload["message"] = {
            "type": "message",
            "user": message.user,
            "ts": message.ts,
            "text": message.text,
            "blocks": message.blocks,
            "team": slack.team_id,
        }
    return _interaction(payload)


def click_on_view(
    slack: FakeSlack, user: str, view: View, block: Json, element: Json, chosen: Json
) -> Envelope:
    """A button pressed or an option chosen in Home or in a modal."""
    payload = _actions(slack, user, block, element, chosen) | {
        "container": {"type": "view", "view_id": view.id},
        "view": view.raw | {"state": {"values": {}}},
    }
    return _interaction(payload)


def submission(
    slack: FakeSlack, user: str, view: View, values: Mapping[str, Mapping[str, Json]]
) -> Envelope:
    """A form handed in; `values`: block_id → action_id → state."""
    return _interaction(
        {
            "type": "view_submission",
            "team": {"id": slack.team_id, "domain": "rungs"},
            "user": _user(slack, user),
            "api_app_id": "A1",
            "token": "verification",
            "trigger_id": _trigger(slack, user),
            "view": view.raw | {"state": {"values": values}},
            "response_urls": [],
            "is_enterprise_install": False,
            "enterprise": None,
        }
    )


def event(slack: FakeSlack, kind: str, fields: Mapping[str, Any], event_id: str) -> Envelope:
    """An event; give an earlier event_id to be Slack sending it again."""
    body = {
        "token": "verification",
        "team_id": slack.team_id,
        "api_app_id": "A1",
        "event": {"type": kind, "event_ts": f"{slack.clock():.6f}", **fields},
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(slack.clock()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": slack.team_id,
                "user_id": slack.bot_user,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }
    return Envelope(json.dumps(body), JSON)


def escaped(slack: FakeSlack, text: str) -> str:
    """What a person typed, as Slack hands it on: entities, and the names of people and channels."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    for user in slack.users.values():
        text = text.replace(f"@{user['name']}", f"<@{user['id']}|{user['name']}>")
    for channel in slack.channels.values():
        if channel.name:
            text = text.replace(f"#{channel.name}", f"<#{channel.id}|{channel.name}>")
    return text


def _actions(slack: FakeSlack, user: str, block: Json, element: Json, chosen: Json) -> Json:
    action = {
        "type": element["type"],
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": f"{slack.clock():.6f}",
        **chosen,
    }
    return {
        "type": "block_actions",
        "user": _user(slack, user),
        "api_app_id": "A1",
        "token": "verification",
        "trigger_id": _trigger(slack, user),
        "team": {"id": slack.team_id, "domain": "rungs"},
        "enterprise": None,
        "is_enterprise_install": False,
        "actions": [action],
    }


def _interaction(payload: Json) -> Envelope:
    return Envelope(urlencode({"payload": json.dumps(payload)}), FORM)


def _user(slack: FakeSlack, user: str) -> Json:
    name = slack.users[user]["name"]
    return {
        "id": user,
        "username": name,
        "name": name,
        "team_id": slack.users[user]["team_id"],
    }


def _trigger(slack: FakeSlack, user: str) -> str:
    trigger_id = f"{slack.number()}.trigger"
    slack.triggers[trigger_id] = Trigger(user, slack.clock())
    return trigger_id


def _response_url(slack: FakeSlack, user: str, channel: str, message: Message | None = None) -> str:
    token = f"r{slack.number()}"
    slack.response_urls[token] = ResponseUrl(user, channel, message)
    return slack.response_url(token)
