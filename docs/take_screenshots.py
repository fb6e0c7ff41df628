"""Takes the pictures of docs/images from the demo, as `make screenshots` does."""

import os
import shutil
import tempfile
from pathlib import Path

from tests.browser.slack_page import Slack, open_browser, open_slack
from tests.conftest import CHROMIUMS
from tests.support.demo import start_demo

IMAGES = Path(__file__).parent / "images"
SENTENCE = "Attain a first call resolution rate of 90% within six months"


def main() -> None:
    chromium = os.environ.get("RUNGS_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)))
    IMAGES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        start_demo(Path(folder)) as demo,
        open_browser(chromium) as browser,
        open_slack(browser, demo.url) as slack,
    ):
        visit(slack)


def visit(slack: Slack) -> None:
    """One walk through the demo, with a picture at each place worth showing."""
    slack.act_as("Maya Chen")
    slack.open_dm("Maya Chen")
    slack.sees("Hello, Maya.")
    take(slack, "daily")

    slack.click("Log today", below="Reply to 40 chats a day")
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
    slack.open_dm("Priya Shah")
    slack.send("/goal inputs")
    slack.sees("What was said")
    take(slack, "inputs")

    slack.act_as("Maya Chen")
    slack.open_home()
    slack.sees("My team lately", "👏 3")
    take(slack, "home")
    slack.open_dm("Maya Chen")
    slack.send("/goal show G-4")
    slack.sees("The ladder")
    take(slack, "goal")
    slack.send(f"/goal new {SENTENCE}")
    slack.form.opens("New goal")
    slack.form.fill("Rungs", "84, 87 by 1 March")
    take(slack, "new-goal")
    slack.form.close()


def take(slack: Slack, name: str) -> None:
    """A picture of the page as it stands, with nothing under the mouse."""
    slack.page.mouse.move(0, 0)
    slack.page.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    main()
