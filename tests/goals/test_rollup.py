"""How goals add up: as tables, and what always holds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.goal import Direction, Goal, GoalState, Measure, MeasureKind
from goals.rollup import Part, Rollup, are_alike, as_reported, roll_up, share
from goals.standing import roll_ups
from tests.goals.making import goal

PERCENT, CHATS, DONE = Measure(unit="%"), Measure(unit="chats a day"), Measure(MeasureKind.DONE)
MINUTES, OPEN = Measure(unit="minutes"), Measure(unit="open tickets")
BACKLOG = goal(100, measure=OPEN, baseline=200, target=100)
CSAT = goal(100, measure=PERCENT, baseline=78, target=90)


def parts(measure: Measure, *rows: tuple[Any, ...]) -> list[Part]:
    """(baseline, target, value[, weight]) of each."""
    return [
        as_reported(
            goal(n, measure=measure, baseline=b, target=t, value=v, weight=w[0] if w else 1)
        )
        for n, (b, t, v, *w) in enumerate(rows, start=1)
    ]


# the parent, what adds to it → value, progress, whether it is a sum
TABLE = [
    ("shares: the mean", CSAT, parts(PERCENT, (78, 90, 84), (78, 90, 90)), 87, "0.75", False),
    ("by weight", CSAT, parts(PERCENT, (78, 90, 84, 3), (78, 90, 88, 1)), 85, "0.5833", False),
    ("shares are never summed", goal(100, measure=PERCENT, baseline=0, target=100),
     parts(PERCENT, (0, 50, 20), (0, 50, 40)), 30, "0.3", False),
    ("counts that make up the whole: the sum", goal(100, measure=CHATS, baseline=50, target=80),
     parts(CHATS, (25, 40, 30), (25, 40, 35)), 65, "0.5", True),
    ("the same count for each: the mean", goal(100, measure=CHATS, baseline=25, target=40),
     parts(CHATS, (25, 40, 30), (25, 40, 35)), "32.5", "0.5", False),
    ("one alone", CSAT, parts(PERCENT, (78, 90, 84)), 84, "0.5", False),
    ("down is fine", goal(100, measure=Measure(unit="minutes"), baseline=60, target=45),
     parts(Measure(unit="minutes"), (60, 45, 50), (60, 45, 55)), "52.5", "0.5", False),
    ("behind where it began counts as nothing", CSAT, parts(PERCENT, (78, 90, 70)), 70, "0", False),
    ("other units: progress", CSAT, parts(CHATS, (0, 10, 5), (0, 10, 10)), None, "0.75", False),
    ("progress by weight", CSAT, parts(CHATS, (0, 10, 0, 3), (0, 10, 10, 1)), None, "0.25", False),
    ("numbers of nothing said: progress", goal(100, measure=Measure(), baseline=0, target=100),
     parts(Measure(), (0, 10, 5), (0, 900, 450)), None, "0.5", False),
    ("one up, one down: progress", goal(100, measure=MINUTES, baseline=6, target=4),
     parts(MINUTES, (2, 5, 2), (6, 4, 6)), None, "0", False),
    ("a backlog, all of it", BACKLOG, parts(OPEN, *[(50, 25, 25)] * 2, *[(50, 25, 50)] * 2),
     150, "0.5", True),
    ("a backlog, of which three parts are seen", BACKLOG, parts(OPEN, *[(50, 25, 50)] * 3),
     150, "0", True),
    ("a backlog, of which one part is seen", BACKLOG, parts(OPEN, (50, 25, 50)), 50, "0", False),
    ("what only begins like a time", goal(100, measure=Measure(unit="starters"), baseline=0,
     target=20), parts(Measure(unit="starters"), (0, 10, 5), (0, 10, 10)), 15, "0.75", True),
    ("times done: progress", goal(100, measure=DONE, baseline=0, target=6),
     parts(DONE, (0, 3, 3), (0, 3, 0)), None, "0.5", False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("parent", "children", "value", "progress", "is_sum"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_what_goals_add_up_to(
    parent: Goal, children: list[Part], value: Any, progress: str, is_sum: bool
):
    made = roll_up(parent, children)
    assert made is not None
    assert made.count == len(children)
    assert made.is_sum == is_sum
    assert made.value == (None if value is None else Decimal(value))
    assert round(made.progress, 4) == Decimal(progress)


def test_nothing_adds_up_to_nothing():
    assert roll_up(CSAT, []) is None


SHARES = [
    ("equal", CSAT, parts(PERCENT, *[(78, 90, 78)] * 4), ["3", "3", "3", "3"]),
    ("by weight", CSAT, parts(CHATS, (0, 9, 0, 3), (0, 9, 0, 1)), ["9", "3"]),
    ("of a sum: its own climb", goal(100, measure=CHATS, baseline=50, target=80),
     parts(CHATS, (20, 30, 20), (30, 50, 30)), ["10", "20"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("parent", "children", "shares"), [s[1:] for s in SHARES], ids=[s[0] for s in SHARES]
)
def test_how_much_of_the_climb_each_stands_for(
    parent: Goal, children: list[Part], shares: list[str]
):
    assert [share(parent, part.goal, children) for part in children] == list(map(Decimal, shares))


amounts = st.integers(-200, 200).map(Decimal)
weights = st.integers(1, 1000).map(lambda n: Decimal(n) / 10)
units = st.sampled_from(["%", "chats a day", "minutes", ""])


@st.composite
def goals(draw: st.DrawFn, unit: str | None = None, kind: MeasureKind | None = None) -> Goal:
    baseline = draw(amounts)
    measure = Measure(
        kind or draw(st.sampled_from(MeasureKind)), draw(units) if unit is None else unit
    )
    return goal(
        draw(st.integers(1, 10**6)),
        measure=measure,
        baseline=baseline,
        target=draw(amounts.filter(lambda target: target != baseline)),
        value=draw(amounts),
        weight=draw(weights),
        due=date(2026, 12, 18),
    )


families = st.tuples(goals(), st.lists(goals(), min_size=1, max_size=8))
families_of_a_unit = units.flatmap(
    lambda unit: st.tuples(
        goals(unit=unit, kind=MeasureKind.NUMBER),
        st.lists(goals(unit=unit, kind=MeasureKind.NUMBER), min_size=1, max_size=8),
    )
)


def made(parent: Goal, children: list[Goal]) -> Rollup:
    rollup = roll_up(parent, [as_reported(child) for child in children])
    assert rollup is not None
    return rollup


@given(st.one_of(families, families_of_a_unit))
def test_progress_lies_between_nothing_and_all(family: tuple[Goal, list[Goal]]):
    rollup = made(*family)
    assert 0 <= rollup.progress <= 1
    assert rollup.count == len(family[1])


@given(st.one_of(families, families_of_a_unit), st.randoms(use_true_random=False))
def test_the_order_of_goals_changes_nothing(family: tuple[Goal, list[Goal]], random: Any):
    parent, children = family
    shuffled = random.sample(children, len(children))
    one, other = made(parent, children), made(parent, shuffled)
    assert abs(one.progress - other.progress) < Decimal("1e-20")
    assert one.is_sum == other.is_sum


@given(families_of_a_unit, st.integers(2, 9))
def test_only_what_weights_are_to_each_other_counts_in_a_mean(
    family: tuple[Goal, list[Goal]], times: int
):
    parent, children = family
    heavier = [replace(child, weight=child.weight * times) for child in children]
    one, other = made(parent, children), made(parent, heavier)
    if not one.is_sum and not other.is_sum:
        assert abs(one.progress - other.progress) < Decimal("1e-20")


@given(families_of_a_unit)
def test_a_mean_lies_among_its_numbers(family: tuple[Goal, list[Goal]]):
    parent, children = family
    rollup = made(parent, children)
    if are_alike(parent, list(map(as_reported, children))) and not rollup.is_sum:
        values = [child.value for child in children]
        assert rollup.value is not None
        tiny = Decimal("1e-20")
        assert min(values) - tiny <= rollup.value <= max(values) + tiny


@given(families_of_a_unit)
def test_where_all_stand_where_they_began_nothing_is_done_of_what_should_fall(
    family: tuple[Goal, list[Goal]],
):
    parent, children = family
    if parent.direction is Direction.DOWN and parent.measure.unit == "chats a day":
        waiting = [replace(child, value=child.baseline) for child in children]
        assert made(parent, waiting).progress == 0


@given(families)
def test_all_there_is_all_there(family: tuple[Goal, list[Goal]]):
    parent, children = family
    there = [replace(c, value=c.target) for c in children if c.measure != parent.measure]
    if there:
        assert made(replace(parent, measure=DONE), there).progress == 1


@given(families, st.integers(0, 7))
def test_a_goal_that_moves_on_never_takes_progress_away(
    family: tuple[Goal, list[Goal]], which: int
):
    parent, children = replace(family[0], measure=DONE), family[1]
    which %= len(children)
    further = [*children]
    further[which] = replace(children[which], value=children[which].target)
    assert made(parent, further).progress >= made(parent, children).progress


@given(st.one_of(families, families_of_a_unit))
def test_the_shares_of_a_mean_make_up_the_whole_climb(family: tuple[Goal, list[Goal]]):
    parent, children = family
    if not made(parent, children).is_sum:
        all_parts = [as_reported(child) for child in children]
        whole = sum(share(parent, child, all_parts) for child in children)
        assert abs(whole - abs(parent.target - parent.baseline)) < Decimal("1e-18")


@pytest.mark.parametrize(
    ("state", "counts"),
    [
        (GoalState.REACHED, True),
        (GoalState.DONE, True),
        (GoalState.MISSED, False),
        (GoalState.DROPPED, False),
    ],
)
def test_what_came_short_or_was_put_down_does_not_count(state: GoalState, counts: bool):
    ended = goal(2, state=state, value=40, parent_id=9)
    rollup = roll_ups([goal(9), goal(1, parent_id=9), ended], ())[9]
    assert rollup.count == (2 if counts else 1)
