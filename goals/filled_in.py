"""What a short form leaves out of a goal, told by its sentence and by the figures beside it."""

from dataclasses import replace
from decimal import Decimal

from goals.amounts import CLOCK, Amount, find_amounts, is_time, write_amount
from goals.cadence import RhythmKind
from goals.draft import Written
from goals.goal import UNIT_LENGTH, Direction, MeasureKind
from goals.guard import bounded, figure_of, write_guard
from goals.sentence import Reading

FRIDAY = 4
"""A week's work is asked about when the week is done."""


def of_reading(reading: Reading) -> Written:
    """The fields as a sentence alone tells them."""
    target = _figure(reading.target, reading.unit)
    if reading.is_level:
        target = bounded(target, at_least=reading.direction is Direction.UP)
    return Written(
        statement=reading.statement,
        due=reading.due,
        measure=reading.measure,
        unit=reading.unit,
        baseline=_figure(reading.baseline, reading.unit),
        target=target,
        days=_days(reading),
        partner=write_guard(reading.partner),
    )


def _figure(value: Decimal | None, unit: str) -> str:
    return "" if value is None else write_amount(value, unit)


def _days(reading: Reading) -> frozenset[int]:
    """The weekdays to ask on: once a week where the sentence counts by the week."""
    if reading.rhythm is not RhythmKind.WEEKLY:
        return frozenset()
    return frozenset({FRIDAY if reading.weekday is None else reading.weekday})


def filled_in(typed: Written, reading: Reading) -> Written:
    """A short form's fields, with what its sentence tells of the rest: measure, unit, days, and the
    figures that were left open.

    What was typed stands. The unit is the one beside the figures, where they have one; a figure is
    taken from the sentence only as long as the other one is the sentence's as well.
    """
    told = of_reading(reading)
    if unit := unit_beside(typed.target) or unit_beside(typed.baseline):
        keeps = unit == CLOCK and is_time(told.unit)  # "6:30", of "minutes off today's wait"
        told = replace(told, measure=MeasureKind.NUMBER, unit=told.unit if keeps else unit)
    elif told.measure is MeasureKind.DONE and _starts_elsewhere(typed.baseline):
        told = replace(told, measure=MeasureKind.NUMBER)
    typed = replace(typed, measure=told.measure, unit=told.unit, days=told.days)
    if not typed.target:
        typed = replace(typed, target=told.target)
    if not typed.baseline and _value(typed.target) == _value(told.target):
        typed = replace(typed, baseline=told.baseline)
    return replace(typed, due=typed.due or told.due, partner=typed.partner or told.partner)


def unit_beside(figure: str) -> str:
    """The unit in "90 %", "40 chats a day", "$4"; "" where there is none."""
    figure, _ = figure_of(figure)
    if (amount := _amount(figure)) is None:
        return ""
    if amount.unit:
        return amount.unit
    behind = figure[amount.end :].strip(" .,")
    return behind if len(behind) <= UNIT_LENGTH and behind[:1].isalpha() else ""


def _starts_elsewhere(figure: str) -> bool:
    """Whether a start was given that no count of times has: those begin at nought."""
    return bool(_value(figure))


def _value(figure: str) -> object:
    amount = _amount(figure)
    return amount and amount.value


def _amount(figure: str) -> Amount | None:
    figure, _ = figure_of(figure)
    amount = next(find_amounts(figure, clock=True), None)
    return amount if amount and not figure[: amount.start].strip() else None
