"""What somebody reports on a goal, and what came of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goals.amounts import write_amount
from goals.errors import Refusal, TooLong
from goals.goal import CheckIn, Confidence, Goal, MeasureKind, Rung
from goals.offers import Offer

NOTE_LENGTH = 3000


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
    """A number that this measure cannot have: of chats, less than none."""

    text: str
    key: str
    unit: str


@dataclass
class TwoNumbers(Refusal):
    """A number with nothing but another behind it: two reports, perhaps, of one goal."""

    text: str
    key: str


class NothingReported(Refusal):
    """A form of several goals in which nothing was filled in."""


@dataclass
class NoPartYet(Refusal):
    """A first report on a shared goal without a number: what it is part of would be off."""

    key: str
    example: str


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
    added: Decimal | None = None
    """What the report added to the value before it."""


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
    other: Decimal | None = None
    """What the same digits are to somebody else: 1,234 for 1.234."""
    added: Decimal | None = None
    """What was added to the value before: "+5"."""
    day: date | None = None
    """The local date that it names, behind its number; None where it names none."""


def note(text: str) -> str:
    """A note as it is kept. Raises TooLong."""
    if len(text) > NOTE_LENGTH:
        raise TooLong(len(text), NOTE_LENGTH)
    return text.strip()


def example(goal: Goal) -> str:
    """What a report on this goal could be, for showing how."""
    if goal.measure.kind is MeasureKind.DONE:
        return "done"
    if goal.measure.kind is MeasureKind.RATING:
        return "4"
    return write_amount(goal.target, goal.measure.unit)


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
