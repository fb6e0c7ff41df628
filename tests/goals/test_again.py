"""Another go: what the next form is filled in with."""

from datetime import date
from decimal import Decimal

import pytest

from goals import again
from goals.draft import draft
from goals.goal import Goal, GoalState, Measure, MeasureKind, Rung
from handlers.reading import read_date
from tests.goals.climbing import ladder

TODAY = date(2026, 12, 21)
DONE = Measure(MeasureKind.DONE)
PERCENT = Measure(unit="%")
RATING = Measure(MeasureKind.RATING)


def ended(
    *thresholds: int | str, baseline: int = 25, value: int | str = 31, **more: object
) -> Goal:
    exact = tuple(Rung(n, n, Decimal(t)) for n, t in enumerate(thresholds, 1))
    return ladder(
        40,
        rungs=exact,
        target=exact[-1].threshold,
        baseline=Decimal(baseline),
        value=Decimal(value),
        state=GoalState.MISSED,
        **more,
    )


@pytest.mark.parametrize(
    ("goal", "start", "target"),
    [
        (ended(30, 35, 40, value=41), "41", "45"),
        (ended(40, value=40), "40", "55"),
        (ended(84, 90, baseline=80, value=91, measure=PERCENT), "91", "96"),
        (ended(90, 98, baseline=80, value=98, measure=PERCENT), "98", "100"),
        (ended(100, baseline=90, value=100, measure=PERCENT), "100", ""),
        (ended(4, 5, baseline=3, value=5, measure=RATING), "5", ""),
        (ended(3, 4, baseline=2, value=4, measure=RATING), "4", "5"),
        (ended(49, 45, baseline=52, value=44), "44", "41"),
        (ended(2, baseline=9, value=1), "1", "0"),
        (ended(4, baseline=0, value=4, measure=DONE), "0", "5"),
    ],
)
def test_one_rung_higher(goal, start, target):
    form = again.higher(goal, TODAY)
    assert (form.baseline, form.target) == (start, target)


@pytest.mark.parametrize(
    ("goal", "start", "target"),
    [
        (ended(35, 40), "31", "35"),
        (ended(40), "31", "36"),
        (ended(40, value=39), "39", "40"),
        (ended(40, value=20), "20", "30"),
        (ended("4.6", baseline=4, value="4.2"), "4.2", "4.4"),
        (ended(45, baseline=52, value=50), "50", "47"),
        (ended(90, baseline=80, value=84, measure=PERCENT), "84", "87"),
        (ended(4, baseline=0, value=1, measure=DONE), "0", "2"),
        (ended(1, baseline=0, value=0, measure=DONE), "0", "1"),
    ],
)
def test_smaller(goal, start, target):
    form = again.smaller(goal, TODAY)
    assert (form.baseline, form.target) == (start, target)


@pytest.mark.parametrize(
    ("statement", "then"),
    [
        ("Reply to 40 chats a day", "Reply to 36 chats a day"),
        ("From 40 to 40", "From 40 to 40"),
        ("Answer 140 chats in 40.5 minutes", "Answer 140 chats in 40.5 minutes"),
        ("CSAT at 40%.", "CSAT at 36%."),
        ("Answer faster", "Answer faster"),
    ],
)
def test_the_number_in_the_words_follows(statement, then):
    assert again.smaller(ended(40, statement=statement), TODAY).statement == then


def test_it_takes_as_long_as_the_last_one_and_a_week_at_least():
    assert again.smaller(ended(40), TODAY).due == date(2027, 2, 5)
    short = ended(40, start=date(2026, 12, 17))
    assert again.higher(short, TODAY).due == date(2026, 12, 28)


@pytest.mark.parametrize("form_of", [again.higher, again.smaller])
@pytest.mark.parametrize(
    "goal",
    [ended(35, 40), ended(45, baseline=52, value=50), ended(4, baseline=0, value=1, measure=DONE)],
)
def test_the_form_can_be_sent_as_it_is(form_of, goal):
    made = draft(form_of(goal, TODAY), TODAY, read_date)
    assert made.rhythm == goal.rhythm and made.visibility is goal.visibility
