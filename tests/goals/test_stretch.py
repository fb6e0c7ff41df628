"""Where a number falls among what was reached before."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.goal import Measure, MeasureKind
from goals.stretch import Grade, Past, fall, is_same_measure, nearer, part_way, recent

EASY, STRETCHING, UNLIKELY = Grade.EASY, Grade.STRETCHING, Grade.UNLIKELY

amounts = st.decimals(-1000, 1000, places=2)
pasts = st.lists(amounts, min_size=5, max_size=30).map(lambda values: Past(tuple(values)))


def past(text: str) -> Past:
    return Past(tuple(map(Decimal, text.split())))


CHATS = "20 22 24 25 25 26 27 28 30 32"  # the middle is 25.5, the best 32
WAIT = "60 58 55 56 52 54 50 53 51 55"  # fewer is better: the middle is 54.5, the best 50

FALLS = [
    (CHATS, 20, True, 10, EASY),
    (CHATS, 25, True, 7, EASY),
    (CHATS, 26, True, 5, EASY),
    (CHATS, 27, True, 4, STRETCHING),
    (CHATS, 32, True, 1, STRETCHING),
    (CHATS, 38, True, 0, STRETCHING),
    (CHATS, "38.5", True, 0, STRETCHING),
    (CHATS, 39, True, 0, UNLIKELY),
    (WAIT, 60, False, 10, EASY),
    (WAIT, 54, False, 5, EASY),
    (WAIT, 52, False, 3, STRETCHING),
    (WAIT, 46, False, 0, STRETCHING),
    (WAIT, 45, False, 0, UNLIKELY),
    ("5 5 5 5 5", 5, True, 5, EASY),
    ("5 5 5 5 5", 6, True, 0, UNLIKELY),
]


@pytest.mark.parametrize(("values", "threshold", "up", "days", "grade"), FALLS)
def test_where_a_number_falls(values, threshold, up, days, grade):
    found = fall(Decimal(threshold), past(values), up=up)
    assert (found.days, found.of, found.grade) == (days, len(values.split()), grade)


@given(pasts, amounts, amounts, st.booleans())
def test_further_is_never_easier(values, one, other, up):
    near, far = sorted((one, other), reverse=not up)
    order = [EASY, STRETCHING, UNLIKELY]
    first, second = (order.index(fall(t, values, up=up).grade) for t in (near, far))
    assert first <= second


@pytest.mark.parametrize(
    ("values", "baseline", "threshold", "expected"),
    [
        (CHATS, 25, 40, 30),  # one day in five
        (WAIT, 60, 40, 51),
        ("20 20 20 20 30", 25, 40, 30),  # no good day but the best
        ("20 20 20 20 20", 25, 40, 30),  # nothing between: a round number a quarter of the way
        ("20 20 20 20 20", 25, 26, "25.5"),
    ],
)
def test_a_nearer_number(values, baseline, threshold, expected):
    near = nearer(Decimal(baseline), Decimal(threshold), past(values))
    assert near == Decimal(expected)


@given(pasts, amounts, amounts)
def test_a_nearer_number_lies_between(values, baseline, threshold):
    if baseline == threshold:
        return
    near = nearer(baseline, threshold, values)
    assert near is None or min(baseline, threshold) < near < max(baseline, threshold)


@given(amounts, amounts, st.decimals("0.1", "0.9", places=2), st.booleans())
def test_part_of_the_way_lies_between(baseline, target, share, whole):
    found = part_way(baseline, target, share, whole=whole)
    if found is not None:
        assert min(baseline, target) < found < max(baseline, target)
        assert not whole or found == found.to_integral_value()


def test_whole_numbers_have_nothing_between_neighbours():
    assert part_way(Decimal(3), Decimal(4), Decimal("0.5"), whole=True) is None
    assert part_way(Decimal(3), Decimal(4), Decimal("0.5")) == Decimal("3.5")


def test_the_latest_twenty_count():
    assert recent([Decimal(n) for n in range(30)]).values == tuple(map(Decimal, range(10, 30)))


PERCENT, MINUTES = Measure(unit="%"), Measure(unit="minutes")
SAME = [
    (Measure(unit="chats a day"), "Reply to 40", Measure(unit="Chats a day"), "Answer 30", True),
    (Measure(unit="chats a day"), "Reply", Measure(unit="calls a day"), "Reply", False),
    (PERCENT, "CSAT of 90 %", PERCENT, "Raise CSAT to 95 %", True),
    (PERCENT, "CSAT of 90 %", PERCENT, "Keep the SLA at 95 %", False),
    (PERCENT, "Average rate of 90 %", PERCENT, "Improve the average rate", False),
    (MINUTES, "Handle time of 6", MINUTES, "Wait time of 6", False),
    (MINUTES, "Handle time of 6", MINUTES, "Cut handle time", True),
    (Measure(unit="% of today's wait"), "Wait", Measure(unit="% of today's wait"), "Wait", False),
    (Measure(MeasureKind.DONE), "Train", Measure(MeasureKind.DONE), "Train", False),
    (Measure(MeasureKind.RATING), "My tone", Measure(MeasureKind.RATING), "A calm tone", True),
    (Measure(MeasureKind.RATING), "My tone", Measure(MeasureKind.RATING), "Empathy", False),
    (Measure(MeasureKind.RATING), "My tone", Measure(), "My tone", False),
]


@pytest.mark.parametrize(("one", "says", "other", "others", "same"), SAME)
def test_what_counts_the_same_thing(one, says, other, others, same):
    assert is_same_measure((one, says), (other, others)) is same
    assert is_same_measure((other, others), (one, says)) is same
