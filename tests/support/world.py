"""The world that the bot lives in: people, channels, and what was set up before a story starts."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Engine

from goals.cadence import Rhythm
from goals.draft import Draft, Step
from goals.goal import Goal, Measure, Tier, Visibility
from goals.people import WORKDAYS, Person, Team
from handlers.deps import Deps
from handlers.rhythm import reschedule
from store import ladders, people, teams
from tests.support.people import User
from tests.support.slack import FakeSlack
from tests.support.workspace import Channel

if TYPE_CHECKING:
    from tests.support.rungs import Rungs

MONDAY_MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CHATS = Measure(unit="chats a day")
DAILY = Rhythm()


class World:
    """A Slack workspace and a database. `now` is the instant (UTC) for bot and Slack alike."""

    def __init__(self, engine: Engine, slack: FakeSlack):
        self.now = MONDAY_MORNING
        self.slack = slack
        slack.clock = lambda: self.now.timestamp()
        self.deps = Deps(engine, clock=lambda: self.now)
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}

    def user(self, name: str, **traits: Any) -> User:
        """Someone in Slack: tz, admin, bot, guest, stranger. Rungs has not met them yet."""
        user_id = f"U{name.upper()}"
        self.slack.add_user(user_id, name, **traits)
        self.users[name] = User(cast("Rungs", self), user_id, name)
        return self.users[name]

    def channel(
        self,
        name: str,
        members: list[User | str] | None = None,
        *,
        bot: bool = True,
        private: bool = False,
    ) -> Channel:
        """A channel with these people in it, and the bot, if it was invited."""
        inside = [self._user(member).id for member in members or []]
        place = Channel(f"C{name.upper().replace('-', '')}", name, inside, is_private=private)
        if bot:
            place.members.append(self.slack.bot_user)
        self.channels[name] = self.slack.add_channel(place)
        return place

    def meet(self, *whom: User | str) -> list[Person]:
        """Let Rungs know these people, as if they had used it before."""
        with self.deps.begin() as tx:
            workspace = people.ensure_workspace(tx, self.slack.team_id, self.slack.bot_user)
            met = []
            for user in map(self._user, whom):
                profile = self.slack.users[user.id]
                met.append(
                    people.save_profile(
                        tx,
                        workspace.id,
                        user.id,
                        name=profile["real_name"],
                        zone=profile["tz"],
                        is_admin=profile["is_admin"],
                        active=True,
                        locale=profile["locale"],
                    )
                )
            reschedule(tx, [person.id for person in met], self.now)
        return met

    def seed_team(
        self,
        name: str,
        *,
        lead: User | str,
        members: list[User | str] | None = None,
        channel: str | None = None,
        check_in_at: str = "09:30",
        days: frozenset[int] = WORKDAYS,
        country: str = "",
        fiscal_first_month: int = 1,
    ) -> Team:
        """A team that was set up before; makes the people and the channel that are not there."""
        place = channel or name.lower()
        everyone: list[User | str] = [lead, *(members or [])]
        known = self.channels.get(place) or self.channel(place, everyone)
        met = self.meet(*everyone)
        with self.deps.begin() as tx:
            team = teams.add(
                tx,
                met[0].workspace_id,
                name=name,
                channel_id=known.id,
                check_in_at=time.fromisoformat(check_in_at),
                days=days,
                country=country,
                fiscal_first_month=fiscal_first_month,
            )
            teams.set_members(tx, team, {p.id: p.id == met[0].id for p in met})
            reschedule(tx, [person.id for person in met], self.now)
        return team

    def seed_goal(
        self,
        owner: User | str,
        statement: str = "Reply to 40 chats a day",
        *,
        baseline: int | str = 25,
        target: int | str = 40,
        rungs: tuple[int | str, ...] = (),
        due: date | str = "2026-12-18",
        measure: Measure = CHATS,
        visibility: Visibility = Visibility.TEAM,
        rhythm: Rhythm = DAILY,
        purpose: str = "",
        team: Team | None = None,
        tier: Tier = Tier.INDIVIDUAL,
        under: Goal | None = None,
        is_personal: bool = False,
    ) -> Goal:
        """A goal that was set before, in the owner's home team unless another is given."""
        user = self._user(owner)
        actor = user.actor
        home = team or actor.home
        steps = tuple(Step(Decimal(threshold)) for threshold in (*rungs, target))
        draft = Draft(
            statement=statement,
            purpose=purpose,
            measure=measure,
            baseline=Decimal(baseline),
            target=Decimal(target),
            start=actor.today(self.now),
            due=due if isinstance(due, date) else date.fromisoformat(due),
            rungs=steps,
            rhythm=rhythm,
            visibility=visibility,
        )
        with self.deps.begin() as tx:
            return ladders.add(
                tx,
                draft,
                workspace_id=actor.person.workspace_id,
                owner_id=actor.person.id,
                team_id=home and home.id,
                now=self.now,
                tier=tier,
                parent_id=under and under.id,
                is_personal=is_personal,
            )

    def _user(self, who: User | str) -> User:
        return who if isinstance(who, User) else self.users.get(who) or self.user(who)
