"""From a sentence's numbers to a measure: its unit, where it starts, its target, its direction."""

import re
from dataclasses import replace
from decimal import Decimal

from goals.amounts import CLOCK, MILLION, SECONDS, Amount
from goals.goal import Direction, MeasureKind
from goals.sentence import changes, guesses, level, metric
from goals.sentence.found import exactly, kept
from goals.sentence.numbers import Numbers
from goals.sentence.reading import Doubt, InRange, Reading, TwoWays

_KEPT = re.compile(
    r"\b(?:keep\w*|maintain\w*|hold\w*|stay\w*|remain\w*|between|within|in|under|below|over|above)\b",
    re.IGNORECASE,
)
"""What a range is held in; without such a word, "adherence 88%–93%" goes from one to the other."""


def read_figures(reading: Reading, text: str, numbers: Numbers) -> Reading:
    """The reading with its measure filled in, from the sentence without its dates."""
    first = next(iter(numbers.said), None)
    topic = metric.metric_of(text, first, numbers.target or numbers.change or first)
    numbers = _from_to(text, _in_millions(text, numbers), topic)
    unit, is_guess = _unit(text, numbers, topic)
    doubts: list[Doubt] = []
    reading = replace(
        reading,
        measure=MeasureKind.NUMBER,
        unit=unit,
        baseline=_taken("baseline", text, numbers.baseline, unit, doubts, topic),
        target=_taken("target", text, numbers.target, unit, doubts, topic),
        guesses=frozenset({"unit"} if is_guess else ()),
        doubts=(*reading.doubts, *doubts),
    )
    if numbers.change:
        reading = changes.changed(reading, text, numbers, topic)
    return _directed(reading, text, numbers.target, topic)


def _in_millions(text: str, numbers: Numbers) -> Numbers:
    """ "2.5m" as millions, where money or things are counted, and no time is measured."""
    if metric.is_time(text):
        return numbers

    def meant(amount: Amount | None) -> Amount | None:
        if amount is None or not amount.is_bare_m:
            return amount
        if not (metric.is_money(text) or metric.counts_things(text, amount)):
            return amount
        return replace(amount, value=amount.value * MILLION, unit="", is_bare_m=False)

    baseline, target, change = map(meant, (numbers.baseline, numbers.target, numbers.change))
    return replace(numbers, baseline=baseline, target=target, change=change)


def _from_to(text: str, numbers: Numbers, topic: str) -> Numbers:
    """ "Raise adherence 88%–93%" as from the one to the other."""
    start = numbers.baseline
    if start and start.upper is not None and not (numbers.target or numbers.change):
        return replace(
            numbers, baseline=_only(start, start.value), target=_only(start, start.upper)
        )
    target = numbers.target
    if target is None or target.upper is None or start or numbers.change:
        return numbers
    unit = target.unit or metric.likely_unit(topic, target.value)
    is_level = unit in ("%", "score", *SECONDS)
    verb = metric.verb_direction(text)
    order = Direction.UP if target.upper > target.value else Direction.DOWN
    is_falling = order is Direction.DOWN
    if (is_level or is_falling) and not _KEPT.search(text) and verb in (None, order):
        start, end = _only(target, target.value), _only(target, target.upper)
        return replace(numbers, baseline=start, target=end)
    return numbers


def _only(ends: Amount, value: Decimal) -> Amount:
    """One end of a range."""
    return replace(ends, value=value, upper=None)


def _unit(text: str, numbers: Numbers, topic: str) -> tuple[str, bool]:
    """The unit, and whether it is a guess: said beside a number, else told by the topic."""
    amounts = [amount for amount in (numbers.target, numbers.baseline) if amount]
    if any(amount.unit == CLOCK for amount in amounts):
        return CLOCK, False
    for subject in ("", topic):
        for amount in amounts:
            if unit := metric.unit_of(amount, text, subject):
                return unit, False
    unit = metric.likely_unit(topic, amounts[0].value if amounts else None)
    return unit, bool(unit)


def _taken(
    field: str,
    text: str,
    amount: Amount | None,
    unit: str,
    doubts: list[Doubt],
    topic: str,
) -> Decimal | None:
    """The amount in the goal's unit, with what is open about it."""
    if amount is None or (value := exactly(amount, unit)) is None:
        return None
    if amount.other is not None:
        other = exactly(replace(amount, value=amount.other), unit)
        doubts += [TwoWays(field, value, other)] if other is not None else []
    upper = None if amount.upper is None else exactly(replace(amount, value=amount.upper), unit)
    if upper is None:
        return value
    low, high = sorted((value, upper))
    direction = metric.bound_direction(text, amount) or metric.verb_direction(text)
    is_down = metric.is_wanted_low(topic) or metric.is_wanted_low(unit)
    if direction:
        is_down = direction is Direction.DOWN
    taken = high if is_down else low
    doubts.append(InRange(field, low, high, taken))
    return taken


def _directed(reading: Reading, text: str, target: Amount | None, topic: str) -> Reading:
    """Sets the direction, and a start to guess from where the sentence gives none."""
    baseline, goal = reading.baseline, reading.target
    if baseline is not None and goal is not None and baseline != goal:
        return replace(reading, direction=Direction.UP if goal > baseline else Direction.DOWN)
    if goal is not None and target and (baseline == goal or _is_held(reading, text, target, topic)):
        side = level.side(text, target, topic, reading.unit)
        return replace(reading, baseline=goal, direction=side)
    bound = metric.bound_direction(text, target) if target else None
    direction = bound or metric.verb_direction(text)
    if direction is None:
        down = goal == 0 or metric.is_wanted_low(topic) or metric.is_wanted_low(reading.unit)
        direction = Direction.DOWN if down else Direction.UP
    reading = replace(reading, direction=direction)
    if goal is None or baseline is not None:
        return reading
    starts_at_none = bound is None and _is_counted_up(reading, text, topic)
    guess = Decimal(0) if starts_at_none else guesses.baseline(goal, reading.unit, direction)
    if kept(guess) is None:
        return reading
    return replace(reading, baseline=kept(guess), guesses=reading.guesses | {"baseline"})


def _is_held(reading: Reading, text: str, target: Amount, topic: str) -> bool:
    """Whether the sentence says no start, and asks to keep what it names."""
    counts_up = _is_counted_up(replace(reading, direction=Direction.UP), text, topic)
    return reading.baseline is None and level.is_held(text, target, topic, counts_up=counts_up)


def _is_counted_up(reading: Reading, text: str, topic: str) -> bool:
    """Whether the goal is to do so many of a thing, as in "complete 5 coaching sessions"."""
    is_known = reading.unit in ("", "%", "score", "points", *SECONDS)
    is_pace = bool(metric.period_of(reading.unit)) or metric.verb_direction(text) is not None
    upward = reading.direction is Direction.UP and reading.target is not None and reading.target > 0
    return upward and not (is_known or is_pace or metric.is_number_like(topic))
