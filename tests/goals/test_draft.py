"""What somebody writes into the form, and what becomes of it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals import errors
from goals.cadence import RhythmKind
from goals.draft import MOST_RUNGS, Written, draft
from goals.errors import FieldProblems
from goals.goal import MeasureKind

TODAY = date(2026, 11, 23)
DATES = {
    "1 Dec": date(2026, 12, 1),
    "4 Dec": date(2026, 12, 4),
    "11 Dec": date(2026, 12, 11),
    "30 Dec": date(2026, 12, 30),
}


def read_date(text: str, today: date) -> date | None:
    return DATES.get(text)


def write(**changes: object) -> Written:
    fields: dict[str, object] = {
        "statement": "Reply to 40 chats a day",
        "unit": "chats a day",
        "baseline": "25",
        "target": "40",
        "due": date(2026, 12, 18),
    }
    return Written(**{**fields, **changes})  # type: ignore[arg-type]


def problems(**changes: object) -> dict[str, errors.Refusal]:
    with pytest.raises(FieldProblems) as caught:
        draft(write(**changes), TODAY, read_date)
    return dict(caught.value.problems)


def rungs(text: str, **changes: object) -> list[tuple[str, str, date | None]]:
    made = draft(write(rungs=text, **changes), TODAY, read_date)
    return [(f"{step.threshold:f}", step.name, step.due) for step in made.rungs]


def test_without_rungs_a_goal_is_a_ladder_of_one_its_target():
    assert rungs("") == [("40", "", None)]


@pytest.mark.parametrize(
    "text",
    ["28, 31, 35", "28,31,35", "28\n31\n35", "28,\n31,\n\n35,", "28, 31, 35, 40"],
)
def test_rungs_stand_on_lines_or_between_commas(text):
    assert [threshold for threshold, _, _ in rungs(text)] == ["28", "31", "35", "40"]


def test_a_rung_may_have_a_name_a_date_or_both():
    assert rungs("28 Warm by 1 Dec, 31 by 4 Dec\n35: Steady hand\n38 – Nearly, by 11 Dec") == [
        ("28", "Warm", date(2026, 12, 1)),
        ("31", "", date(2026, 12, 4)),
        ("35", "Steady hand", None),
        ("38", "Nearly", date(2026, 12, 11)),
        ("40", "", None),
    ]


def test_the_top_may_have_a_name_and_a_date_too():
    assert rungs("35, 40 There by 11 Dec")[-1] == ("40", "There", date(2026, 12, 11))


def test_a_comma_is_part_of_a_number_only_on_ladders_that_reach_a_thousand():
    thousands = rungs("1,200, 1,500", baseline="1000", target="2000")
    assert [threshold for threshold, _, _ in thousands] == ["1200", "1500", "2000"]
    hundreds = rungs("100,200,300", baseline="0", target="400")
    assert [threshold for threshold, _, _ in hundreds] == ["100", "200", "300", "400"]


def test_a_goal_may_go_down_and_its_rungs_with_it():
    down = {"statement": "Answer faster", "unit": "minutes", "baseline": "60", "target": "45"}
    assert [t for t, _, _ in rungs("55, 50", **down)] == ["55", "50", "45"]
    assert isinstance(problems(rungs="50, 55", **down)["rungs"], errors.RungsOutOfOrder)


def test_the_unit_said_beside_the_target_is_the_unit():
    made = draft(write(unit="", baseline="88", target="95%"), TODAY, read_date)
    assert (made.measure.unit, made.target) == ("%", Decimal(95))


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        ({"statement": "  "}, "statement", errors.Missing),
        ({"statement": "x" * 10_000}, "statement", errors.TooLong),
        ({"purpose": "x" * 1_001}, "purpose", errors.TooLong),
        ({"unit": "x" * 41}, "unit", errors.TooLong),
        ({"baseline": ""}, "baseline", errors.Missing),
        ({"target": "lots"}, "target", errors.NotANumber),
        ({"target": "9" * 400}, "target", errors.NotANumber),
        ({"measure": MeasureKind.DONE, "baseline": "4", "target": "4"}, "target",
         errors.AlreadyThere),
        ({"due": None}, "due", errors.Missing),
        ({"due": date(2026, 11, 22)}, "due", errors.DateInThePast),
        ({"due": date(2036, 1, 1)}, "due", errors.DateTooFar),
        ({"rungs": "soon"}, "rungs", errors.NotARung),
        ({"rungs": "25"}, "rungs", errors.RungOutside),
        ({"rungs": "41"}, "rungs", errors.RungOutside),
        ({"rungs": "35, 30"}, "rungs", errors.RungsOutOfOrder),
        ({"rungs": "30, 30"}, "rungs", errors.RungsOutOfOrder),
        ({"rungs": "30 by some day"}, "rungs", errors.NotARung),
        ({"rungs": "30 by 30 Dec"}, "rungs", errors.RungDateOutside),
        ({"rungs": "30 by 4 Dec, 35 by 1 Dec"}, "rungs", errors.RungDateOutside),
        ({"rungs": "30 " + "x" * 61}, "rungs", errors.TooLong),
        ({"measure": MeasureKind.RATING, "baseline": "3", "target": "6"}, "target",
         errors.OutsideRatings),
        ({"measure": MeasureKind.RATING, "baseline": "3", "target": "3.5"}, "target",
         errors.OutsideRatings),
        ({"measure": MeasureKind.DONE, "baseline": "4", "target": "1"}, "target",
         errors.NotATimesDone),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused_at_its_field(changes, field, refusal):
    found = problems(**changes)
    assert isinstance(found[field], refusal)
    assert list(found) == [field]


def test_all_that_does_not_hold_is_said_at_once():
    found = problems(statement="", target="?", due=None)
    assert set(found) == {"statement", "target", "due"}


def test_too_many_rungs_are_refused_with_their_number():
    lines = "\n".join(f"{25 + n / 10}" for n in range(1, MOST_RUNGS + 1))
    refusal = problems(rungs=lines)["rungs"]
    assert refusal == errors.TooManyRungs(MOST_RUNGS + 1, MOST_RUNGS)


@pytest.mark.parametrize("measure", [MeasureKind.DONE, MeasureKind.RATING])
def test_what_holds_a_number_back_holds_no_other_measure(measure):
    kept = write(measure=measure, baseline="1", target="3", answers="30", partner="CSAT over 85%")
    made = draft(kept, TODAY, read_date)
    assert (made.min_answers, made.guard) == (None, None)


def test_done_or_not_done_needs_no_numbers():
    made = draft(write(measure=MeasureKind.DONE, baseline="", target=""), TODAY, read_date)
    assert (made.baseline, made.target, made.measure.unit) == (0, 1, "")


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        (frozenset(), RhythmKind.DAILY),
        ({4}, RhythmKind.WEEKLY),
        ({0, 2}, RhythmKind.CHOSEN),
        (frozenset(range(7)), RhythmKind.DAILY),
    ],
)
def test_the_days_ticked_are_the_rhythm(days, kind):
    made = draft(write(days=frozenset(days)), TODAY, read_date)
    assert made.rhythm.kind is kind


@given(st.text(max_size=200))
def test_any_words_as_rungs_are_a_ladder_or_a_refusal(text):
    try:
        made = draft(write(rungs=text), TODAY, read_date)
    except FieldProblems as found:
        assert list(found.problems) == ["rungs"]
    else:
        thresholds = [step.threshold for step in made.rungs]
        assert thresholds == sorted(set(thresholds))
        assert thresholds[-1] == made.target
