"""A revision: a change of a goal's words, target, rungs or date, with a reason; never silent.

Who sees a goal may be changed with it or alone, and needs no reason.

What was reached stays reached, and a revision reaches nothing: a rung that is moved below where
the goal stands waits for the next check-in, which celebrates what somebody did, not an edit.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from goals.amounts import write_amount
from goals.as_written import as_written, follow_target, write_rungs
from goals.draft import ReadDate, Step, Written, draft
from goals.errors import FieldProblems, Missing, Refusal, TooLong
from goals.goal import Goal, GoalState, Rung, Tier, Visibility
from goals.habits import UNKNOWN, Habits
from goals.ladder import meets
from goals.people import Actor
from goals.sight import Seen, seen
from goals.together import check_can_share

REASON_LENGTH = 1000


@dataclass
class TargetReached(Refusal):
    """The target would be at or below a rung that was reached, and what is reached stays."""

    key: str
    threshold: Decimal
    unit: str = ""


@dataclass
class NothingRevised(Refusal):
    """The form says what holds already."""

    key: str


@dataclass
class RevisedMeanwhile(Refusal):
    """The goal was revised, or a rung of it reached, since the form was opened."""

    key: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a revision may change. `rungs` is the whole ladder in order, the target last; `seen` is
    None in revisions of a time when nobody could change it.
    """

    statement: str
    target: Decimal
    due: date
    rungs: tuple[Step, ...]
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """What one revision changed: who by, when (UTC), why, from what and to what."""

    id: int
    goal_id: int
    by_id: int
    at: datetime
    reason: str
    before: Terms
    after: Terms


def terms_of(goal: Goal) -> Terms:
    """What holds now."""
    return Terms(goal.statement, goal.target, goal.due, tuple(map(_step, goal.rungs)), seen(goal))


ENDED = ":ended"


def stands(goal: Goal, revisions: int) -> str:
    """What tells that a goal moved on: rungs reached, revisions made, whether it was closed."""
    return f"{len(goal.reached)}:{revisions}{ENDED if goal.is_closed else ''}"


def has_ended_since(goal: Goal, stood: str) -> bool:
    """Whether a goal that stood so was reached or closed since."""
    is_closed = goal.is_closed and not stood.endswith(ENDED)
    return is_closed or goal.state is GoalState.REACHED


def can_show(goal: Goal, owner: Actor) -> bool:
    """Whether the owner has somebody to show it to, and the choice: a team's goal is the team's."""
    return goal.tier is Tier.INDIVIDUAL and bool(owner.teams)


def shown_to(goal: Goal, owner: Actor, by: Visibility, team_id: int | None) -> Seen:
    """Who is to see it, as its owner chose: of one of their teams, the first without a word.

    Raises ForOneAlone for a goal that several climb.
    """
    if goal.is_shared:
        check_can_share(by, is_personal=goal.is_personal)
    now = seen(goal)
    if not can_show(goal, owner) or (by is now.by is Visibility.ME):
        return now
    teams = [team.id for team in owner.teams]
    wanted = next((id_ for id_ in (team_id, goal.team_id) if id_ in teams), teams[0])
    return Seen(by, now.team_id if by is Visibility.ME else wanted)


def only_seen_by_others(before: Terms, after: Terms) -> bool:
    """Whether nothing changes but who sees it."""
    return before.seen != after.seen and replace(before, seen=after.seen) == after


def standing_form(goal: Goal) -> Written:
    """The form as it stands: `rungs` are those still to come, without the target."""
    to_come = [_step(rung) for rung in goal.rungs[:-1] if not rung.is_reached]
    return replace(
        as_written(goal), rungs=write_rungs([*to_come, _step(goal.rungs[-1])], goal.measure.unit)
    )


def _step(rung: Rung) -> Step:
    return Step(rung.threshold, rung.name, rung.due)


def revised(
    goal: Goal,
    *,
    statement: str,
    target: str,
    due: date | None,
    rungs: str,
    today: date,
    read_date: ReadDate,
    habits: Habits = UNKNOWN,
    to_be_seen: Seen | None = None,
) -> Terms:
    """The goal's new terms, as typed; the rules are those of setting a goal.

    `rungs` are the ones still to come; those that were reached stay below them; `to_be_seen` is
    None where that stays. Raises FieldProblems by the names of the parameters, NothingRevised.
    """
    stands = standing_form(goal)
    said = replace(stands, statement=statement, target=target, due=due, rungs=rungs)
    said = follow_target(stands, said, habits)
    typed = replace(said, purpose="", answers="", partner="", needs="", rungs="")
    wanted = draft(typed, today, read_date, habits, start=goal.start, is_begun=True)
    kept = goal.reached
    if kept and meets(goal, kept[-1].threshold, wanted.target):
        raise FieldProblems(
            {"target": TargetReached(goal.key, kept[-1].threshold, goal.measure.unit)}
        )
    below = [write_amount(rung.threshold, goal.measure.unit) for rung in kept]
    typed = replace(typed, rungs="\n".join([*below, said.rungs]))
    wanted = draft(typed, today, read_date, habits, start=goal.start, is_begun=True)
    climbed = tuple(map(_step, kept))
    after = Terms(
        wanted.statement,
        wanted.target,
        wanted.due,
        climbed + wanted.rungs[len(climbed) :],
        to_be_seen or seen(goal),
    )
    if goal.is_active and after == terms_of(goal):
        raise NothingRevised(goal.key)
    return after


def reason(text: str) -> str:
    """Why, in a person's words. Raises Missing, TooLong."""
    tidy = text.strip()
    if not tidy:
        raise Missing
    if len(tidy) > REASON_LENGTH:
        raise TooLong(len(tidy), REASON_LENGTH)
    return tidy


def met_already(goal: Goal) -> tuple[Rung, ...]:
    """Rungs that a revision put where the goal stands: the next check-in there reaches them."""
    return tuple(r for r in goal.rungs if not r.is_reached and meets(goal, goal.value, r.threshold))
