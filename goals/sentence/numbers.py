"""Which of a sentence's numbers is where the goal starts, which its target, which a change."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from goals.amounts import SECONDS, Amount, round_amount
from goals.goal import Direction
from goals.habits import UNKNOWN, Habits
from goals.sentence import metric
from goals.sentence.found import ABOUT, amounts_in, is_start, is_word

_I = re.IGNORECASE
TENTH = Decimal("0.1")
HALF_OF_ALL = Decimal(50)

_CHANGE = re.compile(
    rf"\bby\s+(?:(?:at least|another|a further|an extra|up to|as much as)\s+|{ABOUT})*$", _I
)
_TO = re.compile(
    r"\s*(?:\w+\s+)??(?:an?\s+\w+\s+)?(?:(?:down |up )?to\b|→|-+>|–>|=>)\s*(?:about |around )?", _I
)
_IS_TARGET = re.compile(
    r"(?:(?<!reply)(?<!replies)(?<!respond)(?<!listen)(?<!talk)(?<!speak)(?<!attend)(?<!react)"
    r"(?<!write)\ to|→|-+>|=>)\s+(?:(?:about|around|under|below|less than|fewer than|at least|over|"
    r"above|a|an|the)\s+)*$",
    _I,
)
_LIMIT_BEFORE = re.compile(r"\b(?:within|in|under|over|than|after|for)\s*$", _I)
_SIGNED_VALUE = re.compile(
    r"(?:\b(?:from|to|at|of|below|above|under|over|until|and|is)|→|>)\s*$", _I
)
_SHARE_OF = re.compile(r"\s+of\s+\w", _I)
_WHOLE_OF = re.compile(
    r"(?:\s+of)?\s+(?:(?:all\s+)?(?:the|my|our)\s+|all\s+)?(?P<noun>\w+(?:\s+\w+){0,2})",
    _I,
)
_CLEARING = re.compile(
    r"\b(?:clear|close|work off|work through|burn down|get rid of|remove|eliminate|delete|cut|"
    r"reduce|finish|empty|drop|resolve|solve)\s+"
    r"(?:(?:about|around|at least|up to|over|more than)\s+)?$",
    _I,
)
_PILE = re.compile(rf"\b(?:{metric.PILE})\b", _I)
_TO_PART = re.compile(r"\bto\s+(?:about\s+|around\s+|under\s+|below\s+)?$", _I)
_MULTIPLES = (
    (re.compile(r"\b(?:halv(?:e|ing)|in half)\b", _I), Decimal(50)),
    (re.compile(r"\bdoubl(?:e|ing)\b|\btwice (?:as (?:many|much|often)|the)\b", _I), Decimal(100)),
    (re.compile(r"\btwice as (?:fast|quick|quickly)\b", _I), Decimal(-50)),
    (
        re.compile(r"\btripl(?:e|ing)\b|\b(?:three times|thrice) as (?:many|much)\b", _I),
        Decimal(200),
    ),
    (re.compile(r"\bquadrupl(?:e|ing)\b|\bfour times as (?:many|much)\b", _I), Decimal(300)),
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a goal's sentence, by what they are to it."""

    baseline: Amount | None = None
    target: Amount | None = None
    change: Amount | None = None
    """In percent, points or the measure's own unit; below zero where it says itself that it falls.
    """
    is_by_or_to: bool = False
    """The change has no "by": "cut handle time 30 seconds"."""

    @property
    def said(self) -> list[Amount]:
        """Those that the sentence has, from left to right."""
        amounts = [a for a in (self.baseline, self.target, self.change) if a]
        return sorted(amounts, key=lambda amount: amount.start)


def numbers_of(text: str, habits: Habits = UNKNOWN) -> Numbers:
    """Sorts the numbers of a sentence whose dates were taken out."""
    amounts = amounts_in(text, habits)
    if multiple := _multiple(text):
        amounts = [a for a in amounts if a.end <= multiple.start or a.start >= multiple.end]
    change = multiple or next(filter(None, (_change(text, amounts, a) for a in amounts)), None)
    amounts = [a for a in amounts if change is None or a.start != change.start]
    baseline, target = _pair(text, amounts) or _alone(text, amounts)
    if target is None and change is None and (none := metric.NO_MORE.search(text)):
        at = none.start("noun")
        target = Amount(Decimal(0), "", none.start(), at, at)
    numbers = Numbers(_as_share(text, baseline), _as_share(text, target), change)
    return _implied(text, numbers) if change is None else numbers


def _as_share(text: str, amount: Amount | None) -> Amount | None:
    """ "9 out of 10 chats", "1 in 4", "two thirds" as percents; "4.5 out of 5" stays a score."""
    if amount is None or amount.whole is None:
        return amount
    is_share = _SHARE_OF.match(text, amount.end) or metric.counts_things(text, amount)
    if amount.unit == "score" and not is_share:
        return amount
    share = 100 * amount.value / amount.whole
    return replace(amount, value=round_amount(share.quantize(TENTH)), unit="%", whole=None)


def _alone(text: str, amounts: list[Amount]) -> tuple[Amount | None, Amount | None]:
    """The start that words name, and the target among the rest."""
    starts = [amount for amount in amounts if is_start(text, amount)]
    targets = [amount for amount in amounts if amount not in starts]
    target = min(targets, key=lambda a: _rank(text, a), default=None)
    return next(iter(starts), None), target


def _pair(text: str, amounts: list[Amount]) -> tuple[Amount, Amount] | None:
    """The 60 and the 45 of "60 to 45 minutes"; those that say "from" count first."""
    pairs = [(a, b) for a, b in pairwise(amounts) if _TO.fullmatch(text, a.end, b.start)]
    return min(pairs, key=lambda pair: not is_start(text, pair[0]), default=None)


def _rank(text: str, amount: Amount) -> tuple[bool, bool, bool, bool, int]:
    """ "To 80 %" before others, limits of time last ("within 20 seconds"); shares before counts,
    digits before words, then order.
    """
    before = text[: amount.start]
    is_limit = amount.unit in SECONDS and bool(_LIMIT_BEFORE.search(before))
    is_to = bool(_IS_TARGET.search(before))
    is_share = amount.unit == "%" or amount.whole is not None
    return is_limit, not is_to, not is_share, is_word(text, amount), amount.start


# Changes


def _change(text: str, amounts: list[Amount], amount: Amount) -> Amount | None:
    """The amount as a change, where it is one: "by 20%", "10 more", "+10", "5 points to 85"."""
    before, after = text[: amount.start], text[amount.end :]
    if _CHANGE.search(before) or metric.change_direction(text, amount):
        return _in_percent(amount)
    if amount.is_added and not _SIGNED_VALUE.search(before) and not is_start(text, amount):
        is_falling = amount.value < 0 and (amount.unit or metric.is_change_wanted(text))
        return amount if amount.value > 0 or is_falling else None
    if amount.whole or amount.unit == "%":
        if _is_of_a_pile(text, amount):
            return _in_percent(amount, falls=True)
        if amount.whole and is_word(text, amount) and _TO_PART.search(before):
            return _to_a_part(text, amount)
    if amount.unit == "%" and _is_few_to_many(text, amounts, amount):
        return amount
    if amount.unit == "points" and not is_start(text, amount):
        later = next((a for a in amounts if a.start > amount.start), None)
        is_to = later and later.unit != "points" and _TO.fullmatch(text, amount.end, later.start)
        return amount if is_to or re.match(r"\s*(?:up|down)\b", after, _I) else None
    return None


def _is_few_to_many(text: str, amounts: list[Amount], amount: Amount) -> bool:
    """ "Raise CSAT 5% to 85%", which does not start at 5."""
    later = next((a for a in amounts if a.start > amount.start), None)
    if later is None or not metric.moves_at(text, amount):
        return False
    is_to = bool(_TO.fullmatch(text, amount.end, later.start))
    return is_to and amount.value * 4 < later.value


def _in_percent(amount: Amount, *, falls: bool = False) -> Amount:
    """ "By a third" as 33⅓ percent."""
    if amount.whole is not None:
        value = 100 * amount.value / amount.whole
        amount = replace(amount, value=value, unit="%", whole=None)
    return replace(amount, value=-abs(amount.value)) if falls else amount


def _is_of_a_pile(text: str, amount: Amount) -> bool:
    """ "Clear half the backlog", "close 40% of my open tickets"."""
    thing = _WHOLE_OF.match(text, amount.end)
    if thing is None or not _CLEARING.search(text, 0, amount.start):
        return False
    return bool(_PILE.search(thing["noun"]))


def _to_a_part(text: str, amount: Amount) -> Amount | None:
    """ "Reduce the backlog to a third" takes two thirds off; "raise FCR to a third" is 33.3 %."""
    if metric.verb_direction(text) is not Direction.DOWN or amount.whole is None:
        return None
    left = replace(amount, value=amount.whole - amount.value)
    return _in_percent(left, falls=True)


def _multiple(text: str) -> Amount | None:
    """ "Halve", "double", "twice as many": a change in percent."""
    for pattern, percent in _MULTIPLES:
        if match := pattern.search(text):
            return Amount(percent, "%", match.start(), match.end(), match.end())
    times = re.search(r"(?<![\w.,])([2-9]|10)(?:\.0)?x\b(?! (?:a|per|every|each)\b)", text, _I)
    if times is None:
        return None
    return Amount(100 * (Decimal(times[1]) - 1), "%", times.start(), times.end(), times.end())


def _implied(text: str, numbers: Numbers) -> Numbers:
    """ "Cut handle time 10%", "increase CSAT 5 points": a change without its "by"."""
    amount = numbers.target
    if amount is None or numbers.baseline or amount.upper is not None or amount.whole:
        return numbers
    if not metric.moves_at(text, amount):
        return numbers
    if amount.unit == "%" and abs(amount.value) >= HALF_OF_ALL:
        return numbers  # "increase CSAT 90%" says where to
    if amount.unit not in ("%", "points", *SECONDS):
        return numbers
    return Numbers(change=amount, is_by_or_to=True)
