"""What was set turns out otherwise: a smaller step, an end that taught something, a look back."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.slack_page import Slack
from tests.support.demo import RunningDemo

pytestmark = pytest.mark.browser


def test_a_smaller_rung_is_taken_reached_and_celebrated(slack: Slack):
    slack.act_as("Aiko Tan")
    slack.open_dm("Aiko Tan")
    slack.sees("Three times at risk. A smaller next step?")
    slack.click("Smaller rung: 15", below="Call 20 customers back a week")
    slack.sees("Added a rung: 15 by ", "Your leads are told.")
    slack.open_dm("Marco Reyes")
    slack.sees("Aiko Tan revised Call 20 customers back a week", "Added a rung: 15 by ")

    slack.open_dm("Aiko Tan")
    slack.click_after("Correct", "Call 20 customers back a week")
    slack.form.fill("Today's number (customers a week)", "15")
    slack.form.submit()
    slack.form.closes()
    slack.sees("Rung 2 of 4 reached.")
    slack.open_channel("phone-support")
    slack.sees("Aiko Tan reached rung 2 of 4: 15 customers a week, from 10.")
    slack.sees("adds to Call back 40 customers a week")


def test_what_came_short_closes_with_what_it_taught(slack: Slack, demo: RunningDemo):
    slack.act_as("Ben Okafor")
    slack.open_dm("Ben Okafor")
    ended = "ended at 84 of 90 tickets. What would you tell someone starting it?"
    slack.click("Write it down", below=ended)
    slack.form.opens("What it taught")
    slack.form.sees("Only you see this, unless you tick a box.")
    slack.form.fill("What happened?", "The last ones all needed a second team.")
    slack.form.fill("A tip for someone starting it", "Ask the warehouse on day one.")
    slack.form.tick("Share", "Share all of it with my leads")
    slack.form.submit()
    slack.form.closes()
    slack.sees("It rests at 84 of 90 tickets.")

    slack.act_as("Priya Shah")
    slack.open_dm("Priya Shah")
    slack.sees("Ben Okafor has ended G-16 and shares with you what it taught.")
    slack.click("Read it", below="has ended G-16")
    slack.sees("What happened: The last ones all needed a second team.")
    told = json.dumps(demo.direct("U01MAYA"))
    assert "warehouse" not in told, "shared with the leads, and with nobody else"


def test_a_tip_is_shown_without_a_name(slack: Slack):
    slack.act_as("Maya Chen")
    slack.open_home()
    tip = slack.main.locator(".home", has_text="A tip from somebody who climbed here before")
    expect(tip).to_contain_text("Read the whole chat before the first word")


def test_a_goal_is_looked_back_at(slack: Slack):
    slack.act_as("Marco Reyes")
    slack.open_dm("Marco Reyes")
    slack.sees("of your people that you can see", "What moved")
    slack.click("Still right", below="Last week · Bring the average wait from 60 to 45 seconds")
    slack.sees("✓ Still right.")


def test_all_goals_of_a_day_are_reported_in_one_form(slack: Slack):
    slack.act_as("Maya Chen")
    slack.open_dm("Maya Chen")
    asked = "Two goals today"
    slack.message(asked).get_by_role("button", name="Log all").click()
    slack.form.opens("Log all")
    slack.form.sees("Last: 31 chats a day", "Your team sees the number.")
    chats = slack.form.box.locator(".bk-input", has_text="Reply to 40 chats a day")
    article = slack.form.box.locator(".bk-input", has_text="Write six knowledge articles")
    chats.locator("input").fill("many")
    article.locator("select").select_option(label="Not yet")
    slack.form.submit()
    slack.form.sees('I can\'t read "many" as a number of chats a day.')
    chats.locator("input").fill("33 at risk, two away")
    slack.form.submit()
    slack.form.closes()
    slack.sees("33 chats a day, at risk. “two away”", "Not yet, on track.", "That's today done.")
