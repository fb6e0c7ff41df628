"""How often a goal is asked about."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.cadence import Rhythm, RhythmKind, is_due
from goals.errors import NotOneDay, NoWorkingDays

MONDAY = date(2026, 11, 16)
WEEK = [MONDAY + timedelta(days=days) for days in range(7)]
DAILY = Rhythm()


def weekly(day: int) -> Rhythm:
    return Rhythm(RhythmKind.WEEKLY, frozenset({day}))


def chosen(*days: int) -> Rhythm:
    return Rhythm(RhythmKind.CHOSEN, frozenset(days))


def working(*days: int) -> Callable[[date], bool]:
    return lambda day: day.weekday() in days


@pytest.mark.parametrize(
    ("rhythm", "works", "asked"),
    [
        (DAILY, working(0, 1, 2, 3, 4), [0, 1, 2, 3, 4]),
        (DAILY, working(0, 3), [0, 3]),
        (DAILY, working(), []),
        (chosen(0, 2, 4), working(0, 1, 2, 3, 4), [0, 2, 4]),
        (chosen(0, 2, 4), working(1, 2, 3), [2]),
        (chosen(5), working(0, 1, 2, 3, 4), []),
        (weekly(4), working(0, 1, 2, 3, 4), [4]),
        (weekly(4), working(0, 1, 2, 3), [3]),  # Friday is a holiday
        (weekly(6), working(0, 1, 2, 3, 4), [4]),
        (weekly(2), working(0, 4), [0]),
        (weekly(0), working(1, 2, 3, 4), [1]),  # nothing before Monday in its week
        (weekly(2), working(3, 4), [3]),
        (weekly(2), working(), []),  # away all week
    ],
)
def test_the_days_of_a_week_on_which_a_goal_is_asked_about(
    rhythm: Rhythm, works: Callable[[date], bool], asked: list[int]
) -> None:
    assert [day.weekday() for day in WEEK if is_due(rhythm, day, works)] == asked


def test_a_weekly_goal_has_one_day_and_a_chosen_one_some() -> None:
    for days in (frozenset[int](), frozenset({1, 2})):
        with pytest.raises(NotOneDay):
            Rhythm(RhythmKind.WEEKLY, days)
    with pytest.raises(NoWorkingDays):
        Rhythm(RhythmKind.CHOSEN)


@given(wanted=st.integers(0, 6), days=st.sets(st.integers(0, 6)))
def test_a_weekly_goal_comes_once_in_each_week_that_has_a_working_day(
    wanted: int, days: set[int]
) -> None:
    asked = [day for day in WEEK if is_due(weekly(wanted), day, working(*days))]
    assert len(asked) == (1 if days else 0)
    assert all(day.weekday() in days for day in asked)
