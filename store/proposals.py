"""Proposals with their rounds: what two people are agreeing on."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, insert, or_, select, update

from goals.cadence import Rhythm, RhythmKind
from goals.draft import Draft, Step
from goals.goal import Guard, Measure, MeasureKind, Visibility
from goals.proposal import Proposal, ProposalState, Round
from goals.wanted import Wanted
from store.database import AnyRow, Tx
from store.rows import several, value_of
from store.tables import proposal, proposal_round


def add(
    tx: Tx,
    workspace_id: int,
    *,
    by_id: int,
    to_id: int,
    owner_id: int,
    wanted: Wanted,
    note: str,
    now: datetime,
    goal_id: int | None = None,
    stands: str = "",
) -> Proposal:
    """Store a proposal with its first round; `goal_id` is the goal that it would change."""
    proposal_id = tx.scalars(
        insert(proposal)
        .values(
            workspace_id=workspace_id,
            by_id=by_id,
            to_id=to_id,
            owner_id=owner_id,
            goal_id=goal_id,
            state=ProposalState.OPEN,
        )
        .returning(proposal.c.id)
    ).one()
    first = _row(workspace_id, proposal_id, 1, by_id, wanted, note, stands, now)
    tx.execute(insert(proposal_round).values(**first))
    return _one(tx, proposal.c.id == proposal_id)


def counter(
    tx: Tx, held: Proposal, *, by_id: int, wanted: Wanted, note: str, stands: str, now: datetime
) -> Proposal:
    """Store the next round of a proposal that the caller holds."""
    number = held.latest.number + 1
    row = _row(held.workspace_id, held.id, number, by_id, wanted, note, stands, now)
    tx.execute(insert(proposal_round).values(**row))
    return _one(tx, proposal.c.id == held.id)


def close(
    tx: Tx,
    held: Proposal,
    state: ProposalState,
    now: datetime,
    *,
    reason: str = "",
    became_id: int | None = None,
) -> Proposal:
    """End a proposal for good; `became_id` is the goal that it became."""
    tx.execute(
        update(proposal)
        .where(proposal.c.id == held.id, proposal.c.state == ProposalState.OPEN)
        .values(state=state, reason=reason, became_id=became_id, closed_at=now)
    )
    return _one(tx, proposal.c.id == held.id)


def by_id(tx: Tx, workspace_id: int, proposal_id: int) -> Proposal | None:
    """The proposal of this id in a workspace. Only for one of its two: see `is_between`."""
    found = _all(tx, _there(workspace_id, proposal_id))
    return found[0] if found else None


def hold(tx: Tx, workspace_id: int, proposal_id: int) -> Proposal | None:
    """The same, held against other writers until the transaction ends."""
    wanted = select(proposal.c.id).where(_there(workspace_id, proposal_id))
    held = tx.execute(wanted.with_for_update()).one_or_none()
    return _one(tx, proposal.c.id == proposal_id) if held else None


def open_of(tx: Tx, person_id: int) -> list[Proposal]:
    """The open proposals to or by a person, the oldest first; two statements however many."""
    return _proposals(tx, _OPEN, person=person_id)


def newest(tx: Tx, by_id: int, to_id: int) -> Proposal | None:
    """What one of them proposed to the other last."""
    between = (proposal.c.by_id == by_id, proposal.c.to_id == to_id)
    newest_id = tx.scalar(select(func.max(proposal.c.id)).where(*between))
    return _one(tx, proposal.c.id == newest_id) if newest_id else None


def waiting(tx: Tx, person_id: int) -> int:
    """How many open proposals wait for this person's answer."""
    return tx.scalar(_WAITING, {"person": person_id}) or 0


def _there(workspace_id: int, proposal_id: int) -> ColumnElement[bool]:
    return (proposal.c.workspace_id == workspace_id) & (proposal.c.id == proposal_id)


# Made once: to make a statement takes SQLAlchemy longer than to run it.
_PROPOSALS = select(proposal).order_by(proposal.c.id)
_OPEN = _PROPOSALS.where(
    proposal.c.state == ProposalState.OPEN,
    or_(proposal.c.by_id == bindparam("person"), proposal.c.to_id == bindparam("person")),
)
_ROUNDS = (
    select(proposal_round)
    .where(proposal_round.c.proposal_id.in_(several("proposals")))
    .order_by(proposal_round.c.number)
)
_newest = proposal_round.alias("newest")
_WAITING = (
    select(func.count())
    .select_from(proposal)
    .join(proposal_round, proposal_round.c.proposal_id == proposal.c.id)
    .where(
        proposal.c.state == ProposalState.OPEN,
        or_(proposal.c.by_id == bindparam("person"), proposal.c.to_id == bindparam("person")),
        proposal_round.c.by_id != bindparam("person"),
        proposal_round.c.number
        == select(func.max(_newest.c.number))
        .where(_newest.c.proposal_id == proposal.c.id)
        .scalar_subquery(),
    )
)


def _one(tx: Tx, condition: ColumnElement[bool]) -> Proposal:
    return _all(tx, condition)[0]


def _all(tx: Tx, *conditions: ColumnElement[bool]) -> list[Proposal]:
    return _proposals(tx, _PROPOSALS.where(*conditions))


def _proposals(tx: Tx, statement: Select[Any], **parameters: Any) -> list[Proposal]:
    rows = tx.execute(statement, parameters).all()
    if not rows:
        return []
    rounds: dict[int, list[Round]] = defaultdict(list)
    for row in tx.execute(_ROUNDS, {"proposals": [row.id for row in rows]}):
        rounds[row.proposal_id].append(_round_of(row))
    return [value_of(Proposal, row, rounds=tuple(rounds[row.id])) for row in rows]


def _round_of(row: AnyRow) -> Round:
    wanted = Wanted(_draft(row.draft), row.team_id, row.parent_id, row.combine)
    return value_of(Round, row, wanted=wanted)


def _row(
    workspace_id: int,
    proposal_id: int,
    number: int,
    by_id: int,
    wanted: Wanted,
    note: str,
    stands: str,
    now: datetime,
) -> dict[str, Any]:
    return {
        "workspace_id": workspace_id,
        "proposal_id": proposal_id,
        "number": number,
        "by_id": by_id,
        "at": now,
        "draft": _kept(wanted.draft),
        "team_id": wanted.team_id,
        "parent_id": wanted.parent_id,
        "combine": wanted.combine,
        "note": note,
        "stands": stands,
    }


# A draft as JSON: amounts and dates as text, so that both come back exactly.


def _kept(draft: Draft) -> dict[str, Any]:
    guard = draft.guard
    return {
        "statement": draft.statement,
        "purpose": draft.purpose,
        "measure": [draft.measure.kind.value, draft.measure.unit],
        "baseline": f"{draft.baseline:f}",
        "target": f"{draft.target:f}",
        "start": draft.start.isoformat(),
        "due": draft.due.isoformat(),
        "rungs": [
            [f"{step.threshold:f}", step.name, step.due.isoformat() if step.due else None]
            for step in draft.rungs
        ],
        "rhythm": [draft.rhythm.kind.value, sorted(draft.rhythm.days)],
        "visibility": draft.visibility.value,
        "min_answers": draft.min_answers,
        "guard": [guard.name, f"{guard.limit:f}", guard.unit, guard.is_floor] if guard else None,
        "needs": draft.needs,
    }


def _draft(kept: dict[str, Any]) -> Draft:
    kind, unit = kept["measure"]
    rhythm, days = kept["rhythm"]
    return Draft(
        statement=kept["statement"],
        purpose=kept["purpose"],
        measure=Measure(MeasureKind(kind), unit),
        baseline=Decimal(kept["baseline"]),
        target=Decimal(kept["target"]),
        start=date.fromisoformat(kept["start"]),
        due=date.fromisoformat(kept["due"]),
        rungs=tuple(map(_step, kept["rungs"])),
        rhythm=Rhythm(RhythmKind(rhythm), frozenset(days)),
        visibility=Visibility(kept["visibility"]),
        min_answers=kept["min_answers"],
        guard=_guard(kept["guard"]),
        needs=kept["needs"],
    )


def _step(kept: Sequence[Any]) -> Step:
    threshold, name, due = kept
    return Step(Decimal(threshold), name, date.fromisoformat(due) if due else None)


def _guard(kept: Sequence[Any] | None) -> Guard | None:
    if kept is None:
        return None
    name, limit, unit, is_floor = kept
    return Guard(name, Decimal(limit), unit, is_floor)
