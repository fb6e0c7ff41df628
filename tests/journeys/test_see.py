"""Seeing goals: lists, cards, help, Home."""

import pytest

from goals.goal import Visibility
from handlers import SUB_COMMANDS
from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    return rungs.users["maya"]


def test_help_names_every_sub_command(rungs, maya):
    words = maya.goal("help").words
    names = [sub.name for sub in SUB_COMMANDS if sub.name != "today"]
    for name in names:
        assert f"`/goal {name}" in words
    assert len(names) > 15 and words.count("`/goal`") == 2
    assert "*Each day*" in words and "*With others*" in words
    assert "*More*" not in words, "each command has its place"


@pytest.mark.parametrize(
    ("typed", "meant"), [("lst", "list"), ("chekin G-1 4", "checkin G-1 4"), ("SHOW", None)]
)
def test_a_typo_gets_did_you_mean(rungs, maya, typed, meant):
    words = maya.goal(typed).words
    assert (f"Did you mean `/goal {meant}`?" in words) is (meant is not None)


def test_a_word_that_is_nothing_like_a_command_gets_the_way_to_help(rungs, maya):
    words = maya.goal("zzzzzz <!channel>").words
    assert "Did you mean" not in words
    assert "`/goal help`" in words


@pytest.mark.parametrize("key", ["G-99", "99", "nonsense", "G-" + "9" * 30, "-1"])
def test_a_key_that_is_none_is_refused_kindly(rungs, maya, key):
    assert "I don't know" in maya.goal(f"show {key}").words


def test_without_a_key_my_goals_are_named(rungs, maya):
    assert "/goal new sets the first one" in maya.goal("show").words
    rungs.seed_goal("maya")
    for command in ("show", "close"):
        assert "Yours: G-1 (Reply to 40 chats a day)" in maya.goal(command).words


def test_a_hidden_goal_and_none_at_all_are_refused_in_the_same_words(rungs, maya):
    rungs.seed_goal("ana", "Her own", visibility=Visibility.ME)
    hidden = maya.goal("show G-1").words
    assert hidden.replace("G-1", "G-9") == maya.goal("show G-9").words


def test_a_hundred_goals_fit_one_list_one_day_and_one_home(rungs, maya):
    for number in range(100):
        rungs.seed_goal("maya", f"Goal {number} " + "x" * 280, rungs=tuple(range(26, 40)))
    assert "more" in maya.goal("list").words
    assert "more" in maya.goal("").words
    assert "more" in maya.open_home().words


def test_a_new_person_sees_one_sentence_and_one_button(rungs, maya):
    home = maya.open_home()
    assert home.buttons == ["Set a goal"]
    form = maya.click(home, "Set a goal")
    assert form.view.title == "New goal"


def test_home_shows_today_my_ladders_and_my_team_lately(rungs, maya):
    rungs.seed_goal("maya", rungs=(30,))
    rungs.seed_goal("ana", "Praise a colleague", baseline=0, target=5)
    rungs.seed_goal("ana", "A secret", baseline=0, target=5, visibility=Visibility.ME)
    rungs.users["ana"].goal("checkin G-2 5")
    rungs.users["ana"].goal("checkin G-3 5")
    rungs.later(minutes=3)
    words = maya.open_home().words
    assert "Today, Mon 23 Nov" in words
    assert "◐  1. 30 chats a day" in words
    assert "Ana · Praise a colleague" in words
    assert "A secret" not in words


def test_a_report_from_home_brings_home_and_the_days_message_up_to_date(rungs, maya):
    rungs.seed_goal("maya")
    rungs.at("2026-11-23 09:30")
    form = maya.click(maya.open_home(), "Log")
    maya.submit(form, value=33)
    assert "33 chats a day, on track." in maya.home.words
    rungs.tick()
    assert "33 chats a day, on track." in maya.inbox[0].words


def test_notes_are_for_their_owner_and_the_leads(rungs, maya):
    rungs.seed_goal("maya")
    maya.goal("checkin G-1 33 tired today")
    assert "tired today" in maya.goal("show G-1").words
    assert "tired today" in rungs.users["tom"].goal("show G-1").words
    assert "33 chats" in rungs.users["ana"].goal("show G-1").words
    assert "tired today" not in rungs.users["ana"].goal("show G-1").words


def test_a_card_answers_too(rungs, maya):
    rungs.seed_goal("maya")
    card = maya.goal("show G-1")
    form = maya.click(card, "Log")
    maya.submit(form, value=33)
    assert "33 today → 40 chats a day" in card.screen.words
    assert "Mon 23 Nov: 33 chats a day" in card.screen.words
