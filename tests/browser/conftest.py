"""The demo, as `make demo` shows it, and a browser before it."""

from collections.abc import Iterator

import psutil
import pytest
from playwright.sync_api import Browser

from bot.demo import local_slack
from tests.browser.slack_page import Slack, open_browser, open_slack
from tests.support.demo import RunningDemo, start_demo

GRACE = 5
"""Seconds before a shout-out: short to wait for, and long enough to press "Undo" in."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[RunningDemo]:
    """One demo for the stories of a file, which build on each other in their order, and on no other
    file's; Ctrl-C ends it, and nothing is left of it.
    """
    if local_slack.platform_name() not in local_slack.INTEGRITY:
        pytest.skip("there is no local Slack for this platform")
    with start_demo(tmp_path_factory.mktemp("demo"), grace=GRACE) as running:
        family = psutil.Process(running.process.pid).children(recursive=True)
        yield running
        status, screen = running.stop(), running.screen.read_text()
        assert status == 0, screen
        assert not [child for child in family if child.is_running()]
        assert local_slack.is_free(running.port)
        _, _, told = screen.partition("Ctrl-C stops everything.")
        assert told.strip() == "Stopped; nothing is left running.", f"It complained:\n{told}"


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    with open_browser(chromium) as opened:
        yield opened


@pytest.fixture
def slack(demo: RunningDemo, browser: Browser) -> Iterator[Slack]:
    """The local Slack on a page of the test's own (not the fake Slack of the other tests)."""
    with open_slack(browser, demo.url) as opened:
        yield opened
