"""kill -9 at any moment, again and again, on a day when Slack and the network go wrong as well."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import select

from store.tables import OutboxState, feedback, rung
from tests.faults.crew import CALL_SECONDS, FULL, MODULE, Crew, Hand
from tests.faults.live import EVERY_DAY, Live, keys
from tests.support import envelopes
from tests.support.envelopes import Envelope
from tests.support.faults import BadDay, Fault, Pace, hang
from tests.support.people import User
from tests.support.slack import FakeSlack

EACH = 180 if FULL else 15
"""How many are asked, how many get feedback, and how many reach a rung: as many messages each."""
TEAMS = 12 if FULL else 3
KILLS = 36 if FULL else 4
REPLICAS = {"sqlite": 1, "postgresql": 3}
AT_THE_WORST = 0.5
"""The part of the kills that come while Slack has a message and has not answered yet."""


class Weather:
    """A bad day, with a trap now and then: a post that Slack takes and is slow to answer."""

    def __init__(self, seed: int):
        self.bad_day = BadDay(seed, longest=CALL_SECONDS + 1)
        self.trap = threading.Event()
        self.caught = threading.Event()

    def __call__(self, method: str, arguments: dict[str, object]) -> Fault | None:
        if method == "chat.postMessage" and self.trap.is_set():
            self.trap.clear()
            self.caught.set()
            return hang(CALL_SECONDS / 2, accepted=True)
        return self.bad_day(method, arguments)


class Supervisor:
    """Keeps the crew at its number, kills at random, and hands requests to whoever listens."""

    def __init__(self, crew: Crew, size: int, weather: Weather, seed: int):
        self.crew = crew
        self.weather = weather
        self.random = random.Random(seed)
        self.hands = [crew.hire(RUNGS_SHOUT_OUT_GRACE="1", **self.pace) for _ in range(size)]
        self.kills: Counter[str] = Counter()

    pace = {} if FULL else {"RUNGS_SEND_PER_MINUTE": "2400"}

    def kill_one(self) -> None:
        """One dies at a random moment, or at the worst; another takes its place."""
        if self.random.random() < AT_THE_WORST:
            self.weather.caught.clear()
            self.weather.trap.set()
            if not self.weather.caught.wait(12 if FULL else 4):
                self.weather.trap.clear()
            self.kills["in the middle of a post" if self.weather.caught.is_set() else "idle"] += 1
            victims = list(self.hands)  # whoever it was that posted
        else:
            time.sleep(self.random.uniform(0, 2.5))
            self.kills["at random"] += 1
            victims = [self.random.choice(self.hands)]
        for victim in victims:
            if self.random.random() < 0.2 and len(victim.everybody()) > 1:
                victim.kill_worker()
                self.kills["the worker alone"] += 1
            else:
                victim.kill()
                hand = self.crew.hire(PORT=str(victim.port), RUNGS_SHOUT_OUT_GRACE="1", **self.pace)
                self.hands[self.hands.index(victim)] = hand

    def anyone(self) -> Hand:
        return random.choice(self.hands)


class Busy(Live):
    """Requests go to any of the crew."""

    supervisor: Supervisor

    def send(self, envelope: Envelope) -> tuple[int, dict[str, object]]:
        if hasattr(self, "supervisor"):
            self.program = self.supervisor.anyone()
        return super().send(envelope)


@pytest.fixture
def busy(engine, slack: FakeSlack, crew: Crew) -> Busy:
    return Busy(engine, slack, crew)


def test_nothing_is_lost_and_nothing_doubled_however_often_it_is_killed(
    busy: Busy, crew: Crew, slack: FakeSlack, seed: int, engine, measured
):
    asked, receivers, climbers = crowd(busy)
    before = busy.counts()
    deeds = [*feedback_to(busy, receivers), *reports_of(busy, climbers)]
    random.Random(seed).shuffle(deeds)

    weather = Weather(seed)
    slack.faults.mix = weather
    slack.pace = Pace(per_channel=1.0, per_minute=600)
    supervisor = busy.supervisor = Supervisor(crew, REPLICAS[engine.dialect.name], weather, seed)
    batch = len(deeds) // KILLS + 1
    with ThreadPoolExecutor(4) as people_at_work:
        taken = []
        for kill in range(KILLS):
            some = deeds[kill * batch : (kill + 1) * batch]
            taken += [people_at_work.submit(busy.insist, envelope) for envelope in some]
            supervisor.kill_one()
        for deed in taken:
            deed.result()
    slack.faults.clear()  # the day ends well, so that everything can come to rest
    busy.settle()

    posted = Counter(keys(slack.posted))
    expected = expected_keys(busy, asked, receivers, climbers)
    lost = expected - posted.keys()
    doubled = {key: times for key, times in posted.items() if times > 1}
    measured(summary(engine, supervisor, slack, expected, lost, doubled, seed))
    assert not lost and not doubled
    assert posted.keys() == expected
    added = {name: n - before[name] for name, n in busy.counts().items()}
    assert added["feedback"] == added["check_in"] == EACH
    for key in expected:
        row = busy.row(key)
        assert row.state is OutboxState.SENT, key
        assert key in busy.keys_in(row.posted_in)
    for hand in supervisor.hands:
        assert hand.is_running


def crowd(busy: Busy) -> tuple[list[User], list[User], list[User]]:
    """Those who are asked today, those who get feedback, and those who reach a rung."""
    groups = {"asked": [], "receiver": [], "climber": []}
    for team in range(TEAMS):
        members = []
        for kind, group in groups.items():
            some = [busy.user(f"{kind}{n}", tz="UTC") for n in range(EACH) if n % TEAMS == team]
            group += some
            members += some
        busy.seed_team(
            f"Team {team}",
            channel=f"team-{team}",
            lead=f"lead{team}",
            members=members,
            days=EVERY_DAY,
        )
    for user in (*groups["asked"], *groups["climber"]):
        busy.seed_goal(user, due="2099-12-18")
    busy.unasked(*busy.users.values())
    busy.on_shift(*groups["asked"])
    return groups["asked"], groups["receiver"], groups["climber"]


def feedback_to(busy: Busy, receivers: list[User]) -> list[Envelope]:
    """A form for each, filled in by one of the leads and about to be submitted."""
    deeds = []
    for n, receiver in enumerate(receivers):
        giver = busy.users[f"lead{n % TEAMS}"]
        form = giver.goal("feedback")
        said = {"to": receiver, "words": f"Thank you, {n}"}
        deeds.append(busy.request(partial(giver.submit, form, said)))
    return deeds


def reports_of(busy: Busy, climbers: list[User]) -> list[Envelope]:
    """Half of them report by a command, half in a message to the bot, which Slack sends again."""
    deeds = []
    for n, user in enumerate(climbers):
        direct = busy.slack.direct(user.id)
        if n % 2:
            deeds.append(envelopes.command(busy.slack, user.id, direct, "/goal", "checkin 40 Yes"))
            continue
        said = {"channel": direct.id, "channel_type": "im", "user": user.id, "text": "40 yes"}
        deeds.append(envelopes.event(busy.slack, "message", said | {"ts": f"{n}.1"}, f"EvM{n}"))
    return deeds


def expected_keys(
    busy: Busy, asked: list[User], receivers: list[User], climbers: list[User]
) -> set[str]:
    """One message for each: who was asked, who got feedback, whose rung was celebrated."""
    with busy.deps.read() as tx:
        given = tx.scalars(select(feedback.c.id)).all()
        reached = tx.scalars(select(rung.c.id).where(rung.c.reached_at.is_not(None))).all()
    assert (len(given), len(reached)) == (len(receivers), len(climbers))
    today = {f"checkin:{u.person.id}:{u.actor.today(busy.now)}" for u in asked}
    return {*today, *(f"feedback:{n}" for n in given), *(f"rung:{n}" for n in reached)}


def summary(engine, supervisor, slack, expected, lost, doubled, seed) -> str:
    kills = sum(n for why, n in supervisor.kills.items() if why != "the worker alone")
    return (
        f"{engine.dialect.name}, {len(supervisor.hands)} × {MODULE}: {kills} times kill -9 "
        f"({dict(supervisor.kills)}), {len(expected)} messages, {len(lost)} lost, "
        f"{len(doubled)} doubled; {slack.count('chat.postMessage')} posts tried, "
        f"{slack.pace.broken} too fast, met {dict(supervisor.weather.bad_day.met)}; seed {seed}"
    )
