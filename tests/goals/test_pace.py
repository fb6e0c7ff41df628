"""Whether a date nears, and whether a goal keeps pace."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.pace import behind, nears

START = date(2026, 11, 1)


def day(number: int) -> date:
    """The day so many days after the start."""
    return START + timedelta(days=number)


@pytest.mark.parametrize(
    ("length", "first_near"),
    [(100, 80), (50, 40), (28, 23), (10, 8), (9, 8), (5, 4), (3, 2), (1, 0)],
)
def test_a_date_nears_in_its_last_fifth_and_at_least_on_the_day_before(
    length: int, first_near: int
) -> None:
    near = [number for number in range(-5, length + 5) if nears(START, day(length), day(number))]
    assert near == list(range(first_near, length + 1))


@pytest.mark.parametrize(
    ("baseline", "target", "value", "today", "is_behind"),
    [
        ("25", "40", "25", 0, False),  # nothing is expected on the first day
        ("25", "40", "32.5", 5, False),  # on the line
        ("25", "40", "32.4", 5, True),
        ("25", "40", "40", 5, False),
        ("25", "40", "20", 1, True),  # fallen below where it began
        ("25", "40", "39.9", 10, True),
        ("25", "40", "40", 10, False),
        ("25", "40", "39", 30, True),  # past the date
        ("25", "40", "20", -3, True),
        ("25", "40", "25", -3, False),
        ("60", "45", "52.5", 5, False),  # minutes are to fall
        ("60", "45", "52.6", 5, True),
        ("60", "45", "45", 5, False),
        ("60", "45", "60", 0, False),
        ("0", "3", "0.3", 1, False),
    ],
)
def test_a_goal_is_behind_when_it_is_short_of_the_straight_line(
    baseline: str, target: str, value: str, today: int, is_behind: bool
) -> None:
    numbers = (Decimal(baseline), Decimal(target), Decimal(value))
    assert behind(*numbers, START, day(10), day(today)) is is_behind


numbers = st.decimals(-1000, 1000, places=2)


@given(numbers, numbers, st.integers(1, 400), st.integers(-10, 410))
def test_at_the_target_nobody_is_behind_and_up_and_down_are_alike(
    baseline: Decimal, target: Decimal, length: int, today: int
) -> None:
    dates = (START, day(length), day(today))
    assert not behind(baseline, target, target, *dates)
    if baseline != target:
        halfway = (baseline + target) / 2
        mirrored = behind(-baseline, -target, -halfway, *dates)
        assert behind(baseline, target, halfway, *dates) is mirrored
