"""Amounts in a text, from left to right."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from goals.amounts.spelling import (
    is_bare_m,
    is_clock,
    numbers_of,
    part_of,
    pattern,
    span_of,
    unit_of,
    whole_of,
)
from goals.amounts.units import LIMIT, MILLION, currency_of, in_unit, known_unit
from goals.habits import UNKNOWN, Habits


@dataclass(frozen=True, slots=True)
class Amount:
    """A number found in a text, from `start` to `end`; its own last digit is before `number_end`.

    `unit` is "%", "points", "seconds", "min:s" (`value` is seconds then), "minutes", "hours",
    "days", a currency, "score" (for "4 out of 5"), or "" where none stands beside the number.
    `value` is exact, as typed.
    """

    value: Decimal
    unit: str
    start: int
    number_end: int
    end: int
    whole: Decimal | None = None
    """The 20 of "18 of 20", "18/20"."""
    other: Decimal | None = None
    """What the same digits are to somebody else: 1,234 for 1.234."""
    is_added: bool = False
    """It has a sign: "+5"."""
    is_bare_m: bool = False
    """Its unit is a mere "m": minutes, and of money a million."""
    is_clock: bool = False
    """ "4:30", which of a goal in hours is 4 hours and 30 minutes."""
    upper: Decimal | None = None
    """The 45 of "40–45"."""

    def of_unit(self, unit: str) -> Decimal | None:
        """The amount in a goal's unit ("minutes a call", "%", "chats"); None where it has none."""
        if self.is_bare_m and currency_of(unit):
            return self.value * MILLION
        if self.is_clock and known_unit(unit) in ("hours", "days"):
            return self.as_hours().of_unit(unit)
        return in_unit(self.value, self.unit, self.whole, unit)

    def as_hours(self) -> "Amount":
        """4:30 as hours and minutes, where it stands for no minutes and seconds."""
        if not self.is_clock:
            return self
        return replace(self, unit="minutes", is_clock=False)


def find_amounts(
    text: str, habits: Habits = UNKNOWN, *, clock: bool = False, parts: bool = False
) -> Iterator[Amount]:
    """Every amount in a text; those out of bounds are left out.

    Every script's decimal digits count ("٤٢"), superscripts and the like do not ("4²"). With
    `clock`, 4:30 is minutes and seconds; without, it is a time of day, and no amount. With `parts`,
    "a third" is 1 of 3, and "twice" 2.
    """
    for match in pattern(clock=clock, parts=parts).finditer(western(text)):
        if amount := _amount(match, habits):
            yield amount


def _amount(match: re.Match[str], habits: Habits) -> Amount | None:
    number_end, end = match.start("number_end"), match.end()
    if span := span_of(match):
        return Amount(*span, match.start(), end, end, is_clock=is_clock(match))
    if part := part_of(match):
        return Amount(part[0], "", match.start(), end, end, part[1])
    value, other = numbers_of(match, habits)
    whole = whole_of(match)
    if whole is not None and not 0 <= value <= whole:
        if match["slash"]:
            return None  # 24/7
        whole, end = None, number_end
    unit = unit_of(match) if whole is not None or not match["whole"] else ""
    if abs(value) >= LIMIT:
        return None
    has_sign, is_m = bool(match["sign"]), is_bare_m(match)
    return Amount(value, unit, match.start(), number_end, end, whole, other, has_sign, is_m)


def western(text: str) -> str:
    """The text with every script's decimal digits as 0–9; as long as before."""
    if text.isascii():
        return text
    text = text.replace("%", "%").replace("٪", "%")
    return "".join(c if c.isascii() else str(unicodedata.decimal(c, c)) for c in text)
