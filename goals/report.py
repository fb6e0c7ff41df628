"""Reading a check-in: "42 a note", "done", "blocked waiting for the macros"."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from goals.amounts import read_amount, read_check_in
from goals.errors import NotANumber, NotARating, Refusal, TooLong
from goals.goal import CheckIn, Confidence, Goal, MeasureKind, Rung
from goals.hold import read_count
from goals.offers import Offer

NOTE_LENGTH = 3000
SHOWN = 40

_CONFIDENCES = {
    "on track": Confidence.ON_TRACK,
    "at risk": Confidence.AT_RISK,
    "blocked": Confidence.BLOCKED,
}
_OF = re.compile(
    r"(?:out of|of|from) ([0-9]{1,6})\b"
    r"(?: (?:answers?|surveys?|repl(?:y|ies)|responses?))?[\s,:.–-]*",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(rf"({'|'.join(_CONFIDENCES)})\b[\s,:.–-]*", re.IGNORECASE)


@dataclass
class CannotRead(Refusal):
    """Words that are no check-in for this goal; `key` is "" where a form asked for its value."""

    text: str
    key: str
    kind: MeasureKind
    unit: str
    example: str


@dataclass
class Impossible(Refusal):
    """A number that this measure cannot have: below zero, or over 100 %."""

    text: str
    key: str
    unit: str


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a report: the goal as it stands now, and the rungs that the report reached.

    `told_leads` counts the leads who hear that it is blocked; None where it is not. `offer` is
    the smaller step that Rungs offers after it.
    """

    goal: Goal
    check_in: CheckIn
    reached: tuple[Rung, ...]
    can_undo: bool
    """What was reached can still be taken back."""
    told_leads: int | None = None
    offer: Offer | None = None
    can_reopen: bool = False
    """A top that others have heard of can be taken back as a mistake."""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody reports on a goal: `value` in its measure (done: 1 or 0), and how sure."""

    value: Decimal
    confidence: Confidence = Confidence.ON_TRACK
    note: str | None = None
    """None says nothing: a note that was given before stays."""
    answers: int | None = None
    """How many answers the value is made of; None as with a note."""
    partner: Decimal | None = None
    """Where the goal's partner measure stands; None as with a note."""


def read_report(goal: Goal, words: str, person_id: int | None = None) -> Report:
    """The report of this person (else the owner) in these words; without a number, "blocked …"
    keeps the value it had.

    Raises CannotRead, Impossible, NoPartYet, NotARating, TooLong.
    """
    if _CONFIDENCE.match(words):
        value, rest = as_it_was(goal, person_id or goal.owner_id), words
    else:
        value, rest = _value(goal, words)
    answers, rest = _answers(goal, rest)
    partner, rest = _partner(goal, rest)
    confidence = Confidence.ON_TRACK
    if said := _CONFIDENCE.match(rest):
        confidence = _CONFIDENCES[said[1].lower()]
        rest = rest[said.end() :]
    return Report(value, confidence, note(rest) or None, answers, partner)


def looks_like_one(words: str) -> bool:
    """Whether the words may be meant as a report, readable or not: not a greeting, nor thanks."""
    if _CONFIDENCE.match(words) or any(character.isdecimal() for character in words):
        return True
    try:
        read_check_in(words)
    except NotANumber:
        return False
    return True


def read_value(goal: Goal, text: str) -> Decimal:
    """A value alone, as typed into a form. Raises CannotRead, Impossible, NotARating."""
    try:
        value, rest = _value(goal, text)
        if rest:
            raise _cannot_read(goal, text)
    except CannotRead as refusal:
        raise replace(refusal, key="") from None
    return value


def read_partner(goal: Goal, text: str) -> Decimal | None:
    """The partner measure's value, as typed into a form; None for no words. Raises NotANumber."""
    if goal.guard is None or not text.strip():
        return None
    return read_amount(text, goal.guard.unit)


def note(text: str) -> str:
    """A note as it is kept. Raises TooLong."""
    if len(text) > NOTE_LENGTH:
        raise TooLong(len(text), NOTE_LENGTH)
    return text.strip()


@dataclass
class NoPartYet(Refusal):
    """A first report on a shared goal without a number: what it is part of would be off."""

    key: str
    example: str


def as_it_was(goal: Goal, person_id: int) -> Decimal:
    """The value of a report that names none: nothing changed, in this person's part either.

    Raises NoPartYet.
    """
    if goal.measure.kind is MeasureKind.DONE:
        return Decimal(0)
    part = goal.part_of(person_id)
    if part is None:
        return goal.value
    if part.value is None:
        raise NoPartYet(goal.key, example(goal))
    return part.value


def _answers(goal: Goal, rest: str) -> tuple[int | None, str]:
    """ "95% of 4": where the goal asks how many answers there were."""
    said = _OF.match(rest) if goal.min_answers else None
    return (read_count(said[1]), rest[said.end() :]) if said else (None, rest)


def _partner(goal: Goal, rest: str) -> tuple[Decimal | None, str]:
    """ "6, CSAT 88%": where the goal has a partner measure."""
    if goal.guard is None:
        return None, rest
    named = re.match(
        rf"(?:(?:and|with|at)\s+)?{re.escape(goal.guard.name)}(?!\w)[\s:=]*", rest, re.I
    )
    if named is None:
        return None, rest
    try:
        said = read_check_in(rest[named.end() :], goal.guard.unit)
    except NotANumber:
        return None, rest
    return (None, rest) if isinstance(said.value, bool) else (said.value, said.note)


def _value(goal: Goal, words: str) -> tuple[Decimal, str]:
    try:
        said = read_check_in(words, goal.measure.unit)
    except NotANumber as unread:
        raise _cannot_read(goal, words) from unread
    is_word = isinstance(said.value, bool)
    if goal.measure.kind is MeasureKind.DONE:
        if not is_word and said.value not in (0, 1):
            raise _cannot_read(goal, words)
        return Decimal(int(said.value)), said.note
    if is_word:
        raise _cannot_read(goal, words)
    if goal.measure.kind is MeasureKind.RATING and said.value not in range(1, 6):
        raise NotARating(words[:SHOWN])
    value = Decimal(said.value)
    if not _is_possible(goal, value):
        raise Impossible(words[:SHOWN], goal.key, goal.measure.unit)
    return value, said.note


def _is_possible(goal: Goal, value: Decimal) -> bool:
    """Counts and shares do not fall below zero, nor a plain percentage pass 100.

    Unless the goal itself does: then its measure is of another kind (a balance, a growth).
    """
    ends = (goal.baseline, goal.target)
    if value < 0 and min(ends) >= 0:
        return False
    return not (goal.measure.unit == "%" and value > 100 and max(ends) <= 100)


def example(goal: Goal) -> str:
    """What a report on this goal could be, for showing how."""
    if goal.measure.kind is MeasureKind.DONE:
        return "done"
    return "4" if goal.measure.kind is MeasureKind.RATING else f"{goal.target:f}"


def _cannot_read(goal: Goal, words: str) -> CannotRead:
    measure = goal.measure
    return CannotRead(words[:SHOWN], goal.key, measure.kind, measure.unit, example(goal))
