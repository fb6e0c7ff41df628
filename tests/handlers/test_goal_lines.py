"""Where a goal stands and what is next, in a line."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from goals.goal import Combine, Goal, GoalState, Measure, MeasureKind, Part, Rung
from handlers.views.goal_lines import climb, standing, way
from tests.goals.making import goal

TODAY = date(2026, 11, 26)
TUESDAY = date(2026, 11, 24)
DONE, RATING = Measure(MeasureKind.DONE), Measure(MeasureKind.RATING)


def climbing(
    unit: Measure | str, value: str, *rungs: str, reached: int = 0, **changes: object
) -> Goal:
    """From the first of the rungs to the last of them, the second due on 4 December."""
    start, *steps = map(Decimal, rungs)
    then = datetime(2026, 11, 23, tzinfo=UTC)
    made = tuple(
        Rung(
            at,
            at,
            step,
            due=date(2026, 12, 4) if at == 2 else None,
            reached_at=then if at <= reached else None,
        )
        for at, step in enumerate(steps, 1)
    )
    measure = unit if isinstance(unit, Measure) else Measure(unit=unit)
    facts = {"measure": measure, "baseline": start, "target": steps[-1], "value": value}
    return goal(**{**facts, "rungs": made, **changes})


# value, reported on, ladder → the line
LINES = [
    ("31", TODAY, 1, "31 today → 35 by Fri 4 Dec (rung 2 of 3) · top 40 chats a day"),
    ("31", date(2026, 11, 25), 1, "31 yesterday → 35 by Fri 4 Dec (rung 2 of 3)"),
    ("31", TUESDAY, 1, "31 on Tue → 35 by Fri 4 Dec (rung 2 of 3)"),
    ("31", date(2026, 11, 19), 1, "31 on Thu 19 Nov → 35"),
    ("31", date(2025, 11, 19), 1, "31 on Wed 19 Nov 2025 → 35"),
    ("31", None, 1, "31 now → 35"),
    ("25", None, 0, "25 now → 30 (rung 1 of 3) · top 40 chats a day"),
    ("37", TODAY, 2, "37 today → 40 chats a day (rung 3 of 3)"),
    ("28", TODAY, 2, "28 today → 40 chats a day (rung 3 of 3)"),
    ("30", TODAY, 0, "30 today · rung 1 of 3 waits · top 40 chats a day"),
]


@pytest.mark.parametrize(("value", "on", "reached", "line"), LINES)
def test_from_now_to_what_is_next(value, on, reached, line):
    told = climb(climbing("chats a day", value, "25", "30", "35", "40", reached=reached), TODAY, on)
    assert told.startswith(line)


@pytest.mark.parametrize(
    ("unit", "value", "rungs", "line"),
    [
        ("minutes", "4", ("5", "2"), "4 minutes today, down to 2"),
        ("minutes", "4", ("5", "3", "2"), "4 minutes today, down to 3 (rung 1 of 2) · top 2"),
        ("minutes a call", "9", ("12", "8"), "9 today, down to 8 minutes a call"),
        ("%", "84.5", ("80", "88", "90"), "84.5 % today → 88 % (rung 1 of 2) · top 90 %"),
        ("$", "0", ("0", "1500"), "$0 today → $1,500"),
        ("€", "4.5", ("5", "4"), "€4.50 today, down to €4"),
        ("tickets", "1", ("0", "3"), "1 ticket today → 3"),
        ("", "31", ("25", "40"), "31 today → 40"),
        ("min:s", "440", ("480", "390"), "7:20 min today, down to 6:30"),
        (RATING, "3", ("3", "4"), "3 today → 4 of 5"),
        (RATING, "3", ("2", "4", "5"), "3 today → 4 (rung 1 of 2) · top 5 of 5"),
        (DONE, "3", ("0", "12"), "done 3 of 12 times"),
        (DONE, "3", ("0", "5", "12"), "done 3 times → 5 (rung 1 of 2) · top 12"),
        (DONE, "0", ("0", "1"), "not done yet"),
        ("&<!channel>", "1", ("0", "3"), "1 &amp;&lt;!channel&gt; today → 3"),
    ],
)
def test_the_unit_is_told_once_and_a_sign_with_every_number(unit, value, rungs, line):
    assert climb(climbing(unit, value, *rungs), TODAY, TODAY) == line


@pytest.mark.parametrize(
    ("state", "value", "reached", "line"),
    [
        (GoalState.REACHED, "42", 2, "42 of 40 tickets · top reached"),
        (GoalState.MISSED, "31", 0, "31 of 40 tickets"),
        (GoalState.DROPPED, "36", 1, "36 of 40 tickets · rung 1 of 2 reached"),
        (GoalState.DONE, "36", 1, "36 of 40 tickets · rung 1 of 2 reached"),
    ],
)
def test_of_what_has_ended_nothing_is_next(state, value, reached, line):
    ended = climbing("tickets", value, "25", "35", "40", reached=reached, state=state)
    assert climb(ended, TODAY, TODAY) == line


def test_nor_of_what_is_past_its_date():
    late = climbing("tickets", "31", "25", "30", "40", reached=1, due=date(2026, 11, 25))
    assert climb(late, TODAY, TODAY) == "31 of 40 tickets · rung 1 of 2 reached"


def test_a_guessed_start_says_so_until_there_is_a_report():
    guessed = climbing("%", "82", "82", "90", baseline_is_guess=True)
    assert climb(guessed, TODAY) == "82 % (a guess) → 90 %"
    assert climb(guessed, TODAY, TODAY) == "82 % today → 90 %"
    assert way(guessed) == "to 90 %"


def test_a_mean_of_several_never_reads_as_reached_before_it_is():
    parts = (Part(1, "Maya", Decimal(84)), Part(2, "Ben", Decimal("85.9")))
    shared = climbing("%", "84.9666", "80", "85", "90", combine=Combine.AVERAGE, parts=parts)
    assert climb(shared, TODAY, TODAY).startswith("84.9 % now → 85 %")
    falling = climbing("minutes", "7.0333", "9", "7", combine=Combine.AVERAGE, parts=parts)
    assert climb(falling, TODAY) == "7.1 minutes now, down to 7"


def test_a_rung_says_its_name():
    rungs = (Rung(1, 1, Decimal(30), "Fast lane"), Rung(2, 2, Decimal(40)))
    named = goal(rungs=rungs)
    assert climb(named, TODAY, None) == (
        "25 now → 30 (rung 1 of 2, “Fast lane”) · top 40 chats a day"
    )


@pytest.mark.parametrize(
    ("unit", "value", "rungs", "stands", "whole"),
    [
        ("chats a day", "31", ("25", "40"), "31 of 40 chats a day", "from 25 to 40 chats a day"),
        ("$", "0", ("0", "1500"), "$0 of $1,500", "from $0 to $1,500"),
        ("%", "84", ("80", "90"), "84 of 90 %", "from 80 % to 90 %"),
        ("minutes", "52", ("60", "45"), "52 minutes, aiming for 45", "from 60 to 45 minutes"),
        ("minutes", "44", ("60", "45"), "44 minutes", "from 60 to 45 minutes"),
        (RATING, "3", ("2", "4"), "3 of 5, aiming for 4", "from 2 to 4 of 5"),
        (DONE, "1", ("0", "6"), "done 1 of 6 times", "from 0 to 6 times"),
    ],
)
def test_where_it_stands_and_its_whole_way_have_no_arrow(unit, value, rungs, stands, whole):
    made = climbing(unit, value, *rungs)
    assert (standing(made), way(made)) == (stands, whole)
