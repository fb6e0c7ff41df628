"""Who on a team needs a look: who is blocked, then who is at risk, whoever waits longest first.

A report tells it and the next one ends it; of a blocker its answer does, too. Who reports nothing
is not listed, and nothing here tells how far anybody has come.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from goals.goal import CheckIn, Confidence, Goal
from goals.people import Actor
from goals.voices import Blocker

_WORST_FIRST = (Confidence.BLOCKED, Confidence.AT_RISK, Confidence.ON_TRACK)
FRESH = timedelta(days=14)
"""Who said so long ago that a goal was at risk is not spoken of any more."""


@dataclass(frozen=True, slots=True)
class Need:
    """Somebody who is blocked, or at risk. `reports` are those in a row that say so, oldest first.

    `blocker` is the latest of them, as its leads know of it.
    """

    goal: Goal
    reports: tuple[CheckIn, ...]
    blocker: Blocker | None = None
    taken_by: int | None = None
    """The id of the lead who is on it."""

    @property
    def person_id(self) -> int:
        return self.reports[-1].person_id

    @property
    def is_blocked(self) -> bool:
        return self.reports[-1].confidence is Confidence.BLOCKED

    @property
    def since(self) -> CheckIn:
        return self.reports[0]


def needs(
    goals: Iterable[Goal],
    reports: Iterable[CheckIn],
    blockers: Mapping[int, Blocker],
    day: date,
) -> list[Need]:
    """What stands in the way of these goals on a local date, what needs a look most first.

    `reports` are at least each person's last ones in a row, oldest first; `blockers` are by their
    check-in's id.
    """
    going = {goal.id: goal for goal in goals if goal.is_active and not goal.has_ended(day)}
    said: dict[tuple[int, int], list[CheckIn]] = defaultdict(list)
    for report in reports:
        if report.goal_id in going:
            said[report.goal_id, report.person_id].append(report)
    found = [_need(going[goal_id], told, blockers) for (goal_id, _), told in said.items()]
    return sorted((need for need in found if _is_open(need, day)), key=_urgency)


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of a goal last: how it looks to whoever is worst off of those who climb it,
    and the newest report.
    """

    confidence: Confidence
    newest: CheckIn


def heard(latest: Iterable[CheckIn]) -> dict[int, Heard]:
    """What was heard of each goal, by its id, from each person's latest reports on them."""
    found: dict[int, Heard] = {}
    for said in latest:
        known = found.get(said.goal_id)
        worst = said.confidence
        if known:
            worst = min(worst, known.confidence, key=_WORST_FIRST.index)
        is_newest = known is None or said.day >= known.newest.day
        found[said.goal_id] = Heard(worst, said if is_newest or not known else known.newest)
    return found


def day_for(reader: Actor, report: CheckIn, reporter: Actor) -> date:
    """The reader's own date of a report. One that was made later, for a day that was over, has the
    date of that day.
    """
    was_on_the_day = reporter.today(report.at) == report.day
    return reader.today(report.at) if was_on_the_day else report.day


def _need(goal: Goal, reports: Sequence[CheckIn], blockers: Mapping[int, Blocker]) -> Need:
    latest = reports[-1]
    alike = [*takewhile(lambda said: said.confidence is latest.confidence, reversed(reports))]
    known = [blockers[said.id] for said in alike if said.id in blockers]
    taken = (each.taken_by for each in known if each.taken_by and not each.is_answered)
    return Need(goal, tuple(reversed(alike)), blockers.get(latest.id), next(taken, None))


def _is_open(need: Need, day: date) -> bool:
    if need.is_blocked:
        return need.blocker is None or not need.blocker.is_answered
    at_risk = need.reports[-1].confidence is Confidence.AT_RISK
    return at_risk and day - need.reports[-1].day <= FRESH


def _urgency(need: Need) -> tuple[int, date, int, int]:
    of_blocked = 1 if need.taken_by else 0
    group = of_blocked if need.is_blocked else 2
    return group, need.since.day, need.goal.number, need.person_id
