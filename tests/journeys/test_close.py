"""A goal ends as what it was: done, come short, or put down; and there is a way on from each."""

import pytest

from goals.goal import GoalState, Tier, Visibility
from store import ladders, retrospectives
from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya", "ben"])
    rungs.seed_goal("maya", rungs=(30,))
    return rungs.users["maya"]


def state(rungs: Rungs, number: int = 1) -> GoalState:
    with rungs.deps.read() as tx:
        goal = ladders.by_number(tx, rungs.users["maya"].person.workspace_id, number)
    assert goal
    return goal.state


def closed(maya: User, how: str = "It no longer fits"):
    """Maya closes G-1; the message that then stands there, and the form beside it."""
    return maya.click(maya.goal("close G-1"), how)


def test_asked_how_it_ends_nothing_has_ended_yet(rungs, maya):
    asked = maya.goal("close G-1")
    assert "G-1 stands at 25 of 40 chats a day. How does it end?" in asked.words
    assert asked.buttons == ["Done", "It came short", "It no longer fits"]
    assert state(rungs) is GoalState.ACTIVE


def test_a_closed_goal_is_not_asked_about_and_keeps_what_was_reached(rungs, maya):
    maya.goal("checkin G-1 31")
    rungs.later(minutes=3)
    said = closed(maya)
    assert "closed at 31 of 40 chats a day. What you reached stays: rung 1 of 2." in said.words
    assert rungs.at("2026-11-24 09:30") == []
    assert "put down at 31 of 40" in maya.goal("list").words


@pytest.mark.parametrize(
    ("how", "ends", "asks"),
    [
        ("Done", GoalState.DONE, False),
        ("It came short", GoalState.MISSED, True),
        ("It no longer fits", GoalState.DROPPED, True),
    ],
)
def test_what_came_short_or_was_put_down_asks_what_it_taught(rungs, maya, how, ends, asks):
    said = closed(maya, how)
    assert state(rungs) is ends
    assert bool(said.view) is asks
    assert said.replaced and "G-1 is closed at 25 of 40" in said.replaced.words
    for unkind in ("fail", "miss", "red_circle", ":x:"):
        assert unkind not in said.words.lower()


def test_the_days_message_follows(rungs, maya):
    rungs.at("2026-11-23 09:30")
    closed(maya)
    rungs.tick()
    assert "Log" not in maya.inbox[0].buttons


def test_it_can_be_taken_up_again(rungs, maya):
    said = closed(maya)
    maya.click(said.replaced, "Take it up again")
    assert state(rungs) is GoalState.ACTIVE
    assert len(rungs.at("2026-11-24 09:30")) == 1


def test_after_its_date_it_is_taken_up_again_with_a_new_one(rungs, maya):
    said = closed(maya)
    rungs.at("2026-12-21 12:00", tick=False)
    form = maya.click(said.replaced, "Take it up again")
    assert "It has ended. With a date to come it goes on" in form.view.words
    assert state(rungs) is GoalState.DROPPED
    assert "over already" in maya.submit(form, reason="The tool is back.").errors["due"]
    maya.submit(form, due="2027-01-15", reason="The tool is back.")
    assert state(rungs) is GoalState.ACTIVE
    assert "Reply to 40" in rungs.at("2026-12-22 09:30")[0].words


def test_nobody_else_closes_it_and_no_goal_twice(rungs, maya):
    tom = rungs.users["tom"]
    assert "belongs to somebody else" in tom.goal("close G-1").words
    asked = maya.goal("close G-1")
    assert "belongs to somebody else" in tom.click(asked, "Done", forged=True).words
    first = maya.click(asked, "Done")
    rungs.again(first)
    assert state(rungs) is GoalState.DONE
    assert "has ended already" in maya.goal("close G-1").words
    assert "has ended already" in maya.goal("checkin G-1 40").words


def test_what_it_taught_is_the_owners_alone(rungs, maya):
    said = closed(maya)
    assert "Only you see this, unless you tick a box." in said.view.words
    maya.submit(said.view, happened="The queue moved.", learnt="Ask first.", tip="Ask <!here>.")
    card = maya.goal("show G-1").words
    assert "The queue moved." in card and "Ask &lt;!here&gt;." in card
    rungs.later(days=1)
    assert "What it taught" not in rungs.users["tom"].goal("show G-1").words
    for name in ("tom", "ben"):
        seen = rungs.slack.ever_shown_to(f"U{name.upper()}")
        assert "The queue moved" not in seen and "Ask first" not in seen


def test_shared_it_is_read_by_the_leads_and_by_nobody_else_until_it_is_taken_back(rungs, maya):
    said = closed(maya)
    done = maya.submit(said.view, happened="The queue moved.", share=["leads"])
    rungs.tick()
    tom, ben = rungs.users["tom"], rungs.users["ben"]
    told = tom.inbox[-1]
    assert "has ended G-1 and shares with you what it taught." in told.words
    assert "The queue moved" not in told.words, "the words stand on the card alone"
    assert "The queue moved." in tom.click(told, "Read it").words
    assert "The queue moved" not in ben.goal("show G-1").words

    form = maya.click(said.replaced, "Write it down")
    assert form.view.fields["happened"] == "The queue moved."
    maya.submit(form, share=[])
    assert "The queue moved" not in tom.goal("show G-1").words
    before = len(tom.inbox)
    form = maya.click(said.replaced, "Write it down")
    maya.submit(form, share=["leads"])
    rungs.later(days=1)
    assert len(tom.inbox) == before, "told once"
    assert done.closed


def test_what_is_mine_alone_cannot_be_shared_even_by_force(rungs, maya):
    rungs.seed_goal("maya", "Stay calm", visibility=Visibility.ME)
    said = maya.click(maya.goal("close G-2"), "It came short")
    assert "share" not in said.view.fields
    assert "Only you see this." in said.view.words
    maya.submit(said.view, learnt="Breathe.", tip="Breathe out.")
    with rungs.deps.read() as tx:
        goal = ladders.by_number(tx, maya.person.workspace_id, 2)
        kept = retrospectives.of_goal(tx, goal.id)
    assert kept and not kept.with_leads and not kept.tip_given
    rungs.later(days=1)
    assert "Breathe" not in rungs.slack.ever_shown_to("UTOM")


def test_all_of_it_is_optional_and_too_much_of_it_is_said(rungs, maya):
    said = closed(maya)
    refused = maya.submit(said.view, learnt="so " * 900, tip="a tip " * 50)
    assert "2,000 fit" in refused.errors["learnt"] and "200 fit" in refused.errors["tip"]
    assert maya.submit(said.view).closed
    assert "What it taught" not in maya.goal("show G-1").words


def test_what_goes_on_has_taught_nothing_yet(rungs, maya):
    said = closed(maya)
    maya.click(said.replaced, "Take it up again")
    form = maya.submit(said.view, learnt="Too early.")
    assert "goes on, so there is nothing to look back on yet" in form.words


def test_again_one_rung_higher_opens_a_form_that_is_filled_in(rungs, maya):
    maya.goal("checkin G-1 40")
    rungs.later(minutes=3)
    card = maya.goal("show G-1")
    form = maya.click(card, "Again, one rung higher")
    assert "In chats a day · " in form.words
    fields = maya.more(form).view.fields
    assert fields["statement"] == "Reply to 50 chats a day"
    assert (fields["baseline"], fields["target"], fields["unit"]) == ("40", "50", "chats a day")
    assert fields["due"] == "2026-12-18"
    assert "G-2" in maya.submit(form).words


def test_again_smaller_aims_at_the_next_rung(rungs, maya):
    said = closed(maya, "It came short")
    form = maya.click(said.replaced, "Again, smaller")
    assert (form.view.fields["baseline"], form.view.fields["target"]) == ("25", "30")
    assert form.view.fields["statement"] == "Reply to 30 chats a day"
    assert "G-2" in maya.submit(form).words


def test_another_go_stands_where_the_goal_stood_and_counts_as_it_counted(rungs, maya):
    above = rungs.seed_goal("tom", "Team CSAT", tier=Tier.TEAM)
    form = maya.goal("new Raise CSAT from 80% to 90% by 18 December")
    ways = {"answers": "30", "partner": "handle time at most 6 minutes", "needs": "A screen"}
    maya.start(maya.submit(form, parent=str(above.id)), ways)
    said = maya.click(maya.goal("close G-3"), "It came short")
    form = maya.click(said.replaced, "Again, smaller")
    assert "adds to Team CSAT (G-2)" in form.words
    assert maya.more(form).view.fields["parent"] == str(above.id)
    maya.submit(form)
    with rungs.deps.read() as tx:
        goal = ladders.by_number(tx, maya.person.workspace_id, 4)
    assert goal.is_draft and goal.parent_id == above.id
    assert goal.min_answers == 30 and goal.guard and goal.guard.name == "handle time"
    assert goal.needs == "", "what it took was asked for already"


def test_a_personal_goal_stays_personal_and_as_visible_when_gone_for_again(rungs, maya):
    rungs.seed_goal("maya", "Learn sign language", is_personal=True, visibility=Visibility.LEADS)
    said = maya.click(maya.goal("close G-2"), "It came short")
    maya.submit(maya.click(said.replaced, "Again, smaller"))
    with rungs.deps.read() as tx:
        goal = ladders.by_number(tx, maya.person.workspace_id, 3)
    assert goal.is_personal and goal.visibility is Visibility.LEADS


def test_a_goal_whose_date_passed_is_spoken_of_once(rungs, maya):
    rungs.at("2026-12-18 09:30")
    rungs.at("2026-12-21 09:30")
    [told] = [m for m in maya.inbox if "ended at" in m.words]
    assert (
        "G-1 ended at 25 of 40 chats a day. What would you tell someone starting it?" in told.words
    )
    assert told.buttons[:3] == ["Write it down", "Smaller next time", "Let it rest"]
    assert "fail" not in told.words
    rungs.at("2026-12-21 13:00")
    rungs.at("2026-12-22 09:30")
    rungs.at("2026-12-23 09:30")
    assert [m for m in maya.inbox if "ended at" in m.words or "reminder" in m.words] == [told]


def test_away_when_it_ended_she_hears_of_it_when_she_is_back(rungs, maya):
    maya.goal("away 17 Dec to 1 Jan")
    rungs.at("2026-12-21 09:30")
    assert not [m for m in maya.inbox if "ended at" in m.words]
    rungs.at("2027-01-04 09:30")
    assert len([m for m in maya.inbox if "ended at" in m.words]) == 1


@pytest.mark.parametrize(
    ("how", "said"),
    [("Done", "done"), ("It came short", "ended"), ("It no longer fits", "put down")],
)
def test_the_card_of_a_closed_goal_says_how_it_ended_and_aims_at_nothing(rungs, maya, how, said):
    assert "◐" in maya.goal("show G-1").words
    closed(maya, how)
    shown = maya.goal("show G-1").words
    assert f"G-1 · {said}\n" in shown
    assert "◐" not in shown and "next rung" not in shown and "due " not in shown


def test_let_it_rest(rungs, maya):
    [told] = rungs.at("2026-12-21 09:30")
    maya.click(told, "Let it rest")
    assert state(rungs) is GoalState.MISSED
    assert "It rests at 25 of 40" in told.words
    assert "Let it rest" not in told.buttons


def test_written_down_from_the_days_message(rungs, maya):
    [told] = rungs.at("2026-12-21 09:30")
    form = maya.click(told, "Write it down")
    assert state(rungs) is GoalState.ACTIVE
    maya.submit(form, tip="Begin with the macros.")
    assert state(rungs) is GoalState.MISSED
    assert "It rests" in told.words
    assert "Begin with the macros." in maya.goal("show G-1").words


def test_smaller_next_time(rungs, maya):
    [told] = rungs.at("2026-12-21 09:30")
    form = maya.click(told, "Smaller next time")
    assert form.view.fields["target"] == "30"
    assert state(rungs) is GoalState.MISSED
    assert "It rests" in told.words


def test_nobody_else_writes_it_down(rungs, maya):
    [told] = rungs.at("2026-12-21 09:30")
    ben = rungs.users["ben"]
    for button in ("Write it down", "Smaller next time", "Let it rest"):
        assert "belongs to somebody else" in ben.click(told, button, forged=True).words
    assert state(rungs) is GoalState.ACTIVE


def test_a_closed_goal_stays_closed_whatever_is_reported_on_it_today(rungs, maya):
    maya.goal("checkin G-1 28")
    closed(maya)
    assert "has ended already" in maya.goal("checkin G-1 29").words
    assert "*Ended*" in maya.goal("list").words
    assert "Correct" not in maya.goal("show G-1").buttons


@pytest.mark.parametrize("pressed", ["Log", "Blocked", "Close"])
def test_an_old_button_of_a_closed_goal_opens_no_form_and_says_how_it_goes_on(rungs, maya, pressed):
    rungs.at("2026-11-23 09:30")
    card = maya.goal("show G-1")
    closed(maya, "Done")
    said = maya.click(card, pressed)
    assert said.view is None
    assert "G-1 has ended already" in said.words and "“Take it up again”" in said.words


def test_an_old_button_of_a_reached_goal_opens_no_form(rungs, maya):
    rungs.at("2026-11-23 09:30")
    maya.goal("checkin G-1 40")
    rungs.at("2026-11-24 09:30")
    said = maya.click(maya.goal("show G-1"), "That was a mistake")
    card = maya.goal("show G-1")
    maya.goal("checkin G-1 40")
    rungs.at("2026-11-25 09:30")
    for name in ("Revise", "Close"):
        said = maya.click(card, name)
        assert said.view is None and "has ended already" in said.words


def test_what_was_put_down_says_nothing_of_what_comes_next(rungs, maya):
    parent = rungs.seed_goal("tom", "CSAT 90", tier=Tier.TEAM)
    rungs.seed_goal("maya", "Answer 40 letters", rungs=(30, 35), under=parent)
    rungs.at("2026-11-23 09:30")
    maya.goal("checkin G-3 31")
    maya.click(maya.goal("close G-3"), "It no longer fits")
    rungs.later(minutes=5)
    card = maya.goal("show G-3").words
    assert "added to CSAT 90 (G-2)" in card and "adds to" not in card
    told = [card, rungs.slack.messages("CCARE")[-1].words, maya.inbox[0].words]
    for words in told:
        assert "Next:" not in words and "→ 35" not in words


def test_of_what_was_put_down_nothing_is_said_to_add_to_it(rungs, maya):
    tom = rungs.users["tom"]
    parent = rungs.seed_goal("tom", "CSAT 90", tier=Tier.TEAM)
    rungs.seed_goal("maya", "Answer 40 letters", under=parent)
    tom.click(tom.goal("close G-2"), "It no longer fits")
    assert "CSAT 90" not in maya.goal("show G-3").words
