"""Maya, Ana and Ben climb one goal together, each with their own part."""

import pytest

from goals.goal import Combine, Goal, Visibility
from goals.people import ShoutOut
from store import ladders, people
from tests.privacy.cast import forged_button
from tests.support.people import Outcome, User
from tests.support.rungs import Rungs

GOAL = {
    "statement": "Answer 40 backlog tickets",
    "unit": "tickets",
    "baseline": "0",
    "target": "40",
    "rungs": "20",
    "due": "2026-12-18",
}


@pytest.fixture
def crew(rungs: Rungs) -> Rungs:
    """Care: Maya, Ana in Tokyo, Ben; Tom leads them. Zoe is of another team."""
    rungs.user("ana", tz="Asia/Tokyo")
    rungs.seed_team("Care", lead="tom", members=["maya", "ana", "ben"])
    rungs.seed_team("Night", lead="nils", members=["zoe"])
    return rungs


def set_together(crew: Rungs, *others: str, **fields: object) -> Outcome:
    """Maya sets the goal with these people, who are asked."""
    maya = crew.users["maya"]
    asked = [crew.users[name] for name in others]
    review = maya.submit(maya.goal("new"), {**GOAL, "together": asked, **fields})
    assert not review.errors, review.errors
    told = maya.submit(review, choice="anyway", because="We try it")
    crew.tick()
    return told


def together(crew: Rungs, *others: str, **fields: object) -> Goal:
    """The same, and all of them said yes."""
    set_together(crew, *others, **fields)
    for name in others:
        user = crew.users[name]
        user.click(user.inbox[-1], "Join")
    crew.tick()
    return goal(crew)


def goal(rungs: Rungs, number: int = 1) -> Goal:
    with rungs.deps.read() as tx:
        found = ladders.by_number(tx, rungs.users["maya"].person.workspace_id, number)
    assert found
    return found


def press(rungs: Rungs, who: User, action_id: str) -> Outcome:
    """A button of the goal that was not given to them."""
    forged = forged_button(rungs, who, action_id, str(goal(rungs).id))
    return who.click(forged, "Forged")


def shouted(rungs: Rungs) -> list[str]:
    return [m.words.replace("*", "") for m in rungs.slack.messages(rungs.channels["care"].id)]


def prefer(rungs: Rungs, name: str, choice: ShoutOut) -> None:
    with rungs.deps.begin() as tx:
        people.save_shout_outs(tx, rungs.users[name].person.id, choice)


def test_three_climb_together_each_with_their_part(crew: Rungs):
    maya, ana, ben = (crew.users[name] for name in ("maya", "ana", "ben"))
    told = set_together(crew, "ana", "ben")
    assert "Asked to join: Ana and Ben" in told.words
    assert "added up" in told.words
    asked = ben.inbox[-1]
    assert "Maya asks you to climb a goal together" in asked.words.replace("*", "")
    assert "Answer 40 backlog tickets" in asked.words
    assert "The team sees the goal and everybody's numbers." in asked.words
    assert "G-1" not in ben.goal("list").words, "nobody is in without a yes"

    for user in (ana, ben):
        assert "You are in" in user.click(user.inbox[-1], "Join").words
    crew.tick()
    assert ["Ana" in m.words or "Ben" in m.words for m in maya.inbox[-2:]] == [True, True]
    assert "is in on" in maya.inbox[-1].words

    crew.at("2026-11-24 09:30")
    form = ben.click(ben.inbox[-1], "Log", near="G-1")
    assert form.view and "Your part today (tickets)" in form.view.labels.values()
    ben.submit(form, value="9")
    assert "Your part: 9 tickets" in ben.inbox[-1].words
    maya.goal("checkin G-1 12")
    assert goal(crew).value == 21
    shown = ana.goal("show G-1").words
    assert "21 tickets now → 40 (rung 2 of 2)" in shown
    assert "Together: Maya 12 · you not yet · Ben 9" in shown

    crew.later(minutes=3)
    (shout,) = shouted(crew)
    assert "Maya and Ben reached rung 1 of 2: 20 tickets, from 0." in shout
    assert "Ana" not in shout, "she has brought nothing yet"
    for user in (maya, ben):
        refused = user.click(crew.slack.messages(crew.channels["care"].id)[-1], "climb.cheer")
        assert "This one is yours" in refused.words
    crew.users["tom"].click(crew.slack.messages(crew.channels["care"].id)[-1], "climb.cheer")
    assert "👏 Cheer · 1" in crew.slack.messages(crew.channels["care"].id)[-1].buttons


def test_each_is_asked_at_their_own_hour_for_their_own_date(crew: Rungs):
    maya, ana = crew.users["maya"], crew.users["ana"]
    together(crew, "ana")
    crew.at("2026-11-24 09:30", zone="Asia/Tokyo")
    assert "Answer 40 backlog tickets" in ana.inbox[-1].words
    assert "today, under a minute" not in maya.inbox[-1].words
    ana.dm("7")
    crew.at("2026-11-24 09:30")
    assert "Together: you not yet · Ana 7" in maya.inbox[-1].words
    maya.dm("5")
    crew.at("2026-11-25 09:30", zone="Asia/Tokyo")
    assert "Same: 7" in ana.inbox[-1].buttons, "her own last part, not Maya's"
    ana.click(ana.inbox[-1], "Same: 7")
    assert goal(crew).value == 12
    assert [(p.name, p.value) for p in goal(crew).parts] == [("Maya", 5), ("Ana", 7)]


def test_the_average_counts_when_everybodys_part_is_in(crew: Rungs):
    fields = {"statement": "CSAT to 90%", "unit": "%", "baseline": "80", "target": "90"}
    maya, ben = crew.users["maya"], crew.users["ben"]
    assert together(crew, "ben", **fields, rungs="").combine is Combine.AVERAGE
    crew.at("2026-11-24 09:30")
    said = maya.goal("checkin G-1 95")
    assert "The target waits: It counts when everybody's part is in; Ben" in said.words
    ben.goal("checkin G-1 87")
    assert goal(crew).value == 91
    crew.later(minutes=3)
    assert "Maya and Ben reached the top: 90 %, from 80." in shouted(crew)[0]


def test_the_latest_is_whoever_reports_last(crew: Rungs):
    together(crew, "ben", combine="latest")
    crew.at("2026-11-24 09:30")
    crew.users["ben"].goal("checkin G-1 9")
    crew.users["maya"].goal("checkin G-1 12")
    assert goal(crew).value == 12
    crew.later(minutes=5)
    crew.users["ben"].goal("checkin G-1 10")
    assert goal(crew).value == 10
    assert "the latest counts" in crew.users["maya"].goal("list").words


def test_percentages_and_ratings_are_not_added_up(crew: Rungs):
    maya = crew.users["maya"]
    asked = {**GOAL, "unit": "%", "together": [crew.users["ben"]], "combine": "sum"}
    refused = maya.submit(maya.goal("new"), asked)
    assert "don't add up" in refused.errors["combine"]


def test_a_goal_for_one_alone_is_not_shared(crew: Rungs):
    maya = crew.users["maya"]
    asked = {**GOAL, "together": [crew.users["ben"]], "visibility": "me"}
    refused = maya.submit(maya.goal("new"), asked)
    assert "only its owner sees" in refused.errors["together"]
    crew.seed_goal("maya", visibility=Visibility.ME)
    assert "only its owner sees" in maya.goal("together G-1").words
    assert "Ask somebody in" not in maya.goal("show G-1").buttons


def test_only_people_of_a_common_team_are_asked(crew: Rungs):
    maya = crew.users["maya"]
    for stranger in (crew.users["zoe"], crew.user("ulla")):
        refused = maya.submit(maya.goal("new"), {**GOAL, "together": [stranger]})
        assert "none of your teams" in refused.errors["together"]
    crew.tick()
    assert crew.users["zoe"].inbox == []


def test_no_thanks_is_taken_at_its_word(crew: Rungs):
    maya, ben = crew.users["maya"], crew.users["ben"]
    set_together(crew, "ben")
    question = ben.inbox[-1]
    assert "You said no, thanks" in ben.click(question, "No, thanks").words
    crew.tick()
    assert "Ben says no, thanks, to" in maya.inbox[-1].words.replace("*", "")
    assert "G-1" not in ben.goal("list").words
    assert "somebody else" in ben.goal("checkin G-1 9").words
    later = press(crew, ben, "together.join")
    assert "answered already" in later.words
    assert goal(crew).climbers == (maya.person.id,)

    crew.later(minutes=5)
    form = maya.click(maya.goal("show G-1"), "Ask somebody in")
    assert form.view and "combine" not in form.view.fields, "it stays as it was chosen"
    assert "Asked: Ben" in maya.submit(form, together=[ben]).words
    crew.tick()
    again = [message for message in ben.inbox if "climb a goal together" in message.words]
    ben.click(again[-1], "Join")
    assert goal(crew).climbers == (maya.person.id, ben.person.id)


def test_a_goal_of_ones_own_is_shared_later_from_its_card(crew: Rungs):
    maya, ben = crew.users["maya"], crew.users["ben"]
    crew.seed_goal("maya", baseline=0, rungs=(20,))
    crew.at("2026-11-23 09:30")
    maya.goal("checkin G-1 12")
    form = maya.goal("together G-1")
    refused = maya.submit(form, combine="sum")
    assert "needed" in refused.errors["together"]
    asked = maya.submit(form, together=[ben], combine="sum")
    assert "Asked: Ben" in asked.words
    crew.again(asked)
    crew.tick()
    assert len([m for m in ben.inbox if "climb a goal together" in m.words]) == 1
    ben.click(ben.inbox[-1], "Join")
    assert [p.value for p in goal(crew).parts] == [12, None]
    ben.goal("checkin G-1 9")
    assert goal(crew).value == 21


def test_who_leaves_is_asked_no_more_and_their_part_stays(crew: Rungs):
    maya, ben = crew.users["maya"], crew.users["ben"]
    together(crew, "ben")
    crew.at("2026-11-24 09:30")
    ben.goal("checkin G-1 9")
    maya.goal("checkin G-1 5")
    left = ben.click(ben.goal("show G-1"), "Leave this goal")
    assert "Your part stays counted: 9 tickets" in left.words
    crew.tick()
    assert "Ben has left" in maya.inbox[-1].words.replace("*", "")
    assert "Their part stays counted: 9 tickets" in maya.inbox[-1].words
    assert "somebody else" in ben.goal("checkin G-1 10").words
    maya.goal("checkin G-1 6")
    assert goal(crew).value == 15
    assert "Ben 9 (has left)" in maya.goal("show G-1").words
    crew.at("2026-11-25 09:30")
    assert "No goals" in ben.goal("").words
    own = press(crew, maya, "together.leave")
    assert "its owner ends it" in own.words


def test_a_deactivated_contributor_is_asked_no_more_and_their_part_stays(crew: Rungs):
    together(crew, "ben")
    crew.at("2026-11-24 09:30")
    crew.users["ben"].goal("checkin G-1 9")
    crew.slack.users["UBEN"]["deleted"] = True
    crew.event("user_change", user=crew.slack.users["UBEN"])
    before = len(crew.users["ben"].inbox)
    crew.at("2026-11-25 09:30")
    crew.users["maya"].goal("checkin G-1 5")
    assert goal(crew).value == 14
    assert len(crew.users["ben"].inbox) == before


def test_a_contributor_takes_back_their_own_report_and_nobody_elses(crew: Rungs):
    maya, ben = crew.users["maya"], crew.users["ben"]
    together(crew, "ben")
    crew.at("2026-11-24 09:30")
    ben.goal("checkin G-1 9")
    maya.goal("checkin G-1 12")
    assert goal(crew).rungs[0].is_reached
    assert "Rung 1 of 2 reached" not in ben.goal("").words, "Maya's report reached it"
    ben.click(ben.goal(""), "Undo", near="G-1")
    assert goal(crew).value == 12
    assert not goal(crew).rungs[0].is_reached, "without Ben's part it is not true any more"
    crew.later(minutes=3)
    assert shouted(crew) == []
    assert "12 tickets" in maya.goal("").words, "hers stays"

    ben.goal("checkin G-1 10")
    crew.later(minutes=3)
    assert "rung 1 of 2" in shouted(crew)[0]
    ben.goal("checkin G-1 1")
    assert goal(crew).rungs[0].is_reached, "what was celebrated stays"


def test_whoever_reaches_the_top_ends_it_for_all(crew: Rungs):
    maya, ben = crew.users["maya"], crew.users["ben"]
    together(crew, "ben")
    crew.at("2026-11-24 09:30")
    maya.goal("checkin G-1 25")
    said = ben.goal("checkin G-1 15")
    assert "You reached the top" in said.words
    assert "That's today done" in maya.goal("").words
    ended = maya.goal("checkin G-1 26").words
    assert "26" in ended, "hers of today can be corrected still"
    assert goal(crew).rungs[-1].is_reached
    crew.at("2026-11-25 09:30")
    assert "takes no more numbers" in ben.goal("checkin G-1 16").words


@pytest.mark.parametrize("private", ["maya", "ben"])
def test_the_most_private_wish_of_owner_and_reporter_wins(crew: Rungs, private: str):
    together(crew, "ana", "ben")
    prefer(crew, private, ShoutOut.NOTHING)
    crew.at("2026-11-24 09:30")
    crew.users["ana"].goal("checkin G-1 5")
    crew.users["maya"].goal("checkin G-1 7")
    crew.users["ben"].goal("checkin G-1 9")
    crew.later(minutes=3)
    assert shouted(crew) == []
    told = crew.users["ana"].inbox[-1].words
    assert "reached rung 1 of 2" in told and "You" in told
    assert private.capitalize() not in told, "no mention"
    assert "reached rung" not in crew.users[private].inbox[-1].words


def test_who_wants_no_mention_is_not_named(crew: Rungs):
    together(crew, "ana", "ben")
    prefer(crew, "ana", ShoutOut.NOTHING)
    crew.at("2026-11-24 09:30")
    crew.users["ana"].goal("checkin G-1 5")
    crew.users["maya"].goal("checkin G-1 7")
    crew.users["ben"].goal("checkin G-1 9")
    crew.later(minutes=3)
    (shout,) = shouted(crew)
    assert "Maya and Ben reached rung 1 of 2" in shout and "Ana" not in shout
    lately = crew.users["ben"].open_home().words
    assert "Maya and Ben · Answer 40" in lately


def test_who_is_blocked_reaches_the_leads_the_owner_among_them(crew: Rungs):
    tom, ben = crew.users["tom"], crew.users["ben"]
    maya = crew.users["maya"]
    together(crew, "ben")
    crew.at("2026-11-24 09:30")
    assert "no part of yours yet" in ben.goal("checkin G-1 blocked no access").words
    ben.goal("checkin G-1 3 blocked no access")
    crew.tick()
    assert "Ben is blocked on" in tom.inbox[-1].words.replace("*", "")
    assert "no access" in maya.goal("show G-1").words, "the owner reads all notes"
    assert "no access" in ben.goal("show G-1").words, "and everybody their own"
    assert "no access" not in crew.users["ana"].goal("show G-1").words
    ben.goal("checkin G-1 blocked still")
    assert goal(crew).value == 3


def test_only_the_owner_revises_and_who_climbs_is_told(crew: Rungs):
    maya, ben = crew.users["maya"], crew.users["ben"]
    together(crew, "ben")
    crew.at("2026-11-24 09:30")
    for command in ("revise G-1", "close G-1", "review G-1", "together G-1"):
        assert "belongs to somebody else" in ben.goal(command).words, command
    maya.submit(maya.goal("revise G-1"), {"target": "50", "reason": "There are more of them"})
    crew.tick()
    assert "Maya revised" in ben.inbox[-1].words.replace("*", "")
    assert "There are more of them" in ben.inbox[-1].words


def test_home_list_and_tree_show_everybodys_part_in_the_order_of_joining(crew: Rungs):
    maya, ben = crew.users["maya"], crew.users["ben"]
    together(crew, "ben", "ana")
    crew.at("2026-11-24 09:30")
    crew.users["ana"].goal("checkin G-1 30")
    ben.goal("checkin G-1 2")
    for screen in (maya.goal("list"), maya.goal("show G-1"), maya.goal("tree")):
        assert " Ben 2 · Ana 30" in screen.words
    assert "you 2 · Ana 30" in ben.open_home().words
    assert "Ben 2 · Ana 30" in maya.goal("review").words


def test_seen_by_leads_alone_who_climbs_it_sees_it(crew: Rungs):
    together(crew, "ben", visibility="leads")
    assert "Answer 40" in crew.users["ben"].goal("show G-1").words
    assert "Answer 40" in crew.users["tom"].goal("show G-1").words
    assert "can't see it" in crew.users["ana"].goal("show G-1").words
    assert "can't see it" in crew.users["zoe"].goal("show G-1").words
    crew.users["ben"].click(crew.users["ben"].goal("show G-1"), "Leave this goal")
    assert "can't see it" in crew.users["ben"].goal("show G-1").words


def test_a_draft_asks_nobody_before_it_begins(crew: Rungs):
    maya, ben = crew.users["maya"], crew.users["ben"]
    review = maya.submit(maya.goal("new"), {**GOAL, "together": [ben]})
    maya.submit(review, choice="draft")
    crew.tick()
    assert ben.inbox == []
    form = maya.click(maya.goal("list"), "Take it up")
    assert form.view and form.view.fields["together"] == [ben.id]
    maya.submit(form, together=[])
    assert goal(crew).combine is None
    maya.click(maya.goal("list"), "Throw it away")


def test_a_join_pressed_twice_and_by_another(crew: Rungs):
    maya, ben, ana = crew.users["maya"], crew.users["ben"], crew.users["ana"]
    set_together(crew, "ben")
    question = ben.inbox[-1]
    refused = ana.click(question, "Join", forged=True)
    assert "not for you" in refused.words
    yes = ben.click(question, "Join")
    crew.again(yes)
    crew.tick()
    assert len([m for m in maya.inbox if "is in on" in m.words]) == 1
    assert goal(crew).climbers == (maya.person.id, ben.person.id)
