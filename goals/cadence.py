"""When a person is asked: their working days and hours, their days off, a goal's rhythm.

Instants are UTC, dates and times of day are local to the person. A working day is the local
date on which its shift starts, also for a shift that passes midnight. Nothing here reads a clock.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from goals.errors import AskOutsideHours, LeaveEndsBeforeItStarts, NotOneDay, NoWorkingDays

DAY = timedelta(days=1)
HORIZON = 400
"""How many days ahead the next ask is looked for: past the longest leave that can be noted."""

REMINDER_AFTER = timedelta(hours=3)
REMINDER_ROOM = timedelta(minutes=30)
"""What must be left of the working day for a reminder to be of use."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A working pattern in local time: weekdays (0 is Monday), hours, and when to ask.

    `ends` at or before `starts`: the shift passes midnight, and an `ask_at` before `starts` is
    after that midnight. Raises NoWorkingDays, and AskOutsideHours unless starts <= ask < ends.
    """

    days: frozenset[int]
    starts: time
    ends: time
    ask_at: time

    def __post_init__(self) -> None:
        if not self.days:
            raise NoWorkingDays
        if not self.days <= frozenset(range(7)):
            raise ValueError(f"weekdays are 0 to 6, not {sorted(self.days)}")
        if self.starts < self.ends:
            inside = self.starts <= self.ask_at < self.ends
        else:
            inside = self.ask_at >= self.starts or self.ask_at < self.ends
        if not inside:
            raise AskOutsideHours(self.ask_at, self.starts, self.ends)

    @property
    def passes_midnight(self) -> bool:
        return self.ends <= self.starts


@dataclass(frozen=True, slots=True)
class Leave:
    """Local dates off, both included; `is_worked`: dates that are worked although they would be
    off, a public holiday or a Saturday. Raises LeaveEndsBeforeItStarts.
    """

    first: date
    last: date
    is_worked: bool = False

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise LeaveEndsBeforeItStarts(self.first, self.last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def no_holidays(day: date) -> bool:
    """For people whose country's holidays are not observed."""
    return False


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The local dates off whatever a pattern says: `day in days_off`."""

    leaves: tuple[Leave, ...] = ()
    is_holiday: Callable[[date], bool] = no_holidays

    def __contains__(self, day: date) -> bool:
        noted = [leave for leave in self.leaves if day in leave]
        if noted:
            return not any(leave.is_worked for leave in noted)
        return self.is_holiday(day)

    def is_worked(self, day: date) -> bool:
        """Whether the person said that they work on it, whatever their pattern says."""
        return any(leave.is_worked and day in leave for leave in self.leaves)


class RhythmKind(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a goal is asked about; `days` are weekdays, of no account when daily.

    Raises NotOneDay for a weekly rhythm without exactly one, NoWorkingDays for none chosen.
    """

    kind: RhythmKind = RhythmKind.DAILY
    days: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.kind is RhythmKind.WEEKLY and len(self.days) != 1:
            raise NotOneDay
        if self.kind is RhythmKind.CHOSEN and not self.days:
            raise NoWorkingDays


DAILY = Rhythm()


@dataclass(frozen=True, slots=True)
class Ask:
    """That a person is asked for the working date `day`, at the UTC instant `at`."""

    day: date
    at: datetime


def to_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant of a local date and time.

    A time that comes twice in autumn is its first; one that spring skips, the first valid instant.
    """
    local = datetime.combine(day, at, zone).replace(fold=0)
    instant = local.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    return _end_of_gap(local.replace(microsecond=0))


def _end_of_gap(skipped: datetime) -> datetime:
    """The instant at which the clocks jumped over the local time `skipped`."""
    # PEP 495: fold 0 reads a skipped time with the offset before the jump, which lands after
    # it, and fold 1 with the one after, which lands before it. The jump is between the two.
    zone = skipped.tzinfo
    early = skipped.replace(fold=1).astimezone(UTC)
    late = skipped.replace(fold=0).astimezone(UTC)
    offset = early.astimezone(zone).utcoffset()

    def has_jumped(seconds: int) -> bool:
        return (early + timedelta(seconds=seconds)).astimezone(zone).utcoffset() != offset

    span = range(int((late - early).total_seconds()) + 1)
    return early + timedelta(seconds=bisect_left(span, True, key=has_jumped))


def hours_start(pattern: Pattern, day: date, zone: ZoneInfo) -> datetime:
    """When the working day `day` starts, a UTC instant."""
    return to_instant(day, pattern.starts, zone)


def hours_end(pattern: Pattern, day: date, zone: ZoneInfo) -> datetime:
    """When the working day `day` ends, a UTC instant; its check-in expires then."""
    return to_instant(day + DAY if pattern.passes_midnight else day, pattern.ends, zone)


def ask_instant(pattern: Pattern, day: date, zone: ZoneInfo) -> datetime:
    """When the person is asked on the working day `day`, a UTC instant within its hours."""
    at = to_instant(day + DAY if pattern.ask_at < pattern.starts else day, pattern.ask_at, zone)
    if at < hours_end(pattern, day, zone):
        return at
    # The clocks jumped from the ask over the rest of the shift: ask where the shift begins.
    return hours_start(pattern, day, zone)


def reminder_instant(
    pattern: Pattern, day: date, zone: ZoneInfo, asked_at: datetime | None = None
) -> datetime | None:
    """When to remind, once: three hours after the ask, with half an hour of the day left.

    `asked_at` is the UTC instant of the ask when that came late. None: it does not fit.
    """
    at = (asked_at or ask_instant(pattern, day, zone)) + REMINDER_AFTER
    return at if at + REMINDER_ROOM <= hours_end(pattern, day, zone) else None


def works_on(pattern: Pattern, day: date, days_off: DaysOff) -> bool:
    """Whether the local date is a working day of this person."""
    if day.weekday() in pattern.days:
        return day not in days_off
    return days_off.is_worked(day)


def working_date(pattern: Pattern, zone: ZoneInfo, now: datetime) -> date:
    """The working date that a report made at `now` belongs to.

    The shift in progress; between shifts the local date. Just after a shift that passed midnight
    a report is still about that shift: until halfway to the next day's start it belongs to it.
    """
    today = now.astimezone(zone).date()
    last_night = today - DAY
    if pattern.passes_midnight and last_night.weekday() in pattern.days:
        ended = hours_end(pattern, last_night, zone)
        if now < ended + (hours_start(pattern, today, zone) - ended) / 2:
            return last_night
    return today


def next_ask(pattern: Pattern, zone: ZoneInfo, after: datetime, days_off: DaysOff) -> Ask | None:
    """The first ask strictly after `after`; None if there is none within HORIZON days."""
    last_night = after.astimezone(zone).date() - DAY
    for days in range(HORIZON + 1):
        day = last_night + timedelta(days=days)
        if not works_on(pattern, day, days_off):
            continue
        at = ask_instant(pattern, day, zone)
        # A shift that the clocks jump over altogether is no working day.
        if at > after and at < hours_end(pattern, day, zone):
            return Ask(day, at)
    return None


def current_ask(
    pattern: Pattern, zone: ZoneInfo, due_at: datetime, now: datetime, days_off: DaysOff
) -> Ask | None:
    """The ask to send at `now` to a person whose stored next ask `due_at` may have come.

    It is for the shift in progress, if that shift's time to ask has come: so whoever was not
    asked on time is asked late, but only within the hours, and never for a day that is over.
    None: not now. Either way, what comes after it is `next_ask(…, after=now)`.
    """
    if now < due_at:
        return None
    today = now.astimezone(zone).date()
    for day in (today - DAY, today):
        if works_on(pattern, day, days_off):
            at = ask_instant(pattern, day, zone)
            if at <= now < hours_end(pattern, day, zone):
                return Ask(day, at)
    return None


def next_hours(
    pattern: Pattern, zone: ZoneInfo, now: datetime, days_off: DaysOff
) -> datetime | None:
    """The first instant (UTC) from `now` on at which the person works: `now` within their hours.

    None where they do not work within HORIZON days.
    """
    last_night = now.astimezone(zone).date() - DAY
    for days in range(HORIZON + 1):
        day = last_night + timedelta(days=days)
        from_then = max(now, hours_start(pattern, day, zone))
        if from_then < hours_end(pattern, day, zone) and works_on(pattern, day, days_off):
            return from_then
    return None


def is_due(rhythm: Rhythm, day: date, works: Callable[[date], bool]) -> bool:
    """Whether a goal of this rhythm is asked about on the local date; `works` tells working days.

    A weekly goal whose day is off moves to the last working day before it in the same week
    (Monday to Sunday), and if there is none, to the first after it.
    """
    if not works(day):
        return False
    if rhythm.kind is RhythmKind.DAILY:
        return True
    if rhythm.kind is RhythmKind.CHOSEN:
        return day.weekday() in rhythm.days
    return day == _weekly_day(rhythm, day, works)


def _weekly_day(rhythm: Rhythm, day: date, works: Callable[[date], bool]) -> date | None:
    """The working day on which this weekly rhythm falls in the week of `day`."""
    (wanted,) = rhythm.days
    monday = day - timedelta(days=day.weekday())
    backwards_then_onwards = (*range(wanted, -1, -1), *range(wanted + 1, 7))
    week = (monday + timedelta(days=days) for days in backwards_then_onwards)
    return next((candidate for candidate in week if works(candidate)), None)
