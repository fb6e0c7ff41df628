"""Whether goals make a good load together."""

from datetime import date
from decimal import Decimal

import pytest

from goals.balance import OnlyNumbers, Outweighs, SameWeek, TooMany, remarks
from goals.goal import GoalKind, Measure, MeasureKind
from tests.goals.making import goal

RATING = Measure(MeasureKind.RATING)
DONE = Measure(MeasureKind.DONE)


def kinds(*found: object) -> list[type]:
    return [type(remark) for remark in found]


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, GoalKind.QUANTITATIVE),
        ({"measure": DONE}, GoalKind.QUANTITATIVE),
        ({"measure": RATING}, GoalKind.QUALITATIVE),
        ({"is_personal": True}, GoalKind.PERSONAL),
        ({"is_personal": True, "measure": RATING}, GoalKind.PERSONAL),
    ],
)
def test_what_a_goal_is_about(changes: dict[str, object], kind: GoalKind):
    assert goal(1, **changes).kind is kind


@pytest.mark.parametrize(
    ("others", "is_told"),
    [
        ([], False),
        ([{}], True),
        ([{"measure": DONE}], True),
        ([{"measure": RATING}], False),
        ([{"is_personal": True}], False),
        ([{}, {"measure": RATING}], False),
    ],
)
def test_numbers_alone(others: list[dict[str, object]], is_told: bool):
    before = [goal(n, due=date(2027, n, 1), **changes) for n, changes in enumerate(others, start=2)]
    assert (OnlyNumbers in kinds(*remarks(goal(1), before, 5))) is is_told


@pytest.mark.parametrize(
    ("weights", "heaviest"),
    [((1, 1, 1), None), ((1, 1, 2), None), ((1, 1, 3), 3), ((5, 1, 1, 1), 1), ((9, 1), None)],
)
def test_one_that_outweighs_the_rest(weights: tuple[int, ...], heaviest: int | None):
    goals = [goal(n, weight=weight) for n, weight in enumerate(weights, start=1)]
    found = [r for r in remarks(goals[-1], goals[:-1], 9) if isinstance(r, Outweighs)]
    assert [r.goal.id for r in found] == ([heaviest] if heaviest else [])


def test_how_much_it_outweighs_them():
    goals = [goal(1), goal(2), goal(3, weight=6)]
    [found] = [r for r in remarks(goals[2], goals[:2], 9) if isinstance(r, Outweighs)]
    assert found.share == Decimal(6) / 8


@pytest.mark.parametrize(("count", "most", "is_told"), [(5, 5, False), (6, 5, True), (2, 1, True)])
def test_more_than_the_team_finds_good(count: int, most: int, is_told: bool):
    goals = [goal(n, due=date(2027, n, 1)) for n in range(1, count + 1)]
    told = [r for r in remarks(goals[0], goals[1:], most) if isinstance(r, TooMany)]
    assert told == ([TooMany(count, most)] if is_told else [])


@pytest.mark.parametrize(
    ("days", "together"),
    [
        ((14, 18), []),
        ((14, 18, 20), [14, 18, 20]),  # Monday, Friday, Sunday
        ((13, 14, 18), []),  # the Sunday before belongs to another week
        ((14, 18, 21), []),
        ((1, 2, 3, 18), []),  # others' weeks were told when they were set
    ],
)
def test_three_that_end_in_one_week(days: tuple[int, ...], together: list[int]):
    goals = [goal(day, due=date(2026, 12, day)) for day in days]
    new = next(each for each in goals if each.due.day == 18)
    others = [each for each in goals if each is not new]
    found = [r for r in remarks(new, others, 9) if isinstance(r, SameWeek)]
    assert [sorted(g.due.day for g in r.goals) for r in found] == ([together] if together else [])
    assert all(r.monday == date(2026, 12, 14) for r in found)
