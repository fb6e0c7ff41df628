"""The Bolt app: everything that Slack sends comes through here, once, and is logged."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from slack_sdk import WebClient
from sqlalchemy.exc import SQLAlchemyError

import handlers
from bot import mishaps
from bot.client import slack_client
from bot.logs import QUIET, log
from goals.team_rules import NotAdded
from handlers import envelope, who
from handlers.ask_slack import InTime
from handlers.deps import Deps, kept
from handlers.passing import Next, Passing
from store import events
from store.people import ensure_workspace

SUB_COMMANDS = {"today", "help", *(sub.name for sub in handlers.SUB_COMMANDS)}
"""The first words that may be logged; any other is somebody's own."""

UNTOLD = ("/goal input", "form input.give")
"""Not in the log: the time of a line would tell when an unnamed input was written."""

CLAIMED = "claimed_event"
UNREAD = "unread"
REPEATABLE = ("app_home_opened",)
"""Handled as often as Slack sends them: what they lead to is made anew of what stands."""


def clock() -> datetime:
    """The UTC instant; what `Deps.clock` is in the running program."""
    return datetime.now(UTC)


def build_app(
    deps: Deps,
    *,
    token: str,
    signing_secret: str,
    client: WebClient | None = None,
    when_uninstalled: Callable[[], None] = lambda: None,
) -> App:
    """The app with every listener; talks to Slack through `client`, if one is given.

    Acknowledgements follow the commit (process_before_response), so that a crash loses nothing
    that was acknowledged. `when_uninstalled` is called when Slack says that the token is gone.
    """
    app = RungsApp(
        deps,
        name="slack_bolt.listeners",  # a logger of this name is made, as quiet as the rest
        logger=QUIET,
        client=client or slack_client(token),
        signing_secret=signing_secret,
        process_before_response=True,
        token_verification_enabled=False,  # bot.connect asks, and says in words what is wrong
        raise_error_for_unhandled_request=True,  # else Bolt logs whole requests
    )
    app.use(Passing(app.share_client))
    app.use(Passing(app.find_workspace))
    app.use(Passing(app.claim_event))
    app.error(mishaps.answer)
    handlers.register(app, deps)
    app.use(Passing(mishaps.nothing_kept_yet))

    def uninstalled(body: dict[str, Any]) -> None:
        event = body["event"]
        if event["type"] == "app_uninstalled" or event.get("tokens", {}).get("bot"):
            log.warning("uninstalled", workspace=body.get("team_id"))
            when_uninstalled()

    app.event("app_uninstalled")(uninstalled)
    app.event("tokens_revoked")(uninstalled)
    return app


class RungsApp(App):
    """A Bolt app that handles each event once and logs what it did, never the words."""

    def __init__(self, deps: Deps, **options: Any):
        super().__init__(**options)
        self._deps = deps

    def dispatch(self, req: BoltRequest) -> BoltResponse:
        started = perf_counter()
        kept.set(False)  # what this thread kept for another request is no matter of this one
        _spoil_unreadable(req)
        if not envelope.is_whole(req.body):
            req.context[UNREAD] = envelope.kind_of(req.body)
            req.body = {"type": "unread"}
        response = super().dispatch(req)
        claimed = req.context.get(CLAIMED)
        if claimed:
            self._finish_event(claimed, handled=response.status == 200)
        if response.status == 401:
            log.warning("refused", why="not signed by Slack, or more than five minutes old")
        elif (what := _what(req.body)) not in UNTOLD:
            log.info(
                "handled",
                what=what,
                workspace=req.context.team_id,
                status=response.status,
                ms=round((perf_counter() - started) * 1000, 1),
            )
        return response

    def share_client(self, req: BoltRequest, next: Next) -> None:
        """Give listeners the app's own client, where Bolt makes a plain one for each request."""
        req.context["client"] = InTime.of(self.client)
        next()

    def find_workspace(self, req: BoltRequest, next: Next) -> BoltResponse | None:
        """Say of which workspace it is; what is of none, or is not whole, is answered here."""
        if kind := req.context.get(UNREAD):
            told = {"response_type": "ephemeral", "text": mishaps.OUTDATED}
            return BoltResponse(status=200, body=told if kind == "command" else "")
        workspace = envelope.workspace_of(req.body)
        if workspace is None and envelope.needs_workspace(req.body):
            return who.decline(NotAdded(), req.context, req.body)
        req.context["team_id"] = workspace
        next()
        return None

    def claim_event(self, req: BoltRequest, next: Next) -> BoltResponse | None:
        """Let an event pass once, however often Slack sends it.

        While another process has it in hand Slack is asked to come back: that one may have died.
        """
        body = req.body
        team_id = req.context.team_id
        if team_id and body.get("event_id") and body["event"]["type"] not in REPEATABLE:
            with self._deps.begin() as tx:
                workspace = ensure_workspace(tx, team_id)
                mine = events.claim(tx, workspace.id, body["event_id"], self._deps.clock())
                done = not mine and events.is_handled(tx, workspace.id, body["event_id"])
            if not mine:
                return BoltResponse(status=200 if done else 503)
            req.context[CLAIMED] = (workspace.id, body["event_id"])
        next()
        return None

    def _finish_event(self, claimed: tuple[int, str], *, handled: bool) -> None:
        try:
            with self._deps.begin() as tx:
                (events.settle if handled else events.release)(tx, *claimed)
        except SQLAlchemyError as error:  # the claim runs out by itself
            log.error("event left unsettled", exc_info=error)


def _spoil_unreadable(req: BoltRequest) -> None:
    """Make a signature that Bolt would fail on one that it refuses."""
    for header, reads in (
        ("x-slack-request-timestamp", r"[0-9]{1,12}"),
        ("x-slack-signature", r"v0=[0-9a-f]{64}"),
    ):
        if header in req.headers and not re.fullmatch(reads, req.headers[header][0]):
            req.headers[header] = ["0"]


def _what(body: Mapping[str, Any]) -> str:
    """What was asked, in Rungs' and Slack's own names."""
    if "command" in body:
        first = str(body.get("text") or "").partition(" ")[0].lower() or "today"
        return f"{body['command']} {first if first in SUB_COMMANDS else '…'}"
    if body.get("type") == "event_callback":
        return f"event {body['event']['type']}"
    if body.get("actions"):
        return f"click {body['actions'][0].get('action_id')}"
    if "view" in body:
        return f"form {body['view'].get('callback_id')}"
    return str(body.get("type", "nothing"))
