"""Whom a tip helps, on which day an ended goal is spoken of, and what a form may hold."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from goals.errors import FieldProblems
from goals.goal import GoalState, Measure, MeasureKind, Visibility
from goals.retrospective import (
    Climb,
    StillClimbing,
    can_be_shared,
    check_ended,
    climb_of,
    is_asked_about,
    is_similar,
    retrospective,
)
from tests.goals.climbing import ladder

MINE = Climb(1, 7, Measure(unit="chats a day"), True, Decimal(40), "Reply to chats")
SHARE = replace(MINE, measure=Measure(unit="%"), threshold=Decimal(90), statement="CSAT of 90 %")
COUNT = replace(MINE, measure=Measure(MeasureKind.DONE), statement="Write knowledge articles")


@pytest.mark.parametrize(
    ("mine", "other", "similar"),
    [
        (MINE, {}, True),
        (MINE, {"statement": "Other words altogether"}, True),
        (MINE, {"measure": Measure(unit="Chats a Day")}, True),
        (MINE, {"threshold": Decimal(36)}, True),
        (MINE, {"threshold": Decimal(44)}, True),
        (MINE, {"threshold": Decimal("35.9")}, False),
        (MINE, {"threshold": Decimal(45)}, False),
        (MINE, {"person_id": 1}, False),
        (MINE, {"team_id": 8}, False),
        (MINE, {"upward": False}, False),
        (MINE, {"measure": Measure(unit="%")}, False),
        (MINE, {"measure": Measure(MeasureKind.RATING)}, False),
        (replace(MINE, team_id=None), {"team_id": None}, False),
        (SHARE, {}, True),
        (SHARE, {"statement": "Bring CSAT to 90 %"}, True),
        (SHARE, {"statement": "First contact resolution of 90 %"}, False),
        (COUNT, {}, True),
        (COUNT, {"statement": "Write two articles a week"}, True),
        (COUNT, {"statement": "Call customers back"}, False),
        (COUNT, {"statement": "!"}, False),
    ],
)
def test_which_rungs_are_alike(mine, other, similar):
    theirs = replace(mine, **{"person_id": 2, **other})
    assert is_similar(mine, theirs) is similar
    assert is_similar(theirs, mine) is similar


def test_the_climb_is_to_the_next_rung():
    climb = climb_of(ladder(30, 35, 40, reached=1))
    assert climb and climb.threshold == 35 and climb.upward
    assert climb_of(ladder(30, reached=1)) is None


@pytest.mark.parametrize(
    ("day", "off", "state", "asked"),
    [
        (date(2026, 12, 18), [], GoalState.ACTIVE, False),
        (date(2026, 12, 19), [], GoalState.ACTIVE, False),
        (date(2026, 12, 21), [], GoalState.ACTIVE, True),
        (date(2026, 12, 21), [], GoalState.MISSED, True),
        (date(2026, 12, 22), [], GoalState.ACTIVE, False),
        (date(2026, 12, 22), [21], GoalState.ACTIVE, True),
        (date(2026, 12, 21), [], GoalState.REACHED, False),
        (date(2026, 12, 21), [], GoalState.DONE, False),
        (date(2026, 12, 21), [], GoalState.DROPPED, False),
    ],
)
def test_an_ended_goal_is_spoken_of_on_the_first_working_day_after(day, off, state, asked):
    def works(any_day: date) -> bool:
        return any_day.weekday() < 5 and any_day.day not in off

    assert is_asked_about(ladder(40, state=state), day, works) is asked


def test_it_is_spoken_of_on_one_day_only():
    spoken = [
        day
        for day in map(date.fromordinal, range(date(2026, 12, 1).toordinal(), 740000))
        if is_asked_about(ladder(40), day, lambda d: d.weekday() in (1, 3))
    ]
    assert spoken == [date(2026, 12, 22)]


def test_what_goes_on_has_not_ended():
    with pytest.raises(StillClimbing):
        check_ended(ladder(40), date(2026, 12, 18))
    check_ended(ladder(40), date(2026, 12, 19))
    with pytest.raises(StillClimbing):
        check_ended(ladder(40, state=GoalState.REACHED), date(2026, 12, 19))
    check_ended(ladder(40, state=GoalState.DROPPED), date(2026, 12, 1))


@pytest.mark.parametrize(
    ("fields", "shared"),
    [({}, True), ({"visibility": Visibility.LEADS}, True), ({"visibility": Visibility.ME}, False),
     ({"team_id": None}, False)],
)  # fmt: skip
def test_who_there_is_to_share_with(fields, shared):
    assert can_be_shared(ladder(40, **fields)) is shared


def form(**said: object):
    blank = {"happened": "", "learnt": "", "changes": "", "tip": ""}
    return retrospective(**{**blank, "with_leads": False, "tip_given": False, **said})  # type: ignore[arg-type]


def test_all_is_optional_and_a_tip_is_one_line():
    assert form().is_empty
    said = form(tip=" Ask\nfirst. ", tip_given=True)
    assert (said.tip, said.tip_given) == ("Ask first.", True)
    assert not form(tip_given=True).tip_given, "no tip, nothing to show"


def test_too_much_is_said_for_each_field():
    with pytest.raises(FieldProblems) as refused:
        form(happened="x" * 2001, tip="x" * 201)
    assert set(refused.value.problems) == {"happened", "tip"}
