"""What is asked on a day, and what is mentioned because it nears."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from goals.cadence import Rhythm, RhythmKind
from goals.daily import asked_on, slipping
from goals.goal import Goal, GoalState, Measure, Rung

MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
WEEKLY = Rhythm(RhythmKind.WEEKLY, frozenset({4}))


def goal(**changes: object) -> Goal:
    made = Goal(
        id=1,
        workspace_id=1,
        number=12,
        owner_id=1,
        team_id=None,
        statement="Reply to 40 chats a day",
        measure=Measure(),
        baseline=Decimal(20),
        target=Decimal(40),
        start=date(2026, 11, 16),
        due=date(2026, 12, 6),
        value=Decimal(20),
        rungs=(Rung(1, 1, Decimal(40)),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "day", "asked"),
    [
        ({}, MONDAY, True),
        ({"rhythm": WEEKLY}, MONDAY, False),
        ({"rhythm": WEEKLY}, FRIDAY, True),
        ({"state": GoalState.REACHED}, MONDAY, False),
        ({"state": GoalState.DROPPED}, MONDAY, False),
        ({"due": MONDAY}, MONDAY, True),
        ({"due": date(2026, 11, 22)}, MONDAY, False),
        ({"start": FRIDAY}, MONDAY, False),
    ],
)
def test_active_goals_are_asked_about_in_their_rhythm_until_they_are_due(changes, day, asked):
    assert bool(asked_on([goal(**changes)], day, lambda any_day: any_day.weekday() < 5)) is asked


def test_nothing_is_asked_on_a_day_off():
    assert asked_on([goal()], MONDAY, lambda day: False) == []


LAST_FIFTH = date(2026, 12, 2)
DATED_RUNG = (Rung(1, 1, Decimal(30), due=date(2026, 11, 26)), Rung(2, 2, Decimal(40)))


@pytest.mark.parametrize(
    ("changes", "day", "mentioned"),
    [
        ({}, LAST_FIFTH, date(2026, 12, 6)),
        ({}, date(2026, 12, 1), None),
        ({"value": Decimal(39)}, LAST_FIFTH, None),
        ({"baseline": Decimal(60), "value": Decimal(42)}, LAST_FIFTH, None),
        ({"baseline": Decimal(60), "value": Decimal(59)}, LAST_FIFTH, date(2026, 12, 6)),
        ({"rungs": DATED_RUNG}, date(2026, 11, 25), date(2026, 11, 26)),
        ({"rungs": DATED_RUNG, "value": Decimal(30)}, date(2026, 11, 25), None),
        ({"rungs": DATED_RUNG}, MONDAY, None),
        ({"start": MONDAY, "due": date(2026, 11, 24)}, MONDAY, None),  # its first day
    ],
)
def test_a_date_is_mentioned_when_it_nears_and_the_pace_is_behind(changes, day, mentioned):
    assert slipping(goal(**changes), day) == mentioned
