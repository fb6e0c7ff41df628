"""A second goal on a measure is pointed out where it is set or proposed, and never stopped."""

import pytest

from goals.goal import Visibility
from tests.support.people import User
from tests.support.rungs import Rungs

SENTENCE = "Reply to 33 chats a day in the sale, from 29, by 18 December"
WHY = {"Why it matters": "The sale doubles our queue."}
POINTED_OUT = "already have G-1 on chats a day: Reply to 40 chats a day."


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    return rungs.users["maya"]


def test_the_review_says_so_and_the_goal_starts_all_the_same(rungs, maya):
    review = maya.submit(maya.goal(f"new {SENTENCE}"), WHY)
    assert f"You {POINTED_OUT} One goal with more rungs may do: `/goal revise G-1`" in review.words
    assert maya.start(review).view.title == "G-2 is set"


def test_a_goal_on_another_measure_is_not(rungs, maya):
    review = maya.submit(maya.goal("new Take 33 calls a day, from 29, by 18 December"), WHY)
    assert "already have" not in review.words


def test_who_proposes_and_who_is_asked_read_it(rungs, maya):
    tom = rungs.users["tom"]
    sent = tom.submit(tom.goal(f"propose @maya {SENTENCE}"), WHY)
    assert "Maya already has G-1 on chats a day" in sent.words
    rungs.tick()
    assert f"You {POINTED_OUT}" in maya.inbox[-1].words
    assert "Accept" in maya.inbox[-1].buttons


def test_a_goal_that_only_its_owner_sees_is_pointed_out_to_its_owner_alone(rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya", visibility=Visibility.ME)
    maya, tom = rungs.users["maya"], rungs.users["tom"]
    sent = tom.submit(tom.goal(f"propose @maya {SENTENCE}"), WHY)
    assert "already has" not in sent.words
    rungs.tick()
    assert f"You {POINTED_OUT}" in maya.inbox[-1].words
    listed = tom.click(tom.goal("propose"), "Look at it")
    assert "already has" not in listed.words
