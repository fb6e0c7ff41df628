"""Asks people once a working day: the clock queues their message, delivery renders it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Any
from zoneinfo import ZoneInfo

from goals.cadence import (
    Ask,
    DaysOff,
    Pattern,
    current_ask,
    hours_end,
    next_ask,
    reminder_instant,
)
from goals.daily import Daily
from goals.goal import Goal
from goals.people import Actor
from handlers import look_back
from handlers.day import LOOK_BACK, daily, days_off, key
from handlers.deps import Deps
from handlers.in_hours import in_hours
from handlers.outgoing import Edit, Render
from handlers.views.daily import daily_message, reminder_message
from handlers.views.message import Message
from store import check_ins, outbox, people
from store.database import Tx
from store.outbox import Priority, Queued
from store.tables import OutboxState

BATCH = 500


def queue_due(deps: Deps, now: datetime, limit: int = BATCH) -> int:
    """Queue the day's message of up to `limit` people whose moment has come (UTC).

    Returns how many people were looked at: fewer than `limit` means that nobody is left. Their
    next moment moves on in the same transaction, so that no other clock asks them again.
    """
    with deps.begin() as tx:
        due = people.due_for_check_in(tx, now, limit)
        if not due:
            return 0
        since = now.date() - LOOK_BACK
        leaves = people.leaves(tx, [actor.person.id for actor in due], since)
        rows: list[dict[str, Any]] = []
        times: dict[int, datetime | None] = {}
        moment_of = cache(partial(_moment, now))
        for actor in due:
            person = actor.person
            off = days_off(actor, leaves.get(person.id, ()))
            moment = moment_of(actor.pattern, person.zone_info, person.next_check_in_at, off)
            if person.active and moment.ask:
                rows.extend(_messages(actor, moment.ask, moment, now))
                rows.extend(look_back.digest_rows(actor, moment.ask.day, off, now))
            times[person.id] = moment.next_at if person.active else None
        outbox.put_many(tx, rows)
        people.set_next_check_ins(tx, times)
    return len(due)


@dataclass(frozen=True, slots=True)
class Moment:
    """What comes now for everybody of the same hours, zone and days off: worked out once for all
    of a team. UTC instants; no `ask` when it is not the time, or not any more.
    """

    ask: Ask | None
    ends: datetime | None
    remind_at: datetime | None
    next_at: datetime | None


def _moment(
    now: datetime, pattern: Pattern, zone: ZoneInfo, due_at: datetime, off: DaysOff
) -> Moment:
    ask = current_ask(pattern, zone, due_at, now, off)
    following = next_ask(pattern, zone, now, off)
    return Moment(
        ask,
        ends=hours_end(pattern, ask.day, zone) if ask else None,
        remind_at=reminder_instant(pattern, ask.day, zone, now) if ask else None,
        next_at=following.at if following else None,
    )


def _messages(actor: Actor, ask: Ask, moment: Moment, now: datetime) -> list[dict[str, Any]]:
    """The day's message, and the reminder that is dropped unseen if an answer comes."""
    person = actor.person
    row = {
        "workspace_id": person.workspace_id,
        "channel": person.user_id,
        "ref": {"person": person.id, "day": ask.day.isoformat()},
        "expires_at": moment.ends,
    }
    asked = {
        **row,
        "key": key("checkin", person.id, ask.day),
        "kind": "check_in",
        "priority": Priority.CHECK_IN,
        "wake_at": now,
    }
    if not (person.reminders and moment.remind_at):
        return [asked]
    reminder = {
        **row,
        "key": key("reminder", person.id, ask.day),
        "kind": "reminder",
        "priority": Priority.REMINDER,
        "wake_at": moment.remind_at,
    }
    return [asked, reminder]


def refresh(tx: Tx, actor: Actor, day: date, now: datetime) -> None:
    """Bring the day's message in Slack up to date, if it was sent: something else changed it."""
    _put_refresh(tx, actor, day, now, key("refresh", actor.person.id, day))


def refresh_others(tx: Tx, goal: Goal, by: Actor, now: datetime) -> None:
    """The same for the others who climb a shared goal, each on their own day.

    When a rung is reached or taken back, or the goal itself changes: not for every number.
    """
    others = [who for who in goal.climbers if who != by.person.id]
    climbing = people.actors_of(tx, others) if others else {}
    for _, other in sorted(climbing.items()):
        refresh(tx, other, other.today(now), now)


def settle(tx: Tx, actor: Actor, day: date, at: datetime, check_in_id: int) -> None:
    """Bring the day's message up to date when a grace ends, and "Undo" with it."""
    name = f"settle:{check_in_id}:{at:%H%M%S}"  # a correction in between has a grace of its own
    _put_refresh(tx, actor, day, at, name)


def _put_refresh(tx: Tx, actor: Actor, day: date, at: datetime, name: str) -> None:
    if outbox.find(tx, actor.person.workspace_id, key("checkin", actor.person.id, day)) is None:
        return  # no message of the day, and one that comes later is made of what stands then
    outbox.put_again(
        tx,
        key=name,
        workspace_id=actor.person.workspace_id,
        channel=actor.person.user_id,
        kind="refresh",
        ref={"person": actor.person.id, "day": day.isoformat()},
        wake_at=at,
    )


def renderers(deps: Deps) -> dict[str, Render]:
    """How the rows of this feature become messages, from the data as it stands then."""

    def day_of(tx: Tx, row: Queued, now: datetime) -> tuple[Actor, Daily]:
        actor = people.actor_of(tx, row.ref["person"])
        day = date.fromisoformat(row.ref["day"])
        return actor, daily(tx, actor, day, now, deps.grace)

    def check_in(tx: Tx, row: Queued, now: datetime) -> Message | None:
        """Nothing to ask, everything said, or a day that became a day off: no message."""
        actor, today = day_of(tx, row, now)
        if not (today.is_worth_sending and actor.person.active) or is_off(tx, actor, today.day):
            return None
        return daily_message(today)

    def reminder(tx: Tx, row: Queued, now: datetime) -> Message | None:
        """Only where the day's message arrived and nothing at all came back."""
        actor, today = day_of(tx, row, now)
        asked = outbox.find(tx, row.workspace_id, key("checkin", actor.person.id, today.day))
        was_asked = asked is not None and asked.state is OutboxState.SENT
        has_answered = bool(check_ins.on_day(tx, actor.person.id, today.day))
        wanted = actor.person.active and actor.person.reminders
        if not was_asked or has_answered or not wanted or not today.open:
            return None
        return None if is_off(tx, actor, today.day) else reminder_message(today)

    def refreshed(tx: Tx, row: Queued, now: datetime) -> Edit | None:
        actor, today = day_of(tx, row, now)
        asked = outbox.find(tx, row.workspace_id, key("checkin", actor.person.id, today.day))
        if asked is None or not asked.ts or not asked.posted_in:
            return None
        return Edit(asked.posted_in, asked.ts, daily_message(today))

    return {"check_in": check_in, "reminder": in_hours(reminder), "refresh": refreshed}


def is_off(tx: Tx, actor: Actor, day: date) -> bool:
    """Whether leave was noted for the day, or it is a public holiday, since it was queued."""
    leaves = people.leaves(tx, [actor.person.id], day).get(actor.person.id, ())
    return day in days_off(actor, leaves)
