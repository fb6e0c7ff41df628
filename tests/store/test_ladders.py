"""Goals with their rungs, as they are kept, found and climbed."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from goals.draft import Step
from goals.goal import CheckIn, Confidence, Goal, GoalState, MeasureKind, Tier, Visibility
from goals.people import Person, Team, Workspace
from store import alignment, check_ins, ladders, people
from store.database import Tx
from tests.store.conftest import NOW
from tests.support.databases import count_statements

TODAY = NOW.date()

SetGoal = Callable[..., Goal]


def report(tx: Tx, goal: Goal, value: int, day: date = TODAY) -> CheckIn:
    return check_ins.save(
        tx,
        goal,
        person_id=goal.owner_id,
        day=day,
        value=Decimal(value),
        confidence=Confidence.ON_TRACK,
        note="",
        now=NOW,
    )


def test_a_goal_is_kept_as_it_was_written(tx: Tx, set_goal: SetGoal, maya: Person, care: Team):
    steps = (Step(Decimal(30), "Warm", date(2026, 12, 1)), Step(Decimal(40)))
    goal = set_goal(maya, steps=steps, visibility=Visibility.LEADS)
    assert (goal.key, goal.owner_id, goal.team_id) == ("G-1", maya.id, care.id)
    assert (goal.statement, goal.purpose) == ("Reply to 40 chats a day", "Nobody waits")
    assert (goal.measure.kind, goal.measure.unit) == (MeasureKind.NUMBER, "chats a day")
    assert (goal.baseline, goal.value, goal.target) == (25, 25, 40)
    assert (goal.start, goal.due) == (date(2026, 11, 23), date(2026, 12, 18))
    assert (goal.tier, goal.state, goal.visibility) == (
        Tier.INDIVIDUAL,
        GoalState.ACTIVE,
        Visibility.LEADS,
    )
    first, top = goal.rungs
    assert (first.position, first.threshold, first.name) == (1, 30, "Warm")
    assert (first.due, top.position, top.threshold) == (date(2026, 12, 1), 2, 40)
    assert not first.is_reached and not first.is_private
    assert ladders.by_id(tx, goal.id) == goal


def test_keys_count_up_in_each_workspace(tx: Tx, set_goal: SetGoal, known, maya: Person):
    elsewhere = people.ensure_workspace(tx, "T2")
    stranger = known("ana", workspace=elsewhere)
    keys = [set_goal(maya).key, set_goal(maya).key, set_goal(stranger, team=None).key]
    assert keys == ["G-1", "G-2", "G-1"]
    theirs = ladders.by_number(tx, elsewhere.id, 1)
    assert theirs and theirs.owner_id == stranger.id
    assert ladders.by_number(tx, elsewhere.id, 2) is None


def test_a_goal_of_another_workspace_is_not_found(
    tx: Tx, set_goal: SetGoal, maya: Person, workspace: Workspace
):
    elsewhere = people.ensure_workspace(tx, "T2")
    goal = set_goal(maya)
    assert ladders.hold(tx, elsewhere.id, goal.id) is None
    assert ladders.hold(tx, workspace.id, goal.id) == goal
    assert ladders.of_rung(tx, elsewhere.id, goal.rungs[0].id) is None
    assert ladders.of_rung(tx, workspace.id, goal.rungs[0].id) == goal


def test_a_goal_that_goes_nowhere_is_refused(set_goal: SetGoal, maya: Person):
    with pytest.raises(IntegrityError):
        set_goal(maya, baseline=Decimal(40))


def test_mine_come_by_due_date_and_only_while_they_are_active(
    tx: Tx, set_goal: SetGoal, maya: Person, tom: Person
):
    late = set_goal(maya)
    soon = set_goal(maya, due=date(2026, 12, 1))
    done = set_goal(maya)
    ladders.set_standing(tx, done.id, Decimal(40), GoalState.REACHED)
    set_goal(tom)
    assert [g.key for g in ladders.owned(tx, [maya.id])] == [soon.key, late.key]
    reached = ladders.owned(tx, [maya.id], [GoalState.REACHED])
    assert [(g.key, g.value) for g in reached] == [(done.key, 40)]
    assert ladders.owned(tx, []) == []


def test_a_teams_goals_are_those_that_belong_to_it(
    tx: Tx, set_goal: SetGoal, maya: Person, tom: Person, care: Team
):
    goals = [set_goal(maya), set_goal(tom)]
    set_goal(maya, team=None)
    assert ladders.of_team(tx, care.id) == goals
    assert ladders.by_ids(tx, [goals[1].id, 99]) == {goals[1].id: goals[1]}


def test_a_goal_adds_to_its_parent(tx: Tx, set_goal: SetGoal, maya: Person):
    parent, child = set_goal(maya), set_goal(maya)
    alignment.set_parent(tx, child.id, parent.id)
    assert ladders.by_id(tx, child.id).parent_id == parent.id
    alignment.set_parent(tx, child.id, None)
    assert ladders.by_id(tx, child.id).parent_id is None


def test_a_rung_is_reached_once(tx: Tx, set_goal: SetGoal, maya: Person):
    goal = set_goal(maya, rungs=(30, 35))
    first = report(tx, goal, 31)
    ladders.reach(tx, goal.rungs[:1], by=first, now=NOW, private=False)
    second = report(tx, goal, 36, NOW.date() + timedelta(days=1))
    later = NOW + timedelta(days=1)
    ladders.reach(tx, goal.rungs[:2], by=second, now=later, private=True)
    low, middle, top = ladders.by_id(tx, goal.id).rungs
    assert (low.reached_at, low.reached_by, low.is_private) == (NOW, first.id, False)
    assert (middle.reached_at, middle.reached_by, middle.is_private) == (later, second.id, True)
    assert not top.is_reached


def test_what_was_reached_by_mistake_is_taken_back_whole(tx: Tx, set_goal: SetGoal, maya: Person):
    goal = set_goal(maya)
    said = report(tx, goal, 40)
    ladders.reach(tx, goal.rungs, by=said, now=NOW, private=False)
    ladders.keep_private(tx, goal.rungs)
    assert ladders.by_id(tx, goal.id).rungs[0].is_private
    ladders.unreach(tx, goal.rungs)
    assert ladders.by_id(tx, goal.id).rungs == goal.rungs
    check_ins.remove(tx, said.id)  # no rung points at it any more
    assert check_ins.of_goal(tx, goal.id) == []


def test_a_teams_latest_rungs_come_newest_first_without_private_ones(
    tx: Tx, set_goal: SetGoal, maya: Person, tom: Person, care: Team
):
    mine, his, quiet = set_goal(maya, rungs=(30, 35)), set_goal(tom), set_goal(maya)
    for goal, rungs, hours, private in (
        (mine, mine.rungs[:2], 0, False),
        (his, his.rungs, 1, False),
        (quiet, quiet.rungs, 2, True),
    ):
        said = report(tx, goal, 35)
        at = NOW + timedelta(hours=hours)
        ladders.reach(tx, rungs, by=said, now=at, private=private)
    latest = ladders.latest_reached(tx, care.id, 2)
    assert [(g.key, r.position) for g, r in latest] == [(his.key, 1), (mine.key, 2)]
    assert len(ladders.latest_reached(tx, care.id, 10)) == 3
    assert ladders.latest_reached(tx, care.id + 1, 10) == []


@pytest.mark.parametrize("how_many", [1, 40])
def test_goals_are_read_in_two_statements_however_many(
    engine: Engine, tx: Tx, set_goal: SetGoal, maya: Person, care: Team, how_many: int
):
    goals = [set_goal(maya, rungs=(28, 30, 35)) for _ in range(how_many)]
    said = report(tx, goals[0], 30)
    for goal in goals:
        ladders.reach(tx, goal.rungs[:2], by=said, now=NOW, private=False)
    for read, statements in (
        (lambda: ladders.owned(tx, [maya.id]), 2),
        (lambda: ladders.of_team(tx, care.id), 2),
        (lambda: ladders.by_ids(tx, [goal.id for goal in goals]), 2),
        (lambda: ladders.by_number(tx, maya.workspace_id, 1), 2),
        (lambda: ladders.latest_reached(tx, care.id, 100), 3),
        (lambda: check_ins.on_day(tx, maya.id, NOW.date()), 1),
        (
            lambda: check_ins.latest_before(
                tx, goals[0].owner_id, [g.id for g in goals], NOW.date()
            ),
            1,
        ),
    ):
        with count_statements(engine) as sql:
            read()
        assert len(sql) == statements, sql
    assert len(ladders.owned(tx, [maya.id])) == how_many


def test_a_check_in_of_the_same_day_corrects_the_first(tx: Tx, set_goal: SetGoal, maya: Person):
    goal = set_goal(maya)
    first, second = report(tx, goal, 31), report(tx, goal, 33)
    assert second.id == first.id
    assert [c.value for c in check_ins.of_goal(tx, goal.id)] == [33]
    tomorrow = NOW.date() + timedelta(days=1)
    assert check_ins.on_day(tx, maya.id, NOW.date()) == {goal.id: second}
    assert check_ins.on_day(tx, maya.id, tomorrow) == {}
    assert check_ins.latest_before(tx, goal.owner_id, [goal.id], tomorrow) == {goal.id: second}
    assert check_ins.latest_before(tx, goal.owner_id, [goal.id], NOW.date()) == {}


def test_a_blocker_is_raised_taken_and_answered_once(
    tx: Tx, set_goal: SetGoal, maya: Person, tom: Person
):
    said = report(tx, set_goal(maya), 31)
    raised = check_ins.raise_blocker(tx, maya.workspace_id, said)
    assert check_ins.raise_blocker(tx, maya.workspace_id, said) == raised
    blocker = check_ins.blocker_of(tx, said.id)
    assert blocker
    assert check_ins.take_blocker(tx, blocker.id, tom.id)
    assert not check_ins.take_blocker(tx, blocker.id, maya.id)
    answer = {"person_id": tom.id, "now": NOW}
    assert check_ins.answer_blocker(tx, blocker.id, answer="Ask IT", **answer)
    assert not check_ins.answer_blocker(tx, blocker.id, answer="Never mind", **answer)
    kept = check_ins.blocker_by_id(tx, maya.workspace_id, blocker.id)
    assert kept and (kept.taken_by, kept.answer, kept.answered_at) == (tom.id, "Ask IT", NOW)
    elsewhere = people.ensure_workspace(tx, "T2")
    assert check_ins.blocker_by_id(tx, elsewhere.id, blocker.id) is None


def test_a_person_cheers_a_rung_once(tx: Tx, set_goal: SetGoal, maya: Person, tom: Person):
    goal = set_goal(maya, rungs=(30,))
    low, top = (rung.id for rung in goal.rungs)
    assert check_ins.add_cheer(tx, maya.workspace_id, low, tom.id)
    assert not check_ins.add_cheer(tx, maya.workspace_id, low, tom.id)
    assert check_ins.add_cheer(tx, maya.workspace_id, low, maya.id)
    counts = check_ins.cheers(tx, [low, top])
    assert (counts[low], counts[top]) == (2, 0)
