"""Amounts as people read them, and as they type them."""

import re
from decimal import Decimal

from goals.amounts.units import CLOCK, CURRENCIES, known_unit, round_amount

HUNDREDTH = Decimal("0.01")

_PREPOSITION = re.compile(r" (?:a|an|per|of|on|in|from|to|with|at|for|by|off|above|below)\b")
_PLURALS = ((r"ies$", "y"), (r"(?<=ch|sh|ss)es$|(?<=x)es$", ""), (r"(?<![su])s$", ""))
_MINUTE_WORD = re.compile(r"(?:min:s|minutes?|mins?|m)\b")


def say_amount(value: Decimal, unit: str = "") -> str:
    """A number with its unit, for people: "95 %", "1,200 chats", "$4.50", "7:20 min".

    From ten on, with two decimals, unless it would look like a rounder number than it is.
    """
    if clock := _clock(value, unit):
        return f"{clock} min{_MINUTE_WORD.sub('', unit, count=1)}"
    number = f"{_as_matters(value):,f}"
    if unit in ("", "score"):
        return number
    if unit in tuple(CURRENCIES):
        # Of three decimals the last is padded too: $1.871 would be read as thousands.
        cents = "0" if re.search(r"\.[0-9](?:[0-9]{2})?$", number) else ""
        return f"{'-' if value < 0 else ''}{unit}{number.lstrip('-')}{cents}"
    return f"{number} {singular(unit) if number in ('1', '-1') else unit}"


def _as_matters(value: Decimal) -> Decimal:
    """84.7666 as 84.77; 29.9999 as it is, for it is not 30."""
    exact = round_amount(value)
    if abs(exact) < 10:
        return exact
    short = exact.quantize(HUNDREDTH)
    looks_rounder = short != exact and str(short).endswith("0")
    return exact if looks_rounder else round_amount(short)


def say_number(value: Decimal, unit: str) -> str:
    """The number of a unit that is told beside it: "31", "7:20"."""
    return _clock(value, unit) or say_amount(value)


def write_amount(value: Decimal, unit: str) -> str:
    """A number as it stands in a form's field, where its unit stands elsewhere, exactly.

    Whoever reads it, it is the same number: 1.234 is written 1.2340, which is no thousand.
    """
    if clock := _clock(value, unit):
        return clock
    number = f"{round_amount(value):f}"
    return f"{number}0" if re.search(r"\.[0-9]{3}$", number) else number


def _clock(value: Decimal, unit: str) -> str:
    """ "7:20" for a number that keeps seconds, or for minutes that are a whole number of seconds
    and nothing that anybody would say in decimals; "" for any other.
    """
    name = known_unit(unit)
    if name == CLOCK:
        seconds = value
    elif name == "minutes" and value != value.quantize(Decimal("0.01")):
        seconds = (value * 60).to_integral_value()
        if round_amount(seconds / 60) != round_amount(value):
            return ""
    else:
        return ""
    minutes, rest = divmod(abs(seconds), 60)
    whole, part = divmod(rest, 1)
    fraction = f"{round_amount(part):f}".lstrip("0") if part else ""
    return f"{'-' if value < 0 else ''}{minutes:f}:{int(whole):02d}{fraction}"


def singular(unit: str) -> str:
    """ "chats a day" as "chat a day": the last word before a preposition loses its plural."""
    at = _PREPOSITION.search(unit)
    noun, rest = (unit[: at.start()], unit[at.start() :]) if at else (unit, "")
    for plural, form in _PLURALS:
        if (one := re.sub(plural, form, noun)) != noun:
            return one + rest
    return unit
