"""Which sentences ask to hold a level, and on which side of it: "keep CSAT at 95 %"."""

import re

from goals.amounts import SECONDS, Amount
from goals.goal import Direction
from goals.sentence import metric

_I = re.IGNORECASE
_KEEPS = re.compile(
    r"^\W*(?:\w+\W+){0,4}?"
    r"(?:(?:keep|maintain|stay|remain|sustain|preserve)(?:s|ing)?|staying|hold(?:s|ing)?)\b",
    _I,
)
_HOLDS = re.compile(r"\bhold(?:s|ing)?\b", _I)
"""One holds a level, and one holds meetings."""
_NEVER = re.compile(
    r"\b(?:don['’]t|do not|does not|doesn['’]t|never|not|without|avoid)\s+"
    r"(?!more\b|less\b|fewer\b|below\b|above\b|under\b|over\b|longer\b)",
    _I,
)
_MOST = re.compile(r"\b(?:at most|(?:no|not) (?:more|longer) than|max(?:imum)?(?: of)?)\s*$", _I)
_TO = re.compile(r"(?:\bto|→|->|=>)\s*$", _I)
_AIMS = re.compile(r"\b(?:achiev\w*|attain\w*|reach\w*|get to|hit|bring|move|push|turn)\b", _I)
_PILE = re.compile(rf"\b(?:{metric.PILE}|unresolved)\b", _I)


def is_held(text: str, target: Amount, topic: str, *, counts_up: bool) -> bool:
    """Whether a sentence that names one number asks to hold it, and not to climb to it.

    `counts_up`: it tells so many of a thing to do. What is said to move is no level, nor is a
    pile that is to be worked off.
    """
    bound = metric.bound_direction(text, target)
    if bound and _NEVER.search(text[: target.start]):
        return True
    if metric.is_change_wanted(text) or metric.verb_direction(text):
        return False
    if _KEEPS.match(text):
        is_counted = counts_up and not bound
        is_meeting = _HOLDS.search(text) and not (bound or metric.is_number_like(topic))
        return not (is_counted or is_meeting)
    if _aims_at(text, target):
        return False
    is_low = metric.is_wanted_low(topic) or metric.is_wanted_low(text)
    if target.value == 0:
        return is_low and not _PILE.search(text)
    return is_low and bool(_MOST.search(text[: target.start]))


def _aims_at(text: str, target: Amount) -> bool:
    return bool(_TO.search(text[: target.start]) or _AIMS.search(text))


def side(text: str, level: Amount, topic: str, unit: str) -> Direction:
    """On which side of it a level is held: what words beside it say, else what such a measure is
    wanted to be. "Don't let it go over 6" is a ceiling.
    """
    bound = metric.bound_direction(text, level)
    if bound:
        is_never = _NEVER.search(text[: level.start])
        return opposite(bound) if is_never else bound
    return usual_side(f"{topic} {unit}", is_none=level.value == 0, is_time=level.unit in SECONDS)


def usual_side(measured: str, *, is_none: bool, is_time: bool = False) -> Direction:
    """The side on which a measure is wanted to be: few complaints, short times, else much."""
    is_low = is_none or is_time or metric.is_wanted_low(measured)
    return Direction.DOWN if is_low else Direction.UP


def opposite(direction: Direction) -> Direction:
    return Direction.DOWN if direction is Direction.UP else Direction.UP
