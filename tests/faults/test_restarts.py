"""Down when something was to happen, and back: early enough, too late, or in two copies."""

import json
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from goals.cadence import Pattern
from store import people
from store.tables import check_in
from tests.bot.running import APP_TOKEN
from tests.faults.crew import Crew, until
from tests.faults.live import EVERY_DAY, Live, pattern_around
from tests.support import envelopes
from tests.support.people import User
from tests.support.web_api import METHODS
from tests.support.websocket import SocketModeServer

GRACE = {"RUNGS_SHOUT_OUT_GRACE": "2"}


@pytest.fixture
def maya(live: Live) -> User:
    """Maya of the Care team has a goal; nobody is asked anything."""
    live.seed_team("Care", lead="tom", members=[live.user("maya", tz="UTC")], days=EVERY_DAY)
    live.seed_goal("maya", rungs=(30, 35), due="2099-12-18")
    live.unasked(*live.users.values())
    return live.users["maya"]


def shout_outs(live: Live) -> list[str]:
    return live.keys_in(live.channels["care"])


def test_killed_between_a_check_in_and_its_shout_out(live: Live, maya: User):
    program = live.start(**GRACE)
    told = maya.goal("checkin 31 Macros helped")
    program.kill()
    assert "Rung 1 of 3 reached" in told.words, "it was acknowledged"
    assert shout_outs(live) == []
    live.start(**GRACE)
    live.settle()
    assert len(shout_outs(live)) == 1


@pytest.mark.full
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_killed_between_a_check_in_and_its_shout_out_over_socket_mode(
    live: Live, maya: User, monkeypatch: pytest.MonkeyPatch
):
    with SocketModeServer() as server:
        monkeypatch.setitem(METHODS, "apps.connections.open", lambda *_: {"url": server.url})
        program = live.start(SLACK_APP_TOKEN=APP_TOKEN, **GRACE)
        direct = live.slack.direct(maya.id)
        said = {"channel": direct.id, "channel_type": "im", "user": maya.id, "text": "31 macros"}
        event = json.loads(envelopes.event(live.slack, "message", said | {"ts": "1.1"}, "Ev1").body)
        server.send("events_api", event, "said")
        assert server.answers.get(timeout=20)["envelope_id"] == "said"
        program.kill()
        live.start(SLACK_APP_TOKEN=APP_TOKEN, **GRACE)
        server.send("events_api", event, "said once more")  # Slack may not have heard the answer
        assert server.answers.get(timeout=20)["envelope_id"] == "said once more"
        live.settle()
    assert len(shout_outs(live)) == 1
    assert checked_in(live) == 1


@pytest.mark.full("postgresql")
def test_down_at_the_hour_and_back_in_time_or_too_late(live: Live, maya: User):
    """Maya was to be asked 40 minutes ago; Ana's working day ended half an hour ago."""
    live.seed_team("Late", lead="lea", members=[live.user("ana", tz="UTC")], days=EVERY_DAY)
    live.seed_goal("ana", due="2099-12-18")
    live.unasked(live.users["lea"])
    live.on_shift(maya, asked_ago=timedelta(minutes=40))
    over = pattern_around(live.now - timedelta(hours=6, minutes=30), timedelta(hours=1))
    ana = live.users["ana"]
    with live.deps.begin() as tx:
        people.save_pattern(tx, ana.person.id, over)
        people.set_next_check_ins(tx, {ana.person.id: live.now - timedelta(hours=7, minutes=30)})
    program = live.start()
    until(lambda: live.slack.messages(maya.id), "asked")
    program.kill()
    live.start()
    until(lambda: ana.person.next_check_in_at > live.now, "looked at")
    live.settle()
    assert len(maya.inbox) == 1 and live.keys_in(maya)[0].startswith("checkin:")
    assert ana.inbox == [], "nobody is asked for a day that is over"


@pytest.mark.full
def test_down_at_the_hour_told_by_tick(live: Live, crew: Crew):
    """The same at named instants, through `rungs tick --at`, over a night and into a weekend."""
    kim = live.user("kim", tz="Europe/London")
    live.seed_team("Care", lead="tom", members=[kim])  # asked at 9:30 from Monday to Friday
    live.seed_goal(kim, due="2099-12-18")
    office = Pattern(frozenset(range(5)), *map(time.fromisoformat, ("09:00", "17:00", "09:30")))
    with live.deps.begin() as tx:
        people.save_pattern(tx, kim.person.id, office)
        thursday = datetime.fromisoformat("2026-11-26T09:30+00:00")
        people.set_next_check_ins(tx, {kim.person.id: thursday, live.users["tom"].person.id: None})
    asked = []
    for at in (
        "2026-11-26T10:10",  # 40 minutes late
        "2026-11-26T10:11",
        "2026-11-27T17:05",  # Friday: down until the day was over
        "2026-11-30T09:30",
    ):
        crew.say("tick", "--at", at)
        asked.append(live.keys_in(kim))
    thursday, monday = (f"checkin:{kim.person.id}:2026-11-{day}" for day in (26, 30))
    assert asked == [[thursday], [thursday], [thursday], [thursday, monday]]


def test_two_ticks_of_the_same_instant_in_two_processes(live: Live, crew: Crew):
    everyone = [live.user(f"p{n}", tz="UTC") for n in range(12)]
    live.seed_team("Care", lead="tom", members=everyone, days=EVERY_DAY)
    for user in everyone:
        live.seed_goal(user, due="2099-12-18")
    live.unasked(live.users["tom"])
    live.on_shift(*everyone)
    at = (live.now + timedelta(minutes=1)).isoformat(timespec="seconds")
    ticks = [crew.command("tick", "--at", at, RUNGS_SEND_PER_MINUTE="1200") for _ in range(2)]
    told = [tick.communicate(timeout=60) for tick in ticks]
    assert [tick.returncode for tick in ticks] == [0, 0], told
    assert [len(user.inbox) for user in everyone] == [1] * 12
    lines = [line for out, _ in told for line in out.splitlines() if line.startswith("sent")]
    assert len(lines) == 12, "each says what it sent itself, and no more"


def checked_in(live: Live) -> int:
    with live.deps.read() as tx:
        return tx.scalar(select(func.count()).select_from(check_in)) or 0
