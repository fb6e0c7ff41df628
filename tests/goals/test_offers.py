"""When a smaller step is offered, and what it would be."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.draft import MOST_RUNGS
from goals.goal import CheckIn, Confidence, GoalState, Measure, MeasureKind
from goals.offers import A_WEEK, Why, smaller_rung, why_offer, with_a_week_more, with_smaller_rung
from goals.revision import revised, standing_form
from handlers.reading import read_date
from tests.goals.climbing import AT, ladder

ON, RISK, BLOCKED = Confidence.ON_TRACK, Confidence.AT_RISK, Confidence.BLOCKED


def reports(*said: tuple[int, int, Confidence]) -> list[CheckIn]:
    """(day of November, value, confidence) each."""
    return [
        CheckIn(n, 1, 1, date(2026, 11, day), Decimal(value), sure, "", AT)
        for n, (day, value, sure) in enumerate(said)
    ]


def test_a_week_more_is_a_week_to_come_wherever_the_offer_was_taken():
    goal = ladder(30, 40)
    assert with_a_week_more(goal, goal.due).due == goal.due + A_WEEK
    late = goal.due + 3 * A_WEEK
    assert with_a_week_more(goal, late).due == late + A_WEEK


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([], None),
        ([(3, 40, RISK), (4, 40, RISK)], None),
        ([(3, 40, RISK), (4, 40, RISK), (5, 40, RISK)], Why.AT_RISK),
        ([(2, 40, ON), (3, 40, RISK), (4, 40, RISK), (5, 40, RISK)], Why.AT_RISK),
        ([(3, 40, RISK), (4, 40, ON), (5, 40, RISK)], None),
        ([(3, 40, RISK), (4, 40, RISK), (5, 40, BLOCKED)], None),
        ([(3, 40, RISK), (4, 40, RISK), (5, 40, RISK), (6, 40, ON)], None),
    ],
)
def test_three_times_at_risk_in_a_row(said, why):
    goal = ladder(35, 40, value=Decimal(39))
    assert why_offer(goal, reports(*said), date(2026, 11, 6)) is why


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([(9, 25, ON), (16, 25, ON), (23, 25, ON)], Why.OFF_PACE),
        ([(9, 25, ON), (23, 25, ON)], Why.OFF_PACE),
        ([(10, 25, ON), (23, 25, ON)], None),
        ([(9, 25, ON)], None),
        ([(9, 25, ON), (16, 34, ON), (23, 25, ON)], None),
    ],
    ids=["each week", "two reports", "a day short", "one report", "caught up in between"],
)
def test_two_weeks_behind_the_line(said, why):
    made = reports(*said)
    goal = ladder(35, 40, value=made[-1].value)
    assert why_offer(goal, made, date(2026, 11, 23)) is why


def test_who_is_on_pace_today_is_left_alone():
    made = reports((9, 25, ON), (16, 25, ON), (23, 38, ON))
    assert why_offer(ladder(35, 40, value=Decimal(38)), made, date(2026, 11, 23)) is None


def test_a_number_from_few_answers_is_not_held_against_anybody():
    survey = ladder(35, 40, value=Decimal(25), min_answers=30)
    few = reports((5, 25, ON), (12, 25, ON), (20, 25, ON))
    assert why_offer(survey, few, date(2026, 11, 20)) is None
    enough = [replace(report, answers=30) for report in few]
    assert why_offer(survey, enough, date(2026, 11, 20)) is Why.OFF_PACE


def test_times_done_add_up_before_they_are_judged():
    counted = ladder(30, measure=Measure(MeasureKind.DONE), baseline=Decimal(0), value=Decimal(16))
    made = reports(*((day, 1, ON) for day in range(2, 18)))
    assert why_offer(counted, made, date(2026, 11, 17)) is None


@pytest.mark.parametrize(
    ("state", "day"),
    [
        (GoalState.REACHED, date(2026, 11, 6)),
        (GoalState.DROPPED, date(2026, 11, 6)),
        (GoalState.ACTIVE, date(2026, 12, 19)),
    ],
)
def test_nothing_is_offered_for_what_has_ended(state, day):
    made = reports((3, 31, RISK), (4, 31, RISK), (5, 31, RISK))
    assert why_offer(ladder(35, 40, state=state), made, day) is None


@pytest.mark.parametrize(
    ("goal", "rung"),
    [
        (ladder(35, 40), "33"),
        (ladder(30, 35, 40, reached=1, value=Decimal(28)), "32"),
        (ladder(35, 40, value=Decimal(20)), "30"),
        (ladder(32, 40), None),
        (ladder(35, 40, value=Decimal(36)), None),
        (ladder(35, 40, value=Decimal("31.5")), "33.25"),
        (ladder(44, baseline=Decimal(52), value=Decimal(49)), "47"),
        (ladder(44, baseline=Decimal(52), value=Decimal(45)), None),
        (ladder(*range(26, 26 + MOST_RUNGS), value=Decimal(20)), None),
        (ladder(35, 40, reached=2), None),
    ],
)
def test_a_smaller_rung_is_halfway_to_the_next(goal, rung):
    found = smaller_rung(goal)
    assert (None if found is None else f"{found:f}") == rung


@given(
    st.lists(st.integers(26, 60), min_size=1, max_size=8, unique=True).map(sorted),
    st.integers(0, 7),
    st.decimals(10, 70, places=1),
)
def test_what_is_offered_passes_the_rules_of_a_form(thresholds, reached, value):
    goal = ladder(*thresholds, reached=min(reached, len(thresholds) - 1), value=value)
    offered = [with_a_week_more(goal, date(2026, 11, 27))]
    if (rung := smaller_rung(goal)) is not None:
        offered.append(with_smaller_rung(goal, rung, date(2026, 11, 27)))
    for terms in offered:
        assert all(date(2026, 11, 27) < s.due < terms.due for s in terms.rungs if s.due)
        terms = replace(terms, rungs=tuple(replace(step, due=None) for step in terms.rungs))
        climbed = len(goal.reached)
        typed = "\n".join(f"{step.threshold:f}" for step in terms.rungs[climbed:])
        form = standing_form(goal)
        today = date(2026, 11, 27)
        assert terms == revised(
            goal,
            statement=form.statement,
            target=form.target,
            due=terms.due,
            rungs=typed,
            today=today,
            read_date=read_date,
        )
