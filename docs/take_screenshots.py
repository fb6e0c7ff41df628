"""Takes the pictures of docs/images from the demo, as `make screenshots` does."""

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Locator

from tests.browser.slack_page import SIZE, Slack, open_browser, open_slack
from tests.conftest import CHROMIUMS
from tests.support.demo import start_demo

IMAGES = Path(__file__).parent / "images"
SENTENCE = "Attain a first call resolution rate of 90% within six months"
TALL = {"width": 960, "height": 1500}
"""A window in which no form needs to be scrolled, and a message fills its line."""


def main() -> None:
    chromium = os.environ.get("RUNGS_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)))
    IMAGES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        start_demo(Path(folder)) as demo,
        open_browser(chromium) as browser,
        open_slack(browser, demo.url) as slack,
    ):
        look_around(slack)
        slack.page.set_viewport_size(TALL)
        change_plans(slack)
        agree(slack)
        review_a_goal(slack)


def look_around(slack: Slack) -> None:
    """The pages that one sees first, as they stand on a screen."""
    slack.act_as("Maya Chen")
    slack.open_dm("Maya Chen")
    slack.sees("Hello, Maya.")
    take(slack, "daily")
    slack.click("Log", below="Reply to 40 chats a day")
    slack.form.fill("Today's number (chats a day)", "35")
    slack.form.fill("Note", "The new macros helped.")
    slack.form.submit()
    slack.form.closes()
    slack.open_channel("chat-support")
    shout_out = "Maya Chen reached rung 2 of 3"
    slack.sees(shout_out)
    for cheers, name in enumerate(("Ben Okafor", "Sofia Rossi", "Priya Shah"), start=1):
        slack.act_as(name)
        slack.click("Cheer", below=shout_out)
        slack.sees(f"Cheer · {cheers}")
    take(slack, "shout-out")

    slack.open_channel("email-support")
    slack.send("/goal team")
    slack.sees("You see the goals")
    take(slack, "team")
    slack.act_as("Maya Chen")
    slack.open_dm("Maya Chen")
    slack.send(f"/goal new {SENTENCE}")
    slack.form.opens("New goal")
    take(slack, "new-goal")
    slack.form.close()
    slack.page.set_viewport_size({**SIZE, "height": 900})
    slack.open_home()
    slack.sees("My team lately", "👏 3")
    take(slack, "home")


def change_plans(slack: Slack) -> None:
    """What was set turned out otherwise."""
    slack.act_as("Aiko Tan")
    slack.open_dm("Aiko Tan")
    slack.sees("Three times at risk.")
    take_part(slack, slack.message("Three times at risk."), "offer")

    slack.act_as("Ben Okafor")
    slack.open_dm("Ben Okafor")
    slack.send("/goal show G-6")
    slack.sees("Revised")
    take_part(slack, slack.answer, "revised")
    slack.click("Write it down", below="ended at 84 of 90 tickets")
    slack.form.opens("What it taught")
    slack.form.fill("What happened?", "The last ones all needed the warehouse as well.")
    slack.form.fill("What did you learn?", "Old tickets are rarely one team's.")
    slack.form.fill("A tip for someone starting it", "Ask the warehouse on day one.")
    slack.form.tick("Share", "Show the tip")
    take_part(slack, slack.form.box, "retrospective")
    slack.form.close()

    slack.act_as("Marco Reyes")
    slack.open_dm("Marco Reyes")
    slack.sees("What moved")
    take_part(slack, slack.message("of your people that you can see"), "looking-back")

    slack.act_as("Grace Lindqvist")
    slack.open_channel("email-support")
    slack.send("/goal tree")
    slack.sees("Our goals")
    take_part(slack, slack.answer, "tree")

    slack.act_as("Priya Shah")
    slack.open_dm("Priya Shah")
    slack.send("/goal inputs")
    slack.sees("What was said")
    take_part(slack, slack.answer, "inputs")


def agree(slack: Slack) -> None:
    """Priya proposes, Maya answers with a change."""
    slack.act_as("Maya Chen")
    slack.open_dm("Maya Chen")
    proposed = "Priya Shah proposes a goal for you."
    slack.sees(proposed)
    take_part(slack, slack.message(proposed), "proposal")
    slack.message(proposed).get_by_role("button", name="Change").click()
    slack.form.opens("Answer Priya")
    slack.form.fill("Goal", "Answer 73 % of chats within a minute")
    slack.form.fill("To", "73")
    slack.form.fill("A word with it", "73, if I keep my Friday for the articles.")
    slack.form.submit()
    slack.form.opens("On its way")
    slack.form.close()
    slack.act_as("Priya Shah")
    slack.open_dm("Priya Shah")
    answered = "Maya Chen answers with a change."
    slack.sees(answered)
    take_part(slack, slack.message(answered), "answer")


def review_a_goal(slack: Slack) -> None:
    """What is said of a goal letter by letter, without history and with it."""
    slack.act_as("Maya Chen")
    slack.open_dm("Maya Chen")
    slack.send(f"/goal new {SENTENCE}")
    slack.form.opens("New goal")
    slack.form.fill("From", "82")
    slack.form.submit()
    slack.form.opens("Almost there")
    take_part(slack, slack.form.box, "review")
    slack.form.close()
    slack.send("/goal new Reply to 33 chats a day, from 29, within four weeks")
    slack.form.opens("New goal")
    slack.form.submit()
    slack.form.opens("Almost there")
    take_part(slack, slack.form.box, "achievable")
    slack.form.close()


def take(slack: Slack, name: str) -> None:
    """A picture of the page as it stands, with nothing under the mouse."""
    slack.page.mouse.move(0, 0)
    slack.page.screenshot(path=IMAGES / f"{name}.png")


def take_part(slack: Slack, part: Locator, name: str) -> None:
    """The same of one message or form."""
    slack.page.mouse.move(0, 0)
    part.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
