"""Which of a sentence's numbers is where the goal starts, which its target, which a change."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from goals.amounts import Amount, find_amounts, round_amount
from goals.sentence.metric import NO_MORE, change_direction, counts_things

_I = re.IGNORECASE
_ABOUT = r"(?:a|an|the|about|around|roughly|only|just|some|my|our|current|today's|at|of)\s+"
_START = re.compile(
    rf"\b(?:from|currently|now|today|was|were|up from|down from|starting|start|baseline|instead of|"
    rf"not|compared (?:to|with)|against)\s*:?\s*(?:{_ABOUT})*$",
    _I,
)
_START_AFTER = re.compile(r"\s*(?:(?!by\b|to\b)\w+\s+)?(?:now|currently|at the moment)\b", _I)
_CHANGE = re.compile(
    rf"\bby\s+(?:(?:at least|another|a further|an extra|up to|as much as)\s+|{_ABOUT})*$", _I
)
_TO = re.compile(
    r"\s*(?:\w+\s+)??(?:an?\s+\w+\s+)?(?:(?:down |up )?to\b|→|-+>|–>|=>)\s*(?:about |around )?", _I
)
_NAMING = re.compile(
    r"\b(?:tier|level|line|phase|version|part|priority|step|release|chapter|module|sprint|number|"
    r"no\.?|room|team|shift|top|last|past|previous|every|older than|younger than)\s*$",
    _I,
)
_NO_COUNT_AFTER = re.compile(r"\s*(?:old|am|pm|o['’]clock)\b", _I)
_PRONOUN = re.compile(r"\s*(?:of|another|by one|on one|day|where|who|that|which)\b", _I)
_PRONOUN_BEFORE = re.compile(r"\b(?:this|that|the|any|each|every|no|which|by|on)\s*$", _I)
_SCALE = re.compile(
    r"\(\s*(?:scale\s+(?:of\s+)?)?1\s*(?:-|–|to)\s*(?:5|10)\s*\)"
    r"|\b(?:on\s+)?(?:a\s+)?scale\s+(?:of|from)\s+1\s*(?:-|–|to)\s*(?:5|10)\b|\b1[-–](?:5|10)\b",
    _I,
)
_MULTIPLES = (
    (re.compile(r"\b(?:halv(?:e|ing)|in half|by (?:a )?half)\b", _I), Decimal(50)),
    (re.compile(r"\bby (?:a|one) quarter\b", _I), Decimal(25)),
    (re.compile(r"\bdoubl(?:e|ing)\b", _I), Decimal(100)),
    (re.compile(r"\btripl(?:e|ing)\b", _I), Decimal(200)),
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a goal's sentence, by what they are to it."""

    baseline: Amount | None = None
    target: Amount | None = None
    change: Amount | None = None


def numbers_of(text: str) -> Numbers:
    """Sorts the numbers of a sentence whose dates were taken out."""
    found = find_amounts(_without_scale(text))
    amounts = [_as_share(text, a) for a in found if not _is_name(text, a)]
    change = next((a for a in amounts if _is_change(text, a)), None) or _multiple(text)
    amounts = [a for a in amounts if change is None or a.start != change.start]
    baseline = next((a for a in amounts if _is_start(text, a)), None) or _first_of_pair(
        text, amounts
    )
    targets = [a for a in amounts if a is not baseline and not _is_start(text, a)]
    target = min(targets, key=lambda a: _rank(text, a), default=None)
    if target is None and change is None and (none := NO_MORE.search(text)):
        at = none.start("noun")
        target = Amount(Decimal(0), "", none.start(), at, at)
    return Numbers(baseline, target, change)


def _without_scale(text: str) -> str:
    """The text with blanks for a scale's bounds: "(1-5)", "on a scale of 1 to 5"."""
    return _SCALE.sub(lambda scale: " " * len(scale[0]), text)


def _is_word(text: str, amount: Amount) -> bool:
    """Whether the number is spelt out ("one")."""
    return text[amount.start].isalpha()


def _is_name(text: str, amount: Amount) -> bool:
    """ "Tier 2", "tickets 30 days old", "the one who": no amounts of anything."""
    before, after = text[: amount.start], text[amount.end :]
    if _NAMING.search(before) or _NO_COUNT_AFTER.match(after):
        return True
    is_pronoun = _PRONOUN.match(after) or _PRONOUN_BEFORE.search(before)
    return _is_word(text, amount) and amount.value == 1 and bool(is_pronoun)


def _as_share(text: str, amount: Amount) -> Amount:
    """ "9 out of 10 chats", "1 in 4" as percents; "4.5 out of 5" and its stars stay scores."""
    if amount.whole is None or (amount.unit == "score" and not counts_things(text, amount)):
        return amount
    share = round_amount(100 * amount.value / amount.whole)
    return replace(amount, value=share, unit="%", whole=None)


def _is_start(text: str, amount: Amount) -> bool:
    after = text[amount.end :]
    return bool(_START.search(text[: amount.start]) or _START_AFTER.match(after))


def _is_change(text: str, amount: Amount) -> bool:
    is_by = bool(_CHANGE.search(text[: amount.start]))  # "by 20%"
    return is_by or change_direction(text, amount) is not None


def _first_of_pair(text: str, amounts: list[Amount]) -> Amount | None:
    """The 60 of "60 to 45 minutes"."""
    pairs = pairwise(amounts)
    return next((a for a, b in pairs if _TO.fullmatch(text, a.end, b.start)), None)


def _rank(text: str, amount: Amount) -> tuple[bool, bool, int]:
    """Shares before counts ("80 % of calls within 20 seconds"), digits before words, then order."""
    return amount.unit != "%", _is_word(text, amount), amount.start


def _multiple(text: str) -> Amount | None:
    """ "Halve", "double": a change in percent."""
    for pattern, percent in _MULTIPLES:
        if match := pattern.search(text):
            return Amount(percent, "%", match.start(), match.end(), match.end())
    return None
