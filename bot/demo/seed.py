"""Fills an empty database with the demo's people, their goals in mid-climb, and their reports."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice

from bot.demo.cast import (
    BOT_USER_ID,
    CLIMBS,
    CREWS,
    INPUTS,
    MISSION,
    PEOPLE,
    WORKSPACE_ID,
    Climb,
    Said,
)
from goals.cadence import Pattern, hours_end, to_instant
from goals.draft import Draft, Step
from goals.goal import Goal, GoalState, Measure
from goals.ladder import crossed, standing
from goals.people import WORKDAYS, Actor, Team
from handlers.check_in import celebrate
from store import check_ins, ladders, outbox, people, purpose, teams, voices
from store.database import Tx
from store.tables import OutboxState

DAY = timedelta(days=1)
SHIFT = timedelta(hours=8)
EVERYTHING = 10_000


def seed(tx: Tx, now: datetime) -> None:
    """Everything that an empty database needs for the demo to start at `now` (UTC)."""
    _Seed(tx, now).all()


def wake(tx: Tx, now: datetime) -> None:
    """Put the seeded people at work and due at `now` (UTC), and the latest shout-outs in hand.

    Also for a database kept from an earlier demo, whose Slack has gone with all its messages.
    """
    outbox.purge(tx, now, EVERYTHING)
    for actor in cast(tx):
        if not _is_at_work(actor, now):
            people.save_pattern(tx, actor.person.id, _shift_around(actor, now))
    everybody = cast(tx)
    for actor in everybody:
        _celebrate_again(tx, actor, now)
    people.set_next_check_ins(tx, {actor.person.id: now for actor in everybody})


def cast(tx: Tx) -> list[Actor]:
    """The demo's people as the database has them; empty before the first seed."""
    found = (people.actor(tx, WORKSPACE_ID, member.user_id) for member in PEOPLE)
    return [actor for actor in found if actor]


def asked(tx: Tx, now: datetime) -> tuple[int, int]:
    """How many of today's check-ins were sent, and how many are still on their way."""
    states = [
        queued.state
        for actor in cast(tx)
        if (queued := outbox.find(tx, actor.person.workspace_id, _check_in_key(actor, now)))
    ]
    sent = states.count(OutboxState.SENT)
    return sent, len(states) - sent


def _check_in_key(actor: Actor, now: datetime) -> str:
    return f"checkin:{actor.person.id}:{actor.today(now)}"


def _celebrate_again(tx: Tx, actor: Actor, now: datetime) -> None:
    """The newest rung of the actor's first goal, so that the channel has something to cheer."""
    for goal in ladders.owned(tx, [actor.person.id])[:1]:
        celebrate.shout_out(tx, actor, goal, goal.reached[-1:], now)


@dataclass
class _Seed:
    tx: Tx
    now: datetime

    def all(self) -> None:
        self.workspace_id = people.ensure_workspace(self.tx, WORKSPACE_ID, BOT_USER_ID).id
        self._hire()
        self._build_teams()
        purpose.set_mission(self.tx, self.workspace_id, MISSION)
        wake(self.tx, self.now)  # their hours decide on which days they reported
        self.goals: dict[str, Goal] = {}
        for climb in CLIMBS:
            self.goals[climb.statement] = self._climb(climb)
        for said in INPUTS:
            self._say(said)
        wake(self.tx, self.now)

    def _hire(self) -> None:
        self.ids = {
            member.handle: people.save_profile(
                self.tx,
                self.workspace_id,
                member.user_id,
                name=member.name,
                zone=member.zone,
                is_admin=member.is_admin,
                active=True,
            ).id
            for member in PEOPLE
        }

    def _build_teams(self) -> None:
        self.teams: dict[str, Team] = {}
        for crew in CREWS:
            team = teams.add(
                self.tx,
                self.workspace_id,
                name=crew.name,
                channel_id=crew.channel_id,
                check_in_at=time(9, 30),
                days=WORKDAYS,
                country="",
                fiscal_first_month=1,
                bottom_line=crew.bottom_line,
            )
            roles = {self.ids[handle]: handle in crew.leads for handle in crew.handles}
            teams.set_members(self.tx, team, roles)
            self.teams[crew.name] = team

    def _climb(self, climb: Climb) -> Goal:
        actor = people.actor_of(self.tx, self.ids[climb.owner])
        today = actor.today(self.now)
        start = today - timedelta(weeks=climb.gone)
        parent = self.goals.get(climb.parent)
        goal = ladders.add(
            self.tx,
            _draft(climb, start),
            workspace_id=self.workspace_id,
            owner_id=actor.person.id,
            team_id=self.teams[climb.crew].id,
            now=to_instant(start, time(9, 0), actor.person.zone_info),
            tier=climb.tier,
            parent_id=parent.id if parent else None,
            state=climb.state,
        )
        days = reversed([*islice(_workdays_before(today), len(climb.reports))])
        notes = climb.notes or ("",) * len(climb.reports)
        for day, value, note in zip(days, climb.reports, notes, strict=True):
            self._report(goal.id, actor, climb, day, Decimal(value), note)
        return ladders.by_id(self.tx, goal.id)

    def _report(
        self, goal_id: int, actor: Actor, climb: Climb, day: date, value: Decimal, note: str
    ) -> None:
        goal = ladders.by_id(self.tx, goal_id)
        at = to_instant(day, actor.pattern.ask_at, actor.person.zone_info) + timedelta(minutes=4)
        report = check_ins.save(
            self.tx,
            goal,
            person_id=actor.person.id,
            day=day,
            value=value,
            confidence=climb.confidence,
            note=note,
            now=at,
            answers=climb.answers,
            partner=climb.partner,
        )
        ladders.set_partner(self.tx, goal.id, climb.partner)
        stands = standing(goal, check_ins.of_goal(self.tx, goal.id))
        ladders.reach(self.tx, crossed(goal, stands), by=report.id, now=at, private=False)
        ladders.set_standing(self.tx, goal.id, stands, GoalState.ACTIVE)

    def _say(self, said: Said) -> None:
        input_id = secrets.token_hex(16)
        voices.add_input(
            self.tx,
            self.workspace_id,
            input_id=input_id,
            team_id=self.teams[said.crew].id,
            author_id=self.ids[said.author] if said.author else None,
            kind=said.kind,
            words=said.words,
            day=(self.now - 2 * DAY).date(),
        )
        if said.answer:
            voices.answer_input(
                self.tx,
                input_id,
                answer=said.answer,
                person_id=self.ids[said.answered_by],
                now=self.now - DAY,
            )


def _draft(climb: Climb, start: date) -> Draft:
    length = timedelta(weeks=climb.weeks)
    steps = len(climb.rungs)
    return Draft(
        statement=climb.statement,
        purpose=climb.purpose,
        measure=Measure(climb.measure, climb.unit),
        baseline=Decimal(climb.baseline),
        target=climb.target,
        start=start,
        due=_workday(start + length),
        rungs=tuple(
            Step(Decimal(threshold), due=_workday(start + length * position / steps))
            for position, threshold in enumerate(climb.rungs, start=1)
        ),
        min_answers=climb.min_answers,
        guard=climb.guard,
    )


def _workday(day: date) -> date:
    """The day, or the Friday before its weekend."""
    return day - max(day.weekday() - 4, 0) * DAY


def _workdays_before(day: date) -> Iterator[date]:
    """Weekdays before a date, the nearest first."""
    while True:
        day -= DAY
        if day.weekday() in WORKDAYS:
            yield day


def _is_at_work(actor: Actor, now: datetime) -> bool:
    pattern, zone, day = actor.pattern, actor.person.zone_info, actor.today(now)
    asked = to_instant(day, pattern.ask_at, zone)
    return (
        day.weekday() in pattern.days and asked <= now < hours_end(pattern, day, zone) - SHIFT / 2
    )


def _shift_around(actor: Actor, now: datetime) -> Pattern:
    """A shift that began within the last half hour, on weekdays and on today's."""
    local = now.astimezone(UTC).astimezone(actor.person.zone_info)
    begun = local - timedelta(
        minutes=local.minute % 30, seconds=local.second, microseconds=local.microsecond
    )
    days = WORKDAYS | {begun.weekday()}
    return Pattern(days, begun.time(), (begun + SHIFT).time(), begun.time())
