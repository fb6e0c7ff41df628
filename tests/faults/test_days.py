"""Clocks that jump, and days that are not the same everywhere: once each, on the right date."""

import threading
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.clock import queue_all
from bot.delivery import Delivery
from goals.cadence import Pattern
from handlers.rhythm import reschedule
from store import people
from store.tables import check_in
from tests.faults.crew import Crew
from tests.faults.live import EVERY_DAY, Live, keys
from tests.support.people import User
from tests.support.rungs import Rungs
from tests.support.slack import FakeSlack

LONDON = ZoneInfo("Europe/London")
DUE = "2028-12-18"


def worker(rungs: Rungs, name: str, zone: str, starts: str, asked: str, ends: str) -> User:
    """Somebody of the team who works every day, with a goal."""
    user = rungs.user(name, tz=zone)
    rungs.meet(user)
    hours = [time.fromisoformat(text) for text in (starts, ends, asked)]
    with rungs.deps.begin() as tx:
        people.save_pattern(tx, user.person.id, Pattern(EVERY_DAY, *hours))
        reschedule(tx, [user.person.id], rungs.now)
    rungs.seed_goal(user, due=DUE)
    return user


def live_through(rungs: Rungs, first: str, last: str, step: timedelta) -> list[datetime]:
    """Tick through a stretch of UTC; the instants at which somebody was asked."""
    moment = datetime.fromisoformat(first).replace(tzinfo=UTC)
    end = datetime.fromisoformat(last).replace(tzinfo=UTC)
    posted = []
    while moment <= end:
        rungs.now = moment
        posted += [moment for key in keys(rungs.tick()) if key.startswith("checkin:")]
        moment += step
    return posted


def days_of(rungs: Rungs, user: User) -> list[date]:
    """The local dates of everything that the person reported."""
    mine = select(check_in.c.day).where(check_in.c.person_id == user.person.id)
    with rungs.deps.read() as tx:
        return list(tx.scalars(mine.order_by(check_in.c.day)))


def test_the_night_on_which_half_past_one_comes_twice(rungs: Rungs):
    rungs.now = datetime(2026, 10, 24, 12, tzinfo=UTC)
    kim = worker(rungs, "kim", "Europe/London", "22:00", "01:30", "06:00")
    asked = live_through(rungs, "2026-10-24T23:00", "2026-10-25T03:55", timedelta(minutes=5))
    assert asked == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)], "the first of the two"
    for again in ("2026-10-25T00:40", "2026-10-25T01:40"):  # 1:40 in the morning, both times
        rungs.now = datetime.fromisoformat(again).replace(tzinfo=UTC)
        assert rungs.now.astimezone(LONDON).strftime("%H:%M") == "01:40"
        kim.goal("checkin 31")
    assert days_of(rungs, kim) == [date(2026, 10, 24)], "the shift began on Saturday"


def test_the_night_that_has_no_half_past_one(rungs: Rungs):
    rungs.now = datetime(2027, 3, 27, 12, tzinfo=UTC)
    kim = worker(rungs, "kim", "Europe/London", "22:00", "01:30", "06:00")
    asked = live_through(rungs, "2027-03-27T23:00", "2027-03-28T03:55", timedelta(minutes=5))
    assert asked == [datetime(2027, 3, 28, 1, 0, tzinfo=UTC)], "the first moment that there is"
    kim.goal("checkin 31")
    assert days_of(rungs, kim) == [date(2027, 3, 27)]


@pytest.mark.parametrize("sunday", [date(2026, 10, 25), date(2027, 3, 28)])
def test_half_past_nine_stays_half_past_nine(rungs: Rungs, sunday: date):
    rungs.now = datetime.combine(sunday, time(12), UTC) - timedelta(days=2)
    kim = worker(rungs, "kim", "Europe/London", "09:00", "09:30", "12:00")
    first, last = sunday - timedelta(days=1), sunday + timedelta(days=1)
    asked = live_through(rungs, f"{first}T00:00", f"{last}T23:45", timedelta(minutes=15))
    local = [at.astimezone(LONDON) for at in asked]
    assert [f"{at:%m-%d %H:%M}" for at in local] == [
        f"{first + timedelta(days=n):%m-%d} 09:30" for n in range(3)
    ]
    assert len(kim.inbox) == 3


def test_auckland_and_honolulu_in_one_team(rungs: Rungs):
    """The same moment is Wednesday for Kiri and Tuesday for Leilani."""
    rungs.now = datetime(2026, 11, 24, 12, tzinfo=UTC)
    kiri = rungs.user("kiri", tz="Pacific/Auckland")
    leilani = rungs.user("leilani", tz="Pacific/Honolulu")
    rungs.seed_team("Round", lead="tom", members=[kiri, leilani], days=EVERY_DAY)
    for user in (kiri, leilani):
        rungs.seed_goal(user, due=DUE)
    asked = live_through(rungs, "2026-11-24T12:00", "2026-11-24T21:00", timedelta(minutes=15))
    assert [f"{at:%H:%M}" for at in asked] == ["19:30", "20:30"]
    for user, day in ((kiri, "2026-11-25"), (leilani, "2026-11-24")):
        (message,) = user.inbox
        assert list(keys([message])) == [f"checkin:{user.person.id}:{day}"]
        user.submit(user.click(message, "Log"), {"value": "40"})
        assert days_of(rungs, user) == [date.fromisoformat(day)]
    for _ in range(3):
        rungs.later(minutes=2)
    assert len(rungs.slack.messages(rungs.channels["round"].id)) == 2


def test_a_night_shift_is_one_day(rungs: Rungs):
    rungs.now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    nia = worker(rungs, "nia", "UTC", "22:00", "23:00", "06:00")
    asked = live_through(rungs, "2026-11-23T21:00", "2026-11-24T06:00", timedelta(minutes=15))
    assert asked == [datetime(2026, 11, 23, 23, tzinfo=UTC)]
    assert [key.split(":")[0] for key in keys(nia.inbox)] == ["checkin", "reminder"]
    for at in ("2026-11-23T23:30", "2026-11-24T05:30", "2026-11-24T07:00", "2026-11-24T22:30"):
        rungs.now = datetime.fromisoformat(at).replace(tzinfo=UTC)
        nia.goal("checkin 31")
    assert days_of(rungs, nia) == [date(2026, 11, 23), date(2026, 11, 24)]


def test_the_clock_steps_back_a_minute(rungs: Rungs):
    """A tick, an answer and a shout-out, and each time the clock says that it was not yet time."""
    rungs.now = datetime(2026, 11, 23, 9, 30, 20, tzinfo=UTC)
    maya = rungs.user("maya", tz="UTC")
    rungs.seed_team("Care", lead="tom", members=[maya], days=EVERY_DAY)
    rungs.seed_goal(maya, rungs=(30, 35), due=DUE)
    with rungs.deps.begin() as tx:
        people.set_next_check_ins(tx, {maya.person.id: rungs.now})
    rungs.tick()
    form = maya.click(maya.inbox[0], "Log")
    for step in (-60, 15, 15, 15, 15, 15):
        rungs.later(seconds=step)
    assert len(maya.inbox) == 1
    maya.submit(form, {"value": "31"})
    rungs.later(seconds=-60)
    maya.submit(maya.click(maya.inbox[0], "Correct"), {"value": "32"})
    for step in (60, 60, 61, -60, 61, 60):
        rungs.later(seconds=step)
    assert days_of(rungs, maya) == [date(2026, 11, 23)]
    assert len(rungs.slack.messages(rungs.channels["care"].id)) == 1
    assert len(maya.inbox) == 1


@pytest.mark.full
def test_the_clock_steps_back_between_two_ticks_of_the_program(live: Live, crew: Crew):
    kim = live.user("kim", tz="UTC")
    live.seed_team("Care", lead="tom", members=[kim], days=EVERY_DAY)
    live.seed_goal(kim, due=DUE)
    live.unasked(live.users["tom"])
    live.on_shift(kim)
    at = live.now + timedelta(minutes=2)
    for moment in (at, at - timedelta(minutes=1), at + timedelta(minutes=1)):
        crew.say("tick", "--at", moment.isoformat(timespec="seconds"))
    assert len(kim.inbox) == 1


def test_two_replicas_ticking_at_once(rungs: Rungs, slack: FakeSlack):
    """Four clocks and four deliveries, and many people due in the same moment."""
    rungs.now = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    crowd = [rungs.user(f"p{n}", tz="UTC") for n in range(30)]
    rungs.seed_team("Care", lead="tom", members=crowd, days=EVERY_DAY)
    for user in crowd:
        rungs.seed_goal(user, due=DUE)
    rungs.now = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    together = threading.Barrier(4)
    trouble: list[BaseException] = []

    def replica() -> None:
        try:
            together.wait()
            queue_all(rungs.deps, rungs.now)
            of_mine = rungs.delivery
            mine = Delivery(rungs.deps, of_mine.clients, of_mine.renderers, monotonic=lambda: 0.0)
            for _ in mine.drain(rungs.now):
                pass
        except BaseException as failure:
            trouble.append(failure)

    replicas = [threading.Thread(target=replica) for _ in range(4)]
    for thread in replicas:
        thread.start()
    for thread in replicas:
        thread.join(60)
    rungs.tick()
    assert not trouble
    assert [len(user.inbox) for user in crowd] == [1] * 30
