"""The edge between Bolt and what people do: who acts, when, and how refusals reach them.

A feature's functions take a `Command`, `Click` or `Form` and either act and answer through it or
raise a `Refusal`, which is put into words here and nowhere else.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from goals.errors import AnotherVersion, FieldProblems, Refusal
from goals.team_rules import SlackSilent
from handlers.spoken import legible, plain
from handlers.triggers import Click, Command, Event, Form
from handlers.views.help import typed_back
from handlers.views.message import Message, message
from handlers.views.parts import MENU, modal
from handlers.views.refusals import refused, say

LONG = 40
WORTH_GIVING_BACK = 5
"""Words, or so many characters: less is typed again in a moment."""


class Shell:
    """Registers what people do with Bolt: one line for each command, button and form."""

    def __init__(self, app: App, clock: Callable[[], datetime]):
        self.app = app
        self.clock = clock
        self._clicks: dict[str, Callable[[Click], None]] = {}
        self.click(MENU, self._choose)

    def command(self, name: str, do: Callable[[Command], Message | None]) -> None:
        """A slash command; what `do` returns is the answer in the acknowledgement itself."""

        def listen(ack: Ack, body: dict[str, Any], client: WebClient, context: BoltContext) -> None:
            said = legible(body.get("text") or "").strip()
            command = Command(context["actor"], self.clock(), client, body, said)
            try:
                answer = do(command)
            except Refusal as refusal:
                answer = refused(refusal)
                if len(said.split()) >= WORTH_GIVING_BACK or len(said) >= LONG:
                    typed = typed_back(f"/goal {plain(said)}")
                    answer = message(answer.text, answer.blocks, typed)
            if answer:
                ack(response_type="ephemeral", **answer.payload())
            else:
                ack()

        self.app.command(name)(listen)

    def click(self, action_id: str, do: Callable[[Click], None]) -> None:
        """A button or select."""

        def listen(
            ack: Ack,
            body: dict[str, Any],
            client: WebClient,
            context: BoltContext,
        ) -> None:
            ack()
            click = Click(context["actor"], self.clock(), client, body)
            try:
                do(click)
            except Refusal as refusal:
                with suppress(SlackSilent):  # the log has it
                    click.tell(refused(refusal))

        self._clicks[action_id] = do
        self.app.action(action_id)(listen)

    def _choose(self, click: Click) -> None:
        """What was chosen behind "…" does what its button does: see views.parts.row."""
        action_id, _, value = click.value.partition(" ")
        if action_id not in self._clicks:
            raise AnotherVersion
        pressed = {**click.action, "type": "button", "action_id": action_id, "value": value}
        pressed.pop("selected_option", None)
        body = {**click.body, "actions": [pressed]}
        self._clicks[action_id](replace(click, body=body))

    def form(self, callback_id: str, do: Callable[[Form], None]) -> None:
        """A submitted modal; a refusal keeps it open, with what was typed."""

        def listen(ack: Ack, body: dict[str, Any], client: WebClient, context: BoltContext) -> None:
            form = Form(context["actor"], self.clock(), client, body, ack=ack)
            try:
                do(form)
            except FieldProblems as found:
                errors = {name: say(why) for name, why in found.problems.items()}
                ack(response_action="errors", errors=errors)
            except Refusal as refusal:
                inputs = [b for b in body["view"]["blocks"] if b["type"] == "input"]
                if inputs:
                    ack(response_action="errors", errors={inputs[0]["block_id"]: say(refusal)})
                else:
                    form.show(modal("told", "Rungs", refused(refusal).blocks))

        self.app.view(callback_id)(listen)

    def event(self, name: str, do: Callable[[Event], None]) -> None:
        """An event of a known person; one that Slack sends of others is none of ours."""

        def listen(body: dict[str, Any], client: WebClient, context: BoltContext) -> None:
            if "actor" in context:
                do(Event(context["actor"], self.clock(), client, body))

        self.app.event(name)(listen)
