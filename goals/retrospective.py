"""What a missed or dropped goal taught, and to whom its one-line tip is shown.

A tip is given once, to the next colleague who starts on a similar rung, and never names anybody:

| the two rungs                  | must                                                           |
|--------------------------------|----------------------------------------------------------------|
| their people                   | be different                                                   |
| their goals' team              | be the same                                                    |
| measure, unit and direction    | be the same                                                    |
| thresholds                     | lie within a tenth of the larger                               |
| words, where the unit does not | be about the same measure: goals.measures.alike                 |
| tell: none, "%", minutes       |                                                                 |
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from goals.errors import FieldProblems, Refusal, TooLong
from goals.goal import Goal, GoalState, Measure, Visibility
from goals.measures.alike import alike
from goals.stretch import is_counted

ANSWER_LENGTH = 2000
TIP_LENGTH = 200
NEAR = Decimal("0.1")
FEWEST_IN_TEAM = 3
"""A tip waits while its team is of two: there it would be the other one's, named or not."""


@dataclass
class StillClimbing(Refusal):
    """The goal goes on: what it taught is written down when it has ended."""

    key: str


@dataclass(frozen=True, slots=True)
class Retrospective:
    """What a goal taught, in its owner's words. Nobody else reads it unless `with_leads`.

    `tip_given`: the owner says yes to showing the tip, unnamed, to the next person.
    """

    happened: str = ""
    learnt: str = ""
    changes: str = ""
    tip: str = ""
    with_leads: bool = False
    tip_given: bool = False
    at: datetime | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.happened or self.learnt or self.changes or self.tip)


def retrospective(
    *, happened: str, learnt: str, changes: str, tip: str, with_leads: bool, tip_given: bool
) -> Retrospective:
    """What the form says, all of it optional. Raises FieldProblems."""
    problems: dict[str, Refusal] = {}
    texts = {"happened": happened, "learnt": learnt, "changes": changes, "tip": tip}
    tidy = {name: text.strip() for name, text in texts.items()}
    tidy["tip"] = " ".join(tip.split())
    for name, text in tidy.items():
        limit = TIP_LENGTH if name == "tip" else ANSWER_LENGTH
        if len(text) > limit:
            problems[name] = TooLong(len(text), limit)
    if problems:
        raise FieldProblems(problems)
    return Retrospective(
        tidy["happened"],
        tidy["learnt"],
        tidy["changes"],
        tidy["tip"],
        with_leads=with_leads,
        tip_given=tip_given and bool(tidy["tip"]),
    )


def can_be_shared(goal: Goal) -> bool:
    """Whether there is anybody to share it with: what is mine alone stays mine alone."""
    return goal.visibility is not Visibility.ME and goal.team_id is not None


def check_ended(goal: Goal, day: date) -> None:
    """Raises StillClimbing for a goal whose time is not over on a local date."""
    if not goal.has_ended(day):
        raise StillClimbing(goal.key)


ASKED_ABOUT = (GoalState.ACTIVE, GoalState.MISSED)


def is_asked_about(goal: Goal, day: date, works: Callable[[date], bool]) -> bool:
    """Whether a goal that ended short is spoken of on a local date: the owner's first working
    day after its due date, and never again.
    """
    if goal.state not in ASKED_ABOUT or goal.due >= day or not works(day):
        return False
    first = date.fromordinal(goal.due.toordinal() + 1)
    return not any(works(date.fromordinal(n)) for n in range(first.toordinal(), day.toordinal()))


@dataclass(frozen=True, slots=True)
class Climb:
    """A rung that somebody is climbing to, as far as it tells whether two are alike."""

    person_id: int
    team_id: int | None
    measure: Measure
    upward: bool
    threshold: Decimal
    statement: str


def climb_of(goal: Goal) -> Climb | None:
    """The climb to the goal's next rung; None when the top is reached."""
    rung = goal.next_rung
    if rung is None:
        return None
    upward = goal.target > goal.baseline
    return Climb(goal.owner_id, goal.team_id, goal.measure, upward, rung.threshold, goal.statement)


def is_similar(one: Climb, other: Climb) -> bool:
    """Whether what one person learnt here may help the other; see the table above."""
    same = (
        one.person_id != other.person_id
        and one.team_id is not None
        and one.team_id == other.team_id
        and one.measure.kind is other.measure.kind
        and one.measure.unit.casefold() == other.measure.unit.casefold()
        and one.upward == other.upward
    )
    larger = max(abs(one.threshold), abs(other.threshold))
    near = abs(one.threshold - other.threshold) <= larger * NEAR
    return same and near and (is_counted(one.measure.unit) or alike(one.statement, other.statement))
