"""manifest.yml asks for what the bot really hears and calls, and for nothing else."""

import ast
import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_bolt import App
from slack_sdk import WebClient

import handlers
from bot.doctor import SCOPES
from bot.web import EVENTS
from tests.support.rungs import Rungs
from tests.support.slack import SCOPES as FAKE_SCOPES

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "manifest.yml").read_text()

# https://docs.slack.dev/reference/methods: what a bot's token needs for each method.
NOTHING: frozenset[str] = frozenset()
METHOD_SCOPES = {
    "apps_connections_open": NOTHING,  # of the app-level token
    "auth_test": NOTHING,
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "conversations_open": {"im:write"},
    "users_info": {"users:read"},
    "users_list": {"users:read"},
    "views_open": NOTHING,
    "views_publish": NOTHING,
    "views_update": NOTHING,
}
# https://docs.slack.dev/reference/events
EVENT_SCOPES = {
    "app_home_opened": NOTHING,
    "app_uninstalled": NOTHING,
    "channel_archive": {"channels:read"},
    "channel_deleted": {"channels:read"},
    "channel_id_changed": {"channels:read", "groups:read"},
    "channel_left": {"channels:read"},
    "channel_unarchive": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_deleted": {"groups:read"},
    "group_left": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "message.im": {"im:history"},
    "team_join": {"users:read"},
    "tokens_revoked": NOTHING,
    "user_change": {"users:read"},
}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return yaml.safe_load(TEXT)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch, engine, slack) -> dict[str, set[str]]:
    """What the app's listeners were registered for, by kind."""
    kinds: dict[str, set[str]] = defaultdict(set)

    def recording(kind: str) -> Any:
        register = getattr(App, kind)

        def record(app: App, constraint: Any, *args: Any, **options: Any) -> Any:
            kinds[kind].add(constraint if isinstance(constraint, str) else constraint["type"])
            return register(app, constraint, *args, **options)

        return record

    for kind in ("command", "event", "action", "view", "shortcut", "options", "function"):
        monkeypatch.setattr(App, kind, recording(kind))
    Rungs(engine, slack)
    return kinds


def called() -> Iterator[str]:
    """The Web API methods that the source names."""
    methods = {
        name
        for name, member in inspect.getmembers(WebClient, inspect.isfunction)
        if name not in vars(WebClient.__base__) and not name.startswith("_")
    }
    for room in ("bot", "handlers"):
        for file in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.Attribute) and node.attr in methods:
                    yield node.attr


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_commands_and_events_are_those_that_are_heard(manifest, heard):
    commands = {c["command"] for c in manifest["features"]["slash_commands"]}
    assert commands == heard["command"]
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert {event.partition(".")[0] for event in events} == heard["event"]
    assert len(events) == len(set(events))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_interactivity_is_on_for_buttons_and_forms_and_no_shortcut_is_promised(manifest, heard):
    assert heard["action"] and heard["view"]
    assert manifest["settings"]["interactivity"]["is_enabled"] is True
    assert not heard["shortcut"] and "shortcuts" not in manifest["features"]
    assert not heard["options"] and not heard["function"]


def test_the_scopes_are_those_of_what_is_called_and_heard_and_no_other(manifest):
    methods = set(called())
    assert methods <= METHOD_SCOPES.keys(), "name the scopes of a new method here"
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    needed = {"commands"}
    needed.update(*(METHOD_SCOPES[method] for method in methods))
    needed.update(*(EVENT_SCOPES[event] for event in events))
    asked_for = manifest["oauth_config"]["scopes"]["bot"]
    assert set(asked_for) == needed
    assert len(asked_for) == len(set(asked_for))
    assert "user" not in manifest["oauth_config"]["scopes"]


def test_the_doctor_and_the_tests_slack_know_the_same_scopes(manifest):
    asked_for = set(manifest["oauth_config"]["scopes"]["bot"])
    assert asked_for == SCOPES == set(FAKE_SCOPES)


def test_mentions_in_commands_arrive_as_ids_and_people_can_write_to_the_bot(manifest):
    features = manifest["features"]
    assert all(command["should_escape"] is True for command in features["slash_commands"])
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }


def test_the_usage_hint_names_sub_commands_that_there_are(manifest):
    (command,) = manifest["features"]["slash_commands"]
    hinted = {part.split()[0] for part in command["usage_hint"].strip("[]").split(" · ")}
    assert hinted <= {sub.name for sub in handlers.SUB_COMMANDS} | {"help"}


def test_slacks_own_limits_are_kept(manifest):
    """https://docs.slack.dev/reference/app-manifest"""
    about = manifest["display_information"]
    assert len(about["name"]) <= 35 and len(about["description"]) <= 140
    assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
    assert all(len(c["usage_hint"]) <= 1000 for c in manifest["features"]["slash_commands"])
    assert re.fullmatch(r"#[0-9a-f]{6}", about["background_color"])


def test_it_is_for_socket_mode_and_names_no_address(manifest):
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert "url" not in manifest["features"]["slash_commands"][0]
    assert "request_url" not in manifest["settings"]["interactivity"]


def test_changed_as_its_comments_say_it_is_for_http():
    changed = re.sub(r"# HTTP: (?=url|request_url)", "", TEXT)
    changed = re.sub(r"true # HTTP: false", "false", changed)
    over_http = yaml.safe_load(changed)
    addresses = [
        over_http["features"]["slash_commands"][0]["url"],
        over_http["settings"]["event_subscriptions"]["request_url"],
        over_http["settings"]["interactivity"]["request_url"],
    ]
    assert all(address == f"https://rungs.example.com{EVENTS}" for address in addresses)
    assert over_http["settings"]["socket_mode_enabled"] is False
