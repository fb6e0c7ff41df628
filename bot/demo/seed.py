"""Fills an empty database with the demo's people, their goals in mid-climb, and their reports."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, time

from bot.demo.cast import BOT_USER_ID, CREWS, PEOPLE, WORKSPACE_ID
from bot.demo.climbing import Climbing
from bot.demo.hours import DAY, away_since_monday, is_at_work, shift_around
from bot.demo.plot import CLIMBS, PROPOSALS
from bot.demo.talk import ABOUT, INPUTS, LESSONS, MISSION, TEMPLATES, Lesson, Said
from goals.goal import Tier
from goals.people import WORKDAYS, Actor, Team
from goals.sight import can_shout
from handlers.check_in import celebrate, help_along
from store import (
    ladders,
    outbox,
    people,
    purpose,
    retrospectives,
    teams,
    templates,
    voices,
)
from store.database import Tx
from store.tables import OutboxState

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
        if not is_at_work(actor, now):
            people.save_pattern(tx, actor.person.id, shift_around(actor, now))
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
    """The newest rung of a goal of the actor's, so that the channel has something to cheer."""
    own = [g for g in ladders.owned(tx, [actor.person.id]) if g.tier is Tier.INDIVIDUAL]
    going = [goal for goal in own if goal.due >= actor.today(now) and can_shout(goal)]
    for goal in [goal for goal in going if goal.reached][:1]:
        celebrate.shout_out(tx, actor, goal, goal.reached[-1:], now)


@dataclass
class _Seed:
    tx: Tx
    now: datetime

    def all(self) -> None:
        self.workspace_id = people.ensure_workspace(self.tx, WORKSPACE_ID, BOT_USER_ID).id
        self._hire()
        self._build_teams()
        wake(self.tx, self.now)  # their hours decide on which days they reported
        self._climb()
        for lesson in LESSONS:
            self._learn(lesson)
        for said in INPUTS:
            self._say(said)
        self._hush()
        for offered in PROPOSALS:
            self.climbing.propose(offered)
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
        for handle, noted in ABOUT.items():
            purpose.set_about(self.tx, self.workspace_id, self.ids[handle], noted)
        purpose.set_mission(self.tx, self.workspace_id, MISSION)

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
            if template := TEMPLATES.get(crew.name):
                templates.keep(self.tx, self.workspace_id, team.id, template)

    def _climb(self) -> None:
        away = {}
        for member in PEOPLE:
            actor = people.actor_of(self.tx, self.ids[member.handle])
            leave = away_since_monday(actor.today(self.now)) if member.back_today else None
            if leave:
                people.add_leave(self.tx, self.workspace_id, actor.person.id, leave)
            away[member.handle] = leave
        team_ids = {name: team.id for name, team in self.teams.items()}
        climbing = Climbing(self.tx, self.now, self.workspace_id, self.ids, team_ids, away)
        for climb in CLIMBS:
            climbing.climb(climb)
        self.climbing = climbing

    def _learn(self, lesson: Lesson) -> None:
        goal = self.climbing.goals[lesson.learnt_on]
        at = datetime.combine(goal.due + DAY, time(9, 0), UTC)
        retrospectives.save(self.tx, goal, lesson.words, at)
        help_along.give_tip(self.tx, self.climbing.goals[lesson.shown_on])

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

    def _hush(self) -> None:
        """What was told along the way was told then."""
        for queued, _ in outbox.troubled(self.tx):
            outbox.drop(self.tx, queued.workspace_id, queued.key)
