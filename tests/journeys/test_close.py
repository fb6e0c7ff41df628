"""A goal that no longer fits is put down without a fuss, and taken up again."""

import pytest

from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya", rungs=(30,))
    return rungs.users["maya"]


def test_a_closed_goal_is_not_asked_about_and_keeps_what_was_reached(rungs, maya):
    maya.goal("checkin G-1 31")
    rungs.later(minutes=3)
    said = maya.goal("close G-1")
    assert "closed at 31 of 40 chats a day. What you reached stays: rung 1 of 2." in said.words
    assert rungs.at("2026-11-24 09:30") == []
    assert "ended" in maya.goal("list").words


def test_the_days_message_follows(rungs, maya):
    rungs.at("2026-11-23 09:30")
    maya.goal("close G-1")
    rungs.tick()
    assert "Log today" not in maya.inbox[0].buttons


def test_it_can_be_taken_up_again(rungs, maya):
    maya.click(maya.goal("close G-1"), "Take it up again")
    assert len(rungs.at("2026-11-24 09:30")) == 1


def test_nobody_else_closes_it_and_no_goal_twice(rungs, maya):
    assert "belongs to somebody else" in rungs.users["tom"].goal("close G-1").words
    maya.goal("close G-1")
    assert "has ended already" in maya.goal("close G-1").words
    assert "has ended already" in maya.goal("checkin G-1 40").words


def test_a_closed_goal_stays_closed_whatever_is_reported_on_it_today(rungs, maya):
    maya.goal("checkin G-1 28")
    maya.goal("close G-1")
    assert "has ended already" in maya.goal("checkin G-1 29").words
    assert "*Ended*" in maya.goal("list").words
    assert "Correct" not in maya.goal("show G-1").buttons
