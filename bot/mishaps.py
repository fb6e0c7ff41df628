"""When something breaks under a person's hand: they hear it, and the log knows why."""

from typing import Any

from slack_bolt import BoltContext, BoltRequest, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.logs import log
from goals.errors import AnotherVersion
from handlers.deps import kept
from handlers.passing import Next
from handlers.views.message import message
from handlers.views.parts import modal, section
from handlers.views.refusals import say
from store.database import trouble

AWAY = "Rungs can't reach its database just now."
SLOW = "Slack took longer than it gives us to answer."
BROKEN = "Something went wrong on our side, and it is in the log."
OUTDATED = say(AnotherVersion())
UNCHANGED = "Nothing was changed. Please try again in a moment."
PERHAPS_CHANGED = "A part may have been kept: please look with /goal before you try again."


def nothing_kept_yet(_: BoltRequest, next: Next) -> None:
    """The last middleware: from here on a commit is the listener's own."""
    kept.set(False)
    next()


def answer(error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse:
    """Log the failure and tell the person; an event is left to Slack to send again."""
    if isinstance(error, BoltUnhandledRequestError):
        log.warning("unhandled", kind=body.get("type", "command"))
    elif why := trouble(error):
        log.error("the database cannot be used", why=why, exc_info=error)
    else:
        log.error("failed", exc_info=error)
    if "event" in body:
        return BoltResponse(status=200 if isinstance(error, BoltUnhandledRequestError) else 500)
    told = _words(error)
    if "command" in body:
        return _json({"response_type": "ephemeral", **message(told).payload()})
    if body.get("type") == "view_submission":
        return _keep_open(body["view"], told)
    if body.get("type") == "block_actions":
        _tell(told, body, context)
    return BoltResponse(status=200)


def _words(error: Exception) -> str:
    if isinstance(error, BoltUnhandledRequestError):
        return OUTDATED
    if trouble(error):
        what = AWAY
    elif isinstance(error, SlackApiError) and error.response.get("error") == "expired_trigger_id":
        what = SLOW
    else:
        what = BROKEN
    return f"{what} {PERHAPS_CHANGED if kept.get() else UNCHANGED}"


def _keep_open(view: dict[str, Any], told: str) -> BoltResponse:
    """The form stays, with all that was typed, and says what happened."""
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    if inputs:
        return _json({"response_action": "errors", "errors": {inputs[0]: told}})
    shown = modal("told", "Rungs", [section(told)])
    return _json({"response_action": "update", "view": shown.to_dict()})


def _tell(told: str, body: dict[str, Any], context: BoltContext) -> None:
    try:
        if context.respond and body.get("response_url"):
            context.respond(told, response_type="ephemeral", replace_original=False)
        else:
            context.client.views_open(
                trigger_id=body["trigger_id"], view=modal("told", "Rungs", [section(told)])
            )
    except (SlackClientError, OSError) as silence:
        log.warning("could not tell", exc_info=silence)


def _json(body: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=body)
