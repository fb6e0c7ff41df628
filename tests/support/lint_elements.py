"""The limits of what stands inside blocks: texts, buttons, selects, inputs.

https://docs.slack.dev/reference/block-kit/block-elements and …/composition-objects.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

Payload = Mapping[str, Any]

TEXT = 3000
BUTTON, VALUE, URL = 75, 2000, 3000
OPTION_TEXT, OPTION_VALUE, OPTION_DESCRIPTION = 75, 150, 75
PLACEHOLDER = 150
INPUT_TEXT = 3000
ID = 255
CONFIRM = {"title": 100, "text": 300, "confirm": 30, "deny": 30}
MOST_OPTIONS = {
    "static_select": 100,
    "multi_static_select": 100,
    "overflow": 5,
    "radio_buttons": 10,
    "checkboxes": 10,
}

PICKERS = {"datepicker", "timepicker"}
SELECTS = {
    f"{kind}_select" for kind in ("static", "external", "users", "conversations", "channels")
}
MULTI_SELECTS = {f"multi_{select}" for select in SELECTS}
CHOICES = {"radio_buttons", "checkboxes"}
TYPED = {"plain_text_input", "number_input", "email_text_input", "url_text_input"}

ELEMENTS_IN = {
    "section": {"button", "overflow", "image"} | PICKERS | SELECTS | MULTI_SELECTS | CHOICES,
    "actions": {"button", "overflow", "datetimepicker"}
    | PICKERS
    | SELECTS
    | MULTI_SELECTS
    | CHOICES,
    "context": {"image", "mrkdwn", "plain_text"},
    "context_actions": {"feedback_buttons", "icon_button"},
    "input": TYPED
    | {"datetimepicker", "rich_text_input", "file_input"}
    | PICKERS
    | SELECTS
    | MULTI_SELECTS
    | CHOICES,
}


def size(where: str, text: str, at_most: int) -> Iterator[str]:
    """A text that is longer than its place."""
    if len(text) > at_most:
        yield f"{where}: {len(text)} characters, at most {at_most}"


def text_problems(
    where: str, text: Payload | None, at_most: int = TEXT, *, plain: bool = False
) -> Iterator[str]:
    """What is wrong with a text object."""
    if not isinstance(text, Mapping) or text.get("type") not in ("plain_text", "mrkdwn"):
        yield f"{where}: needs a text object, not {text!r}"
        return
    if plain and text["type"] != "plain_text":
        yield f"{where}: takes plain_text only"
    if not (text.get("text") or "").strip():
        yield f"{where}: empty"
    yield from size(where, text.get("text") or "", at_most)


def element_problems(where: str, element: Payload) -> Iterator[str]:
    """What is wrong with an element, of a kind that may stand where it does."""
    kind = element["type"]
    if kind in ("mrkdwn", "plain_text"):
        yield from text_problems(where, element)
        return
    if kind == "image":
        yield from _image(where, element)
        return
    yield from size(f"{where}.action_id", element.get("action_id") or "", ID)
    if not element.get("action_id"):
        yield f"{where}: a {kind} without action_id"
    if element.get("placeholder"):
        yield from text_problems(
            f"{where}.placeholder", element["placeholder"], PLACEHOLDER, plain=True
        )
    if element.get("confirm"):
        yield from _confirm(f"{where}.confirm", element["confirm"])
    if kind == "button":
        yield from _button(where, element)
    if kind in MOST_OPTIONS:
        yield from _options(where, element)
    if kind in TYPED:
        yield from _typed(where, element)
    yield from _moments(where, element)


def _image(where: str, image: Payload) -> Iterator[str]:
    if not (image.get("alt_text") or "").strip():
        yield f"{where}.alt_text: empty"
    yield from size(f"{where}.alt_text", image.get("alt_text") or "", 2000)
    if not image.get("image_url") and not image.get("slack_file"):
        yield f"{where}: an image of nothing"
    yield from size(f"{where}.image_url", image.get("image_url") or "", URL)


def _button(where: str, button: Payload) -> Iterator[str]:
    yield from text_problems(f"{where}.text", button.get("text"), BUTTON, plain=True)
    yield from size(f"{where}.value", button.get("value") or "", VALUE)
    yield from size(f"{where}.url", button.get("url") or "", URL)
    yield from size(f"{where}.accessibility_label", button.get("accessibility_label") or "", BUTTON)
    if button.get("style", "primary") not in ("primary", "danger"):
        yield f"{where}.style: {button['style']!r}"


def _confirm(where: str, confirm: Payload) -> Iterator[str]:
    for name, at_most in CONFIRM.items():
        yield from text_problems(
            f"{where}.{name}", confirm.get(name), at_most, plain=name != "text"
        )


def _options(where: str, element: Payload) -> Iterator[str]:
    groups = element.get("option_groups") or []
    options = [*(element.get("options") or [])]
    for number, group in enumerate(groups):
        yield from text_problems(f"{where}.option_groups[{number}]", group.get("label"), 75)
        options += group.get("options") or []
    at_most = MOST_OPTIONS[element["type"]]
    if len(groups) > 100:
        yield f"{where}.option_groups: {len(groups)}, at most 100"
    if not options or (len(options) > at_most and not groups):
        yield f"{where}.options: {len(options)}, between 1 and {at_most}"
    for number, option in enumerate(options):
        yield from _option(f"{where}.options[{number}]", option, element["type"])
    for value, times in Counter(option.get("value") for option in options).items():
        if times > 1:
            yield f"{where}.options: {times} of the value {value!r}"
    chosen = [element.get("initial_option"), *(element.get("initial_options") or [])]
    for initial in filter(None, chosen):
        if initial not in options:
            yield f"{where}: the initial option {initial.get('value')!r} is not among the options"
    if element.get("initial_options") == []:
        yield f"{where}.initial_options: an empty list"


def _option(where: str, option: Payload, kind: str) -> Iterator[str]:
    yield from text_problems(
        f"{where}.text", option.get("text"), OPTION_TEXT, plain=kind not in CHOICES
    )
    if not option.get("value"):
        yield f"{where}.value: empty"
    yield from size(f"{where}.value", option.get("value") or "", OPTION_VALUE)
    if option.get("description"):
        yield from text_problems(
            f"{where}.description",
            option["description"],
            OPTION_DESCRIPTION,
            plain=kind not in CHOICES,
        )


def _typed(where: str, element: Payload) -> Iterator[str]:
    initial = element.get("initial_value")
    if initial == "":
        yield f"{where}.initial_value: empty; leave it out"
    if element["type"] == "number_input":
        if "is_decimal_allowed" not in element:
            yield f"{where}.is_decimal_allowed: missing"
        return
    at_most = element.get("max_length", INPUT_TEXT)
    if not 1 <= at_most <= INPUT_TEXT:
        yield f"{where}.max_length: {at_most}, between 1 and {INPUT_TEXT}"
    if not 0 <= element.get("min_length", 0) <= at_most:
        yield f"{where}.min_length: {element['min_length']}, between 0 and {at_most}"
    yield from size(f"{where}.initial_value", initial or "", at_most)


def _moments(where: str, element: Payload) -> Iterator[str]:
    for name, read in (("initial_date", date.fromisoformat), ("initial_time", time.fromisoformat)):
        value = element.get(name)
        if value is None:
            continue
        try:
            read(value)
        except ValueError:
            yield f"{where}.{name}: {value!r} is not one"
        else:
            if name == "initial_time" and len(value) != len("09:30"):
                yield f"{where}.{name}: {value!r} is not HH:MM"
