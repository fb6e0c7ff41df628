"""Where goals stand for one reader: as reported, or where the goals under them put them."""

from decimal import Decimal

import pytest

from goals.goal import Goal, GoalState, Measure, Tier
from goals.ladder import progress
from goals.standing import as_they_stand
from tests.goals.making import goal

PERCENT = Measure(unit="%")
OURS = goal(1, tier=Tier.TEAM, baseline=0, target=80)


def part(number: int, value: int, **changes: object) -> Goal:
    return goal(number, baseline=0, target=40, parent_id=1, **{"value": value, **changes})


PARTS = (part(2, 10), part(3, 20))


def stands(ours: Goal, *below: Goal, reported: tuple[int, ...] = (2, 3)) -> Goal:
    [stood] = as_they_stand([ours], below, reported)
    return stood


def test_a_goal_that_nobody_reports_on_stands_where_those_under_it_put_it():
    stood = stands(OURS, *PARTS)
    assert stood.rollup and stood.rollup.is_sum and stood.rollup.count == 2
    assert stood.value == 30
    assert progress(stood) == Decimal(30) / 80


def test_one_that_is_reported_on_stands_as_reported_though_it_stands_where_it_began():
    assert stands(OURS, *PARTS, reported=(1, 2, 3)) == OURS


def test_a_goal_with_nothing_under_it_stands_where_it_began():
    assert stands(OURS) == OURS
    assert stands(OURS, part(2, 10, state=GoalState.DROPPED)) == OURS


def test_a_draft_follows_nothing():
    draft = goal(1, state=GoalState.DRAFT, baseline=0, target=80)
    assert stands(draft, *PARTS) == draft


def test_a_goal_that_was_closed_stands_where_it_stood_before():
    done = goal(1, tier=Tier.TEAM, baseline=0, target=80, state=GoalState.DONE)
    assert stands(done, *PARTS).value == 30


def test_it_goes_through_several_steps():
    top = goal(9, tier=Tier.ORGANISATION, baseline=0, target=160)
    ours = goal(1, tier=Tier.TEAM, baseline=0, target=160, parent_id=9)
    [stood] = as_they_stand([top], [ours, *PARTS], (2, 3))
    assert stood.value == 30


def test_of_other_units_it_is_as_far_along_as_they_are():
    ours = goal(1, tier=Tier.TEAM, measure=PERCENT, baseline=80, target=90)
    stood = stands(ours, *PARTS)
    assert stood.rollup and stood.rollup.value is None
    assert progress(stood) == Decimal("0.375")


@pytest.mark.parametrize(
    ("baseline", "target", "values", "value"),
    [(78, 90, (84, 84, 83), "83.6666"), (9, 3, (5, 5, 6), "5.3334")],
)
def test_no_rung_comes_nearer_by_rounding(baseline, target, values, value):
    ours = goal(1, tier=Tier.TEAM, measure=PERCENT, baseline=baseline, target=target)
    below = [
        goal(n, measure=PERCENT, baseline=baseline, target=target, value=at, parent_id=1)
        for n, at in enumerate(values, start=2)
    ]
    assert stands(ours, *below, reported=(2, 3, 4)).value == Decimal(value)
