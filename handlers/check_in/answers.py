"""How people answer with a click or in the form of one goal."""

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from goals.draft import Problems
from goals.errors import AnotherVersion, FieldProblems, NoReport
from goals.goal import Confidence, Goal
from goals.habits import Habits
from goals.hold import read_count
from goals.report import (
    Recorded,
    Report,
    as_it_was,
    example,
    note,
    read_partner,
    read_value,
    settle,
)
from goals.report_days import check_day, days_to_report
from handlers import home, see_goals
from handlers.carried import day_in, number_in, one_of, parts_of
from handlers.check_in import asking
from handlers.check_in.mistakes import take_back_top
from handlers.check_in.record import check_open, climbed_goal, keep_private, record, undo
from handlers.day import daily
from handlers.deps import Deps
from handlers.habits import habits_of
from handlers.standing import one_as_seen
from handlers.triggers import Click, Command, Form, Trigger, replace_at
from handlers.views.check_in_asked import Asked, asked_modal
from handlers.views.check_in_done import TakenBack, reopened_message
from handlers.views.check_in_form import check_in_modal
from handlers.views.daily import daily_message
from handlers.views.message import Message
from store import check_ins, events, held_reports
from store.database import Tx


@dataclass(frozen=True)
class Place:
    """Where a button stands: which goal (0: all of the day), which local date, on which surface.

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
        goal_id, day, surface, *_ = parts_of(click.value, 3, 4)
        shown_to_one = click.body.get("container", {}).get("is_ephemeral", False)
        is_live = surface == "daily" and not shown_to_one
        return cls(number_in(goal_id), day_in(day), surface, click.response_url, is_live)

    @classmethod
    def from_form(cls, form: Form) -> "Place":
        about = {name: form.about[name] for name in cls.__dataclass_fields__}
        goal_id = form.about.number("goal_id")
        return cls(**{**about, "goal_id": goal_id, "day": day_in(about["day"])})

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
        goal = one_as_seen(tx, click.actor, goal)
        said = check_ins.on_day(tx, click.actor.person.id, place.day).get(goal.id)
    check_open(goal, place.day, said)
    check_day(goal, place.day, click.today, click.now)
    chosen = confidence or (said.confidence if said else Confidence.ON_TRACK)
    me = click.actor.person.id
    days = days_to_report(goal, click.actor.pattern.days, place.day, click.today)
    modal = check_in_modal(goal, place.day, said, chosen, place.about(), reader_id=me, days=days)
    click.open(modal)


def save(deps: Deps, form: Form) -> None:
    """The form's answer: recorded, and shown where the button was."""
    place = Place.from_form(form)
    day = day_in(form.choice("day") or place.day.isoformat())
    with deps.begin() as tx:
        goal = climbed_goal(tx, form.actor, place.goal_id)
        report = _form_report(one_as_seen(tx, form.actor, goal), form)
        asked = None
        if is_new(tx, form):
            asked = record_or_ask(tx, deps, form, place.on(day), goal, report)
    if isinstance(asked, Asked):
        form.show(asked_modal(asked, place.on(day).about()))
        return
    form.close()
    if now_shown := shown(deps, form, place):
        replace_at(place.response_url, now_shown)


def answer(deps: Deps, click: Click, value: Decimal | None = None) -> None:
    """One click that says it all: done, not yet, a rating; without `value`, same as last time."""
    place = Place.of(click)
    if value is None and click.action["action_id"] == "check_in.rate":
        value = _rating(click)
    with deps.begin() as tx:
        goal = climbed_goal(tx, click.actor, place.goal_id)
        said = as_last(tx, click, goal, place.day) if value is None else Report(value)
        if is_new(tx, click):
            record_at(tx, deps, click, place, goal, said)
    show(deps, click, place)


def _rating(click: Click) -> Decimal:
    """The rating that a button stands for, from 1 to 5."""
    rating = number_in(parts_of(click.value, 4)[3])
    if not 1 <= rating <= 5:
        raise AnotherVersion
    return Decimal(rating)


def take_back(deps: Deps, click: Click) -> None:
    """ "Undo": the report is gone, and what it reached with it."""
    place = Place.of(click)
    with deps.begin() as tx:
        if is_new(tx, click):
            goal = undo(tx, click.actor, place.goal_id, place.day, click.now, deps.grace)
            _refresh(tx, click, place)
            asking.refresh_others(tx, goal, click.actor, click.now)
    show(deps, click, place)


def reopen(deps: Deps, click: Click) -> None:
    """ "That was a mistake": a top that others have heard of is taken back."""
    place = Place.of(click)
    with deps.begin() as tx:
        if is_new(tx, click):
            taken = take_back_top(tx, click.actor, place.goal_id, click.now, deps.grace)
            _refresh(tx, click, place)
            asking.refresh_others(tx, taken.goal, click.actor, click.now)
        else:
            taken = TakenBack(climbed_goal(tx, click.actor, place.goal_id))
    show(deps, click, place)
    click.tell(reopened_message(taken, click.today))


def hush(deps: Deps, click: Click) -> None:
    """ "Keep it private": reached, and told to nobody."""
    place = Place.of(click)
    with deps.begin() as tx:
        keep_private(tx, click.actor, place.goal_id, place.day, click.now)
        _refresh(tx, click, place)
    show(deps, click, place)


def is_new(tx: Tx, trigger: Trigger) -> bool:
    """Whether this is no earlier report, handed in again after it may have been corrected."""
    workspace_id = trigger.actor.person.workspace_id
    return events.once(tx, workspace_id, trigger.once_key, trigger.now)


def record_at(
    tx: Tx, deps: Deps, trigger: Trigger, place: Place, goal: Goal, report: Report
) -> Recorded:
    """Record a report, and bring what else shows it up to date."""
    recorded = record(tx, trigger.actor, goal, place.day, report, trigger.now, deps.grace)
    recorded = replace(recorded, added=report.added)
    _refresh(tx, trigger, place)
    if recorded.reached:
        ends = trigger.now + deps.grace
        asking.settle(tx, trigger.actor, place.day, ends, recorded.check_in.id)
        asking.refresh_others(tx, recorded.goal, trigger.actor, trigger.now)
    return recorded


def record_or_ask(
    tx: Tx, deps: Deps, trigger: Trigger, place: Place, goal: Goal, report: Report
) -> Recorded | Asked:
    """Record a report that was typed, or ask first where its number is far from all others."""
    me = trigger.actor.person.id
    seen = one_as_seen(tx, trigger.actor, goal)
    report, readings = settle(seen, report, me)
    if not readings:
        return record_at(tx, deps, trigger, place, goal, report)
    check_day(goal, place.day, trigger.today, trigger.now)
    held = held_reports.hold(tx, goal, me, place.day, report, readings, trigger.now)
    part = goal.part_of(me)
    last = part.value if part else seen.value
    return Asked(goal, held.id, readings, last, report.note or "")


def _refresh(tx: Tx, trigger: Trigger, place: Place) -> None:
    """The day's message follows what was answered elsewhere."""
    if not place.is_live:
        asking.refresh(tx, trigger.actor, place.day, trigger.now)


def _form_report(goal: Goal, form: Form) -> Report:
    """The form's report; raises FieldProblems for each field that cannot be read."""
    problems, habits = Problems(), habits_of(form.actor.person)
    chosen = one_of(Confidence, form.choice("confidence") or Confidence.ON_TRACK)
    report = problems.of("value", _form_value, goal, form, chosen, habits)
    kept = problems.of("note", note, form.text("note"))
    answers = problems.of("answers", read_count, form.text("answers"))
    partner = problems.of("partner", read_partner, goal, form.text("partner"), habits)
    if problems.found:
        raise FieldProblems(problems.found)
    assert report is not None and kept is not None
    answers = answers or report.answers
    return replace(report, confidence=chosen, note=kept, answers=answers, partner=partner)


def _form_value(goal: Goal, form: Form, confidence: Confidence, habits: Habits) -> Report:
    picked, me = form.choice("value"), form.actor.person.id
    typed = picked.replace("_", " ") if picked else form.text("value")
    if not typed and confidence is Confidence.BLOCKED:
        return Report(as_it_was(goal, me))
    return read_value(goal, typed, me, habits)


def as_last(tx: Tx, trigger: Trigger, goal: Goal, day: date) -> Report:
    """The report that says the same as their last one before a local date, its answers and
    partner measure too. Raises NoReport where there is none.
    """
    me = trigger.actor.person.id
    previous = check_ins.latest_before(tx, me, [goal.id], day).get(goal.id)
    if previous is None:
        raise NoReport(goal.key, example(goal))
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
