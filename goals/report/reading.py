"""Reading one report: "42 a note", "done", "at risk, 42", "blocked waiting for the macros"."""

import re
from dataclasses import replace
from decimal import Decimal

from goals.amounts import (
    Amount,
    NotATime,
    find_amounts,
    read_amount,
    read_check_in,
    round_away,
)
from goals.errors import NotANumber, NotARating
from goals.goal import Confidence, Direction, Goal, MeasureKind
from goals.habits import UNKNOWN, Habits
from goals.hold import read_count
from goals.report.reports import (
    CannotRead,
    Impossible,
    Report,
    TwoNumbers,
    as_it_was,
    example,
    note,
)
from goals.report.typed import ReadDay, day_behind, is_bare_number

SHOWN = 40

_CONFIDENCES = {
    "on track": Confidence.ON_TRACK,
    "at risk": Confidence.AT_RISK,
    "blocked": Confidence.BLOCKED,
}
_OF = re.compile(
    r"(?:out of|of|from) ([0-9]{1,6})\b"
    r"(?: (?:answers?|surveys?|repl(?:y|ies)|responses?))?[\s,:.–-]*",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"(?:answers?|surveys?|repl(?:y|ies)|responses?)\b[\s,:.–-]*", re.IGNORECASE)
_CONFIDENCE = re.compile(r"(on[- ]track|at[- ]risk|blocked)\b[\s,:.–-]*", re.IGNORECASE)
_OF_A_SCALE = ("", "points", "score", "stars")
"""Units whose numbers may fall below zero unasked-for: a net promoter score does."""


def read_report(
    goal: Goal,
    words: str,
    person_id: int | None = None,
    habits: Habits = UNKNOWN,
    read_day: ReadDay | None = None,
) -> Report:
    """The report of this person (else the owner) in these words; without a number, "blocked …"
    keeps the value it had.

    The number is read as this person writes numbers; `read_day` reads the day behind it, where
    none was named before. Raises CannotRead, Impossible, NotATime, NoPartYet, NotARating, TooLong,
    TwoNumbers, WhichDay, NoSuchDay.
    """
    who = person_id or goal.owner_id
    confidence = None
    if state := _CONFIDENCE.match(words):
        confidence, words = _state(state), words[state.end() :]
    if confidence is not None and not _begins_with_value(goal, words, habits):
        return Report(as_it_was(goal, who), confidence, note(words) or None)
    report, rest = _value(goal, words, who, habits)
    number = words[: len(words) - len(rest)].strip(" ,;:.–—-\n")
    day, partner, answers = None, None, report.answers
    before = None
    while rest != before:  # these stand behind the number in any order
        before = rest
        if answers is None:
            answers, rest = _answers(goal, rest)
        if partner is None:
            partner, rest = _partner(goal, rest, habits)
        if confidence is None and (state := _CONFIDENCE.match(rest)):
            confidence, rest = _state(state), rest[state.end() :]
        if day is None and read_day:
            day, rest = day_behind(rest, number, read_day)
    if goal.measure.kind is MeasureKind.NUMBER and is_bare_number(rest):
        raise TwoNumbers(words[:SHOWN], goal.key)
    return replace(
        report,
        confidence=confidence or Confidence.ON_TRACK,
        note=note(rest) or None,
        answers=answers,
        partner=partner,
        day=day,
    )


def _state(said: re.Match[str]) -> Confidence:
    return _CONFIDENCES[said[1].lower().replace("-", " ")]


def _begins_with_value(goal: Goal, words: str, habits: Habits) -> bool:
    """ "blocked 42 no access" reports 42; "blocked 3 days now" reports nothing of chats."""
    amount = next(find_amounts(words[:SHOWN], habits, clock=True), None)
    if goal.measure.kind is MeasureKind.DONE:
        return not amount and looks_like_one(words)
    return (
        amount is not None and amount.start == 0 and amount.of_unit(goal.measure.unit) is not None
    )


def looks_like_one(words: str) -> bool:
    """Whether the words may be meant as a report, readable or not: not a greeting, nor thanks."""
    if _CONFIDENCE.match(words) or any(character.isdecimal() for character in words):
        return True
    try:
        read_check_in(words)
    except NotANumber:
        return False
    return True


def read_value(
    goal: Goal, text: str, person_id: int | None = None, habits: Habits = UNKNOWN
) -> Report:
    """A value alone, as typed into a form, as a report that says nothing else.

    Raises CannotRead, Impossible, NotATime, NotARating.
    """
    try:
        report, rest = _value(goal, text, person_id or goal.owner_id, habits)
        if rest:
            raise _cannot_read(goal, text)
    except CannotRead as refusal:
        raise replace(refusal, key="") from None
    return report


def read_partner(goal: Goal, text: str, habits: Habits = UNKNOWN) -> Decimal | None:
    """The partner measure's value, as typed into a form; None for no words. Raises NotANumber."""
    if goal.guard is None or not text.strip():
        return None
    near = [goal.guard.limit, goal.partner_value or goal.guard.limit]
    return read_amount(text, goal.guard.unit, habits, near=near)


def _answers(goal: Goal, rest: str) -> tuple[int | None, str]:
    """ "95% of 4": where the goal asks how many answers there were."""
    if not goal.min_answers:
        return None, rest
    said = _OF.match(rest)
    return (read_count(said[1]), rest[said.end() :]) if said else (None, rest)


def _partner(goal: Goal, rest: str, habits: Habits) -> tuple[Decimal | None, str]:
    """ "6, CSAT 88%": where the goal has a partner measure."""
    if goal.guard is None:
        return None, rest
    named = re.match(
        rf"(?:(?:and|with|at)\s+)?{re.escape(goal.guard.name)}(?!\w)[\s:=]*", rest, re.I
    )
    if named is None:
        return None, rest
    try:
        said = read_check_in(rest[named.end() :], goal.guard.unit, habits)
    except NotANumber:
        return None, rest
    return (None, rest) if isinstance(said.value, bool) else (said.value, said.note)


def _value(goal: Goal, words: str, person_id: int, habits: Habits) -> tuple[Report, str]:
    """The report's value, and the words behind it."""
    try:
        said = read_check_in(words, goal.measure.unit, habits)
    except NotATime:
        raise
    except NotANumber as unread:
        raise _cannot_read(goal, words) from unread
    is_word = isinstance(said.value, bool)
    if goal.measure.kind is MeasureKind.DONE:
        if not is_word and said.value not in (0, 1):
            raise _cannot_read(goal, words)
        return Report(Decimal(int(said.value))), said.note
    if is_word or said.amount is None:
        raise _cannot_read(goal, words)
    amount, rest, answers = said.amount, said.note, None
    value = Decimal(said.value)
    if goal.min_answers and amount.whole is not None:
        value, answers = _of_answers(goal, amount, value), read_count(f"{amount.whole:f}")
        rest = _ANSWERS.sub("", rest, count=1) if _ANSWERS.match(rest) else rest
    added = value if _is_change(goal, amount) else None
    if added is not None:
        value = as_it_was(goal, person_id) + added
    if goal.measure.kind is MeasureKind.RATING and value not in range(1, 6):
        raise NotARating(words[:SHOWN])
    if not _is_possible(goal, value):
        raise Impossible(words[:SHOWN], goal.key, goal.measure.unit)
    if goal.measure.kind is MeasureKind.NUMBER:
        value = round_away(value, up=goal.direction is Direction.UP)
    return Report(value, answers=answers, other=amount.other, added=added), rest


def _of_answers(goal: Goal, amount: Amount, share: Decimal) -> Decimal:
    """Of a survey: "18 of 20" is 90 %, and "95 of 120" is 95 %, where that is nearer by far."""
    as_said = amount.value
    return as_said if abs(as_said - goal.value) < abs(share - goal.value) else share


def _is_change(goal: Goal, amount: Amount) -> bool:
    """ "+5" says how much it moved; "-2" may be where a score stands."""
    return amount.is_added and amount.value > 0 and min(goal.baseline, goal.target) >= 0


def _is_possible(goal: Goal, value: Decimal) -> bool:
    """Counts do not fall below zero, nor ever a percentage that starts and ends above it.

    Scores do, and what else is odd is asked about: see goals.report.doubts.
    """
    return value >= 0 or min(goal.baseline, goal.target) < 0 or goal.measure.unit in _OF_A_SCALE


def _cannot_read(goal: Goal, words: str) -> CannotRead:
    measure = goal.measure
    return CannotRead(words[:SHOWN], goal.key, measure.kind, measure.unit, example(goal))
