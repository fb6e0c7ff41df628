"""A goal's words, written anew where its terms change: the numbers and the date in them follow."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from goals.amounts import CURRENCIES, Amount, find_amounts, is_time, say_amount, say_number
from goals.due import MONTH, WEEKDAY, Due, find_dues

_SERVICE_TIME = re.compile(r"(?:[0-9]+|[a-z]+) (?:working |business )?days?", re.IGNORECASE)
_PASSING = re.compile(
    rf"\b(?:{WEEKDAY}|today|tomorrow|tonight|this|next|coming|week|eo[dwm]|from now)\b",
    re.IGNORECASE,
)
"""What means another day tomorrow, next week or next month; a quarter is long enough to stand."""
_LASTING = re.compile(rf"\b(?:{MONTH}|quarter|year)\b|[0-9]{{4}}|[0-9][/.-][0-9]", re.IGNORECASE)
_PLAIN = re.compile(r"(?P<before>[^\w\s]*)(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)")

Figures = Iterable[tuple[Decimal, Decimal]]
"""What stood, and what stands now."""


def reworded(words: str, figures: Figures, unit: str = "", due: date | None = None) -> str:
    """The words with their new figures, each where the old one stands in them once, and with the
    new due date in the place of the one that they name. What they do not say stays unsaid.
    """
    clause = _due_clause(words, due) if due else None
    every = list(_clauses(words))
    amounts = [
        a
        for a in find_amounts(words, clock=is_time(unit))
        if not any(d.start <= a.start < d.end for d in every)
    ]
    changes = list[tuple[int, int, str]]()
    for old, new in figures:
        same = [a for a in amounts if old in (a.of_unit(unit), a.value, a.other, a.whole)]
        if len(same) == 1 and old not in (new, same[0].whole):
            changes.append(_renumbered(words, same[0], new, unit))
    if clause and due:
        changes.append((clause.start, clause.end, _by(words[clause.start : clause.end], due)))
    for start, end, said in sorted(changes, reverse=True):
        words = words[:start] + said + words[end:]
    return words


def dated(words: str, due: date) -> str:
    """The words with a calendar's date for one that passes: "by Sunday" is "by 29 November"."""
    clause = _due_clause(words, due)
    said = words[clause.start : clause.end] if clause else ""
    if _LASTING.search(said) or not _PASSING.search(said):
        return words
    return reworded(words, (), due=due)


def _renumbered(words: str, amount: Amount, new: Decimal, unit: str) -> tuple[int, int, str]:
    """Where a number stands, and the new one as it was written there: grouped, with its sign."""
    plain = _PLAIN.fullmatch(words, amount.start, amount.number_end)
    if plain is None and amount.unit in tuple(CURRENCIES):
        return amount.start, amount.end, say_amount(new, amount.unit)
    if plain is None:
        return amount.start, amount.end, say_number(new, unit)
    is_grouped = "," in plain["number"] or abs(new) >= 10_000
    number = f"{new:,f}" if is_grouped else f"{new:f}"
    return amount.start, amount.number_end, plain["before"] + number


def _clauses(words: str) -> Iterable[Due]:
    """The dates in the words, wherever they lie: their places alone are wanted."""
    return find_dues(words, date.min.replace(year=2000), 1, lambda text, today: None)


def _due_clause(words: str, due: date) -> Due | None:
    """The clause that says when it is due: in "answer within 2 days, by March" the latter."""
    named = [d for d in _clauses(words) if d.is_due and not _is_service_time(d)]
    return max(named, key=lambda d: (d.is_firm, d.start), default=None)


def _is_service_time(due: Due) -> bool:
    return not due.is_firm and bool(_SERVICE_TIME.fullmatch(due.words))


def _by(clause: str, due: date) -> str:
    with_year = bool(re.search(r"\b[0-9]{4}\b", clause))
    by = "By" if clause[:1].isupper() else "by"
    return f"{by} {due.day} {due:%B}" + (f" {due.year}" if with_year else "")
