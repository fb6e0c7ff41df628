"""Goals to try rules on, made in a line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from goals.goal import Goal, Measure, Rung

CARE = 1


def goal(number: int = 1, **changes: Any) -> Goal:
    """A person's goal from 25 to 40 chats a day, with the id of its number; `value` is where it
    stands, the baseline unless given.
    """
    made = Goal(
        id=number,
        workspace_id=1,
        number=number,
        owner_id=1,
        team_id=CARE,
        statement=f"Goal {number}",
        measure=Measure(unit="chats a day"),
        baseline=Decimal(25),
        target=Decimal(40),
        start=date(2026, 11, 23),
        due=date(2026, 12, 18),
        value=Decimal(25),
        rungs=(),
    )
    numbers = ("baseline", "target", "value", "weight")
    exact = {k: Decimal(v) if k in numbers else v for k, v in changes.items()}
    if "baseline" in exact and "value" not in exact:
        exact["value"] = exact["baseline"]
    made = replace(made, **exact)
    return replace(made, rungs=made.rungs or (Rung(number, 1, made.target),))
