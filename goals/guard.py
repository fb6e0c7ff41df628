"""Reading a partner measure: "CSAT at least 85 %", "complaints below 3"."""

from dataclasses import dataclass

from goals.amounts import CURRENCIES, find_amounts
from goals.errors import Refusal, TooLong
from goals.goal import Guard

NAME_LENGTH = 40
SHOWN = 60

_FLOOR = (
    "at least", "no less than", "not less than", "not below", "not under", "above", "over",
    "min", "minimum", "from", "≥", ">", ">=",
)  # fmt: skip
_CEILING = (
    "at most", "no more than", "not more than", "not above", "not over", "below", "under",
    "max", "maximum", "up to", "≤", "<", "<=",
)  # fmt: skip
_BOUNDS = sorted((*_FLOOR, *_CEILING), key=len, reverse=True)
"""The longest first: "not below" is a floor, and "below" a ceiling."""


@dataclass
class NotAGuard(Refusal):
    """Words that name no partner measure with its limit."""

    text: str


def read_guard(text: str) -> Guard | None:
    """The partner measure that these words name, or None where there are no words.

    Raises NotAGuard, TooLong.
    """
    words = " ".join(text.split())
    if not words:
        return None
    amounts = list(find_amounts(words))
    name, bound = _parted(words[: amounts[-1].start]) if amounts else ("", "")
    if not name or words[amounts[-1].end :].strip(" ."):
        raise NotAGuard(text[:SHOWN])
    if len(name) > NAME_LENGTH:
        raise TooLong(len(name), NAME_LENGTH)
    unit = "" if amounts[-1].unit == "score" else amounts[-1].unit
    return Guard(name, amounts[-1].value, unit, is_floor=bound in _FLOOR)


def _parted(words: str) -> tuple[str, str]:
    """The name and the bound that words before a limit say: "CSAT, at least" → CSAT, at least.

    By the ends of the words and not by a pattern, which takes its time over ten thousand commas.
    """
    words = words.rstrip(" :")
    for bound in _BOUNDS:
        name = words[: -len(bound)]
        is_word = bound[0].isalpha() and name[-1:].isalnum()
        if words[-len(bound) :].casefold() == bound and not is_word:
            return name.rstrip(" ,:"), bound
    return "", ""


def write_guard(guard: Guard | None) -> str:
    """The words that `read_guard` reads as this partner measure."""
    if guard is None:
        return ""
    bound = "at least" if guard.is_floor else "at most"
    if guard.unit in tuple(CURRENCIES):
        return f"{guard.name} {bound} {guard.unit}{guard.limit:f}"
    spelled = "%" if guard.unit == "%" else f" {guard.unit}"
    return f"{guard.name} {bound} {guard.limit:f}{spelled}".rstrip()
