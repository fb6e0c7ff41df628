"""Reading when people work, from the words that they type after `/goal schedule`.

Hours are read as 24-hour times unless am or pm says otherwise. What is not understood to the last
word is refused: a schedule that was half understood would ask people at night.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from goals.cadence import Pattern
from goals.errors import NotASchedule, SeveralHours

SHIFT = timedelta(hours=8)
"""How long a shift is when only its start was said."""

ASK_AFTER = timedelta(minutes=15)
"""How long into new hours a person is asked when no time was said."""

LONGEST_SHIFT = timedelta(hours=16)
"""Hours that come out longer were meant otherwise: "9-5" without am or pm would be 20 hours."""


HALF_A_DAY = timedelta(hours=12)
"""Hours on a clock face that come out longer were meant otherwise: "10-2" is four hours."""


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """What to change of a working pattern, in local time; None leaves a thing as it is."""

    days: frozenset[int] | None = None
    starts: time | None = None
    ends: time | None = None
    ask_at: time | None = None
    reminders: bool | None = None


_DAYS = {
    name: number
    for number, names in enumerate(
        (
            "mon monday mondays mo montag lun lundi lunes",
            "tue tues tuesday tuesdays tu di dienstag mar mardi martes",
            "wed weds wednesday wednesdays we mi mittwoch mer mercredi mié miércoles",
            "thu thur thurs thursday thursdays th do donnerstag jeu jeudi jue jueves",
            "fri friday fridays fr freitag ven vendredi vie viernes",
            "sat saturday saturdays sa samstag sam samedi sáb sábado",
            "sun sunday sundays su so sonntag dim dimanche dom domingo",
        )
    )
    for name in names.split()
}
_SETS = {
    "weekdays": range(5),
    "weekday": range(5),
    "weekends": range(5, 7),
    "weekend": range(5, 7),
    "daily": range(7),
    "m-f": range(5),
    "m to f": range(5),
    "business days": range(5),
    "working days": range(5),
    "workdays": range(5),
}
_LETTERS = {"m": 0, "t": 1, "w": 2, "th": 3, "h": 3, "f": 4}
"""Days by their letters, as in MWF and M-Th: only together with others."""
_LETTER_DAYS = (
    r"(?P<letter>m|t|w|th)\s*-\s*(?P<last_letter>th|t|w|f)\b"
    r"|(?P<letters>(?=[mtw]h?/?[twhf])m?/?t?/?w?/?(?:th|t)?/?f?)\b"
)
_TO = r"\s*(?:-|(?:to|until|till?|through|thru|bis|à|a)\b)\s*"
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_CLOCK = (
    r"(?:noon|midnight|[0-9]{1,2}(?:[:.h][0-9]{2}|h\b)?(?:\s*uhr\b)?(?:\s*[ap]\.?m\b\.?)?"
    r"|[0-2][0-9][0-5][0-9](?![0-9]))"
)
_NAMED_DAYS = re.compile(rf"(?i)\b(?:{_DAY})\b")
_WORD = re.compile(
    rf"""\s*(?:
      reminders?\s+(?P<reminders>on|off)\b
    | (?P<no_reminders>no\s+reminders?|don'?t\s+remind\s+me)\b
    | (?:(?:but|and)\s+)?(?:except|without|not|no|minus)(?:\s+(?:for|on))?\s+(?P<not>{_DAY})\b
    | (?P<set>{"|".join(map(re.escape, sorted(_SETS, key=len, reverse=True)))})\b
    | (?P<day>{_DAY})\b(?:{_TO}(?P<last_day>{_DAY})\b)?
    | (?:(?:shift|hours|work|from|at)\s+(?:(?:starts|at|from)\s+)*)?
      (?P<starts>{_CLOCK}){_TO}(?P<ends>{_CLOCK})(?![\w:])
    | (?:shift|from)\s+(?:(?:starts|at|from)\s+)*(?P<start>{_CLOCK})(?![\w:])
    | {_LETTER_DAYS}
    | (?:(?:ask|remind)(?:\s+me)?\s+)?(?:at\s+)?(?P<ask>{_CLOCK})(?![\w:])
    | (?:(?:from|on|and|every|each|all|only|between|please)\b|[,;&.+/])
    )""",
    re.VERBOSE,
)


def read_schedule(text: str) -> ScheduleChange:
    """What "Mon-Fri 9:30", "shift 22:00-06:00" or "reminders off" changes.

    A time alone is when to ask, a span of times the hours, `shift` before one the start.
    Raises NotASchedule when a word is not understood, two contradict each other, or nothing is
    said.
    """
    words = re.sub("[–—−]", "-", text.lower()).strip()
    words = re.sub(r"\b(?:every ?day|all days)\b", "daily", words)
    said = ScheduleChange()
    at = 0
    while at < len(words):
        word = _WORD.match(words, at)
        if word is None or word.end() == at:
            raise NotASchedule(text)
        said = _also(said, word, text)
        at = word.end()
    if said == ScheduleChange() or said.days == frozenset():
        raise NotASchedule(text)
    return said


def _also(said: ScheduleChange, word: re.Match[str], text: str) -> ScheduleChange:
    """`said` with one more word of `text`."""
    days = _days(word)
    change: dict[str, Any] = {}
    if word["reminders"]:
        change["reminders"] = word["reminders"] == "on"
    elif word["no_reminders"]:
        change["reminders"] = False
    elif word["not"]:
        if not said.days or _DAYS[word["not"]] not in said.days:
            raise NotASchedule(text)
        return replace(said, days=said.days - {_DAYS[word["not"]]})
    elif word["starts"]:
        change["starts"], change["ends"] = _hours(word["starts"], word["ends"], text)
    elif word["start"]:
        change["starts"] = _one(word["start"], text)
    elif word["ask"]:
        change["ask_at"] = _one(word["ask"], text)
    if any(getattr(said, name) is not None for name in change):
        is_other_day = "ask_at" in change and bool(said.days) and len(_NAMED_DAYS.findall(text)) > 1
        raise SeveralHours(text) if "starts" in change or is_other_day else NotASchedule(text)
    if days:
        said = replace(said, days=(said.days or frozenset()) | days)
    return replace(said, **change)


def _days(word: re.Match[str]) -> frozenset[int]:
    if word["set"]:
        return frozenset(_SETS[word["set"]])
    if letters := word["letters"]:
        each = letters.replace("/", "").replace("th", "h")
        tuesday, again, later = each.partition("t")
        return frozenset(map(_LETTERS.__getitem__, tuesday + again + later.replace("t", "h")))
    if word["letter"]:
        first, last = _LETTERS[word["letter"]], _LETTERS[word["last_letter"]]
    elif word["day"]:
        first, last = _DAYS[word["day"]], _DAYS[word["last_day"] or word["day"]]
    else:
        return frozenset()
    return frozenset((first + days) % 7 for days in range((last - first) % 7 + 1))


def _one(clock: str, text: str) -> time:
    """The first reading of one clock time; the 24-hour one when am or pm is not said."""
    return _readings(clock, text)[0]


def _hours(starts: str, ends: str, text: str) -> tuple[time, time]:
    """A span of clock times. One am or pm serves both, and "9-5" is nine to five: of what it may
    mean, the shorter shift, unless the 24-hour reading is one.
    """
    first, last = _readings(starts, text), _readings(ends, text)
    is_plain = not (_has_half(starts) or _has_half(ends))
    longest = LONGEST_SHIFT if len(first) == 1 or len(last) == 1 else HALF_A_DAY
    if is_plain and _length(first[0], last[0]) <= longest:
        return first[0], last[0]
    if is_plain:
        first = first[:1]
    spans = [(start, end) for start in first for end in last]
    best = min(spans, key=lambda span: _length(*span))
    if _length(*best) > LONGEST_SHIFT:
        raise NotASchedule(text)
    return best


def _has_half(clock: str) -> bool:
    return clock.endswith(("m", "m.", "noon", "midnight"))


def _readings(clock: str, text: str) -> list[time]:
    """What a clock time may mean, the 24-hour reading first; raises NotASchedule if nothing."""
    if clock in ("noon", "midnight"):
        return [time(12 if clock == "noon" else 0)]
    if re.fullmatch("[0-9]{4}", clock):
        clock = f"{clock[:2]}:{clock[2:]}"
    hour, minute = (int(part) for part in (*re.findall("[0-9]+", clock), "0")[:2])
    if (hour, minute) == (24, 0):
        return [time(0)]
    if minute > 59 or hour > 23 or (_has_half(clock) and not 1 <= hour <= 12):
        raise NotASchedule(text)
    if _has_half(clock):
        return [time(hour % 12 + (12 if "p" in clock else 0), minute)]
    halves = [time(hour % 12 + half, minute) for half in (0, 12)] if 1 <= hour <= 12 else []
    return list(dict.fromkeys((time(hour, minute), *halves)))


def _length(starts: time, ends: time) -> timedelta:
    """How long a shift is on the clock; one that ends when it starts is a day long."""
    length = datetime.combine(date.min, ends) - datetime.combine(date.min, starts)
    return length if length > timedelta(0) else length + timedelta(days=1)


def _later(at: time, by: timedelta) -> time:
    return (datetime.combine(date.min, at) + by).time()


def apply(change: ScheduleChange, pattern: Pattern) -> Pattern:
    """The pattern after the change; `reminders` is not part of it.

    A start without an end makes a shift of eight hours. New hours move the ask to fifteen
    minutes after their start (the start itself, if they are shorter), unless a time was said.
    Raises AskOutsideHours for a time to ask outside the hours.
    """
    days = change.days or pattern.days
    if change.starts is None:
        ask_at = pattern.ask_at if change.ask_at is None else change.ask_at
        return Pattern(days, pattern.starts, pattern.ends, ask_at)
    starts = change.starts
    ends = _later(starts, SHIFT) if change.ends is None else change.ends
    ask_at = _later(starts, ASK_AFTER) if _length(starts, ends) > ASK_AFTER else starts
    return Pattern(days, starts, ends, ask_at if change.ask_at is None else change.ask_at)
