"""The Web API methods that the bot calls, on a workspace in memory.

A method takes the call's arguments and returns Slack's answer without `ok`, or raises SlackError.
Shapes: https://docs.slack.dev/reference/methods.
"""

from collections.abc import Callable, Mapping
from typing import Any

from tests.support.screens import Json, Message
from tests.support.workspace import TRIGGER_SECONDS, Channel, SlackError, Workspace

Arguments = Mapping[str, Any]
Method = Callable[[Workspace, Arguments], Json]

METHODS: dict[str, Method] = {}
MODAL_STACK = 3


def method(name: str) -> Callable[[Method], Method]:
    def add(do: Method) -> Method:
        METHODS[name] = do
        return do

    return add


@method("auth.test")
def _auth_test(slack: Workspace, _: Arguments) -> Json:
    return {
        "url": "https://rungs.example.com/",
        "team": "Rungs",
        "team_id": slack.team_id,
        "user": "rungs",
        "user_id": slack.bot_user,
        "bot_id": "BBOT",
        "is_enterprise_install": False,
    }


@method("team.info")
def _team_info(slack: Workspace, _: Arguments) -> Json:
    return {"team": {"id": slack.team_id, "name": "Rungs", "domain": "rungs"}}


@method("apps.connections.open")
def _connections_open(slack: Workspace, _: Arguments) -> Json:
    return {"url": "wss://127.0.0.1:9/link"}


@method("users.info")
def _users_info(slack: Workspace, arguments: Arguments) -> Json:
    return {"user": _as_asked(_user(slack, arguments["user"]), arguments)}


@method("users.list")
def _users_list(slack: Workspace, arguments: Arguments) -> Json:
    page, cursor = _page(list(slack.users.values()), arguments)
    members = [_as_asked(user, arguments) for user in page]
    return {"members": members, "response_metadata": {"next_cursor": cursor}}


@method("conversations.list")
def _conversations_list(slack: Workspace, arguments: Arguments) -> Json:
    kinds = arguments.get("types", "public_channel").split(",")
    listed = [
        {**c.info(), "is_member": slack.bot_user in c.members}
        for c in slack.channels.values()
        if not c.is_im and ("private_channel" if c.is_private else "public_channel") in kinds
    ]
    page, cursor = _page(listed, arguments)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


@method("conversations.info")
def _conversations_info(slack: Workspace, arguments: Arguments) -> Json:
    channel = _channel(slack, arguments["channel"])
    is_member = slack.bot_user in channel.members
    if channel.is_private and not is_member:
        raise SlackError("channel_not_found")
    return {"channel": {**channel.info(), "is_member": is_member}}


@method("conversations.members")
def _conversations_members(slack: Workspace, arguments: Arguments) -> Json:
    page, cursor = _page(_channel(slack, arguments["channel"]).members, arguments)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


@method("conversations.open")
def _conversations_open(slack: Workspace, arguments: Arguments) -> Json:
    user = _user(slack, arguments["users"])
    return {"channel": {"id": slack.direct(user["id"]).id}}


@method("conversations.history")
def _conversations_history(slack: Workspace, arguments: Arguments) -> Json:
    channel = _channel(slack, arguments["channel"], known_to_bot=True)
    oldest, latest = float(arguments.get("oldest") or 0), float(arguments.get("latest") or "inf")
    with_metadata = str(arguments.get("include_all_metadata")).lower() in ("true", "1")
    told = [
        _as_told(message, with_metadata)
        for message in reversed(channel.messages)
        if not message.deleted
        and not message.ephemeral_to
        and not message.thread_ts
        and oldest < float(message.ts) <= latest
    ]
    page, cursor = _page(told, arguments)
    return {
        "messages": page,
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


@method("chat.postMessage")
def _chat_post_message(slack: Workspace, arguments: Arguments) -> Json:
    channel = _place_to_post(slack, arguments["channel"])
    for flag in ("unfurl_links", "unfurl_media"):
        if arguments.get(flag) is not False:
            slack.problems.append(f"chat.postMessage: {flag} must be off")
    message = slack.post(channel, arguments)
    return {"channel": channel.id, "ts": message.ts, "message": _as_told(message, True)}


@method("chat.postEphemeral")
def _chat_post_ephemeral(slack: Workspace, arguments: Arguments) -> Json:
    channel = _place_to_post(slack, arguments["channel"])
    if arguments["user"] not in channel.members:
        raise SlackError("user_not_in_channel")
    return {"message_ts": slack.post(channel, arguments, ephemeral_to=arguments["user"]).ts}


@method("chat.update")
def _chat_update(slack: Workspace, arguments: Arguments) -> Json:
    channel = _channel(slack, arguments["channel"])
    message = _message(channel, arguments["ts"])
    if message.user != slack.bot_user:
        raise SlackError("cant_update_message")
    slack.edit(message, arguments)
    return {"channel": channel.id, "ts": message.ts, "text": message.text}


@method("chat.delete")
def _chat_delete(slack: Workspace, arguments: Arguments) -> Json:
    channel = _channel(slack, arguments["channel"])
    message = _message(channel, arguments["ts"])
    slack.delete(message)
    return {"channel": channel.id, "ts": message.ts}


@method("views.open")
def _views_open(slack: Workspace, arguments: Arguments) -> Json:
    user = _pull(slack, arguments["trigger_id"])
    view = slack.show(user, arguments["view"])
    view.raw["root_view_id"] = view.id
    slack.modals[user] = [view]
    return {"view": view.raw}


@method("views.push")
def _views_push(slack: Workspace, arguments: Arguments) -> Json:
    user = _pull(slack, arguments["trigger_id"])
    stack = slack.modals.get(user) or []
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= MODAL_STACK:
        raise SlackError("push_limit_reached")
    root = stack[0].id
    stack.append(
        slack.show(user, arguments["view"], root_view_id=root, previous_view_id=stack[-1].id)
    )
    return {"view": stack[-1].raw}


@method("views.update")
def _views_update(slack: Workspace, arguments: Arguments) -> Json:
    for user, stack in slack.modals.items():
        for place, view in enumerate(stack):
            if view.id == arguments.get("view_id"):
                root = view.raw["root_view_id"]
                stack[place] = slack.show(user, arguments["view"], id=view.id, root_view_id=root)
                return {"view": stack[place].raw}
    raise SlackError("not_found")


@method("views.publish")
def _views_publish(slack: Workspace, arguments: Arguments) -> Json:
    user = _user(slack, arguments["user_id"])["id"]
    slack.homes[user] = slack.show(user, arguments["view"])
    return {"view": slack.homes[user].raw}


def _page(everything: list[Any], arguments: Arguments) -> tuple[list[Any], str]:
    """One page, and the cursor of the next: "" at the end."""
    start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit") or 100)
    end = start + limit
    return everything[start:end], str(end) if end < len(everything) else ""


def _user(slack: Workspace, user: str) -> Json:
    if user not in slack.users:
        raise SlackError("user_not_found")
    return slack.users[user]


def _as_asked(user: Json, arguments: Arguments) -> Json:
    """Slack tells somebody's language to who asks for it."""
    asked = str(arguments.get("include_locale", "")).lower() in ("1", "true")
    return user if asked else {name: user[name] for name in user if name != "locale"}


def _channel(slack: Workspace, channel: str, *, known_to_bot: bool = False) -> Channel:
    found = slack.channels.get(channel)
    if found is None:
        raise SlackError("channel_not_found")
    if known_to_bot and slack.bot_user not in found.members:
        raise SlackError("not_in_channel")
    return found


def _place_to_post(slack: Workspace, channel: str) -> Channel:
    """Where a message goes; a user's id opens the direct messages with them."""
    if channel in slack.users:
        if slack.users[channel]["deleted"]:
            raise SlackError("user_disabled")
        return slack.direct(channel)
    place = _channel(slack, channel, known_to_bot=True)
    if place.is_archived:
        raise SlackError("is_archived")
    return place


def _message(channel: Channel, ts: str) -> Message:
    for message in channel.messages:
        if message.ts == ts and not message.deleted and not message.ephemeral_to:
            return message
    raise SlackError("message_not_found")


def _as_told(message: Message, with_metadata: bool) -> Json:
    told = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "blocks": message.blocks,
    }
    return {**told, "metadata": message.metadata} if with_metadata and message.metadata else told


def _pull(slack: Workspace, trigger_id: str) -> str:
    """Whose trigger this is; it works once, and for three seconds."""
    trigger = slack.triggers.get(trigger_id)
    if trigger is None:
        raise SlackError("invalid_trigger_id")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if slack.clock() - trigger.at > TRIGGER_SECONDS:
        raise SlackError("expired_trigger_id")
    trigger.used = True
    return trigger.user
