"""Records a report: the check-in, where the goal stands then, and the rungs that it reaches."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from goals.errors import GoalNotActive, NotYourGoal, StillADraft, TooLate, UnknownGoal
from goals.goal import CheckIn, Confidence, Goal, GoalState, Rung
from goals.hold import holds, last_partner
from goals.ladder import crossed, standing
from goals.people import Actor, ShoutOut
from goals.report import Recorded, Report
from goals.sight import can_see, can_shout
from handlers import unblock
from handlers.check_in import help_along
from handlers.day import in_grace
from store import check_ins, ladders, outbox, revisions
from store.database import Tx
from store.tables import OutboxState


def own_goal(tx: Tx, actor: Actor, goal_id: int) -> Goal:
    """The actor's own goal, held against other writers. Raises UnknownGoal, NotYourGoal."""
    goal = ladders.hold(tx, actor.person.workspace_id, goal_id)
    if goal is None or not can_see(actor, goal):
        raise UnknownGoal("")
    if goal.owner_id != actor.person.id:
        raise NotYourGoal(goal.key)
    return goal


def record(
    tx: Tx, actor: Actor, goal: Goal, day: date, report: Report, now: datetime, grace: timedelta
) -> Recorded:
    """Record the report on `own_goal` for a local date, or correct the one of that date.

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
    in_channel = can_shout(goal) and actor.person.shout_outs is ShoutOut.CHANNEL and not quiet
    rungs = () if holds(goal, check_in) else crossed(goal, goal.value)
    if rungs:
        ladders.reach(tx, rungs, by=check_in.id, now=now, private=not in_channel)
        if not quiet:
            shout_out(tx, actor, goal, rungs, now + grace)
    is_reached = goal.rungs[-1].is_reached or goal.rungs[-1] in rungs
    goal = replace(goal, state=GoalState.REACHED if is_reached else GoalState.ACTIVE)
    ladders.set_standing(tx, goal.id, goal.value, goal.state)
    return ladders.by_id(tx, goal.id) if rungs else goal


def stand(tx: Tx, goal: Goal, history: Sequence[CheckIn]) -> Goal:
    """The goal at the value that its check-ins put it at, with its partner measure."""
    if goal.guard:
        partner = last_partner(history)
        ladders.set_partner(tx, goal.id, partner)
        goal = replace(goal, partner_value=partner)
    return replace(goal, value=standing(goal, history))


def shout_out(tx: Tx, actor: Actor, goal: Goal, rungs: Sequence[Rung], at: datetime) -> None:
    """Queue one celebration of the rungs that a report reached, the highest of them named.

    In the team's channel, or in a direct message where the person wants only that. A goal that
    the team does not see is celebrated with its owner alone.
    """
    choice = actor.person.shout_outs
    if choice is ShoutOut.NOTHING:
        return
    team = next((team for team in actor.teams if team.id == goal.team_id), None)
    in_channel = team and choice is ShoutOut.CHANNEL and can_shout(goal)
    outbox.put(
        tx,
        key=f"rung:{rungs[-1].id}",
        workspace_id=goal.workspace_id,
        channel=team.channel_id if team and in_channel else actor.person.user_id,
        kind="shout_out" if in_channel else "praise",
        ref={"rung": rungs[-1].id},
        priority=outbox.Priority.CELEBRATION,
        wake_at=at,
    )


def take_back(tx: Tx, goal: Goal, check_in: CheckIn, now: datetime, grace: timedelta) -> bool:
    """Un-reach what this check-in reached, if it was not shared yet; False if it stays.

    Within the grace and before the shout-out is on its way; what was celebrated stays reached.
    """
    reached = [rung for rung in goal.rungs if rung.reached_by == check_in.id]
    if not reached:
        return True
    if any(rung.reached_at and now >= rung.reached_at + grace for rung in reached):
        return False
    key = f"rung:{reached[-1].id}"
    queued = outbox.find(tx, goal.workspace_id, key)
    is_waiting = queued and queued.state is not OutboxState.DROPPED
    if is_waiting and not outbox.drop(tx, goal.workspace_id, key):
        return False
    ladders.unreach(tx, reached)
    return True


def undo(tx: Tx, actor: Actor, goal_id: int, day: date, now: datetime, grace: timedelta) -> Goal:
    """Take the day's report back, with the rungs that it reached. Raises TooLate once shared."""
    goal = own_goal(tx, actor, goal_id)
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
    ladders.set_standing(tx, goal.id, goal.value, GoalState.ACTIVE)
    return ladders.by_id(tx, goal.id)


def keep_private(tx: Tx, actor: Actor, goal_id: int, day: date) -> Goal:
    """Keep the rungs of the day's report out of the channel. Raises TooLate once shared."""
    goal = own_goal(tx, actor, goal_id)
    check_in = check_ins.on_day(tx, actor.person.id, day).get(goal.id)
    reached = [rung for rung in goal.rungs if check_in and rung.reached_by == check_in.id]
    if not reached or all(rung.is_private for rung in reached):
        return goal
    if not outbox.drop(tx, goal.workspace_id, f"rung:{reached[-1].id}"):
        raise TooLate("A shout-out that was sent")
    ladders.keep_private(tx, reached)
    return ladders.by_id(tx, goal.id)
