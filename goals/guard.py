"""Reading a partner measure: "CSAT at least 85 %", "complaints below 3"."""

import re
from dataclasses import dataclass

from goals.amounts import CURRENCIES, find_amounts
from goals.errors import Refusal, TooLong
from goals.goal import Guard

NAME_LENGTH = 40
SHOWN = 60

_FLOOR = (
    "at least", "no less than", "not less than", "not below", "not under", "above", "over",
    "min", "minimum", "from",
)  # fmt: skip
_CEILING = (
    "at most", "no more than", "not more than", "not above", "not over", "below", "under",
    "max", "maximum", "up to",
)  # fmt: skip
_BOUND = re.compile(
    rf"""^(?P<name>\S.*?)[\s,:]*
    (?: (?P<floor>(?<!\w)(?:{"|".join(map(re.escape, _FLOOR))})(?!\w) | ≥ | >=?)
      | (?<!\w)(?:{"|".join(map(re.escape, _CEILING))})(?!\w) | ≤ | <=? )
    [\s:]*$""",
    re.IGNORECASE | re.VERBOSE,
)


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
    said = _BOUND.match(words[: amounts[-1].start]) if amounts else None
    if said is None or words[amounts[-1].end :].strip(" ."):
        raise NotAGuard(text[:SHOWN])
    name = said["name"].rstrip(" ,:")
    if len(name) > NAME_LENGTH:
        raise TooLong(len(name), NAME_LENGTH)
    unit = "" if amounts[-1].unit == "score" else amounts[-1].unit
    return Guard(name, amounts[-1].value, unit, is_floor=said["floor"] is not None)


def write_guard(guard: Guard | None) -> str:
    """The words that `read_guard` reads as this partner measure."""
    if guard is None:
        return ""
    bound = "at least" if guard.is_floor else "at most"
    if guard.unit in tuple(CURRENCIES):
        return f"{guard.name} {bound} {guard.unit}{guard.limit:f}"
    spelled = "%" if guard.unit == "%" else f" {guard.unit}"
    return f"{guard.name} {bound} {guard.limit:f}{spelled}".rstrip()
