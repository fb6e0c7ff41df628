"""What people write to Rungs in their direct messages."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from goals.errors import NoCheckIn, Refusal
from goals.report import KEY, looks_like_one
from handlers.check_in.typed import SAME, done_message, report_words
from handlers.deps import Deps
from handlers.names import with_names
from handlers.spoken import legible, plain
from handlers.triggers import Event
from handlers.views.refusals import refused

WITH_WORDS = (None, "file_share", "me_message", "thread_broadcast")
"""Messages that somebody wrote: with a file, by `/me`, or out of a thread too."""
EDITED = "message_changed"


def reply(deps: Deps, otherwise: Callable[[Event, str], bool], event: Event) -> None:
    """A direct message to Rungs: "42 a note", "G-12 42, G-13 done"; or one that was edited.

    `otherwise` answers words that are no report, and says whether it could. Whoever is mentioned
    has their name in them, as in a command behind its slash.
    """
    said = event.event
    if said.get("channel_type") != "im" or said.get("bot_id"):
        return
    if said.get("subtype") == EDITED:
        _edited(deps, event)
    elif said.get("subtype") in WITH_WORDS:
        words = _named(deps, event, event.words)
        if not otherwise(event, words):
            _answer(deps, event, words)


def _edited(deps: Deps, event: Event) -> None:
    """Somebody changed what they wrote: it corrects what it reported, for the day it was of."""
    now, before = event.event.get("message") or {}, event.event.get("previous_message") or {}
    words, were = (legible(str(said.get("text") or "")) for said in (now, before))
    if now.get("bot_id") or words == were or not (_is_report(words) or _is_report(were)):
        return  # Slack edits messages too, to show what a link leads to
    _answer(deps, event, _named(deps, event, words), _day_of(event, str(now.get("ts") or "")))


def _day_of(event: Event, ts: str) -> date:
    """The writer's working date on which a message was written."""
    try:
        return event.actor.today(datetime.fromtimestamp(float(ts), UTC))
    except (ValueError, OverflowError, OSError):
        return event.today


def _named(deps: Deps, event: Event, words: str) -> str:
    if "<@" not in words:
        return words
    with deps.read() as tx:
        return with_names(tx, event.actor.person.workspace_id, words)


def _answer(deps: Deps, event: Event, marked: str, day: date | None = None) -> None:
    words = plain(marked)
    try:
        if not _is_report(words):
            raise NoCheckIn
        with deps.begin() as tx:
            done = report_words(tx, deps, event, words, day)
    except Refusal as refusal:
        event.say(refused(refusal))
        return
    event.say(done_message(done, event.today))


def _is_report(words: str) -> bool:
    return bool(KEY.match(words) or SAME.match(words) or looks_like_one(words))
