"""What Slack sends, looked at before anybody reads it: is it whole, and of which workspace?

Shapes: https://docs.slack.dev/interactivity and https://docs.slack.dev/apis/events-api.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

_WORKSPACE = re.compile(r"T[A-Za-z0-9]+")
_USER = {"id": str}
_OPTION = {"value": str}
_BLOCK = {"type": str, "block_id?": str, "element?": dict}
_VIEW = {"id": str, "type?": str, "callback_id?": str, "private_metadata?": str, "blocks": [_BLOCK]}
_STATE = {
    "value?": str,
    "selected_option?": _OPTION,
    "selected_options?": [_OPTION],
    "selected_date?": str,
    "selected_time?": str,
    "selected_user?": str,
    "selected_users?": [str],
    "selected_conversation?": str,
}
_ACTION = {"action_id": str, "value?": str, "selected_option?": _OPTION}
_MADE = {"user": _USER, "trigger_id": str, "response_url?": str}
SHAPES: Mapping[str, Any] = {
    "command": {
        "command": str,
        "text?": str,
        "user_id": str,
        "channel_id": str,
        "trigger_id": str,
    },
    "block_actions": {
        **_MADE,
        "actions": [_ACTION],
        "container?": dict,
        "channel?": {"id": str},
        "view?": _VIEW,
    },
    "view_submission": {**_MADE, "view": {**_VIEW, "state": {"values": {"*": {"*": _STATE}}}}},
    "event_callback": {"event": {"type": str}, "event_id?": str},
}
"""The parts that are read, by the kind of request; a "?" is behind what may be missing."""
EVENTS: Mapping[str, Any] = {
    "message": {
        "channel": str,
        "text?": str,
        "subtype?": str,
        "user?": str,
        "ts?": str,
        "thread_ts?": str,
        "message?": {"text?": str, "user?": str, "ts?": str},
        "previous_message?": {"text?": str},
    },
    "app_home_opened": {"user": str, "tab?": str},
    "user_change": {"user": {**_USER, "profile?": dict, "enterprise_user?": dict, "tz?": str}},
    "team_join": {"user": {**_USER, "profile?": dict, "enterprise_user?": dict, "tz?": str}},
}
UNINSTALLED = ("app_uninstalled", "tokens_revoked")
"""Events that count without a workspace too: an organisation may send them."""
_NAMED_AT: tuple[tuple[str | int, ...], ...] = (
    ("view", "app_installed_team_id"),
    ("team", "id"),
    ("team",),
    ("authorizations", 0, "team_id"),
    ("team_id",),
    ("context_team_id",),
    ("event", "team_id"),
    ("event", "team"),
    ("event", "view", "team_id"),
    ("event", "user", "team_id"),
    ("user", "team_id"),
    ("view", "team_id"),
    ("message", "team"),
)
"""Where a workspace stands, first where it is surely the one that Rungs was added to. What comes
by way of an organisation (Enterprise Grid) leaves the first ones empty."""


def kind_of(body: Mapping[str, Any]) -> str:
    """ "command", or Slack's own name of the kind of request."""
    return "command" if "command" in body else str(body.get("type"))


def is_whole(body: Mapping[str, Any]) -> bool:
    """Whether all that is read of such a request is there, and what Slack says it is."""
    kind = kind_of(body)
    if (kind == "block_actions" or "actions" in body) and not _are_actions(body.get("actions")):
        return False
    event = body.get("event")
    if kind == "event_callback" and isinstance(event, dict):
        named = event.get("type")
        shape = EVENTS.get(named, {}) if isinstance(named, str) else {}
        return _fits(body, SHAPES[kind]) and _fits(event, shape)
    return _fits(body, SHAPES.get(kind, {}))


def _are_actions(found: Any) -> bool:
    return isinstance(found, list) and bool(found) and _fits(found, [dict])


def workspace_of(body: Mapping[str, Any]) -> str | None:
    """The Slack id of the workspace (T…) that a request is of; None where it names none."""
    found = (_at(body, path) for path in _NAMED_AT)
    return next((id for id in found if isinstance(id, str) and _WORKSPACE.fullmatch(id)), None)


def needs_workspace(body: Mapping[str, Any]) -> bool:
    """Whether nothing can be done with it while it is of none."""
    kind = kind_of(body)
    return kind in SHAPES and not (
        kind == "event_callback" and body["event"]["type"] in UNINSTALLED
    )


def _at(body: Any, path: Iterable[str | int]) -> Any:
    for part in path:
        try:
            body = body[part]
        except (KeyError, IndexError, TypeError):
            return None
    return body


def _fits(value: Any, shape: Any) -> bool:
    if isinstance(shape, list):
        return isinstance(value, list) and all(_fits(one, shape[0]) for one in value)
    if not isinstance(shape, dict):
        return isinstance(value, shape)
    if not isinstance(value, dict):
        return False
    if "*" in shape:
        return all(_fits(one, shape["*"]) for one in value.values())
    return all(
        _fits(value.get(name.removesuffix("?")), part)
        or (name.endswith("?") and value.get(name.removesuffix("?")) is None)
        for name, part in shape.items()
    )
