"""The units that Rungs knows by many spellings, and what a number of one is in another."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

LIMIT = Decimal(10) ** 12
MILLION = Decimal(10) ** 6
PLACES = Decimal("0.0001")
CLOCK = "min:s"
"""Minutes and seconds: kept as whole seconds, so that they add up exactly; said as "7:20 min"."""

SECONDS: Mapping[str, Decimal] = {
    "seconds": Decimal(1),
    CLOCK: Decimal(1),
    "minutes": Decimal(60),
    "hours": Decimal(3_600),
    "days": Decimal(86_400),
}
CURRENCIES = "$€£¥₹"
_MONEY = {
    "€": "EUR|euros?",
    "$": r"USD|US\$|dollars?|bucks",
    "£": "GBP|pounds?",
    "¥": "JPY|yen",
    "₹": "INR|rupees?",
    "CHF": "CHF|francs?",
}
CURRENCY_WORDS = "|".join(_MONEY.values())
"""A pattern of the words and codes of money."""
UNITS = {
    "%": r"% | percent\b | per\ cent\b | pct\b",
    "points": r"(?:percentage\ )?points?\b | pts?\b | pp\b",
    CLOCK: r"min:s\b",
    "seconds": r"s\b | secs?\b | seconds?\b",
    "minutes": r"m\b | mins?\b | minutes?\b",
    "hours": r"h\b | hrs?\b | hours?\b",
    "days": r"days?\b",
}
_ALIKE = {"points", "score", "stars"}
"""Numbers of these are meant alike: "4 points" of a score is 4."""
_BEGINS_WITH_MONEY = re.compile(
    "|".join(
        rf"(?P<m{n}>{re.escape(symbol)}|(?:{words})\b)"
        for n, (symbol, words) in enumerate(_MONEY.items())
    ),
    re.IGNORECASE,
)
_MINUTES = re.compile(UNITS["minutes"], re.VERBOSE | re.IGNORECASE)


def known_unit(words: str) -> str:
    """The name of the unit that a goal's unit begins with ("min a call": "minutes"), else ""."""
    for name, pattern in UNITS.items():
        if re.match(pattern, words, re.VERBOSE | re.IGNORECASE):
            return name
    return words if words in ("score", "stars") else currency_of(words)


def currency_of(words: str) -> str:
    """The currency that these words begin with ("EUR", "dollars a week"), as its sign; else ""."""
    found = _BEGINS_WITH_MONEY.match(words)
    return list(_MONEY)[int(str(found.lastgroup)[1:])] if found else ""


def is_time(unit: str) -> bool:
    """Whether a goal's unit is a time: "minutes a call", "hours"."""
    return known_unit(unit) in SECONDS


def with_seconds(unit: str) -> str:
    """A unit of minutes as one that keeps seconds: "minutes a call" → "min:s a call"."""
    is_minutes = known_unit(unit) == "minutes"
    return _MINUTES.sub(CLOCK, unit, count=1) if is_minutes else unit


def in_unit(value: Decimal, unit: str, whole: Decimal | None, wanted: str) -> Decimal | None:
    """A number of `unit` ("" where none was said), out of `whole` where that was said, as a number
    of what a goal counts: `wanted`, its unit. None where it has none.
    """
    ours = known_unit(wanted)
    if whole is not None and ours == "%":
        return round_amount(value * 100 / whole)
    if ours == CLOCK and unit == "":  # a bare number of a goal in minutes and seconds
        return round_amount(value * 60)
    if unit == CLOCK and ours not in SECONDS:
        return round_amount(value / 60) if not wanted else None
    if not wanted or unit == ours or (unit == "" and whole is None):
        return value
    if unit in SECONDS and ours in SECONDS:
        converted = round_amount(value * SECONDS[unit] / SECONDS[ours])
        return converted if abs(converted) < LIMIT else None
    if {unit, ours} == {"%", "points"}:
        return value
    return value if {unit, ours} <= _ALIKE or (whole is not None and ours in _ALIKE) else None


def round_amount(value: Decimal) -> Decimal:
    """At most four decimal places, half up; no trailing zeros, no negative zero."""
    return _tidy(value.quantize(PLACES, ROUND_HALF_UP) + 0)


def round_away(value: Decimal, *, up: bool) -> Decimal:
    """At most four decimal places, rounded away from where a goal goes (`up`, or down).

    So that no rung is reached by rounding: 29.99999 on the way up is 29.9999, and not 30.
    """
    nearest = round_amount(value)
    passed = nearest > value if up else nearest < value
    return _tidy(nearest - PLACES if up else nearest + PLACES) if passed else nearest


def _tidy(rounded: Decimal) -> Decimal:
    whole = rounded.to_integral_value()
    return whole if rounded == whole else rounded.normalize()
