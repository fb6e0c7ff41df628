"""Maya checks in, reaches her rungs, and her team hears of it: or does not, as she likes."""

import pytest

from goals.goal import Measure, MeasureKind, Visibility
from goals.people import ShoutOut
from store import alignment, ladders, people
from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """Maya of the Care team, on Monday at half past nine, with 25 of 40 chats and two rungs."""
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    rungs.seed_goal("maya", rungs=(30, 35))
    rungs.at("2026-11-23 09:30")
    return rungs.users["maya"]


def shouted(rungs: Rungs) -> list[str]:
    return [
        message.words.replace("*", "")
        for message in rungs.slack.messages(rungs.channels["care"].id)
    ]


def log(who: User, value: object, **more: object):
    form = who.click(who.inbox[0], "Log", near="G-1")
    return who.submit(form, {"value": value, **more})


def test_a_rung_is_reached_told_warmly_and_shouted_out_after_the_grace(rungs, maya):
    log(maya, 31, note="Macros helped.")
    assert "Rung 1 of 3 reached" in maya.inbox[0].words
    assert "Macros helped." in maya.inbox[0].words
    assert shouted(rungs) == []

    rungs.later(minutes=1)
    assert shouted(rungs) == []
    rungs.later(minutes=1, seconds=1)
    [shout] = shouted(rungs)
    assert "Maya reached rung 1 of 3: 30 chats a day, from 25." in shout
    assert "Next: 35 chats a day" in shout
    assert "Macros helped." not in shout

    rungs.later(hours=1)
    assert len(shouted(rungs)) == 1


def test_one_value_reaches_several_rungs_and_is_shouted_out_once(rungs, maya):
    log(maya, 36)
    assert "Rungs 1 and 2 of 3 reached" in maya.inbox[0].words
    rungs.later(minutes=3)
    [shout] = shouted(rungs)
    assert "reached rungs 1 and 2 of 3: 35 chats a day" in shout


def test_the_top_completes_the_goal_and_invites_the_next(rungs, maya):
    log(maya, 41)
    assert "You reached the top: 40 chats a day." in maya.inbox[0].words
    assert "`/goal new`" in maya.inbox[0].words
    rungs.later(minutes=3)
    assert "Maya reached the top: 40 chats a day" in shouted(rungs)[0]
    assert rungs.at("2026-11-24 09:30") == []


def test_a_mistyped_number_is_taken_back_before_anybody_hears_of_it(rungs, maya):
    log(maya, 310)
    form = maya.click(maya.inbox[0], "Correct", near="G-1")
    maya.submit(form, value=29)
    assert "reached" not in maya.inbox[0].words
    rungs.later(minutes=5)
    assert shouted(rungs) == []

    form = maya.click(maya.inbox[0], "Correct", near="G-1")
    maya.submit(form, value=31)
    rungs.later(minutes=5)
    assert len(shouted(rungs)) == 1


def test_undo_takes_the_report_and_its_rung_back(rungs, maya):
    log(maya, 31)
    maya.click(maya.inbox[0], "Undo")
    assert "Log" in maya.inbox[0].buttons
    assert "25 now → 30 (rung 1 of 3)" in maya.inbox[0].words
    rungs.later(minutes=5)
    assert shouted(rungs) == []


def test_what_was_shouted_out_stays_reached(rungs, maya):
    message = maya.inbox[0]
    log(maya, 31)
    undo = maya.inbox[0]
    assert "Undo" in undo.buttons
    rungs.later(minutes=3)
    assert "Undo" not in maya.inbox[0].buttons, "the message settles when the grace is over"

    form = maya.click(message, "Correct", near="G-1")
    maya.submit(form, value=29)
    assert "29 today → 35 (rung 2 of 3)" in maya.inbox[0].words


def test_undo_that_comes_too_late_says_so(rungs, maya):
    log(maya, 31)
    rungs.later(minutes=3, tick=False)
    answer = maya.click(maya.inbox[0], "Undo")
    assert "can't be taken back any more" in answer.words
    rungs.tick()
    assert len(shouted(rungs)) == 1


def test_a_value_that_falls_back_later_takes_no_rung_away(rungs, maya):
    log(maya, 31)
    rungs.later(minutes=3)
    rungs.at("2026-11-24 09:30")
    form = maya.click(maya.inbox[-1], "Log")
    maya.submit(form, value=26)
    assert "26 today → 35 (rung 2 of 3)" in maya.inbox[-1].words
    assert maya.goal("show G-1").words.count("●") == 1


def test_kept_private_it_is_nobodys_business(rungs, maya):
    log(maya, 31)
    maya.click(maya.inbox[0], "Keep it private")
    assert "Keep it private" not in maya.inbox[0].buttons
    form = maya.click(maya.inbox[0], "Correct", near="G-1")
    maya.submit(form, value=32)
    rungs.later(minutes=5)
    assert shouted(rungs) == []
    assert "reached" not in rungs.users["ana"].open_home().words


@pytest.mark.parametrize("visibility", [Visibility.LEADS, Visibility.ME])
def test_a_goal_that_the_team_does_not_see_is_never_shouted_out(rungs, maya, visibility):
    rungs.seed_goal("ana", "Speak up in the morning round", visibility=visibility)
    ana = rungs.users["ana"]
    ana.goal("checkin G-2 40")
    rungs.later(minutes=5)
    assert shouted(rungs) == []
    told = [message.words for message in ana.inbox]
    assert any("You reached the top" in words for words in told)
    for other in ("maya", "tom"):
        assert not any("Speak up" in message.words for message in rungs.users[other].sees())


@pytest.mark.parametrize(
    ("choice", "in_channel", "in_private"),
    [(ShoutOut.CHANNEL, 1, 0), (ShoutOut.DIRECT, 0, 1), (ShoutOut.NOTHING, 0, 0)],
)
def test_people_choose_for_good_where_they_are_celebrated(
    rungs, maya, choice, in_channel, in_private
):
    with rungs.deps.begin() as tx:
        people.save_shout_outs(tx, maya.person.id, choice)
    before = len(maya.inbox)
    log(maya, 31)
    rungs.later(minutes=5)
    assert (len(shouted(rungs)), len(maya.inbox) - before) == (in_channel, in_private)


def test_others_cheer_once_each_and_the_count_shows(rungs, maya):
    log(maya, 31)
    rungs.later(minutes=3)
    [shout] = rungs.slack.messages(rungs.channels["care"].id)
    tom, ana = rungs.users["tom"], rungs.users["ana"]
    tom.click(shout, "👏 Cheer")
    tom.click(shout, "climb.cheer")
    assert "👏 Cheer · 1" in shout.buttons
    ana.click(shout, "climb.cheer")
    assert "👏 Cheer · 2" in shout.buttons
    assert "the cheers are for the others" in maya.click(shout, "climb.cheer").words
    assert "👏 Cheer · 2" in shout.buttons


def test_someone_of_another_team_cannot_cheer_what_is_not_theirs_to_see(rungs, maya):
    rungs.seed_team("Field", lead="ravi", channel="field")
    log(maya, 31)
    rungs.later(minutes=3)
    [shout] = rungs.slack.messages(rungs.channels["care"].id)
    answer = rungs.users["ravi"].click(shout, "climb.cheer", forged=True)
    assert "can't see it" in answer.words
    assert "👏 Cheer" in shout.buttons


def test_a_goal_that_goes_down_is_climbed_downward(rungs, maya):
    rungs.seed_goal(
        "ana", "Answer faster", measure=Measure(unit="minutes"), baseline=60, target=45, rungs=(50,)
    )
    answer = rungs.users["ana"].goal("checkin G-2 49 quiet day")
    assert "Rung 1 of 2 reached" in answer.words
    rungs.later(minutes=3)
    assert "50 minutes, from 60." in shouted(rungs)[0]


def test_done_or_not_done_counts_how_often(rungs, maya):
    rungs.seed_goal(
        "ana", "Write two articles", measure=Measure(MeasureKind.DONE), baseline=0, target=2
    )
    ana = rungs.users["ana"]
    ana.goal("checkin G-2 done")
    assert "done 1 of 2 times" in ana.goal("show G-2").words
    ana.goal("checkin G-2 done, both")
    assert "done 1 of 2 times" in ana.goal("show G-2").words, "once a day counts once"
    rungs.at("2026-11-24 09:30")
    ana.goal("checkin G-2 done")
    rungs.later(minutes=3)
    assert "Ana reached the top" in shouted(rungs)[0]


def test_the_shout_out_names_what_it_adds_to_only_where_the_team_sees_that(rungs, maya):
    lead_only = rungs.seed_goal("tom", "Keep two people", visibility=Visibility.LEADS)
    with rungs.deps.begin() as tx:
        goal = ladders.by_number(tx, maya.person.workspace_id, 1)
        alignment.set_parent(tx, goal.id, lead_only.id)
    log(maya, 31)
    rungs.later(minutes=3)
    assert "Keep two people" not in shouted(rungs)[0]


def test_who_is_about_to_hear_of_it_is_said(rungs, maya):
    log(maya, 31)
    assert "Your team's channel hears of it shortly." in maya.inbox[0].words
    maya.click(maya.inbox[0], "Keep it private")
    assert "Kept private." in maya.inbox[0].words


def test_a_later_answer_in_words_offers_no_undo_of_what_was_shouted_out(rungs, maya):
    log(maya, 31)
    rungs.later(minutes=3)
    assert "Undo" not in maya.goal("checkin G-1 32").buttons


def test_a_number_corrected_downward_is_not_celebrated_beside_it(rungs, maya):
    log(maya, 31)
    rungs.later(minutes=3)
    said = maya.goal("checkin G-1 12").words
    assert "reached" not in said
    assert "12 today → 35 (rung 2 of 3)" in said


def test_a_second_cheer_is_thanked_for_and_counted_once(rungs, maya):
    log(maya, 31)
    rungs.later(minutes=3)
    [shout] = rungs.slack.messages(rungs.channels["care"].id)
    tom = rungs.users["tom"]
    tom.click(shout, "climb.cheer")
    assert "counted already" in tom.click(shout, "climb.cheer").words
    assert "👏 Cheer · 1" in shout.buttons


def test_the_message_settles_after_a_correction_too(rungs, maya):
    log(maya, 31)
    rungs.later(minutes=1)
    form = maya.click(maya.inbox[0], "Correct", near="G-1")
    maya.submit(form, value=36)
    rungs.later(minutes=1, seconds=30)
    assert "Undo" in maya.inbox[0].buttons
    rungs.later(minutes=1)
    assert "Undo" not in maya.inbox[0].buttons


def test_many_rungs_at_once_are_told_by_their_ends(rungs, maya):
    rungs.seed_goal("maya", "Answer the backlog", baseline=0, target=13, rungs=tuple(range(1, 13)))
    said = maya.goal("checkin G-2 12")
    assert "Rungs 1 to 12 of 13 reached" in said.words
    rungs.later(minutes=3)
    assert "reached rungs 1 to 12 of 13" in shouted(rungs)[-1]


def test_what_was_put_down_is_told_without_what_comes_next(rungs, maya):
    log(maya, 31)
    maya.click(maya.goal("close G-1"), "It no longer fits")
    rungs.later(minutes=3)
    told = shouted(rungs)[-1]
    assert "Maya reached rung 1 of 3: 30 chats a day" in told and "Next:" not in told
