"""Rungs offers a smaller step by itself: to the owner, once, and takes no for an answer."""

import pytest

from goals.goal import Visibility
from store import ladders
from tests.support.people import User
from tests.support.rungs import Rungs

ASKED = "A smaller next step?"


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya", rungs=(35,))
    return rungs.users["maya"]


def goal(rungs: Rungs):
    with rungs.deps.read() as tx:
        found = ladders.by_number(tx, rungs.users["maya"].person.workspace_id, 1)
    assert found
    return found


def at_risk(rungs: Rungs, maya: User, *days: str) -> None:
    for day in days:
        rungs.at(f"2026-11-{day} 09:30")
        form = maya.click(maya.inbox[-1], "Log")
        maya.submit(form, value="31", confidence="At risk")


def test_three_times_at_risk_brings_the_offer_into_the_days_message(rungs, maya):
    at_risk(rungs, maya, "23", "24")
    assert ASKED not in maya.inbox[-1].words
    at_risk(rungs, maya, "25")
    told = maya.inbox[-1]
    assert f"Three times at risk. {ASKED}" in told.words
    assert {"Smaller rung: 33", "A week more", "No, thanks"} <= set(told.buttons)
    assert len(maya.inbox) == 3, "no message of its own"


def test_a_smaller_rung_is_a_revision_that_says_who_reads_it_and_what_it_made(rungs, maya):
    at_risk(rungs, maya, "23", "24", "25")
    told = maya.inbox[-1]
    assert "Your leads read of it if you take one." in told.words, "before it is pressed"
    taken = maya.click(told, "Smaller rung: 33")
    assert "Added a rung: 33 by Fri 4 Dec (before 35)." in taken.answer.words
    assert "Your leads are told." in taken.answer.words
    assert [f"{r.threshold:f}" for r in goal(rungs).rungs] == ["33", "35", "40"]
    assert (
        "31 today → 33 by Fri 4 Dec (rung 1 of 3) · top 40 chats a day" in told.words
        and ASKED not in told.words
    )
    card = maya.goal("show G-1").words
    assert "Revised Wed 25 Nov: added a rung: 33 by Fri 4 Dec (before 35).\n" in card + "\n"
    assert "in a row" not in card, "no words are put into her mouth"
    rungs.tick()
    told = rungs.users["tom"].inbox[-1].words
    assert "*Maya* revised *Reply to 40 chats a day* G-1. Added a rung: 33" in told
    assert "“" not in told


def test_of_a_goal_that_is_mine_alone_nobody_reads(rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya", rungs=(35,), visibility=Visibility.ME)
    maya = rungs.users["maya"]
    at_risk(rungs, maya, "23", "24", "25")
    assert ASKED in maya.inbox[-1].words and "Your leads read" not in maya.inbox[-1].words
    taken = maya.click(maya.inbox[-1], "Smaller rung: 33")
    assert "Nobody else was told." in taken.answer.words
    rungs.tick()
    assert rungs.users["tom"].inbox == []


def test_a_week_more(rungs, maya):
    maya.submit(maya.goal("revise G-1"), rungs="35 by 4 Dec", reason="A date.")
    at_risk(rungs, maya, "23", "24", "25")
    maya.click(maya.inbox[-1], "A week more")
    assert str(goal(rungs).due) == "2026-12-25"
    assert str(goal(rungs).rungs[0].due) == "2026-12-11"


def test_no_thanks_is_the_end_of_it(rungs, maya):
    at_risk(rungs, maya, "23", "24", "25")
    maya.click(maya.inbox[-1], "No, thanks")
    assert ASKED not in maya.inbox[-1].words
    assert "Revised" not in maya.goal("show G-1").words
    at_risk(rungs, maya, "26", "27")
    assert ASKED not in maya.inbox[-1].words
    assert ASKED not in maya.goal("show G-1").words


def test_left_unanswered_it_is_not_asked_again_the_next_day(rungs, maya):
    at_risk(rungs, maya, "23", "24", "25", "26")
    assert ASKED not in maya.inbox[-1].words


def test_a_double_click_makes_one_rung(rungs, maya):
    at_risk(rungs, maya, "23", "24", "25")
    rungs.again(maya.click(maya.inbox[-1], "Smaller rung: 33"))
    assert len(goal(rungs).rungs) == 3


def test_a_report_that_is_corrected_takes_the_offer_back(rungs, maya):
    at_risk(rungs, maya, "23", "24", "25")
    form = maya.click(maya.inbox[-1], "Correct")
    maya.submit(form, confidence="On track")
    assert ASKED not in maya.inbox[-1].words
    form = maya.click(maya.inbox[-1], "Correct")
    maya.submit(form, confidence="At risk")
    assert ASKED in maya.inbox[-1].words


def test_on_track_in_between_starts_the_count_anew(rungs, maya):
    at_risk(rungs, maya, "23", "24")
    rungs.at("2026-11-25 09:30")
    maya.goal("checkin G-1 31")
    at_risk(rungs, maya, "26", "27")
    assert ASKED not in rungs.slack.ever_shown_to("UMAYA")


def test_two_weeks_behind_the_plan(rungs, maya):
    for day in ("2026-11-24", "2026-11-30", "2026-12-04"):
        rungs.at(f"{day} 10:00")
        assert ASKED not in maya.goal("checkin G-1 25").words
    rungs.at("2026-12-08 10:00")
    said = maya.goal("checkin G-1 26")
    assert "don't go together so far. A smaller next step?" in said.words
    maya.click(said, "Smaller rung: 30")
    assert [f"{r.threshold:f}" for r in goal(rungs).rungs] == ["30", "35", "40"]


def test_nobody_else_hears_of_the_offer_or_answers_it(rungs, maya):
    at_risk(rungs, maya, "23", "24", "25")
    tom = rungs.users["tom"]
    tom.goal("show G-1")
    assert ASKED not in rungs.slack.ever_shown_to("UTOM")
    refused = tom.click(maya.inbox[-1], "A week more", forged=True)
    assert "belongs to somebody else" in refused.words
    assert str(goal(rungs).due) == "2026-12-18"
