"""Reading a check-in as people write it."""

from datetime import date
from decimal import Decimal

import pytest

from goals.errors import NotARating, Refusal, TooLong
from goals.goal import Confidence, Goal, Measure, MeasureKind, Rung
from goals.report import CannotRead, Report, example, read_report, read_value

ON_TRACK, AT_RISK, BLOCKED = Confidence


def goal(kind: MeasureKind = MeasureKind.NUMBER, unit: str = "chats") -> Goal:
    return Goal(
        id=1,
        workspace_id=1,
        number=12,
        owner_id=1,
        team_id=None,
        statement="Reply to 40 chats a day",
        measure=Measure(kind, unit),
        baseline=Decimal(1),
        target=Decimal(5),
        start=date(2026, 11, 1),
        due=date(2026, 12, 18),
        value=Decimal(3),
        rungs=(Rung(1, 1, Decimal(5)),),
    )


@pytest.mark.parametrize(
    ("words", "report"),
    [
        ("42", Report(Decimal(42))),
        ("42 chats", Report(Decimal(42))),
        ("42 macros helped", Report(Decimal(42), note="macros helped")),
        ("1,200 quiet day", Report(Decimal(1200), note="quiet day")),
        ("42 at risk: two people away", Report(Decimal(42), AT_RISK, "two people away")),
        ("42 On track", Report(Decimal(42))),
        ("42 blocked no access to the tool", Report(Decimal(42), BLOCKED, "no access to the tool")),
        ("blocked waiting for macros", Report(Decimal(3), BLOCKED, "waiting for macros")),
        ("42 blockedness is a word", Report(Decimal(42), note="blockedness is a word")),
    ],
)
def test_a_number_then_how_it_looks_then_a_note(words, report):
    assert read_report(goal(), words) == report


@pytest.mark.parametrize(
    ("words", "value"),
    [("done", 1), ("Done, at last", 1), ("yes", 1), ("not yet", 0), ("1", 1), ("0", 0)],
)
def test_done_and_not_yet(words, value):
    assert read_report(goal(MeasureKind.DONE), words).value == value


def test_a_goal_that_is_blocked_was_not_done_today():
    assert read_report(goal(MeasureKind.DONE), "blocked by the release").value == 0


@pytest.mark.parametrize("words", ["42x", "", "soon", "€", "٣٤x", "done", "x" * 10_000])
def test_what_is_no_number_is_refused_with_an_example(words):
    with pytest.raises(CannotRead) as refused:
        read_report(goal(), words)
    assert refused.value.key == "G-12"
    assert len(refused.value.text) <= 40
    assert read_value(goal(), refused.value.example).value == 5


@pytest.mark.parametrize("words", ["6", "0", "3.5", "-1"])
def test_a_rating_is_one_to_five(words):
    with pytest.raises(NotARating):
        read_report(goal(MeasureKind.RATING), words)


def test_done_goals_take_no_other_number():
    with pytest.raises(CannotRead):
        read_report(goal(MeasureKind.DONE), "7")


def test_a_form_takes_a_value_and_nothing_behind_it():
    assert read_value(goal(), "42 chats").value == 42
    with pytest.raises(CannotRead):
        read_value(goal(), "42 or so")


def test_a_note_is_never_cut_but_refused():
    with pytest.raises(TooLong):
        read_report(goal(), "42 " + "x" * 3001)


@pytest.mark.parametrize("kind", MeasureKind)
def test_every_example_can_be_read(kind):
    try:
        read_report(goal(kind), example(goal(kind)))
    except Refusal as refusal:
        pytest.fail(f"{example(goal(kind))!r} is refused: {refusal!r}")
