"""One person gone, one channel archived, one that lets nobody in: everybody else is served."""

import re

import pytest

from store.tables import OutboxState
from tests.faults.crew import Crew, until
from tests.faults.live import EVERY_DAY, Live
from tests.support.faults import refused


@pytest.mark.full("postgresql")
def test_everybody_else_is_served_and_whoever_can_mend_it_hears_once(live: Live, crew: Crew):
    teams = ("Care", "Quiet", "Closed", "Fine")
    climbers = []
    for name in teams:
        members = [live.user(f"{name.lower()}{n}", tz="UTC") for n in range(2)]
        live.seed_team(name, lead=f"lead-{name.lower()}", members=members, days=EVERY_DAY)
        for user in members:
            live.seed_goal(user, due="2099-12-18")
        climbers.append(members[1])
    live.unasked(*live.users.values())
    asked = [live.users[f"{name.lower()}0"] for name in teams]
    gone, _, _, fine = asked
    gone_id = gone.person.id

    live.slack.users[gone.id]["deleted"] = True
    live.channels["quiet"].is_archived = True
    closed = live.channels["closed"].id
    live.slack.faults.always("chat.postMessage", refused("restricted_action"), channel=closed)
    live.start(RUNGS_SHOUT_OUT_GRACE="0")
    live.on_shift(*asked)
    for user in climbers:
        assert "You reached the top" in user.goal("checkin 40").words
    until(lambda: live.keys_in(live.channels["fine"]), "celebrated")
    until(lambda: live.users["lead-closed"].inbox, "told")
    until(lambda: all(user.inbox for user in asked[1:]), "asked")
    live.settle()

    assert [len(user.inbox) for user in asked[1:]] == [1, 1, 1]
    assert len(live.keys_in(live.channels["fine"])) == len(live.keys_in(live.channels["care"])) == 1
    told = {name: [m.words for m in live.users[f"lead-{name.lower()}"].inbox] for name in teams}
    assert {name: len(messages) for name, messages in told.items()} == {
        "Care": 1, "Quiet": 1, "Closed": 1, "Fine": 0,
    }  # fmt: skip
    assert "account is closed" in told["Care"][0] and "`/goal team`" in told["Care"][0]
    assert "archived. Unarchive it" in told["Quiet"][0]
    assert "Ask a Slack admin" in told["Closed"][0]
    assert live.row(f"checkin:{gone_id}:{fine.actor.today(live.now)}").error == "user_disabled"
    assert not live.users[gone.name].person.active, "nobody asks them tomorrow"

    listed = crew.say("outbox")
    dead = re.findall(r"^ *(\d+)  not sent \((\w+)\) +(\S+) to (\w+)", listed, re.MULTILINE)
    assert {(why, where) for _, why, _, where in dead} == {
        ("user_disabled", gone.id),
        ("is_archived", live.channels["quiet"].id),
        ("restricted_action", closed),
    }
    assert "rungs outbox retry" in listed

    live.channels["quiet"].is_archived = False  # somebody read the message
    (mended,) = (row for row, why, *_ in dead if why == "is_archived")
    assert "1 message for it is kept." in told["Quiet"][0]
    assert "will be sent" in crew.say("outbox", "retry", mended)
    until(lambda: live.keys_in(live.channels["quiet"]), "sent after all")
    live.settle()
    assert len(live.keys_in(live.channels["quiet"])) == 1
    assert "is_archived" not in crew.say("outbox")
    assert "no message" in crew.say("outbox", "retry", mended, status=1)


@pytest.mark.full
def test_what_waits_is_listed_with_its_reason(live: Live, crew: Crew):
    live.seed_team("Care", lead="tom", members=[live.user("maya", tz="UTC")], days=EVERY_DAY)
    live.unasked(*live.users.values())
    live.slack.faults.always("chat.postMessage", refused("token_revoked"))
    live.start(RUNGS_SHOUT_OUT_GRACE="0")
    live.users["tom"].goal("feedback @maya Thank you")
    until(lambda: live.row("feedback:1").error, "tried")
    listed = crew.say("outbox")
    assert re.search(
        r"waits until \S+ \S+ UTC \(token_revoked\) +feedback:1 to UMAYA, tried", listed
    )
    assert "Thank you" not in listed
    assert live.row("feedback:1").state is OutboxState.READY, (
        "the token is mended, not each message"
    )
