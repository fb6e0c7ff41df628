"""Reading one amount, or a check-in that begins with one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from goals.amounts.finding import Amount, find_amounts
from goals.amounts.saying import singular
from goals.amounts.units import CLOCK, LIMIT, SECONDS, is_time, known_unit, round_amount
from goals.errors import NotANumber
from goals.habits import UNKNOWN, Habits

LONGEST = 60
"""Characters: more than any amount needs. What is longer is not tried, nor echoed."""
HUNDRED = Decimal(100)
NEAR = Decimal(10)
"""Of two readings, the one within ten times of what is known is meant."""

_DONE = re.compile(
    r"(?:(?:all )?done|did it|finished)(?!\w)|✓|✔️?|✅|:white_check_mark:"
    r"|(?:yes|yep)(?=$|[,.;:!–—-])",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"not (?:yet|done|today)(?!\w)|✗|❌|:x:|(?:no|nope)(?=$|[,.;:!–—-])", re.IGNORECASE
)
_GOES_ON = re.compile(r"[–—−-][0-9]|[- ](?:hal(?:f|ves)|thirds?|quarters?|fifths?|tenths?)\b", re.I)
"""What makes another number of it: "40–45", "two thirds"."""
_BETWEEN = " \t\r\n,;:.!–—-"
"""What may stand between a number and a note."""


@dataclass
class TwoReadings(NotANumber):
    """The same digits are one number to some and another to others: 1.234, and 1,234."""

    readings: tuple[Decimal, Decimal]


@dataclass
class NotATime(NotANumber):
    """A time, where the goal counts something else."""

    unit: str


class CheckInWords(NamedTuple):
    """What "42 a note" says: a number, or done (True) / not yet (False), and a note or "".

    `amount` is the number as it was typed; None beside done and not yet.
    """

    value: Decimal | bool
    note: str
    amount: Amount | None = None


def read_amount(
    text: str, unit: str = "", habits: Habits = UNKNOWN, *, near: Iterable[Decimal] | None = None
) -> Decimal:
    """The number that `text` is, in `unit` if given: "1h30" is 90 minutes, or 1.5 hours.

    The unit's own words may follow the number ("42 chats"). `near`: figures of the same measure,
    which tell whether 1.234 is meant or 1,234; None where nobody is to be asked. Raises NotANumber,
    TwoReadings, NotATime.
    """
    words = " ".join(text.split()) if len(text) <= LONGEST else ""
    amount = next(find_amounts(words, habits, clock=True), None)
    value = amount.of_unit(unit) if amount and not amount.start else None
    if amount is not None and value is None and amount.unit in SECONDS and unit:
        raise NotATime(text[:LONGEST], unit)
    if amount is None or value is None or after_unit(words[amount.end :], unit).strip(" ."):
        raise NotANumber(text[:LONGEST])
    if near is not None:
        value = one_reading(amount, value, text, near, unit)
    value = round_amount(value)
    if abs(value) >= LIMIT:
        raise NotANumber(text[:LONGEST])
    return value


def one_reading(
    amount: Amount, value: Decimal, text: str, near: Iterable[Decimal], unit: str = ""
) -> Decimal:
    """Which of an amount's two readings is meant: by its unit, else by the figures near to it.

    A count is whole, and a percentage at most a hundred. Raises TwoReadings where nobody can know.
    """
    if amount.other is None:
        return value
    readings = (value, amount.other)
    if unit and not known_unit(unit) and amount.other == amount.other.to_integral_value():
        fitting = [reading for reading in readings if reading == reading.to_integral_value()]
    elif unit == "%":
        fitting = [reading for reading in readings if abs(reading) <= HUNDRED]
    else:
        known = [abs(figure) for figure in near if figure]
        fitting = [
            reading
            for reading in readings
            if any(figure / NEAR <= abs(reading) <= figure * NEAR for figure in known)
        ]
    if len(fitting) != 1:
        raise TwoReadings(text[:LONGEST], readings)
    return fitting[0]


def read_check_in(words: str, unit: str = "", habits: Habits = UNKNOWN) -> CheckInWords:
    """A check-in in a line: "42 a note", "42 chats, a note", "done a note", "not yet".

    The value is exact, as typed. Raises NotANumber where the line begins with neither, and NotATime
    for a time that the goal does not count. Whether the goal is one that a number, or that "done",
    can answer is the caller's to know.
    """
    line = words.strip()
    for pattern, is_done in ((_NOT_DONE, False), (_DONE, True)):
        if answer := pattern.match(line):
            return CheckInWords(is_done, _note(line[answer.end() :]))
    amount = next(find_amounts(line[:LONGEST], habits, clock=True), None)
    if amount is None or amount.start:
        raise NotANumber(line[:LONGEST])
    value, rest = amount.of_unit(unit), line[amount.end :]
    if value is None and amount.unit == CLOCK and unit and not is_time(unit):
        raise NotATime(line[: amount.end], unit)
    if value is None:  # "42 minutes late", said of chats: the minutes belong to the note
        value, rest = amount.value, line[amount.number_end :]
    if (rest and rest[0] not in _BETWEEN) or _GOES_ON.match(rest):
        raise NotANumber(line[:LONGEST])
    return CheckInWords(value, _note(after_unit(rest, unit)), amount)


def after_unit(rest: str, unit: str) -> str:
    """What follows a number, without the goal's unit where it begins with that."""
    said, words = rest.lstrip(), unit.split()
    for count in range(len(words), 0, -1):
        whole = " ".join(words[:count])
        for form in (whole, singular(whole)):
            if re.match(re.escape(form) + r"(?!\w)", said, re.IGNORECASE):
                return said[len(form) :]
    return rest


def _note(rest: str) -> str:
    return rest.lstrip(_BETWEEN).rstrip()
