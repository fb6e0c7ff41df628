"""What the local Slack cannot show as Slack does, element by element, and the bridge of each.

A bridge shows an element in a form that the local Slack knows, and turns what comes back into
what Slack would have sent for the original element. The local Slack shows no initial choice and
sends nothing for what was left alone, so nothing means the initial value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, Protocol

Json = dict[str, Any]
Source = Literal["own", "people", "channels", "times"]

NOTHING = "nothing"  # the value of the extra option that takes an optional choice away
TICKED = "✓ "


@dataclass(frozen=True)
class Directory:
    """Names by id of the workspace's people and channels, for the selects that list them."""

    people: Mapping[str, str]
    channels: Mapping[str, str]


class Bridge(Protocol):
    def show(self, element: Json, directory: Directory, optional: bool) -> Json:
        """The element as the local Slack can show it."""

    def answer(self, element: Json, given: Json) -> Json:
        """Slack's state for the original element, from what the local Slack sent."""


def _option(value: str, text: str) -> Json:
    return {"text": {"type": "plain_text", "text": text}, "value": value}


def _options(element: Json, source: Source, directory: Directory) -> list[Json]:
    if source == "people":
        return [_option(value, name) for value, name in directory.people.items()]
    if source == "channels":
        return [_option(value, f"#{name}") for value, name in directory.channels.items()]
    if source == "times":
        times = [f"{minutes // 60:02}:{minutes % 60:02}" for minutes in range(0, 24 * 60, 15)]
        return [_option(time, time) for time in times]
    return _own_options(element)


def _own_options(element: Json) -> list[Json]:
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(o for group in groups for o in group["options"])]


def _value(choice: Any) -> str:
    """The value of a choice, which is an option, a bare id or time, or nothing ("")."""
    return str(choice["value"] if isinstance(choice, dict) else choice or "")


def _with_description(option: Json) -> Json:
    if "description" not in option:
        return option
    words = f"{option['text']['text']} ({option['description']['text']})"
    return _option(option["value"], words)


def _one_line(text: str) -> str:
    return ", ".join(line for line in text.splitlines() if line.strip())


@dataclass(frozen=True)
class Written:
    """Words or a number. The local Slack has one line only: lines become commas."""

    def show(self, element: Json, directory: Directory, optional: bool) -> Json:
        shown: Json = {"type": "plain_text_input", "action_id": element["action_id"]}
        if "placeholder" in element:
            shown["placeholder"] = element["placeholder"]
        if element.get("initial_value"):
            shown["initial_value"] = _one_line(element["initial_value"])
        return shown

    def answer(self, element: Json, given: Json) -> Json:
        initial = element.get("initial_value") or ""
        value = given.get("value")
        untouched = value is None or value == _one_line(initial)
        return {"type": element["type"], "value": (initial if untouched else value) or None}


@dataclass(frozen=True)
class Dated:
    """A date, which the local Slack shows well."""

    def show(self, element: Json, directory: Directory, optional: bool) -> Json:
        return element

    def answer(self, element: Json, given: Json) -> Json:
        date = given.get("selected_date")
        if date is None:
            date = element.get("initial_date")
        return {"type": element["type"], "selected_date": date or None}


@dataclass(frozen=True)
class One:
    """One choice. A select whose placeholder is the initial choice looks as if it were chosen."""

    field: str  # the key of Slack's answer, and after "initial_" of the initial choice
    source: Source = "own"

    def show(self, element: Json, directory: Directory, optional: bool) -> Json:
        options = [_with_description(o) for o in _options(element, self.source, directory)]
        initial = _value(element.get(f"initial_{self.field}"))
        if not initial:
            radio = element["type"] == "radio_buttons"
            placeholder = element.get("placeholder") or _option("", "Choose")["text"]
            shown = "radio_buttons" if radio else "static_select"
        else:
            names = {option["value"]: option["text"]["text"] for option in options}
            placeholder = _option("", names.get(initial, initial))["text"]
            shown = "static_select"
            options = [*options, _option(NOTHING, "(none)")] if optional else options
        return {
            "type": shown,
            "action_id": element["action_id"],
            "placeholder": placeholder,
            "options": options,
        }

    def answer(self, element: Json, given: Json) -> Json:
        initial = element.get(f"initial_{self.field}")
        value = (given.get("selected_option") or {}).get("value")
        chosen = self._choice(element, value) if value else initial
        return {"type": element["type"], f"selected_{self.field}": chosen}

    def _choice(self, element: Json, value: str) -> Any:
        if value == NOTHING:
            return None
        if self.source != "own":
            return value
        return next(o for o in _own_options(element) if o["value"] == value)


@dataclass(frozen=True)
class Many:
    """Several choices as boxes. The initial ones carry a ✓, and ticking one takes it off."""

    field: str
    source: Source = "own"

    def show(self, element: Json, directory: Directory, optional: bool) -> Json:
        initial = self._initial(element)
        options = [_with_description(o) for o in _options(element, self.source, directory)]
        marked = [
            _option(o["value"], (TICKED if o["value"] in initial else "") + o["text"]["text"])
            for o in options
        ]
        return {"type": "checkboxes", "action_id": element["action_id"], "options": marked}

    def answer(self, element: Json, given: Json) -> Json:
        one = [given["selected_option"]] if given.get("selected_option") else []
        touched = [option["value"] for option in given.get("selected_options") or one]
        initial = self._initial(element)
        kept = [value for value in initial if value not in touched]
        values = kept + [value for value in touched if value not in initial]
        chosen = values if self.source != "own" else self._in_order(element, values)
        return {"type": element["type"], f"selected_{self.field}": chosen}

    def _initial(self, element: Json) -> list[str]:
        choices = element.get(f"initial_{self.field}") or []
        return [_value(choice) for choice in choices]

    def _in_order(self, element: Json, values: list[str]) -> list[Json]:
        return [option for option in _own_options(element) if option["value"] in values]


BRIDGES: Mapping[str, Bridge] = {
    "plain_text_input": Written(),
    "number_input": Written(),
    "email_text_input": Written(),
    "url_text_input": Written(),
    "datepicker": Dated(),
    "timepicker": One("time", "times"),
    "static_select": One("option"),
    "radio_buttons": One("option"),
    "users_select": One("user", "people"),
    "channels_select": One("channel", "channels"),
    "conversations_select": One("conversation", "channels"),
    "checkboxes": Many("options"),
    "multi_static_select": Many("options"),
    "multi_users_select": Many("users", "people"),
    "multi_channels_select": Many("channels", "channels"),
    "multi_conversations_select": Many("conversations", "channels"),
}


def complaint(block: Json, answer: Json) -> str | None:
    """What Slack's own form would say of this answer before sending it, or None."""
    value = next((v for key, v in answer.items() if key != "type"), None)
    if not value:
        return None if block.get("optional") else "Please complete this required field."
    element = block["element"]
    if element["type"] == "number_input":
        return _number_complaint(element, str(value))
    limit = element.get("max_length")
    if limit and isinstance(value, str) and len(value) > limit:
        return f"Please use no more than {limit} characters."
    return None


def _number_complaint(element: Json, value: str) -> str | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and number % 1:
        return "Please enter a whole number."
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(least):
        return f"Please enter {least} or more."
    if most is not None and number > Decimal(most):
        return f"Please enter {most} or less."
    return None
