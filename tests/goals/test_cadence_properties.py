"""What holds for every zone, pattern and leave."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goals.cadence import (
    DaysOff,
    Leave,
    Pattern,
    ask_instant,
    current_ask,
    hours_end,
    hours_start,
    next_ask,
    next_hours,
    reminder_instant,
    to_instant,
    working_date,
    works_on,
)

DAY = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2030, 12, 31)

zones = st.sampled_from(sorted(available_timezones() - {"localtime"})).map(ZoneInfo)
dates = st.dates(FIRST, LAST)
instants = st.datetimes(datetime(2024, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))
minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))
# Days on which many zones change their clocks, and the hours at which they do.
turning_dates = st.sampled_from([date(2027, 3, 14), date(2027, 3, 28), date(2026, 10, 25)])
small_hours = st.builds(time, st.integers(0, 3), st.integers(0, 59))


@st.composite
def patterns(draw: st.DrawFn) -> Pattern:
    starts, ends = draw(minutes), draw(minutes)
    length = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    length = length if length > 0 else length + 24 * 60
    into = timedelta(minutes=draw(st.integers(0, length - 1)))
    ask_at = (datetime.combine(FIRST, starts) + into).time()
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    return Pattern(days, starts, ends, ask_at)


leaves = st.builds(lambda first, days: Leave(first, first + days * DAY), dates, st.integers(0, 60))
days_off = st.builds(
    lambda leaves, off: DaysOff(tuple(leaves), lambda day: day.day in off),
    st.lists(leaves, max_size=3),
    st.sets(st.integers(1, 31), max_size=4),
)


def wall(instant: datetime, zone: ZoneInfo) -> datetime:
    """What the clock on the wall shows."""
    return instant.astimezone(zone).replace(tzinfo=None)


@given(instants, zones)
def test_a_local_time_finds_its_way_back(instant: datetime, zone: ZoneInfo) -> None:
    local = instant.astimezone(zone)
    assume(local.fold == 0)
    assert to_instant(local.date(), local.time(), zone) == instant


@given(st.one_of(dates, turning_dates), st.one_of(minutes, small_hours), zones)
def test_a_skipped_time_is_the_first_instant_after_the_gap(
    day: date, at: time, zone: ZoneInfo
) -> None:
    wanted = datetime.combine(day, at)
    instant = to_instant(day, at, zone)
    assert wall(instant, zone) >= wanted
    assert wall(instant - timedelta(seconds=1), zone) < wanted


@given(patterns(), zones, instants, days_off)
def test_the_next_ask_is_later_on_a_working_day_and_within_its_hours(
    pattern: Pattern, zone: ZoneInfo, after: datetime, off: DaysOff
) -> None:
    asked = next_ask(pattern, zone, after, off)
    assume(asked is not None)
    assert asked.at > after
    assert works_on(pattern, asked.day, off)
    assert hours_start(pattern, asked.day, zone) <= asked.at
    assert asked.at < hours_end(pattern, asked.day, zone)
    assert working_date(pattern, zone, asked.at) == asked.day
    reminder = reminder_instant(pattern, asked.day, zone)
    assert reminder is None or asked.at < reminder < hours_end(pattern, asked.day, zone)


@given(patterns(), zones, instants, st.timedeltas(timedelta(0), 30 * DAY), days_off)
def test_a_later_moment_never_has_an_earlier_next_ask(
    pattern: Pattern, zone: ZoneInfo, after: datetime, wait: timedelta, off: DaysOff
) -> None:
    sooner = next_ask(pattern, zone, after, off)
    later = next_ask(pattern, zone, after + wait, off)
    assume(sooner is not None and later is not None)
    assert sooner.at <= later.at
    assert sooner.day <= later.day


@settings(max_examples=50, deadline=None)
@given(patterns(), zones, dates, days_off)
def test_over_a_year_each_working_date_is_asked_about_once(
    pattern: Pattern, zone: ZoneInfo, first: date, off: DaysOff
) -> None:
    year = [first + days * DAY for days in range(366)]
    asked = []
    after = hours_start(pattern, first, zone) - DAY
    while (ask := next_ask(pattern, zone, after, off)) and ask.day <= year[-1]:
        asked.append(ask.day)
        after = ask.at
    assert [day for day in asked if day >= first] == [
        day
        for day in year
        if works_on(pattern, day, off)
        # A short shift may lie in the hour that spring skips.
        and hours_start(pattern, day, zone) < hours_end(pattern, day, zone)
    ]


@settings(max_examples=50, deadline=None)
@given(
    patterns(),
    zones,
    instants,
    st.lists(st.timedeltas(timedelta(minutes=1), timedelta(hours=40)), max_size=60),
    days_off,
)
def test_whenever_the_bot_runs_nobody_is_asked_twice_too_late_or_not_at_all(
    pattern: Pattern, zone: ZoneInfo, start: datetime, pauses: list[timedelta], off: DaysOff
) -> None:
    asked: list[date] = []
    reachable: set[date] = set()
    following = next_ask(pattern, zone, start, off)
    now = start
    for pause in pauses:
        now += pause
        for day in (wall(now, zone).date() - DAY, wall(now, zone).date()):
            at = ask_instant(pattern, day, zone)
            if works_on(pattern, day, off) and start < at <= now < hours_end(pattern, day, zone):
                reachable.add(day)
        if following is None or following.at > now:
            continue
        ask = current_ask(pattern, zone, following.at, now, off)
        if ask:
            assert ask.at <= now < hours_end(pattern, ask.day, zone)
            asked.append(ask.day)
        following = next_ask(pattern, zone, now, off)
    assert len(asked) == len(set(asked))
    assert set(asked) == reachable


@given(patterns(), zones, instants)
def test_next_hours_are_within_working_hours_and_nothing_earlier_is(pattern, zone, now) -> None:
    at = next_hours(pattern, zone, now, DaysOff())
    assert at is not None and at >= now
    day = at.astimezone(zone).date()
    spans = [
        (hours_start(pattern, each, zone), hours_end(pattern, each, zone))
        for each in (day - DAY, day)
        if each.weekday() in pattern.days
    ]
    assert any(start <= at < end for start, end in spans)
    if at > now:
        assert any(start == at for start, _ in spans), "the first moment of a working day"
