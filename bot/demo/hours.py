"""The demo's days: shifts that have just begun, whenever it is started, and days worked before."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from goals.cadence import Leave, Pattern, hours_end, to_instant
from goals.people import WORKDAYS, Actor

DAY = timedelta(days=1)
SHIFT = timedelta(hours=8)


def is_at_work(actor: Actor, now: datetime) -> bool:
    """Whether the actor's shift has begun and is not half over."""
    pattern, zone, day = actor.pattern, actor.person.zone_info, actor.today(now)
    asked = to_instant(day, pattern.ask_at, zone)
    return (
        day.weekday() in pattern.days and asked <= now < hours_end(pattern, day, zone) - SHIFT / 2
    )


def shift_around(actor: Actor, now: datetime) -> Pattern:
    """A shift that began within the last half hour, on weekdays and on today's."""
    local = now.astimezone(UTC).astimezone(actor.person.zone_info)
    begun = local - timedelta(
        minutes=local.minute % 30, seconds=local.second, microseconds=local.microsecond
    )
    days = WORKDAYS | {begun.weekday()}
    return Pattern(days, begun.time(), (begun + SHIFT).time(), begun.time())


def away_since_monday(today: date) -> Leave | None:
    """The days of this week before today; None on a Monday."""
    monday = today - today.weekday() * DAY
    return Leave(monday, today - DAY) if monday < today else None


def worked_before(day: date, away: Leave | None = None) -> Iterator[date]:
    """Weekdays before a date, the nearest first, without those of a leave."""
    while True:
        day -= DAY
        if day.weekday() in WORKDAYS and not (away and day in away):
            yield day


def workday(day: date) -> date:
    """The day, or the Friday before its weekend."""
    return day - max(day.weekday() - 4, 0) * DAY
