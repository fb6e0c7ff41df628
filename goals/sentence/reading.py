"""What a goal's sentence told."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goals.cadence import RhythmKind
from goals.goal import Direction, Guard, MeasureKind


@dataclass(frozen=True, slots=True)
class InRange:
    """ "40–45 chats": `taken` is the end that was taken."""

    field: str
    low: Decimal
    high: Decimal
    taken: Decimal


@dataclass(frozen=True, slots=True)
class PointsOrPercent:
    """ "From 12% by 5%": to 7, or to 11.4; where only the target is said (not `from_start`), from
    where.
    """

    from_start: bool
    size: Decimal
    known: Decimal
    by_points: Decimal
    by_percent: Decimal


@dataclass(frozen=True, slots=True)
class ByOrTo:
    """ "Cut handle time 30 seconds": read as by how much; perhaps it says where to."""

    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class TwoWays:
    """ "1.234" is one number to some and another to others: `taken` is what was read."""

    field: str
    taken: Decimal
    other: Decimal


@dataclass(frozen=True, slots=True)
class Aside:
    """Words beside the goal that name a number, and are no partner measure of it."""

    words: str
    is_beside_a_number: bool = True


Doubt = InRange | PointsOrPercent | ByOrTo | TwoWays | Aside


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence tells of a goal, named as in the form; None or "" for what it does not."""

    statement: str
    """The sentence, whole, its white space tidied."""
    measure: MeasureKind = MeasureKind.NUMBER
    unit: str = ""
    """"%", "minutes", "chats a day", "score"; of an index "% of today's average response time"."""
    baseline: Decimal | None = None
    target: Decimal | None = None
    direction: Direction | None = None
    due: date | None = None
    """Local to the person; today at the earliest."""
    rhythm: RhythmKind | None = None
    """Daily or weekly where the words say so; None leaves it to the form."""
    weekday: int | None = None
    """0 (Monday) to 6 for "every Friday"."""
    relative: Decimal | None = None
    """The change asked for in percent, never negative: 20 for "decrease … by 20%"."""
    is_index: bool = False
    """The sentence told a change, and not from where. So the measure counts from today: in percent
    of today's value, from 100, or in its own unit off or above today's value, from 0."""
    guesses: frozenset[str] = frozenset()
    """The names of the fields above that hold a guess: "baseline", "target", "unit"."""
    doubts: tuple[Doubt, ...] = ()
    """What the words leave open, to be asked in the form."""
    partner: Guard | None = None
    """What is to hold beside it: "while keeping CSAT above 90%"."""
    past_due: date | None = None
    """The day that the words name, if it is over already; `due` is None then."""
    unread_due: str = ""
    """The words of a due date that no calendar has ("31 February"); `due` is None then."""

    @property
    def is_level(self) -> bool:
        """Whether it asks to hold a level: where it starts is where it ends."""
        return self.target is not None and self.baseline == self.target

    @property
    def is_complete(self) -> bool:
        """Whether it holds everything that a goal cannot do without."""
        return None not in (self.baseline, self.target, self.due)
