"""What people have before their eyes: messages, modals and Home, read as people read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class Screen:
    """Anything made of blocks."""

    blocks: list[Json]

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.words}>"

    @property
    def words(self) -> str:
        """Everything that can be read on it, from top to bottom, one piece a line."""
        return "\n".join(filter(None, (text for block in self.blocks for text in _texts(block))))

    @property
    def elements(self) -> list[tuple[Json, Json]]:
        """Everything that can be clicked or filled in, as (block, element)."""
        return [(block, element) for block in self.blocks for element in _interactive(block)]

    @property
    def buttons(self) -> list[str]:
        """The labels of its buttons, from top to bottom, and of those behind "…"."""
        return [
            name
            for _, element in self.elements
            if element["type"] in ("button", "overflow")
            for name in _labels(element)
        ]

    def find(self, what: str, *, near: str | None = None) -> tuple[Json, Json]:
        """The button, or the element that offers the option, of this label or action_id.

        `near`: the first at or below the block that holds these words; needed where several
        are alike. Raises AssertionError with what there is.
        """
        blocks = self.blocks
        if near is not None:
            at = [n for n, block in enumerate(blocks) if near in "\n".join(_texts(block))]
            assert at, f"{near!r} is nowhere in:\n{self.words}"
            blocks = blocks[at[0] :]
        found = [(b, e) for b in blocks for e in _interactive(b) if what in _names(e)]
        assert found, f"nothing to click called {what!r}; there is {self._choices()}"
        assert near or len(found) == 1, f"{len(found)} are called {what!r}; say near which words"
        return found[0]

    def _choices(self) -> str:
        return "; ".join("/".join(_names(element)) for _, element in self.elements) or "nothing"


@dataclass(eq=False, repr=False)
class Message(Screen):
    """A message as it stands now. `text` is its fallback; `versions` are all it ever showed."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json]
    ephemeral_to: str | None = None
    thread_ts: str | None = None
    metadata: Json | None = None
    deleted: bool = False
    versions: list[Json] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.versions.append({"text": self.text, "blocks": self.blocks})

    def show(self, text: str, blocks: list[Json]) -> None:
        """Edit it."""
        self.text, self.blocks = text, blocks
        self.versions.append({"text": text, "blocks": blocks})

    @property
    def words(self) -> str:
        return super().words if self.blocks else self.text


@dataclass(repr=False)
class View(Screen):
    """A modal or a Home as Slack holds it: `raw` is the view with its id."""

    raw: Json

    @property
    def blocks(self) -> list[Json]:  # type: ignore[override]
        return self.raw["blocks"]

    @property
    def id(self) -> str:
        return self.raw["id"]

    @property
    def title(self) -> str:
        return (self.raw.get("title") or {}).get("text", "")

    @property
    def callback_id(self) -> str:
        return self.raw.get("callback_id", "")

    @property
    def fields(self) -> dict[str, Any]:
        """What its fields hold when it opens: block_id → text, option value(s), date, users."""
        return {
            block["block_id"]: plain_value(initial_state(element))
            for block, element in self.elements
            if block["type"] == "input"
        }

    @property
    def labels(self) -> dict[str, str]:
        """Its fields: block_id → label."""
        return {b["block_id"]: b["label"]["text"] for b in self.blocks if b["type"] == "input"}


def label(element: Mapping[str, Any]) -> str:
    """The words on a button; "" for anything else."""
    return element["text"]["text"] if element["type"] == "button" else ""


def options(element: Mapping[str, Any]) -> list[Json]:
    """What a select, overflow, radio group or checkboxes offer."""
    grouped = (o for group in element.get("option_groups") or [] for o in group["options"])
    return [*(element.get("options") or []), *grouped]


INITIAL = {
    **dict.fromkeys(
        ("plain_text_input", "number_input", "email_text_input", "url_text_input"),
        ("initial_value", "value"),
    ),
    **dict.fromkeys(("static_select", "radio_buttons"), ("initial_option", "selected_option")),
    **dict.fromkeys(("multi_static_select", "checkboxes"), ("initial_options", "selected_options")),
    "datepicker": ("initial_date", "selected_date"),
    "timepicker": ("initial_time", "selected_time"),
    "users_select": ("initial_user", "selected_user"),
    "multi_users_select": ("initial_users", "selected_users"),
    "conversations_select": ("initial_conversation", "selected_conversation"),
    "multi_conversations_select": ("initial_conversations", "selected_conversations"),
    "channels_select": ("initial_channel", "selected_channel"),
    "multi_channels_select": ("initial_channels", "selected_channels"),
}
"""Element type → where its initial value stands, and under what name Slack sends it back."""


def initial_state(element: Mapping[str, Any]) -> Json:
    """An untouched element's entry in state.values, as Slack sends it."""
    initial, sent = INITIAL[element["type"]]
    nothing: Any = [] if sent.endswith("s") else None
    return {"type": element["type"], sent: element.get(initial) or nothing}


def plain_value(state: Mapping[str, Any]) -> Any:
    """The value in an entry of state.values: text, date, ids, or the values of options."""
    value = next(value for name, value in state.items() if name != "type")
    if isinstance(value, list):
        return [v["value"] if isinstance(v, Mapping) else v for v in value]
    return value["value"] if isinstance(value, Mapping) else value


def _interactive(block: Mapping[str, Any]) -> list[Json]:
    elements = [*(block.get("elements") or ()), block.get("accessory"), block.get("element")]
    return [e for e in elements if isinstance(e, Mapping) and e.get("action_id")]


def _labels(element: Mapping[str, Any]) -> list[str]:
    if element["type"] == "overflow":
        return [option["text"]["text"] for option in options(element)]
    return [label(element)]


def _names(element: Mapping[str, Any]) -> list[str]:
    offered = [option["text"]["text"] for option in options(element)]
    return [*filter(None, [label(element)]), *offered, element["action_id"]]


def _texts(part: Any) -> Iterator[str]:
    """The texts inside a part of Block Kit, in reading order; alt texts too, ids and values not."""
    if isinstance(part, Mapping):
        for name, value in part.items():
            if name in ("text", "alt_text", "initial_value") and isinstance(value, str):
                yield value
            elif isinstance(value, Mapping | list) and not name.startswith("initial_option"):
                yield from _texts(value)
    elif isinstance(part, list):
        for piece in part:
            yield from _texts(piece)
