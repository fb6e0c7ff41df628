"""Ends of periods, whatever the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.periods import (
    HOLIDAYS,
    add_months,
    coming,
    easter,
    end_of_month,
    end_of_quarter,
    end_of_week,
    fiscal_year_end,
    named_quarter_end,
    named_year_end,
    thanksgiving,
)

days = st.dates(date(1990, 1, 1), date(2150, 12, 31))
months = st.integers(1, 12)


@pytest.mark.parametrize(
    ("day", "ahead", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 11, 22), 6, date(2027, 5, 22)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 5, 31), 0, date(2026, 5, 31)),
    ],
)
def test_months_ahead_keep_the_day_or_take_the_months_last(
    day: date, ahead: int, later: date
) -> None:
    assert add_months(day, ahead) == later


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2026, 11, 16), date(2026, 11, 20)),
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 22), date(2026, 11, 20)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_a_week_ends_on_its_friday(day: date, end: date) -> None:
    assert end_of_week(day) == end


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 2, 28), date(2026, 2, 28)),
        (date(2100, 2, 3), date(2100, 2, 28)),
        (date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_a_month_ends_on_its_last_day(day: date, end: date) -> None:
    assert end_of_month(day) == end


@pytest.mark.parametrize(
    ("day", "first_month", "end"),
    [
        (date(2026, 1, 1), 1, date(2026, 3, 31)),
        (date(2026, 3, 31), 1, date(2026, 3, 31)),
        (date(2026, 4, 1), 1, date(2026, 6, 30)),
        (date(2026, 11, 22), 1, date(2026, 12, 31)),
        (date(2026, 11, 22), 4, date(2026, 12, 31)),
        (date(2026, 11, 22), 2, date(2027, 1, 31)),
        (date(2027, 1, 31), 2, date(2027, 1, 31)),
        (date(2027, 12, 1), 12, date(2028, 2, 29)),
        (date(2026, 11, 22), 9, date(2026, 11, 30)),
    ],
)
def test_quarters_count_from_the_years_first_month(day: date, first_month: int, end: date) -> None:
    assert end_of_quarter(day, first_month) == end


@pytest.mark.parametrize(
    ("day", "first_month", "end"),
    [
        (date(2026, 11, 22), 1, date(2026, 12, 31)),
        (date(2026, 12, 31), 1, date(2026, 12, 31)),
        (date(2026, 5, 20), 4, date(2027, 3, 31)),
        (date(2026, 3, 31), 4, date(2026, 3, 31)),
        (date(2026, 4, 1), 4, date(2027, 3, 31)),
        (date(2026, 10, 1), 10, date(2027, 9, 30)),
        (date(2027, 6, 1), 3, date(2028, 2, 29)),
        (date(2026, 12, 1), 12, date(2027, 11, 30)),
    ],
)
def test_a_fiscal_year_ends_before_its_first_month(day: date, first_month: int, end: date) -> None:
    assert fiscal_year_end(day, first_month) == end


@pytest.mark.parametrize(
    ("year", "quarter", "first_month", "end"),
    [
        (2027, 1, 1, date(2027, 3, 31)),
        (2027, 4, 1, date(2027, 12, 31)),
        (2027, 1, 4, date(2026, 6, 30)),
        (2027, 4, 4, date(2027, 3, 31)),
        (2028, 2, 9, date(2028, 2, 29)),
        (2027, 3, 10, date(2027, 6, 30)),
    ],
)
def test_a_named_quarter_is_of_the_fiscal_year_that_ends_in_that_year(
    year: int, quarter: int, first_month: int, end: date
) -> None:
    assert named_quarter_end(year, quarter, first_month) == end


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (1818, date(1818, 3, 22)),
        (1943, date(1943, 4, 25)),
        (2000, date(2000, 4, 23)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
        (2285, date(2285, 3, 22)),
    ],
)
def test_easter_as_the_almanacs_have_it(year: int, sunday: date) -> None:
    assert easter(year) == sunday


@pytest.mark.parametrize(
    ("year", "thursday"), [(2024, 28), (2025, 27), (2026, 26), (2027, 25), (2028, 23), (2029, 22)]
)
def test_thanksgiving_is_the_fourth_thursday(year: int, thursday: int) -> None:
    assert thanksgiving(year) == date(year, 11, thursday)


@given(days, months)
def test_a_period_holds_its_day_and_the_next_begins_the_day_after(day: date, first: int) -> None:
    for end, longest in (
        (end_of_month(day), 31),
        (end_of_quarter(day, first), 92),
        (fiscal_year_end(day, first), 366),
    ):
        assert timedelta() <= end - day < timedelta(longest)
        assert (end + timedelta(1)).day == 1
    assert (fiscal_year_end(day, first) + timedelta(1)).month == first


@given(days, days, months)
def test_ends_never_go_back_as_days_go_on(a: date, b: date, first: int) -> None:
    early, late = sorted((a, b))
    assert end_of_week(early) <= end_of_week(late)
    assert end_of_month(early) <= end_of_month(late)
    assert end_of_quarter(early, first) <= end_of_quarter(late, first)
    assert fiscal_year_end(early, first) <= fiscal_year_end(late, first)


@given(days, months)
def test_a_fiscal_year_is_four_quarters_and_bears_the_year_of_its_end(
    day: date, first: int
) -> None:
    end = fiscal_year_end(day, first)
    quarters = [named_quarter_end(end.year, quarter, first) for quarter in (1, 2, 3, 4)]
    assert quarters == sorted(set(quarters)) and quarters[-1] == end
    assert end_of_quarter(day, first) in quarters
    assert named_year_end(end.year, first) == end


@given(days, st.sampled_from(sorted(HOLIDAYS)))
def test_a_holiday_to_come_is_within_thirteen_months(day: date, name: str) -> None:
    assert day < coming(day, HOLIDAYS[name]) <= day + timedelta(400)
