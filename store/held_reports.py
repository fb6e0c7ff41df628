"""Reports that wait for a word of who made them: whether a number was meant as it was typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import delete, insert

from goals.goal import Confidence, Goal
from goals.report import Report
from store.database import Tx
from store.tables import held_report


@dataclass(frozen=True, slots=True)
class HeldReport:
    """A report on a goal for a local date; `readings` are what its number may be."""

    id: int
    goal_id: int
    person_id: int
    day: date
    readings: tuple[Decimal, ...]
    report: Report


def hold(
    tx: Tx,
    goal: Goal,
    person_id: int,
    day: date,
    report: Report,
    readings: Sequence[Decimal],
    now: datetime,
) -> HeldReport:
    """Keep a report until its number is confirmed."""
    kept = tx.execute(
        insert(held_report)
        .values(
            workspace_id=goal.workspace_id,
            goal_id=goal.id,
            person_id=person_id,
            day=day,
            readings=[f"{value:f}" for value in readings],
            confidence=report.confidence,
            note=report.note,
            answers=report.answers,
            partner=report.partner,
            at=now,
        )
        .returning(held_report.c.id)
    ).scalar_one()
    return HeldReport(kept, goal.id, person_id, day, tuple(readings), report)


def take(tx: Tx, held_id: int, person_id: int) -> HeldReport | None:
    """Take this person's held report to record or to drop it: once; None if it is gone."""
    row = tx.execute(
        delete(held_report)
        .where(held_report.c.id == held_id, held_report.c.person_id == person_id)
        .returning(held_report)
    ).one_or_none()
    if row is None:
        return None
    readings = tuple(map(Decimal, row.readings))
    report = Report(readings[0], Confidence(row.confidence), row.note, row.answers, row.partner)
    return HeldReport(row.id, row.goal_id, row.person_id, row.day, readings, report)


def forget(tx: Tx, before: datetime) -> int:
    """Remove what nobody confirmed since an instant (UTC)."""
    return tx.execute(delete(held_report).where(held_report.c.at < before)).rowcount
