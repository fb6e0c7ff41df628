"""How amounts are spelt: one pattern for digits, words, times and units, and what its parts say."""

import re
from decimal import Decimal

from goals.amounts.units import CLOCK, CODES, CURRENCIES, UNITS
from goals.habits import Habits

FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667"}
SCALES = {
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
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# fmt: on
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
    (?P<sign>[-+−])? (?: (?P<currency>[{CURRENCIES}])\ ? | (?P<code>{"|".join(CODES)})\ ? )?
    (?: (?P<grouped>[1-9][0-9]{{0,2}} (?:{_GROUPS}[0-9]{{3}}(?![0-9]))+ (?:\.[0-9]+)?)
      | (?P<dotted>[1-9][0-9]{{0,2}} (?: (?:\.[0-9]{{3}})+,[0-9]+ | (?:\.[0-9]{{3}}){{2,}} ))
      | (?P<plain>[0-9]+\.[0-9]+ | [0-9]+,[0-9]{{1,2}} | 0,[0-9]+ | \.?[0-9]+)
        (?: \ ?(?P<and_a>[{"".join(FRACTIONS)}]) | \ (?P<over>[1-9])/(?P<under>[2-9])(?![0-9/]) )?
      | (?P<fraction>[{"".join(FRACTIONS)}]) )
    (?:\ ?(?P<scale>{"|".join(SCALES)})\b)?
    (?(currency)(?:\ ?(?P<millions>m)\b)? | (?(code)(?:\ ?(?P<millions_too>m)\b)?))"""
_BELOW_HUNDRED = rf"""
    (?:{"|".join(_TENS)}) (?:[-\ ](?:{_ONES}))? | (?:{"|".join(SMALL_NUMBERS)})"""
_WORDS = rf"""
    (?P<words> (?: (?:(?:a|{_ONES})\ )? hundred (?:\ (?:and\ )?(?:{_BELOW_HUNDRED}))?
                 | {_BELOW_HUNDRED} ) (?:\ (?:thousand|million)\b)?
             | (?:half\ )?a\ dozen | a\ thousand | a\ million ) \b"""
_OF = r"""
    (?: \ ?(?P<slash>/) | (?P<out_of>\ out\ of\ ) | \ (?:of|in)\ )
    (?P<whole>[1-9][0-9]{0,5}) (?![0-9/%.:,]*[0-9%]) (?!\ ?(?:s|secs?|m|mins?|h|hrs?)\b|\ (?:
        seconds?|minutes?|hours?|working|days?|weeks?|months?|quarters?|years?)\b)"""
_UNIT = rf"""
    (?: [\ \u00a0\u202f-]? (?:{"|".join(f"(?P<{g}>{UNITS[n]})" for g, n in _NAMED.items())})
      | \ ?(?P<currency_after>[{CURRENCIES}]) (?![0-9]) | \ (?P<code_after>{"|".join(CODES)})\b
      | {_OF} )"""


def _pattern(span: str) -> re.Pattern[str]:
    # Not inside G-12, v2.1, 24/7, 10:30, #3, 1-5, 2nd, one-on-one.
    return re.compile(
        rf"""(?<![\w.,/:#-])
        (?: {span} | (?:{_DIGITS} | {_WORDS}) (?P<number_end>) (?:{_UNIT})? )
        (?! \w | [.,:/-][0-9] | -\w )""",
        re.VERBOSE | re.IGNORECASE,
    )


AMOUNT = _pattern(_SPAN)
"""An amount in a sentence, where 10:30 is a time of day."""
AMOUNT_OR_CLOCK = _pattern(f"{_SPAN} | {_CLOCK}")
"""An amount where 4:30 can only be minutes and seconds."""


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
    total = 0
    for word in re.split(r"[- ]", words):
        if word in SMALL_NUMBERS:
            total += SMALL_NUMBERS.index(word)
        elif word in _TENS:
            total += _TENS.index(word) * 10 + 20
        elif word == "dozen":
            total += 6 if words.startswith("half") else 12
        elif word in ("hundred", "thousand", "million"):
            total = (total or 1) * {"hundred": 100, "thousand": 1_000, "million": 1_000_000}[word]
    return Decimal(total)


def unit_of(match: re.Match[str]) -> str:
    """The unit beside the number, "" where none stands there."""
    if named := next((name for group, name in _NAMED.items() if match[group]), ""):
        return named
    if match["slash"] or match["out_of"]:
        return "score"
    symbol = match["currency"] or match["currency_after"]
    code = match["code"] or match["code_after"]
    return symbol or (CODES[code.upper()] if code else "")
