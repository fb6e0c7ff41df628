"""A number counts when enough people gave it, and when its partner did not suffer for it."""

import pytest

from tests.support.people import Outcome, User
from tests.support.rungs import Rungs

WHY = {"Why it matters": "People stay with us."}


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    return rungs.users["maya"]


def set_goal(maya: User, sentence: str, rungs: str, **also: str) -> Outcome:
    review = maya.submit(maya.goal(f"new {sentence}"), {"Rungs": rungs, **WHY})
    assert review.view.title == "Ready to start"
    return maya.submit(review, also)


@pytest.fixture
def csat(maya: User) -> User:
    """A percentage that counts from 30 answers on: 80 → 90, with a rung at 85."""
    set_goal(maya, "Raise CSAT from 80% to 90% by 18 December", "85", answers="30")
    return maya


@pytest.fixture
def speed(maya: User) -> User:
    """Handle time from 8 to 6 minutes, with a rung at 7, while CSAT is at least 85 %."""
    sentence = "Cut handle time from 8 to 6 minutes by 18 December"
    set_goal(maya, sentence, "7", partner="CSAT at least 85%")
    return maya


def in_channel(rungs: Rungs) -> list[str]:
    rungs.later(minutes=3)
    return [message.words for message in rungs.slack.messages("CCARE")]


def test_four_of_four_could_be_luck_and_reaches_no_rung(rungs, csat):
    said = csat.goal("checkin G-1 100% of 4")
    assert "Rungs 1 and 2 wait: 4 of 4 could be luck: about 51–100 %" in said.words
    assert "It counts from 30 answers." in said.words
    assert "reached" not in said.text
    assert in_channel(rungs) == [], "luck is not cheered"
    assert "▰▰▰▰▰▰▰▰▰▱" in csat.goal("show G-1").words, "the bar is not full before the top is"


def test_a_bad_day_of_few_answers_is_no_setback_either(rungs, csat):
    said = csat.goal("checkin G-1 50 from 4")
    assert "2 of 4 could be luck: about 15–85 %" in said.words
    assert "wait" not in said.words


def test_a_share_that_is_no_whole_number_of_answers_is_said_as_it_is(rungs, csat):
    assert "95 % of 4 answers could be luck: about" in csat.goal("checkin G-1 95 of 4").words


def test_enough_answers_reach_the_rung(rungs, csat):
    csat.goal("checkin G-1 86 of 4")
    said = csat.goal("checkin G-1 86 of 40 answers, a good week")
    assert "Rung 1 of 2 reached" in said.words and "luck" not in said.words
    assert "“a good week”" in said.words
    assert len(in_channel(rungs)) == 1


def test_without_the_number_of_answers_it_waits_and_asks(rungs, csat):
    said = csat.goal("checkin G-1 86")
    assert "Rung 1 waits: From how many answers is it?" in said.words
    form = csat.click(said, "Correct")
    assert form.view.labels["answers"] == "From how many answers"
    assert "From 30 on, it counts for a rung." in form.words
    refused = csat.submit(form, answers="a few")
    assert "number of answers" in refused.errors["answers"]
    assert csat.submit(form, answers="30").closed
    assert len(in_channel(rungs)) == 1


def test_the_days_form_asks_and_yesterdays_answer_is_repeated_whole(rungs, csat):
    rungs.at("2026-11-23 09:30")
    form = csat.click(csat.inbox[-1], "Log", near="G-1")
    assert csat.submit(form, value="82", answers="40").closed
    rungs.at("2026-11-24 09:30")
    csat.click(csat.inbox[-1], "Same: 82")
    form = csat.click(csat.inbox[-1], "Correct")
    assert (form.view.fields["value"], form.view.fields["answers"]) == ("82", "40")


def test_a_number_of_few_answers_is_not_held_against_the_pace(rungs, csat):
    rungs.at("2026-12-16 12:00")
    csat.goal("checkin G-1 70 of 3")
    rungs.at("2026-12-17 09:30")
    assert "It is due" not in csat.inbox[-1].words
    csat.goal("checkin G-1 70 of 50")
    rungs.at("2026-12-18 09:30")
    assert "It is due today." in csat.inbox[-1].words


def test_what_is_no_percentage_says_so_without_an_interval(rungs, maya):
    sentence = "Quality score of 4.5 out of 5, from 4, by 18 December"
    set_goal(maya, sentence, "4.2", answers="20")
    said = maya.goal("checkin G-1 4.6 from 3")
    assert "4.6 from 3 answers may be luck. It counts from 20 answers." in said.words


def test_a_rung_waits_while_the_partner_is_under_its_floor(rungs, speed):
    said = speed.goal("checkin G-1 7, CSAT 80%")
    assert "Rung 1 waits: CSAT is at 80 %, under its 85 %." in said.words
    assert in_channel(rungs) == []
    rungs.at("2026-11-24 12:00")
    said = speed.goal("checkin G-1 7")
    assert "Rung 1 waits: CSAT is at 80 %" in said.words, "the latest that is known"
    rungs.at("2026-11-25 12:00")
    said = speed.goal("checkin G-1 7, CSAT 88%")
    assert "Rung 1 of 2 reached" in said.words and "waits" not in said.words
    assert len(in_channel(rungs)) == 1


def test_a_partner_that_gives_way_takes_nothing_back(rungs, speed):
    speed.goal("checkin G-1 7, CSAT 88%")
    rungs.later(minutes=3)
    rungs.at("2026-11-24 12:00")
    said = speed.goal("checkin G-1 7, CSAT 70%")
    assert "CSAT is at 70 %, under its 85 %" in said.words
    assert "●  1. 7 minutes · reached" in speed.goal("show G-1").words


def test_nobody_said_where_the_partner_stands(rungs, speed):
    said = speed.goal("checkin G-1 7")
    assert "It counts with CSAT at 85 % or more. Where does CSAT stand?" in said.words
    form = speed.click(said, "Correct")
    assert form.view.labels["partner"] == "CSAT today"
    assert "read" in speed.submit(form, partner="fine").errors["partner"]
    assert speed.submit(form, partner="85%").closed
    assert len(in_channel(rungs)) == 1


def test_taking_the_report_back_takes_the_partner_back(rungs, speed):
    speed.goal("checkin G-1 7.5, CSAT 88%")
    rungs.at("2026-11-24 12:00")
    said = speed.goal("checkin G-1 7, CSAT 90%")
    speed.click(said, "Undo")
    form = speed.click(speed.goal(""), "Log")
    assert "Last: 88 %." in form.words


def test_both_reasons_are_told(rungs, maya):
    sentence = "Raise CSAT from 80% to 90% by 18 December"
    set_goal(maya, sentence, "", answers="30", partner="handle time at most 6 minutes")
    said = maya.goal("checkin G-1 100 of 4, handle time 7 minutes")
    assert "The target waits: 4 of 4 could be luck" in said.words
    assert "handle time is at 7 minutes, over its 6 minutes." in said.words


def test_a_goal_without_them_asks_nothing_more(rungs, maya):
    rungs.seed_goal("maya")
    form = maya.click(maya.goal(""), "Log")
    assert set(form.view.labels) == {"value", "confidence", "note"}
