"""Who is there: people, their teams, and who may act for what."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from goals import greeting
from goals.cadence import Pattern, working_date

WORKDAYS = frozenset(range(5))
SHIFT = timedelta(hours=8)
OFFICE_HOURS = (time(9, 0), time(17, 0))


class ShoutOut(StrEnum):
    """Where a person wants their rungs celebrated, for good."""

    CHANNEL = "channel"
    DIRECT = "direct"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A Slack workspace. `team_id` is Slack's id of it (T…)."""

    id: int
    team_id: str
    bot_user_id: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in a workspace. `zone` is an IANA name; `pattern` is theirs, or None for the team's.

    `user_id` is Slack's (U…); `locale` is Slack's word for their language (`en-US`), "" while it is
    not known. `next_check_in_at` is a UTC instant, None when nobody asks them.
    """

    id: int
    workspace_id: int
    user_id: str
    name: str
    zone: str
    is_admin: bool = False
    active: bool = True
    pattern: Pattern | None = None
    shout_outs: ShoutOut = ShoutOut.CHANNEL
    reminders: bool = True
    next_check_in_at: datetime | None = None
    locale: str = ""
    country: str = ""
    """Whose public holidays are theirs, as of a team; "" is the team's, "none" is none."""

    @property
    def first_name(self) -> str:
        """What they are greeted by, of the name that Slack shows."""
        return greeting.first_name(self.name)

    @property
    def zone_info(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


@dataclass(frozen=True, slots=True)
class Team:
    """A service team. `check_in_at` is local to each member; `country` is a holidays code or "".

    `bottom_line` says in words what it is all for; a person with more active goals than
    `most_goals` is told so.
    """

    id: int
    workspace_id: int
    name: str
    channel_id: str
    check_in_at: time = time(9, 30)
    days: frozenset[int] = WORKDAYS
    country: str = ""
    fiscal_first_month: int = 1
    bottom_line: str = ""
    most_goals: int = 5

    @property
    def pattern(self) -> Pattern:
        """The team's working day: office hours, or eight hours from a check-in outside them."""
        starts, ends = OFFICE_HOURS
        if not starts <= self.check_in_at < ends:
            starts = self.check_in_at
            ends = (datetime.combine(date.min, starts) + SHIFT).time()
        return Pattern(self.days, starts, ends, self.check_in_at)


DEFAULT_PATTERN = Pattern(WORKDAYS, *OFFICE_HOURS, time(9, 30))


@dataclass(frozen=True, slots=True)
class Membership:
    """One person's place in one team."""

    team: Team
    is_lead: bool


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with their places in teams: everything that decides what they may see and do.

    `memberships` are in the order of joining; the first is the home team, whose country and
    hours apply to a person who set none.
    """

    person: Person
    memberships: tuple[Membership, ...] = ()

    @property
    def home(self) -> Team | None:
        return self.memberships[0].team if self.memberships else None

    @property
    def teams(self) -> tuple[Team, ...]:
        return tuple(m.team for m in self.memberships)

    @property
    def led(self) -> tuple[Team, ...]:
        """The teams that they lead."""
        return tuple(m.team for m in self.memberships if m.is_lead)

    def is_in(self, team_id: int | None) -> bool:
        return any(m.team.id == team_id for m in self.memberships)

    def leads(self, team_id: int | None) -> bool:
        return any(m.team.id == team_id and m.is_lead for m in self.memberships)

    @property
    def country(self) -> str:
        """Whose public holidays they have: a code, "none", or "" where nobody said."""
        return self.person.country or (self.home.country if self.home else "")

    @property
    def pattern(self) -> Pattern:
        """Their own working pattern, else the home team's, else office hours."""
        if self.person.pattern:
            return self.person.pattern
        return self.home.pattern if self.home else DEFAULT_PATTERN

    def today(self, now: datetime) -> date:
        """The working date (local) that something done at `now` belongs to."""
        return working_date(self.pattern, self.person.zone_info, now)
