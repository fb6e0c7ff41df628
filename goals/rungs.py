"""Reading a list of rungs: "28, 35 by 4 Dec, 38 Steady hand"; "28 → 4 Dec; 32 → 11 Dec".

One a line, or apart by semicolons, commas, arrows or spaces. A comma between two digits can be
apart, of decimals or of thousands: it is what makes a ladder of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from goals.amounts import after_unit, find_amounts, one_reading, round_amount
from goals.due import FULL_DATE, MONTH, SHORT_DATE, ReadDate
from goals.errors import (
    NotARung,
    Refusal,
    RungDateOutside,
    RungOutside,
    RungsOutOfOrder,
    TooLong,
    TooManyRungs,
)
from goals.habits import UNKNOWN, Habits
from goals.level import start
from goals.periods import DAY

NAME_LENGTH = 60
MOST_RUNGS = 20
LONGEST_SHOWN = 60
THOUSAND = 1000

_FLAGS = re.IGNORECASE | re.VERBOSE
_NUMBER = r"[-+−]?[$€£]?\.?\d"
_BLANKS = re.compile(r"[^\S\n]+")
_BEGINS = rf"(?:{_NUMBER}|(?:{MONTH})\b)"
_APART = re.compile(
    rf" ?(?:\n|[;|•](?= ?(?:{_BEGINS}|$))|, (?={_BEGINS})|(?<!\d),(?={_NUMBER})|[,;]$) ?",
    re.IGNORECASE,
)
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_SPACED = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_BULLET = re.compile(r"^(?:[-–—*·]\s+|\d{1,2}[.)]\s+(?=[$€£]?\d)|rung\s+\d+\s*[:.)–-]\s*)", re.I)
_NEXT = re.compile(rf"^[\s,;→>=|–—-]*(?:(?:and|then|to)\s+)?(?={_NUMBER})", re.IGNORECASE)
_SIGN = r"(?:→|[-=]+>|–>|[–—:@(-])"
_BY = r"(?:by|on|until|till|before)"
_WHEN = re.compile(
    rf"""(?<![\w.,/]) (?: (?:{_SIGN}|{_BY}\ |)\s* (?P<full>{FULL_DATE})
      | (?:{_SIGN}|{_BY}\ )\s* (?P<short>{SHORT_DATE}) ) (?![\w/]|\.\d) \s*\)?""",
    _FLAGS,
)
_BY_OTHER = re.compile(rf"(?:^|(?<=\s))(?P<by>{_BY})\s+(?P<words>.+)$", re.IGNORECASE)
_DATE_FIRST = re.compile(rf"(?:by\ )?(?P<full>{FULL_DATE}) \s*{_SIGN}\s* (?={_NUMBER})", _FLAGS)
_IS_DATE = re.compile(rf"(?:{FULL_DATE}) (?!\w)", _FLAGS)
_EDGES = " :,;–—-→>=()@"


@dataclass(frozen=True, slots=True)
class Step:
    """A rung to be."""

    threshold: Decimal
    name: str = ""
    due: date | None = None


@dataclass
class TwoLadders(Refusal):
    """Rungs whose commas can be of decimals, or stand between two rungs."""

    text: str
    readings: tuple[tuple[Decimal, ...], tuple[Decimal, ...]]


@dataclass(frozen=True)
class Ladder:
    """What rungs are read against. Dates are local to the owner."""

    baseline: Decimal
    target: Decimal
    start: date
    today: date
    due: date
    read_date: ReadDate
    unit: str = ""
    habits: Habits = UNKNOWN

    def steps(self, text: str) -> tuple[Step, ...]:
        """The rungs in order, the target last; raises the refusal of the first that is off.

        Raises NotARung, RungOutside, RungsOutOfOrder, RungDateOutside, TooLong, TooManyRungs,
        TwoLadders.
        """
        found: list[tuple[Step, ...]] = []
        refusal: Refusal | None = None
        for lines, habits in self._ways(text):
            try:
                steps = replace(self, habits=habits)._of_lines(lines)
            except Refusal as why:
                refusal = refusal or why
                continue
            if not found:
                found.append(steps)
            elif self.habits.decimal != "." and steps != found[0]:
                first, second = (tuple(s.threshold for s in way) for way in (found[0], steps))
                raise TwoLadders(text[:LONGEST_SHOWN], (first, second))
        if found:
            return found[0]
        assert refusal
        raise refusal

    def _ways(self, text: str) -> Iterator[tuple[list[str], Habits]]:
        """The ways to read the commas between digits, the likeliest first, as lines."""
        text = _APART.sub("\n", _BLANKS.sub(" ", text))
        is_large = max(abs(self.baseline), abs(self.target)) >= THOUSAND
        if not _COMMA.search(text):
            yield text.split("\n"), self.habits
            if _SPACED.search(text):
                yield _SPACED.sub("\n", text).split("\n"), self.habits
            return
        apart = _COMMA.sub("\n", text).split("\n")
        if is_large and _THOUSANDS.search(text):
            of_thousands = _COMMA.sub("\n", _THOUSANDS.sub("", text)).split("\n")
            yield of_thousands, self.habits
            if self.habits.decimal != ",":
                return
        yield apart, self.habits
        yield text.split("\n"), replace(self.habits, decimal=",")

    def _of_lines(self, lines: list[str]) -> tuple[Step, ...]:
        lines = [line.strip() for line in lines if line.strip(" ,")]
        if len(lines) > MOST_RUNGS:
            raise TooManyRungs(len(lines), MOST_RUNGS)
        steps = [step for line in lines for step in self._of_line(line)]
        if not steps or steps[-1].threshold != self.target:
            steps.append(Step(self.target))
        if len(steps) > MOST_RUNGS:
            raise TooManyRungs(len(steps), MOST_RUNGS)
        for earlier, later in pairwise(steps):
            if not self._is_beyond(later.threshold, earlier.threshold):
                raise RungsOutOfOrder(earlier.threshold, later.threshold, self.unit)
        self._check_dates(steps)
        return tuple(steps)

    def _of_line(self, line: str) -> Iterator[Step]:
        rest, count = _BULLET.sub("", line), 0
        while rest:
            first = _DATE_FIRST.match(rest)
            due = self._date(first["full"], line) if first else None
            rest = rest[first.end() :] if first else rest
            threshold, rest = self._threshold(rest, line)
            name, named_due, rest = self._name_and_date(rest, line)
            yield self._step(threshold, name, due or named_due)
            if (count := count + 1) > MOST_RUNGS:
                raise TooManyRungs(count, MOST_RUNGS)

    def _threshold(self, words: str, line: str) -> tuple[Decimal, str]:
        """The number that a rung begins with, in the goal's unit, and what follows it."""
        amount = next(find_amounts(words, self.habits, clock=True), None)
        value = amount.of_unit(self.unit) if amount and amount.start == 0 else None
        if amount is None or value is None or _IS_DATE.match(words):
            raise NotARung(line[:LONGEST_SHOWN])
        near = (self.baseline, self.target)
        value = round_amount(one_reading(amount, value, words[: amount.end], near, self.unit))
        return value, after_unit(words[amount.end :], self.unit)

    def _name_and_date(self, rest: str, line: str) -> tuple[str, date | None, str]:
        """A rung's name, its date, and the rungs behind it, of what follows its number."""
        rest = rest.lstrip()
        when = _WHEN.match(rest)
        if not when and (begins := _NEXT.match(rest)):
            return "", None, rest[begins.end() :]
        if when := when or _WHEN.search(rest):
            due = self._date(when["full"] or when["short"], line, when[0])
            name, behind = rest[: when.start()].strip(_EDGES), rest[when.end() :]
            if begins := _NEXT.match(behind):
                return name, due, behind[begins.end() :]
            return " ".join(filter(None, (name, behind.strip(_EDGES)))), due, ""
        if by := _BY_OTHER.search(rest):
            return rest[: by.start()].strip(_EDGES), self._date(by["words"], line, by["by"]), ""
        return rest.strip(_EDGES), None, ""

    def _step(self, threshold: Decimal, name: str, due: date | None) -> Step:
        if len(name) > NAME_LENGTH:
            raise TooLong(len(name), NAME_LENGTH)
        beyond_start = self._is_beyond(threshold, self.baseline)
        if not beyond_start or self._is_beyond(threshold, self.target):
            starts = start(self.baseline, self.target)
            raise RungOutside(threshold, starts, self.target, self.unit)
        return Step(threshold, name, due)

    def _date(self, text: str, line: str, by: str = "") -> date:
        """The date; the day before it where it is said to be "before" that."""
        text = text.strip(" ,")
        day = self.read_date(text, self.today) or self.read_date(text.rstrip("."), self.today)
        if day is None:
            raise NotARung(line[:LONGEST_SHOWN])
        return day - DAY if by.casefold().startswith("before") else day

    def _is_beyond(self, value: Decimal, other: Decimal) -> bool:
        return value > other if self.target > self.baseline else value < other

    def _check_dates(self, steps: list[Step]) -> None:
        earliest = self.start
        for step in steps:
            if step.due is not None:
                if not earliest <= step.due <= self.due:
                    raise RungDateOutside(step.due, earliest, self.due)
                earliest = step.due
