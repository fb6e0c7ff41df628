"""What a goal's sentence told."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goals.cadence import RhythmKind
from goals.goal import Direction, MeasureKind


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
    past_due: date | None = None
    """The day that the words name, if it is over already; `due` is None then."""
    unread_due: str = ""
    """The words of a due date that no calendar has ("31 February"); `due` is None then."""

    @property
    def is_complete(self) -> bool:
        """Whether it holds everything that a goal cannot do without."""
        return None not in (self.baseline, self.target, self.due)
