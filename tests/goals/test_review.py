"""How often a goal is looked back at, on which day, and what the look back tells."""

from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from goals.goal import CheckIn, Confidence, GoalState, Measure, MeasureKind, ReviewEvery, Tier
from goals.review import due_on, every, is_day, is_overdue, last_period, look_back, period_shown
from tests.goals.climbing import AT, ladder

WEEK, MONTH, QUARTER, NEVER = ReviewEvery
LONDON = ZoneInfo("Europe/London")


def weekdays(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("fields", "how_often"),
    [
        ({}, WEEK),
        ({"tier": Tier.TEAM}, MONTH),
        ({"tier": Tier.ORGANISATION}, QUARTER),
        ({"tier": Tier.TEAM, "review": WEEK}, WEEK),
        ({"review": NEVER}, NEVER),
    ],
)
def test_how_often(fields, how_often):
    assert every(ladder(40, **fields)) is how_often


@pytest.mark.parametrize(
    ("each", "day", "falls"),
    [
        (WEEK, date(2026, 11, 30), True),
        (WEEK, date(2026, 12, 1), False),
        (WEEK, date(2026, 11, 29), False),
        (MONTH, date(2026, 12, 1), True),
        (MONTH, date(2026, 11, 2), True),  # the 1st is a Sunday
        (MONTH, date(2026, 11, 3), False),
        (QUARTER, date(2026, 10, 1), True),
        (QUARTER, date(2026, 11, 2), False),
        (QUARTER, date(2027, 1, 1), True),
        (NEVER, date(2026, 11, 30), False),
    ],
)
def test_the_first_working_day_of_the_next_period(each, day, falls):
    assert is_day(each, day, weekdays) is falls


def test_days_off_move_it_on():
    def works(day: date) -> bool:
        return weekdays(day) and day > date(2026, 12, 2)

    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 3)]
    assert [is_day(WEEK, day, works) for day in days] == [False, False, False, True]
    assert not is_day(WEEK, date(2026, 12, 4), works)


@pytest.mark.parametrize("each", [WEEK, MONTH, QUARTER])
def test_each_period_has_one_such_day(each):
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + n) for n in range(365)]
    count = sum(is_day(each, day, weekdays) for day in days)
    assert count == {WEEK: 52, MONTH: 12, QUARTER: 4}[each]


@pytest.mark.parametrize(
    ("fields", "period"),
    [
        ({}, (date(2026, 11, 23), date(2026, 11, 29))),
        ({"review": MONTH}, (date(2026, 10, 1), date(2026, 10, 31))),
        ({"review": QUARTER}, (date(2026, 7, 1), date(2026, 9, 30))),
        ({"start": date(2026, 11, 26)}, (date(2026, 11, 23), date(2026, 11, 29))),
        ({"start": date(2026, 11, 27)}, None),
        ({"due": date(2026, 11, 29)}, None),
        ({"due": date(2026, 11, 30)}, (date(2026, 11, 23), date(2026, 11, 29))),
        ({"state": GoalState.REACHED}, None),
        ({"review": NEVER}, None),
    ],
)
def test_what_is_looked_back_at(fields, period):
    goal = ladder(40, **{"start": date(2026, 1, 5), **fields})
    found = last_period(goal, date(2026, 11, 30))
    assert (found and (found.first, found.last)) == period


def test_only_what_falls_on_the_day_is_due():
    weekly, monthly = ladder(40), ladder(40, review=MONTH, start=date(2026, 10, 5))
    assert [g for g, _ in due_on([weekly, monthly], date(2026, 11, 30), weekdays)] == [weekly]
    assert [g for g, _ in due_on([weekly, monthly], date(2026, 12, 1), weekdays)] == [monthly]


def test_asked_for_it_is_the_period_under_way_where_the_last_one_is_too_short():
    assert period_shown(ladder(40), date(2026, 11, 5)).first == date(2026, 11, 2)
    assert period_shown(ladder(40), date(2026, 11, 12)).first == date(2026, 11, 2)


@pytest.mark.parametrize(
    ("answered", "overdue"),
    [
        ([], False),
        ([date(2026, 11, 16)], False),
        ([date(2026, 11, 9)], True),
        ([date(2026, 11, 9), date(2026, 11, 16)], False),
    ],
    ids=["told before", "answered", "first time", "always answered"],
)
def test_overdue_is_said_once(answered, overdue):
    goal = ladder(40)
    period = last_period(goal, date(2026, 11, 30))
    assert period and is_overdue(goal, period, answered) is overdue


def test_overdue_starts_with_the_first_period_that_there_was():
    goal = ladder(40, start=date(2026, 11, 16))
    period = last_period(goal, date(2026, 11, 30))
    assert period and is_overdue(goal, period, [])
    fresh = ladder(40, start=date(2026, 11, 23))
    period = last_period(fresh, date(2026, 11, 30))
    assert period and not is_overdue(fresh, period, [])


def reports(*said: tuple[date, int]) -> list[CheckIn]:
    return [
        CheckIn(n, 1, 1, day, Decimal(value), Confidence.ON_TRACK, "", AT)
        for n, (day, value) in enumerate(said)
    ]


@pytest.mark.parametrize(
    ("said", "began", "ended", "moved"),
    [
        ([], 25, None, False),
        ([(date(2026, 11, 20), 28)], 28, None, False),
        ([(date(2026, 11, 23), 28)], 25, 28, True),
        ([(date(2026, 11, 20), 28), (date(2026, 11, 24), 28)], 28, 28, False),
        ([(date(2026, 11, 24), 30), (date(2026, 11, 30), 33)], 25, 30, True),
    ],
)
def test_where_it_stood(said, began, ended, moved):
    goal = ladder(40)
    period = last_period(goal, date(2026, 11, 30))
    assert period
    look = look_back(goal, period, reports(*said), [], LONDON)
    assert (look.began, look.ended, look.has_moved) == (began, ended, moved)


def test_times_done_are_counted_and_rungs_fall_on_their_owners_day():
    done = ladder(2, 4, measure=Measure(MeasureKind.DONE), baseline=Decimal(0), reached=1)
    period = last_period(done, date(2026, 11, 30))
    assert period
    made = reports((date(2026, 11, 20), 1), (date(2026, 11, 23), 1), (date(2026, 11, 24), 0))
    look = look_back(done, period, made, [], LONDON)
    assert (look.began, look.ended) == (1, 2)
    assert [r.position for r in look.reached] == [1]
    assert look_back(done, period.before, made, [], LONDON).reached == ()
