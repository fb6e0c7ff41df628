"""Amounts in a text, from left to right."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from goals.amounts.spelling import AMOUNT, AMOUNT_OR_CLOCK, numbers_of, span_of, unit_of
from goals.amounts.units import LIMIT, in_unit
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

    def of_unit(self, unit: str) -> Decimal | None:
        """The amount in a goal's unit ("minutes a call", "%", "chats"); None where it has none."""
        return in_unit(self.value, self.unit, self.whole, unit)


def find_amounts(text: str, habits: Habits = UNKNOWN, *, clock: bool = False) -> Iterator[Amount]:
    """Every amount in a text; those out of bounds are left out.

    Every script's decimal digits count ("٤٢"), superscripts and the like do not ("4²"). With
    `clock`, 4:30 is minutes and seconds; without, it is a time of day, and no amount.
    """
    for match in (AMOUNT_OR_CLOCK if clock else AMOUNT).finditer(western(text)):
        if amount := _amount(match, habits):
            yield amount


def _amount(match: re.Match[str], habits: Habits) -> Amount | None:
    number_end = match.start("number_end")
    if span := span_of(match):
        return Amount(*span, match.start(), match.end(), match.end())
    value, other = numbers_of(match, habits)
    whole = Decimal(match["whole"]) if match["whole"] else None
    end = match.end()
    if whole is not None and not 0 <= value <= whole:
        if match["slash"]:
            return None  # 24/7
        whole, end = None, number_end
    unit = unit_of(match) if whole is not None or not match["whole"] else ""
    if abs(value) >= LIMIT:
        return None
    return Amount(value, unit, match.start(), number_end, end, whole, other, bool(match["sign"]))


def western(text: str) -> str:
    """The text with every script's decimal digits as 0–9; as long as before."""
    if text.isascii():
        return text
    text = text.replace("%", "%").replace("٪", "%")
    return "".join(c if c.isascii() else str(unicodedata.decimal(c, c)) for c in text)
