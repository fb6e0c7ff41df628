"""The amounts of a goal's sentence: what counts something, and is no name and no time of day."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from goals.amounts import (
    CLOCK,
    LIMIT,
    SECONDS,
    Amount,
    TwoReadings,
    find_amounts,
    one_reading,
    round_amount,
)
from goals.habits import Habits
from goals.sentence import metric

_I = re.IGNORECASE
_NAMING = re.compile(
    r"\b(?:tier|level|line|phase|version|part|priority|step|release|chapter|module|sprint|number|"
    r"no\.?|room|team|shift|top|last|past|previous|every|older than|younger than)\s*$",
    _I,
)
_OF_AGE = re.compile(r"\s*-?(?:old|ago)\b", _I)
_NO_COUNT_AFTER = re.compile(r"\s*(?:am|pm|o['’]clock|(?:weeks?|months?|years?)[ -]old)\b", _I)
_PRONOUN = re.compile(r"\s*(?:of|another|by one|on one|day|where|who|that|which)\b", _I)
_PRONOUN_BEFORE = re.compile(r"\b(?:this|that|the|any|each|every|no|which|by|on)\s*$", _I)
_SCALE = re.compile(
    r"\(\s*(?:scale\s+(?:of\s+)?)?1\s*(?:-|–|to)\s*(?:5|7|10)\s*\)"
    r"|\b(?:on\s+)?(?:a\s+)?scale\s+(?:of|from)\s+1\s*(?:-|–|to)\s*(?:5|7|10)\b"
    r"|\b1[-–](?:5|10)\b(?!\s*[a-z%])",
    _I,
)
_DASH = re.compile(
    r"(?<![\w.,/:#-])([$€£]?\ ?[0-9][0-9.,:]{0,12}(?:\ ?%|\ ?[a-z]{1,8})?\ ?)-"
    r"(?=\ ?[$€£]?[0-9][0-9.,:]{0,12}(?![0-9/:-])(?!s\b))",
    _I,
)
"""The hyphen of "40-45 chats", which is no minus; not of a date's, nor of "1-1s"."""
_TO_UPPER = re.compile(r"\s?[–—−]\s?|\s(?:or|and|to)\s", _I)
_BETWEEN = re.compile(r"\bbetween\s+$", _I)
_MEASURED_TIME = re.compile(r"\b(?:on|in|part|full|over|any|this|that|same|all)[- ]?time\b", _I)
_CLOCK = re.compile(r"(?<![\w:.])[0-9]{1,3}:[0-5][0-9](?![\w:])")
_OF_HOURS = re.compile(r":[0-5][0-9] ?(?:h|hrs?|hours?)\b", _I)
_OF_DAY = re.compile(r"\b(?:at|before|after|since|until|till?|between|around)\s*$", _I)
_A_PART = re.compile(
    r"(?:\ (?:of|in)\b|\ (?:the|my|our|all|every)\b|\s*(?:$|[|,.;:!)])"
    r"|\ (?:from|until|while|without|and|compared)\b)",
    _I,
)
_BEFORE_PART = re.compile(
    r"\b(?:by|to|in|clear|close|cut|reduce|remove|eliminate|resolve|solve|answer|finish)"
    r"(?:\s+(?:about|around|at least|up to|almost|nearly|over|more than))?\s+$",
    _I,
)


ABOUT = r"(?:a|an|the|about|around|roughly|only|just|some|my|our|current|today's|at|of)\s+"
_START = re.compile(
    rf"\b(?:from|currently|now|today|was|were|up from|down from|starting|start|baseline|instead of|"
    rf"not|compared (?:to|with)|against)\s*:?\s*(?:{ABOUT})*$",
    _I,
)
_START_AFTER = re.compile(r"\s*(?:(?!by\b|to\b)\w+\s+)?(?:now|currently|at the moment)\b", _I)
_SOME_HALF = re.compile(r"\b(?:first|second|other|last|latter|next)\s*$", _I)


def amounts_in(text: str, habits: Habits) -> list[Amount]:
    """Every amount of a sentence without its dates, ranges as one; what can be read in two ways
    is what fits, where only one does.
    """
    text = _DASH.sub(r"\1–", without_scale(text))
    found = list(find_amounts(text, habits, clock=_is_of_time(text), parts=True))
    if _OF_HOURS.search(text):
        found = [a.as_hours() for a in found]
    kept = [a for a in _joined(text, found) if not _is_name(text, a)]
    kept = _without_qualifiers(text, kept)
    return [_settled(text, a, kept) for a in kept]


def _without_qualifiers(text: str, amounts: list[Amount]) -> list[Amount]:
    """Without the 48 hours of "tickets open over 48 hours to 20", which tell which are meant."""
    spans = metric.qualifiers(text)
    others = [a for a in amounts if not any(at <= a.start < end for at, end in spans)]
    return others if any(not is_start(text, a) for a in others) else amounts


def is_start(text: str, amount: Amount) -> bool:
    """Whether the words say that it stands there now: "from 25", "(25 now)"."""
    before, after = text[: amount.start], text[amount.end :]
    return bool(_START.search(before) or _START_AFTER.match(after))


def without_scale(text: str) -> str:
    """The text with blanks for a scale's bounds: "(1-5)", "on a scale of 1 to 5"."""
    return _SCALE.sub(lambda scale: " " * len(scale[0]), text)


def is_word(text: str, amount: Amount) -> bool:
    """Whether the number is spelt out ("one")."""
    return text[amount.start].isalpha()


def is_times(text: str, amount: Amount) -> bool:
    """ "Twice", "thrice"."""
    return text[amount.start : amount.end].casefold() in ("twice", "thrice")


def _is_of_time(text: str) -> bool:
    """Whether 4:30 is minutes and seconds here: of a time that is measured, or falling."""
    if metric.is_time(_MEASURED_TIME.sub("", text)) or re.search(r":[0-5][0-9] ?m", text, _I):
        return True
    clocks = [
        (int(minutes), int(seconds))
        for minutes, seconds in (
            found[0].split(":")
            for found in _CLOCK.finditer(text)
            if not _OF_DAY.search(text, 0, found.start())
        )
    ]
    return any(later < earlier for earlier, later in pairwise(clocks))


def _joined(text: str, amounts: list[Amount]) -> list[Amount]:
    """The amounts, with both ends of each range as one: "40–45", "between 10 and 12", "5 or 6".

    What a dash joins and is no range of anything is left out ("Mon-Fri 9-17").
    """
    whole: list[Amount] = []
    for amount in amounts:
        before = whole[-1] if whole else None
        link = _TO_UPPER.fullmatch(text, before.end, amount.start) if before else None
        if before is None or link is None:
            whole.append(amount)
        elif _is_range(text, before, amount, link[0].strip().casefold()):
            whole[-1] = _range(text, before, amount)
        elif link[0].strip().isalpha():
            whole.append(amount)
        else:
            whole.pop()
    return whole


def _range(text: str, low: Amount, high: Amount) -> Amount:
    between = _BETWEEN.search(text, 0, low.start)
    start = between.start() if between else low.start
    return replace(high, value=low.value, upper=high.value, start=start)


def _is_range(text: str, low: Amount, high: Amount, link: str) -> bool:
    if low.upper is not None or high.whole or low.whole or high.is_added:
        return False
    if link == "and" and not _BETWEEN.search(text, 0, low.start):
        return False
    if link == "to" and not _is_so_many(text, low, high):
        return False
    if low.unit not in ("", high.unit) or low.value == high.value:
        return False
    is_counted = metric.counts_things(text, high) or metric.is_number_like(text)
    return bool(high.unit) or is_counted or metric.is_level(text)


def _is_so_many(text: str, low: Amount, high: Amount) -> bool:
    """ "Answer 10 to 12 calls an hour", which goes from nowhere to nowhere."""
    is_rising = low.value < high.value and not low.unit and metric.counts_things(text, high)
    return is_rising and not (metric.is_change_wanted(text) or is_start(text, low))


def _is_name(text: str, amount: Amount) -> bool:
    """ "Tier 2", "tickets 30 days old", "the one who": no amounts of anything."""
    before, after = text[: amount.start], text[amount.end :]
    if _NAMING.search(before) or _NO_COUNT_AFTER.match(after):
        return True
    if amount.unit in SECONDS and _OF_AGE.match(after):
        return True
    if amount.unit == CLOCK and _OF_DAY.search(before) and not re.search(r"\bat\s*$", before, _I):
        return True
    if is_word(text, amount) and amount.whole is not None and not amount.unit:
        return not _is_part(before, after, text[amount.start : amount.end])
    is_pronoun = _PRONOUN.match(after) or _PRONOUN_BEFORE.search(before)
    return is_word(text, amount) and amount.value == 1 and bool(is_pronoun)


def _is_part(before: str, after: str, said: str) -> bool:
    """ "By a third", "half of the backlog"; but not "5 a quarter", "a third call"."""
    if _SOME_HALF.search(before):
        return False
    if said.casefold().endswith(("thirds", "quarters", "halves", "fifths", "tenths", "eighths")):
        return True
    if re.match(r"\w+\s(?:in|out|of)\b", said, _I):  # "one in four", which is no word of a part
        return True
    is_half = said.casefold() == "half"
    if not _A_PART.match(after):
        return is_half and bool(_BEFORE_PART.search(before))
    return bool(re.match(r"\ of\b", after, _I) or _BEFORE_PART.search(before))


def _settled(text: str, amount: Amount, amounts: Iterable[Amount]) -> Amount:
    """What can be read in two ways as the one that fits what is counted, or the other figures."""
    if amount.other is None:
        return amount
    readings = (amount.value, amount.other)
    if amount.unit == "%":
        fitting = [value for value in readings if abs(value) <= 100]
    elif not amount.unit and metric.counts_things(text, amount):
        fitting = [value for value in readings if value == value.to_integral_value()]
        if len(fitting) == 2:
            fitting = [max(fitting)]
    else:
        fitting = [max(readings)] if metric.is_money(text) else []
    if len(fitting) == 1:
        return replace(amount, value=fitting[0], other=None)
    near = [each.value for each in amounts if each is not amount and each.other is None]
    try:
        return replace(amount, value=one_reading(amount, amount.value, text, near), other=None)
    except TwoReadings:
        return amount


def exactly(amount: Amount, unit: str) -> Decimal | None:
    """The amount in the goal's unit; None where it has none, or is too large to keep."""
    value = amount.of_unit(unit)
    return None if value is None else kept(value)


def kept(value: Decimal) -> Decimal | None:
    """The value as amounts are kept, None where it is too large to keep."""
    return round_amount(value) if abs(value) < LIMIT else None
