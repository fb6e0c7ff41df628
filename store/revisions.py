"""What became of goals along the way: revisions, offers of a smaller step, looks back."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, insert, select, update

from goals.draft import Step
from goals.goal import Goal, Visibility
from goals.offers import Answer, Offer, Why
from goals.review import Verdict
from goals.revision import Revision, Terms
from goals.sight import Seen
from store.database import AnyRow, Tx
from store.people import upsert
from store.rows import several, value_of
from store.tables import offer, review, revision


def add(
    tx: Tx, goal: Goal, *, by_id: int, reason: str, before: Terms, after: Terms, now: datetime
) -> Revision:
    """Record what a revision changed, and why."""
    row = tx.execute(
        insert(revision)
        .values(
            workspace_id=goal.workspace_id,
            goal_id=goal.id,
            by_id=by_id,
            at=now,
            reason=reason,
            before=_kept(before),
            after=_kept(after),
        )
        .returning(revision)
    ).one()
    return _revision_of(row)


def by_id(tx: Tx, workspace_id: int, revision_id: int) -> Revision | None:
    """The revision of this id."""
    row = tx.execute(
        select(revision).where(
            revision.c.workspace_id == workspace_id, revision.c.id == revision_id
        )
    ).one_or_none()
    return _revision_of(row) if row else None


def of_goals(tx: Tx, goal_ids: Iterable[int]) -> dict[int, list[Revision]]:
    """The revisions of these goals, oldest first, by goal id; one statement."""
    found: dict[int, list[Revision]] = defaultdict(list)
    rows = tx.execute(
        select(revision).where(revision.c.goal_id.in_(set(goal_ids))).order_by(revision.c.id)
    )
    for row in rows:
        found[row.goal_id].append(_revision_of(row))
    return found


def _revision_of(row: AnyRow) -> Revision:
    return value_of(Revision, row, before=_terms(row.before), after=_terms(row.after))


def _kept(terms: Terms) -> dict[str, Any]:
    """Terms as JSON: amounts and dates as text, so that both come back exactly."""
    return {
        "statement": terms.statement,
        "target": f"{terms.target:f}",
        "due": terms.due.isoformat(),
        "rungs": [
            [f"{step.threshold:f}", step.name, step.due.isoformat() if step.due else None]
            for step in terms.rungs
        ],
        "seen": [terms.seen.by.value, terms.seen.team_id] if terms.seen else None,
    }


def _terms(kept: dict[str, Any]) -> Terms:
    steps = (
        Step(Decimal(threshold), name, date.fromisoformat(due) if due else None)
        for threshold, name, due in kept["rungs"]
    )
    return Terms(
        kept["statement"],
        Decimal(kept["target"]),
        date.fromisoformat(kept["due"]),
        tuple(steps),
        _seen(kept.get("seen")),
    )


def _seen(kept: list[Any] | None) -> Seen | None:
    if kept is None:
        return None
    by, team_id = kept
    return Seen(Visibility(by), team_id)


def make_offer(tx: Tx, goal: Goal, day: date, why: Why) -> bool:
    """Offer a smaller step; False where the goal had its offer before."""
    made = tx.execute(
        upsert(tx, offer)
        .values(workspace_id=goal.workspace_id, goal_id=goal.id, day=day, why=why)
        .on_conflict_do_nothing()
    )
    return made.rowcount > 0


def withdraw_offer(tx: Tx, goal_id: int, day: date) -> None:
    """Forget an unanswered offer of that local date: what it rested on was corrected."""
    tx.execute(
        delete(offer).where(
            offer.c.goal_id == goal_id, offer.c.day == day, offer.c.answer.is_(None)
        )
    )


def answer_offer(tx: Tx, goal_id: int, answer: Answer) -> Offer | None:
    """Answer a goal's open offer; None where there is none."""
    row = tx.execute(
        update(offer)
        .where(offer.c.goal_id == goal_id, offer.c.answer.is_(None))
        .values(answer=answer)
        .returning(offer)
    ).one_or_none()
    return value_of(Offer, row) if row else None


def open_offers(tx: Tx, goal_ids: Iterable[int]) -> dict[int, Offer]:
    """The unanswered offers of these goals, by goal id; one statement."""
    if not (ids := list(set(goal_ids))):
        return {}
    return {row.goal_id: value_of(Offer, row) for row in tx.execute(_OPEN, {"goals": ids})}


_OPEN = select(offer).where(offer.c.goal_id.in_(several("goals")), offer.c.answer.is_(None))


def note_review(
    tx: Tx, goal: Goal, first: date, *, by_id: int, verdict: Verdict, now: datetime
) -> None:
    """Note what came of the look back at the period that began on `first`; the latest stands."""
    said = {"by_id": by_id, "at": now, "verdict": verdict}
    tx.execute(
        upsert(tx, review)
        .values(workspace_id=goal.workspace_id, goal_id=goal.id, first=first, **said)
        .on_conflict_do_update(index_elements=["goal_id", "first"], set_=said)
    )


def verdicts(tx: Tx, goal_ids: Iterable[int], since: date) -> dict[int, dict[date, Verdict]]:
    """What came of the looks back at periods that began on `since` or later, by goal id."""
    found: dict[int, dict[date, Verdict]] = defaultdict(dict)
    rows = tx.execute(
        select(review.c.goal_id, review.c.first, review.c.verdict).where(
            review.c.goal_id.in_(set(goal_ids)), review.c.first >= since
        )
    )
    for goal_id, first, verdict in rows:
        found[goal_id][first] = verdict
    return found
