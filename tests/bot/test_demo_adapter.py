"""What the local Slack is shown, and that the bot hears what Slack would have sent."""

import pytest

from bot.demo.adapter import Adapter
from bot.demo.elements import BRIDGES, NOTHING, Directory, complaint

DIRECTORY = Directory(
    people={"U1": "Maya Chen", "U2": "Ben Okafor", "U3": "Priya Shah"},
    channels={"C1": "chat", "C2": "phones"},
)


def option(value, text=None, description=None):
    made = {"value": value, "text": {"type": "plain_text", "text": text or value.title()}}
    if description:
        made["description"] = {"type": "plain_text", "text": description}
    return made


MON, TUE, WED = option("mon"), option("tue"), option("wed")
DAYS = {"options": [MON, TUE, WED]}


def field(element, *, optional=False, name="it"):
    return {
        "type": "input",
        "block_id": name,
        "label": {"type": "plain_text", "text": "The field"},
        "optional": optional,
        "element": {"action_id": name, **element},
    }


def chosen(option):
    return {"selected_option": option}


# original element, what the local Slack sends back, what Slack would have sent
ANSWERS = [
    ({"type": "plain_text_input"}, {"value": "Hello"}, {"value": "Hello"}),
    ({"type": "plain_text_input"}, {"value": None}, {"value": None}),
    ({"type": "plain_text_input", "initial_value": "Old"}, {"value": None}, {"value": "Old"}),
    ({"type": "plain_text_input", "initial_value": "Old"}, {"value": ""}, {"value": None}),
    (
        {"type": "plain_text_input", "multiline": True, "initial_value": "30\n35"},
        {"value": "30, 35"},
        {"value": "30\n35"},
    ),
    ({"type": "number_input", "is_decimal_allowed": False}, {"value": "4"}, {"value": "4"}),
    (
        {"type": "datepicker", "initial_date": "2026-12-18"},
        {"selected_date": None},
        {"selected_date": "2026-12-18"},
    ),
    (
        {"type": "datepicker", "initial_date": "2026-12-18"},
        {"selected_date": ""},
        {"selected_date": None},
    ),
    ({"type": "timepicker"}, chosen(option("09:15")), {"selected_time": "09:15"}),
    ({"type": "timepicker", "initial_time": "09:10"}, {}, {"selected_time": "09:10"}),
    ({"type": "static_select", **DAYS}, chosen(TUE), {"selected_option": TUE}),
    ({"type": "static_select", **DAYS, "initial_option": WED}, {}, {"selected_option": WED}),
    (
        {"type": "static_select", **DAYS, "initial_option": WED},
        chosen(option(NOTHING)),
        {"selected_option": None},
    ),
    (
        {"type": "static_select", "option_groups": [DAYS]},
        chosen(MON),
        {"selected_option": MON},
    ),
    ({"type": "radio_buttons", **DAYS, "initial_option": MON}, {}, {"selected_option": MON}),
    ({"type": "users_select"}, chosen(option("U2")), {"selected_user": "U2"}),
    (
        {"type": "conversations_select", "initial_conversation": "C1"},
        {"selected_option": None},
        {"selected_conversation": "C1"},
    ),
    (
        {"type": "checkboxes", **DAYS},
        {"selected_options": [WED, MON]},
        {"selected_options": [MON, WED]},
    ),
    ({"type": "checkboxes", **DAYS}, {"selected_options": []}, {"selected_options": []}),
    (
        {"type": "multi_static_select", **DAYS, "initial_options": [MON, TUE]},
        {"selected_options": [option("mon", "✓ Mon"), WED]},
        {"selected_options": [TUE, WED]},
    ),
    (
        {"type": "multi_users_select", "initial_users": ["U1", "U2"]},
        {"selected_options": []},
        {"selected_users": ["U1", "U2"]},
    ),
    (
        {"type": "multi_users_select", "initial_users": ["U1", "U2"]},
        {"selected_options": [option("U3"), option("U1")]},
        {"selected_users": ["U2", "U3"]},
    ),
]


@pytest.mark.parametrize(("element", "given", "expected"), ANSWERS)
def test_an_answer_reads_as_slack_would_have_sent_it(element, given, expected):
    answer = BRIDGES[element["type"]].answer(element, given)
    assert answer == {"type": element["type"], **expected}


@pytest.mark.parametrize("element", [element for element, _, _ in ANSWERS])
@pytest.mark.parametrize("optional", [True, False])
def test_every_element_is_shown_as_one_that_the_local_slack_knows(element, optional):
    original = {"action_id": "it", **element}
    shown = BRIDGES[element["type"]].show(original, DIRECTORY, optional)
    assert shown["type"] in {
        "plain_text_input",
        "static_select",
        "checkboxes",
        "radio_buttons",
        "datepicker",
    }
    assert shown["action_id"] == "it"
    if shown["type"] not in {"plain_text_input", "datepicker"}:
        assert shown["options"], "a choice without choices"


def test_what_was_chosen_before_can_be_seen():
    def shown(element, optional=False):
        element = {"action_id": "it", **element}
        return BRIDGES[element["type"]].show(element, DIRECTORY, optional)

    people = shown({"type": "multi_users_select", "initial_users": ["U2"]})
    names = [o["text"]["text"] for o in people["options"]]
    assert names == ["Maya Chen", "✓ Ben Okafor", "Priya Shah"]

    who = option("team", "My team", "everyone in it")
    sight = shown({"type": "radio_buttons", "options": [who], "initial_option": who})
    assert sight["placeholder"]["text"] == "My team (everyone in it)"

    rungs = shown({"type": "plain_text_input", "multiline": True, "initial_value": "30\n35"})
    assert rungs["initial_value"] == "30, 35"


# A form is submitted as the local Slack does it, from what was shown.


def submitted(blocks, given):
    view = Adapter(DIRECTORY).told({"view": {"type": "modal", "blocks": blocks}})["view"]
    view = {**view, "private_metadata": '{"goal": 7}', "state": {"values": given}}
    return {"type": "view_submission", "user": {"id": "U1"}, "view": view}


def test_a_submitted_form_comes_back_with_its_own_blocks_and_answers():
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "&lt;!channel&gt;"}},
        field({"type": "multi_users_select", "initial_users": ["U1"]}),
    ]
    heard = Adapter(DIRECTORY).payload(submitted(blocks, {"it": {"it": {"selected_options": []}}}))
    assert heard["view"]["blocks"] == blocks
    assert heard["view"]["private_metadata"] == '{"goal": 7}'
    assert heard["view"]["state"]["values"] == {
        "it": {"it": {"type": "multi_users_select", "selected_users": ["U1"]}}
    }


def test_a_required_field_left_empty_is_refused_by_its_label():
    adapter = Adapter(DIRECTORY)
    blocks = [field({"type": "plain_text_input"}), field({"type": "datepicker"}, name="when")]
    given = {"it": {"it": {"value": "  words"}}, "when": {"when": {"selected_date": None}}}
    heard = adapter.payload(submitted(blocks, given))
    complaints = adapter.complaints(heard)
    assert list(complaints) == ["when"]
    told = adapter.acknowledgement({"response_action": "errors", "errors": complaints}, heard)
    assert told["errors"] == {"The field": "Please complete this required field."}


@pytest.mark.parametrize(
    ("limits", "value", "refusal"),
    [
        ({"is_decimal_allowed": True}, "42x", "Please enter a number."),
        ({"is_decimal_allowed": True}, "4.5", None),
        ({"is_decimal_allowed": False}, "4.5", "Please enter a whole number."),
        ({"is_decimal_allowed": False, "min_value": "1"}, "0", "Please enter 1 or more."),
        ({"is_decimal_allowed": False, "max_value": "5"}, "6", "Please enter 5 or less."),
        ({"is_decimal_allowed": False}, None, "Please complete this required field."),
    ],
)
def test_a_number_is_checked_as_slack_checks_it(limits, value, refusal):
    block = field({"type": "number_input", **limits})
    assert complaint(block, {"type": "number_input", "value": value}) == refusal


def test_a_click_in_a_message_hands_back_the_message_as_it_was_sent():
    adapter = Adapter(DIRECTORY)
    blocks = [
        {
            "type": "actions",
            "block_id": "acts",
            "elements": [{"type": "users_select", "action_id": "who"}],
        }
    ]
    shown = adapter.told({"text": "Hi", "blocks": blocks})["blocks"]
    assert shown[0]["elements"][0]["type"] == "static_select"
    click = {
        "type": "block_actions",
        "user": {"id": "U1"},
        "container": {"type": "message", "is_ephemeral": False},
        "channel": {"id": "C1"},
        "message": {"ts": "1.1", "blocks": shown},
        "actions": [{"action_id": "who", "block_id": "acts", "selected_option": option("U2")}],
    }
    heard = adapter.payload(click)
    assert heard["message"]["blocks"] == blocks
    (action,) = heard["actions"]
    assert action["selected_user"] == "U2"
    assert "selected_option" not in action


def test_a_message_that_only_one_person_sees_is_not_handed_back():
    click = {
        "type": "block_actions",
        "user": {"id": "U1"},
        "container": {"type": "message", "is_ephemeral": False},
        "message": {"ts": "1.1", "subtype": "ephemeral", "blocks": []},
        "actions": [{"type": "button", "action_id": "b", "block_id": "x", "value": "7"}],
    }
    heard = Adapter(DIRECTORY).payload(click)
    assert "message" not in heard
    assert heard["container"]["is_ephemeral"]
    assert heard["actions"] == click["actions"]


def test_a_click_on_home_carries_the_home_that_was_published():
    adapter = Adapter(DIRECTORY)
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    adapter.answered("views.publish", {"user_id": "U1"}, {"ok": True, "view": {**home, "id": "V1"}})
    heard = adapter.payload(
        {
            "type": "block_actions",
            "user": {"id": "U1"},
            "container": {"type": "message", "channel_id": ""},
            "channel": {"id": ""},
            "response_url": "http://127.0.0.1/x",
            "actions": [{"type": "button", "action_id": "b", "value": "7"}],
        }
    )
    assert heard["container"] == {"type": "view", "view_id": "V1"}
    assert heard["view"]["blocks"] == home["blocks"]
    assert "channel" not in heard and "response_url" not in heard


def test_words_arrive_escaped_as_slack_escapes_them():
    adapter = Adapter(DIRECTORY)
    command = {"command": "/goal", "text": "feedback <@U2> a < b & c"}
    assert adapter.payload(command)["text"] == "feedback <@U2|Ben Okafor> a &lt; b &amp; c"
    event = {"type": "event_callback", "event": {"type": "message", "text": "<@U2> 1 < 2"}}
    assert adapter.payload(event)["event"]["text"] == "<@U2> 1 &lt; 2"


def test_escaped_words_are_shown_as_words_and_mention_nobody():
    told = Adapter(DIRECTORY).told({"text": "&lt;@U1&gt; &amp; co"})
    assert told["text"] == "<\u2060@U1> & co"


def test_a_block_that_the_local_slack_does_not_know_becomes_its_words():
    rich = {
        "type": "rich_text",
        "elements": [
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "One"}]},
            {"type": "rich_text_section", "elements": [{"type": "text", "text": "Two"}]},
        ],
    }
    (shown,) = Adapter(DIRECTORY).told({"blocks": [rich]})["blocks"]
    assert shown["type"] == "section"
    assert shown["text"]["text"] == "One\nTwo"
    assert shown["was"] == rich
