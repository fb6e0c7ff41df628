"""The lint itself: each of Slack's limits is passed at its edge and refused one past it."""

from typing import Any

import pytest

from tests.support.lint import lint_message, lint_view

Json = dict[str, Any]


def text(words: str = "x", kind: str = "plain_text") -> Json:
    return {"type": kind, "text": words}


def section(words: str = "x", **more: Any) -> Json:
    return {"type": "section", "text": text(words, "mrkdwn"), **more}


def button(words: str = "Go", **more: Any) -> Json:
    return {"type": "button", "text": text(words), "action_id": "a", "value": "1", **more}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def option(value: str = "v", words: str = "x", **more: Any) -> Json:
    return {"text": text(words), "value": value, **more}


def choice(kind: str, *options: Json, **more: Any) -> Json:
    return {"type": kind, "action_id": "a", "options": list(options), **more}


def field(element: Json, **more: Any) -> Json:
    block = {"type": "input", "block_id": "name", "label": text("Name"), "element": element}
    return {**block, **more}


def typed(**more: Any) -> Json:
    return {"type": "plain_text_input", "action_id": "name", **more}


def modal(*blocks: Json | None, **more: Any) -> Json:
    return {
        "type": "modal",
        "callback_id": "goal.save",
        "title": text("Rungs"),
        "submit": text("Save"),
        "blocks": list(blocks or [section()]),
        **more,
    }


def message(*blocks: Json, **more: Any) -> Json:
    return {"text": "fallback", "blocks": list(blocks), **more}


def confirm(**more: Any) -> Json:
    words = {name: text(name) for name in ("title", "text", "confirm", "deny")}
    return {**words, **more}


def several(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


def chart(series: int = 1, title: str = "Chats a day") -> Json:
    shown = {"type": "line", "series": [{"name": str(number)} for number in range(series)]}
    return {"type": "data_visualization", "title": title, "chart": shown}


def buttons(count: int) -> list[Json]:
    return [button(action_id=f"a{number}") for number in range(count)]


MESSAGES: dict[str, tuple[Json, Json]] = {
    # what: (the most that Slack takes, one past it)
    "blocks": (message(*[section()] * 50), message(*[section()] * 51)),
    "fallback": (message(text="x" * 4000), message(text="x" * 4001)),
    "no fallback": (message(section()), message(section(), text=" ")),
    "link_names": (message(), message(link_names=True)),
    "parse": (message(), message(parse="full")),
    "section text": (message(section("x" * 3000)), message(section("x" * 3001))),
    "section of nothing": (message(section()), message({"type": "section"})),
    "empty section": (message(section()), message(section(" "))),
    "fields": (
        message({"type": "section", "fields": [text()] * 10}),
        message({"type": "section", "fields": [text()] * 11}),
    ),
    "field text": (
        message({"type": "section", "fields": [text("x" * 2000)]}),
        message({"type": "section", "fields": [text("x" * 2001)]}),
    ),
    "header": (
        message({"type": "header", "text": text("x" * 150)}),
        message({"type": "header", "text": text("x" * 151)}),
    ),
    "header in mrkdwn": (
        message({"type": "header", "text": text()}),
        message({"type": "header", "text": text("x", "mrkdwn")}),
    ),
    "context": (
        message({"type": "context", "elements": [text()] * 10}),
        message({"type": "context", "elements": [text()] * 11}),
    ),
    "empty context": (
        message({"type": "context", "elements": [text()]}),
        message({"type": "context", "elements": []}),
    ),
    "button in context": (
        message({"type": "context", "elements": [text()]}),
        message({"type": "context", "elements": [button()]}),
    ),
    "actions": (message(actions(*buttons(25))), message(actions(*buttons(26)))),
    "no actions": (message(actions(button())), message(actions())),
    "text input among actions": (message(actions(button())), message(actions(typed()))),
    "button text": (message(actions(button("x" * 75))), message(actions(button("x" * 76)))),
    "button value": (
        message(actions(button(value="x" * 2000))),
        message(actions(button(value="x" * 2001))),
    ),
    "button url": (
        message(actions(button(url="x" * 3000))),
        message(actions(button(url="x" * 3001))),
    ),
    "button style": (
        message(actions(button(style="danger"))),
        message(actions(button(style="warning"))),
    ),
    "accessory": (message(section(accessory=button())), message(section(accessory=typed()))),
    "action_id": (
        message(actions(button(action_id="x" * 255))),
        message(actions(button(action_id="x" * 256))),
    ),
    "no action_id": (message(actions(button())), message(actions(button(action_id="")))),
    "action_ids alike": (
        message(actions(button(), button(action_id="b"))),
        message(actions(button(), button())),
    ),
    "block_id": (message(section(block_id="x" * 255)), message(section(block_id="x" * 256))),
    "block_ids alike": (
        message(section(block_id="a"), section(block_id="b")),
        message(section(block_id="a"), section(block_id="a")),
    ),
    "confirm title": (
        message(actions(button(confirm=confirm(title=text("x" * 100))))),
        message(actions(button(confirm=confirm(title=text("x" * 101))))),
    ),
    "confirm text": (
        message(actions(button(confirm=confirm(text=text("x" * 300, "mrkdwn"))))),
        message(actions(button(confirm=confirm(text=text("x" * 301, "mrkdwn"))))),
    ),
    "confirm button": (
        message(actions(button(confirm=confirm(confirm=text("x" * 30))))),
        message(actions(button(confirm=confirm(confirm=text("x" * 31))))),
    ),
    "deny button": (
        message(actions(button(confirm=confirm(deny=text("x" * 30))))),
        message(actions(button(confirm=confirm(deny=text("x" * 31))))),
    ),
    "select": (
        message(actions(choice("static_select", *several(100)))),
        message(actions(choice("static_select", *several(101)))),
    ),
    "select without options": (
        message(actions(choice("static_select", option()))),
        message(actions(choice("static_select"))),
    ),
    "overflow": (
        message(actions(choice("overflow", *several(5)))),
        message(actions(choice("overflow", *several(6)))),
    ),
    "radio buttons": (
        message(actions(choice("radio_buttons", *several(10)))),
        message(actions(choice("radio_buttons", *several(11)))),
    ),
    "checkboxes": (
        message(actions(choice("checkboxes", *several(10)))),
        message(actions(choice("checkboxes", *several(11)))),
    ),
    "option text": (
        message(actions(choice("static_select", option(words="x" * 75)))),
        message(actions(choice("static_select", option(words="x" * 76)))),
    ),
    "option text in mrkdwn": (
        message(actions(choice("checkboxes", option() | {"text": text("x", "mrkdwn")}))),
        message(actions(choice("static_select", option() | {"text": text("x", "mrkdwn")}))),
    ),
    "option value": (
        message(actions(choice("static_select", option("x" * 150)))),
        message(actions(choice("static_select", option("x" * 151)))),
    ),
    "option description": (
        message(actions(choice("overflow", option(description=text("x" * 75))))),
        message(actions(choice("overflow", option(description=text("x" * 76))))),
    ),
    "options alike": (
        message(actions(choice("static_select", option("a"), option("b")))),
        message(actions(choice("static_select", option("a"), option("a")))),
    ),
    "initial option": (
        message(actions(choice("static_select", option(), initial_option=option()))),
        message(actions(choice("static_select", option(), initial_option=option(words="y")))),
    ),
    "initial options": (
        message(actions(choice("checkboxes", option(), initial_options=[option()]))),
        message(actions(choice("checkboxes", option(), initial_options=[option("w")]))),
    ),
    "no initial options": (
        message(actions(choice("checkboxes", option()))),
        message(actions(choice("checkboxes", option(), initial_options=[]))),
    ),
    "placeholder": (
        message(actions(choice("static_select", option(), placeholder=text("x" * 150)))),
        message(actions(choice("static_select", option(), placeholder=text("x" * 151)))),
    ),
    "a date": (
        message(actions({"type": "datepicker", "action_id": "a", "initial_date": "2026-12-18"})),
        message(actions({"type": "datepicker", "action_id": "a", "initial_date": "18.12.2026"})),
    ),
    "a time": (
        message(actions({"type": "timepicker", "action_id": "a", "initial_time": "09:30"})),
        message(actions({"type": "timepicker", "action_id": "a", "initial_time": "09:30:00"})),
    ),
    "an image": (
        message({"type": "image", "image_url": "https://x.example/y.png", "alt_text": "a chart"}),
        message({"type": "image", "image_url": "https://x.example/y.png", "alt_text": ""}),
    ),
    "table": (
        message({"type": "table", "rows": [[text()] * 20] * 100}),
        message({"type": "table", "rows": [[text()] * 20] * 101}),
    ),
    "markdown": (
        message({"type": "markdown", "text": "x" * 12_000}),
        message({"type": "markdown", "text": "x" * 12_001}),
    ),
    "series of a chart": (message(chart(6)), message(chart(7))),
    "title of a chart": (message(chart(title="x" * 50)), message(chart(title="x" * 51))),
    "alert in a message": (message(section()), message({"type": "alert", "text": text()})),
    "words that call everybody": (
        message(section("&lt;!channel&gt; and <@U1>")),
        message(section("<!channel>")),
    ),
    "fallback that calls everybody": (message(text="&lt;!here&gt;"), message(text="<!here>")),
    "a group called in a small line": (
        message({"type": "context", "elements": [text("<!subteam^S1>")]}),  # plain text is words
        message({"type": "context", "elements": [text("<!subteam^S1>", "mrkdwn")]}),
    ),
}

VIEWS: dict[str, tuple[Json, Json]] = {
    "blocks": (modal(*[section()] * 100), modal(*[section()] * 101)),
    "no blocks": (modal(section()), modal(section(), blocks=[])),
    "a block that slack_sdk dropped": (modal(section()), modal(section(), None)),
    "bytes": (
        modal(*[section("x" * 2900)] * 80),
        modal(*[section("x" * 2900)] * 90),
    ),
    "title": (modal(title=text("x" * 24)), modal(title=text("x" * 25))),
    "no title": (modal(), {k: v for k, v in modal().items() if k != "title"}),
    "submit": (modal(submit=text("x" * 24)), modal(submit=text("x" * 25))),
    "close": (modal(close=text("x" * 24)), modal(close=text("x" * 25))),
    "inputs without submit": (modal(field(typed())), modal(field(typed()), submit=None)),
    "inputs that nobody hears of": (
        modal(field(typed())),
        modal(field(typed()), callback_id=""),
    ),
    "private_metadata": (
        modal(private_metadata="x" * 3000),
        modal(private_metadata="x" * 3001),
    ),
    "callback_id": (modal(callback_id="x" * 255), modal(callback_id="x" * 256)),
    "label": (
        modal(field(typed(), label=text("x" * 2000))),
        modal(field(typed(), label=text("x" * 2001))),
    ),
    "hint": (
        modal(field(typed(), hint=text("x" * 2000))),
        modal(field(typed(), hint=text("x" * 2001))),
    ),
    "input without block_id": (modal(field(typed())), modal(field(typed(), block_id=None))),
    "input without action_id": (modal(field(typed())), modal(field(typed(action_id=None)))),
    "button as an input": (modal(field(typed())), modal(field(button()))),
    "initial text": (
        modal(field(typed(initial_value="x" * 3000))),
        modal(field(typed(initial_value="x" * 3001))),
    ),
    "initial text past its own limit": (
        modal(field(typed(initial_value="xxx", max_length=3))),
        modal(field(typed(initial_value="xxxx", max_length=3))),
    ),
    "initial text of nothing": (modal(field(typed())), modal(field(typed(initial_value="")))),
    "max_length": (
        modal(field(typed(max_length=3000))),
        modal(field(typed(max_length=3001))),
    ),
    "two in focus": (
        modal(field(typed(focus_on_load=True)), field(typed(), block_id="b")),
        modal(field(typed(focus_on_load=True)), field(typed(focus_on_load=True), block_id="b")),
    ),
    "a number": (
        modal(field({"type": "number_input", "action_id": "a", "is_decimal_allowed": True})),
        modal(field({"type": "number_input", "action_id": "a"})),
    ),
    "table in a modal": (modal(section()), modal({"type": "table", "rows": [[text()]]})),
    "markdown in Home": (
        {"type": "home", "blocks": [section()]},
        {"type": "home", "blocks": [{"type": "markdown", "text": "x"}]},
    ),
    "neither modal nor home": (modal(), modal(type="tab")),
}


@pytest.mark.parametrize("what", MESSAGES)
def test_messages(what: str) -> None:
    fine, too_much = MESSAGES[what]
    assert lint_message(fine) == []
    assert len(lint_message(too_much)) == 1


@pytest.mark.parametrize("what", VIEWS)
def test_views(what: str) -> None:
    fine, too_much = VIEWS[what]
    assert lint_view(fine) == []
    assert len(lint_view(too_much)) == 1


def test_a_problem_says_where_and_how_much() -> None:
    (problem,) = lint_message(
        message(section(), actions(button(), button("x" * 80, action_id="b")))
    )
    assert problem == "blocks[1] actions.elements[1].text: 80 characters, at most 75"


@pytest.mark.parametrize(
    "words",
    [
        "1 goals under way",
        "There are 1 that add to it",
        "1 people",
        "2 goal",
        "0 draft",
        "Rungs 1 and 2 and 3 of 4",
        "Maya and Tom and Ana",
        "due 2026-12-18",
        "@U0SAM00001 has it",
        "U0SAM00001",
        "84.7666 of 90 %",
    ],
)
def test_no_text_may_read_like_a_machines(words):
    assert lint_message({"text": words})


@pytest.mark.parametrize(
    "words",
    [
        "1 goal, 2 goals, 0 drafts, 1 person",
        "Rung 1 waits: G-1 adds to it",
        "Rungs 1 to 12 of 12",
        "Rungs 1, 2 and 4",
        "Fri 18 Dec 2026",
        "<@U0SAM00001> in <#C0SAM00001>",
        "29.9999 of 30",
        "1.2345 of 2",
        "“1 goals”, as you say",
        "1:1 talks, 21 goals, 1,200 chats",
        "Write `2026-12-18`",
    ],
)
def test_what_people_say_may_be_said(words):
    assert not lint_message({"text": words})
