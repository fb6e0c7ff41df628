"""How people answer: a button, a form, `/goal checkin`, or a reply to the daily message."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from goals.draft import Problems
from goals.errors import (
    FieldProblems,
    NoCheckIn,
    NoReport,
    Refusal,
    UnknownGoal,
    WhichGoal,
)
from goals.goal import Confidence, Goal
from goals.hold import read_count
from goals.report import (
    Recorded,
    Report,
    as_it_was,
    example,
    looks_like_one,
    note,
    read_partner,
    read_report,
    read_value,
)
from goals.report_days import check_day, days_to_report
from handlers import home, see_goals
from handlers.check_in import asking
from handlers.check_in.mistakes import take_back_top
from handlers.check_in.record import climbed_goal, climbed_number, keep_private, record, undo
from handlers.day import daily
from handlers.deps import Deps
from handlers.spoken import plain
from handlers.triggers import Click, Command, Event, Form, Trigger, replace_at
from handlers.views.check_in_done import recorded_message, reopened_message
from handlers.views.check_in_form import check_in_modal
from handlers.views.daily import daily_message
from handlers.views.message import Message
from handlers.views.refusals import refused
from store import check_ins, events
from store.database import Tx

KEY = re.compile(r"\s*g-?(\d{1,9})\b[\s:,]*", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """Where a button stands: which goal, which local date, and on which surface.

    `value` is what the button carries; `is_live` says that it stands in the message that Rungs
    sent, so that replacing it brings that message up to date.
    """

    goal_id: int
    day: date
    surface: str
    response_url: str = ""
    is_live: bool = False

    @classmethod
    def of(cls, click: Click) -> "Place":
        goal_id, day, surface, *_ = click.value.split(":")
        shown_to_one = click.body.get("container", {}).get("is_ephemeral", False)
        is_live = surface == "daily" and not shown_to_one
        return cls(int(goal_id), date.fromisoformat(day), surface, click.response_url, is_live)

    @classmethod
    def from_form(cls, form: Form) -> "Place":
        about = {name: form.about[name] for name in cls.__dataclass_fields__}
        return cls(**{**about, "day": date.fromisoformat(about["day"])})

    def on(self, day: date) -> "Place":
        """The same for another day, which the message that it stands in does not tell of."""
        return self if day == self.day else replace(self, day=day, is_live=False)

    def about(self) -> str:
        """This place for a form's private_metadata."""
        return json.dumps(
            {
                "goal_id": self.goal_id,
                "day": self.day.isoformat(),
                "surface": self.surface,
                "response_url": self.response_url,
                "is_live": self.is_live,
            }
        )


def today(deps: Deps, command: Command) -> Message:
    """`/goal` alone: today's goals, with their buttons."""
    with deps.read() as tx:
        return daily_message(daily(tx, command.actor, command.today, command.now, deps.grace))


def show_today(deps: Deps, click: Click) -> None:
    """The reminder's button: today's goals, to the person alone."""
    with deps.read() as tx:
        shown = daily_message(daily(tx, click.actor, click.today, click.now, deps.grace))
    click.tell(shown)


def log(deps: Deps, click: Click, confidence: Confidence | None = None) -> None:
    """Open the form for one goal's report; "Blocked" opens it with that chosen."""
    place = Place.of(click)
    with deps.begin() as tx:
        goal = climbed_goal(tx, click.actor, place.goal_id)
        said = check_ins.on_day(tx, click.actor.person.id, place.day).get(goal.id)
    check_day(goal, place.day, click.today, click.now)
    chosen = confidence or (said.confidence if said else Confidence.ON_TRACK)
    me = click.actor.person.id
    days = days_to_report(goal, click.actor.pattern.days, place.day, click.today)
    modal = check_in_modal(goal, place.day, said, chosen, place.about(), reader_id=me, days=days)
    click.open(modal)


def save(deps: Deps, form: Form) -> None:
    """The form's answer: recorded, and shown where the button was."""
    place = Place.from_form(form)
    day = date.fromisoformat(form.choice("day") or place.day.isoformat())
    with deps.begin() as tx:
        goal = climbed_goal(tx, form.actor, place.goal_id)
        report = _form_report(goal, form)
        if _is_new(tx, form):
            _record(tx, deps, form, place.on(day), goal, report)
    form.close()
    if now_shown := shown(deps, form, place):
        replace_at(place.response_url, now_shown)


def answer(deps: Deps, click: Click, value: Decimal | None = None) -> None:
    """One click that says it all: done, not yet, a rating; without `value`, same as last time."""
    place = Place.of(click)
    if value is None and click.action["action_id"] == "check_in.rate":
        value = Decimal(click.value.split(":")[3])
    with deps.begin() as tx:
        goal = climbed_goal(tx, click.actor, place.goal_id)
        said = _as_last(tx, click, place) if value is None else Report(value)
        if _is_new(tx, click):
            _record(tx, deps, click, place, goal, said)
    show(deps, click, place)


def take_back(deps: Deps, click: Click) -> None:
    """ "Undo": the report is gone, and what it reached with it."""
    place = Place.of(click)
    with deps.begin() as tx:
        if _is_new(tx, click):
            goal = undo(tx, click.actor, place.goal_id, place.day, click.now, deps.grace)
            _refresh(tx, click, place)
            asking.refresh_others(tx, goal, click.actor, click.now)
    show(deps, click, place)


def reopen(deps: Deps, click: Click) -> None:
    """ "That was a mistake": a top that others have heard of is taken back."""
    place = Place.of(click)
    with deps.begin() as tx:
        if _is_new(tx, click):
            goal, gone = take_back_top(tx, click.actor, place.goal_id, click.now, deps.grace)
            _refresh(tx, click, place)
            asking.refresh_others(tx, goal, click.actor, click.now)
        else:
            goal, gone = climbed_goal(tx, click.actor, place.goal_id), None
    show(deps, click, place)
    click.tell(reopened_message(goal, gone, click.today))


def hush(deps: Deps, click: Click) -> None:
    """ "Keep it private": reached, and told to nobody."""
    place = Place.of(click)
    with deps.begin() as tx:
        keep_private(tx, click.actor, place.goal_id, place.day, click.now)
        _refresh(tx, click, place)
    show(deps, click, place)


def checkin(deps: Deps, command: Command) -> Message:
    """`/goal checkin G-12 42 a note`; the key may be left out where one goal is asked today."""
    with deps.begin() as tx:
        if not _is_new(tx, command):
            return daily_message(daily(tx, command.actor, command.today, command.now, deps.grace))
        recorded = _report_words(tx, deps, command, plain(command.words))
    return recorded_message(recorded, command.today)


def reply(deps: Deps, event: Event) -> None:
    """A direct message to Rungs: "42 a note", or "G-12 42 a note"."""
    if event.event.get("subtype") or event.event.get("bot_id"):
        return
    if event.event.get("channel_type") != "im":
        return
    words = plain(event.words)
    try:
        if not (KEY.match(words) or looks_like_one(words)):
            raise NoCheckIn
        with deps.begin() as tx:
            recorded = _report_words(tx, deps, event, words)
    except Refusal as refusal:
        event.say(refused(refusal))
        return
    event.say(recorded_message(recorded, event.today))


def _is_new(tx: Tx, trigger: Trigger) -> bool:
    """Whether this is no earlier report, handed in again after it may have been corrected."""
    workspace_id = trigger.actor.person.workspace_id
    return events.once(tx, workspace_id, trigger.once_key, trigger.now)


def _report_words(tx: Tx, deps: Deps, trigger: Trigger, words: str) -> Recorded:
    """Record what the words report, on the goal that they name or the one that is asked."""
    goal, rest = _goal_meant(tx, deps, trigger, words)
    if not rest.strip():
        raise NoReport(goal.key, example(goal))
    said = read_report(goal, rest, trigger.actor.person.id)
    place = Place(goal.id, trigger.today, "card")
    return _record(tx, deps, trigger, place, goal, said)


def _goal_meant(tx: Tx, deps: Deps, trigger: Trigger, words: str) -> tuple[Goal, str]:
    """The goal that the words begin with, or the only one that can be meant. Raises WhichGoal."""
    if named := KEY.match(words):
        return climbed_number(tx, trigger.actor, named[1]), words[named.end() :]
    asked = daily(tx, trigger.actor, trigger.today, trigger.now, deps.grace)
    candidates = asked.open or asked.items
    if len(candidates) != 1:
        raise WhichGoal(tuple((item.goal.key, item.goal.statement) for item in candidates))
    return climbed_goal(tx, trigger.actor, candidates[0].goal.id), words


def _record(
    tx: Tx, deps: Deps, trigger: Trigger, place: Place, goal: Goal, report: Report
) -> Recorded:
    recorded = record(tx, trigger.actor, goal, place.day, report, trigger.now, deps.grace)
    _refresh(tx, trigger, place)
    if recorded.reached:
        ends = trigger.now + deps.grace
        asking.settle(tx, trigger.actor, place.day, ends, recorded.check_in.id)
        asking.refresh_others(tx, recorded.goal, trigger.actor, trigger.now)
    return recorded


def _refresh(tx: Tx, trigger: Trigger, place: Place) -> None:
    """The day's message follows what was answered elsewhere."""
    if not place.is_live:
        asking.refresh(tx, trigger.actor, place.day, trigger.now)


def _form_report(goal: Goal, form: Form) -> Report:
    """The form's report; raises FieldProblems for each field that cannot be read."""
    problems = Problems()
    chosen = Confidence(form.choice("confidence") or Confidence.ON_TRACK)
    value = problems.of("value", _form_value, goal, form, chosen)
    kept = problems.of("note", note, form.text("note"))
    answers = problems.of("answers", read_count, form.text("answers"))
    partner = problems.of("partner", read_partner, goal, form.text("partner"))
    if problems.found:
        raise FieldProblems(problems.found)
    assert value is not None and kept is not None
    return Report(value, chosen, kept, answers, partner)


def _form_value(goal: Goal, form: Form, confidence: Confidence) -> Decimal:
    picked = form.choice("value")
    typed = picked.replace("_", " ") if picked else form.text("value")
    if not typed and confidence is Confidence.BLOCKED:
        return as_it_was(goal, form.actor.person.id)
    return read_value(goal, typed)


def _as_last(tx: Tx, click: Click, place: Place) -> Report:
    """The report that says the same as their last one, its answers and partner measure too."""
    me = click.actor.person.id
    previous = check_ins.latest_before(tx, me, [place.goal_id], place.day).get(place.goal_id)
    if previous is None:
        raise UnknownGoal("")
    return Report(previous.value, answers=previous.answers, partner=previous.partner)


def show(deps: Deps, click: Click, place: Place) -> None:
    """Replace what was clicked by what stands in its place now."""
    if now_shown := shown(deps, click, place):
        click.replace(now_shown)


def shown(deps: Deps, trigger: Trigger, place: Place) -> Message | None:
    """What stands in the button's place now; Home is published anew instead."""
    if place.surface == "home":
        home.publish(deps, trigger)
        return None
    with deps.read() as tx:
        if place.surface == "daily":
            return daily_message(daily(tx, trigger.actor, place.day, trigger.now, deps.grace))
        return see_goals.card_of(tx, deps, trigger, place.goal_id)
