"""A channel that takes no message any more: the lead hears of it, and nothing is lost."""

import pytest

from tests.support.people import User
from tests.support.rungs import Rungs
from tests.support.screens import Message


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """Maya of Tom's Care team has a ladder; it is Monday, half past nine."""
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    rungs.seed_goal("maya", rungs=(30, 35))
    rungs.seed_goal("ana", "Call back", rungs=(30,))
    rungs.at("2026-11-23 09:30")
    return rungs.users["maya"]


def happens(rungs: Rungs, kind: str, channel: str = "care", **fields: str) -> None:
    rungs.event(kind, channel=rungs.channels[channel].id, **fields)
    rungs.tick()


def posted(rungs: Rungs, channel: str = "care") -> list[Message]:
    return rungs.slack.messages(rungs.channels[channel].id)


def notices(who: User) -> list[Message]:
    return [message for message in who.inbox if "I can't post in" in message.words]


def test_what_waits_is_kept_and_the_lead_hears_it_when_it_happens(rungs, maya):
    tom = rungs.users["tom"]
    maya.goal("checkin G-1 31")
    rungs.users["ana"].goal("checkin G-2 31")
    happens(rungs, "channel_archive")
    [notice] = notices(tom)
    assert "because the channel is archived" in notice.words
    assert "2 messages for it are kept." in notice.words
    assert notice.buttons == ["Choose another channel", "Send them again"]
    rungs.later(minutes=10)
    assert posted(rungs) == []

    happens(rungs, "channel_unarchive")
    rungs.later(minutes=2)
    assert len(posted(rungs)) == 2, "open again, it gets what it missed"


def test_another_channel_gets_what_waited_for_the_old_one(rungs, maya):
    tom = rungs.users["tom"]
    maya.goal("checkin G-1 31")
    happens(rungs, "channel_archive")
    rungs.channel("care-two", [tom, maya])
    form = tom.click(notices(tom)[0], "Choose another channel")
    saved = tom.submit(form, {"channel": "care-two"})
    assert "1 message that waited for the channel before goes there." in saved.words
    rungs.later(minutes=3)
    assert (len(posted(rungs)), len(posted(rungs, "care-two"))) == (0, 1)


def test_the_bot_is_removed_and_invited_again(rungs, maya):
    tom = rungs.users["tom"]
    happens(rungs, "channel_left")
    [notice] = notices(tom)
    assert "I am not in that channel" in notice.words
    assert notice.buttons == ["Choose another channel"]
    maya.goal("checkin G-1 31")
    happens(rungs, "member_joined_channel", user=rungs.slack.bot_user)
    rungs.later(minutes=3)
    assert len(posted(rungs)) == 1


def test_somebody_else_who_joins_is_none_of_our_business(rungs, maya):
    before = len(rungs.slack.posted)
    happens(rungs, "member_joined_channel", user="USTRANGER")
    assert len(rungs.slack.posted) == before


def test_a_channel_with_a_new_id_goes_on_under_it(rungs, maya):
    rungs.channel("care-new", [maya])
    old, new = (rungs.channels[name].id for name in ("care", "care-new"))
    maya.goal("checkin G-1 31")
    rungs.event("channel_id_changed", old_channel_id=old, new_channel_id=new)
    rungs.later(minutes=3)
    assert (len(posted(rungs)), len(posted(rungs, "care-new"))) == (0, 1)
    assert maya.goal("team", channel="care-new").words.startswith("Care\n")


def test_of_a_channel_that_is_no_teams_nothing_is_said(rungs, maya):
    rungs.channel("lunch", [maya])
    before = len(rungs.slack.posted)
    for kind in ("channel_archive", "channel_deleted", "channel_unarchive", "group_left"):
        happens(rungs, kind, channel="lunch")
    assert len(rungs.slack.posted) == before


def test_the_button_is_for_who_leads_the_team(rungs, maya):
    tom = rungs.users["tom"]
    maya.goal("checkin G-1 31")
    happens(rungs, "channel_archive")
    notice = notices(tom)[0]
    refused = maya.click(notice, "Send it again", forged=True)
    assert "lead" in refused.words
    sent = tom.click(notice, "Send it again")
    assert "1 message for <#CCARE> goes out again." in sent.words
    rungs.later(minutes=3)
    assert len(posted(rungs)) == 1
