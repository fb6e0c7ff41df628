"""Lists of rungs, and the figures of a form, as people write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals import errors
from goals.amounts import NotATime, TwoReadings, write_amount
from goals.as_written import follow_target, write_rungs
from goals.draft import Draft, Step, Written, draft
from goals.errors import FieldProblems, Refusal
from goals.habits import UNKNOWN, WRITTEN, Habits
from goals.rungs import TwoLadders
from handlers.reading import read_date

TODAY = date(2026, 11, 25)
GERMAN, AMERICAN = Habits(True, ","), Habits(False, ".")


def write(**changes: object) -> Written:
    fields: dict[str, object] = {
        "statement": "Reply to 40 chats a day",
        "unit": "chats a day",
        "baseline": "25",
        "target": "40",
        "due": date(2026, 12, 18),
    }
    return Written(**{**fields, **changes})  # type: ignore[arg-type]


def made(habits: Habits = UNKNOWN, **changes: object) -> Draft:
    return draft(write(**changes), TODAY, read_date, habits)


def told(text: str, habits: Habits = UNKNOWN, **changes: object) -> list[str]:
    """The rungs below the target, as "28 Warm 4/12"."""
    return [
        " ".join(
            filter(
                None,
                [
                    write_amount(step.threshold, made(habits, rungs=text, **changes).measure.unit),
                    step.name,
                    f"{step.due.day}/{step.due.month}" if step.due else "",
                ],
            )
        )
        for step in made(habits, rungs=text, **changes).rungs[:-1]
    ]


@pytest.mark.parametrize(
    "text",
    [
        "28; 32; 36",
        "28;32;36",
        "28, 32, 36",
        "28,32,36",
        "28\n32\n36",
        "28 32 36",
        "28 → 32 → 36",
        "28 -> 32 -> 36",
        "28, 32 and 36",
        "28 | 32 | 36",
        "- 28\n- 32\n- 36",
        "• 28 • 32 • 36",
        "1. 28\n2. 32\n3. 36",
        "Rung 1: 28\nRung 2: 32\nRung 3: 36",
        "28 chats a day; 32 chats; 36",
        "28; 32; 36; 40",
    ],
)
def test_rungs_stand_apart_however_people_part_them(text):
    assert told(text) == ["28", "32", "36"]


@pytest.mark.parametrize(
    "text",
    [
        "28 → 4 Dec; 32 → 11 Dec",
        "28 → 4 Dec\n32 → 11 Dec",
        "28 - 4 Dec, 32 - 11 Dec",
        "28 – 4 Dec; 32 – 11 Dec",
        "28 by 4 Dec 32 by 11 Dec",
        "28 by 4 Dec, 32 by 11 Dec",
        "28 (4 Dec), 32 (11 Dec)",
        "28: 4 Dec; 32: 11 Dec",
        "28 4 Dec; 32 11 Dec",
        "28 on Fri 4 Dec; 32 on Fri 11 Dec",
        "28 by Dec 4; 32 by Dec 11",
        "28 by 4/12; 32 by 11/12",
        "28 → 4.12.; 32 → 11.12.",
        "28 by 2026-12-04; 32 by 2026-12-11",
        "4 Dec: 28; 11 Dec: 32",
        "4 Dec → 28\n11 Dec → 32",
        "Dec 4: 28; Dec 11: 32",
        "28 until 4 Dec 2026 32 until 11 Dec 2026",
    ],
)
def test_a_rungs_date_stands_behind_it_or_before(text):
    assert told(text) == ["28 4/12", "32 11/12"]


def test_before_a_date_is_the_day_before():
    assert told("28 before 4 Dec; 32 Steady hand before 11 Dec") == [
        "28 3/12",
        "32 Steady hand 10/12",
    ]


def test_a_name_may_have_marks_in_it():
    assert told("28 Warm; as ever; 32 a|b") == ["28 Warm; as ever", "32 a|b"]


def test_a_name_may_have_a_date_on_either_side():
    assert told("28 Warm → 4 Dec; 32 by 11 Dec Steady hand; 36 Monday team") == [
        "28 Warm 4/12",
        "32 Steady hand 11/12",
        "36 Monday team",
    ]


SCORE = {"unit": "score", "baseline": "4.2", "target": "4.6"}
LARGE = {"unit": "tickets", "baseline": "1000", "target": "2000"}


@pytest.mark.parametrize(
    ("text", "habits", "fields", "rungs"),
    [
        ("4,3; 4,4", UNKNOWN, SCORE, ["4.3", "4.4"]),
        ("4,3; 4,4", GERMAN, SCORE, ["4.3", "4.4"]),
        ("4,3; 4,4", AMERICAN, SCORE, ["4.3", "4.4"]),
        ("4,3, 4,4", GERMAN, SCORE, ["4.3", "4.4"]),
        ("4.3, 4.4", GERMAN, SCORE, ["4.3", "4.4"]),
        ("1,200, 1,500", UNKNOWN, LARGE, ["1200", "1500"]),
        ("1.200; 1.500", UNKNOWN, LARGE, ["1200", "1500"]),
        ("1.200, 1.500", GERMAN, LARGE, ["1200", "1500"]),
        ("1 200; 1 500", UNKNOWN, LARGE, ["1200", "1500"]),
        ("1.2k; 1.5k", UNKNOWN, LARGE, ["1200", "1500"]),
        ("100 200 300", UNKNOWN, {"baseline": "0", "target": "400"}, ["100", "200", "300"]),
        ("85 %; 88%", UNKNOWN, {"unit": "%", "baseline": "80", "target": "90"}, ["85", "88"]),
        (
            "7:00; 6:30 by 4 Dec",
            UNKNOWN,
            {"unit": "minutes", "baseline": "7:20", "target": "6"},
            ["7:00", "6:30 4/12"],
        ),
        (
            "7 min, 6.5 min",
            UNKNOWN,
            {"unit": "minutes", "baseline": "8", "target": "6"},
            ["7", "6.5"],
        ),
        ("$6; $5.50", UNKNOWN, {"unit": "$", "baseline": "6.50", "target": "5"}, ["6", "5.5"]),
    ],
)
def test_numbers_in_a_list_are_read_as_the_ladder_has_them(text, habits, fields, rungs):
    assert told(text, habits, **fields) == rungs


@pytest.mark.parametrize("habits", [UNKNOWN, GERMAN])
def test_commas_that_make_two_ladders_are_asked_about(habits):
    with pytest.raises(FieldProblems) as caught:
        made(habits, rungs="3,5", baseline="2", target="8")
    refusal = caught.value.problems["rungs"]
    assert isinstance(refusal, TwoLadders)
    assert {(3, 5, 8), (Decimal("3.5"), 8)} == set(refusal.readings)
    assert told("3,5", AMERICAN, baseline="2", target="8") == ["3", "5"]


@pytest.mark.parametrize(
    "text", ["28 %", "7:00", "28-32", "28/32", "soon", "28 by some day", "4 Dec", "28x"]
)
def test_what_is_no_rung_is_refused(text):
    with pytest.raises(FieldProblems) as caught:
        made(rungs=text)
    assert isinstance(caught.value.problems["rungs"], errors.NotARung)


@pytest.mark.parametrize(
    ("unit", "start", "end", "kept"),
    [
        ("", "6,50 €", "5 €", ("€", "6.5", "5")),
        ("", "EUR 4.50", "EUR 4", ("€", "4.5", "4")),
        ("€", "4.50", "EUR 4", ("€", "4.5", "4")),
        ("€", "1m", "€2.5m", ("€", "1000000", "2500000")),
        ("", "95 %", "98 %", ("%", "95", "98")),
        ("%", "8/10", "9/10", ("%", "80", "90")),
        ("", "4/5", "4.5/5", ("score", "4", "4.5")),
        ("minutes", "7:20", "6", ("min:s", "7:20", "6:00")),
        ("minutes a call", "7m20s", "6m", ("min:s a call", "7:20", "6:00")),
        ("min", "7", "6:30", ("min:s", "7:00", "6:30")),
        ("", "6:30", "5:45", ("min:s", "6:30", "5:45")),
        ("minutes", "7.5", "6", ("minutes", "7.5", "6")),
        ("hours", "1 day 4 hours", "12", ("hours", "28", "12")),
        ("hours", "1:30", "0:45", ("hours", "1.5", "0.75")),
        ("seconds", "0:45", "30", ("seconds", "45", "30")),
        ("tickets", "1 200", "1 500", ("tickets", "1200", "1500")),
        ("tickets", "1.200", "1.500", ("tickets", "1200", "1500")),
        ("score", "1.200", "4", ("score", "1.2", "4")),
        ("points", "-10", "−2", ("points", "-10", "-2")),
        ("%", "80", "104%", ("%", "80", "104")),
        ("calls", "ten", "one hundred", ("calls", "10", "100")),
    ],
)
def test_a_forms_figures_are_read_as_any(unit, start, end, kept):
    goal = made(unit=unit, baseline=start, target=end)
    written = [write_amount(value, goal.measure.unit) for value in (goal.baseline, goal.target)]
    assert (goal.measure.unit, *written) == kept


def test_a_number_that_is_two_is_asked_about_unless_figures_tell():
    with pytest.raises(FieldProblems) as caught:
        made(unit="score", baseline="1.234", target="1.567")
    assert {type(why) for why in caught.value.problems.values()} == {TwoReadings}
    assert made(GERMAN, unit="score", baseline="1,234", target="1,567").target == Decimal("1.567")
    assert made(unit="score", baseline="1.234", target="2").baseline == Decimal("1.234")
    assert made(unit="points", baseline="1.234", target="2000").baseline == 1234


def test_a_time_is_no_number_of_chats():
    with pytest.raises(FieldProblems) as caught:
        made(target="5:30")
    assert isinstance(caught.value.problems["target"], NotATime)


def test_a_unit_never_changes_under_a_goal_that_has_begun():
    typed = write(unit="minutes", baseline="7", target="6:30")
    begun = draft(typed, TODAY, read_date, is_begun=True)
    assert (begun.measure.unit, begun.baseline, begun.target) == ("minutes", 7, Decimal("6.5"))


@pytest.mark.parametrize(
    ("statement", "unit", "old", "new", "then"),
    [
        ("Handle 1,200 calls", "calls", "1200", "1500", "Handle 1,500 calls"),
        ("Cut AHT to 5:45", "min:s", "5:45", "5:30", "Cut AHT to 5:30"),
        ("Save €2m", "€", "2000000", "2500000", "Save €2,500,000"),
        ("Close forty tickets", "tickets", "40", "36", "Close 36 tickets"),
        ("Answer 40 calls of 40", "calls", "40", "36", "Answer 40 calls of 40"),
        ("Reply to 40 chats by 5:40", "chats", "40", "36", "Reply to 36 chats by 5:40"),
    ],
)
def test_the_number_in_the_words_follows_a_new_target(statement, unit, old, new, then):
    before = Written(statement, None, unit=unit, target=old)
    after = Written(statement, None, unit=unit, target=new)
    assert follow_target(before, after).statement == then


values = st.decimals(min_value=1, max_value=9999, places=3)


@given(
    st.sets(values, min_size=3, max_size=6),
    st.sampled_from(["chats", "score", "%", "min:s", "minutes", "€", ""]),
    st.sampled_from([UNKNOWN, WRITTEN, GERMAN, AMERICAN]),
)
def test_a_ladder_that_is_written_down_reads_as_the_same_to_anybody(found, unit, habits):
    baseline, *rungs = sorted(found)
    steps = tuple(Step(value, "Name" if n % 2 else "") for n, value in enumerate(rungs))
    typed = write(
        unit=unit,
        baseline=write_amount(baseline, unit),
        target=write_amount(rungs[-1], unit),
        rungs=write_rungs(steps, unit),
    )
    goal = draft(typed, TODAY, read_date, habits, is_begun=True)
    assert (goal.baseline, goal.target, goal.rungs) == (baseline, rungs[-1], steps)


PIECES = st.sampled_from([
    "28", "32", "36", "4,3", "1.200", "1,200", ";", ",", ", ", "\n", " ", "→", "-", "by", "4 Dec",
    "11 Dec", "Fri", "12/4", "(", ")", "Steady", "and", "7:00", "%", "chats", "1.", "2026",
])  # fmt: skip


@given(st.lists(PIECES, max_size=12).map(" ".join), st.sampled_from([UNKNOWN, GERMAN, AMERICAN]))
def test_any_list_is_a_ladder_or_a_refusal(text, habits):
    try:
        goal = made(habits, rungs=text)
    except FieldProblems as found:
        assert list(found.problems) == ["rungs"]
        assert isinstance(found.problems["rungs"], Refusal)
    else:
        thresholds = [step.threshold for step in goal.rungs]
        assert thresholds == sorted(set(thresholds)) and thresholds[-1] == 40
