"""Records a report: the check-in, where the goal stands then, and the rungs that it reaches."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from goals.errors import GoalNotActive, NotYourGoal, StillADraft, TooLate, UnknownGoal
from goals.goal import CheckIn, Confidence, Goal, GoalState, Rung
from goals.hold import holds, last_partner
from goals.ladder import crossed, meets, parts, standing
from goals.people import Actor
from goals.report import Recorded, Report
from goals.sight import can_see
from handlers import unblock
from handlers.check_in import asking, celebrate, help_along
from handlers.day import in_grace
from store import check_ins, contributors, ladders, people, revisions
from store.database import Tx
from store.tables import OutboxState


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

    Raises StillADraft; GoalNotActive for a goal that was closed, or reached before.
    """
    earlier = check_ins.on_day(tx, actor.person.id, day).get(goal.id)
    if goal.is_draft:
        raise StillADraft(goal.key)
    finished_today = goal.state is GoalState.REACHED and earlier is not None
    if not (goal.is_active or finished_today):
        raise GoalNotActive(goal.key)
    quiet = False
    if earlier:
        quiet = any(rung.is_private for rung in goal.rungs if rung.reached_by == earlier.id)
        take_back(tx, goal, earlier, now, grace)
        goal = ladders.by_id(tx, goal.id)
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
    if earlier and goal.is_shared:
        goal = let_go(tx, stand(tx, goal, history), now, grace)
    goal = climb(tx, actor, goal, history, check_in, now, grace, quiet)
    told = None
    if check_in.confidence is Confidence.BLOCKED:
        told = unblock.raise_for(tx, check_in=check_in, goal=goal, actor=actor, now=now)
    elif earlier:
        unblock.lift(tx, check_in=check_in, goal=goal, now=now)
    reached = tuple(rung for rung in goal.rungs if rung.reached_by == check_in.id)
    if reached:
        help_along.give_tip(tx, goal)
    offer = help_along.consider(tx, goal, history, day, is_correction=earlier is not None)
    if offer and goal.owner_id != actor.person.id:
        owner = people.actor_of(tx, goal.owner_id)
        asking.refresh(tx, owner, owner.today(now), now)
        offer = None  # to its owner alone
    return Recorded(goal, check_in, reached, in_grace(reached, now, grace), told, offer)


def _note(report: Report, earlier: CheckIn | None) -> str:
    if report.note is not None:
        return report.note
    return earlier.note if earlier else ""


def _answers(report: Report, earlier: CheckIn | None) -> int | None:
    return earlier.answers if report.answers is None and earlier else report.answers


def _partner(report: Report, earlier: CheckIn | None) -> Decimal | None:
    return earlier.partner if report.partner is None and earlier else report.partner


def climb(
    tx: Tx,
    actor: Actor,
    goal: Goal,
    history: Sequence[CheckIn],
    check_in: CheckIn,
    now: datetime,
    grace: timedelta,
    quiet: bool,
) -> Goal:
    """Bring the goal to where its check-ins put it, and reach the rungs that are crossed.

    Unless something holds them: few answers, or a partner measure that gave way. `quiet`: what
    this report reached was kept private before it was corrected, and stays so.
    """
    goal = stand(tx, goal, history)
    rungs = () if holds(goal, check_in) else crossed(goal, goal.value)
    if rungs:
        _reach(tx, actor, goal, rungs, check_in, now, grace, quiet)
    is_reached = goal.rungs[-1].is_reached or goal.rungs[-1] in rungs
    goal = replace(goal, state=GoalState.REACHED if is_reached else GoalState.ACTIVE)
    ladders.set_standing(tx, goal.id, goal.value, goal.state)
    return ladders.by_id(tx, goal.id) if rungs else goal


def _reach(
    tx: Tx,
    actor: Actor,
    goal: Goal,
    rungs: Sequence[Rung],
    check_in: CheckIn,
    now: datetime,
    grace: timedelta,
    quiet: bool,
) -> None:
    owner = celebrate.owner_of(tx, goal, actor)
    in_channel = celebrate.is_for_channel(goal, actor, owner) and not quiet
    ladders.reach(tx, rungs, by=check_in.id, now=now, private=not in_channel)
    if not quiet:
        celebrate.shout_out(tx, actor, goal, rungs, now + grace)


def let_go(tx: Tx, goal: Goal, now: datetime, grace: timedelta) -> Goal:
    """Take back what others' reports on a shared goal reached with a part that was corrected since,
    if nobody was told of it yet; of several rungs, those that still hold stay.

    `goal` stands where its check-ins put it now.
    """
    by_report: dict[int, list[Rung]] = {}
    for rung in goal.reached:
        by_report.setdefault(rung.reached_by or 0, []).append(rung)
    for check_in_id, rungs in by_report.items():
        still = [rung for rung in rungs if meets(goal, goal.value, rung.threshold)]
        check_in = check_ins.by_id(tx, check_in_id)
        if len(still) == len(rungs) or check_in is None:
            continue
        if take_back(tx, goal, check_in, now, grace) and still:
            quiet = all(rung.is_private for rung in rungs)
            actor = people.actor_of(tx, check_in.person_id)
            _reach(tx, actor, goal, still, check_in, now, grace, quiet)
    return ladders.by_id(tx, goal.id)


def stand(tx: Tx, goal: Goal, history: Sequence[CheckIn]) -> Goal:
    """The goal at the value that its check-ins put it at, with its partner measure and its
    people's parts.
    """
    if goal.is_shared:
        brought = parts(goal, history)
        contributors.set_parts(tx, goal, brought)
        now_brought = (replace(p, value=brought.get(p.person_id)) for p in goal.parts)
        goal = replace(goal, parts=tuple(now_brought))
    if goal.guard:
        partner = last_partner(history)
        ladders.set_partner(tx, goal.id, partner)
        goal = replace(goal, partner_value=partner)
    return replace(goal, value=standing(goal, history))


def take_back(tx: Tx, goal: Goal, check_in: CheckIn, now: datetime, grace: timedelta) -> bool:
    """Un-reach what this check-in reached, if it was not shared yet; False if it stays.

    Within the grace and before the shout-out is on its way; what was celebrated stays reached.
    """
    reached = [rung for rung in goal.rungs if rung.reached_by == check_in.id]
    if not reached:
        return True
    if any(rung.reached_at and now >= rung.reached_at + grace for rung in reached):
        return False
    queued = celebrate.find(tx, goal, reached[-1])
    is_waiting = queued and queued.state is not OutboxState.DROPPED
    if not celebrate.call_off(tx, goal, reached[-1]) and is_waiting:
        return False
    ladders.unreach(tx, reached)
    return True


def undo(tx: Tx, actor: Actor, goal_id: int, day: date, now: datetime, grace: timedelta) -> Goal:
    """Take the day's report back, with the rungs that it reached. Raises TooLate once shared."""
    goal = climbed_goal(tx, actor, goal_id)
    check_in = check_ins.on_day(tx, actor.person.id, day).get(goal.id)
    if check_in is None:
        return goal
    if goal.is_closed:
        raise GoalNotActive(goal.key)
    if not take_back(tx, goal, check_in, now, grace):
        raise TooLate("A rung that was celebrated")
    unblock.lift(tx, check_in=check_in, goal=goal, now=now)
    check_ins.remove(tx, check_in.id)
    revisions.withdraw_offer(tx, goal.id, day)
    goal = stand(tx, goal, check_ins.of_goal(tx, goal.id))
    value = goal.value
    if goal.is_shared:
        goal = let_go(tx, goal, now, grace)
    state = GoalState.REACHED if goal.rungs[-1].is_reached else GoalState.ACTIVE
    ladders.set_standing(tx, goal.id, value, state)
    return ladders.by_id(tx, goal.id)


def keep_private(tx: Tx, actor: Actor, goal_id: int, day: date) -> Goal:
    """Keep the rungs of the day's report out of the channel. Raises TooLate once shared."""
    goal = climbed_goal(tx, actor, goal_id)
    check_in = check_ins.on_day(tx, actor.person.id, day).get(goal.id)
    reached = [rung for rung in goal.rungs if check_in and rung.reached_by == check_in.id]
    if not reached or all(rung.is_private for rung in reached):
        return goal
    if not celebrate.call_off(tx, goal, reached[-1]):
        raise TooLate("A shout-out that was sent")
    ladders.keep_private(tx, reached)
    return ladders.by_id(tx, goal.id)
