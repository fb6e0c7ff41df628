"""My times: `/goal schedule` for days, hours, reminders, shout-outs and public holidays."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from goals.cadence import Pattern
from goals.errors import (
    AskOutsideHours,
    FieldProblems,
    NoWorkingDays,
    Refusal,
)
from goals.leave_words import read_leaves
from goals.people import DEFAULT_PATTERN, SHIFT, Actor, ShoutOut
from goals.schedule_words import ScheduleChange, apply, read_schedule
from goals.team_rules import NoCheckInTime
from handlers.carried import number_in
from handlers.commands import SubCommand
from handlers.days_off import NONE, country_name, country_of_zone, place_named
from handlers.deps import Deps
from handlers.habits import habits_of
from handlers.shell import Shell
from handlers.spoken import plain
from handlers.times import asked_anew, leave_date, times_of
from handlers.triggers import Click, Command, Form, Trigger
from handlers.views.message import Message
from handlers.views.schedule import (
    Times,
    holidays_message,
    times_form,
    times_message,
    times_view,
    worked_message,
)
from store import people
from store.database import Tx

RESET = "reset"
_HOLIDAYS = re.compile(r"(?:public )?holidays?(?: (?:of|in|for|from))?:?\s+(?P<place>.+)", re.I)
_WORK_ON = re.compile(
    r"(?:i )?work(?:ing)?(?: on)?:?\s+(?P<days>(?!from\b|[0-9]{1,2}[:-]).+)", re.I
)


def schedule(deps: Deps, command: Command) -> Message | None:
    """`/goal schedule`: the form; with words: what they change. Raises what reading them does."""
    if not command.words:
        open_form(deps, command)
        return None
    text = plain(command.words)
    if text.lower() == RESET:
        return reset(deps, command)
    if holidays := _HOLIDAYS.fullmatch(text):
        return _take_holidays(deps, command, holidays["place"])
    if worked := _WORK_ON.fullmatch(text):
        return _work_on(deps, command, worked["days"])
    change = read_schedule(text)
    pattern = changed(command.actor, change)
    with deps.begin() as tx:
        if change.reminders is not None:
            people.save_reminders(tx, command.actor.person.id, change.reminders)
        times = _keep(tx, command, pattern)
    return times_message(times)


def _take_holidays(deps: Deps, command: Command, place: str) -> Message:
    """`/goal schedule holidays Bavaria`: whose public holidays are theirs; "team", or "none".

    Raises UnknownCountry.
    """
    actor = command.actor
    words = place.strip().lower()
    if words in ("team", "reset", "default"):
        country = ""
    elif words in ("none", "off", "no"):
        country = NONE
    else:
        near = actor.country if actor.country != NONE else ""
        country = place_named(place, near or country_of_zone(actor.person.zone))
    with deps.begin() as tx:
        people.save_country(tx, actor.person.id, country)
        times = asked_anew(tx, command)
    own = country_name(country or (actor.home.country if actor.home else ""))
    return holidays_message(own, times, is_own=bool(country))


def _work_on(deps: Deps, command: Command, days: str) -> Message:
    """`/goal schedule work on 6 Jan`: a day that would be off is worked. Raises NotADate."""
    person = command.actor.person
    noted = read_leaves(days, command.today, leave_date(person), habits_of(person))
    with deps.begin() as tx:
        for one in noted:
            worked = replace(one, is_worked=True)
            people.add_leave(tx, person.workspace_id, person.id, worked)
        times = asked_anew(tx, command)
    return worked_message(noted, command.today, times)


def changed(actor: Actor, change: ScheduleChange) -> Pattern | None:
    """The person's own pattern after the change; None while they follow their team's.

    Anybody may be asked at any time: where it lies outside of the hours that held before, the
    team's hold, or else a working day of eight hours that begins with it. Raises AskOutsideHours
    for hours and a time outside of them said together.
    """
    if change in (ScheduleChange(), ScheduleChange(reminders=change.reminders)):
        return actor.person.pattern
    try:
        return apply(change, actor.pattern)
    except AskOutsideHours as refusal:
        if change.starts is not None:
            raise
        with suppress(AskOutsideHours):
            usual = actor.home.pattern if actor.home else DEFAULT_PATTERN
            return apply(change, replace(usual, days=actor.pattern.days))
        ends = (datetime.combine(date.min, refusal.ask_at) + SHIFT).time()
        days = change.days or actor.pattern.days
        return Pattern(days, refusal.ask_at, ends, refusal.ask_at)


def reset(deps: Deps, trigger: Trigger) -> Message:
    """Back to the team's times; reminders and shout-outs stay."""
    with deps.begin() as tx:
        times = _keep(tx, trigger, None)
    return times_message(times)


def reset_clicked(deps: Deps, click: Click) -> None:
    """ "Back to the team's times"."""
    click.replace(reset(deps, click))


def open_form(deps: Deps, trigger: Trigger) -> None:
    """ "My times"."""
    with deps.read() as tx:
        times = times_of(tx, trigger, trigger.actor)
    trigger.open(times_form(times))


def save(deps: Deps, form: Form) -> None:
    """The submitted form. Raises FieldProblems."""
    pattern: Pattern | None = _pattern(form)
    person = form.actor.person
    if person.pattern is None and pattern == form.actor.pattern:
        pattern = None  # left as it was: they go on following their team
    with deps.begin() as tx:
        people.save_reminders(tx, person.id, bool(form.choices("reminders")))
        people.save_shout_outs(tx, person.id, ShoutOut(form.choice("shout_outs") or "channel"))
        times = _keep(tx, form, pattern)
    form.show(times_view(times))


def _pattern(form: Form) -> Pattern:
    """The working pattern of the form. Raises FieldProblems."""
    clocks = {name: form.time(name) for name in ("ask_at", "starts", "ends")}
    problems: dict[str, Refusal] = {
        name: NoCheckInTime() for name, at in clocks.items() if at is None
    }
    days = frozenset(number_in(day) for day in form.choices("days"))
    if not days:
        problems["days"] = NoWorkingDays()
    given = {name: at for name, at in clocks.items() if at is not None}
    if problems:
        raise FieldProblems(problems)
    try:
        return Pattern(days, **given)
    except AskOutsideHours as refusal:
        raise FieldProblems({"ask_at": refusal}) from refusal


def _keep(tx: Tx, trigger: Trigger, pattern: Pattern | None) -> Times:
    """Save the pattern and ask by it from now on."""
    person_id = trigger.actor.person.id
    if pattern != trigger.actor.person.pattern:
        people.save_pattern(tx, person_id, pattern)
    return asked_anew(tx, trigger)


SUB_COMMANDS = (
    SubCommand(
        "schedule",
        "Mon-Fri 9:30",
        "when I ask you, reminders, and where your rungs are celebrated",
        schedule,
    ),
)


def register(shell: Shell, deps: Deps) -> None:
    """The form of one's times, and the ways to it."""
    shell.click("schedule.open", partial(open_form, deps))
    shell.click("schedule.reset", partial(reset_clicked, deps))
    shell.form("schedule.save", partial(save, deps))
