"""What one person is asked about on one working day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from goals.cadence import is_due
from goals.goal import CheckIn, Goal, GoalState, MeasureKind, Rung
from goals.offers import Offer
from goals.pace import behind, nears
from goals.people import Person
from goals.review import LookBack


@dataclass(frozen=True, slots=True)
class Item:
    """One goal of the day: what was reported for the day, what was reported before it.

    `reached` are the rungs that this day's report reached, and `can_undo` says whether any of them
    can still be taken back; `can_reopen`, whether a top that was told can be, as a mistake.
    `offer` is what Rungs offers to ease the climb, `tip` what somebody learnt on a rung like the
    next one ("": nothing).
    """

    goal: Goal
    today: CheckIn | None = None
    previous: CheckIn | None = None
    reached: tuple[Rung, ...] = ()
    can_undo: bool = False
    can_reopen: bool = False
    offer: Offer | None = None
    tip: str = ""
    reader_id: int = 0
    """Who is asked; of a shared goal, `today` and `previous` are theirs."""

    @property
    def is_open(self) -> bool:
        return self.today is None


@dataclass(frozen=True, slots=True)
class Daily:
    """The goals of a person's working day (a local date), in order of their due dates.

    `mission` is a line of what the organisation is for, on Mondays. `ended` came short and are
    spoken of this once; `reviews` are looked back at on this day.
    """

    person: Person
    day: date
    items: tuple[Item, ...]
    mission: str = ""
    ended: tuple[Goal, ...] = ()
    reviews: tuple[LookBack, ...] = ()
    proposed: int = 0
    """On a day of looking back: how many proposals wait for their answer."""
    is_first: bool = False
    """They were not asked before, or not for long, and hear who sees what they report."""

    @property
    def open(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.is_open)

    @property
    def is_worth_sending(self) -> bool:
        """Whether anything in it waits for a word of theirs."""
        resting = all(goal.state is GoalState.MISSED for goal in self.ended)
        return bool(self.open or not resting or any(r.verdict is None for r in self.reviews))


def asked_on(goals: Iterable[Goal], day: date, works: Callable[[date], bool]) -> list[Goal]:
    """The goals that are asked about on a local date; `works` tells the owner's working days."""
    return [
        goal
        for goal in goals
        if goal.is_active and goal.start <= day <= goal.due and is_due(goal.rhythm, day, works)
    ]


def slipping(goal: Goal, day: date) -> date | None:
    """The date to mention: the next rung's or the goal's, when it nears and the pace is behind.

    For a rung the way there is the climb from the rung below it, from the goal's start on.
    """
    rung = goal.next_rung
    if rung is None:
        return None
    if rung.due and rung.due < goal.due:
        if nears(goal.start, rung.due, day) and _short_of(goal, rung.threshold, rung.due, day):
            return rung.due
        return None
    if nears(goal.start, goal.due, day) and _short_of(goal, goal.target, goal.due, day):
        return goal.due
    return None


def _short_of(goal: Goal, aim: Decimal, by: date, day: date) -> bool:
    return behind(goal.baseline, aim, goal.value, goal.start, by, day)


def can_repeat(item: Item) -> bool:
    """Whether "same as yesterday" answers: a number was reported before."""
    return item.previous is not None and item.goal.measure.kind is MeasureKind.NUMBER
