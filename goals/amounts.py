"""Numbers as people write them ("1,200", "42,5", "2.5k", "95 %", "1h30"), read and said.

Amounts are below 10**12 and have at most four decimal places, rounded half up.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from goals.errors import NotANumber

LIMIT = Decimal(10) ** 12
PLACES = Decimal("0.0001")
LONGEST = 60
"""Characters: more than any amount needs. What is longer is not tried, nor echoed."""

SECONDS = {
    "seconds": Decimal(1),
    "minutes": Decimal(60),
    "hours": Decimal(3_600),
    "days": Decimal(86_400),
}
CURRENCIES = "$€£"

_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667"}
_SCALES = {"k": 1_000, "thousand": 1_000, "million": 1_000_000}
# fmt: off
SMALL_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
_UNITS = {
    "%": r"% | percent\b | per\ cent\b | pct\b",
    "points": r"(?:percentage\ )?points?\b | pts?\b | pp\b",
    "seconds": r"s\b | secs?\b | seconds?\b",
    "minutes": r"m\b | mins?\b | minutes?\b",
    "hours": r"h\b | hrs?\b | hours?\b",
    "days": r"days?\b",
}
_UNIT_NAMES = {f"u{i}": name for i, name in enumerate(_UNITS)}

_SPAN = r"""
    (?: (?P<h>[0-9]{1,4}) \ ?(?:h|hrs?|hours?) \ ?(?:and\ )?
        (?P<h_m>[0-9]{1,2}) (?:\ ?(?:m|mins?|minutes?))?
      | (?P<m>[0-9]{1,4}) \ ?(?:m|mins?|minutes?) \ ?(?:and\ )?
        (?P<m_s>[0-9]{1,2}) \ ?(?:s|secs?|seconds?) )"""
_DIGITS = rf"""
    (?P<sign>[-+−])? (?P<currency>[{CURRENCIES}])?
    (?: (?P<grouped>[1-9][0-9]{{0,2}} (?:[,'’\u00a0\u202f\u2009][0-9]{{3}})+ (?:\.[0-9]+)?)
      | (?P<dotted>[1-9][0-9]{{0,2}} (?: (?:\.[0-9]{{3}})+,[0-9]+ | (?:\.[0-9]{{3}}){{2,}} ))
      | (?P<plain>[0-9]+\.[0-9]+ | [0-9]+,[0-9]{{1,2}} | 0,[0-9]+ | \.?[0-9]+)
        (?P<and_a>[{"".join(_FRACTIONS)}])?
      | (?P<fraction>[{"".join(_FRACTIONS)}]) )
    (?:\ ?(?P<scale>{"|".join(_SCALES)})\b)?"""
_WORDS = rf"""
    (?P<tens>{"|".join(_TENS)}) (?:[-\ ](?P<ones>{"|".join(SMALL_NUMBERS[1:10])}))? \b
  | (?P<small>{"|".join(SMALL_NUMBERS)}) \b"""
_UNIT = rf"""
    [\ \u00a0\u202f-]? (?:{"|".join(f"(?P<{g}>{_UNITS[n]})" for g, n in _UNIT_NAMES.items())})
  | (?P<score>\ ?(?:/|out\ of\ )(?:5|10|100))"""
_AMOUNT = re.compile(
    # Not inside G-12, v2.1, 24/7, 10:30, #3, 1-5, 2nd, one-on-one.
    rf"""(?<![\w.,/:#-])
    (?: {_SPAN} | (?:{_DIGITS} | {_WORDS}) (?P<number_end>) (?:{_UNIT})? )
    (?! \w | [.,:/-][0-9] | -\w )""",
    re.VERBOSE | re.IGNORECASE,
)
_DONE = re.compile(
    r"(?:(?:all )?done|did it|finished)(?!\w)|✓|✔️?|✅|:white_check_mark:"
    r"|(?:yes|yep)(?=$|[,.;:!–—-])",
    re.IGNORECASE,
)
_NOT_DONE = re.compile(
    r"not (?:yet|done|today)(?!\w)|✗|❌|:x:|(?:no|nope)(?=$|[,.;:!–—-])", re.IGNORECASE
)
_PREPOSITION = re.compile(r" (?:a|an|per|of|on|in|from|to|with|at|for|by|off|above|below)\b")
_PLURALS = ((r"ies$", "y"), (r"(?<=ch|sh|ss)es$|(?<=x)es$", ""), (r"(?<![su])s$", ""))
_BETWEEN = " \t\r\n,;:.!–—-"
"""What may stand between a number and a note."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number found in a text, from `start` to `end`; its own last digit is before `number_end`.

    `unit` is "%", "points", "seconds", "minutes", "hours", "days", a currency sign, "score" (for
    "4 out of 5"), or "" where none stands beside the number.
    """

    value: Decimal
    unit: str
    start: int
    number_end: int
    end: int


class CheckInWords(NamedTuple):
    """What "42 a note" says: a number, or done (True) / not yet (False), and a note or ""."""

    value: Decimal | bool
    note: str


def find_amounts(text: str) -> Iterator[Amount]:
    """Every amount in a text, from left to right; those out of bounds are left out.

    Every script's decimal digits count ("٤٢"), superscripts and the like do not ("4²").
    """
    for match in _AMOUNT.finditer(western(text)):
        value = _value(match)
        if abs(value) < LIMIT and abs(value := round_amount(value)) < LIMIT:
            number_end = match.start("number_end")
            yield Amount(
                value=value,
                unit=_unit(match),
                start=match.start(),
                number_end=match.end() if number_end < 0 else number_end,
                end=match.end(),
            )


def read_amount(text: str, unit: str = "") -> Decimal:
    """The number that `text` is, in `unit` if given: "1h30" is 90 minutes, or 1.5 hours.

    The unit's own words may follow the number ("42 chats"). Raises NotANumber.
    """
    words = " ".join(text.split()) if len(text) <= LONGEST else ""
    words = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "\u00a0", words)  # 1 200: white space that groups
    amount = next(find_amounts(words), None)
    value = convert(amount, unit) if amount and not amount.start else None
    if amount is None or value is None or _after_unit(words[amount.end :], unit).strip(" ."):
        raise NotANumber(text[:LONGEST])
    return value


def read_check_in(words: str, unit: str = "") -> CheckInWords:
    """A check-in in a line: "42 a note", "42 chats, a note", "done a note", "not yet".

    Raises NotANumber where the line begins with neither. Whether the goal is one that a number,
    or that "done", can answer is the caller's to know.
    """
    line = words.strip()
    for pattern, is_done in ((_NOT_DONE, False), (_DONE, True)):
        if answer := pattern.match(line):
            return CheckInWords(is_done, _note(line[answer.end() :]))
    amount = next(find_amounts(line[:LONGEST]), None)
    if amount is None or amount.start:
        raise NotANumber(line[:LONGEST])
    value, rest = convert(amount, unit), line[amount.end :]
    if value is None:  # "42 minutes late", said of chats: the minutes belong to the note
        value, rest = amount.value, line[amount.number_end :]
    if rest and rest[0] not in _BETWEEN:
        raise NotANumber(line[:LONGEST])
    return CheckInWords(value, _note(_after_unit(rest, unit)))


def convert(amount: Amount, unit: str) -> Decimal | None:
    """The amount's value in `unit` ("minutes a call", "%", "chats"); None where it has none."""
    ours = _known_unit(unit)
    if not unit or amount.unit in ("", ours):
        return amount.value
    if amount.unit in SECONDS and ours in SECONDS:
        value = round_amount(amount.value * SECONDS[amount.unit] / SECONDS[ours])
        return value if abs(value) < LIMIT else None
    alike = {"%", "points", "score", "stars"}
    return amount.value if {amount.unit, ours} <= alike else None


def round_amount(value: Decimal) -> Decimal:
    """At most four decimal places, half up; no trailing zeros, no negative zero."""
    rounded = value.quantize(PLACES, ROUND_HALF_UP) + 0
    whole = rounded.to_integral_value()
    return whole if rounded == whole else rounded.normalize()


def say_amount(value: Decimal, unit: str = "") -> str:
    """A number with its unit, for people: "95 %", "1,200 chats", "1 minute", "$4.50", "4.5"."""
    number = f"{round_amount(value):,f}"
    if unit in ("", "score"):
        return number
    if unit in tuple(CURRENCIES):
        cents = "0" if re.search(r"\.[0-9]$", number) else ""
        return f"{'-' if value < 0 else ''}{unit}{number.lstrip('-')}{cents}"
    return f"{number} {_singular(unit) if number in ('1', '-1') else unit}"


def western(text: str) -> str:
    """The text with every script's decimal digits as 0–9; as long as before."""
    if text.isascii():
        return text
    text = text.replace("%", "%").replace("٪", "%")
    return "".join(c if c.isascii() else str(unicodedata.decimal(c, c)) for c in text)


def _value(match: re.Match[str]) -> Decimal:
    part = {name: text.casefold() for name, text in match.groupdict().items() if text}
    if "h" in part:
        return Decimal(part["h"]) * 60 + Decimal(part["h_m"])
    if "m" in part:
        return Decimal(part["m"]) + Decimal(part["m_s"]) / 60
    if "small" in part:
        return Decimal(SMALL_NUMBERS.index(part["small"]))
    if "tens" in part:
        return Decimal(
            _TENS.index(part["tens"]) * 10 + 20 + SMALL_NUMBERS.index(part.get("ones", "zero"))
        )
    if "grouped" in part:
        number = Decimal(re.sub(r"[^0-9.]", "", part["grouped"]))
    elif "dotted" in part:
        number = Decimal(part["dotted"].replace(".", "").replace(",", "."))
    else:
        fraction = part.get("and_a", part.get("fraction", ""))
        number = Decimal(part.get("plain", "0").replace(",", "."))
        number += Decimal(_FRACTIONS.get(fraction, "0"))
    sign = -1 if part.get("sign") in ("-", "−") else 1
    return sign * number * _SCALES.get(part.get("scale", ""), 1)


def _unit(match: re.Match[str]) -> str:
    if match["h"] or match["m"]:
        return "minutes"
    named = next((name for group, name in _UNIT_NAMES.items() if match[group]), "")
    return named or ("score" if match["score"] else match["currency"] or "")


def _known_unit(words: str) -> str:
    """The name of the unit that a goal's unit begins with ("min a call": "minutes"), else ""."""
    for name, pattern in _UNITS.items():
        if re.match(pattern, words, re.VERBOSE | re.IGNORECASE):
            return name
    return next((name for name in ("score", "stars", *CURRENCIES) if words == name), "")


def _after_unit(rest: str, unit: str) -> str:
    """What follows a number, without the goal's unit where it begins with that."""
    said, words = rest.lstrip(), unit.split()
    for count in range(len(words), 0, -1):
        whole = " ".join(words[:count])
        for form in (whole, _singular(whole)):
            if re.match(re.escape(form) + r"(?!\w)", said, re.IGNORECASE):
                return said[len(form) :]
    return rest


def _note(rest: str) -> str:
    return rest.lstrip(_BETWEEN).rstrip()


def _singular(unit: str) -> str:
    """ "chats a day" as "chat a day": the last word before a preposition loses its plural."""
    at = _PREPOSITION.search(unit)
    noun, rest = (unit[: at.start()], unit[at.start() :]) if at else (unit, "")
    for plural, singular in _PLURALS:
        if (one := re.sub(plural, singular, noun)) != noun:
            return one + rest
    return unit
