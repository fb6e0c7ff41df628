"""Days off: `/goal away 24 Dec to 2 Jan`, and "Not today" in the daily message."""

import re
from datetime import date, timedelta
from functools import partial

from goals.cadence import Leave
from goals.errors import DayOver, NoLeaveNoted
from goals.leave_words import read_leaves
from handlers.carried import day_in, parts_of
from handlers.commands import SubCommand
from handlers.day import daily, key
from handlers.deps import Deps
from handlers.habits import habits_of
from handlers.shell import Shell
from handlers.spoken import plain
from handlers.times import asked_anew, leave_date, times_of
from handlers.triggers import Click, Command, Trigger
from handlers.views.daily import daily_message
from handlers.views.message import Message
from handlers.views.schedule import Times, away_message, leaves_message, not_today_message
from store import outbox, people
from store.database import Tx

_BACK = re.compile(r"(?:i'?m )?back(?: (?:from|on|again on)?\s*(?P<when>.+))?")
_CANCEL = re.compile(
    r"(?:cancel|remove|delete|clear|undo|none|not(?!.*\bwell\b))(?:\s+(?P<what>.+))?"
)


def away(deps: Deps, command: Command) -> Message:
    """`/goal away 24 Dec to 2 Jan` notes days off; without words, those to come are listed."""
    if not command.words:
        with deps.read() as tx:
            return _leaves(tx, command, times_of(tx, command, command.actor))
    words, person = plain(command.words), command.actor.person
    if back := _BACK.fullmatch(words.lower()):
        return _come_back(deps, command, back["when"] or "")
    if cancelled := _CANCEL.fullmatch(words.lower()):
        return _cancel(deps, command, cancelled["what"] or "")
    noted = read_leaves(words, command.today, leave_date(person), habits_of(person))
    with deps.begin() as tx:
        whole = [_stay_away(tx, command, leave) for leave in noted]
        times = asked_anew(tx, command)
    return away_message(list(dict.fromkeys(whole)), command.today, times)


def _come_back(deps: Deps, command: Command, when: str) -> Message:
    """ "back", "back on Monday": from then on they work after all. Raises NoLeaveNoted."""
    today, person = command.today, command.actor.person
    day = today
    if when and when != "today":
        (named,) = read_leaves(when, today, leave_date(person), habits_of(person))
        day = named.first
    with deps.begin() as tx:
        noted = _off(tx, person.id, today)
        now_off = next((leave for leave in noted if today in leave or day in leave), None)
        if now_off is None and day > today:
            whole = _stay_away(tx, command, Leave(today, day - timedelta(days=1)))
            return away_message([whole], today, asked_anew(tx, command))
        if now_off is None:
            raise NoLeaveNoted
        people.remove_leave(tx, person.workspace_id, person.id, Leave(day, now_off.last))
        cut = Leave(max(day, now_off.first), now_off.last)
        return _leaves(tx, command, asked_anew(tx, command), removed=cut)


def _cancel(deps: Deps, command: Command, what: str) -> Message:
    """ "cancel": the only leave, or the one that is named; of several, each has its button.

    Raises NoLeaveNoted, NotADate.
    """
    today, person = command.today, command.actor.person
    with deps.begin() as tx:
        noted = _off(tx, person.id, today)
        if what:
            named = read_leaves(what, today, leave_date(person), habits_of(person))
            noted = tuple(
                n for n in noted if any(n.first <= m.last and m.first <= n.last for m in named)
            )
        if not noted:
            raise NoLeaveNoted
        if len(noted) > 1:
            return _leaves(tx, command, times_of(tx, command, command.actor))
        people.remove_leave(tx, person.workspace_id, person.id, noted[0])
        return _leaves(tx, command, asked_anew(tx, command), removed=noted[0])


def remove(deps: Deps, click: Click) -> None:
    """ "Remove": these days are working days again."""
    first, last = parts_of(click.value, 2, by="/")
    leave = Leave(day_in(first), day_in(last))
    with deps.begin() as tx:
        person = click.actor.person
        people.remove_leave(tx, person.workspace_id, person.id, leave)
        shown = _leaves(tx, click, asked_anew(tx, click), removed=leave)
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
        times = asked_anew(tx, click)
    click.replace(not_today_message(day, click.today, times))


def after_all(deps: Deps, click: Click) -> None:
    """ "Ask me after all": the day's message comes back in its place. Raises DayOver."""
    day = _still_on(click)
    with deps.begin() as tx:
        person = click.actor.person
        people.remove_leave(tx, person.workspace_id, person.id, Leave(day, day))
        asked_anew(tx, click)
        shown = daily(tx, click.actor, day, click.now, deps.grace)
    click.replace(daily_message(shown))


def _still_on(click: Click) -> date:
    """The local date that a button of its message stands for. Raises DayOver."""
    day = day_in(click.value)
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


SUB_COMMANDS = (SubCommand("away", "24 Dec to 2 Jan", "days off, on which I don't ask you", away),)


def register(shell: Shell, deps: Deps) -> None:
    """The buttons of the daily message and of the list of days off."""
    shell.click("away.remove", partial(remove, deps))
    shell.click("away.today", partial(not_today, deps))
    shell.click("away.back", partial(after_all, deps))
