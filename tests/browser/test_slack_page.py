"""What watches over every screen of the browser tests does notice what it is there for."""

import pytest
from playwright.sync_api import Browser

from tests.browser.slack_page import open_slack
from tests.support.demo import RunningDemo

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("unreadable", ["[table]", ":tada_of_old:", "&lt;", "<@U01MAYA"])
def test_a_screen_that_nobody_can_read_is_noticed(
    demo: RunningDemo, browser: Browser, unreadable: str
):
    kind = "bk-unknown" if unreadable == "[table]" else "bk-section"
    with (
        pytest.raises(AssertionError, match="have to read"),
        open_slack(browser, demo.url) as slack,
    ):
        slack.sees("reached rung 1")
        slack.page.evaluate(
            """([kind, words]) => {
                const block = document.createElement('div');
                block.className = kind;
                block.textContent = words;
                document.querySelector('.blocks').append(block);
            }""",
            [kind, unreadable],
        )
