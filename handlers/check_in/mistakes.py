"""A top that was reached by a wrong number is taken back after others have heard of it."""

from datetime import datetime, timedelta

from goals.errors import GoalNotActive
from goals.goal import CheckIn, Goal
from goals.ladder import can_be_mistake, is_news, meets, reached_together, stood_after
from goals.people import Actor
from handlers.check_in import celebrate
from handlers.check_in.climbing import Climbing
from handlers.check_in.record import climbed_goal, remove
from handlers.outgoing import Edit, Render
from handlers.views.check_in_done import TakenBack
from handlers.views.shout_out import taken_back_message
from store import check_ins, ladders, outbox
from store.database import Tx
from store.outbox import Queued


def take_back_top(tx: Tx, actor: Actor, goal_id: int, now: datetime, grace: timedelta) -> TakenBack:
    """Open a goal again whose top was a mistake, and the report that went, if one did.

    What was told together with the top is taken back where it was told, while it is news. A
    report that still says that the top is reached is the wrong number, and goes; one that was
    corrected stays, and keeps the rungs that it reaches.

    Raises UnknownGoal, NotYourGoal, GoalNotActive.
    """
    goal = climbed_goal(tx, actor, goal_id)
    if goal.is_active:
        return TakenBack(goal)
    if not can_be_mistake(goal):
        raise GoalNotActive(goal.key)
    corrects = is_news(goal, now, grace)
    rungs = next(group for group in reached_together(goal) if goal.rungs[-1] in group)
    climbing = Climbing(tx, goal, now, grace)
    celebrate.correct(tx, goal, rungs[-1], now, is_news=corrects)
    climbing.unreach(rungs)
    history = check_ins.of_goal(tx, goal.id)
    report = next((said for said in history if said.id == rungs[-1].reached_by), None)
    if report is not None and not _reaches_top(goal, history, report):
        return TakenBack(climbing.follow(history, report), corrects=corrects)
    if report is None:
        return TakenBack(climbing.follow(history), corrects=corrects)
    return TakenBack(remove(climbing, report), report, corrects=corrects)


def _reaches_top(goal: Goal, history: list[CheckIn], report: CheckIn) -> bool:
    stood = next(value for said, value in stood_after(goal, history) if said.id == report.id)
    return meets(goal, stood, goal.target)


def taken_back(tx: Tx, row: Queued, now: datetime) -> Edit | None:
    """The celebration as it reads now; nothing where it never reached Slack."""
    goal = ladders.of_rung(tx, row.workspace_id, row.ref["rung"])
    told = outbox.find(tx, row.workspace_id, row.ref["posted"])
    if goal is None or told is None or not (told.ts and told.posted_in):
        return None
    return Edit(told.posted_in, told.ts, taken_back_message(goal))


RENDERERS: dict[str, Render] = {"taken_back": taken_back}
