"""The tree that one reader sees."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from goals.goal import Goal, GoalState, Tier
from goals.tree import Tree, plant
from tests.goals.making import goal

TODAY = date(2026, 11, 30)
ORG, TEAM = Tier.ORGANISATION, Tier.TEAM


def drawn(tree: Tree) -> list[tuple[int, int]]:
    return [(branch.depth, branch.goal.id) for branch in tree.aligned]


def test_each_goal_stands_under_what_it_adds_to():
    seen = [
        goal(4, parent_id=2), goal(1, tier=ORG), goal(3, parent_id=2),
        goal(2, tier=TEAM, parent_id=1), goal(5, tier=TEAM),
    ]  # fmt: skip
    assert drawn(plant(seen, {}, TODAY)) == [(0, 1), (1, 2), (2, 3), (2, 4), (0, 5)]


def test_a_persons_goal_that_adds_to_nothing_is_told_apart():
    tree = plant([goal(1), goal(2, is_personal=True), goal(3, parent_id=1)], {}, TODAY)
    assert drawn(tree) == [(0, 1), (1, 3)]
    tree = plant([goal(1), goal(2, is_personal=True)], {}, TODAY)
    assert [b.goal.id for b in tree.unaligned] == [1]
    assert [b.goal.id for b in tree.personal] == [2]


def test_a_goal_whose_parent_is_hidden_stands_at_the_top():
    tree = plant([goal(3, parent_id=2), goal(4, parent_id=3)], {}, TODAY)
    assert drawn(tree) == [(0, 3), (1, 4)]


def rollup_of(tree: Tree, goal_id: int) -> Decimal | None:
    [found] = [b.rollup for b in tree.aligned if b.goal.id == goal_id]
    return found and found.progress


def test_a_goal_that_is_reported_on_counts_as_reported_and_else_as_what_adds_to_it():
    seen = [
        goal(1, tier=ORG),
        goal(2, tier=TEAM, parent_id=1, value=25),
        goal(3, parent_id=2, value=40),
    ]
    assert rollup_of(plant(seen, {3: TODAY}, TODAY), 1) == 1
    assert rollup_of(plant(seen, {2: TODAY, 3: TODAY}, TODAY), 1) == 0


def test_a_teams_goal_that_nobody_works_on_is_named():
    def idle(*seen: Goal, reported: dict[int, date] | None = None) -> bool:
        return plant(seen, reported or {}, TODAY).aligned[0].is_idle

    ours = goal(1, tier=TEAM)
    assert idle(ours)
    assert not idle(ours, goal(2, parent_id=1))
    assert idle(ours, goal(2, parent_id=1, state=GoalState.REACHED))
    assert not idle(ours, reported={1: TODAY - timedelta(days=14)})
    assert idle(ours, reported={1: TODAY - timedelta(days=15)})
    assert not idle(goal(1, tier=TEAM, state=GoalState.REACHED))


forests = st.lists(st.none() | st.integers(1, 30), max_size=30).map(
    lambda parents: [
        goal(number, parent_id=parent, tier=TEAM if number % 3 else Tier.INDIVIDUAL)
        for number, parent in enumerate(parents, start=1)
    ]
)


@given(forests)
def test_every_goal_is_in_the_tree_once_whatever_the_links(seen: list[Goal]):
    tree = plant(seen, {}, TODAY)
    planted = [b.goal.id for b in (*tree.aligned, *tree.unaligned, *tree.personal)]
    assert sorted(planted) == [goal.id for goal in seen]


def test_a_long_chain_is_no_trouble():
    chain = [goal(n, parent_id=n - 1 or None) for n in range(1, 3001)]
    assert len(plant(chain, {}, TODAY).aligned) == 3000
