"""When people are asked: hours, nights, zones, days off, coming back late."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from goals.cadence import (
    Ask,
    DaysOff,
    Leave,
    Pattern,
    ask_instant,
    current_ask,
    hours_end,
    hours_start,
    next_ask,
    reminder_instant,
    to_instant,
    working_date,
    works_on,
)
from goals.errors import AskOutsideHours, LeaveEndsBeforeItStarts, NoWorkingDays

WEEKDAYS = frozenset(range(5))
EVERY_DAY = frozenset(range(7))
OFFICE = Pattern(WEEKDAYS, time(9), time(17), time(9, 30))
NIGHT = Pattern(WEEKDAYS, time(22), time(6), time(22, 15))
LATE_NIGHT_ASK = Pattern(WEEKDAYS, time(22), time(6), time(2, 30))
LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
HONOLULU, KATHMANDU = ZoneInfo("Pacific/Honolulu"), ZoneInfo("Asia/Kathmandu")
NEVER_OFF = DaysOff()


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def christmas(day: date) -> bool:
    return (day.month, day.day) == (12, 25)


# What a pattern and a leave may be


def test_a_pattern_without_days_is_refused() -> None:
    with pytest.raises(NoWorkingDays):
        Pattern(frozenset(), time(9), time(17), time(9, 30))


def test_weekdays_are_counted_from_0_to_6() -> None:
    with pytest.raises(ValueError, match="0 to 6"):
        Pattern(frozenset({7}), time(9), time(17), time(9, 30))


@pytest.mark.parametrize(
    ("starts", "ends", "ask_at"),
    [
        (time(9), time(17), time(8, 59)),
        (time(9), time(17), time(17)),
        (time(22), time(6), time(6)),
        (time(22), time(6), time(21, 59)),
        (time(22), time(6), time(12)),
    ],
)
def test_nobody_can_choose_to_be_asked_outside_their_hours(
    starts: time, ends: time, ask_at: time
) -> None:
    with pytest.raises(AskOutsideHours) as refusal:
        Pattern(WEEKDAYS, starts, ends, ask_at)
    assert (refusal.value.ask_at, refusal.value.starts, refusal.value.ends) == (
        ask_at,
        starts,
        ends,
    )


@pytest.mark.parametrize(
    ("starts", "ends", "ask_at"),
    [
        (time(9), time(17), time(9)),
        (time(9), time(17), time(16, 59)),
        (time(22), time(6), time(5, 59)),
        (time(16), time(0), time(23, 59)),
        (time(8), time(8), time(7, 59)),
    ],
)
def test_any_time_within_the_hours_will_do(starts: time, ends: time, ask_at: time) -> None:
    assert Pattern(WEEKDAYS, starts, ends, ask_at).ask_at == ask_at


def test_a_leave_has_both_its_ends_and_they_are_in_order() -> None:
    leave = Leave(date(2026, 12, 24), date(2027, 1, 2))
    assert date(2026, 12, 24) in leave
    assert date(2027, 1, 2) in leave
    assert date(2026, 12, 23) not in leave
    assert date(2027, 1, 3) not in leave
    with pytest.raises(LeaveEndsBeforeItStarts):
        Leave(date(2027, 1, 2), date(2026, 12, 24))


# Local times as instants


@pytest.mark.parametrize(
    ("zone", "day", "at", "instant"),
    [
        (LONDON, date(2026, 1, 5), time(9, 30), "2026-01-05T09:30"),
        (LONDON, date(2026, 7, 6), time(9, 30), "2026-07-06T08:30"),
        (AUCKLAND, date(2026, 1, 5), time(9, 30), "2026-01-04T20:30"),
        (AUCKLAND, date(2026, 7, 6), time(9, 30), "2026-07-05T21:30"),
        (HONOLULU, date(2026, 1, 5), time(16), "2026-01-06T02:00"),
        (KATHMANDU, date(2026, 1, 5), time(9, 30), "2026-01-05T03:45"),
        # Spring skips 01:00 to 02:00 in London; the first valid instant is 02:00 there.
        (LONDON, date(2027, 3, 28), time(0, 59), "2027-03-28T00:59"),
        (LONDON, date(2027, 3, 28), time(1, 0), "2027-03-28T01:00"),
        (LONDON, date(2027, 3, 28), time(1, 30), "2027-03-28T01:00"),
        (LONDON, date(2027, 3, 28), time(1, 59, 59, 999999), "2027-03-28T01:00"),
        (LONDON, date(2027, 3, 28), time(2, 0), "2027-03-28T01:00"),
        (LONDON, date(2027, 3, 28), time(2, 30), "2027-03-28T01:30"),
        # Autumn has 01:00 to 02:00 twice; the first is meant.
        (LONDON, date(2026, 10, 25), time(1, 30), "2026-10-25T00:30"),
        (LONDON, date(2026, 10, 25), time(2, 0), "2026-10-25T02:00"),
        # Half an hour on Lord Howe Island, a whole day in Samoa.
        (ZoneInfo("Australia/Lord_Howe"), date(2026, 10, 4), time(2, 15), "2026-10-03T15:30"),
        (ZoneInfo("Pacific/Apia"), date(2011, 12, 30), time(9, 30), "2011-12-30T10:00"),
    ],
)
def test_a_local_time_is_one_instant(zone: ZoneInfo, day: date, at: time, instant: str) -> None:
    assert to_instant(day, at, zone) == utc(instant)
    assert to_instant(day, at.replace(fold=1), zone) == utc(instant)


# Which working date a report belongs to


@pytest.mark.parametrize(
    ("pattern", "zone", "now", "day"),
    [
        (OFFICE, LONDON, "2026-11-20T10:00", date(2026, 11, 20)),
        (OFFICE, LONDON, "2026-11-20T23:59", date(2026, 11, 20)),
        (OFFICE, LONDON, "2026-11-21T00:00", date(2026, 11, 21)),
        (OFFICE, AUCKLAND, "2026-11-19T20:45", date(2026, 11, 20)),
        (OFFICE, HONOLULU, "2026-11-21T02:00", date(2026, 11, 20)),
        (OFFICE, KATHMANDU, "2026-11-20T18:20", date(2026, 11, 21)),
        # Friday's night shift, as Saturday goes by: the shift, the morning after, the afternoon.
        (NIGHT, LONDON, "2026-11-20T21:59", date(2026, 11, 20)),
        (NIGHT, LONDON, "2026-11-20T22:00", date(2026, 11, 20)),
        (NIGHT, LONDON, "2026-11-21T02:00", date(2026, 11, 20)),
        (NIGHT, LONDON, "2026-11-21T06:30", date(2026, 11, 20)),
        (NIGHT, LONDON, "2026-11-21T13:59", date(2026, 11, 20)),
        (NIGHT, LONDON, "2026-11-21T14:00", date(2026, 11, 21)),
        # No shift began on Sunday night: Monday's small hours are Monday's.
        (NIGHT, LONDON, "2026-11-23T02:00", date(2026, 11, 23)),
    ],
)
def test_a_report_belongs_to_the_shift_it_is_about(
    pattern: Pattern, zone: ZoneInfo, now: str, day: date
) -> None:
    assert working_date(pattern, zone, utc(now)) == day


def test_a_day_off_is_no_working_day() -> None:
    off = DaysOff((Leave(date(2026, 12, 28), date(2026, 12, 29)),), christmas)
    december = [date(2026, 12, day) for day in range(21, 32)]
    worked = [day.day for day in december if works_on(OFFICE, day, off)]
    assert worked == [21, 22, 23, 24, 30, 31]  # 25 a holiday, 26 and 27 a weekend, then leave


# Hours


@pytest.mark.parametrize(
    ("pattern", "zone", "day", "starts", "ends"),
    [
        (OFFICE, LONDON, date(2026, 11, 20), "2026-11-20T09:00", "2026-11-20T17:00"),
        (NIGHT, LONDON, date(2026, 11, 20), "2026-11-20T22:00", "2026-11-21T06:00"),
        (NIGHT, AUCKLAND, date(2026, 11, 20), "2026-11-20T09:00", "2026-11-20T17:00"),
        # An hour less in the night of spring, an hour more in that of autumn.
        (NIGHT, LONDON, date(2027, 3, 27), "2027-03-27T22:00", "2027-03-28T05:00"),
        (NIGHT, LONDON, date(2026, 10, 24), "2026-10-24T21:00", "2026-10-25T06:00"),
    ],
)
def test_hours_are_those_of_the_wall_clock(
    pattern: Pattern, zone: ZoneInfo, day: date, starts: str, ends: str
) -> None:
    assert hours_start(pattern, day, zone) == utc(starts)
    assert hours_end(pattern, day, zone) == utc(ends)


def test_an_ask_after_midnight_belongs_to_the_night_before() -> None:
    assert ask_instant(LATE_NIGHT_ASK, date(2026, 11, 20), LONDON) == utc("2026-11-21T02:30")


def test_an_ask_in_the_hour_that_spring_skips_comes_when_the_clocks_have_jumped() -> None:
    night = Pattern(EVERY_DAY, time(22), time(6), time(1, 30))
    assert ask_instant(night, date(2027, 3, 27), LONDON) == utc("2027-03-28T01:00")


def test_when_the_jump_swallows_the_ask_and_the_rest_of_the_shift_the_ask_comes_first() -> None:
    evening = Pattern(EVERY_DAY, time(18), time(1, 45), time(1, 15))
    assert ask_instant(evening, date(2027, 3, 27), LONDON) == utc("2027-03-27T18:00")


# The next ask


@pytest.mark.parametrize(
    ("pattern", "zone", "after", "day", "at"),
    [
        (OFFICE, LONDON, "2026-11-20T09:29:59", date(2026, 11, 20), "2026-11-20T09:30"),
        (OFFICE, LONDON, "2026-11-20T09:30", date(2026, 11, 23), "2026-11-23T09:30"),
        (OFFICE, LONDON, "2026-11-22T12:00", date(2026, 11, 23), "2026-11-23T09:30"),
        (OFFICE, AUCKLAND, "2026-11-20T12:00", date(2026, 11, 23), "2026-11-22T20:30"),
        (OFFICE, HONOLULU, "2026-11-20T12:00", date(2026, 11, 20), "2026-11-20T19:30"),
        (OFFICE, KATHMANDU, "2026-11-20T03:44", date(2026, 11, 20), "2026-11-20T03:45"),
        (NIGHT, LONDON, "2026-11-21T02:00", date(2026, 11, 23), "2026-11-23T22:15"),
        (LATE_NIGHT_ASK, LONDON, "2026-11-21T02:00", date(2026, 11, 20), "2026-11-21T02:30"),
        (LATE_NIGHT_ASK, LONDON, "2026-11-21T02:30", date(2026, 11, 23), "2026-11-24T02:30"),
        # Across the weekend on which the clocks change, the wall clock's time stays.
        (OFFICE, LONDON, "2027-03-26T12:00", date(2027, 3, 29), "2027-03-29T08:30"),
        (OFFICE, LONDON, "2026-10-23T12:00", date(2026, 10, 26), "2026-10-26T09:30"),
    ],
)
def test_the_next_ask(pattern: Pattern, zone: ZoneInfo, after: str, day: date, at: str) -> None:
    assert next_ask(pattern, zone, utc(after), NEVER_OFF) == Ask(day, utc(at))


def test_the_next_ask_waits_for_leave_and_holidays_to_end() -> None:
    off = DaysOff((Leave(date(2026, 12, 28), date(2027, 1, 3)),), christmas)
    asked = next_ask(OFFICE, LONDON, utc("2026-12-24T10:00"), off)
    assert asked == Ask(date(2027, 1, 4), utc("2027-01-04T09:30"))


def test_a_night_that_starts_before_the_leave_is_worked_to_its_end() -> None:
    off = DaysOff((Leave(date(2026, 11, 20), date(2026, 11, 20)),))
    asked = next_ask(LATE_NIGHT_ASK, LONDON, utc("2026-11-19T23:00"), off)
    assert asked == Ask(date(2026, 11, 19), utc("2026-11-20T02:30"))
    assert asked is not None
    after_it = next_ask(LATE_NIGHT_ASK, LONDON, asked.at, off)
    assert after_it == Ask(date(2026, 11, 23), utc("2026-11-24T02:30"))


def test_somebody_who_is_always_off_is_never_asked() -> None:
    assert next_ask(OFFICE, LONDON, utc("2026-11-20T12:00"), DaysOff((), lambda day: True)) is None


def test_a_date_that_a_zone_skips_is_not_asked_about() -> None:
    samoa = ZoneInfo("Pacific/Apia")  # went from 29 to 31 December 2011
    daily = Pattern(EVERY_DAY, time(9), time(17), time(9, 30))
    asked = next_ask(daily, samoa, utc("2011-12-29T20:00"), NEVER_OFF)
    assert asked == Ask(date(2011, 12, 31), utc("2011-12-30T19:30"))


# Coming back late

DUE = utc("2026-11-19T09:30")  # a Thursday


@pytest.mark.parametrize(
    ("now", "asked_for"),
    [
        ("2026-11-19T09:29", None),  # not yet
        ("2026-11-19T09:30", date(2026, 11, 19)),
        ("2026-11-19T10:10", date(2026, 11, 19)),  # back after 40 minutes
        ("2026-11-19T16:59", date(2026, 11, 19)),
        ("2026-11-19T17:00", None),  # the day is over
        ("2026-11-20T09:00", None),  # never for yesterday, and today's time has not come
        ("2026-11-20T10:00", date(2026, 11, 20)),  # back in the middle of the day after
        ("2026-11-21T10:00", None),  # a Saturday
    ],
)
def test_whoever_was_not_asked_on_time_is_asked_within_the_day_or_not_at_all(
    now: str, asked_for: date | None
) -> None:
    asked = current_ask(OFFICE, LONDON, DUE, utc(now), NEVER_OFF)
    assert (asked and asked.day) == asked_for


def test_a_night_workers_late_ask_is_for_the_night_in_progress() -> None:
    due = utc("2026-11-20T22:15")
    asked = current_ask(NIGHT, LONDON, due, utc("2026-11-21T01:00"), NEVER_OFF)
    assert asked == Ask(date(2026, 11, 20), due)
    assert current_ask(NIGHT, LONDON, due, utc("2026-11-21T06:00"), NEVER_OFF) is None


def test_leave_taken_since_the_ask_was_planned_is_respected() -> None:
    off = DaysOff((Leave(DUE.date(), DUE.date()),))
    assert current_ask(OFFICE, LONDON, DUE, DUE, off) is None


def test_an_ask_planned_for_an_hour_that_is_no_longer_theirs_is_not_sent() -> None:
    later = Pattern(WEEKDAYS, time(12), time(20), time(12, 15))
    assert current_ask(later, LONDON, DUE, DUE, NEVER_OFF) is None
    after = next_ask(later, LONDON, DUE, NEVER_OFF)
    assert after == Ask(DUE.date(), utc("2026-11-19T12:15"))


# The quiet reminder


@pytest.mark.parametrize(
    ("ask_at", "reminder"),
    [
        (time(9, 30), "2026-11-20T12:30"),
        (time(13, 30), "2026-11-20T16:30"),
        (time(13, 31), None),  # less than half an hour would be left
        (time(16, 30), None),
    ],
)
def test_a_reminder_comes_three_hours_after_the_ask_if_the_day_has_room(
    ask_at: time, reminder: str | None
) -> None:
    pattern = Pattern(WEEKDAYS, time(9), time(17), ask_at)
    expected = reminder and utc(reminder)
    assert reminder_instant(pattern, date(2026, 11, 20), LONDON) == expected


def test_a_late_ask_moves_its_reminder() -> None:
    late = utc("2026-11-20T11:00")
    assert reminder_instant(OFFICE, late.date(), LONDON, late) == utc("2026-11-20T14:00")
