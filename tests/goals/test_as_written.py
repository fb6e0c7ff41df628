"""A goal in the words of its form reads as the same goal."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from goals.as_written import as_written, follow_target
from goals.cadence import Rhythm, RhythmKind
from goals.draft import Draft, Step, Written, draft
from goals.goal import Goal, GoalState, Guard, Measure, MeasureKind, Rung, Visibility
from handlers.reading import read_date

TODAY = date(2026, 11, 23)


def goal_of(wanted: Draft) -> Goal:
    rungs = tuple(
        Rung(n, n, step.threshold, step.name, step.due) for n, step in enumerate(wanted.rungs, 1)
    )
    return Goal(
        id=1, workspace_id=1, number=1, owner_id=1, team_id=None, statement=wanted.statement,
        measure=wanted.measure, baseline=wanted.baseline, target=wanted.target,
        start=wanted.start, due=wanted.due, value=wanted.baseline, rungs=rungs,
        purpose=wanted.purpose, rhythm=wanted.rhythm, visibility=wanted.visibility,
        state=GoalState.DRAFT, min_answers=wanted.min_answers, guard=wanted.guard,
        needs=wanted.needs,
    )  # fmt: skip


BASE = Draft(
    statement="Reply to 40 chats a day",
    purpose="Nobody waits",
    measure=Measure(unit="chats a day"),
    baseline=Decimal(25),
    target=Decimal(40),
    start=TODAY,
    due=date(2027, 1, 29),
    rungs=(Step(Decimal(40)),),
)
DRAFTS = [
    {},
    {"rungs": (Step(Decimal(30), "Warm", date(2026, 12, 1)), Step(Decimal(35)), Step(Decimal(40)))},
    {"rungs": (Step(Decimal("30.5"), due=date(2027, 1, 4)), Step(Decimal(40), "Top"))},
    {
        "baseline": Decimal(1500),
        "target": Decimal(800),
        "rungs": (Step(Decimal(1200)), Step(Decimal(800))),
    },
    {"visibility": Visibility.ME, "rhythm": Rhythm(RhythmKind.WEEKLY, frozenset({4}))},
    {"rhythm": Rhythm(RhythmKind.CHOSEN, frozenset({0, 2}))},
    {"measure": Measure(MeasureKind.DONE), "baseline": Decimal(0), "target": Decimal(1),
     "rungs": (Step(Decimal(1)),)},
    {"min_answers": 30, "guard": Guard("CSAT", Decimal(85), "%"), "needs": "A second screen"},
]  # fmt: skip


@pytest.mark.parametrize("changes", DRAFTS, ids=str)
def test_it_reads_as_the_same_goal(changes):
    wanted = replace(BASE, **changes)
    assert draft(as_written(goal_of(wanted)), TODAY, read_date) == wanted


@pytest.mark.parametrize(
    ("typed", "statement", "rungs"),
    [
        (
            {"target": "36"},
            "Reply to 36 chats a day",
            "35\n36 by 18 Dec 2026",
        ),
        (
            {"target": "36 chats"},
            "Reply to 36 chats a day",
            "35\n36 by 18 Dec 2026",
        ),
        (
            {"target": "40.0"},
            "Reply to 40 chats a day",
            "35\n40 by 18 Dec 2026",
        ),
        (
            {"target": "soon"},
            "Reply to 40 chats a day",
            "35\n40 by 18 Dec 2026",
        ),
        ({"target": "36", "statement": "40 or so"}, "40 or so", "35\n36 by 18 Dec 2026"),
        ({"target": "36", "rungs": "30\n33"}, "Reply to 36 chats a day", "30\n33"),
    ],
)
def test_what_names_the_old_target_follows_the_new_one(
    typed: dict[str, str], statement: str, rungs: str
) -> None:
    before = Written(
        statement="Reply to 40 chats a day",
        due=None,
        target="40",
        rungs="35\n40 by 18 Dec 2026",
    )
    followed = follow_target(before, replace(before, **typed))
    assert (followed.statement, followed.rungs) == (statement, rungs)


@pytest.mark.parametrize(
    ("statement", "rungs"),
    [
        ("Answer 18 of 18 calls", "15 by 18 Dec 2026"),
        ("Answer 118 calls, 18.5 a day", "15"),
        ("Answer the calls", ""),
    ],
)
def test_other_numbers_stay_as_they_are(statement: str, rungs: str) -> None:
    before = Written(statement=statement, due=None, target="18", rungs=rungs)
    followed = follow_target(before, replace(before, target="17"))
    assert (followed.statement, followed.rungs) == (statement, rungs)
