"""When somebody leaves Slack, what they held for a team is handed on."""

import pytest

from goals.goal import Combine, Goal, GoalState, Tier
from handlers import climb_together
from store import ladders
from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """Maya owns a goal of her team, which Tom leads; Boss is an admin."""
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    rungs.meet(rungs.user("boss", admin=True))
    rungs.seed_goal("maya", "Happy customers", tier=Tier.TEAM)
    rungs.seed_goal("maya", "Reply to 40 chats a day")
    return rungs.users["maya"]


def leaves(rungs: Rungs, *names: str) -> None:
    for name in names:
        user = rungs.slack.users[f"U{name.upper()}"]
        rungs.event("user_change", user={**user, "deleted": True})
    rungs.tick()


def goal(rungs: Rungs, number: int = 1) -> Goal:
    with rungs.deps.read() as tx:
        found = ladders.by_number(tx, 1, number)
    assert found
    return found


def told(who: User) -> list[str]:
    return [message.words for message in who.inbox]


def test_a_teams_goal_is_offered_to_its_lead_who_takes_it_over(rungs, maya):
    leaves(rungs, "maya")
    tom = rungs.users["tom"]
    [message] = tom.inbox
    assert "Maya has left Slack, and *Happy customers* G-1 was theirs" in message.words
    assert not told(rungs.users["ana"]) and not told(rungs.users["boss"])
    assert "is yours now" in tom.click(message, "Take it over").words
    assert goal(rungs).owner_id == tom.person.id
    assert "Happy customers" in tom.goal("list").words
    assert goal(rungs, 2).owner_id == maya.person.id, "what was hers alone stays hers"


def test_or_put_down_and_counts_in_no_sum(rungs, maya):
    leaves(rungs, "maya")
    tom = rungs.users["tom"]
    message = tom.inbox[0]
    tom.click(message, "Close it")
    assert goal(rungs).state is GoalState.DROPPED


def test_nobody_else_may_and_not_twice(rungs, maya):
    leaves(rungs, "maya")
    tom, ana = rungs.users["tom"], rungs.users["ana"]
    message = tom.inbox[0]
    assert "Only a lead" in ana.click(message, "Take it over", forged=True).words
    rungs.event("user_change", user=rungs.slack.users["UMAYA"])  # she is back
    assert "has ended already" in tom.click(message, "Take it over").words
    assert goal(rungs).owner_id == maya.person.id


def test_a_team_without_a_lead_is_an_admins_to_mend(rungs, maya):
    leaves(rungs, "maya", "tom")
    boss = rungs.users["boss"]
    assert any("The last lead of *Care* has left Slack" in words for words in told(boss))
    message = next(m for m in boss.inbox if "last lead" in m.words)
    assert "Care" in boss.click(message, "Name a lead").words


def test_what_several_climb_is_offered_to_their_lead_when_its_owner_leaves(rungs, maya):
    ana, tom = rungs.users["ana"], rungs.users["tom"]
    shared = rungs.seed_goal("maya", "Clear the backlog")
    with rungs.deps.begin() as tx:
        climb_together.share(tx, shared, maya.actor, Combine.SUM, [], rungs.now)
        climb_together.join(tx, ladders.by_id(tx, shared.id), ana.actor, rungs.now)
    leaves(rungs, "maya")
    offer = next(m for m in tom.inbox if "*Clear the backlog* G-3 was theirs" in m.words)
    assert "is yours now" in tom.click(offer, "Take it over").words
    assert goal(rungs, 3).owner_id == tom.person.id
    assert "Clear the backlog" in ana.goal("list").words, "she climbs on"
