"""Drafts as they are kept, rewritten, begun and thrown away."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from goals.draft import Draft, Step
from goals.goal import GoalState, Guard, Measure
from goals.people import Person, Team
from store import check_ins, drafts, ladders
from store.database import Tx
from store.tables import rung
from tests.store.conftest import NOW

DRAFT = Draft(
    statement="Reply to 40 chats a day",
    purpose="Nobody waits",
    measure=Measure(unit="chats a day"),
    baseline=Decimal(25),
    target=Decimal(40),
    start=date(2026, 11, 23),
    due=date(2026, 12, 18),
    rungs=(Step(Decimal(30)), Step(Decimal(40))),
    min_answers=30,
    guard=Guard("CSAT", Decimal("85.5"), "%", is_floor=False),
    needs="A second screen",
)


def written(tx: Tx, owner: Person, team: Team, draft: Draft = DRAFT):
    return ladders.add(
        tx,
        draft,
        workspace_id=owner.workspace_id,
        owner_id=owner.id,
        team_id=team.id,
        now=NOW,
        state=GoalState.DRAFT,
        baseline_is_guess=True,
    )


def test_everything_comes_back(tx: Tx, maya: Person, care: Team):
    goal = written(tx, maya, care)
    assert goal.is_draft and not goal.is_active and goal.baseline_is_guess
    assert (goal.min_answers, goal.guard, goal.needs) == (30, DRAFT.guard, "A second screen")
    assert goal.partner_value is None and goal.started_because == ""


def test_it_is_written_anew_under_its_key(tx: Tx, maya: Person, care: Team):
    goal = written(tx, maya, care)
    other = replace(DRAFT, statement="Another", rungs=(Step(Decimal(40)),), guard=None)
    again = drafts.rewrite(tx, goal, other, team_id=None, baseline_is_guess=False)
    assert (again.key, again.statement, again.team_id) == ("G-1", "Another", None)
    assert [r.threshold for r in again.rungs] == [40]
    assert again.guard is None and not again.baseline_is_guess
    assert tx.scalar(select(func.count()).select_from(rung)) == 1


def test_it_begins_once(tx: Tx, maya: Person, care: Team):
    goal = written(tx, maya, care)
    begun = drafts.start(tx, goal.id, "because")
    assert (begun.state, begun.started_because) == (GoalState.ACTIVE, "because")
    assert drafts.start(tx, goal.id, "again").started_because == "because"
    with pytest.raises(AssertionError):
        drafts.rewrite(tx, begun, DRAFT, team_id=None, baseline_is_guess=False)


def test_only_a_draft_is_thrown_away(tx: Tx, set_goal, maya: Person, care: Team):
    begun, draft = set_goal(maya), written(tx, maya, care)
    drafts.throw_away(tx, draft.id)
    drafts.throw_away(tx, begun.id)
    assert [goal.id for goal in ladders.owned(tx, [maya.id], tuple(GoalState))] == [begun.id]


def test_the_newest_draft_is_ones_own(tx: Tx, set_goal, maya: Person, tom: Person, care: Team):
    assert drafts.newest(tx, maya.id) is None
    written(tx, maya, care)
    newest = written(tx, maya, care)
    written(tx, tom, care)
    set_goal(maya)
    assert drafts.newest(tx, maya.id) == newest


def test_drafts_are_not_among_goals_under_way(tx: Tx, maya: Person, care: Team):
    written(tx, maya, care)
    assert ladders.owned(tx, [maya.id]) == []
    assert ladders.of_team(tx, care.id) == []


def test_answers_and_partner_of_a_report_come_back(tx: Tx, set_goal, maya: Person):
    goal = set_goal(maya)
    said = {"person_id": maya.id, "day": date(2026, 11, 23), "value": Decimal(30), "note": "",
            "confidence": "on_track", "now": NOW}  # fmt: skip
    kept = check_ins.save(tx, goal, **said, answers=4, partner=Decimal("87.5"))
    assert (kept.answers, kept.partner) == (4, Decimal("87.5"))
    kept = check_ins.save(tx, goal, **said)
    assert (kept.answers, kept.partner) == (None, None), "a correction corrects them too"
    ladders.set_partner(tx, goal.id, Decimal(87))
    assert ladders.by_id(tx, goal.id).partner_value == 87


def test_check_ins_since_a_day(tx: Tx, set_goal, maya: Person):
    one, other = set_goal(maya), set_goal(maya)
    for goal, day, value in ((one, 23, 1), (other, 24, 2), (one, 25, 3), (other, 20, 0)):
        check_ins.save(
            tx, goal, person_id=maya.id, day=date(2026, 11, day), value=Decimal(value),
            confidence="on_track", note="", now=NOW,
        )  # fmt: skip
    found = check_ins.since(tx, [one.id, other.id], date(2026, 11, 23))
    assert [c.value for c in found] == [1, 2, 3]
    assert check_ins.since(tx, [], date(2026, 11, 23)) == []
