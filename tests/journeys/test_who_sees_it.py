"""Who sees a goal can be changed: wider, narrower, and from one team to another."""

import pytest

from goals.goal import Goal, Tier, Visibility
from store import ladders
from tests.support.people import User
from tests.support.rungs import Rungs

WHY = "The new tool is slower."


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """Maya of Care, which Tom leads and Ben is in, with a goal of 25 of 40 chats, on a Monday."""
    rungs.seed_team("Care", lead="tom", members=["maya", "ben"])
    rungs.seed_goal("maya", rungs=(30, 35), visibility=Visibility.ME)
    rungs.at("2026-11-23 09:30")
    return rungs.users["maya"]


def goal(rungs: Rungs, number: int = 1) -> Goal:
    with rungs.deps.read() as tx:
        found = ladders.by_number(tx, 1, number)
    assert found
    return found


def show_to(user: User, who: str, key: str = "G-1", **fields: str):
    """Say in the form who sees the goal, and hand it in."""
    return user.submit(user.goal(f"revise {key}"), {"Who sees it": who, **fields})


def channel(rungs: Rungs) -> list[str]:
    return [message.words for message in rungs.slack.messages("CCARE")]


def test_the_form_says_who_sees_it_and_what_a_change_means(rungs, maya):
    form = maya.goal("revise G-1").view
    assert form.fields["visibility"] == "me"
    assert "team" not in form.fields, "she is on one"
    assert "your leads read the notes with them" in form.words
    assert "never told in the channel" in form.words


def test_shown_to_the_team_without_a_reason_its_leads_hear_of_it_once(rungs, maya):
    done = show_to(maya, "My team")
    assert done.errors == {}
    assert "Seen by my team from now on." in done.words
    assert "Your leads hear, once, that you show it to them." in done.words
    rungs.later(minutes=1)
    tom, ben = rungs.users["tom"], rungs.users["ben"]
    [told] = [m for m in tom.inbox if "shows you" in m.words]
    assert "Maya shows you this goal now: *Reply to 40 chats a day* G-1" in told.words
    assert "25 now → 30" in tom.click(told, "Show").words
    assert "seen by the team" in ben.goal("show G-1").words
    assert "was seen by its owner alone, now by its team" in maya.goal("show G-1").words
    assert not any("revised" in m.words or "shows" in m.words for m in ben.inbox)
    show_to(maya, "Only me")
    show_to(maya, "My leads and me")
    rungs.later(minutes=1)
    assert len([m for m in tom.inbox if "shows you" in m.words]) == 1
    assert "don't know a goal G-1" in ben.goal("show G-1").words
    assert "Reply to 40" in tom.goal("show G-1").words


def test_what_was_reached_before_is_never_told_in_the_channel(rungs, maya):
    maya.goal("checkin G-1 31 a note")
    rungs.later(minutes=5)
    show_to(maya, "My team")
    maya.goal("checkin G-1 32")
    rungs.later(minutes=5)
    assert channel(rungs) == [], "nor when the day's report is corrected"
    assert [rung.is_private for rung in goal(rungs).reached] == [True]
    assert "a note" in rungs.users["tom"].goal("show G-1").words
    assert "a note" not in rungs.users["ben"].goal("show G-1").words
    rungs.at("2026-11-24 09:30")
    maya.goal("checkin G-1 36")
    rungs.later(minutes=5)
    assert len(channel(rungs)) == 1 and "reached rung 2 of 3" in channel(rungs)[0]


def test_shown_within_the_grace_the_rung_stays_ones_own(rungs, maya):
    maya.goal("checkin G-1 31")
    show_to(maya, "My team")
    rungs.later(minutes=5)
    assert channel(rungs) == []


def test_hidden_again_nobody_sees_it_and_nothing_that_waits_is_told(rungs, maya):
    show_to(maya, "My team")
    rungs.tick()
    maya.goal("checkin G-1 31")
    maya.submit(
        maya.goal("revise G-1"),
        {"Who sees it": "Only me", "To": "38", "reason": WHY},
    )
    rungs.later(minutes=5)
    tom = rungs.users["tom"]
    assert channel(rungs) == []
    assert "kept private" in maya.goal("show G-1").words.lower()
    assert "don't know a goal G-1" in tom.goal("show G-1").words
    assert not any("revised" in m.words for m in tom.inbox)
    assert WHY not in rungs.slack.ever_shown_to("UTOM")
    for page in (tom.goal("team"), tom.goal("tree"), tom.goal("review")):
        assert "Reply to 40" not in page.words


def test_what_waits_for_a_lead_who_lost_sight_is_not_sent(rungs, maya):
    show_to(maya, "My team")
    rungs.tick()
    maya.goal("checkin G-1 26 blocked no access")
    maya.submit(maya.goal("revise G-1"), {"To": "38", "reason": WHY})
    show_to(maya, "Only me")
    rungs.later(minutes=5)
    seen = rungs.slack.ever_shown_to("UTOM")
    assert "no access" not in seen and WHY not in seen


def test_shown_and_hidden_before_it_is_sent_a_lead_hears_nothing(rungs, maya):
    show_to(maya, "My team")
    show_to(maya, "Only me")
    rungs.later(minutes=5)
    assert "Reply to 40" not in rungs.slack.ever_shown_to("UTOM")


def test_the_goal_itself_needs_its_reason_whoever_sees_it(rungs, maya):
    refused = show_to(maya, "My team", To="38")
    assert "needed" in refused.errors["reason"]
    assert goal(rungs).visibility is Visibility.ME
    assert "says already" in show_to(maya, "Only me").words
    done = show_to(maya, "My team", To="38", reason=WHY)
    assert "Seen by my team" in done.words
    rungs.later(minutes=5)
    assert any("shows you" in m.words for m in rungs.users["tom"].inbox)
    assert not any("revised" in m.words for m in rungs.users["tom"].inbox), "one message, not two"


def test_a_goal_set_before_joining_a_team_can_be_shown_to_it(rungs):
    rungs.meet("lou")
    lou = rungs.users["lou"]
    rungs.seed_goal("lou", "Read 20 pages a day", baseline=5, target=20)
    assert "Who sees it" not in lou.goal("revise G-1").view.labels.values()
    rungs.seed_team("Care", lead="tom", members=["lou"])
    tom = rungs.users["tom"]
    assert "don't know a goal" in tom.goal("show G-1").words
    form = lou.goal("revise G-1").view
    assert form.fields["visibility"] == "me", "what holds, whatever was chosen without a team"
    lou.submit(form, {"Who sees it": "My team"})
    assert "Read 20 pages" in tom.goal("show G-1").words
    lou.goal("checkin G-1 20")
    rungs.later(minutes=5)
    assert "reached the top" in channel(rungs)[0]


def test_of_several_teams_one_is_chosen_and_the_goal_moves_between_them(rungs, maya):
    rungs.seed_team("Sales", lead="ana", members=["maya"])
    tom, ana = rungs.users["tom"], rungs.users["ana"]
    form = maya.goal("revise G-1").view
    assert form.fields["team"] == str(goal(rungs).team_id)
    maya.submit(form, {"Who sees it": "My team"})
    rungs.tick()
    maya.submit(maya.goal("revise G-1"), {"Team": "Sales"})
    rungs.later(minutes=5)
    assert "seen by its team, which is another team now" in maya.goal("show G-1").words
    assert "Reply to 40" in ana.goal("show G-1").words
    assert "don't know a goal" in tom.goal("show G-1").words
    assert any("shows you" in m.words for m in ana.inbox)


def test_what_several_climb_is_never_one_persons_own(rungs, maya):
    show_to(maya, "My team")
    ben = rungs.users["ben"]
    maya.submit(maya.goal("together G-1"), together=[ben], combine="sum")
    rungs.tick()
    form = maya.goal("revise G-1").view
    assert "Only me" not in form.words and "Who climbs it with you sees it, too." in form.words
    maya.submit(form, {"Who sees it": "My leads and me"})
    ben.click(ben.inbox[-1], "Join")
    assert "Reply to 40" in ben.goal("show G-1").words


def test_a_personal_goal_stays_personal_wherever_it_is_shown(rungs, maya):
    rungs.seed_goal("maya", "Learn Spanish", visibility=Visibility.ME, is_personal=True)
    show_to(maya, "My leads and me", "G-2")
    assert goal(rungs, 2).is_personal and goal(rungs, 2).visibility is Visibility.LEADS


def test_a_teams_goal_is_the_teams_to_see(rungs, maya):
    rungs.seed_goal("tom", "CSAT 90", tier=Tier.TEAM)
    form = rungs.users["tom"].goal("revise G-2").view
    assert "Who sees it" not in form.labels.values()
