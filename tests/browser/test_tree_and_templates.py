"""What adds to what, and ladders to start from: in the browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.slack_page import Slack

pytestmark = pytest.mark.browser


def test_the_tree_shows_what_adds_up_and_a_goal_finds_its_place(slack: Slack):
    slack.act_as("Sofia Rossi")
    slack.open_channel("chat-support")
    slack.send("/goal tree")
    expect(slack.answer).to_contain_text("Leave every customer glad they asked")
    expect(slack.answer).to_contain_text("Chat satisfaction of 90 %")
    expect(slack.answer).to_contain_text(re.compile("% of the way, from the [0-9] goals under it"))
    expect(slack.answer).to_contain_text("Together: you 3 · Ben Okafor 2")
    expect(slack.answer).to_contain_text("Adding to nothing yet")
    slack.send("/goal align G-7 under satisfaction")
    slack.click_beside("This one", "Chat satisfaction of 90 %")
    expect(slack.message("G-7 now counts for")).to_contain_text(
        re.compile(r"counts for .+ of Chat satisfaction of 90 % \(G-2\)")
    )


def test_a_template_opens_the_form_filled_in(slack: Slack):
    slack.act_as("Maya Chen")
    slack.open_channel("email-support")
    slack.send("/goal templates")
    slack.choose(
        "Bring the backlog down to 20 open tickets · 80 → 20 open tickets", "Online support"
    )
    slack.form.opens("New goal")
    slack.form.has({"From": "80", "To": "20"})
    slack.form.fill("From", "78")
    slack.form.more()
    slack.form.has({"Whose goal is it?": "Mine, at work"})
    slack.form.pick("Adds to", "G-2 Chat satisfaction of 90 %")
    slack.form.submit()
    slack.form.opens("Ready to start")
    slack.form.submit()
    slack.form.sees("is set", "of Chat satisfaction of 90 % (G-2)")
    slack.form.close()


def test_an_admin_changes_the_mission(slack: Slack):
    slack.act_as("Grace Lindqvist")
    slack.open_channel("email-support")
    slack.send("/goal mission")
    expect(slack.answer).to_contain_text("Help that feels easy, for everybody who asks.")
    slack.click("Change", below="Help that feels easy")
    slack.form.opens("What we are here for")
    slack.form.fill("Priorities", "Shorter waits first")
    slack.form.submit()
    slack.form.sees("Help that feels easy")
    slack.form.close()
