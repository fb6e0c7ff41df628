"""How a goal climbs: the rungs that a value reaches, where it stands, how far along it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.goal import CheckIn, Confidence, Direction, Goal, Measure, MeasureKind, Rung
from goals.ladder import crossed, meets, progress, standing

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAY = NOW.date()


def ladder(baseline: int, *thresholds: int, kind: MeasureKind = MeasureKind.NUMBER) -> Goal:
    """A goal from `baseline` over these thresholds, the last of them its target."""
    rungs = tuple(
        Rung(id=n, position=n, threshold=Decimal(t)) for n, t in enumerate(thresholds, start=1)
    )
    return Goal(
        id=1,
        workspace_id=1,
        number=1,
        owner_id=1,
        team_id=1,
        statement="Reply to more chats",
        measure=Measure(kind),
        baseline=Decimal(baseline),
        target=rungs[-1].threshold,
        start=DAY,
        due=date(2026, 12, 18),
        value=Decimal(baseline),
        rungs=rungs,
    )


def with_reached(goal: Goal, *positions: int) -> Goal:
    rungs = (replace(r, reached_at=NOW) if r.position in positions else r for r in goal.rungs)
    return replace(goal, rungs=tuple(rungs))


def report(value: int | str, days: int = 0) -> CheckIn:
    return CheckIn(days, 1, 1, DAY + timedelta(days), Decimal(value), Confidence.ON_TRACK, "", NOW)


UP = ladder(25, 30, 35, 40)
DOWN = ladder(60, 55, 50, 45)


@pytest.mark.parametrize(
    ("goal", "value", "reached"),
    [
        (UP, 25, []),
        (UP, "29.9999", []),
        (UP, 30, [1]),
        (UP, 31, [1]),
        (UP, 36, [1, 2]),  # several at once
        (UP, 40, [1, 2, 3]),
        (UP, 400, [1, 2, 3]),
        (UP, -5, []),
        (DOWN, 60, []),
        (DOWN, "55.0001", []),
        (DOWN, 55, [1]),
        (DOWN, 49, [1, 2]),
        (DOWN, 45, [1, 2, 3]),
        (DOWN, 0, [1, 2, 3]),
        (DOWN, 80, []),
        (ladder(-10, 0, 10), 0, [1]),
        (ladder(0, 1), 1, [1]),
    ],
)
def test_a_value_reaches_the_rungs_at_and_behind_it(
    goal: Goal, value: int | str, reached: list[int]
):
    assert [rung.position for rung in crossed(goal, Decimal(value))] == reached


def test_what_was_reached_is_not_reached_again():
    assert [r.position for r in crossed(with_reached(UP, 1), Decimal(36))] == [2]
    assert crossed(with_reached(UP, 1, 2), Decimal(36)) == ()
    assert crossed(with_reached(UP, 1, 2), Decimal(20)) == ()


def test_the_next_rung_is_the_lowest_that_is_open():
    assert with_reached(UP, 1).next_rung == UP.rungs[1]
    assert with_reached(UP, 1, 3).next_rung == UP.rungs[1]
    assert with_reached(UP, 1, 2, 3).next_rung is None
    assert [r.position for r in with_reached(UP, 1, 3).reached] == [1, 3]


def test_which_way_is_up():
    assert (UP.direction, DOWN.direction) == (Direction.UP, Direction.DOWN)


@pytest.mark.parametrize(
    ("goal", "value", "share"),
    [
        (UP, 25, "0"),
        (UP, 28, "0.2"),
        (UP, 40, "1"),
        (UP, 41, "1"),
        (UP, 10, "0"),  # behind where it began: not below nothing
        (DOWN, 60, "0"),
        (DOWN, 57, "0.2"),
        (DOWN, 45, "1"),
        (DOWN, 75, "0"),
    ],
)
def test_progress_is_the_share_of_the_way(goal: Goal, value: int, share: str):
    assert progress(replace(goal, value=Decimal(value))) == Decimal(share)


def test_a_value_that_falls_back_shows_whatever_was_reached():
    fallen = replace(with_reached(UP, 1, 2), value=Decimal(28))
    assert progress(fallen) == Decimal("0.2")
    assert fallen.reached == with_reached(UP, 1, 2).reached
    assert progress(replace(with_reached(UP, 1, 2, 3), value=Decimal(28))) == Decimal("0.2")
    assert progress(replace(with_reached(UP, 1, 2, 3), value=Decimal(45))) == 1


@pytest.mark.parametrize("kind", [MeasureKind.NUMBER, MeasureKind.RATING])
def test_a_number_or_a_rating_stands_where_the_latest_day_left_it(kind: MeasureKind):
    goal = ladder(1, 5, kind=kind)
    assert standing(goal, []) == 1
    assert standing(goal, [report(3, days=2), report(4, days=0), report(2, days=1)]) == 3


def test_done_or_not_done_counts_the_times():
    goal = ladder(2, 10, kind=MeasureKind.DONE)
    assert standing(goal, []) == 2
    assert standing(goal, [report(1, days=0), report(0, days=1), report(1, days=2)]) == 4


amounts = st.decimals(min_value=-1000, max_value=1000, places=2)


@st.composite
def ladders(draw: st.DrawFn) -> Goal:
    """Any ladder, up or down, of one to eight rungs."""
    steps = sorted(draw(st.sets(amounts, min_size=2, max_size=9)))
    if draw(st.booleans()):
        steps.reverse()
    goal = ladder(0, *range(1, len(steps)))
    rungs = tuple(replace(r, threshold=t) for r, t in zip(goal.rungs, steps[1:], strict=True))
    return replace(goal, baseline=steps[0], value=steps[0], target=steps[-1], rungs=rungs)


@given(ladders(), amounts)
def test_rungs_are_reached_from_the_bottom_without_a_gap(goal: Goal, value: Decimal):
    reached = crossed(goal, value)
    assert reached == goal.rungs[: len(reached)]
    assert (goal.rungs[-1] in reached) == meets(goal, value, goal.target)


@given(ladders(), amounts, amounts)
def test_going_further_never_reaches_less(goal: Goal, one: Decimal, other: Decimal):
    near, far = sorted((one, other), reverse=goal.direction is Direction.DOWN)
    assert set(crossed(goal, near)) <= set(crossed(goal, far))
    assert progress(replace(goal, value=near)) <= progress(replace(goal, value=far))


@given(ladders(), amounts)
def test_progress_stays_between_nothing_and_all(goal: Goal, value: Decimal):
    share = progress(replace(goal, value=value))
    assert 0 <= share <= 1
    assert (share == 1) == meets(goal, value, goal.target)


@given(ladders(), st.lists(amounts, max_size=8))
def test_each_rung_is_reached_once_however_the_values_swing(goal: Goal, values: list[Decimal]):
    times = dict.fromkeys((rung.position for rung in goal.rungs), 0)
    for value in values:
        now_reached = [rung.position for rung in crossed(goal, value)]
        for position in now_reached:
            times[position] += 1
        goal = with_reached(goal, *now_reached, *(r.position for r in goal.reached))
    assert set(times.values()) <= {0, 1}
    assert [r.position for r in goal.reached] == [p for p, n in times.items() if n]
