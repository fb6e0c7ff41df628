"""Reads a person's day: the goals that are asked about, and what was answered already."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

import structlog

from goals.cadence import DaysOff, Leave, works_on
from goals.daily import Daily, Item, asked_on
from goals.errors import UnknownCountry
from goals.goal import CheckIn, Goal, GoalState, Rung
from goals.people import Actor
from handlers.days_off import is_holiday
from store import check_ins, ladders, people, purpose
from store.database import Tx

log = structlog.get_logger()

MONDAY = 0
LOOK_BACK = timedelta(days=7)
"""Leave is read from a week before the day: a weekly rhythm looks at its whole week."""


def daily(tx: Tx, actor: Actor, day: date, now: datetime, grace: timedelta) -> Daily:
    """What this person is asked about on their working date `day`, with what they answered.

    Goals that the day's report finished stay on it. A bounded number of statements.
    """
    person_id = actor.person.id
    answered = check_ins.on_day(tx, person_id, day)
    goals = ladders.owned(tx, [person_id], (GoalState.ACTIVE, GoalState.REACHED))
    off = days_off(actor, people.leaves(tx, [person_id], day - LOOK_BACK).get(person_id, ()))
    asked = asked_on(goals, day, lambda any_day: works_on(actor.pattern, any_day, off))
    asked_ids = {goal.id for goal in asked}
    shown = [goal for goal in goals if goal.id in asked_ids or goal.id in answered]
    previous = check_ins.latest_before(tx, [goal.id for goal in shown], day)
    items = (
        item_of(goal, answered.get(goal.id), previous.get(goal.id), now, grace) for goal in shown
    )
    return Daily(actor.person, day, tuple(items), _mission(tx, actor, day))


def _mission(tx: Tx, actor: Actor, day: date) -> str:
    """A line of what the organisation is for, where a week begins."""
    if day.weekday() != MONDAY:
        return ""
    mission = purpose.mission_of(tx, actor.person.workspace_id)
    return mission.line if mission else ""


def days_off(actor: Actor, leaves: tuple[Leave, ...]) -> DaysOff:
    """A person's leave with the public holidays of their home team's country.

    A country that the holidays library no longer knows has none: nobody goes unasked for it.
    """
    country = actor.home.country if actor.home else ""
    try:
        return DaysOff(leaves, is_holiday(country))
    except UnknownCountry:
        log.warning("unknown country", country=country)
        return DaysOff(leaves)


def item_of(
    goal: Goal,
    today: CheckIn | None,
    previous: CheckIn | None,
    now: datetime,
    grace: timedelta,
) -> Item:
    """One goal's line of the day."""
    reached = tuple(r for r in goal.rungs if today and r.reached_by == today.id)
    return Item(goal, today, previous, reached, in_grace(reached, now, grace))


def in_grace(reached: Iterable[Rung], now: datetime, grace: timedelta) -> bool:
    """Whether these rungs were reached so lately that they can be taken back."""
    return any(rung.reached_at and now < rung.reached_at + grace for rung in reached)
