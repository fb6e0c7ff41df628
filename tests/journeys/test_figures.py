"""Figures as people write them, from the sentence to the card."""

import pytest

from tests.support.people import Outcome, User
from tests.support.rungs import Rungs

WHY = {"Why it matters": "Nobody waits."}


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    return rungs.users["maya"]


def set_goal(maya: User, sentence: str, **changes: str) -> Outcome:
    return maya.start(maya.submit(maya.goal(f"new {sentence}"), {**WHY, **changes}))


def test_minutes_and_seconds_stand_in_the_form_as_they_were_said(maya):
    form = maya.goal("new Cut AHT from 7m20s to 6m by 18 December")
    fields = form.view.fields
    assert (fields["baseline"], fields["target"]) == ("7:20", "6:00")
    done = maya.start(maya.submit(form, WHY))
    assert "G-1 is set" in done.view.title
    assert "6:00 min" in maya.goal("show G-1").words


def test_minutes_and_seconds_are_said_so_wherever_they_are_told(rungs, maya):
    set_goal(maya, "Cut AHT from 7m20s to 6m by 18 December")
    told = maya.goal("checkin G-1 7:05 calmer")
    assert "7:05" in told.words and "425" not in told.words
    assert "7:05" in maya.goal("show G-1").words
    assert "7:05" in maya.goal("list").words
    assert "as minutes and seconds" in maya.goal("checkin G-1 lots").words
    assert "reached" in maya.goal("checkin G-1 5:59").words
    shouted = rungs.later(minutes=3)
    assert any("from 7:20" in message.words for message in shouted)


def test_what_is_to_hold_beside_the_goal_is_asked_for_with_it(maya):
    form = maya.goal("new Reply to 40 chats a day while keeping CSAT above 90%, by 18 Dec")
    assert "Beside it, CSAT at least 90%: I ask for that too" in form.words
    review = maya.submit(form, WHY)
    assert review.view.fields["partner"] == "CSAT at least 90%"
    maya.start(review)
    assert "CSAT" in maya.goal("show G-1").words


def test_points_or_percent_is_asked_and_to_is_left_empty(maya):
    form = maya.goal("new Cut abandon rate from 12% by 5% by 18 December")
    assert "5 points, to 7 %, or 5 % of 12 %, to 11.4 %?" in form.words
    assert form.view.fields["baseline"] == "12" and not form.view.fields["target"]
    assert "target" in maya.submit(form, WHY).errors


def test_a_range_takes_one_end_and_says_so(maya):
    form = maya.goal("new Reply to 40-45 chats a day, from 25, by 18 December")
    assert "40 or 45? To says 40 for now." in form.words
    assert form.view.fields["target"] == "40"


def test_a_number_of_two_readings_follows_ones_language(rungs, maya):
    form = maya.goal("new Raise our score from 1,125 to 1,234 by 18 December")
    assert "1,234 or 1.234? To says 1,234 for now." in form.words
    rungs.user("lena", locale="de-DE")
    form = rungs.users["lena"].goal("new Raise our score from 1,125 to 1,234 by 18 December")
    assert (form.view.fields["baseline"], form.view.fields["target"]) == ("1.1250", "1.2340")


def test_a_change_without_by_is_read_and_named(maya):
    form = maya.goal("new Cut handle time 10% by 18 December")
    assert "I read 10 % as how much it is to change by." in form.words
