"""Who climbs a shared goal, and that reading many costs no more than reading one."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from goals.goal import Combine, Goal, GoalState, Part
from goals.people import Person
from store import alignment, contributors, drafts, ladders, people
from store.database import Tx
from store.tables import Joining
from tests.store.conftest import NOW
from tests.support.databases import count_statements

SetGoal = Callable[..., Goal]


@pytest.mark.parametrize("how_many", [1, 30])
def test_shared_goals_take_one_statement_more_however_many(
    engine: Engine, tx: Tx, set_goal: SetGoal, maya: Person, tom: Person, how_many: int
):
    for _ in range(how_many):
        goal = contributors.share(tx, set_goal(maya), Combine.SUM, NOW)
        contributors.join(tx, goal, tom.id, NOW)
    for person in (maya, tom):
        with count_statements(engine) as sql:
            found = ladders.climbed(tx, person.id)
        assert len(sql) == 3, sql
        assert [goal.climbers for goal in found] == [(maya.id, tom.id)] * how_many
    assert ladders.owned(tx, [tom.id]) == []


def test_goals_of_ones_own_cost_nothing_more(
    engine: Engine, tx: Tx, set_goal: SetGoal, maya: Person
):
    goal = set_goal(maya)
    with count_statements(engine) as sql:
        assert ladders.climbed(tx, maya.id) == [goal]
    assert len(sql) == 2, sql
    assert not goal.is_shared and goal.parts == () and goal.climbers == (maya.id,)


def test_people_are_asked_join_say_no_and_leave(
    tx: Tx, set_goal: SetGoal, maya: Person, tom: Person
):
    goal = contributors.share(tx, set_goal(maya), Combine.AVERAGE, NOW)
    (asked,) = contributors.ask(tx, goal, [tom.id, tom.id], NOW)
    assert contributors.ask(tx, goal, [tom.id, maya.id], NOW) == []
    assert ladders.climbed(tx, tom.id) == []
    contributors.turn(tx, asked, Joining.DECLINED, NOW)
    later = NOW + timedelta(days=1)
    (again,) = contributors.ask(tx, goal, [tom.id], later)
    assert (again.id, again.since) == (asked.id, later)
    goal = contributors.join(tx, goal, tom.id, later)
    contributors.set_parts(tx, goal, {tom.id: Decimal(9)})
    contributors.turn(tx, again, Joining.LEFT, later)
    goal = ladders.by_id(tx, goal.id)
    assert goal.parts == (
        Part(maya.id, maya.name),
        Part(tom.id, tom.name, Decimal(9), has_left=True),
    )
    assert goal.climbers == (maya.id,)
    assert ladders.climbed(tx, tom.id) == []


def test_a_deactivated_contributor_climbs_no_more(
    tx: Tx, set_goal: SetGoal, maya: Person, tom: Person
):
    goal = contributors.share(tx, set_goal(maya), Combine.SUM, NOW)
    contributors.join(tx, goal, tom.id, NOW)
    people.deactivate(tx, tom.workspace_id, tom.user_id)
    assert ladders.by_id(tx, goal.id).climbers == (maya.id,)


def test_a_draft_is_thrown_away_with_those_it_would_have_asked(
    tx: Tx, set_goal: SetGoal, maya: Person, tom: Person
):
    goal = set_goal(maya)
    ladders.set_standing(tx, goal.id, goal.value, GoalState.DRAFT)
    goal = contributors.share(tx, ladders.by_id(tx, goal.id), Combine.SUM, NOW)
    contributors.ask(tx, goal, [tom.id], NOW)
    drafts.throw_away(tx, goal.id)
    assert contributors.of_goal(tx, goal.id) == []


def test_a_goal_of_another_team_stands_in_the_tree_of_who_climbs_it(
    tx: Tx, set_goal: SetGoal, maya: Person, known: Callable[..., Person]
):
    zoe = known("zoe")
    goal = contributors.share(tx, set_goal(maya), Combine.SUM, NOW)
    assert alignment.around(tx, people.actor_of(tx, zoe.id)) == []
    contributors.join(tx, goal, zoe.id, NOW)
    assert [g.id for g in alignment.around(tx, people.actor_of(tx, zoe.id))] == [goal.id]
