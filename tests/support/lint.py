"""What Slack would refuse, or show badly: every limit on messages and views, in one place, and how
their texts read.

Limits: https://docs.slack.dev/reference/block-kit and https://docs.slack.dev/reference/views.
slack_sdk.models checks some of them when it renders; this checks what was rendered.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.support.lint_elements import ELEMENTS_IN, element_problems, size, text_problems
from tests.support.lint_words import word_problems

Payload = Mapping[str, Any]

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
FALLBACK_TEXT = 4000  # what chat.update takes; an update must be able to say what a post said
TITLE = 24
METADATA = 3000
ID = 255

EVERYWHERE = {"section", "header", "context", "actions", "divider", "image", "input", "rich_text"}
BLOCKS_ON = {
    "message": EVERYWHERE
    | {"card", "carousel", "table", "markdown", "context_actions", "data_table"}
    | {"data_visualization"},
    "modal": EVERYWHERE | {"card", "alert"},
    "home": EVERYWHERE | {"card", "carousel"},
}

SHOUTS = re.compile(r"<!(channel|here|everyone|subteam)\b")
"""People's words that were not escaped: Rungs itself never calls a whole channel."""


def lint_message(payload: Payload) -> list[str]:
    """What is wrong with a message: {"text", "blocks", …} as it is posted, acknowledged or sent."""
    return list(_message(payload))


def lint_view(view: Payload) -> list[str]:
    """What is wrong with a modal or a Home."""
    return list(_view(view))


def _message(payload: Payload) -> Iterator[str]:
    text = payload.get("text") or ""
    if not text.strip():
        yield "text: a message needs words that stand in for its blocks"
    yield from size("text", text, FALLBACK_TEXT)
    if SHOUTS.search(text):
        yield f"text: calls everybody, {text!r}"
    for flag in ("link_names", "parse"):
        if payload.get(flag):
            yield f"{flag}: turns people's words into mentions"
    yield from _blocks(payload.get("blocks") or [], "message", MESSAGE_BLOCKS)
    yield from word_problems(payload)


def _view(view: Payload) -> Iterator[str]:
    kind = view.get("type")
    if kind not in ("modal", "home"):
        yield f"type: a view is a modal or a home, not {kind!r}"
        return
    if kind == "modal":
        yield from _modal_frame(view)
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        yield f"view: more than {VIEW_BYTES} bytes"
    yield from size("private_metadata", view.get("private_metadata") or "", METADATA)
    for name in ("callback_id", "external_id"):
        yield from size(name, view.get(name) or "", ID)
    blocks = view.get("blocks") or []
    if not blocks:
        yield "blocks: a view needs some"
    yield from _blocks(blocks, kind, VIEW_BLOCKS)
    yield from word_problems(view)


def _modal_frame(view: Payload) -> Iterator[str]:
    if "title" not in view:
        yield "title: a modal needs one"
    for name in ("title", "submit", "close"):
        if view.get(name) is not None:
            yield from text_problems(name, view[name], TITLE, plain=True)
    has_inputs = any(b and b.get("type") == "input" for b in view.get("blocks") or [])
    if has_inputs and not view.get("submit"):
        yield "submit: a modal with inputs needs it"
    if has_inputs and not view.get("callback_id"):
        yield "callback_id: without it nobody hears of this form"


def _blocks(blocks: Sequence[Payload | None], surface: str, at_most: int) -> Iterator[str]:
    if len(blocks) > at_most:
        yield f"blocks: {len(blocks)}, at most {at_most}"
    ids = Counter(b["block_id"] for b in blocks if b and b.get("block_id"))
    for block_id, times in ids.items():
        if times > 1:
            yield f"block_id {block_id!r}: {times} times"
    focused = json.dumps(blocks).count('"focus_on_load": true')
    if focused > 1:
        yield f"focus_on_load: {focused} times, at most one"
    for number, block in enumerate(blocks):
        if block is None:
            yield f"blocks[{number}]: nothing (a block that slack_sdk does not know?)"
            continue
        where = f"blocks[{number}] {block.get('type')}"
        if block.get("type") not in BLOCKS_ON[surface]:
            yield f"{where}: no such block in a {surface}"
            continue
        yield from size(f"{where}.block_id", block.get("block_id") or "", ID)
        yield from BLOCK_RULES.get(block["type"], _nothing)(where, block)
        yield from _unique_actions(where, block)
        for mrkdwn in _mrkdwn(block):
            if SHOUTS.search(mrkdwn):
                yield f"{where}: calls everybody, {mrkdwn!r}"


def _nothing(where: str, block: Payload) -> Iterator[str]:
    return iter(())


def _section(where: str, block: Payload) -> Iterator[str]:
    fields = block.get("fields") or []
    if not block.get("text") and not fields:
        yield f"{where}: needs text or fields"
    if block.get("text"):
        yield from text_problems(f"{where}.text", block["text"], 3000)
    if len(fields) > 10:
        yield f"{where}.fields: {len(fields)}, at most 10"
    for number, field in enumerate(fields):
        yield from text_problems(f"{where}.fields[{number}]", field, 2000)
    if block.get("accessory"):
        yield from _elements(f"{where}.accessory", [block["accessory"]], "section", 1)


def _header(where: str, block: Payload) -> Iterator[str]:
    yield from text_problems(f"{where}.text", block.get("text"), 150, plain=True)


def _context(where: str, block: Payload) -> Iterator[str]:
    yield from _elements(where, block.get("elements") or [], "context", 10)


def _actions(where: str, block: Payload) -> Iterator[str]:
    yield from _elements(where, block.get("elements") or [], "actions", 25)


def _context_actions(where: str, block: Payload) -> Iterator[str]:
    yield from _elements(where, block.get("elements") or [], "context_actions", 5)


def _input(where: str, block: Payload) -> Iterator[str]:
    yield from text_problems(f"{where}.label", block.get("label"), 2000, plain=True)
    if block.get("hint"):
        yield from text_problems(f"{where}.hint", block["hint"], 2000, plain=True)
    if not block.get("block_id"):
        yield f"{where}: an input needs its own block_id"
    yield from _elements(where, [block.get("element") or {}], "input", 1)


def _image(where: str, block: Payload) -> Iterator[str]:
    yield from element_problems(where, block)
    if block.get("title"):
        yield from text_problems(f"{where}.title", block["title"], 2000, plain=True)


def _rich_text(where: str, block: Payload) -> Iterator[str]:
    if not block.get("elements"):
        yield f"{where}: needs elements"


def _table(where: str, block: Payload) -> Iterator[str]:
    rows = block.get("rows") or []
    if not 1 <= len(rows) <= 100:
        yield f"{where}.rows: {len(rows)}, between 1 and 100"
    if any(not 1 <= len(row) <= 20 for row in rows):
        yield f"{where}.rows: between 1 and 20 cells each"


def _markdown(where: str, block: Payload) -> Iterator[str]:
    text = block.get("text") or ""
    if not text.strip():
        yield f"{where}.text: empty"
    yield from size(f"{where}.text", text, 12_000)


def _chart(where: str, block: Payload) -> Iterator[str]:
    title = block.get("title") or ""
    if not title.strip():
        yield f"{where}.title: empty"
    yield from size(f"{where}.title", title, 50)
    series = (block.get("chart") or {}).get("series") or []
    if len(series) > 6:
        yield f"{where}: {len(series)} series, at most 6"


BLOCK_RULES = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "context_actions": _context_actions,
    "input": _input,
    "image": _image,
    "rich_text": _rich_text,
    "table": _table,
    "markdown": _markdown,
    "data_visualization": _chart,
}


def _elements(where: str, elements: Sequence[Payload], block: str, at_most: int) -> Iterator[str]:
    if not 1 <= len(elements) <= at_most:
        yield f"{where}.elements: {len(elements)}, between 1 and {at_most}"
    for number, element in enumerate(elements):
        inside = where if at_most == 1 else f"{where}.elements[{number}]"
        if not element or element.get("type") not in ELEMENTS_IN[block]:
            yield f"{inside}: {element and element.get('type')!r} cannot stand in {block}"
            continue
        yield from element_problems(inside, element)


def _unique_actions(where: str, block: Payload) -> Iterator[str]:
    elements = [*(block.get("elements") or ()), block.get("accessory"), block.get("element")]
    if block["type"] not in ("actions", "section", "input", "context_actions"):
        return
    ids = Counter(e["action_id"] for e in elements if e and e.get("action_id"))
    for action_id, times in ids.items():
        if times > 1:
            yield f"{where}: action_id {action_id!r} {times} times"


def _mrkdwn(part: Any) -> Iterator[str]:
    """Every piece of mrkdwn (or Markdown) in a block."""
    if isinstance(part, Mapping):
        if part.get("type") in ("mrkdwn", "markdown"):
            yield part.get("text") or ""
        for value in part.values():
            yield from _mrkdwn(value)
    elif isinstance(part, list):
        for value in part:
            yield from _mrkdwn(value)
