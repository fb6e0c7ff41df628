"""While Slack leaves calls unanswered, people are answered inside its three seconds."""

import time

import pytest

from handlers import ask_slack
from tests.support.faults import hang
from tests.support.rungs import Rungs

SILENT = "Slack did not answer in time. Nothing was lost"
SENTENCE = "Reply to forty chats a day without a queue at noon"


@pytest.fixture
def maya(rungs: Rungs, monkeypatch):
    monkeypatch.setattr(ask_slack, "WITHIN", 0.4)
    rungs.meet("maya")
    return rungs.user("maya")


def test_all_that_is_asked_for_one_person_fits_into_an_acknowledgement():
    assert ask_slack.WITHIN + ask_slack.LEAST < 3


def test_a_form_that_slack_does_not_open_gives_the_words_back(rungs, maya):
    rungs.slack.faults.always("views.open", hang(2))
    outcome = maya.goal(f"new {SENTENCE}")
    assert SILENT in outcome.words and SENTENCE in outcome.words


def test_calls_one_after_the_other_share_the_time(rungs, maya):
    client = ask_slack.InTime.of(rungs.app.client)
    first = client.timeout
    time.sleep(0.2)
    assert ask_slack.LEAST <= client.timeout < first <= 0.4
    assert ask_slack.quick(client).timeout < first
    assert rungs.app.client.timeout == 10, "delivery waits as long as ever"


def test_a_click_for_a_form_is_told_where_it_was_made(rungs, maya):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya", "Reply to 40 chats")
    card = maya.goal("show G-1")
    rungs.slack.faults.always("views.open", hang(2))
    assert SILENT in maya.click(card, "Log").words


def test_words_of_ten_thousand_characters_come_back_whole(rungs, maya):
    typed = "a word " * 1400
    for command in ("input", "feedback nobody", "new", "propose"):
        outcome = maya.goal(f"{command} {typed}")
        shown = outcome.words.replace("\n", "")
        assert outcome.view or shown.count("word") >= 1400, command
