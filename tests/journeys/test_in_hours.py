"""What nobody waits for comes within its reader's working hours, as they are when it is sent."""

import pytest

from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """Maya in London, asked at half past nine on Monday, has not answered."""
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    rungs.at("2026-11-23 09:30")
    maya = rungs.users["maya"]
    assert "One goal today" in maya.inbox[-1].text
    return maya


def reminders(who: User) -> list[str]:
    return [message.words for message in who.inbox if "A quiet reminder" in message.words]


def test_with_the_hours_that_held_when_she_was_asked_it_comes_three_hours_later(rungs, maya):
    rungs.at("2026-11-23 12:29")
    assert reminders(maya) == []
    rungs.at("2026-11-23 12:31")
    assert len(reminders(maya)) == 1


def test_after_her_hours_moved_it_waits_for_the_new_ones(rungs, maya):
    maya.goal("schedule Mon-Fri 15:00-23:00 16:00")
    rungs.at("2026-11-23 12:32")
    rungs.at("2026-11-23 14:59")
    assert reminders(maya) == []
    rungs.at("2026-11-23 15:01")
    assert len(reminders(maya)) == 1


def test_where_no_hours_are_left_that_day_it_never_comes(rungs, maya):
    maya.goal("schedule Mon-Fri 6:00-11:00 7:00")
    rungs.at("2026-11-23 12:32")
    rungs.at("2026-11-23 23:00")
    rungs.at("2026-11-24 06:01")
    assert reminders(maya) == []


def test_after_a_flight_it_does_not_come_at_night(rungs, maya):
    user = rungs.slack.users["UMAYA"]
    rungs.event("user_change", user={**user, "tz": "Pacific/Honolulu"})
    for at in ("2026-11-23 12:35", "2026-11-23 16:00", "2026-11-23 18:59"):
        rungs.at(at)
        assert reminders(maya) == [], "it is night in Honolulu"


def test_who_is_put_on_a_team_at_night_is_welcomed_in_the_morning(rungs):
    rungs.seed_team("Care", lead="tom")
    rungs.user("kai", tz="Pacific/Auckland")
    rungs.at("2026-11-23 10:00")  # eleven in the evening where Kai is
    tom, kai = rungs.users["tom"], rungs.users["kai"]
    settings = tom.click(tom.goal("team", channel="care"), "Settings")
    assert not tom.submit(settings, {"members": ["tom", "kai"]}).errors
    rungs.later(minutes=5)
    assert kai.inbox == []
    rungs.at("2026-11-24 09:01", "Pacific/Auckland")
    assert "you are on the team *Care* now" in kai.inbox[0].words


def test_on_a_day_off_it_waits_for_the_next_working_day(rungs):
    rungs.seed_team("Care", lead="tom")
    rungs.user("kai", tz="Europe/London")
    rungs.at("2026-11-27 17:30")
    tom, kai = rungs.users["tom"], rungs.users["kai"]
    settings = tom.click(tom.goal("team", channel="care"), "Settings")
    tom.submit(settings, {"members": ["tom", "kai"]})
    for at in ("2026-11-27 18:00", "2026-11-28 12:00"):
        rungs.at(at)
        assert kai.inbox == []
    rungs.at("2026-11-30 09:01")
    assert len([m for m in kai.inbox if "you are on the team" in m.words]) == 1
