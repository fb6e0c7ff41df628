"""What a goal of the demo is made of: how it was set, and how far its people have come."""

from dataclasses import dataclass
from decimal import Decimal

from goals.goal import GoalState, Guard, MeasureKind, ReviewEvery, Tier, Visibility


@dataclass(frozen=True)
class Change:
    """A revision: what the goal said before, how many weeks ago it was changed, and why."""

    statement: str
    rungs: tuple[int, ...]
    weeks_ago: int
    reason: str


@dataclass(frozen=True)
class Climb:
    """A goal and how far it has come. `rungs` are thresholds, the target last; `weeks` is how long
    it runs, of which `gone` are over. One that is over ended on the working day before.

    `reports` are the values of the last working days, oldest first, of which the last `at_risk`
    said so, or that they were `blocked`; `today` was reported this morning, in the same mood as the
    last. A `weekly` goal was asked about on the last working day, and is not today.
    """

    owner: str
    crew: str
    statement: str
    purpose: str
    unit: str
    rungs: tuple[int, ...]
    baseline: int
    reports: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    today: int | None = None
    at_risk: int = 0
    blocked: int = 0
    weeks: int = 8
    gone: int = 4
    measure: MeasureKind = MeasureKind.NUMBER
    weekly: bool = False
    tier: Tier = Tier.INDIVIDUAL
    visibility: Visibility = Visibility.TEAM
    is_personal: bool = False
    parent: str = ""
    review: ReviewEvery | None = None
    revised: Change | None = None
    min_answers: int | None = None
    guard: Guard | None = None
    answers: int | None = None
    partner: Decimal | None = None
    """With each report: how many answers it is made of, and where the partner measure stood."""
    state: GoalState = GoalState.ACTIVE
    together: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Who climbs it with its owner, each with their own reports, which add up."""

    @property
    def is_over(self) -> bool:
        return self.gone >= self.weeks


@dataclass(frozen=True)
class Offered:
    """A goal that somebody proposes to its owner, and their word with it."""

    by: str
    goal: Climb
    note: str
