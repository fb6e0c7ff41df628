"""Feedback between two people, and input to a team's leads."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, insert, or_, select, update

from goals.people import Actor
from goals.voices import Feedback, Input, InputKind
from store.database import Tx
from store.people import upsert
from store.rows import several, value_of
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
) -> Feedback | None:
    """Store one person's words to another; None if what they answer was answered before."""
    row = tx.execute(
        upsert(tx, feedback)
        .values(
            workspace_id=workspace_id,
            from_id=from_id,
            to_id=to_id,
            goal_id=goal_id,
            answers_id=answers_id,
            words=words,
            at=now,
        )
        .on_conflict_do_nothing(index_elements=["answers_id"])
        .returning(feedback)
    ).one_or_none()
    return value_of(Feedback, row) if row else None


def given_since(tx: Tx, from_id: int, since: datetime) -> list[Feedback]:
    """What somebody gave after an instant (UTC) that answers nothing, the newest first."""
    rows = tx.execute(
        select(feedback)
        .where(
            feedback.c.from_id == from_id, feedback.c.at > since, feedback.c.answers_id.is_(None)
        )
        .order_by(feedback.c.id.desc())
    )
    return [value_of(Feedback, row) for row in rows]


def forget_feedback(tx: Tx, feedback_ids: Sequence[int]) -> None:
    """Forget words that were taken back before their receiver had them."""
    tx.execute(delete(feedback).where(feedback.c.id.in_(feedback_ids)))


def feedback_by_id(tx: Tx, feedback_id: int, reader_id: int) -> Feedback | None:
    """The feedback of this id, if the reader gave or got it: nobody else has it."""
    row = tx.execute(
        select(feedback).where(
            feedback.c.id == feedback_id,
            or_(feedback.c.from_id == reader_id, feedback.c.to_id == reader_id),
        )
    ).one_or_none()
    return value_of(Feedback, row) if row else None


def answer_to(tx: Tx, feedback_id: int) -> Feedback | None:
    """What its receiver answered to this feedback."""
    row = tx.execute(select(feedback).where(feedback.c.answers_id == feedback_id)).one_or_none()
    return value_of(Feedback, row) if row else None


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
    input_id: str,
    team_id: int,
    author_id: int | None,
    kind: InputKind,
    words: str,
    day: date,
    tell_at: datetime | None = None,
) -> Input | None:
    """Store an input under the random id that its form carried; None if that form was taken.

    Give no `author_id` for an unnamed one, and then none is kept anywhere, and a `tell_at`
    before which nobody reads it.
    """
    row = tx.execute(
        upsert(tx, input)
        .values(
            id=input_id,
            workspace_id=workspace_id,
            team_id=team_id,
            author_id=author_id,
            kind=kind,
            words=words,
            day=day,
            tell_at=tell_at,
        )
        .on_conflict_do_nothing(index_elements=["id"])
        .returning(input)
    ).one_or_none()
    return value_of(Input, row) if row else None


def tell_unnamed(tx: Tx, now: datetime) -> list[Input]:
    """The unnamed inputs whose leads are to hear of them now, each once, in no telling order.

    They are written anew, in the order of their random ids: PostgreSQL shows of every row where
    it lies and which transaction wrote it (ctid, xmin), and so between whose rows it came.
    """
    rows = tx.execute(delete(input).where(input.c.tell_at <= now).returning(input)).all()
    due = sorted(rows, key=lambda row: row.id)
    if due:
        tx.execute(insert(input), [{**row._mapping, "tell_at": None} for row in due])
    return [value_of(Input, row) for row in due]


def input_by_id(tx: Tx, workspace_id: int, input_id: str) -> Input | None:
    """The input of this id."""
    row = tx.execute(
        select(input).where(input.c.workspace_id == workspace_id, input.c.id == input_id)
    ).one_or_none()
    return value_of(Input, row) if row else None


def inputs_for(tx: Tx, reader: Actor, *, limit: int, offset: int = 0) -> list[Input]:
    """The inputs that `goals.voices.can_read` grants, newest first; for leads the unanswered."""
    leads = any(place.is_lead for place in reader.memberships)
    first = [input.c.answered_at.is_not(None)] if leads else []
    rows = tx.execute(
        select(input)
        .where(_readable(reader))
        .order_by(*first, input.c.day.desc(), input.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [value_of(Input, row) for row in rows]


def _readable(reader: Actor) -> ColumnElement[bool]:
    led = [place.team.id for place in reader.memberships if place.is_lead]
    own = [team.id for team in reader.teams]
    of_all = and_(input.c.author_id.is_(None), input.c.answered_at.is_not(None))
    return and_(
        input.c.workspace_id == reader.person.workspace_id,
        input.c.tell_at.is_(None),
        or_(
            input.c.author_id == reader.person.id,
            input.c.team_id.in_(led),
            and_(input.c.team_id.in_(own), of_all),
        ),
    )


_IS_WAITING = (
    input.c.team_id.in_(several("teams")),
    input.c.answered_at.is_(None),
    input.c.tell_at.is_(None),
)
_WAITING = select(func.count()).select_from(input).where(*_IS_WAITING)


def waiting(tx: Tx, team_ids: Sequence[int]) -> int:
    """How many inputs these teams' leads know of and have not answered."""
    return tx.scalars(_WAITING, {"teams": list(team_ids)}).one()


def waiting_in(tx: Tx, team_ids: Iterable[int]) -> dict[int, tuple[int, date]]:
    """How many inputs wait for each of these teams' leads, and the date of the oldest, by team."""
    rows = tx.execute(_WAITING_IN, {"teams": list(set(team_ids))})
    return {team_id: (count, since) for team_id, count, since in rows}


def oldest_waiting(tx: Tx, team_ids: Iterable[int], limit: int) -> list[Input]:
    """The inputs of these teams that wait longest, the oldest first."""
    rows = tx.execute(_OLDEST_WAITING, {"teams": list(set(team_ids)), "limit": limit})
    return [value_of(Input, row) for row in rows]


_WAITING_IN = (
    select(input.c.team_id, func.count(), func.min(input.c.day))
    .where(*_IS_WAITING)
    .group_by(input.c.team_id)
)
_OLDEST_WAITING = (
    select(input).where(*_IS_WAITING).order_by(input.c.day, input.c.id).limit(bindparam("limit"))
)


def answer_input(tx: Tx, input_id: str, *, answer: str, person_id: int, now: datetime) -> bool:
    """Answer an input; False if it was answered before."""
    answered = tx.execute(
        update(input)
        .where(input.c.id == input_id, input.c.answered_at.is_(None))
        .values(answer=answer, answered_by=person_id, answered_at=now)
    )
    return answered.rowcount > 0
