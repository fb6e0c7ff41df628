"""A change that a sentence asks for ("by 20%", "10 more"), worked into start and target."""

from dataclasses import replace
from decimal import Decimal

from goals.amounts import SECONDS, Amount
from goals.goal import Direction
from goals.sentence import metric
from goals.sentence.found import exactly, kept
from goals.sentence.numbers import Numbers
from goals.sentence.reading import ByOrTo, PointsOrPercent, Reading

HUNDRED = Decimal(100)
FEW_POINTS = Decimal(15)
"""Of today's value, which nobody told: "raise CSAT by 5%" means points, "cut the abandon rate by
20%" a fifth of it. Up to this many percent of a percentage are taken for points."""


def changed(reading: Reading, text: str, numbers: Numbers, topic: str) -> Reading:
    """The reading with what the change makes of it; measured against today, where it is not said
    from where, nor to where.
    """
    change = numbers.change
    assert change
    if numbers.is_by_or_to:
        doubt = ByOrTo(abs(change.value), change.unit)
        reading = replace(reading, doubts=(*reading.doubts, doubt))
    down = _goes_down(text, change, topic)
    known = reading.target if reading.baseline is None else reading.baseline
    if known is None:
        return _index(reading, text, change, topic, down)
    if change.unit == "%":
        reading = replace(reading, relative=_whole(abs(change.value)))
        return _by_percent(reading, abs(change.value), known, down)
    step = exactly(replace(change, value=abs(change.value)), reading.unit)
    return reading if step is None else _filled(reading, _moved(reading, known, step, down))


def _by_percent(reading: Reading, size: Decimal, known: Decimal, down: bool) -> Reading:
    """ "By 5%" of a percentage may be points: asked, where both can be."""
    share = (HUNDRED + (-size if down else size)) / HUNDRED
    from_start = reading.baseline is not None
    by_percent = known * share if from_start else known / share if share > 0 else None
    by_points = _moved(reading, known, size, down)
    if reading.unit == "%":
        both = [v for v in (by_points, by_percent) if v is not None and 0 <= v <= HUNDRED]
        is_open = reading.baseline is None or reading.target is None
        if len(both) == 2 and is_open and both[0] != both[1]:
            points, percent = (kept(value) or Decimal(0) for value in both)
            doubt = PointsOrPercent(from_start, size, known, points, percent)
            reading = replace(reading, doubts=(*reading.doubts, doubt))
            if reading.baseline is None:
                guesses = reading.guesses | {"baseline"}
                reading = replace(reading, baseline=points, guesses=guesses)
            return reading
        if len(both) == 1 and both[0] == by_points:
            return _filled(replace(reading, relative=None), by_points)
    return _filled(reading, by_percent)


def _moved(reading: Reading, known: Decimal, step: Decimal, down: bool) -> Decimal:
    """The target from the start, or the start from the target, so far away."""
    is_lower = down == (reading.baseline is not None)
    return known - step if is_lower else known + step


def _filled(reading: Reading, value: Decimal | None) -> Reading:
    """The one of start and target that was not said."""
    if value is None:
        return reading
    if reading.target is None:
        return replace(reading, target=kept(value))
    return replace(reading, baseline=kept(value)) if reading.baseline is None else reading


def _index(reading: Reading, text: str, change: Amount, topic: str, down: bool) -> Reading:
    """A change from nobody knows where, measured against today."""
    size = _whole(abs(change.value))
    points = _is_points(change, topic)
    if change.unit == "%" and not points:
        unit = metric.fit(f"% of today's {topic}", "% of today") if topic else "% of today"
        target = max(HUNDRED - size, Decimal(0)) if down else HUNDRED + size
        baseline, relative = HUNDRED, size
    else:
        unit = _against_today(text, change, topic, points, down)
        baseline, target, relative = Decimal(0), size, None
    return replace(
        reading,
        unit=unit,
        baseline=baseline,
        target=kept(target),
        relative=relative,
        is_index=True,
        guesses=frozenset(),
    )


def _against_today(text: str, change: Amount, topic: str, points: bool, down: bool) -> str:
    """The unit of what is counted from today: "tickets a day above today's"."""
    counted = "points" if points or metric.is_score(topic) else metric.unit_of(change, text, "")
    counted = counted or metric.likely_unit(topic, None) or topic
    side = "above" if not down else "off" if counted in SECONDS else "below"
    unit = f"{counted} {side} today's"
    return metric.fit(f"{unit} {topic}", unit) if topic and topic not in counted else unit


def _whole(percent: Decimal) -> Decimal:
    """A third as 33 %."""
    return percent if percent == percent.quantize(Decimal("0.01")) else percent.quantize(Decimal(1))


def _is_points(change: Amount, topic: str) -> bool:
    if change.unit != "%":
        return change.unit == "points"
    is_share = metric.is_share(topic) and not metric.is_wanted_low(topic)
    return is_share and abs(change.value) <= FEW_POINTS


def _goes_down(text: str, change: Amount, topic: str) -> bool:
    if change.value < 0:
        return True
    if change.is_added:
        return False
    direction = metric.change_direction(text, change) or metric.verb_direction(text)
    return direction is Direction.DOWN if direction else metric.is_wanted_low(topic)
