"""Two people, each before a browser of their own, agree on a goal and climb it."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Browser, expect

from bot.demo.cast import WORKSPACE_ID
from bot.demo.hours import worked_before
from goals.goal import Confidence
from goals.report import Report
from handlers.check_in import record
from store import ladders, people
from tests.browser.slack_page import Slack, open_slack
from tests.support.demo import RunningDemo

pytestmark = pytest.mark.browser

DUE = date.today() + timedelta(weeks=3)
GOAL = "Reply to 32 chats a day"


@pytest.fixture
def priya(slack: Slack) -> Slack:
    """The lead's browser."""
    slack.act_as("Priya Shah")
    return slack


@pytest.fixture
def ben(demo: RunningDemo, browser: Browser) -> Iterator[Slack]:
    """The agent's. A form shows in both, and is closed before the other goes on."""
    with open_slack(browser, demo.url) as opened:
        opened.act_as("Ben Okafor")
        yield opened


def at_risk_before(demo: RunningDemo, key: str, value: int, days: int) -> None:
    """Ben's reports of the last working days, which the test does not wait for."""
    with demo.remembered() as tx:
        actor = people.actor(tx, WORKSPACE_ID, "U01BEN")
        assert actor
        before = worked_before(actor.today(datetime.now(UTC)))
        for day in reversed([next(before) for _ in range(days)]):
            goal = ladders.by_number(tx, actor.person.workspace_id, int(key.removeprefix("G-")))
            assert goal
            report = Report(Decimal(value), Confidence.AT_RISK)
            then = datetime.combine(day, time(15), UTC)
            record.record(tx, actor, goal, day, report, then, timedelta(0))


def adding_up(priya: Slack) -> int:
    """How many goals add up to her team's, by the tree."""
    priya.send("/goal tree")
    under = re.compile(r"of the way, from the ([0-9]+) goals under it")
    expect(priya.answer).to_contain_text(under)
    found = under.search(priya.answer.inner_text())
    assert found
    return int(found[1])


def test_agreed_aligned_made_smaller_reached_and_celebrated(
    demo: RunningDemo, priya: Slack, ben: Slack
):
    # A lead proposes from a sentence.
    priya.open_channel("chat-support")
    before = adding_up(priya)
    priya.send(f"/goal propose @ben {GOAL}, from 24, by {DUE:%d %B %Y}")
    priya.form.opens("Propose to Ben")
    priya.form.has({"Goal": f"{GOAL}, from 24, by {DUE:%d %B %Y}", "From": "24", "To": "32"})
    priya.form.fill("Goal", GOAL)
    priya.form.fill("Rungs", "30")
    priya.form.fill("Why it matters", "Shorter queues in the evening.")
    priya.form.pick("Adds to", "G-2 Chat satisfaction of 90 %")
    priya.form.fill("A word with it", "You were close in October.")
    priya.form.submit()
    priya.form.opens("On its way")
    priya.form.close()

    # The agent counters, with the history in view.
    ben.open_dm("Ben Okafor")
    ben.sees("Priya Shah proposes a goal for you.", "You were close in October.")
    ben.sees("32 chats a day · 0 of 8", "30 chats a day · 2 of 8")
    ben.main.get_by_role("button", name="Change").last.click()
    ben.form.opens("Answer Priya")
    ben.form.sees("That is for you: nobody else is shown it here.")
    ben.form.fill("Goal", "Reply to 30 chats a day")
    ben.form.fill("To", "30")
    ben.form.fill("Rungs", "28")
    ben.form.fill("A word with it", "30 I have done before.")
    ben.form.submit()
    ben.form.opens("On its way")
    ben.form.close()

    # The lead sees what is different, and accepts; both hear that it has started.
    priya.open_dm("Priya Shah")
    priya.sees("Ben Okafor answers with a change.", "30 I have done before.")
    priya.sees("To, was", "To, now")
    expect(priya.main).not_to_contain_text("2 of 8")
    priya.main.get_by_role("button", name="Accept").last.click()
    priya.sees("Agreed with Ben Okafor.")
    ben.sees("Agreed with Priya Shah.")
    ben.send("/goal list")
    ben.sees("24 now → 28 (rung 1 of 2) · top 30 chats a day")
    key = ben.answer.inner_text().split("Reply to 30 chats a day ")[1].split(" ")[0]

    # The tree shows it rolling up.
    assert adding_up(priya) == before + 1
    expect(priya.answer).to_contain_text(f"Reply to 30 chats a day {key} · Ben Okafor")

    # The third day at risk brings the offer of a smaller rung, which he takes.
    at_risk_before(demo, key, 25, days=2)
    ben.send(f"/goal checkin {key} 25 at risk")
    ben.sees("Three times at risk. A smaller next step?")
    ben.click("Smaller rung: 26", below="Three times at risk.")
    ben.sees("25 today → 26 by ", "(rung 1 of 3)")
    priya.sees(f"Ben Okafor revised Reply to 30 chats a day {key}. Added a rung: 26")
    ben.send(f"/goal show {key}")
    ben.sees("◐ 1. 26 chats a day", "Revised", "added a rung: 26")

    # He climbs it, and then to the top; the team hears of it, and his lead cheers.
    ben.send(f"/goal checkin {key} 26")
    ben.sees("Rung 1 of 3 reached.")
    ben.send(f"/goal checkin {key} 30 Two at a time, and the macros.")
    ben.sees("You reached the top: 30 chats a day.")
    shout_out = "Ben Okafor reached the top: 30 chats a day, from 24."
    priya.open_channel("chat-support")
    priya.sees(shout_out, "Chat satisfaction of 90 %")
    priya.click("Cheer", below=shout_out)
    expect(priya.message(shout_out)).to_contain_text("Cheer · 1")
