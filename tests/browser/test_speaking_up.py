"""Feedback between two people, and input to a team's leads, in the browser."""

import json

import pytest
from playwright.sync_api import expect

from bot.demo.cast import BOT_USER_ID
from tests.browser.slack_page import Slack
from tests.support.demo import RunningDemo

pytestmark = pytest.mark.browser


def readers(demo: RunningDemo, words: str) -> set[str]:
    """The ids of all people before whose eyes these words stand in the real Slack."""
    found: set[str] = set()
    for channel in demo.slack.control("state")["channels"]:
        for message in demo.messages(channel["id"]):
            if words in json.dumps(message, ensure_ascii=False):
                alone = message.get("ephemeral_to")
                found |= {alone} if alone else set(channel["members"])
    return found - {BOT_USER_ID}


def test_feedback_is_between_two_people(slack: Slack, demo: RunningDemo):
    slack.act_as("Maya Chen")
    slack.open_channel("chat-support")
    slack.send("/goal feedback @ben Your calm on Friday helped us all.")
    slack.sees("Sent to Ben Okafor, as a direct message:", "Only you and Ben Okafor see it.")

    slack.act_as("Ben Okafor")
    slack.open_dm("Ben Okafor")
    slack.sees("Maya Chen has feedback for you", "Your calm on Friday helped us all.")
    slack.click("Thank", below="Maya Chen has feedback for you")
    slack.sees("You said thank you to Maya Chen.")
    slack.open_dm("Maya Chen")
    slack.sees("Ben Okafor says thank you for your feedback.")
    assert readers(demo, "Your calm on Friday") == {"U01MAYA", "U01BEN"}


def test_unnamed_input_is_kept_without_a_name(slack: Slack, demo: RunningDemo):
    slack.act_as("Sofia Rossi")
    slack.open_channel("chat-support")
    slack.send("/goal input Could we rotate the late shift?")
    slack.form.opens("Input")
    slack.form.has({"What do you want to say?": "Could we rotate the late shift?"})
    slack.form.submit()
    slack.form.sees("Your name: Please complete this required field.")
    slack.form.tick("Your name", "Leave my name out")
    slack.form.submit()
    slack.form.sees("Kept without your name.", "Could we rotate the late shift?")
    slack.form.close()
    slack.send("/goal inputs")
    expect(slack.answer).to_contain_text("What was said, and what came of it")
    assert readers(demo, "rotate the late shift") == set(), "the leads hear of it on a later hour"


def test_a_lead_answers_unnamed_input_for_the_whole_team(slack: Slack, demo: RunningDemo):
    asked, answer = "Could the late shift be told a week ahead?", "Yes, from December on."
    slack.act_as("Aiko Tan")
    slack.open_dm("Aiko Tan")
    slack.send("/goal inputs")
    expect(slack.answer).to_contain_text("Nothing yet.")

    slack.act_as("Marco Reyes")
    slack.open_dm("Marco Reyes")
    slack.send("/goal inputs")
    slack.sees("One input waits for an answer.", "Someone, unnamed, has a request for Phones")
    slack.click("Answer", below=asked)
    slack.form.opens("Answer")
    slack.form.sees("The whole team sees the words and your answer in /goal inputs.")
    slack.form.fill("Your answer", answer)
    slack.form.submit()
    slack.form.opens("Answered")
    slack.form.close()
    slack.sees(f"Marco Reyes answered: {answer}")

    slack.act_as("Aiko Tan")
    slack.open_dm("Aiko Tan")
    slack.send("/goal inputs")
    expect(slack.answer).to_contain_text(asked)
    expect(slack.answer).to_contain_text(f"Marco Reyes answered: {answer}")
    assert readers(demo, asked) == {"U01AIKO", "U01MARCO"}


def test_named_input_is_answered_to_the_one_who_gave_it(slack: Slack, demo: RunningDemo):
    slack.act_as("Priya Shah")
    slack.open_dm("Priya Shah")
    slack.send("/goal inputs")
    macro = "A macro for delivery delays would save each of us ten chats a day."
    slack.click("Answer", below=macro)
    slack.form.opens("Answer")
    slack.form.fill("Your answer", "Good idea: would you write it with Maya?")
    slack.form.submit()
    slack.form.opens("Answered")
    slack.form.close()
    slack.open_dm("Ben Okafor")
    slack.sees("Priya Shah answered your idea for Chat", "would you write it with Maya?")
    assert readers(demo, macro) == {"U01PRIYA", "U01BEN"}
