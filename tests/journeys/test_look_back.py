"""Looking back: at a goal's own rhythm, in the day's message; for the leads in one of their own."""

import pytest

from goals.cadence import Rhythm, RhythmKind
from goals.goal import GoalState, Visibility
from store import ladders
from tests.support.people import User
from tests.support.rungs import Rungs

BACK = "Last week"


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya", "ben"])
    rungs.seed_goal("maya", rungs=(30, 35))
    return rungs.users["maya"]


def digests(rungs: Rungs, name: str = "tom"):
    return [m for m in rungs.users[name].inbox if "Looking back" in m.words]


def test_on_monday_the_days_message_looks_back_at_the_week(rungs, maya):
    maya.goal("checkin G-1 28")
    rungs.at("2026-11-25 09:30")
    maya.goal("checkin G-1 31")
    for day in ("27", "30"):
        rungs.at(f"2026-11-{day} 09:30")
    told = maya.inbox[-1]
    assert "*Last week* · *Reply to 40 chats a day* G-1" in told.words
    assert "From 25 to 31 chats a day · rung 1 reached" in told.words
    assert {"Still right", "Revise", "Close"} <= set(told.buttons)
    assert BACK not in maya.inbox[-2].words
    rungs.at("2026-12-01 09:30")
    assert BACK not in maya.inbox[-1].words
    assert len(maya.inbox) == 4, "one message a day, as ever"


def test_still_right_is_one_click(rungs, maya):
    rungs.at("2026-11-30 09:30")
    told = maya.inbox[-1]
    maya.click(told, "Still right")
    assert "✓ Still right." in told.words
    assert "Still right" not in told.buttons and "Log" in told.buttons


def test_revise_and_close_start_from_there(rungs, maya):
    rungs.seed_goal("maya", "Write an article a week")
    rungs.at("2026-11-30 09:30")
    told = maya.inbox[-1]
    form = maya.click(told, "Revise", near="*Last week* · *Reply")
    maya.submit(form, {"To": "38"}, reason="Slower tool.")
    assert "✓ Revised since." in told.words
    asked = maya.click(told, "Close", near="*Last week* · *Write")
    maya.click(asked, "Done")
    rungs.tick()
    assert "Write an article a week" not in told.words


def test_away_on_monday_it_comes_on_the_day_she_is_back(rungs, maya):
    maya.goal("away 30 Nov to 1 Dec")
    rungs.at("2026-11-30 09:30")
    assert maya.inbox == []
    rungs.at("2026-12-02 09:30")
    assert BACK in maya.inbox[-1].words


def test_a_goal_that_began_on_thursday_has_no_week_to_look_back_at(rungs, maya):
    rungs.at("2026-11-27 09:30")
    rungs.seed_goal("maya", "Praise a colleague")
    rungs.at("2026-11-30 09:30")
    assert "*Last week* · *Praise" not in maya.inbox[-1].words
    rungs.at("2026-12-07 09:30")
    assert "*Last week* · *Praise" in maya.inbox[-1].words


def test_who_is_asked_nothing_that_day_looks_back_all_the_same(rungs):
    rungs.seed_team("Care", lead="tom", members=["ben"])
    rungs.seed_goal("ben", rhythm=Rhythm(RhythmKind.WEEKLY, frozenset({4})))
    [told, _] = rungs.at("2026-11-30 09:30")
    assert BACK in told.words and "Log" not in told.buttons
    assert "Time to look back." in told.text
    rungs.at("2026-11-30 13:00")
    assert len(rungs.users["ben"].inbox) == 1, "no reminder of it"


def test_how_often_is_its_owners_to_choose(rungs, maya):
    shown = maya.goal("review G-1")
    assert "This week" in shown.words and "No report" in shown.words
    maya.click(shown, "Look back every month")
    rungs.at("2026-11-30 09:30")
    assert BACK not in maya.inbox[-1].words
    rungs.at("2026-12-01 09:30")
    assert "*November*" not in maya.inbox[-1].words, "it began after the middle of November"
    with rungs.deps.read() as tx:
        assert ladders.by_number(tx, maya.person.workspace_id, 1).review == "month"
    maya.click(maya.goal("review"), "Look back every week")
    rungs.at("2026-12-07 09:30")
    assert BACK in maya.inbox[-1].words


def test_never_is_never(rungs, maya):
    maya.click(maya.goal("review G-1"), "Look back never")
    rungs.at("2026-11-30 09:30")
    assert BACK not in maya.inbox[-1].words and digests(rungs) == []


def test_a_month_is_looked_back_at_on_its_next_first_working_day(rungs):
    rungs.at("2026-11-02 08:00", tick=False)
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya", rungs=(30,), due="2027-03-31")
    maya = rungs.users["maya"]
    maya.click(maya.goal("review G-1"), "Look back every month")
    rungs.at("2026-11-10 09:30")
    maya.goal("checkin G-1 31")
    rungs.at("2026-12-01 09:30")
    assert "*November*" in maya.inbox[-1].words
    assert "From 25 to 31 chats a day · rung 1 reached" in maya.inbox[-1].words


def test_the_lead_gets_one_message_for_all_that_they_may_see(rungs, maya):
    rungs.seed_goal("ben", "Solve it at once")
    rungs.seed_goal("ben", "Only mine", visibility=Visibility.ME)
    rungs.seed_goal("ben", "For my leads", visibility=Visibility.LEADS)
    rungs.users["maya"].goal("checkin G-1 31 a note of mine")
    rungs.at("2026-11-30 09:30")
    [told] = digests(rungs)
    assert "3 goals of your people that you can see" in told.words
    moved, _, stayed = told.words.partition("What stayed")
    assert (
        "Reply to 40 chats a day G-1\nLast week: from 25 to 31 chats a day · rung 1 reached"
        in moved
    )
    assert "Solve it at once" in stayed and "For my leads" in stayed and "no report" in stayed
    assert "Only mine" not in told.words and "a note of mine" not in told.words
    assert "Only mine" not in rungs.slack.ever_shown_to("UTOM")
    card = rungs.users["tom"].click(told, "Show", near="Solve it at once")
    assert "Solve it at once" in card.words
    rungs.at("2026-12-01 09:30")
    assert len(digests(rungs)) == 1
    assert digests(rungs, "ben") == []


def test_a_lead_is_told_at_their_own_time_and_never_on_a_day_off(rungs, maya):
    tom = rungs.users["tom"]
    tom.goal("schedule Mon-Fri 11:00")
    rungs.at("2026-11-30 09:30")
    assert digests(rungs) == []
    rungs.at("2026-11-30 11:00")
    assert len(digests(rungs)) == 1
    tom.goal("away 7 Dec")
    rungs.at("2026-12-07 11:00")
    assert len(digests(rungs)) == 1
    rungs.at("2026-12-08 11:00")
    assert len(digests(rungs)) == 2


def test_what_nobody_looked_at_is_listed_to_the_lead_once(rungs, maya):
    rungs.seed_goal("ben", "Solve it at once", due="2027-02-26")
    rungs.at("2026-11-30 09:30")
    assert "Not looked back at" not in digests(rungs)[-1].words
    ben = rungs.users["ben"]
    ben.click(ben.inbox[-1], "Still right")

    rungs.at("2026-12-07 09:30")
    overdue = digests(rungs)[-1].words.partition("Not looked back at the time before")[2]
    assert "Reply to 40 chats a day G-1" in overdue
    assert "Solve it at once" not in overdue

    rungs.at("2026-12-14 09:30")
    overdue = digests(rungs)[-1].words.partition("Not looked back at the time before")[2]
    assert "Reply to 40" not in overdue, "listed once, not every week"
    assert "Solve it at once" in overdue


def test_nobody_else_answers_a_look_back(rungs, maya):
    rungs.at("2026-11-30 09:30")
    told, tom = maya.inbox[-1], rungs.users["tom"]
    for what in ("Still right", "Revise", "Close"):
        assert "belongs to somebody else" in tom.click(told, what, forged=True).words
    shown = maya.goal("review G-1")
    forged = tom.click(shown, "Look back never", forged=True)
    assert "belongs to somebody else" in forged.words
    assert "belongs to somebody else" in tom.goal("review G-1").words
    with rungs.deps.read() as tx:
        goal = ladders.by_number(tx, maya.person.workspace_id, 1)
    assert goal.review is None and goal.state is GoalState.ACTIVE


def test_with_nothing_under_way_there_is_nothing_to_look_back_at(rungs, maya):
    assert "Nothing under way to look back at." in rungs.users["ben"].goal("review").words
    maya.click(maya.goal("close G-1"), "Done")
    assert "has ended already" in maya.goal("review G-1").words


def test_a_full_day_fits_one_message(rungs, maya):
    """Everything at once: goals to report on, offers, looks back, and goals that ended."""
    rungs.at("2026-11-16 09:00", tick=False)
    for number in range(14):
        rungs.seed_goal("maya", f"Goal {number}", due="2026-11-27" if number < 4 else "2027-01-29")
    rungs.at("2026-11-30 09:30")
    told = maya.inbox[-1]
    assert len(told.blocks) <= 50
    assert told.words.count("ended at") == 3
    assert "…and 1 more that ended: `/goal list`" in told.words
    assert told.words.count("Still right") == 5
    assert "6 more to look back at: `/goal review`" in told.words
    assert len(maya.goal("review").answer.blocks) <= 50


def test_the_last_look_back_can_be_called_again_after_it_was_answered(rungs, maya):
    maya.goal("checkin G-1 31")
    rungs.at("2026-11-30 09:30")
    maya.click(maya.inbox[-1], "Still right")
    rungs.at("2026-12-02 12:00", tick=False)
    again = maya.goal("review")
    assert "*Last week* · *Reply to 40 chats a day* G-1" in again.words
    assert "From 25 to 31 chats a day · rung 1 reached" in again.words
    assert "✓ Still right." in again.words
    assert {"Still right", "Revise", "Close"} <= set(again.buttons)


def test_a_leads_call_shows_that_of_their_people_too(rungs, maya):
    tom = rungs.users["tom"]
    rungs.seed_goal("tom", "Listen first")
    rungs.seed_goal("ben", "Ask for a raise", visibility=Visibility.ME)
    rungs.seed_goal("ben", "Praise a colleague")
    maya.goal("checkin G-1 31")
    assert "Looking back* ·" not in tom.goal("review").words, "no week is over"
    rungs.at("2026-11-30 09:30")
    rungs.at("2026-12-02 12:00", tick=False)
    words = tom.goal("review").words
    assert words.index("*Listen first*") < words.index("*Looking back* · 2 goals of your people")
    assert "Maya · Reply to 40 chats a day G-1\nLast week: from 25 to 31 chats a day" in words
    assert "Ben · Praise a colleague G-4\nLast week: no report" in words
    assert "for a raise" not in words
    assert "of your people" not in maya.goal("review").words
    assert "of your people" not in tom.goal("review G-2").words


def test_a_lead_of_many_calls_it_within_slacks_limits(rungs, maya):
    for number in range(30):
        rungs.seed_goal("tom", f"Tom {number}")
        rungs.seed_goal("ben", f"Ben {number}")
    rungs.at("2026-12-02 12:00", tick=False)
    words = rungs.users["tom"].goal("review").words
    assert "More of yours" in words and "11 more goals: `/goal team`" in words
