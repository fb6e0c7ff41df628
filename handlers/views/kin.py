"""A goal's place among others in words: what it adds to, what adds to it."""

from dataclasses import dataclass
from decimal import Decimal

from goals.amounts import say_amount
from goals.goal import SHORT, Goal, Rollup
from handlers.views.parts import words

CLOSE = Decimal("0.005")
_TIMES = {Decimal(2): "twice", Decimal("0.5"): "half"}
_PARTS = {
    Decimal(0): "a small part",
    **{
        Decimal(1) / number: f"{'an' if name == 'eighth' else 'a'} {name}"
        for number, name in enumerate(
            ("third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=3
        )
    },
    Decimal(2) / 5: "two fifths",
    Decimal(1) / 2: "half",
    Decimal(3) / 5: "three fifths",
    Decimal(2) / 3: "two thirds",
    Decimal(3) / 4: "three quarters",
    Decimal(4) / 5: "four fifths",
    Decimal(9) / 10: "nine tenths",
    Decimal(1): "nearly all",
}


@dataclass(frozen=True, slots=True)
class Kin:
    """As one reader may see it: `share` is how much of the parent's climb the goal stands for, in
    the parent's measure; `rollup` is of the goals under it.
    """

    parent: Goal | None = None
    share: Decimal | None = None
    rollup: Rollup | None = None


def adds_to(kin: Kin, goal: Goal | None = None) -> str:
    """ "counts for a quarter of Team CSAT 90 % (G-3)"; "" where it adds to nothing. Of a goal
    that came short or was put down: "added to Team CSAT 90 % (G-3)".
    """
    if kin.parent is None:
        return ""
    name = f"{words(kin.parent.statement, 100)} ({kin.parent.key})"
    if goal and goal.state in SHORT:
        return f"added to {name}"
    if kin.share is None:
        return f"adds to {name}"
    climb = abs(kin.parent.target - kin.parent.baseline)
    return f"counts for {say_part(kin.share / climb) if climb else 'a part'} of {name}"


def counts(goal: Goal) -> str:
    """ "counts 3 times as much as others" that add to the same goal; "" where it counts as they
    do.
    """
    if goal.weight == 1:
        return ""
    times = _TIMES.get(goal.weight) or f"{say_amount(goal.weight)} times"
    return f"counts {times} as much as others"


def say_part(share: Decimal) -> str:
    """A share as people say it: "a fifth", "about two thirds", "nearly all"."""
    if share >= 1:
        return "all"
    nearest = min(_PARTS, key=lambda part: abs(part - share))
    if nearest in (0, 1):
        return _PARTS[nearest]
    return ("" if abs(nearest - share) < CLOSE else "about ") + _PARTS[nearest]
