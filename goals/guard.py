"""Reading a partner measure: "CSAT at least 85 %", "complaints below 3", "CSAT 85% or more"."""

from dataclasses import dataclass

from goals.amounts import CLOCK, CURRENCIES, Amount, find_amounts, known_unit, write_amount
from goals.errors import Refusal, TooLong
from goals.goal import Guard
from goals.habits import UNKNOWN, Habits

NAME_LENGTH = 40
SHOWN = 60

_FLOOR = (
    "at or above", "at least", "no less than", "not less than", "not below", "not under", "above",
    "over", "more than", "higher than", "better than", "beyond", "exceeding", "min", "minimum",
    "from", "≥", ">", ">=",
)  # fmt: skip
_CEILING = (
    "at or below", "at or under", "at most", "no more than", "not more than", "not above",
    "not over", "below", "under", "less than", "fewer than", "lower than", "within", "max",
    "maximum", "up to", "≤", "<", "<=",
)  # fmt: skip
_BOUNDS = sorted((*_FLOOR, *_CEILING), key=len, reverse=True)
"""The longest first: "not below" is a floor, and "below" a ceiling."""
_FLOOR_AFTER = (
    "or more", "or higher", "or above", "or better", "or over", "and above", "and up", "and more",
    "minimum", "min", "at least", "+",
)  # fmt: skip
_CEILING_AFTER = (
    "or less", "or fewer", "or lower", "or below", "or under", "or faster", "and below",
    "maximum", "max", "at most",
)  # fmt: skip


@dataclass
class NotAGuard(Refusal):
    """Words that name no partner measure with its limit."""

    text: str


@dataclass(frozen=True, slots=True)
class Bound:
    """An amount in words with what bounds it: what stands before it, what behind.

    `is_floor` is None where no word says so.
    """

    before: str
    amount: Amount
    is_floor: bool | None
    after: str


def read_guard(text: str, habits: Habits = UNKNOWN) -> Guard | None:
    """The partner measure that these words name, or None where there are no words.

    Raises NotAGuard, TooLong.
    """
    words = " ".join(text.split())
    if not words:
        return None
    amounts = list(find_amounts(words, habits, clock=True))
    if not amounts:
        raise NotAGuard(text[:SHOWN])
    bound = bound_at(words, amounts[-1])
    name, rest = bound.before, bound.after.strip(" .")
    if not name:
        name, rest = rest, ""
    if not name or rest or bound.is_floor is None:
        raise NotAGuard(text[:SHOWN])
    if len(name) > NAME_LENGTH:
        raise TooLong(len(name), NAME_LENGTH)
    return guard_of(name, bound)


def guard_of(name: str, bound: Bound, *, is_floor: bool = True) -> Guard:
    """The partner measure of this name; `is_floor` where its words do not say."""
    amount, unit = bound.amount, bound.amount.unit
    said = is_floor if bound.is_floor is None else bound.is_floor
    return Guard(_named(name), amount.value, "" if unit == "score" else unit, is_floor=said)


def bound_at(words: str, amount: Amount) -> Bound:
    """What bounds an amount in these words: "CSAT of at least", 85 %, "on chats"."""
    before, said = _parted(words[: amount.start])
    after = words[amount.end :].lstrip()
    is_floor = said in _FLOOR if said else None
    for way, ends in ((True, _FLOOR_AFTER), (False, _CEILING_AFTER)):
        for end in ends:
            follows = after[len(end) : len(end) + 1]
            if after[: len(end)].casefold() == end and not (
                end[-1].isalpha() and follows.isalnum()
            ):
                return Bound(before, amount, way, after[len(end) :].lstrip())
    return Bound(before, amount, is_floor, after)


def figure_of(text: str, habits: Habits = UNKNOWN) -> tuple[str, bool | None]:
    """A figure without the words that bound it, and whether they make it a floor: "at least 95 %"
    is 95 % and a floor; None where nothing bounds it. Other words stay as they are.
    """
    words = " ".join(text.split())
    amounts = list(find_amounts(words, habits, clock=True))
    bound = bound_at(words, amounts[0]) if len(amounts) == 1 else None
    if bound is None or bound.is_floor is None or bound.before:
        return text, None
    start, end = bound.amount.start, bound.amount.end
    return f"{words[start:end]} {bound.after}".strip(), bound.is_floor


def bounded(figure: str, *, at_least: bool) -> str:
    """The words that `figure_of` reads as this figure and its side."""
    return f"{'at least' if at_least else 'at most'} {figure}"


def _parted(words: str) -> tuple[str, str]:
    """The name and the bound that words before a limit say: "CSAT, at least" → CSAT, at least.

    By the ends of the words and not by a pattern, which takes its time over ten thousand commas.
    """
    words = words.rstrip(" :")
    for bound in _BOUNDS:
        name = words[: -len(bound)]
        is_word = bound[0].isalpha() and name[-1:].isalnum()
        if words[-len(bound) :].casefold() == bound and not is_word:
            return _named(name), bound
    return _named(words), ""


def _named(words: str) -> str:
    name = words.rstrip(" ,:")
    while name.endswith(" of"):
        name = name.removesuffix(" of").rstrip(" ,:")
    return name


def write_guard(guard: Guard | None) -> str:
    """The words that `read_guard` reads as this partner measure."""
    if guard is None:
        return ""
    bound, unit = "at least" if guard.is_floor else "at most", guard.unit
    limit = write_amount(guard.limit, unit)
    if unit in tuple(CURRENCIES):
        return f"{guard.name} {bound} {unit}{limit}"
    if known_unit(unit) == CLOCK:
        return f"{guard.name} {bound} {limit}"
    spelled = "%" if unit == "%" else f" {unit}"
    return f"{guard.name} {bound} {limit}{spelled}".rstrip()
