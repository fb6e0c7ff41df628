"""A level to be held: "keep CSAT at 95 %"."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals import again
from goals.as_written import as_written
from goals.draft import Draft, Written, draft
from goals.goal import CheckIn, Confidence, Direction, Goal, Measure, MeasureKind
from goals.habits import UNKNOWN
from goals.hold import was_held
from goals.ladder import meets, progress
from goals.level import STEP
from goals.offers import why_offer
from goals.revision import revised
from goals.wanted import Wanted, as_goal
from goals.working_days import on_weekdays
from handlers.reading import read_sentence
from tests.goals.climbing import AT
from tests.goals.making import goal

TODAY = date(2026, 11, 25)
DUE = date(2026, 12, 18)
WEEK = frozenset(range(5))


def read(sentence: str) -> tuple[str, str, bool]:
    reading = read_sentence(sentence, TODAY, 1, UNKNOWN, WEEK)
    side = "at least" if reading.direction is Direction.UP else "at most"
    assert reading.target is not None
    return side, f"{reading.target:f}", reading.is_level


@pytest.mark.parametrize(
    ("sentence", "side", "level"),
    [
        ("Keep CSAT at 95 % until 18 December", "at least", "95"),
        ("Maintain 95% CSAT in December", "at least", "95"),
        ("Hold AHT under 6 minutes by Friday", "at most", "6"),
        ("Stay above 4.5 stars", "at least", "4.5"),
        ("Keep the backlog below 20 tickets", "at most", "20"),
        ("Keep my handle time to 5 minutes", "at most", "5"),
        ("We want to keep quality at 90% or better", "at least", "90"),
        ("Stay at or below 3 escalations a week", "at most", "3"),
        ("Stay below 85 % occupancy", "at most", "85"),
        ("Don't let AHT go over 6 minutes", "at most", "6"),
        ("Never let CSAT fall below 90 %", "at least", "90"),
        ("Do not exceed 3 errors a week", "at most", "3"),
        ("At most 2 complaints a week", "at most", "2"),
        ("No more than 2 escalations a week", "at most", "2"),
        ("0 complaints in December", "at most", "0"),
        ("Zero escalations this week", "at most", "0"),
        ("Have no complaints in December", "at most", "0"),
        ("Keep replying within 2 hours", "at most", "2"),
    ],
)
def test_sentences_that_ask_to_hold_a_level(sentence, side, level):
    assert read(sentence) == (side, level, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Raise CSAT to 95 %",
        "Keep improving CSAT to 95%",
        "Keep CSAT at 95 %, from 90",
        "Reduce complaints to 0",
        "Get to zero complaints",
        "Clear the backlog to 0 open tickets",
        "0 open tickets by Friday",
        "Hold 3 coaching sessions",
        "Resolve 80 % of tickets within 24 hours",
        "Keep reducing AHT to 6 minutes",
    ],
)
def test_and_those_that_ask_to_climb(sentence):
    assert not read(sentence)[2]


def written(statement: str, baseline: str, target: str, unit: str = "") -> Draft:
    form = Written(statement, DUE, unit=unit, baseline=baseline, target=target)
    return draft(form, TODAY, lambda words, today: None)


@pytest.mark.parametrize(
    ("statement", "baseline", "target", "unit", "up"),
    [
        ("Good CSAT", "95", "95 %", "", True),
        ("Good CSAT", "95", "at most 95 %", "", False),
        ("Quick answers", "6", "6", "minutes", False),
        ("Few complaints", "2", "2", "complaints a week", False),
        ("Few complaints", "2", "at least 2", "complaints a week", True),
        ("Nothing lost", "0", "0", "tickets", False),
        ("Stay below 85 % occupancy", "85", "85", "%", False),
    ],
)
def test_from_and_to_the_same_is_a_level_with_a_side(statement, baseline, target, unit, up):
    made = as_goal(Wanted(written(statement, baseline, target, unit), None), 1, 1)
    assert made.is_level
    assert made.value == made.target == made.starts_at
    assert (made.direction is Direction.UP) is up


def test_words_that_bound_a_target_make_no_level_of_a_climb():
    climb = written("CSAT", "90", "at least 95 %")
    assert (climb.baseline, climb.target, climb.measure.unit) == (90, 95, "%")


def level(value: str = "95", **changes: object) -> Goal:
    made = goal(baseline=Decimal(95) - STEP, target="95", value=value, measure=Measure(unit="%"))
    return replace(made, statement="Keep CSAT at 95 %", **changes)


@given(
    st.decimals("0.5", "99.5", places=2),
    st.decimals("0", "100", places=2),
    st.booleans(),
)
def test_its_progress_is_all_or_nothing_on_the_side_that_it_is_to_stay(at, value, up):
    beside = at - STEP if up else at + STEP
    held = goal(baseline=beside, target=at, value=value, measure=Measure(unit="%"))
    there = value >= at if up else value <= at
    assert meets(held, held.value, held.target) is there
    assert progress(held) == (1 if there else 0)


def test_its_form_and_back_is_the_same_goal():
    form = as_written(level())
    assert (form.baseline, form.target) == ("95", "at least 95")
    again_read = draft(form, TODAY, lambda words, today: None)
    assert (again_read.baseline, again_read.target) == (Decimal("94.9999"), 95)


def test_a_revision_moves_the_level_as_a_whole():
    terms = revised(
        level(),
        statement="Keep CSAT at 95 %",
        target="at least 96",
        due=DUE,
        rungs="",
        today=TODAY,
        read_date=lambda words, today: None,
    )
    assert (terms.statement, terms.target) == ("Keep CSAT at 96 %", 96)
    assert level().start_for(terms.target) == 96 - STEP


def test_again_is_the_same_level_and_smaller_one_nearer():
    once_more = again.higher(level("96"), TODAY)
    assert (once_more.baseline, once_more.target) == ("95", "at least 95")
    smaller = again.smaller(level("91"), TODAY)
    assert (smaller.baseline, smaller.target) == ("93", "at least 93")
    assert smaller.statement == "Keep CSAT at 93 %"


def reports(*values: int, until: date = DUE) -> list[CheckIn]:
    days = [until - timedelta(days=n) for n in reversed(range(len(values)))]
    return [
        CheckIn(n, 1, 1, day, Decimal(value), Confidence.ON_TRACK, "", AT)
        for n, (day, value) in enumerate(zip(days, values, strict=True), 1)
    ]


@pytest.mark.parametrize(
    ("values", "day", "held"),
    [
        ((96, 95, 97), DUE, True),
        ((94, 95, 97), DUE, True),
        ((90, 90, 97), DUE, False),
        ((94, 96), DUE, False),
        ((96, 95, 97), DUE - timedelta(days=1), False),
        ((96, 95, 97), DUE + timedelta(days=1), True),
    ],
)
def test_it_is_held_on_its_last_day_if_most_reports_were_there(values, day, held):
    assert was_held(level(), day, reports(*values, until=day), on_weekdays) is held


def test_the_last_day_is_the_last_on_which_somebody_is_asked():
    saturday = DUE + timedelta(days=1)
    due_on_saturday = level(due=saturday)
    assert was_held(due_on_saturday, DUE, reports(96), on_weekdays)
    assert not was_held(due_on_saturday, DUE, reports(96), lambda day: True)


def test_no_smaller_step_is_offered_on_the_way_to_a_level():
    below = level("80", start=TODAY - timedelta(days=30))
    assert why_offer(below, reports(80, 80, 80, until=TODAY), TODAY) is None


def test_done_or_not_done_has_no_level():
    assert not goal(baseline=0, target=1, measure=Measure(MeasureKind.DONE)).is_level
