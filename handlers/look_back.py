"""What came of looks back, and what the leads read of them: one message for all of a day's."""

from datetime import date, datetime
from typing import Any

from goals.cadence import DaysOff, hours_end, works_on
from goals.goal import Goal, ReviewEvery
from goals.people import Actor
from goals.review import Verdict, due_on, is_day, is_overdue, last_period
from goals.sight import can_see
from handlers.day import LOOK_BACK, days_off, looks_back
from handlers.open_proposals import open_of
from handlers.outgoing import Render
from handlers.views.look_back import Digest, digest_message
from handlers.views.message import Message
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
    goals = [
        goal
        for goal in ladders.of_teams(tx, [team.id for team in lead.led])
        if goal.owner_id != lead.person.id and can_see(lead, goal)
    ]
    owners = people.by_ids(tx, [goal.owner_id for goal in goals])
    goals = [goal for goal in goals if owners[goal.owner_id].active]
    due = due_on(goals, day, lambda any_day: works_on(lead.pattern, any_day, off))
    if not due:
        return None
    since = min(period.before.before.first for _, period in due)
    answered = revisions.verdicts(tx, [goal.id for goal, _ in due], since)
    return digest_message(
        Digest(
            looks_back(tx, due, owners),
            [goal for goal, period in due if is_overdue(goal, period, answered[goal.id])],
            {person.id: person.name for person in owners.values()},
            day,
            open_of(tx, lead),
        )
    )


RENDERERS: dict[str, Render] = {"reviews": digest}
