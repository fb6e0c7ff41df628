"""When people are asked next: computed anew whenever something that it hangs on changes."""

from collections.abc import Iterable
from datetime import UTC, datetime

from goals.cadence import Ask, DaysOff, current_ask, hours_end, next_ask, works_on
from goals.daily import asked_on
from goals.people import Actor
from handlers.day import LOOK_BACK, days_off, key
from store import check_ins, ladders, outbox, people
from store.database import Tx
from store.tables import OutboxState


def reschedule(tx: Tx, person_ids: Iterable[int], now: datetime) -> None:
    """Set when each of these people is asked next; None for those who are not active.

    Everyone active has such a moment, with goals or not: who has nothing to report then is
    passed over. Four statements, however many people.
    """
    ids = set(person_ids)
    people.hold(tx, ids)
    actors = people.actors_of(tx, ids)
    leaves = people.leaves(tx, ids, now.astimezone(UTC).date() - LOOK_BACK)
    times: dict[int, datetime | None] = {}
    for person_id, actor in sorted(actors.items()):
        ask = _ask_after(actor, days_off(actor, leaves.get(person_id, ())), now)
        times[person_id] = ask.at if ask and actor.person.active else None
    people.set_next_check_ins(tx, times)


def next_check_in(tx: Tx, actor: Actor, now: datetime) -> Ask | None:
    """The next time that one of the person's goals is asked about; None if there is none.

    Today's counts only while it was neither sent nor answered. `actor` must be newly read.
    """
    person, today = actor.person, actor.today(now)
    goals = ladders.climbed(tx, person.id)
    leaves = people.leaves(tx, [person.id], now.astimezone(UTC).date() - LOOK_BACK)
    off = days_off(actor, leaves.get(person.id, ()))
    sent = outbox.find(tx, person.workspace_id, key("checkin", person.id, today))
    was_asked = sent is not None and sent.state is not OutboxState.DROPPED
    answered = check_ins.on_day(tx, person.id, today)
    last_due = max((goal.due for goal in goals), default=None)
    ask = _ask_after(actor, off, now) if person.active else None
    while ask and last_due and ask.day <= last_due:
        about = asked_on(goals, ask.day, lambda day: works_on(actor.pattern, day, off))
        if ask.day == today:
            about = [] if was_asked else [goal for goal in about if goal.id not in answered]
        if about:
            return ask
        ask = next_ask(actor.pattern, person.zone_info, ask.at, off)
    return None


def _ask_after(actor: Actor, off: DaysOff, now: datetime) -> Ask | None:
    """The ask that is still to come, which may be the one of the shift in progress.

    While the stored moment lies within this shift, the person was not asked in it yet: whoever
    moves it to an earlier hour, or is waiting for a clock that stood still, is asked late.
    """
    person, zone = actor.person, actor.person.zone_info
    waiting = person.next_check_in_at
    current = current_ask(actor.pattern, zone, now, now, off)
    if current and waiting and waiting < hours_end(actor.pattern, current.day, zone):
        return Ask(current.day, min(waiting, now))
    return next_ask(actor.pattern, zone, now, off)
