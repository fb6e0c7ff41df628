"""The story driver: people do what Slack lets them do, and nothing fails in silence."""

import pytest

from store import ladders
from tests.support import faults
from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya", rungs=(30, 35))
    return rungs.users["maya"]


def test_a_story_from_the_question_to_the_cheer(rungs: Rungs, maya: User):
    rungs.at("2026-11-23 09:30")
    asked = maya.inbox[-1]
    form = maya.click(asked, "Log", near="G-1")
    maya.submit(form, value="31", note="Macros helped")
    assert "31" in asked.words
    rungs.later(minutes=3)
    (shouted,) = [m for m in maya.sees("care") if "30" in m.words]
    rungs.users["tom"].click(shouted, "climb.cheer")
    assert "1" in shouted.buttons[0]
    assert "Macros helped" not in rungs.slack.ever_shown_to("UTOM")
    assert "Macros helped" in rungs.slack.ever_shown_to("UMAYA")


def test_time_passes_for_bot_and_slack_alike(rungs: Rungs, maya: User):
    rungs.at("2026-11-24 09:30", zone="Pacific/Auckland", tick=False)
    assert rungs.now.isoformat() == "2026-11-23T20:30:00+00:00"
    assert rungs.slack.clock() == rungs.now.timestamp()
    rungs.later(hours=1, minutes=30, tick=False)
    assert rungs.now.hour == 22


def test_names_and_words_arrive_as_slack_sends_them(rungs: Rungs, maya: User):
    answer = maya.goal("feedback @tom <!channel> & thanks")
    assert "tom" in answer.words.lower()
    rungs.later(minutes=1)
    (told,) = rungs.users["tom"].inbox
    assert "&lt;!channel&gt; &amp; thanks" in told.words


def test_a_form_is_filled_by_labels_and_words(rungs: Rungs, maya: User):
    form = maya.goal("new Reply to 50 chats a day, from 25, by 18 December")
    assert form.view and form.view.labels["purpose"] == "Why it matters"
    fields = {"Who can see it": "Only me", "Why it matters": "Nobody waits"}
    maya.start(maya.submit(form, fields, rungs="30"))
    with rungs.deps.read() as tx:
        goal = ladders.by_number(tx, maya.person.workspace_id, 2)
    assert goal and (goal.visibility, goal.purpose, len(goal.rungs)) == ("me", "Nobody waits", 2)


def test_slack_keeps_a_form_whose_required_field_is_empty(rungs: Rungs, maya: User):
    form = maya.goal("new Reply to 50 chats a day, from 25, by 18 December")
    with pytest.raises(AssertionError, match="'Goal' is empty"):
        maya.submit(form, statement=None)
    with pytest.raises(AssertionError, match="is too long"):
        maya.submit(form, statement="x" * 3001)
    with pytest.raises(AssertionError, match="no field"):
        maya.submit(form, shoe_size="44")
    with pytest.raises(AssertionError, match="is not one of"):
        maya.submit(form, visibility="Everybody")


def test_people_click_what_they_see(rungs: Rungs, maya: User):
    answer = maya.goal("list")
    button = answer.buttons[0]
    with pytest.raises(AssertionError, match="tom does not see that"):
        rungs.users["tom"].click(answer, button)
    with pytest.raises(AssertionError, match="nothing to click called 'Fly'"):
        maya.click(answer, "Fly")


def test_a_button_that_nobody_hears_fails_the_test(rungs: Rungs, maya: User):
    answer = maya.goal("list")
    for _, element in answer.screen.elements:
        element["action_id"] = "long.gone"
    with pytest.raises(AssertionError, match="unhandled"):
        maya.click(answer, answer.buttons[0])
    with rungs.trouble_expected():
        assert maya.click(answer, answer.buttons[0]).answer


def test_an_exception_in_the_bot_fails_the_test(rungs: Rungs, maya: User):
    rungs.slack.faults.next("views.open", faults.refused("fatal_error"))
    with pytest.raises(AssertionError, match="failed") as raised:
        maya.goal("new")
    assert raised.value.__cause__ is not None


def test_the_same_request_can_come_again(rungs: Rungs, maya: User):
    first = maya.dm("31 a note")
    again = rungs.again(first)
    assert first.envelope == again.envelope
    assert again.posts == []  # an event that was handled already
