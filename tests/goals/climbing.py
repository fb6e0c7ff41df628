"""A goal half way up its ladder, for the rules to be tried on."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from goals.goal import Goal, Measure, Rung

AT = datetime(2026, 11, 25, tzinfo=UTC)


def ladder(*thresholds: int, reached: int = 0, **fields: object) -> Goal:
    """A goal from 25 up to the last of these, the first `reached` rungs climbed."""
    rungs = tuple(
        Rung(n, n, Decimal(t), reached_at=AT if n <= reached else None)
        for n, t in enumerate(thresholds, 1)
    )
    goal = Goal(
        id=1,
        workspace_id=1,
        number=1,
        owner_id=1,
        team_id=1,
        statement="Reply to 40 chats a day",
        measure=Measure(unit="chats a day"),
        baseline=Decimal(25),
        target=Decimal(thresholds[-1]),
        start=date(2026, 11, 2),
        due=date(2026, 12, 18),
        value=Decimal(31),
        rungs=rungs,
    )
    return replace(goal, **fields)  # type: ignore[arg-type]
