"""The local Slack in a browser, in the words of somebody who sits before it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZE = {"width": 1280, "height": 800}
PATIENCE_MS = 20_000
"""Enough for a shout-out's grace on a busy machine."""

# Notes what no person should ever read, on every screen and at every moment of the visit: a
# block that the local Slack cannot show ("[table]"), an emoji's name, an entity, a lost value.
WATCH = """
window.unreadable = [];
const told = new Set();
const look = () => {
  for (const block of document.querySelectorAll('.bk-unknown')) told.add(block.textContent);
  for (const blocks of document.querySelectorAll('.blocks, .home, .modal')) {
    for (const found of blocks.innerText.matchAll(
      /\\B:[a-z0-9_+-]+:\\B|&(?:lt|gt|amp);|\\bundefined\\b|\\[object |<[@#!]\\w+/g
    )) told.add(found[0]);
  }
  window.unreadable = [...told];
};
new MutationObserver(look).observe(document, {childList: true, subtree: true, characterData: true});
"""


@contextmanager
def open_browser(chromium: str) -> Iterator[Browser]:
    """Headless Chromium from this path."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def open_slack(browser: Browser, url: str) -> Iterator["Slack"]:
    """The local Slack on a fresh page, which must have no trouble while it is open."""
    context = browser.new_context(viewport=SIZE, locale="en-GB", timezone_id="Europe/London")
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(WATCH)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    try:
        page.goto(url)
        expect(page.get_by_text("ui live")).to_be_visible()
        slack = Slack(page)
        if slack.form.box.count():  # left open by a visit that went wrong: it is the same for all
            slack.form.close()
        yield slack
        unreadable = page.evaluate("window.unreadable")
    finally:
        context.close()
    assert not unreadable, f"Nobody should have to read this: {unreadable}"
    assert not errors, errors


class Slack:
    """One window: a channel, a person's direct messages or Home, and at times a form over it."""

    def __init__(self, page: Page):
        self.page = page
        self.main = page.locator(".main")
        self.form = Form(page)

    def act_as(self, name: str) -> None:
        """Be somebody else from now on."""
        self.page.get_by_label("Act as").select_option(label=name)

    def open_channel(self, name: str) -> None:
        self._open(f"# {name}", name)

    def open_dm(self, name: str) -> None:
        """The direct messages between Rungs and this person."""
        self._open(name, name)

    def open_home(self) -> None:
        """Rungs's Home, as the one who acts sees it."""
        self._open("🏠 Rungs", "Rungs")

    def _open(self, title: str, name: str) -> None:
        self.page.locator(".sidebar-item", has_text=name).click()
        expect(self.main.locator(".channel-title")).to_contain_text(title)

    def send(self, text: str) -> None:
        """Write this, a command or a message, where one is."""
        self.main.locator(".composer-input").fill(text)
        self.main.get_by_role("button", name="Send").click()

    def message(self, holding: str) -> Locator:
        """The newest message with these words."""
        return self.main.locator(".msg", has_text=holding).last

    @property
    def answer(self) -> Locator:
        """The newest message that only the one who acts can see."""
        return self.main.locator(".msg", has=self.page.locator(".badge-eph")).last

    def sees(self, *texts: str) -> None:
        """Each of these stands here, or soon does."""
        for text in texts:
            expect(self.main.locator(".blocks", has_text=text).last).to_be_visible()

    def click(self, label: str, below: str) -> None:
        """Press the newest such button in the row under these words."""
        self._rows(below).get_by_role("button", name=label).last.click()

    def click_beside(self, label: str, words: str) -> None:
        """Press the newest such button in the row that holds these words."""
        row = self.main.locator(".blocks > *", has_text=words)
        row.get_by_role("button", name=label).last.click()

    def click_after(self, label: str, words: str) -> None:
        """Press the first such button that follows these words, in whatever row."""
        after = self.main.locator(".blocks > *", has_text=words).first
        row = after.locator("xpath=following-sibling::*[contains(@class, 'bk-actions')]")
        row.get_by_role("button", name=label).first.click()

    def choose(self, option: str, below: str) -> None:
        """Choose from the newest list in the row under these words."""
        offers = self.page.locator("option", has_text=option)
        self._rows(below).locator("select", has=offers).last.select_option(label=option)

    def _rows(self, below: str) -> Locator:
        blocks = self.main.locator(".blocks > *", has_text=below)
        return blocks.locator("xpath=following-sibling::*[contains(@class, 'bk-actions')][1]")


class Form:
    """The form or dialog that lies over the page."""

    def __init__(self, page: Page):
        self.box = page.locator(".modal")

    def opens(self, title: str) -> None:
        expect(self.box.locator(".modal-title")).to_have_text(title)

    def sees(self, *texts: str) -> None:
        """Each of these stands in it, or soon does."""
        for text in texts:
            expect(self.box).to_contain_text(text)

    def field(self, label: str) -> Locator:
        """A field with its label and hint."""
        name = self.box.page.get_by_text(label, exact=True)
        return self.box.locator(".bk-input", has=name).first

    def has(self, fields: Mapping[str, str]) -> None:
        """Each field shows this value."""
        for label, value in fields.items():
            field = self.field(label)
            if field.locator("select").count():
                expect(field.locator("select > option:checked")).to_have_text(value)
            else:
                expect(field.locator("input")).to_have_value(value)

    def chosen(self, label: str) -> list[str]:
        """What is chosen at first among several boxes, which the demo marks with a ✓."""
        boxes = self.field(label).locator(".bk-options label").all_inner_texts()
        return [text.strip().removeprefix("✓ ") for text in boxes if "✓" in text]

    def fill(self, label: str, text: str) -> None:
        self.field(label).locator("input").fill(text)

    def pick(self, label: str, option: str) -> None:
        """Choose from a list."""
        self.field(label).locator("select").select_option(label=option)

    def tick(self, label: str, option: str) -> None:
        """Tick a box or a circle."""
        self.field(label).locator("label", has_text=option).locator("input").check()

    def more(self) -> None:
        """Ask for the form with all that there is to choose."""
        self.field("More").locator("input").check()
        self.submit()
        expect(self.field("More")).to_have_count(0)

    def submit(self) -> None:
        self.box.locator(".modal-btn.primary").click()

    def closes(self) -> None:
        expect(self.box).to_have_count(0)

    def close(self) -> None:
        """Put it away."""
        self.box.locator(".modal-x").click()
        self.closes()
