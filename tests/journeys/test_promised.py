"""A shout-out that was promised is kept, or its owner hears why not."""

from tests.support.rungs import Rungs


def told_channel(rungs: Rungs) -> list[str]:
    return [m.words for m in rungs.slack.messages(rungs.channels["care"].id)]


def test_who_is_taken_off_the_team_in_between_hears_that_it_is_not_told_and_counts(rungs):
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    rungs.seed_goal("maya", rungs=(30, 35))
    rungs.at("2026-11-23 09:30")
    tom, maya = rungs.users["tom"], rungs.users["maya"]
    said = maya.goal("checkin G-1 31")
    assert "Your team's channel hears of it shortly." in said.words

    settings = tom.click(tom.goal("team", channel="care"), "Settings")
    tom.submit(settings, {"members": ["tom", "ana"]})
    rungs.later(minutes=10)

    assert told_channel(rungs) == []
    [why] = [m for m in maya.inbox if "channel would hear of it" in m.words]
    assert "You reached rung 1 of 3: 30 chats a day" in why.words
    assert "since you are off that team now. What you reached counts all the same." in why.words
    rungs.later(minutes=60)
    assert told_channel(rungs) == []


def test_what_the_channel_has_heard_stays_and_nobody_is_told_otherwise(rungs):
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    rungs.seed_goal("maya", rungs=(30, 35))
    rungs.at("2026-11-23 09:30")
    tom, maya = rungs.users["tom"], rungs.users["maya"]
    maya.goal("checkin G-1 31")
    rungs.later(minutes=5)
    settings = tom.click(tom.goal("team", channel="care"), "Settings")
    tom.submit(settings, {"members": ["tom", "ana"]})
    rungs.later(minutes=5)
    assert len(told_channel(rungs)) == 1
    assert not any("channel would hear of it" in m.words for m in maya.inbox)
