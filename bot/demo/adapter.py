"""Stands between the bot and the local Slack, so that the real views stay real.

Blocks are rewritten on the way out into what the local Slack can show, each keeping its original
under `was`, which the local Slack hands back; payloads are rewritten on the way in into what
Slack would have sent. The rest of the bot knows nothing of it.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk.web import SlackResponse
from slack_sdk.web.base_client import BaseClient
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.demo.elements import BRIDGES, Directory, Json, Many, complaint

_KNOWN_BLOCKS = {"section", "header", "divider", "context", "image", "actions", "input"}
_ENTITIES = {"&lt;": "<\u2060", "&gt;": ">", "&amp;": "&"}  # a joiner, or <@U1> would be a mention


class Adapter:
    """The two directions of the bridge for one workspace."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory
        self._homes: dict[str, Json] = {}  # the last Home of each person, by user id

    # out: what Slack is told

    def told(self, arguments: Json) -> Json:
        """What a Web API call or a response_url is given, for the local Slack."""
        if arguments.get("blocks"):
            arguments = {**arguments, "blocks": self._shown(arguments["blocks"])}
        if arguments.get("text"):
            arguments = {**arguments, "text": _literal(arguments["text"])}
        if arguments.get("view"):
            arguments = {**arguments, "view": self._shown_view(arguments["view"])}
        return arguments

    def answered(self, method: str, arguments: Json, answer: SlackResponse) -> None:
        """Take note of what the local Slack made of a call."""
        if method == "views.publish" and answer.get("ok"):
            self._homes[arguments["user_id"]] = dict(answer["view"])

    def acknowledgement(self, body: Json, request: Json) -> Json:
        """The body of an acknowledgement, for the local Slack."""
        if "errors" in body:  # the local Slack shows the key, where Slack shows the field
            labels = {b["block_id"]: _label(b) for b in _blocks(request) if b["type"] == "input"}
            named = {labels.get(key, key): words for key, words in body["errors"].items()}
            return {**body, "errors": named}
        return self.told(body)

    def _shown_view(self, view: Json) -> Json:
        return {**view, "blocks": self._shown(view["blocks"])}

    def _shown(self, blocks: list[Json]) -> list[Json]:
        shown = [self._shown_block(block) for block in blocks]
        return [
            new if new == old else {**new, "was": old}
            for new, old in zip(shown, blocks, strict=True)
        ]

    def _shown_block(self, block: Json) -> Json:
        kind = block["type"]
        if kind not in _KNOWN_BLOCKS:
            words = {"type": "mrkdwn", "text": _literal("\n".join(_words(block)))}
            return {"type": "section", "text": words}
        if kind == "input":
            element, optional = block["element"], block.get("optional", False)
            shown = BRIDGES[element["type"]].show(element, self._directory, optional)
            return {**block, "element": shown, **_hint_on_ticks(block)}
        if kind == "actions":
            return {**block, "elements": [self._shown_action(e) for e in block["elements"]]}
        if kind == "context":
            return {**block, "elements": [_shown_text(e) for e in block["elements"]]}
        if kind == "section":
            return self._shown_section(block)
        return block

    def _shown_section(self, block: Json) -> Json:
        shown = dict(block)
        if block.get("text"):
            shown["text"] = _shown_text(block["text"])
        if block.get("fields"):
            shown["fields"] = [_shown_text(field) for field in block["fields"]]
        if block.get("accessory"):
            shown["accessory"] = self._shown_action(block["accessory"])
        return shown

    def _shown_action(self, element: Json) -> Json:
        if element["type"] not in BRIDGES or element["type"] == "datepicker":
            return element
        shown = BRIDGES[element["type"]].show(element, self._directory, optional=False)
        # Outside of forms the local Slack has no boxes or radio buttons, only selects.
        return {**shown, "type": "static_select"}

    # in: what the person did

    def payload(self, payload: Json) -> Json:
        """A Socket Mode payload as Slack would have sent it."""
        kind = payload.get("type")
        if kind == "view_submission":
            return {**payload, "view": _answered_view(payload["view"])}
        if kind == "view_closed":
            return {**payload, "view": _original_view(payload["view"])}
        if kind == "block_actions":
            return self._clicked(payload)
        if "command" in payload:
            return {**payload, "text": self._named(_escaped(payload.get("text", "")))}
        if kind == "event_callback" and isinstance(payload["event"].get("text"), str):
            event = {**payload["event"], "text": _escaped(payload["event"]["text"])}
            return {**payload, "event": event}
        return payload

    def complaints(self, payload: Json) -> dict[str, str]:
        """What Slack's form would have refused to send, by block id; {} lets it through."""
        if payload.get("type") != "view_submission":
            return {}
        values = payload["view"]["state"]["values"]
        inputs = [b for b in payload["view"]["blocks"] if b["type"] == "input"]
        found = {
            b["block_id"]: complaint(b, values[b["block_id"]][b["element"]["action_id"]])
            for b in inputs
        }
        return {block_id: words for block_id, words in found.items() if words}

    def _clicked(self, payload: Json) -> Json:
        payload = dict(payload)
        message = payload.pop("message", None)
        if message is None:  # on Home, which the local Slack sends without its view
            view = self._homes.get(payload["user"]["id"], {"type": "home", "blocks": []})
            original = _original_view(view)
            payload["container"] = {"type": "view", "view_id": view.get("id", "")}
            payload["view"] = original
            payload.pop("channel", None)
            payload.pop("response_url", None)
        else:
            original = {**message, "blocks": _originals(message.get("blocks", []))}
            private = message.get("subtype") == "ephemeral"
            payload["container"] = {**payload["container"], "is_ephemeral": private}
            if not private:  # Slack hands back no ephemeral message either
                payload["message"] = original
        payload["actions"] = [_answered_action(a, original["blocks"]) for a in payload["actions"]]
        return payload

    def _named(self, text: str) -> str:
        """Mentions as commands bring them, with the name: <@U1|Maya>."""
        people = self._directory.people
        return re.sub(
            r"<@([A-Z0-9]+)>", lambda found: f"<@{found[1]}|{people.get(found[1], '')}>", text
        )


def _escaped(text: str) -> str:
    """People's words as Slack escapes them: all but mentions of people and channels."""
    pieces = re.split(r"(<[@#][A-Z0-9]+(?:\|[^<>]*)?>)", text)  # words, mention, words, …
    pieces[::2] = [html.escape(words, quote=False) for words in pieces[::2]]
    return "".join(pieces)


def _literal(text: str) -> str:
    """The local Slack shows &lt; as it stands, and knows no special mentions that could harm."""
    return re.sub("|".join(_ENTITIES), lambda found: _ENTITIES[found[0]], text)


def _shown_text(text: Json) -> Json:
    return {**text, "text": _literal(text["text"])} if text["type"] == "mrkdwn" else text


def _words(node: Any) -> Iterator[str]:
    """Every text within a block of a kind that the local Slack does not know, in order."""
    if isinstance(node, list):
        for child in node:
            yield from _words(child)
    elif isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for child in node.values():
            yield from _words(child)


def _hint_on_ticks(block: Json) -> Json:
    bridge = BRIDGES[block["element"]["type"]]
    if not (isinstance(bridge, Many) and block["element"].get(f"initial_{bridge.field}")):
        return {}
    hint = block.get("hint", {}).get("text", "")
    words = f"{hint} (Demo: ✓ is chosen; tick it to take it off.)".strip()
    return {"hint": {"type": "plain_text", "text": words}}


def _label(block: Json) -> str:
    return str(block["label"]["text"])


def _blocks(payload: Json) -> list[Json]:
    blocks: list[Json] = payload.get("view", {}).get("blocks", [])
    return blocks


def _originals(blocks: list[Json]) -> list[Json]:
    return [block.get("was", block) for block in blocks]


def _original_view(view: Json) -> Json:
    return {**view, "blocks": _originals(view["blocks"])}


def _answered_view(view: Json) -> Json:
    view = _original_view(view)
    given = view["state"]["values"]
    values: dict[str, Json] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element, block_id = block["element"], block["block_id"]
            raw = given.get(block_id, {}).get(element["action_id"], {})
            answer = BRIDGES[element["type"]].answer(element, raw)
            values[block_id] = {element["action_id"]: answer}
    return {**view, "state": {"values": values}}


def _answered_action(action: Json, blocks: list[Json]) -> Json:
    block = next((b for b in blocks if b.get("block_id") == action.get("block_id")), {})
    elements = [*block.get("elements", []), *filter(None, [block.get("accessory")])]
    element = next((e for e in elements if e.get("action_id") == action["action_id"]), None)
    if element is None or element["type"] not in BRIDGES:
        return action
    kept = {key: action[key] for key in action if not key.startswith("selected_")}
    return {**kept, **BRIDGES[element["type"]].answer(element, action)}


@contextmanager
def attached(adapter: Adapter) -> Iterator[None]:
    """Lets all that this process hears from Slack and tells it pass through the adapter.

    It replaces methods of slack_sdk's and Bolt's classes for the block: Bolt makes a new client
    for each request, so an adapted client of the demo's own would not be what the handlers get.
    """
    call, send, dispatch = BaseClient.api_call, WebhookClient.send_dict, App.dispatch

    def adapted_call(self: BaseClient, api_method: str, **options: Any) -> SlackResponse:
        if not options.get("json"):
            return call(self, api_method, **options)
        arguments = adapter.told(options["json"])
        answer = call(self, api_method, **{**options, "json": arguments})
        adapter.answered(api_method, arguments, answer)
        return answer

    def adapted_send(
        self: WebhookClient, body: Json, headers: dict[str, str] | None = None
    ) -> WebhookResponse:
        return send(self, adapter.told(body), headers)

    def adapted_dispatch(self: App, req: BoltRequest) -> BoltResponse:
        payload = adapter.payload(req.body)
        if complaints := adapter.complaints(payload):
            refusal = {"response_action": "errors", "errors": complaints}
            answer = adapter.acknowledgement(refusal, payload)
            return BoltResponse(status=200, body=json.dumps(answer))
        heard = BoltRequest(body=payload, headers=req.headers, mode=req.mode)
        req.body, req.raw_body, req.context = heard.body, heard.raw_body, heard.context
        response = dispatch(self, req)
        if response.body.startswith("{"):
            answer = adapter.acknowledgement(json.loads(response.body), payload)
            response.body = json.dumps(answer)
        return response

    BaseClient.api_call = adapted_call  # type: ignore
    WebhookClient.send_dict = adapted_send  # type: ignore
    App.dispatch = adapted_dispatch  # type: ignore
    try:
        yield
    finally:
        BaseClient.api_call, WebhookClient.send_dict, App.dispatch = call, send, dispatch  # type: ignore
