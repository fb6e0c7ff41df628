"""What people do in Slack, as features get it: who acts, when, and the ways to answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from hashlib import blake2b
from http import HTTPStatus
from http.client import HTTPException
from typing import Any

import structlog
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from slack_sdk.webhook import WebhookClient

from goals.people import Actor
from goals.team_rules import SlackSilent
from handlers.ask_slack import acting
from handlers.carried import Carried, day_in, time_in
from handlers.spoken import legible
from handlers.views.message import Message
from handlers.views.parts import modal

log = structlog.stdlib.get_logger("rungs")

REPLACE_SECONDS = 2
"""For a message to be replaced: its form's acknowledgement, due within 3 s, waits for it."""


@dataclass(frozen=True)
class Trigger:
    """Something a person did: who, when (UTC), and the raw body that Slack sent."""

    actor: Actor
    now: datetime
    client: WebClient
    body: Mapping[str, Any]

    @property
    def today(self) -> date:
        """The actor's working date."""
        return self.actor.today(self.now)

    @property
    def channel_id(self) -> str:
        """The channel that it was done in; "" where that was none, as in Home and modals."""
        return ""

    @property
    def once_key(self) -> str:
        """What tells this one command, click or form when it is sent again; see store.events."""
        trigger_id = str(self.body["trigger_id"]).encode()
        return f"trigger:{blake2b(trigger_id, digest_size=20).hexdigest()}"

    def open(self, view: View) -> None:
        """Open a modal on this trigger: once, and within 3 s of it. Raises SlackSilent."""
        with acting():
            self.client.views_open(trigger_id=self.body["trigger_id"], view=view)


@dataclass(frozen=True)
class Command(Trigger):
    """A `/goal` command: the words behind its sub-command, and the channel it was said in."""

    words: str = ""

    @property
    def channel_id(self) -> str:
        """The channel that it was typed in."""
        return str(self.body["channel_id"])


@dataclass(frozen=True)
class Click(Trigger):
    """A button or select in a message, in Home or in a modal."""

    @property
    def action(self) -> dict[str, Any]:
        return dict(self.body["actions"][0])

    @property
    def value(self) -> str:
        """The button's value, or the chosen option's."""
        chosen = self.action.get("selected_option")
        return str(chosen["value"] if chosen else self.action.get("value", ""))

    @property
    def response_url(self) -> str:
        """Where the clicked message can be replaced for 30 minutes; "" in Home and modals."""
        return str(self.body.get("response_url", ""))

    @property
    def in_home(self) -> bool:
        return bool(self.body.get("container", {}).get("type") == "view")

    def replace(self, message: Message) -> None:
        """Put this where the button is: in the place of the message, or of the dialog; from Home,
        in a dialog.
        """
        view = self.body.get("view") or {}
        if self.response_url:
            self._respond(message, replace_original=True)
        elif view.get("type") == "modal":
            shown = dialog(message)
            with acting():
                self.client.views_update(view_id=view["id"], view=shown)
        else:
            self.open(dialog(message))

    @property
    def channel_id(self) -> str:
        """The channel that the clicked message is in; "" in Home and modals."""
        return str(self.body.get("channel", {}).get("id", ""))

    def tell(self, message: Message) -> None:
        """Answer the clicking person alone; in Home, where there is no channel, by a dialog."""
        if self.response_url:
            self._respond(message, response_type="ephemeral", replace_original=False)
        else:
            self.open(dialog(message))

    def _respond(self, message: Message, **how: Any) -> None:
        seconds = float(self.client.timeout)
        if not respond_at(self.response_url, message, seconds, **how):
            raise SlackSilent


@dataclass(frozen=True)
class Form(Trigger):
    """A submitted modal. Fields are read by the names that `parts.field` gave them."""

    ack: Ack = field(kw_only=True)

    @cached_property
    def about(self) -> Carried:
        """What the modal's private_metadata carries: ids, and the click's response_url."""
        return Carried.of(self.body["view"].get("private_metadata") or "")

    @property
    def view_id(self) -> str:
        """Slack's id of this one opened modal: what tells a form that is sent twice."""
        return str(self.body["view"]["id"])

    def _state(self, name: str) -> dict[str, Any]:
        return dict(self.body["view"]["state"]["values"].get(name, {}).get(name, {}))

    @property
    def names(self) -> list[str]:
        """The names of its fields, from top to bottom."""
        return [block["block_id"] for block in self.body["view"]["blocks"] if _is_input(block)]

    def has(self, name: str) -> bool:
        """Whether the form asks for this field."""
        return any(block.get("block_id") == name for block in self.body["view"]["blocks"])

    def text(self, name: str) -> str:
        return legible(self._state(name).get("value") or "").strip()

    def choice(self, name: str) -> str | None:
        """The option chosen; of a field that the form left out, the one that it would have had."""
        if not self.has(name):
            return self._left_out(name)
        chosen = self._state(name).get("selected_option")
        return chosen["value"] if chosen else None

    def _left_out(self, name: str) -> str | None:
        return dict[str, str](self.about.get("left_out", {})).get(name)

    def offered(self, name: str) -> str | None:
        """The choice that stood in the field when the form was opened."""
        initial = self._opened(name).get("initial_option")
        return initial["value"] if initial else self._left_out(name)

    def _opened(self, name: str) -> dict[str, Any]:
        fields = {block.get("block_id"): block for block in self.body["view"]["blocks"]}
        return dict(fields.get(name, {}).get("element", {}))

    def is_changed(self, name: str) -> bool:
        """Whether a text is another than the one that stood in its field when the form opened."""
        return self.text(name) != legible(self._opened(name).get("initial_value") or "").strip()

    def choices(self, name: str) -> list[str]:
        return [chosen["value"] for chosen in self._state(name).get("selected_options") or []]

    def date(self, name: str) -> date | None:
        chosen = self._state(name).get("selected_date")
        return day_in(chosen) if chosen else None

    def time(self, name: str) -> time | None:
        chosen = self._state(name).get("selected_time")
        return time_in(chosen) if chosen else None

    def user(self, name: str) -> str | None:
        return self._state(name).get("selected_user")

    def users(self, name: str) -> list[str]:
        return list(self._state(name).get("selected_users") or [])

    def conversation(self, name: str) -> str | None:
        return self._state(name).get("selected_conversation")

    def close(self) -> None:
        """Take the form and close it."""
        self.ack()

    def show(self, view: View) -> None:
        """Take the form and show this in its place."""
        self.ack(response_action="update", view=view)


@dataclass(frozen=True)
class Event(Trigger):
    """Something that happened: a message to Rungs, Home opened."""

    @property
    def event(self) -> dict[str, Any]:
        return dict(self.body["event"])

    @property
    def words(self) -> str:
        """What was written, in the event of a message."""
        return legible(self.event.get("text") or "")

    def say(self, message: Message) -> None:
        """Answer in the conversation, and in the thread, that the event came from.

        The record stands by now. An event that failed is sent again by Slack, so only what Slack
        surely has not said fails here (a 429): anything else might be said twice.
        """
        try:
            self.client.chat_postMessage(
                channel=self.event["channel"],
                thread_ts=self.event.get("thread_ts"),
                unfurl_links=False,
                unfurl_media=False,
                **message.payload(),
            )
        except SlackApiError as refusal:
            if refusal.response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
                raise
            log.warning("not answered", error=refusal.response.get("error"))
        except (OSError, HTTPException) as failure:
            log.warning("not answered", error=type(failure).__name__)


def _is_input(block: Mapping[str, Any]) -> bool:
    return bool(block["type"] == "input")


def dialog(message: Message) -> View:
    """A message as a dialog, for where there is no channel to answer in."""
    return modal("told", "Rungs", message.blocks)


def respond_at(
    response_url: str, message: Message, seconds: float, unsent: str = "not answered", **how: Any
) -> bool:
    """Answer a click where it was made, within so many seconds; False where Slack is silent.

    `unsent` is what the log says then, or where Slack refuses.
    """
    webhook = WebhookClient(response_url, timeout=seconds, retry_handlers=[])  # type: ignore[arg-type]
    try:
        answer = webhook.send(**message.payload(), **how)
    except (OSError, HTTPException) as failure:
        log.warning(unsent, error=type(failure).__name__)
        return False
    if answer.status_code != HTTPStatus.OK:
        log.warning(unsent, status=answer.status_code)
    return True


def replace_at(response_url: str, message: Message) -> None:
    """Put this in the place of the message whose button opened a form; "" for none.

    The record stands by now: where Slack refuses (the address lives for 30 minutes and five
    uses) or is away, the message stays as it was, and the log says so.
    """
    if response_url:
        unsent = "message not replaced"
        respond_at(response_url, message, REPLACE_SECONDS, unsent, replace_original=True)
