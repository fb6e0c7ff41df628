"""My times: `/goal schedule` for days, hours, reminders and shout-outs, `/goal away` for leave."""

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from goals.cadence import Leave, Pattern
from goals.due import WEEKDAY
from goals.errors import (
    AskOutsideHours,
    DayOver,
    FieldProblems,
    NoLeaveNoted,
    NoWorkingDays,
    Refusal,
)
from goals.leave_words import ReadDate, read_leaves
from goals.people import DEFAULT_PATTERN, SHIFT, Actor, Person, ShoutOut
from goals.schedule_words import ScheduleChange, apply, read_schedule
from goals.team_rules import NoCheckInTime
from handlers.check_in.asking import key
from handlers.commands import SubCommand
from handlers.day import daily
from handlers.days_off import NONE, country_name, country_of_zone, place_named
from handlers.deps import Deps
from handlers.habits import habits_of
from handlers.reading import dates_of
from handlers.rhythm import next_check_in, reschedule
from handlers.shell import Shell
from handlers.spoken import plain
from handlers.triggers import Click, Command, Form, Trigger
from handlers.views.daily import daily_message
from handlers.views.message import Message
from handlers.views.schedule import (
    Times,
    away_message,
    holidays_message,
    leaves_message,
    not_today_message,
    times_form,
    times_message,
    times_view,
    worked_message,
)
from store import outbox, people
from store.database import Tx

RESET = "reset"
_BACK = re.compile(r"(?:i'?m )?back(?: (?:from|on|again on)?\s*(?P<when>.+))?")
_HOLIDAYS = re.compile(r"(?:public )?holidays?(?: (?:of|in|for|from))?:?\s+(?P<place>.+)", re.I)
_WORK_ON = re.compile(
    r"(?:i )?work(?:ing)?(?: on)?:?\s+(?P<days>(?!from\b|[0-9]{1,2}[:-]).+)", re.I
)
_CANCEL = re.compile(
    r"(?:cancel|remove|delete|clear|undo|none|not(?!.*\bwell\b))(?:\s+(?P<what>.+))?"
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
        times = _asked_anew(tx, command)
    own = country_name(country or (actor.home.country if actor.home else ""))
    return holidays_message(own, times, is_own=bool(country))


def _work_on(deps: Deps, command: Command, days: str) -> Message:
    """`/goal schedule work on 6 Jan`: a day that would be off is worked. Raises NotADate."""
    person = command.actor.person
    noted = read_leaves(days, command.today, _leave_date(person), habits_of(person))
    with deps.begin() as tx:
        for one in noted:
            worked = replace(one, is_worked=True)
            people.add_leave(tx, person.workspace_id, person.id, worked)
        times = _asked_anew(tx, command)
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
        times = _times(tx, trigger, trigger.actor)
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
    days = frozenset(int(day) for day in form.choices("days"))
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
    return _asked_anew(tx, trigger)


def _asked_anew(tx: Tx, trigger: Trigger) -> Times:
    """Schedule the person's next check-in by what holds now."""
    reschedule(tx, [trigger.actor.person.id], trigger.now)
    return _times(tx, trigger, people.actor_of(tx, trigger.actor.person.id))


def _times(tx: Tx, trigger: Trigger, actor: Actor) -> Times:
    ask = next_check_in(tx, actor, trigger.now)
    return Times(actor.person, actor.pattern, actor.home, ask.at if ask else None, trigger.now)


def away(deps: Deps, command: Command) -> Message:
    """`/goal away 24 Dec to 2 Jan` notes days off; without words, those to come are listed."""
    if not command.words:
        with deps.read() as tx:
            return _leaves(tx, command, _times(tx, command, command.actor))
    words, person = plain(command.words), command.actor.person
    if back := _BACK.fullmatch(words.lower()):
        return _come_back(deps, command, back["when"] or "")
    if cancelled := _CANCEL.fullmatch(words.lower()):
        return _cancel(deps, command, cancelled["what"] or "")
    noted = read_leaves(words, command.today, _leave_date(person), habits_of(person))
    with deps.begin() as tx:
        whole = [_stay_away(tx, command, leave) for leave in noted]
        times = _asked_anew(tx, command)
    return away_message(list(dict.fromkeys(whole)), command.today, times)


def _leave_date(person: Person) -> ReadDate:
    """Plain dates, where "Friday" said on a Friday is today."""
    read_date = dates_of(person)

    def read(text: str, today: date) -> date | None:
        is_weekday = re.fullmatch(WEEKDAY, text.strip(), re.IGNORECASE)
        return read_date(text, today - timedelta(days=1) if is_weekday else today)

    return read


def _come_back(deps: Deps, command: Command, when: str) -> Message:
    """ "back", "back on Monday": from then on they work after all. Raises NoLeaveNoted."""
    today, person = command.today, command.actor.person
    day = today
    if when and when != "today":
        (named,) = read_leaves(when, today, _leave_date(person), habits_of(person))
        day = named.first
    with deps.begin() as tx:
        noted = _off(tx, person.id, today)
        now_off = next((leave for leave in noted if today in leave or day in leave), None)
        if now_off is None and day > today:
            whole = _stay_away(tx, command, Leave(today, day - timedelta(days=1)))
            return away_message([whole], today, _asked_anew(tx, command))
        if now_off is None:
            raise NoLeaveNoted
        people.remove_leave(tx, person.workspace_id, person.id, Leave(day, now_off.last))
        cut = Leave(max(day, now_off.first), now_off.last)
        return _leaves(tx, command, _asked_anew(tx, command), removed=cut)


def _cancel(deps: Deps, command: Command, what: str) -> Message:
    """ "cancel": the only leave, or the one that is named; of several, each has its button.

    Raises NoLeaveNoted, NotADate.
    """
    today, person = command.today, command.actor.person
    with deps.begin() as tx:
        noted = _off(tx, person.id, today)
        if what:
            named = read_leaves(what, today, _leave_date(person), habits_of(person))
            noted = tuple(
                n for n in noted if any(n.first <= m.last and m.first <= n.last for m in named)
            )
        if not noted:
            raise NoLeaveNoted
        if len(noted) > 1:
            return _leaves(tx, command, _times(tx, command, command.actor))
        people.remove_leave(tx, person.workspace_id, person.id, noted[0])
        return _leaves(tx, command, _asked_anew(tx, command), removed=noted[0])


def remove(deps: Deps, click: Click) -> None:
    """ "Remove": these days are working days again."""
    first, _, last = click.value.partition("/")
    leave = Leave(date.fromisoformat(first), date.fromisoformat(last))
    with deps.begin() as tx:
        person = click.actor.person
        people.remove_leave(tx, person.workspace_id, person.id, leave)
        shown = _leaves(tx, click, _asked_anew(tx, click), removed=leave)
    click.replace(shown)


def _leaves(tx: Tx, trigger: Trigger, times: Times, removed: Leave | None = None) -> Message:
    leaves = _off(tx, trigger.actor.person.id, trigger.today)
    return leaves_message(leaves, trigger.today, times, removed)


def _off(tx: Tx, person_id: int, since: date) -> tuple[Leave, ...]:
    """The days off that end on a local date or later."""
    noted = people.leaves(tx, [person_id], since).get(person_id, ())
    return tuple(leave for leave in noted if not leave.is_worked)


def not_today(deps: Deps, click: Click) -> None:
    """ "Not today", in the message of a working day. Raises DayOver."""
    day = _still_on(click)
    with deps.begin() as tx:
        _stay_away(tx, click, Leave(day, day))
        times = _asked_anew(tx, click)
    click.replace(not_today_message(day, click.today, times))


def after_all(deps: Deps, click: Click) -> None:
    """ "Ask me after all": the day's message comes back in its place. Raises DayOver."""
    day = _still_on(click)
    with deps.begin() as tx:
        person = click.actor.person
        people.remove_leave(tx, person.workspace_id, person.id, Leave(day, day))
        _asked_anew(tx, click)
        shown = daily(tx, click.actor, day, click.now, deps.grace)
    click.replace(daily_message(shown))


def _still_on(click: Click) -> date:
    """The local date that a button of its message stands for. Raises DayOver."""
    day = date.fromisoformat(click.value)
    if day < click.today:
        raise DayOver(day)
    return day


def _stay_away(tx: Tx, trigger: Trigger, leave: Leave) -> Leave:
    """Note days off, with those that they touch; what waits to be sent on them never is."""
    person = trigger.actor.person
    whole = people.add_leave(tx, person.workspace_id, person.id, leave)
    for day in (trigger.today, trigger.today - timedelta(days=1)):
        if day in leave:
            for what in ("checkin", "reminder"):
                outbox.drop(tx, person.workspace_id, key(what, person.id, day))
    return whole


SUB_COMMANDS = (
    SubCommand(
        "schedule",
        "Mon-Fri 9:30",
        "when I ask you, reminders, and where your rungs are celebrated",
        schedule,
    ),
    SubCommand("away", "24 Dec to 2 Jan", "days off, on which I don't ask you", away),
)


def register(shell: Shell, deps: Deps) -> None:
    """The form, and the buttons of the daily message and of the list of days off."""
    shell.click("schedule.open", partial(open_form, deps))
    shell.click("schedule.reset", partial(reset_clicked, deps))
    shell.form("schedule.save", partial(save, deps))
    shell.click("away.remove", partial(remove, deps))
    shell.click("away.today", partial(not_today, deps))
    shell.click("away.back", partial(after_all, deps))
