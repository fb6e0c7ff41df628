"""Feedback between two people, and input to a team's leads."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Row, insert, or_, select, update

from goals.voices import Feedback, Input, InputKind
from store.database import Tx
from store.tables import feedback, input


def add_feedback(
    tx: Tx,
    workspace_id: int,
    *,
    from_id: int,
    to_id: int,
    words: str,
    now: datetime,
    goal_id: int | None = None,
    answers_id: int | None = None,
) -> Feedback:
    """Store one person's words to another."""
    row = tx.execute(
        insert(feedback)
        .values(
            workspace_id=workspace_id,
            from_id=from_id,
            to_id=to_id,
            goal_id=goal_id,
            answers_id=answers_id,
            words=words,
            at=now,
        )
        .returning(feedback)
    ).one()
    return _feedback_of(row)


def feedback_by_id(tx: Tx, feedback_id: int, reader_id: int) -> Feedback | None:
    """The feedback of this id, if the reader gave or got it: nobody else has it."""
    row = tx.execute(
        select(feedback).where(
            feedback.c.id == feedback_id,
            or_(feedback.c.from_id == reader_id, feedback.c.to_id == reader_id),
        )
    ).one_or_none()
    return _feedback_of(row) if row else None


def thank(tx: Tx, feedback_id: int, now: datetime) -> bool:
    """Note that its receiver said thanks; False if they had already."""
    thanked = tx.execute(
        update(feedback)
        .where(feedback.c.id == feedback_id, feedback.c.thanked_at.is_(None))
        .values(thanked_at=now)
    )
    return thanked.rowcount > 0


def add_input(
    tx: Tx,
    workspace_id: int,
    *,
    team_id: int,
    author_id: int | None,
    kind: InputKind,
    words: str,
    day: date,
) -> Input:
    """Store an input; give no `author_id` for an unnamed one, and then none is kept anywhere."""
    row = tx.execute(
        insert(input)
        .values(
            id=secrets.token_hex(16),
            workspace_id=workspace_id,
            team_id=team_id,
            author_id=author_id,
            kind=kind,
            words=words,
            day=day,
        )
        .returning(input)
    ).one()
    return _input_of(row)


def input_by_id(tx: Tx, workspace_id: int, input_id: str) -> Input | None:
    """The input of this id."""
    row = tx.execute(
        select(input).where(input.c.workspace_id == workspace_id, input.c.id == input_id)
    ).one_or_none()
    return _input_of(row) if row else None


def inputs_of_teams(tx: Tx, team_ids: Sequence[int], limit: int) -> list[Input]:
    """What was said to the leads of these teams: the unanswered first, then the newest."""
    rows = tx.execute(
        select(input)
        .where(input.c.team_id.in_(team_ids))
        .order_by(input.c.answered_at.is_not(None), input.c.day.desc(), input.c.id)
        .limit(limit)
    )
    return [_input_of(row) for row in rows]


def inputs_by(tx: Tx, author_id: int, limit: int) -> list[Input]:
    """What a person said under their name, newest first."""
    rows = tx.execute(
        select(input)
        .where(input.c.author_id == author_id)
        .order_by(input.c.day.desc(), input.c.id)
        .limit(limit)
    )
    return [_input_of(row) for row in rows]


def answer_input(tx: Tx, input_id: str, *, answer: str, person_id: int, now: datetime) -> bool:
    """Answer an input; False if it was answered before."""
    answered = tx.execute(
        update(input)
        .where(input.c.id == input_id, input.c.answered_at.is_(None))
        .values(answer=answer, answered_by=person_id, answered_at=now)
    )
    return answered.rowcount > 0


def _feedback_of(row: Row) -> Feedback:
    return Feedback(
        id=row.id,
        workspace_id=row.workspace_id,
        from_id=row.from_id,
        to_id=row.to_id,
        words=row.words,
        at=row.at,
        goal_id=row.goal_id,
        answers_id=row.answers_id,
        thanked_at=row.thanked_at,
    )


def _input_of(row: Row) -> Input:
    return Input(
        id=row.id,
        workspace_id=row.workspace_id,
        team_id=row.team_id,
        author_id=row.author_id,
        kind=row.kind,
        words=row.words,
        day=row.day,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )
