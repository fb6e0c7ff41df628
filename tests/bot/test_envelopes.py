"""Every shape in which Slack sends things: each finds its workspace or is answered, none breaks."""

import copy
import json
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.envelope import workspace_of
from tests.support import envelopes
from tests.support.envelopes import FORM, JSON, Envelope
from tests.support.rungs import Rungs

ADD = "Rungs must be added to this workspace"
NOWHERE = {"team": None, "team_id": None, "enterprise": {"id": "E1"}, "is_enterprise_install": True}


def bodies(rungs: Rungs) -> dict[str, dict[str, Any]]:
    """One of each kind, as Slack sends it."""
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya", "Reply to 40 chats")
    maya, slack = rungs.users["maya"], rungs.slack
    direct = slack.direct(maya.id)
    card, form = maya.goal("show G-1").screen, maya.goal("feedback").view
    assert form
    block, element = card.find("Log")
    said = {"channel": direct.id, "channel_type": "im", "user": maya.id, "ts": "1.1", "text": "31"}
    sent = {
        "command": envelopes.command(slack, maya.id, direct, "/goal", "list"),
        "click": envelopes.click_on_message(
            slack, maya.id, card, block, element, {"value": element.get("value", "")}
        ),
        "form": envelopes.submission(slack, maya.id, form, {}),
        "message": envelopes.event(slack, "message", said, "Ev1"),
        "home": envelopes.event(slack, "app_home_opened", {"user": maya.id, "tab": "home"}, "Ev2"),
        "profile": envelopes.event(slack, "user_change", {"user": slack.users[maya.id]}, "Ev3"),
    }
    return {kind: parsed(envelope) for kind, envelope in sent.items()}


def parsed(envelope: Envelope) -> dict[str, Any]:
    if envelope.content_type == JSON:
        return dict(json.loads(envelope.body))
    fields = dict(parse_qsl(envelope.body, keep_blank_values=True))
    return dict(json.loads(fields["payload"])) if "payload" in fields else fields


def hand_over(rungs: Rungs, body: Any) -> tuple[int, str]:
    """Signed and sent; what Bolt cannot even parse is a 400, as in bot.web."""
    is_form = "payload" not in body and "command" in body
    plain = is_form and all(isinstance(value, str) for value in body.values())
    if plain:
        envelope = Envelope(urlencode(body), FORM)
    elif "event" in body:
        envelope = Envelope(json.dumps(body), JSON)
    else:
        envelope = Envelope(urlencode({"payload": json.dumps(body)}), FORM)
    try:
        status, answer = rungs.send(envelope)
    except (TypeError, AttributeError, KeyError, ValueError, IndexError) as error:
        if error.__traceback__ is None or "dispatch" in _names(error):
            raise
        return 400, ""
    return status, json.dumps(answer)


def _names(error: BaseException) -> set[str]:
    names, at = set(), error.__traceback__
    while at:
        names.add(at.tb_frame.f_code.co_name)
        at = at.tb_next
    return names


@pytest.mark.parametrize("kind", ["command", "click", "form", "message", "home", "profile"])
def test_what_names_no_workspace_is_answered_and_keeps_nothing(rungs: Rungs, kind: str):
    body = bodies(rungs)[kind] | NOWHERE | {"authorizations": []}
    body = {name: value for name, value in body.items() if name not in ("team_id", "message")}
    for part in ("user", "view"):
        if isinstance(body.get(part), dict):
            body[part] = {n: v for n, v in body[part].items() if "team_id" not in n}
    if isinstance(body.get("event"), dict) and isinstance(body["event"].get("user"), dict):
        body["event"]["user"] = {"id": body["event"]["user"]["id"]}
    if kind == "command":
        body = {n: v for n, v in body.items() if isinstance(v, str)} | {"enterprise_id": "E1"}
    posted = len(rungs.slack.posted)
    status, answer = hand_over(rungs, body)
    assert status == 200
    told = answer + "".join(m.text for m in rungs.slack.posted[posted:])
    assert (ADD in told) == (kind in ("command", "click", "form")), told


@pytest.mark.parametrize(
    "body",
    [
        {"team": {"id": "T1"}},
        {"team": "T1"},
        {"team": None, "user": {"id": "U1", "team_id": "T1"}},
        {"team": None, "user": {"id": "U1", "team_id": "E1"}, "view": {"team_id": "T1"}},
        {"team": None, "message": {"team": "T1"}},
        {"team": None, "view": {"app_installed_team_id": "T1"}, "user": {"team_id": "T2"}},
        {"team_id": "T1", "enterprise_id": "E1"},
        {"team_id": None, "context_team_id": "T1"},
        {"team_id": "T2", "authorizations": [{"team_id": "T1"}]},
        {"team_id": "T1", "authorizations": [{"team_id": None, "is_enterprise_install": True}]},
        {"team_id": None, "event": {"team": "T1"}},
    ],
)
def test_a_workspace_is_found_wherever_slack_names_it(body: dict[str, Any]):
    assert workspace_of(body) == "T1"


@pytest.mark.parametrize(
    "kind",
    ["shortcut", "message_action", "block_suggestion", "view_closed", "workflow_step_edit",
     "interactive_message", "dialog_submission", "something_new"],
)  # fmt: skip
def test_a_kind_that_nobody_listens_to_is_taken_and_logged(rungs: Rungs, kind: str):
    rungs.meet("maya")
    body = {
        "type": kind, "team": {"id": rungs.slack.team_id}, "user": {"id": rungs.user("maya").id},
        "trigger_id": "1.1", "callback_id": "x", "view": {"id": "V1", "blocks": []},
        "workflow_step": {"workflow_step_edit_id": "1"}, "actions": [],
    }  # fmt: skip
    assert hand_over(rungs, body)[0] in (200, 404)


def paths_of(body: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(body, dict):
        parts = list(body.items())
    else:
        parts = list(enumerate(body)) if isinstance(body, list) else []
    found = [at] if at else []
    for name, part in parts:
        found += paths_of(part, (*at, name))
    return found


def mutated(body: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    changed = copy.deepcopy(body)
    at: Any = changed
    for part in path[:-1]:
        at = at[part]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return changed


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_missing_or_of_another_type_nothing_breaks(rungs: Rungs, data: Any):
    made = vars(rungs).setdefault("made", None) or bodies(rungs)
    vars(rungs)["made"] = made
    body = made[data.draw(st.sampled_from(sorted(made)))]
    path = data.draw(st.sampled_from(paths_of(body)))
    value = data.draw(st.sampled_from([..., None, 5, True, "x", "", [], {}, [None], {"id": 5}]))
    changed = mutated(body, path, value)
    if "event_id" in changed and isinstance(changed["event_id"], str):
        changed["event_id"] = f"Ev{rungs.slack.number()}"
    assert hand_over(rungs, changed)[0] < 500, (path, value)
