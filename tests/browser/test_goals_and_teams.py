"""Goals set and looked at, teams set up, times chosen: in the browser."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.slack_page import Slack

pytestmark = pytest.mark.browser


def test_a_goal_is_set_from_a_sentence(slack: Slack):
    slack.act_as("Maya Chen")
    slack.open_channel("chat-support")
    slack.send("/goal new Attain a first call resolution rate of 90% within six months")
    slack.form.opens("New goal")
    slack.form.has(
        {
            "Goal": "Attain a first call resolution rate of 90% within six months",
            "From": "80",
            "To": "90",
        }
    )
    slack.form.sees("In % · asked every working day · seen by your team · Chat")
    expect(slack.form.field("From")).to_contain_text("A guess: correct it if it is off.")
    due = date.fromisoformat(slack.form.field("Due").locator("input").input_value())
    assert timedelta(days=179) <= due - date.today() <= timedelta(days=185)
    slack.form.fill("From", "82")
    slack.form.more()
    slack.form.has({"Measure": "A number", "Unit": "%", "Who can see it": "My team", "From": "82"})
    slack.form.fill("Rungs", "84, 87 Nearly there")
    slack.form.submit()
    slack.form.opens("Almost there")
    slack.form.sees("✓ Specific · Measurable · Achievable", "○ Relevant: why does it matter")
    slack.form.sees("○ Time-bound", "are a long way. A first rung by")
    rungs = slack.form.field("Rungs").locator("input").input_value()
    assert re.fullmatch(r"84 by [0-9]{1,2} [A-Z][a-z]{2} [0-9]{4}, 87 Nearly there", rungs)
    slack.form.fill("Why it matters", "Nobody likes to ask twice.")
    slack.form.submit()
    slack.form.sees("is set", "○ 3. 90 % · top", "○ 2. 87 % (Nearly there)", "◐ 1. 84 % · by")
    slack.form.sees("I'll ask you first on")
    slack.form.close()

    slack.send("/goal list")
    expect(slack.answer).to_contain_text("Attain a first call resolution rate of 90%")
    expect(slack.answer).to_contain_text("82 % now → 84 % by")
    key = slack.answer.inner_text().split("within six months ")[1].split(" ")[0]
    slack.send(f"/goal show {key}")
    slack.sees("The ladder", "◐ 1. 84 %", "seen by my team")


def test_a_draft_waits_until_its_letters_are_mended(slack: Slack):
    slack.act_as("Ben Okafor")
    slack.open_channel("chat-support")
    slack.send("/goal new Answer chats faster")
    slack.form.opens("New goal")
    slack.form.sees("“faster”: how much, by when?")
    due = date.today() + timedelta(weeks=3)
    for label, value in {"From": "20 chats a day", "To": "30 chats a day"}.items():
        slack.form.fill(label, value)
    slack.form.field("Due").locator("input").fill(due.isoformat())
    slack.form.submit()
    slack.form.opens("Almost there")
    slack.form.fill("Why it matters", "Nobody waits.")
    slack.form.submit()
    slack.form.sees("Still open: specific.")
    slack.form.pick("What now?", "Keep it as a draft")
    slack.form.submit()
    slack.form.opens("Kept as a draft")
    slack.form.close()

    slack.send("/goal list")
    slack.click("Take it up", below="Answer chats faster")
    slack.form.has({"Goal": "Answer chats faster", "From": "20", "To": "30"})
    slack.form.sees("In chats a day")
    slack.form.fill("Goal", "Answer 30 chats a day")
    slack.form.submit()
    slack.form.opens("Ready to start")
    slack.form.sees("✓ Specific · Measurable", "· Relevant · Time-bound")
    slack.form.submit()
    slack.form.sees("is set", "30 chats a day")
    slack.form.close()


def test_a_word_that_rungs_does_not_know_gets_a_guess(slack: Slack):
    slack.act_as("Maya Chen")
    slack.open_channel("email-support")
    slack.send("/goal fedback @ben thanks")
    expect(slack.answer).to_contain_text("Did you mean /goal feedback @Ben Okafor thanks?")
    slack.send("/goal show G-99")
    expect(slack.answer).to_contain_text("I don't know a goal G-99, or you can't see it.")
    slack.send("/goal help")
    for name in ("checkin", "new", "list", "show", "team", "schedule", "away", "feedback", "input"):
        expect(slack.answer).to_contain_text(f"/goal {name}")


def test_a_lead_sees_the_team_and_changes_its_settings(slack: Slack):
    slack.act_as("Priya Shah")
    slack.open_channel("chat-support")
    slack.send("/goal team")
    team = slack.message("5 people · asked at 09:30, Mon–Fri")
    for name in ("Ben Okafor", "Maya Chen", "Sofia Rossi", "Priya Shah · lead"):
        expect(team).to_contain_text(name)
    team.get_by_role("button", name="Settings").click()
    slack.form.opens("Team settings")
    slack.form.has({"Team name": "Chat", "Channel": "#chat-support", "Check-in time": "09:30"})
    assert slack.form.chosen("Leads") == ["Priya Shah", "Grace Lindqvist"]
    assert slack.form.chosen("Working days")[::4] == ["Monday", "Friday"]
    slack.form.pick("Check-in time", "10:15")
    slack.form.submit()
    slack.form.sees("Chat is saved: 5 people in #chat-support.", "Asked at 10:15, Mon–Fri")
    slack.form.close()
    slack.act_as("Maya Chen")  # who is no lead
    slack.send("/goal team")
    team = slack.message("5 people · asked at 10:15, Mon–Fri")
    expect(team).to_be_visible()
    expect(team.get_by_role("button", name="Settings")).to_have_count(0)


def test_a_team_is_set_up_in_a_channel_that_has_none(slack: Slack):
    slack.act_as("Noah Miller")
    slack.open_channel("email-support")
    slack.send("/goal team")
    slack.click("Set up a team in this channel", below="You see the goals")
    slack.form.has({"Team name": "Email support", "Channel": "#email-support"})
    assert slack.form.chosen("Leads") == ["Noah Miller"]
    assert slack.form.chosen("Members") == ["Maya Chen", "Priya Shah", "Noah Miller"]
    slack.form.fill("Team name", "Email")
    slack.form.submit()
    slack.form.sees("Email is set up: 3 people in #email-support.", "Led by Noah Miller.")
    slack.form.close()
    slack.open_dm("Maya Chen")
    slack.sees("Hello Maya, you are on the team Email now. It is led by Noah Miller.")


def test_people_choose_their_own_times_and_days_off(slack: Slack):
    slack.act_as("Grace Lindqvist")
    slack.open_dm("Grace Lindqvist")
    slack.send("/goal schedule")
    slack.form.opens("My times")
    slack.form.has({"Celebrate my rungs": "In the team's channel"})
    for label, time in {
        "Shift starts": "09:00",
        "Ask me at": "09:45",
        "Shift ends": "17:00",
    }.items():
        slack.form.pick(label, time)
    slack.form.pick("Celebrate my rungs", "Just tell me")
    slack.form.submit()
    slack.form.sees("I ask you at 09:45", "within your hours 09:00–17:00 (Europe/London)")
    slack.form.sees("Your rungs are celebrated with you alone.", "Next check-in:")
    slack.form.close()

    slack.send("/goal away 24 Dec to 2 Jan")
    expect(slack.answer).to_contain_text("You are away Thu 24 Dec to")
    slack.click("Remove", below="You are away")
    slack.sees("No days off are noted.")
