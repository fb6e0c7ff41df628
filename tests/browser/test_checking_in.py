"""A day's check-in in the browser: reported, celebrated, taken back, blocked."""

import pytest
from playwright.sync_api import expect

from tests.browser.slack_page import Slack

pytestmark = pytest.mark.browser


def test_a_rung_is_reached_told_to_the_team_and_cheered(slack: Slack):
    slack.act_as("Maya Chen")
    slack.open_dm("Maya Chen")
    slack.sees("Hello, Maya. Two goals today", "→ 35 by", "top 40 chats a day")
    slack.click("Log", below="Reply to 40 chats a day")
    slack.form.opens("Check in")
    slack.form.sees("Your team sees the number. Your note is seen by you and your leads.")
    slack.form.fill("Today's number (chats a day)", "35")
    slack.form.fill("Note", "Macros helped.")
    slack.form.submit()
    slack.form.closes()
    slack.sees("35 chats a day, on track. “Macros helped.”", "Rung 2 of 3 reached.", "still open")

    slack.open_channel("chat-support")
    shout_out = "Maya Chen reached rung 2 of 3: 35 chats a day, from 25."
    slack.sees(shout_out)
    slack.act_as("Ben Okafor")
    slack.click("Cheer", below=shout_out)
    expect(slack.message(shout_out)).to_contain_text("👏 Cheer · 1")
    slack.act_as("Sofia Rossi")
    slack.click("Cheer", below=shout_out)
    expect(slack.message(shout_out)).to_contain_text("👏 Cheer · 2")


def test_what_is_taken_back_within_the_grace_is_told_to_nobody(slack: Slack):
    slack.act_as("Noah Miller")
    slack.open_dm("Noah Miller")
    slack.click("Log", below="Wrap up a call in 60 seconds")
    slack.form.fill("Today's number (seconds a call)", "80")
    slack.form.submit()
    slack.form.closes()
    slack.sees("Rung 2 of 3 reached.")
    slack.choose("Undo", below="Wrap up a call in 60 seconds")
    slack.sees("92 yesterday, down to 80")
    expect(slack.message("Wrap up a call")).not_to_contain_text("Rung 2 of 3 reached")

    slack.act_as("Aiko Tan")  # she reaches the top later, so hers is told later than his would be
    slack.open_dm("Aiko Tan")
    slack.choose("4 · mostly", below="Call quality of 4 out of 5")
    slack.sees("You reached the top: 4 of 5.")
    slack.open_channel("phone-support")
    slack.sees("Aiko Tan reached the top: 4 of 5")
    expect(slack.main).not_to_contain_text("Noah Miller reached rung 2")


def test_a_blocker_reaches_the_lead_who_takes_it_on_and_answers(slack: Slack):
    slack.act_as("Sofia Rossi")
    slack.open_dm("Sofia Rossi")
    slack.choose("Blocked", below="First answer within 2 minutes")
    slack.form.opens("Check in")
    slack.form.has({"How does it look?": "Blocked"})
    slack.form.fill("Today's number (minutes)", "4")
    slack.form.fill("Note", "The refund system logs me out.")
    slack.form.submit()
    slack.form.closes()
    slack.sees("4 minutes, blocked. “The refund system logs me out.”")

    slack.act_as("Priya Shah")
    slack.open_dm("Priya Shah")
    slack.sees("Sofia Rossi is blocked on First answer within 2 minutes")
    slack.click("I'm on it", below="Sofia Rossi is blocked on")
    slack.sees("Priya Shah is on it.")
    slack.open_dm("Sofia Rossi")
    slack.sees("Priya Shah is on it: First answer within 2 minutes")
    slack.open_dm("Priya Shah")
    slack.click("Answer", below="Sofia Rossi is blocked on")
    slack.form.opens("Answer")
    slack.form.sees("The refund system logs me out.")
    slack.form.fill("Your answer", "You get a login of your own on Monday.")
    slack.form.submit()
    slack.form.opens("Answered")
    slack.form.close()
    expect(slack.message("is blocked on").get_by_role("button", name="Answer")).to_have_count(0)

    slack.open_dm("Sofia Rossi")
    slack.sees("Priya Shah answered what blocks you on")
    slack.sees("You get a login of your own on Monday.")


def test_home_takes_the_days_check_in(slack: Slack):
    slack.act_as("Ben Okafor")
    slack.open_home()
    slack.sees("Today,", "My ladders", "My team lately")
    slack.click("Log", below="Resolve 80 % of chats at first contact")
    slack.form.fill("Today's number (%)", "75%")
    slack.form.submit()
    slack.form.closes()
    slack.sees("75 %, on track.")
    slack.open_dm("Ben Okafor")  # the message that asked him knows of it too
    slack.sees("Thanks, Ben. That's today done.", "75 %, on track.")


def test_a_number_that_cannot_be_read_loses_nothing_that_was_typed(slack: Slack):
    slack.act_as("Marco Reyes")
    slack.open_dm("Marco Reyes")
    slack.click("Log", below="Bring the average wait from 60 to 45 seconds")
    number = "Today's number (seconds)"
    slack.form.fill(number, "53x")
    slack.form.fill("Note", "Two people ill.")
    slack.form.submit()
    slack.form.sees('I can\'t read "53x" as a number of seconds. Try 45. Nothing was changed.')
    slack.form.has({number: "53x", "Note": "Two people ill."})
    slack.form.fill(number, "53")
    slack.form.submit()
    slack.form.closes()
    slack.sees("53 seconds, on track. “Two people ill.”")
