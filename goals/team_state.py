"""How a team is doing today and this week, as one reader may see it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from goals.cadence import to_instant
from goals.daily import asked_on
from goals.goal import CheckIn, Goal
from goals.needs import Need
from goals.people import Actor, Team
from goals.voices import Input


@dataclass(frozen=True, slots=True)
class Waiting:
    """What was said to a team's leads and waits for their answer: how many, since when, and the
    oldest few.
    """

    count: int = 0
    since: date | None = None
    first: Sequence[Input] = ()


@dataclass(frozen=True, slots=True)
class TeamState:
    """A team in one look, as far as its reader may see it.

    `goals` are the team's active ones, `theirs` its members', whichever team those belong to, and
    `latest` is each person's last report on all of these. `asked` are those who are asked something
    today, on their own dates; `rungs` were reached since Monday, but for those that their owners
    keep to themselves.
    """

    team: Team
    members: Sequence[Actor]
    goals: Sequence[Goal]
    theirs: Sequence[Goal]
    latest: Sequence[CheckIn]
    asked: int
    reported: int
    reported_this_week: int
    rungs: int
    needs: Sequence[Need] = ()
    inputs: Waiting = Waiting()

    @property
    def blocked(self) -> int:
        return len({need.person_id for need in self.needs if need.is_blocked})

    @property
    def at_risk(self) -> int:
        return len({need.person_id for need in self.needs if not need.is_blocked})


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the team, with their working date and which of their dates they work on."""

    actor: Actor
    day: date
    works: Callable[[date], bool]


def week_began(reader: Actor, now: datetime) -> datetime:
    """The instant (UTC) at which the reader's week began: Monday, 0:00."""
    today = now.astimezone(reader.person.zone_info).date()
    return to_instant(monday(today), time(), reader.person.zone_info)


def asked_today(members: Iterable[Member], goals: Sequence[Goal]) -> set[int]:
    """The ids of those who are asked about one of these goals on their own day."""
    return {
        member.actor.person.id
        for member in members
        if asked_on(
            [goal for goal in goals if member.actor.person.id in goal.climbers],
            member.day,
            member.works,
        )
    }


def reported_since(latest: Iterable[CheckIn], first: Mapping[int, date]) -> set[int]:
    """The ids of those whose latest report is of their date in `first`, or later."""
    return {said.person_id for said in latest if said.day >= first.get(said.person_id, date.max)}


def monday(day: date) -> date:
    """The first day of the week of a local date."""
    return day - timedelta(days=day.weekday())
