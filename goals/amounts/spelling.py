"""How amounts are spelt: one pattern for digits, words, times and units, and what its parts say."""

import re
from decimal import Decimal
from functools import cache

from goals.amounts.units import CLOCK, CURRENCIES, CURRENCY_WORDS, UNITS, currency_of
from goals.habits import Habits

FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667"}
SCALES = {
    "dozen": 12,
    "k": 1_000,
    "thousand": 1_000,
    "million": 1_000_000,
    "mio": 1_000_000,
    "mn": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
}
# fmt: off
SMALL_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)
TIMES = {"twice": 2, "thrice": 3}
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
_NAMED = {f"u{i}": name for i, name in enumerate(UNITS)}
_ONES = "|".join(SMALL_NUMBERS[1:10])
_DAY, _HOUR = r"(?:d|days?)", r"(?:h|hrs?|hours?)"
_MIN, _SEC = r"(?:m|mins?|minutes?)", r"(?:s|secs?|seconds?)"
_AND = r"\ ?(?:and\ |,\ )?"
_BARE = r"(?=\ *(?:$|[,.;)]|(?:to|by|from|and|until|down|up)\b))"
"""What may follow seconds that are not called so: "5 min 30", but not "5 min 30 chats"."""

_SPAN = rf"""
    (?: (?P<d>[0-9]{{1,3}})\ ?{_DAY}{_AND} (?P<d_h>[0-9]{{1,2}})\ ?{_HOUR}
      | (?P<h>[0-9]{{1,4}})\ ?{_HOUR}{_AND} (?P<h_m>[0-9]{{1,2}})(?:\ ?{_MIN})?
        (?:{_AND} (?P<h_m_s>[0-9]{{1,2}})\ ?{_SEC})?
      | (?P<m>[0-9]{{1,4}})\ ?{_MIN}{_AND} (?P<m_s>[0-9]{{1,2}}) (?: \ ?{_SEC} | {_BARE} )
      | (?P<half_hour>half\ an\ hour) )"""
_CLOCK = rf"""
    (?P<c_sign>[-−])? (?P<c>[0-9]{{1,12}}) : (?P<c_2>[0-5][0-9])
    (?: :(?P<c_3>[0-5][0-9]) )? (?P<c_part>\.[0-9]+)?
    (?: (?P<c_hours>\ ?{_HOUR}\b) | \ ?{_MIN}\b )? (?!\ ?(?:am|pm)\b)"""
_GROUPS = "[,'’ \u00a0\u202f\u2009]"
_DIGITS = rf"""
    (?P<sign>[-+−])? (?: (?P<currency>[{CURRENCIES}])\ ? | (?P<code>{CURRENCY_WORDS})\ ? )?
    (?: (?P<grouped>[1-9][0-9]{{0,2}} (?:{_GROUPS}[0-9]{{3}}(?![0-9]))+ (?:\.[0-9]+)?)
      | (?P<dotted>[1-9][0-9]{{0,2}} (?: (?:\.[0-9]{{3}})+,[0-9]+ | (?:\.[0-9]{{3}}){{2,}} ))
      | (?P<plain>[0-9]+\.[0-9]+ | [0-9]+,[0-9]{{1,2}} | 0,[0-9]+ | \.?[0-9]+)
        (?: \ ?(?P<and_a>[{"".join(FRACTIONS)}]) | \ (?P<over>[1-9])/(?P<under>[2-9])(?![0-9/]) )?
      | (?P<fraction>[{"".join(FRACTIONS)}]) )
    (?:\ ?(?P<scale>{"|".join(SCALES)})\b)?
    (?(currency)(?:\ ?(?P<millions>m)\b)? | (?(code)(?:\ ?(?P<millions_too>m)\b)?))"""
_BELOW_HUNDRED = rf"""
    (?: (?:{"|".join(_TENS)}) (?:[-\ ](?:{_ONES})\b)? | (?:{"|".join(SMALL_NUMBERS)}) )\b"""
_BELOW_THOUSAND = rf"""
    (?: (?:(?:a|{_ONES})\ )? hundred\b (?:\ (?:and\ )?{_BELOW_HUNDRED})? | {_BELOW_HUNDRED} )"""
_WORDS = rf"""
    (?P<words> (?:half\ )?a\ dozen\b | a\ million\b
      | (?:a\ thousand\b | {_BELOW_THOUSAND} (?:\ (?:thousand|million|billion)\b)?)
        (?:\ (?:and\ )?{_BELOW_THOUSAND})? )"""
_PART = rf"""
    (?P<times>{"|".join(TIMES)})
    | (?P<part_count>an?|one|two|three|four|five) [-\ ]
      (?P<part>{"|".join(PARTS)}|halve) s?\b (?!\ party)
    | (?P<half>half)(?!\ (?:an?|of\ an?|day|hour|year|past)\b|-)"""
_OF = rf"""
    (?: \ ?(?P<slash>/) | (?P<out_of>\ out\ of\ (?:every\ )?) | \ (?:of|in)\ (?:every\ )?)
    (?P<whole>[1-9][0-9]{{0,5}} | (?:{"|".join(SMALL_NUMBERS[2:13])}|twenty|hundred)\b)
    (?![0-9/%.:,]*[0-9%]) (?!\ ?(?:s|secs?|m|mins?|h|hrs?)\b|\ (?:
        seconds?|minutes?|hours?|working|days?|weeks?|months?|quarters?|years?)\b)"""
_UNIT = rf"""
    (?: [\ \u00a0\u202f-]? (?:{"|".join(f"(?P<{g}>{UNITS[n]})" for g, n in _NAMED.items())})
      | \ ?(?P<currency_after>[{CURRENCIES}]) (?![0-9]) | \ (?P<code_after>{CURRENCY_WORDS})\b
      | {_OF} )"""


@cache
def pattern(*, clock: bool, parts: bool) -> re.Pattern[str]:
    """An amount in a text: with `clock`, 4:30 can only be minutes and seconds, and is no time of
    day; with `parts`, "a third", "half" and "twice" are amounts too.
    """
    spans = f"{_SPAN} | {_CLOCK}" if clock else _SPAN
    part = f"{_PART} |" if parts else ""
    # Not inside G-12, v2.1, 24/7, 10:30, #3, 1-5, 2nd, one-on-one.
    return re.compile(
        rf"""(?<![\w.,/:#-])
        (?: {spans} | {part} (?:{_DIGITS} | {_WORDS}) (?P<number_end>) (?:{_UNIT})? )
        (?! \w | [.,:/-][0-9] | -\w )""",
        re.VERBOSE | re.IGNORECASE,
    )


def span_of(match: re.Match[str]) -> tuple[Decimal, str] | None:
    """The time that a span of several units is, in one of them: "1 h 30" → 90 minutes."""

    def part(name: str) -> Decimal:
        said = match.groupdict().get(name)
        return Decimal(said) if said else Decimal(0)

    if match["half_hour"]:
        return Decimal(30), "minutes"
    if match["d"]:
        return part("d") * 24 + part("d_h"), "hours"
    if match["h"] and not match["h_m_s"]:
        return part("h") * 60 + part("h_m"), "minutes"
    if match["h"]:
        return part("h") * 3600 + part("h_m") * 60 + part("h_m_s"), CLOCK
    if match["m"]:
        return part("m") * 60 + part("m_s"), CLOCK
    if not match.groupdict().get("c"):
        return None
    sign = -1 if match["c_sign"] else 1
    if match["c_3"]:
        seconds = part("c") * 3600 + part("c_2") * 60 + part("c_3") + part("c_part")
    else:
        seconds = part("c") * 60 + part("c_2") + part("c_part")
    if match["c_hours"] and not match["c_3"]:
        return sign * seconds, "minutes"
    return sign * seconds, CLOCK


def is_clock(match: re.Match[str]) -> bool:
    """ "4:30", without a word of what that is."""
    said = match.groupdict()
    is_told = said.get("c_3") or said.get("c_hours") or match[0][-1:].isalpha()
    return bool(said.get("c")) and not is_told


def part_of(match: re.Match[str]) -> tuple[Decimal, Decimal | None] | None:
    """The 2 and the 3 of "two thirds", the 1 and the 2 of "half"; the 2 of "twice" alone."""
    said = match.groupdict()
    if word := said.get("times"):
        return Decimal(TIMES[word.casefold()]), None
    if said.get("half"):
        return Decimal(1), Decimal(2)
    if name := said.get("part"):
        count = said["part_count"].casefold()
        whole = PARTS.get(name.casefold(), 2)
        return Decimal(1 if count in ("a", "an") else SMALL_NUMBERS.index(count)), Decimal(whole)
    return None


def whole_of(match: re.Match[str]) -> Decimal | None:
    """The 20 of "18 of 20", the 10 of "nine out of ten"."""
    said = match["whole"]
    if said is None or said.isdecimal():
        return Decimal(said) if said else None
    return _of_words(said.casefold())


def numbers_of(match: re.Match[str], habits: Habits) -> tuple[Decimal, Decimal | None]:
    """The number that the digits or words say, and the other that somebody of other habits, or
    with a slip of the pen, may mean by them.
    """
    if match["words"]:
        return _of_words(match["words"].casefold()), None
    number, other = _of_digits(match, habits)
    fraction = match["and_a"] or match["fraction"]
    number += Decimal(FRACTIONS.get(fraction or "", "0"))
    if match["over"]:
        number += Decimal(match["over"]) / Decimal(match["under"])
    factor = (-1 if match["sign"] in ("-", "−") else 1) * _factor(match)
    return number * factor, None if other is None else other * factor


def _factor(match: re.Match[str]) -> int:
    if match["millions"] or match["millions_too"]:  # of money: of anything else, m is minutes
        return 1_000_000
    return SCALES.get((match["scale"] or "").casefold(), 1)


def _of_digits(match: re.Match[str], habits: Habits) -> tuple[Decimal, Decimal | None]:
    if match["dotted"]:
        return Decimal(match["dotted"].replace(".", "").replace(",", ".")), None
    digits = match["grouped"] or match["plain"] or "0"
    two_ways = re.fullmatch(r"([1-9][0-9]{0,2})([.,])([0-9]{3})", digits)
    if two_ways is None:
        if match["grouped"]:
            return Decimal(re.sub(r"[^0-9.]", "", digits)), None
        return Decimal(digits.replace(",", ".")), None
    whole, mark, rest = two_ways.groups()
    thousands, decimals = Decimal(whole + rest), Decimal(f"{whole}.{rest}")
    if match["currency"] or match["code"] or match["currency_after"] or match["code_after"]:
        return thousands, None  # money has no three decimals
    if habits.decimal == mark:
        return decimals, thousands if rest.endswith("0") else None
    if habits.decimal:
        return thousands, None
    if mark == ",":
        return thousands, None if rest.endswith("0") else decimals
    return decimals, thousands


def _of_words(words: str) -> Decimal:
    total = part = 0
    for word in re.split(r"[- ]", words):
        if word in SMALL_NUMBERS:
            part += SMALL_NUMBERS.index(word)
        elif word in _TENS:
            part += _TENS.index(word) * 10 + 20
        elif word == "dozen":
            part += 6 if words.startswith("half") else 12
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in SCALES:
            total, part = total + (part or 1) * SCALES[word], 0
    return Decimal(total + part)


def unit_of(match: re.Match[str]) -> str:
    """The unit beside the number, "" where none stands there."""
    if named := next((name for group, name in _NAMED.items() if match[group]), ""):
        return named
    if match["slash"] or match["out_of"]:
        return "score"
    symbol = match["currency"] or match["currency_after"]
    code = match["code"] or match["code_after"]
    return symbol or (currency_of(code) if code else "")


def is_bare_m(match: re.Match[str]) -> bool:
    """ "2.5m": minutes, or of money a million."""
    group = next(group for group, name in _NAMED.items() if name == "minutes")
    return (match[group] or "").casefold() == "m"
