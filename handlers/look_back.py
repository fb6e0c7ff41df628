"""What came of looks back, and what the leads read of them: one message for all of a day's."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from goals.cadence import DaysOff, hours_end, works_on
from goals.goal import Goal, ReviewEvery
from goals.people import Actor, Person
from goals.review import Period, Verdict, due_on, is_day, is_overdue, last_period
from goals.sight import can_see
from handlers.day import LOOK_BACK, days_off, looks_back
from handlers.open_proposals import open_of
from handlers.outgoing import Render
from handlers.views.look_back import Digest, digest_message
from handlers.views.message import Message
from handlers.views.proposal.listing import Open
from store import ladders, people, revisions
from store.database import Tx
from store.outbox import Priority, Queued


def note(tx: Tx, goal: Goal, day: date, *, by: Actor, verdict: Verdict, now: datetime) -> None:
    """Note that the goal was looked at: its last period's look back is answered."""
    if period := last_period(goal, day):
        revisions.note_review(tx, goal, period.first, by_id=by.person.id, verdict=verdict, now=now)


def digest_rows(actor: Actor, day: date, off: DaysOff, now: datetime) -> list[dict[str, Any]]:
    """The outbox row of a lead's digest, on the days that one may be due; beside their own ask."""
    person = actor.person
    if not actor.led:
        return []
    if not any(
        is_day(each, day, lambda d: works_on(actor.pattern, d, off)) for each in ReviewEvery
    ):
        return []
    return [
        {
            "key": f"reviews:{person.id}:{day.isoformat()}",
            "workspace_id": person.workspace_id,
            "channel": person.user_id,
            "kind": "reviews",
            "ref": {"lead": person.id, "day": day.isoformat()},
            "priority": Priority.REMINDER,
            "wake_at": now,
            "expires_at": hours_end(actor.pattern, day, person.zone_info),
        }
    ]


def digest(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """A lead's digest: the goals of their teams that they may see, their own aside; None for none.

    A bounded number of statements, however many goals.
    """
    lead = people.actor_of(tx, queued.ref["lead"])
    day = date.fromisoformat(queued.ref["day"])
    leaves = people.leaves(tx, [lead.person.id], day - LOOK_BACK).get(lead.person.id, ())
    off = days_off(lead, leaves)
    if not lead.person.active or day in off:
        return None
    goals, owners = _of_people(tx, lead)
    due = due_on(goals, day, lambda any_day: works_on(lead.pattern, any_day, off))
    if not due:
        return None
    return digest_message(_digest_of(tx, due, owners, day, open_of(tx, lead)))


def last_digest(tx: Tx, lead: Actor, day: date) -> Digest | None:
    """The last look back of a lead's people, whenever it is asked for again: each goal's last
    period. None for who leads nobody, or before anything is over.
    """
    goals, owners = _of_people(tx, lead) if lead.led else ([], {})
    last = [(goal, last_period(goal, day)) for goal in goals]
    due = [(goal, period) for goal, period in last if period]
    return _digest_of(tx, due, owners, day) if due else None


def _of_people(tx: Tx, lead: Actor) -> tuple[list[Goal], dict[int, Person]]:
    """The goals of a lead's teams that they may see, their own aside, with their owners."""
    goals = [
        goal
        for goal in ladders.of_teams(tx, [team.id for team in lead.led])
        if goal.owner_id != lead.person.id and can_see(lead, goal)
    ]
    owners = people.by_ids(tx, [goal.owner_id for goal in goals])
    return [goal for goal in goals if owners[goal.owner_id].active], owners


def _digest_of(
    tx: Tx,
    due: Sequence[tuple[Goal, Period]],
    owners: Mapping[int, Person],
    day: date,
    proposed: Sequence[Open] = (),
) -> Digest:
    since = min(period.before.before.first for _, period in due)
    answered = revisions.verdicts(tx, [goal.id for goal, _ in due], since)
    return Digest(
        looks_back(tx, due, owners),
        [goal for goal, period in due if is_overdue(goal, period, answered[goal.id])],
        {person.id: person.name for person in owners.values()},
        day,
        proposed,
    )


RENDERERS: dict[str, Render] = {"reviews": digest}
