"""What is said to somebody who has left Slack: who says it hears that nobody reads it."""

import pytest

from tests.support.people import User
from tests.support.rungs import Rungs
from tests.support.screens import Message

KIND = "Your macros saved my Monday."


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    rungs.seed_goal("maya")
    rungs.at("2026-11-23 09:30")
    return rungs.users["maya"]


def leaves(rungs: Rungs, name: str) -> None:
    user = rungs.slack.users[f"U{name.upper()}"]
    rungs.event("user_change", user={**user, "deleted": True})
    rungs.tick()


def said(who: User, words: str) -> Message:
    return next(message for message in who.inbox if words in message.words)


def test_neither_thanks_nor_an_answer_go_to_who_has_left(rungs, maya):
    rungs.users["ana"].goal(f"feedback @maya {KIND}")
    rungs.later(minutes=2)
    given = said(maya, KIND)
    form = maya.click(given, "Answer")
    leaves(rungs, "ana")
    for button in ("feedback.thank", "Answer"):
        assert "Ana has left Slack and would never read it." in maya.click(given, button).words
    refused = maya.submit(form, {"words": "Gladly."})
    assert "Nothing was sent." in refused.errors["words"], "the form keeps the words"


def test_a_lead_who_answers_somebody_who_has_left_reads_that(rungs, maya):
    tom = rungs.users["tom"]
    maya.goal("checkin G-1 blocked no access")
    maya.submit(maya.goal("input Please a second screen"), named="named")
    rungs.later(minutes=2)
    blocked, asked = said(tom, "no access"), said(tom, "second screen")
    leaves(rungs, "maya")
    for message in (blocked, asked):
        form = tom.click(message, "Answer")
        sent = tom.submit(form, {"words": "It is on its way."})
        assert "Maya has left Slack and does not read it; it is kept." in sent.words
