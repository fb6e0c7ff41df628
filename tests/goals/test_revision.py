"""What a revision may change, and what it never touches."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.draft import Step
from goals.errors import FieldProblems, Missing, TooLong
from goals.goal import Goal, GoalState, Rung
from goals.ladder import meets
from goals.revision import (
    NothingRevised,
    TargetReached,
    Terms,
    met_already,
    reason,
    revised,
    standing_form,
    terms_of,
)
from handlers.reading import read_date
from tests.goals.climbing import AT, ladder

TODAY = date(2026, 11, 27)


def revise(goal: Goal, **typed: object) -> Terms:
    form = standing_form(goal)
    stands = {
        "statement": form.statement,
        "target": form.target,
        "due": form.due,
        "rungs": form.rungs,
    }
    return revised(goal, **{**stands, **typed}, today=TODAY, read_date=read_date)  # type: ignore[arg-type]


def steps(terms: Terms) -> list[str]:
    return [f"{step.threshold:f}" for step in terms.rungs]


@pytest.mark.parametrize(
    ("typed", "ladder_then"),
    [
        ({"target": "38"}, ["30", "35", "38"]),
        ({"target": "45"}, ["30", "35", "45"]),
        ({"rungs": ""}, ["30", "40"]),
        ({"rungs": "33, 36"}, ["30", "33", "36", "40"]),
        ({"statement": "Answer 40 chats"}, ["30", "35", "40"]),
        ({"due": date(2027, 1, 8)}, ["30", "35", "40"]),
        ({"target": "31", "rungs": ""}, ["30", "31"]),
    ],
)
def test_what_was_reached_stays_the_foot_of_the_ladder(typed, ladder_then):
    assert steps(revise(ladder(30, 35, 40, reached=1), **typed)) == ladder_then


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"target": "30"}, {"target"}),
        ({"target": "20"}, {"target"}),
        ({"target": "25"}, {"target"}),
        ({"target": ""}, {"target"}),
        ({"rungs": "28"}, {"rungs"}),
        ({"rungs": "30"}, {"rungs"}),
        ({"rungs": "41"}, {"rungs"}),
        ({"rungs": "36, 34"}, {"rungs"}),
        ({"due": None}, {"due"}),
        ({"due": date(2026, 11, 26)}, {"due"}),
        ({"statement": " ", "target": "lots"}, {"statement", "target"}),
    ],
)
def test_what_does_not_hold_is_refused_where_it_stands(typed, fields):
    with pytest.raises(FieldProblems) as refused:
        revise(ladder(30, 35, 40, reached=1), **typed)
    assert set(refused.value.problems) == fields


def test_a_target_below_what_was_reached_says_so():
    with pytest.raises(FieldProblems) as refused:
        revise(ladder(30, 35, 40, reached=2), target="35", rungs="")
    why = refused.value.problems["target"]
    assert isinstance(why, TargetReached) and why.threshold == 35


def test_downward_goals_alike():
    down = replace(ladder(50, 47, 44, reached=1), baseline=Decimal(52), value=Decimal(49))
    assert steps(revise(down, target="45")) == ["50", "47", "45"]
    with pytest.raises(FieldProblems):
        revise(down, target="51", rungs="")


def test_saying_what_holds_already_is_no_revision_but_takes_up_what_ended():
    with pytest.raises(NothingRevised):
        revise(ladder(30, 35, 40))
    ended = ladder(30, 35, 40, state=GoalState.DROPPED)
    assert revise(ended) == terms_of(ended)


def test_names_and_dates_of_what_was_reached_stay():
    climbed = Rung(1, 1, Decimal(30), "First <step>", date(2026, 11, 20), reached_at=AT)
    goal = replace(ladder(30, 35, 40, reached=1), rungs=(climbed, *ladder(30, 35, 40).rungs[1:]))
    assert revise(goal, target="39").rungs[0] == Step(
        Decimal(30), "First <step>", date(2026, 11, 20)
    )


def test_the_form_reads_back_as_what_stands_dates_in_the_past_included():
    rungs = (
        Rung(1, 1, Decimal(30), "Steady hand", date(2026, 11, 20)),
        Rung(2, 2, Decimal(35), "", date(2026, 12, 4)),
        Rung(3, 3, Decimal(40), "All of it", date(2026, 12, 18)),
    )
    goal = ladder(30, 35, 40, rungs=rungs)
    assert standing_form(goal).rungs.splitlines()[0] == "30 Steady hand by 20 Nov 2026"
    assert revise(goal, statement="Other words").rungs == terms_of(goal).rungs


@given(st.sets(st.integers(26, 39), max_size=6), st.integers(0, 6), st.integers(20, 60))
def test_no_revision_moves_or_unreaches_what_was_reached(between, reached, target):
    thresholds = [*sorted(between), 40]
    goal = ladder(*thresholds, reached=min(reached, len(thresholds) - 1))
    try:
        after = revise(goal, target=str(target), rungs="")
    except (FieldProblems, NothingRevised):
        return
    kept = [rung.threshold for rung in goal.reached]
    assert [step.threshold for step in after.rungs[: len(kept)]] == kept
    assert not any(meets(goal, threshold, after.target) for threshold in kept)


def test_what_is_met_already_waits():
    assert [r.position for r in met_already(ladder(30, 31, 40, reached=1))] == [2]
    assert met_already(ladder(30, 35, 40, reached=1)) == ()


@pytest.mark.parametrize(("text", "why"), [("", Missing), (" \n ", Missing), ("x" * 1001, TooLong)])
def test_a_revision_has_a_reason(text, why):
    with pytest.raises(why):
        reason(text)
    assert reason(" Slower tool. ") == "Slower tool."
