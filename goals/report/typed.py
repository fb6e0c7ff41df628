"""What one message reports: on which goals, for which days, in whose words."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from goals.due import MONTH, WEEKDAY
from goals.errors import Refusal

ReadDay = Callable[[str], date | None]
"""Reads a day that is over, or today ("yesterday", "Tuesday", "26 Nov"); None where it is none."""

KEY = re.compile(r"(?<![\w-])g-?(\d{1,9})(?![\w-])[\s:,]*", re.IGNORECASE)
_STATE = r"on[- ]track|at[- ]risk|blocked"
_ANSWER = rf"[-+−]?[$€£]?[0-9.]|(?:all )?done\b|not (?:yet|done)\b|yes\b|no\b|{_STATE}|✓|✅"
_BEGINS = re.compile(rf"\s*(?:{_ANSWER})", re.IGNORECASE)
_BOUNDARY = re.compile(r"(?:^|[\n,;])\s*$")
_AND = re.compile(r"(?:[.]|\band)\s*$", re.IGNORECASE)
_BARE = re.compile(r"\s*[-+−]?[0-9.,]+%?\s*$")
_DAY = rf"""(?:
    yesterday | today | (?:last\ )?(?:{WEEKDAY})
  | [0-9]{{1,2}}(?:st|nd|rd|th)?\ (?:of\ )?(?:{MONTH})(?:,?\ [0-9]{{4}})?
  | (?:{MONTH})\.?\ [0-9]{{1,2}}(?:st|nd|rd|th)?(?:,?\ [0-9]{{4}})?
  | [0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}} | [0-9]{{1,2}}[/.][0-9]{{1,2}}(?:[/.][0-9]{{2,4}})? )"""
_DAY_FIRST = re.compile(
    rf"\s*(?:(?:for|on)\ )?(?P<day>{_DAY})(?!\w)[\s,:–-]+(?={_ANSWER})",
    re.IGNORECASE | re.VERBOSE,
)
_DAY_BEHIND = re.compile(
    rf"""(?P<lead>(?:for|on)\ )?(?P<day>{_DAY})(?![\w'’/.])
    (?: (?P<ends>\s*(?:$|[,.;:!–—\n-]+\s*)) | (?P<goes_on>\s+) )""",
    re.IGNORECASE | re.VERBOSE,
)
_PIECES = re.compile(r"\s*[,;\n]\s*")


@dataclass
class WhichDay(Refusal):
    """A day behind the number with more words behind it: a day, or the beginning of a note."""

    day_words: str
    number: str


@dataclass
class NoSuchDay(Refusal):
    """Words in the place of a day that no calendar has, or that can be read in two ways."""

    text: str


@dataclass(frozen=True, slots=True)
class Typed:
    """One report as it was typed. `number` is the digits of its goal's key, "" where none was
    named; `day` the local date that was named, else None; `words` the rest.
    """

    number: str
    words: str
    day: date | None = None


def typed_reports(text: str, read_day: ReadDay) -> tuple[Typed, ...]:
    """The reports of a message, by the keys of goals that they begin with: "G-13 16, G-9 88 tired".

    A key within a note begins no report. Raises WhichDay, NoSuchDay.
    """
    text = text.strip()
    starts = [key for key in KEY.finditer(text) if _begins_report(text, key)]
    if not starts or starts[0].start():
        return (_with_day("", text, read_day),)
    ends = [key.start() for key in starts[1:]] + [len(text)]
    return tuple(
        _with_day(key[1], re.sub(r"(?:[\s,;]|\band\b)+$", "", text[key.end() : end]), read_day)
        for key, end in zip(starts, ends, strict=True)
    )


def _begins_report(text: str, key: re.Match[str]) -> bool:
    earlier = text[: key.start()]
    if _BOUNDARY.search(earlier[-20:]):
        return True
    if _AND.search(earlier[-20:]):
        return bool(_BEGINS.match(text, key.end()))
    last = max((other.end() for other in KEY.finditer(earlier)), default=0)
    return bool(_BARE.match(earlier[last:]) and last and _BEGINS.match(text, key.end()))


def begins_report(words: str) -> bool:
    """Whether the words begin as a report does: with a key, a day and an answer, or an answer."""
    at_start = KEY.match(words) or _DAY_FIRST.match(words) or _BEGINS.match(words)
    return bool(at_start)


def in_turn(text: str, count: int) -> tuple[str, ...]:
    """The pieces of "31, done" for so many goals in their order; none where they are not as many,
    or where one of them is no answer.
    """
    pieces = _PIECES.split(text.strip(" ,;\n"))
    is_each = len(pieces) == count > 1 and all(_BEGINS.match(piece) for piece in pieces)
    return tuple(pieces) if is_each else ()


def _with_day(number: str, words: str, read_day: ReadDay) -> Typed:
    words = words.strip()
    if said := _DAY_FIRST.match(words):
        return Typed(number, words[said.end() :], _day(said["day"], read_day))
    return Typed(number, words)


def day_behind(words: str, number: str, read_day: ReadDay) -> tuple[date | None, str]:
    """The day that the words behind a number begin with, and the words behind that: "yesterday",
    "for Tuesday, busy". Raises WhichDay where it may as well begin a note, NoSuchDay.
    """
    said = _DAY_BEHIND.match(words)
    if said is None:
        return None, words
    if said["goes_on"] is not None:
        is_named = said["lead"] or not re.fullmatch(WEEKDAY, said["day"], re.IGNORECASE)
        if is_named:
            raise WhichDay(words[: said.end("day")], number)
        return None, words
    return _day(said["day"], read_day), words[said.end() :]


def _day(words: str, read_day: ReadDay) -> date:
    day = read_day(words)
    if day is None:
        raise NoSuchDay(words)
    return day


def is_bare_number(words: str) -> bool:
    """Whether the words are nothing but a number."""
    return bool(_BARE.match(words))
