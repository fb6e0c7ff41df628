"""What a goal's sentence leaves open, as questions in its form."""

from functools import singledispatch

from goals.amounts import say_amount
from goals.guard import write_guard
from goals.sentence import Aside, ByOrTo, InRange, PointsOrPercent, Reading, TwoWays
from handlers.views.parts import words

LABELS = {"baseline": "From", "target": "To"}


def doubt_remarks(reading: Reading) -> list[str]:
    """What the words can mean in two ways, and what is to hold beside the goal, as mrkdwn."""
    remarks = [_open(doubt, reading.unit) for doubt in reading.doubts]
    if reading.partner:
        partner = words(write_guard(reading.partner))
        remarks.append(f"Beside it, {partner}: I ask for that too, and rungs wait while it is off.")
    return remarks


@singledispatch
def _open(doubt: object, unit: str) -> str:
    raise NotImplementedError(type(doubt).__name__)


@_open.register
def _(doubt: InRange, unit: str) -> str:
    low, high, taken = (say_amount(v) for v in (doubt.low, doubt.high, doubt.taken))
    return f"{low} or {high}? {LABELS[doubt.field]} says {taken} for now."


@_open.register
def _(doubt: PointsOrPercent, unit: str) -> str:
    size, known, points, percent = (
        say_amount(value, "%")
        for value in (doubt.size, doubt.known, doubt.by_points, doubt.by_percent)
    )
    way, empty = ("to", "To") if doubt.from_start else ("from", "From")
    of = f"{size} of {known}" if doubt.from_start else f"{size} of where it stands"
    return (
        f"By {size}: {say_amount(doubt.size)} points, {way} {points}, or {of}, {way} {percent}? "
        f"Please put it into {empty}."
    )


@_open.register
def _(doubt: ByOrTo, unit: str) -> str:
    size = say_amount(doubt.value, doubt.unit)
    return f"I read {size} as how much it is to change by. If it is where to, put it into To."


@_open.register
def _(doubt: TwoWays, unit: str) -> str:
    taken, other = say_amount(doubt.taken), say_amount(doubt.other)
    return f"{taken} or {other}? {LABELS[doubt.field]} says {taken} for now."


@_open.register
def _(doubt: Aside, unit: str) -> str:
    told = f"“{words(doubt.words, 100)}” is not kept"
    if doubt.is_beside_a_number:
        return f"{told}: name what is to hold, with its limit, as “CSAT at least 85%”."
    return f"{told}: only a goal in numbers has something that is to hold beside it."
