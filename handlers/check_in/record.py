"""Records a report: the check-in, where the goal stands then, and the rungs that it reaches."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from goals.errors import GoalNotActive, NotYourGoal, StillADraft, TooLate, UnknownGoal
from goals.goal import CheckIn, Confidence, Goal, GoalState
from goals.ladder import can_be_mistake, reached_together
from goals.offers import Offer
from goals.people import Actor
from goals.report import Recorded, Report
from goals.report_days import AlreadyReached, check_day
from goals.sight import can_see
from handlers import unblock
from handlers.check_in import asking, celebrate, help_along
from handlers.check_in.climbing import Climbing
from handlers.day import in_grace
from store import check_ins, ladders, people, revisions
from store.database import Tx


def own_goal(tx: Tx, actor: Actor, goal_id: int) -> Goal:
    """The actor's own goal, held against other writers. Raises UnknownGoal, NotYourGoal."""
    goal = climbed_goal(tx, actor, goal_id)
    if goal.owner_id != actor.person.id:
        raise NotYourGoal(goal.key)
    return goal


def climbed_goal(tx: Tx, actor: Actor, goal_id: int) -> Goal:
    """A goal that the actor checks in on, their own or a shared one, held against other writers.

    Raises UnknownGoal, NotYourGoal.
    """
    return _climbed(actor, ladders.hold(tx, actor.person.workspace_id, goal_id), "")


def climbed_number(tx: Tx, actor: Actor, number: str) -> Goal:
    """The same by the digits of its key."""
    goal = ladders.hold_number(tx, actor.person.workspace_id, int(number))
    return _climbed(actor, goal, f"G-{number}")


def _climbed(actor: Actor, goal: Goal | None, named: str) -> Goal:
    if goal is None or not can_see(actor, goal):
        raise UnknownGoal(named)
    if actor.person.id not in goal.climbers:
        raise NotYourGoal(goal.key)
    return goal


def record(
    tx: Tx, actor: Actor, goal: Goal, day: date, report: Report, now: datetime, grace: timedelta
) -> Recorded:
    """Record the report on a `climbed_goal` for a local date, or correct the one of that date.

    Any day of the last fourteen does: rungs follow from the reports in the order of their days,
    and where the goal stands is what the latest of them says. Raises DayNotBegun, DayTooLongAgo,
    DayBeforeStart; StillADraft; AlreadyReached; GoalNotActive for a goal that was closed.
    """
    earlier = check_ins.on_day(tx, actor.person.id, day).get(goal.id)
    check_open(goal, day, earlier)
    check_day(goal, day, actor.today(now), now)
    climbing = Climbing(tx, goal, now, grace)
    quiet = climbing.take_back(earlier) if earlier else False
    check_in = check_ins.save(
        tx,
        goal,
        person_id=actor.person.id,
        day=day,
        value=report.value,
        confidence=report.confidence,
        note=_note(report, earlier),
        now=now,
        answers=_answers(report, earlier),
        partner=_partner(report, earlier),
    )
    history = check_ins.of_goal(tx, goal.id)
    goal = climbing.follow(history, check_in, quiet=quiet)
    is_latest = not any(c.day > day and c.person_id == actor.person.id for c in history)
    told = None
    if check_in.confidence is Confidence.BLOCKED and is_latest:
        told = unblock.raise_for(tx, check_in=check_in, goal=goal, actor=actor, now=now)
    elif earlier:
        unblock.lift(tx, check_in=check_in, goal=goal, now=now)
    reached = tuple(rung for rung in goal.rungs if rung.reached_by == check_in.id)
    if reached:
        help_along.give_tip(tx, goal)
    offer = _offer(tx, actor, goal, history, check_in, earlier, now) if is_latest else None
    can_undo = in_grace(goal, reached, now, grace)
    can_reopen = can_be_mistake(goal)
    return Recorded(goal, check_in, reached, can_undo, told, offer, can_reopen)


def check_open(goal: Goal, day: date, earlier: CheckIn | None) -> None:
    """Whether the goal takes a report for that day, beside the `earlier` one of it.

    What reached the top can be corrected, and what came before it told after all. Raises
    StillADraft, AlreadyReached, GoalNotActive.
    """
    if goal.is_draft:
        raise StillADraft(goal.key)
    if goal.is_active:
        return
    if goal.state is not GoalState.REACHED:
        raise GoalNotActive(goal.key)
    top_on = goal.rungs[-1].reached_on
    if earlier is None and (top_on is None or day > top_on):
        raise AlreadyReached(goal.key)


def _offer(
    tx: Tx,
    actor: Actor,
    goal: Goal,
    history: Sequence[CheckIn],
    check_in: CheckIn,
    earlier: CheckIn | None,
    now: datetime,
) -> Offer | None:
    """The smaller step that is offered after the report, to the goal's owner alone."""
    is_correction = earlier is not None
    offer = help_along.consider(tx, goal, history, check_in.day, is_correction=is_correction)
    if offer and goal.owner_id != actor.person.id:
        owner = people.actor_of(tx, goal.owner_id)
        asking.refresh(tx, owner, owner.today(now), now)
        return None
    return offer


def _note(report: Report, earlier: CheckIn | None) -> str:
    if report.note is not None:
        return report.note
    return earlier.note if earlier else ""


def _answers(report: Report, earlier: CheckIn | None) -> int | None:
    return earlier.answers if report.answers is None and earlier else report.answers


def _partner(report: Report, earlier: CheckIn | None) -> Decimal | None:
    return earlier.partner if report.partner is None and earlier else report.partner


def undo(tx: Tx, actor: Actor, goal_id: int, day: date, now: datetime, grace: timedelta) -> Goal:
    """Take the day's report back, with the rungs that it reached and nobody was told of.

    What was told stays reached. Raises TooLate where all of it was told, GoalNotActive.
    """
    goal = climbed_goal(tx, actor, goal_id)
    check_in = check_ins.on_day(tx, actor.person.id, day).get(goal.id)
    if check_in is None:
        return goal
    if goal.is_closed:
        raise GoalNotActive(goal.key)
    climbing = Climbing(tx, goal, now, grace)
    reached_before = _reached_by(goal, check_in)
    climbing.take_back(check_in)
    if reached_before and _reached_by(climbing.goal, check_in) == reached_before:
        raise TooLate("A rung that others know of")
    return remove(climbing, check_in)


def _reached_by(goal: Goal, check_in: CheckIn) -> list[int]:
    return [rung.id for rung in goal.rungs if rung.reached_by == check_in.id]


def remove(climbing: Climbing, check_in: CheckIn) -> Goal:
    """Forget a report; the goal stands where the others put it."""
    tx, goal = climbing.tx, climbing.goal
    unblock.lift(tx, check_in=check_in, goal=goal, now=climbing.now)
    ladders.forget_report(tx, check_in.id)
    check_ins.remove(tx, check_in.id)
    revisions.withdraw_offer(tx, goal.id, check_in.day)
    climbing.goal = ladders.by_id(tx, goal.id)
    return climbing.follow(check_ins.of_goal(tx, goal.id))


def keep_private(tx: Tx, actor: Actor, goal_id: int, day: date, now: datetime) -> Goal:
    """Keep what the day's report reached out of the channel. Raises TooLate once shared."""
    goal = climbed_goal(tx, actor, goal_id)
    check_in = check_ins.on_day(tx, actor.person.id, day).get(goal.id)
    groups = [g for g in reached_together(goal) if check_in and g[-1].reached_by == check_in.id]
    waiting = [rungs for rungs in groups if not rungs[-1].is_private]
    called_off = [rungs for rungs in waiting if celebrate.call_off(tx, goal, rungs[-1], now)]
    if waiting and not called_off:
        raise TooLate("A shout-out that was sent")
    ladders.keep_private(tx, [rung for rungs in called_off for rung in rungs])
    return ladders.by_id(tx, goal.id)
