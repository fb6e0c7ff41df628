"""Puts the goals of the plot into the database, by the ways in which people get there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice

from bot.demo.hours import workday, worked_before
from bot.demo.story import Climb, Offered
from goals.cadence import DAILY, Leave, Rhythm, RhythmKind, to_instant
from goals.draft import Draft, Step
from goals.goal import Combine, Confidence, Goal, GoalState, Measure
from goals.people import Actor
from goals.report import Report
from goals.revision import Terms
from goals.wanted import Wanted
from handlers.check_in import record
from handlers.propose.state import send_round
from handlers.revise_goal import apply
from store import contributors, ladders, people, proposals
from store.database import Tx

A_WEEK = timedelta(weeks=1)
MINUTE = timedelta(minutes=1)
SOON = timedelta(seconds=5)


@dataclass
class Climbing:
    """Sets goals and reports on them, as of `now` (UTC). `owners` and `teams` are ids by handle and
    team name, `away` who was away since Monday, by handle.
    """

    tx: Tx
    now: datetime
    workspace_id: int
    owners: Mapping[str, int]
    teams: Mapping[str, int]
    away: Mapping[str, Leave | None]
    goals: dict[str, Goal] = field(default_factory=dict)
    """Those that were set, by their statements; of two alike the latter."""

    def climb(self, climb: Climb) -> None:
        """Set the goal, change it if it was changed, report on it, and end it if it has ended."""
        actor = people.actor_of(self.tx, self.owners[climb.owner])
        dates = _Dates.of(climb, actor.today(self.now), self.away.get(climb.owner))
        goal = self._set(climb, dates, actor)
        if climb.revised:
            self._revise(goal, climb, dates, actor)
        self._report_daily(goal, actor, dates, _reports(climb))
        for handle, values in climb.together:
            beside = people.actor_of(self.tx, self.owners[handle])
            reports = [Report(Decimal(value)) for value in values]
            self._report_daily(goal, beside, dates, reports)
        if climb.today is not None:
            report = _report(climb, climb.today, "", _moods(climb)[-1])
            self._report(goal, actor, actor.today(self.now), report, self.now - MINUTE)
        goal = ladders.by_id(self.tx, goal.id)
        if climb.is_over:
            ladders.set_standing(self.tx, goal.id, goal.value, climb.state)
        self.goals[climb.statement] = goal

    def propose(self, offered: Offered) -> None:
        """Propose a goal to somebody, soon after the day's message."""
        climb, owner_id = offered.goal, self.owners[offered.goal.owner]
        dates = _Dates.of(climb, people.actor_of(self.tx, owner_id).today(self.now), None)
        parent, draft = self.goals[climb.parent], _draft(climb, dates)
        *below, top = draft.rungs
        draft = replace(draft, rungs=(*below, replace(top, due=None)))  # as people type it
        made = proposals.add(
            self.tx,
            self.workspace_id,
            by_id=self.owners[offered.by],
            to_id=owner_id,
            owner_id=owner_id,
            wanted=Wanted(draft, self.teams[climb.crew], parent.id),
            note=offered.note,
            now=self.now - MINUTE,
        )
        send_round(self.tx, made, self.now + SOON)

    def _set(self, climb: Climb, dates: "_Dates", actor: Actor) -> Goal:
        parent = self.goals.get(climb.parent)
        goal = ladders.add(
            self.tx,
            _draft(climb, dates),
            workspace_id=self.workspace_id,
            owner_id=actor.person.id,
            team_id=self.teams[climb.crew],
            now=to_instant(dates.start, time(9, 0), actor.person.zone_info),
            tier=climb.tier,
            parent_id=parent.id if parent else None,
            is_personal=climb.is_personal,
            state=GoalState.DRAFT if climb.state is GoalState.DRAFT else GoalState.ACTIVE,
        )
        if climb.review:
            ladders.set_review(self.tx, goal.id, climb.review)
        if climb.together:
            goal = contributors.share(self.tx, goal, Combine.SUM, self.now)
        for handle, _ in climb.together:
            goal = contributors.join(self.tx, goal, self.owners[handle], self.now)
        return goal

    def _revise(self, goal: Goal, climb: Climb, dates: "_Dates", actor: Actor) -> None:
        change = climb.revised
        assert change
        steps = dates.steps(climb.rungs)
        terms = Terms(climb.statement, steps[-1].threshold, dates.due, steps)
        day = workday(actor.today(self.now) - change.weeks_ago * A_WEEK)
        at = to_instant(day, time(15, 0), actor.person.zone_info)
        apply(self.tx, goal, terms, by=actor, reason=change.reason, now=at)

    def _report_daily(
        self, goal: Goal, actor: Actor, dates: "_Dates", reports: Sequence[Report]
    ) -> None:
        for day, report in zip(dates.reported, reports, strict=True):
            at = to_instant(day, actor.pattern.ask_at, actor.person.zone_info) + 4 * MINUTE
            self._report(goal, actor, day, report, at)

    def _report(self, goal: Goal, actor: Actor, day: date, report: Report, at: datetime) -> None:
        goal = ladders.by_id(self.tx, goal.id)
        record.record(self.tx, actor, goal, day, report, at, grace=timedelta(0))


@dataclass(frozen=True)
class _Dates:
    """When a goal runs, in its owner's dates, and on which days it was reported on."""

    start: date
    due: date
    rhythm: Rhythm
    reported: tuple[date, ...]

    @staticmethod
    def of(climb: Climb, today: date, away: Leave | None) -> "_Dates":
        start = today - climb.gone * A_WEEK
        ends = start + climb.weeks * A_WEEK
        due = next(worked_before(ends)) if climb.is_over else workday(ends)
        count, until = len(climb.reports), ends if climb.is_over else today
        if not climb.weekly:
            days = [*islice(worked_before(until, away), count)]
            return _Dates(start, due, DAILY, tuple(reversed(days)))
        last = next(worked_before(until, away))
        rhythm = Rhythm(RhythmKind.WEEKLY, frozenset({last.weekday()}))
        return _Dates(start, due, rhythm, tuple(last - n * A_WEEK for n in reversed(range(count))))

    def steps(self, thresholds: tuple[int, ...]) -> tuple[Step, ...]:
        """Rungs at even distances in time."""
        length, count = self.due - self.start, len(thresholds)
        return tuple(
            Step(Decimal(threshold), due=workday(self.start + length * position / count))
            for position, threshold in enumerate(thresholds, start=1)
        )


def _draft(climb: Climb, dates: _Dates) -> Draft:
    """The goal as it was set, which a revision may have changed since."""
    said = climb.revised or climb
    return Draft(
        statement=said.statement,
        purpose=climb.purpose,
        measure=Measure(climb.measure, climb.unit),
        baseline=Decimal(climb.baseline),
        target=Decimal(said.rungs[-1]),
        start=dates.start,
        due=dates.due,
        rungs=dates.steps(said.rungs),
        rhythm=dates.rhythm,
        visibility=climb.visibility,
        min_answers=climb.min_answers,
        guard=climb.guard,
    )


def _reports(climb: Climb) -> list[Report]:
    notes = climb.notes or ("",) * len(climb.reports)
    said = zip(climb.reports, notes, _moods(climb), strict=True)
    return [_report(climb, value, note, mood) for value, note, mood in said]


def _moods(climb: Climb) -> list[Confidence]:
    """How it looked with each report."""
    calm = len(climb.reports) - climb.at_risk - climb.blocked
    moods = (Confidence.ON_TRACK, Confidence.AT_RISK, Confidence.BLOCKED)
    times = zip(moods, (calm, climb.at_risk, climb.blocked), strict=True)
    return [mood for mood, count in times for _ in range(count)]


def _report(climb: Climb, value: int, note: str, mood: Confidence) -> Report:
    return Report(Decimal(value), mood, note, climb.answers, climb.partner)
