"""What makes a letter of a goal weak. `fields` of a form are where it is put right."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goals.stretch import Fall


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that leave open how much."""

    words: tuple[str, ...]
    fields = ("statement",)


@dataclass(frozen=True, slots=True)
class NoDeed:
    """A topic, and nothing that somebody does or reaches."""

    fields = ("statement",)


@dataclass(frozen=True, slots=True)
class NoNumber:
    """Where it starts, or where it should get to, is not said; `fields` names which."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoSign:
    """Done or not done, and the words leave open when it is."""

    fields = ("statement",)


@dataclass(frozen=True, slots=True)
class NoUnit:
    """A number of what?"""

    target: Decimal
    fields = ("unit",)


@dataclass(frozen=True, slots=True)
class GuessedStart:
    """Nobody said where it starts: `guess` is only likely, and `last` what was reported last."""

    guess: Decimal
    last: Decimal | None = None
    fields = ("baseline",)


@dataclass(frozen=True, slots=True)
class TooFar:
    """The first rung is further than the past makes likely; `near` is a good day's work."""

    first: Fall
    near: Decimal | None
    fields = ("rungs",)


@dataclass(frozen=True, slots=True)
class TooEasy:
    """The target is an ordinary day already; `best` was the best one."""

    target: Fall
    best: Decimal
    fields = ("target",)


@dataclass(frozen=True, slots=True)
class TooOften:
    """More times than there are days to do it on."""

    times: Decimal
    days: int
    fields = ("target",)


@dataclass(frozen=True, slots=True)
class NoPurpose:
    """Neither a goal above it nor a reason of one's own."""

    fields = ("purpose",)


@dataclass(frozen=True, slots=True)
class NoDate:
    """No due date, or one that is over."""

    fields = ("due",)


@dataclass(frozen=True, slots=True)
class FarAway:
    """Due in `weeks`, and no rung has a date within the next four; `by` would be one."""

    weeks: int
    by: date
    fields: tuple[str, ...] = ("rungs",)


Weakness = (
    Vague | NoDeed | NoNumber | NoSign | NoUnit | GuessedStart | TooFar | TooEasy | TooOften
    | NoPurpose | NoDate | FarAway
)  # fmt: skip
