"""Who is put on a team or taken off one hears so, and their goals go with them."""

import pytest

from goals.goal import Goal, Tier, Visibility
from store import ladders
from tests.support.people import Outcome, User
from tests.support.rungs import Rungs
from tests.support.screens import Message


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """Maya of Tom's Care team; Sales is Ana's."""
    rungs.seed_team("Care", lead="tom", members=["maya", "ken"])
    rungs.seed_team("Sales", lead="ana", channel="sales")
    rungs.seed_goal("maya", "Reply to 40 chats a day", rungs=(30, 35))
    rungs.at("2026-11-23 09:30")
    return rungs.users["maya"]


def set_members(rungs: Rungs, by: str, channel: str, *names: str) -> Outcome:
    lead = rungs.users[by]
    settings = lead.click(lead.goal("team", channel=channel), "Settings")
    saved = lead.submit(settings, {"members": [by, *names]})
    assert not saved.errors, saved.errors
    rungs.later(minutes=1)
    return saved


def goal(rungs: Rungs, number: int = 1) -> Goal:
    with rungs.deps.read() as tx:
        found = ladders.by_number(tx, 1, number)
    assert found
    return found


def told(who: User, words: str) -> list[str]:
    return [message.words for message in who.inbox if words in message.words]


def test_who_is_taken_off_hears_it_and_their_old_lead_reads_no_more(rungs, maya):
    tom = rungs.users["tom"]
    maya.goal("checkin G-1 27 the new macros help")
    assert "macros" in tom.goal("show G-1").words

    saved = set_members(rungs, "tom", "care", "ken")
    assert "Maya is off the team, and I tell them." in saved.words
    [off] = told(maya, "took you off")
    assert "Tom took you off *Care*." in off
    assert "seen by you alone: Reply to 40 chats a day (G-1)" in off

    maya.goal("checkin G-1 28 between you and me")
    for old in ("tom", "ken"):
        assert "don't know a goal" in rungs.users[old].goal("show G-1").words
    assert "Reply to 40" not in tom.open_home().words
    assert "between you and me" not in rungs.slack.ever_shown_to("UTOM")
    assert goal(rungs).team_id is None


def test_on_the_next_team_they_choose_whether_to_bring_their_goals(rungs, maya):
    set_members(rungs, "tom", "care", "ken")
    set_members(rungs, "ana", "sales", "maya")
    ana = rungs.users["ana"]
    assert "don't know a goal" in ana.goal("show G-1").words, "nothing shows without a yes"

    [welcome] = [m for m in maya.inbox if "you are on the team *Sales* now" in m.words]
    assert "You bring 1 goal along, seen by you alone so far: Reply to 40 chats" in welcome.words
    assert "its leads your notes, those from before too" in welcome.words
    said = maya.click(welcome, "Show them to Sales")
    assert "Sales sees Reply to 40 chats a day (G-1) now." in said.words
    assert "Reply to 40 chats a day" in ana.goal("show G-1").words
    assert "don't know a goal" in rungs.users["tom"].goal("show G-1").words


def told_message(who: User, words: str) -> Message:
    return next(message for message in who.inbox if words in message.words)


def test_who_is_on_both_for_a_while_is_offered_it_when_they_leave_the_first(rungs, maya):
    set_members(rungs, "ana", "sales", "maya")
    assert goal(rungs).team_id == 1, "on both teams, goals stay where they are"
    set_members(rungs, "tom", "care", "ken")
    off = told_message(maya, "took you off")
    maya.click(off, "Show them to Sales")
    maya.goal("checkin G-1 31")
    rungs.later(minutes=5)
    assert rungs.slack.messages(rungs.channels["care"].id) == []
    [shout] = rungs.slack.messages(rungs.channels["sales"].id)
    assert "Maya" in shout.words


def test_what_they_keep_to_themselves_and_personal_goals_are_not_brought(rungs, maya):
    rungs.seed_goal("maya", "A quiet one", visibility=Visibility.ME)
    set_members(rungs, "tom", "care", "ken")
    set_members(rungs, "ana", "sales", "maya")
    welcome = told_message(maya, "you are on the team *Sales* now")
    assert "A quiet one" not in welcome.words
    maya.click(welcome, "Show them to Sales")
    assert goal(rungs, 2).team_id is None
    assert "don't know a goal" in rungs.users["ana"].goal("show G-2").words


def test_what_added_to_the_old_teams_goal_adds_to_it_no_more(rungs, maya):
    above = rungs.seed_goal("tom", "Happy customers", tier=Tier.TEAM)
    rungs.seed_goal("maya", "Answer faster", under=above)
    set_members(rungs, "tom", "care", "ken")
    assert goal(rungs, 3).parent_id is None
    assert "Answer faster" not in rungs.users["tom"].goal("tree").words


def test_a_teams_goal_that_they_owned_is_offered_to_the_lead(rungs, maya):
    rungs.seed_goal("maya", "Quick first replies", tier=Tier.TEAM)
    set_members(rungs, "tom", "care", "ken")
    tom = rungs.users["tom"]
    offer = told_message(tom, "Maya is off the team, and")
    tom.click(offer, "Take it over")
    assert goal(rungs, 2).owner_id == tom.person.id


def test_an_open_blocker_is_not_lost_in_silence(rungs, maya):
    maya.goal("checkin G-1 blocked no access to the tool")
    rungs.later(minutes=1)
    set_members(rungs, "tom", "care", "ken")
    [off] = told(maya, "took you off")
    assert "What you reported as blocked there is read by nobody now." in off
    set_members(rungs, "ana", "sales", "maya")
    maya.click(told_message(maya, "you are on the team *Sales* now"), "Show them to Sales")
    assert "blocked" in rungs.users["ana"].open_home().words


def test_taken_off_and_put_back_before_anything_was_sent_says_nothing_of_it(rungs, maya):
    tom = rungs.users["tom"]
    settings = tom.click(tom.goal("team", channel="care"), "Settings")
    tom.submit(settings, {"members": ["tom", "ken"]})
    settings = tom.click(tom.goal("team", channel="care"), "Settings")
    tom.submit(settings, {"members": ["tom", "ken", "maya"]})
    rungs.later(minutes=2)
    assert told(maya, "took you off") == []
    assert len(told(maya, "you are on the team *Care* now")) == 1


def test_the_button_is_for_who_is_on_the_team(rungs, maya):
    set_members(rungs, "tom", "care", "ken")
    set_members(rungs, "ana", "sales", "maya")
    welcome = told_message(maya, "you are on the team *Sales* now")
    set_members(rungs, "ana", "sales")
    refused = maya.click(welcome, "Show them to Sales")
    assert "You are not on that team now. Nothing was changed." in refused.words
    assert goal(rungs).team_id is None


def test_what_adds_to_a_goal_of_ones_own_still_does_wherever_both_go(rungs, maya):
    below = rungs.seed_goal("maya", "Answer in two minutes", under=goal(rungs))
    set_members(rungs, "tom", "care", "ken")
    assert goal(rungs, below.number).parent_id == goal(rungs).id
