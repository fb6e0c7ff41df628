"""From a sentence's numbers to a measure: its unit, where it starts, its target, its direction."""

from dataclasses import replace
from decimal import Decimal

from goals.amounts import LIMIT, SECONDS, Amount, round_amount
from goals.goal import Direction, MeasureKind
from goals.sentence import guesses, metric
from goals.sentence.numbers import Numbers
from goals.sentence.reading import Reading

HUNDRED = Decimal(100)
FEW_POINTS = Decimal(15)
""" "Raise CSAT by 5%" means points, "cut the abandon rate by 20%" a fifth of it: up to this many
percent of a percentage are taken for points."""


def read_figures(reading: Reading, text: str, numbers: Numbers) -> Reading:
    """The reading with its measure filled in, from the sentence without its dates."""
    said = [amount for amount in (numbers.baseline, numbers.target, numbers.change) if amount]
    first = min(said, key=lambda amount: amount.start, default=None)
    topic = metric.metric_of(text, first, numbers.target or numbers.change or first)
    unit, is_guess = _unit(text, numbers, topic)
    reading = replace(
        reading,
        measure=MeasureKind.NUMBER,
        unit=unit,
        baseline=_exactly(numbers.baseline, unit) if numbers.baseline else None,
        target=_exactly(numbers.target, unit) if numbers.target else None,
        guesses=frozenset({"unit"} if is_guess else ()),
    )
    if numbers.change:
        reading = _changed(reading, text, numbers.change, topic)
    return _directed(reading, text, numbers.target, topic)


def _unit(text: str, numbers: Numbers, topic: str) -> tuple[str, bool]:
    """The unit, and whether it is a guess: said beside a number, else told by the topic."""
    amounts = [amount for amount in (numbers.target, numbers.baseline) if amount]
    for subject in ("", topic):
        for amount in amounts:
            if unit := metric.unit_of(amount, text, subject):
                return unit, False
    unit = metric.likely_unit(topic, amounts[0].value if amounts else None)
    return unit, bool(unit)


def _changed(reading: Reading, text: str, change: Amount, topic: str) -> Reading:
    """Works a change ("by 20%", "10 more") into start and target; into an index without them."""
    size = abs(change.value)
    points = _is_points(change, topic, reading)
    is_percent = change.unit == "%" and not points
    down = _change_goes_down(text, change, topic)
    if is_percent:
        reading = replace(reading, relative=size)
    if reading.baseline is None and reading.target is None:
        return _index(reading, text, change, topic, points, down)
    step = size if is_percent else _exactly(replace(change, value=size), reading.unit)
    sign = -1 if down else 1
    if step is None:
        return reading
    if reading.target is None and reading.baseline is not None:
        by = reading.baseline * step / HUNDRED if is_percent else step
        return replace(reading, target=_kept(reading.baseline + sign * by))
    if reading.baseline is None and reading.target is not None:
        if not is_percent:
            return replace(reading, baseline=_kept(reading.target - sign * step))
        share = (HUNDRED + sign * step) / HUNDRED
        return replace(reading, baseline=_kept(reading.target / share) if share > 0 else None)
    return reading


def _index(
    reading: Reading, text: str, change: Amount, topic: str, points: bool, down: bool
) -> Reading:
    """A change from nobody knows where, measured against today."""
    size = abs(change.value)
    if reading.relative is not None:
        unit = metric.fit(f"% of today's {topic}", "% of today") if topic else "% of today"
        target = max(HUNDRED - size, Decimal(0)) if down else HUNDRED + size
        baseline = HUNDRED
    else:
        counted = "points" if points else metric.unit_of(change, text, "")
        counted = counted or metric.likely_unit(topic, None) or topic
        side = "above" if not down else "off" if counted in SECONDS else "below"
        unit = f"{counted} {side} today's"
        if topic and topic not in counted:
            unit = metric.fit(f"{unit} {topic}", unit)
        baseline, target = Decimal(0), size
    return replace(
        reading,
        unit=unit,
        baseline=baseline,
        target=_kept(target),
        is_index=True,
        guesses=frozenset(),
    )


def _is_points(change: Amount, topic: str, reading: Reading) -> bool:
    if change.unit != "%":
        return change.unit == "points"
    is_share = reading.unit == "%" or metric.is_share(topic)
    return is_share and not metric.is_wanted_low(topic) and abs(change.value) <= FEW_POINTS


def _change_goes_down(text: str, change: Amount, topic: str) -> bool:
    direction = metric.change_direction(text, change) or metric.verb_direction(text)
    if change.value < 0:
        return direction is not Direction.DOWN
    return direction is Direction.DOWN if direction else metric.is_wanted_low(topic)


def _directed(reading: Reading, text: str, target: Amount | None, topic: str) -> Reading:
    """Sets the direction, and a start to guess from where the sentence gives none."""
    baseline, goal = reading.baseline, reading.target
    if baseline is not None and goal is not None and baseline != goal:
        return replace(reading, direction=Direction.UP if goal > baseline else Direction.DOWN)
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
    if (kept := _kept(guess)) is None:
        return reading
    return replace(reading, baseline=kept, guesses=reading.guesses | {"baseline"})


def _is_counted_up(reading: Reading, text: str, topic: str) -> bool:
    """Whether the goal is to do so many of a thing, as in "complete 5 coaching sessions"."""
    is_known = reading.unit in ("", "%", "score", "points", *SECONDS)
    is_pace = bool(metric.period_of(reading.unit)) or metric.verb_direction(text) is not None
    upward = reading.direction is Direction.UP and reading.target is not None and reading.target > 0
    return upward and not (is_known or is_pace or metric.is_number_like(topic))


def _exactly(amount: Amount, unit: str) -> Decimal | None:
    value = amount.of_unit(unit)
    return None if value is None else _kept(value)


def _kept(value: Decimal) -> Decimal | None:
    """The value as amounts are kept, None where it is too large to keep."""
    return round_amount(value) if abs(value) < LIMIT else None
