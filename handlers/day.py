"""Reads a person's day: the goals that are asked about, and what was answered already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import structlog

from goals.cadence import DaysOff, Leave, works_on
from goals.daily import Daily, Item, asked_on
from goals.errors import UnknownCountry
from goals.goal import CheckIn, Goal, GoalState, Rung
from goals.ladder import can_be_mistake, can_take_back
from goals.people import Actor, Person
from goals.retrospective import is_asked_about
from goals.review import LookBack, Period, due_on, look_back
from goals.working_days import Works
from handlers.days_off import is_holiday
from handlers.standing import as_seen
from store import check_ins, ladders, outbox, people, proposals, purpose, retrospectives, revisions
from store.database import Tx

log = structlog.get_logger()

MONDAY = 0
LOOK_BACK = timedelta(days=92)
"""Leave is read from a quarter before the day: what is looked back at every quarter falls on the
first working day of the next, and a weekly rhythm looks at its whole week.
"""
REMEMBERED = timedelta(weeks=4)
"""For so long somebody knows who sees what they report, without being asked in between."""
STATES = (GoalState.ACTIVE, GoalState.REACHED, GoalState.MISSED)


def daily(
    tx: Tx,
    actor: Actor,
    day: date,
    now: datetime,
    grace: timedelta,
    goals: Sequence[Goal] | None = None,
) -> Daily:
    """What this person is asked about on their working date `day`, with what they answered.

    Goals that the day's report finished stay on it. Of a goal shared by somebody else they are
    asked for their part alone. A bounded number of statements. `goals` are the person's, in
    STATES, where they were read already.
    """
    person_id = actor.person.id
    answered = check_ins.on_day(tx, person_id, day)
    if goals is None:
        goals = ladders.climbed(tx, person_id, STATES)
    own = [goal for goal in goals if goal.owner_id == person_id]
    off = days_off(actor, people.leaves(tx, [person_id], day - LOOK_BACK).get(person_id, ()))

    def works(any_day: date) -> bool:
        return works_on(actor.pattern, any_day, off)

    asked_ids = {goal.id for goal in asked_on(goals, day, works)}
    on_day = asked_ids | answered.keys()
    shown = [goal for goal in goals if goal.id in on_day and not goal.is_closed]
    previous = check_ins.latest_before(tx, person_id, [goal.id for goal in shown], day)
    shown = as_seen(tx, actor, shown)
    shown_own = [goal for goal in shown if goal.owner_id == person_id]
    open_offers = revisions.open_offers(tx, [goal.id for goal in shown_own])
    offers = {key: offer for key, offer in open_offers.items() if offer.day == day}
    tips = retrospectives.tips(tx, shown_own)
    items = [
        replace(
            item_of(goal, answered.get(goal.id), previous.get(goal.id), now, grace),
            offer=offers.get(goal.id),
            tip=tips.get(goal.id, ""),
            reader_id=person_id,
        )
        for goal in shown
    ]
    is_first = not previous and not _was_asked(tx, actor.person, day)
    reviews = tuple(looks_back(tx, due_on(own, day, works), {person_id: actor.person}))
    return Daily(
        actor.person,
        day,
        tuple(items),
        _mission(tx, actor, day),
        tuple(g for g in own if day - g.due <= LOOK_BACK and is_asked_about(g, day, works)),
        reviews,
        proposals.waiting(tx, person_id) if reviews else 0,
        is_first,
    )


def key(what: str, person_id: int, day: date) -> str:
    """The outbox key of one of a person's messages of a local date."""
    return f"{what}:{person_id}:{day.isoformat()}"


def _was_asked(tx: Tx, person: Person, day: date) -> bool:
    """Whether a message of one of the weeks before a local date reached this person."""
    before = (day - timedelta(days=ago) for ago in range(1, REMEMBERED.days + 1))
    return outbox.was_sent(tx, person.workspace_id, [key("checkin", person.id, d) for d in before])


def _mission(tx: Tx, actor: Actor, day: date) -> str:
    """A line of what the organisation is for, where a week begins."""
    if day.weekday() != MONDAY:
        return ""
    mission = purpose.mission_of(tx, actor.person.workspace_id)
    return mission.line if mission else ""


def looks_back(
    tx: Tx, due: Sequence[tuple[Goal, Period]], owners: Mapping[int, Person]
) -> list[LookBack]:
    """What these goals' periods brought, by the days of their owners; three statements."""
    if not due:
        return []
    ids = [goal.id for goal, _ in due]
    reported = check_ins.of_goals(tx, ids)
    revised = revisions.of_goals(tx, ids)
    answered = revisions.verdicts(tx, ids, min(period.first for _, period in due))
    return [
        look_back(
            goal,
            period,
            reported[goal.id],
            revised[goal.id],
            owners[goal.owner_id].zone_info,
            answered[goal.id].get(period.first),
        )
        for goal, period in due
    ]


def days_off(actor: Actor, leaves: tuple[Leave, ...]) -> DaysOff:
    """A person's leave with the public holidays of their own country, or of their home team's.

    A country that the holidays library no longer knows has none: nobody goes unasked for it.
    """
    country = actor.country
    try:
        return DaysOff(leaves, is_holiday(country))
    except UnknownCountry:
        log.warning("unknown country", country=country)
        return DaysOff(leaves)


def works_of(tx: Tx, actor: Actor, today: date) -> Works:
    """Which days the person works, from the local date `today` on; one statement."""
    leaves = people.leaves(tx, [actor.person.id], today).get(actor.person.id, ())
    off, pattern = days_off(actor, leaves), actor.pattern
    return lambda day: works_on(pattern, day, off)


def item_of(
    goal: Goal,
    today: CheckIn | None,
    previous: CheckIn | None,
    now: datetime,
    grace: timedelta,
) -> Item:
    """One goal's line of the day."""
    reached = tuple(r for r in goal.rungs if today and r.reached_by == today.id)
    return Item(
        goal,
        today,
        previous,
        reached,
        can_undo=in_grace(goal, reached, now, grace),
        can_reopen=can_be_mistake(goal),
    )


def in_grace(goal: Goal, reached: Iterable[Rung], now: datetime, grace: timedelta) -> bool:
    """Whether some of these rungs can still be taken back."""
    return any(can_take_back(goal, rung, now, grace) for rung in reached)
