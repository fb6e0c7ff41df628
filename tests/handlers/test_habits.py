"""How people write dates and numbers follows their language, else where they are."""

import pytest

from goals.habits import Habits
from goals.people import Person
from handlers.habits import habits_of
from tests.support.rungs import Rungs


def somebody(locale: str, zone: str = "UTC") -> Person:
    return Person(1, 1, "U1", "Maya", zone, locale=locale)


@pytest.mark.parametrize(
    ("locale", "day_first", "decimal"),
    [
        ("en-US", False, "."),
        ("en-GB", True, "."),
        ("de-DE", True, ","),
        ("fr-FR", True, ","),
        ("es-ES", True, ","),
        ("es-LA", True, "."),
        ("pt-BR", True, ","),
        ("ja-JP", False, "."),
        ("zh-TW", False, "."),
    ],
)
def test_a_language_says_it(locale: str, day_first: bool, decimal: str) -> None:
    assert habits_of(somebody(locale, "Europe/London")) == Habits(day_first, decimal)


@pytest.mark.parametrize(
    ("zone", "day_first"),
    [("America/New_York", False), ("Europe/Lisbon", True), ("Asia/Kolkata", True), ("UTC", None)],
)
@pytest.mark.parametrize("locale", ["", "tlh", "???"])
def test_without_one_the_zone_tells_the_order_and_nothing_the_mark(
    locale: str, zone: str, day_first: bool | None
) -> None:
    assert habits_of(somebody(locale, zone)) == Habits(day_first, "")


def test_slack_is_asked_for_it_and_tells_when_it_changes(rungs: Rungs) -> None:
    maya = rungs.user("maya", locale="en-US")
    maya.goal("help")
    assert maya.person.locale == "en-US"
    rungs.event("user_change", user={**rungs.slack.users[maya.id], "locale": "de-DE"})
    assert maya.person.locale == "de-DE"
    silent = {name: told for name, told in rungs.slack.users[maya.id].items() if name != "locale"}
    rungs.event("user_change", user=silent)
    assert maya.person.locale == "de-DE", "what Slack does not say stays as it was"
