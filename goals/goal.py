"""What a goal is: its measure, its ladder, its check-ins."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from goals.cadence import DAILY, Rhythm
from goals.level import beside, is_level, start

UNIT_LENGTH = 40


class Tier(StrEnum):
    ORGANISATION = "organisation"
    TEAM = "team"
    INDIVIDUAL = "individual"


class GoalKind(StrEnum):
    """What a goal is about: an amount, how well it is done, or its owner's own growth."""

    QUANTITATIVE = "quantitative"
    QUALITATIVE = "qualitative"
    PERSONAL = "personal"


class Visibility(StrEnum):
    """Who beside the owner sees a goal: the goal's team, its leads, or nobody."""

    TEAM = "team"
    LEADS = "leads"
    ME = "me"


class MeasureKind(StrEnum):
    NUMBER = "number"
    DONE = "done"
    RATING = "rating"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


class GoalState(StrEnum):
    """A draft is written down and not begun: its owner alone sees it, and nobody is asked.

    Reached: its top rung was. Otherwise its owner ended it: done, missed, or dropped.
    """

    DRAFT = "draft"
    ACTIVE = "active"
    REACHED = "reached"
    DONE = "done"
    MISSED = "missed"
    DROPPED = "dropped"


SHORT = (GoalState.MISSED, GoalState.DROPPED)
"""How a goal ends that adds to nothing any more, and taught something."""


class ReviewEvery(StrEnum):
    """How often a goal is looked back at."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    NEVER = "never"


class Combine(StrEnum):
    """How the parts of a shared goal come together; chosen when it is first shared."""

    SUM = "sum"
    AVERAGE = "average"
    LATEST = "latest"


class Confidence(StrEnum):
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Measure:
    """How a goal is known. `unit` names a number ("%", "minutes", "chats a day").

    A done / not done measure counts the times it was done; a rating is 1 to 5.
    """

    kind: MeasureKind = MeasureKind.NUMBER
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Guard:
    """A partner measure that must hold for a rung to count: handle time with "CSAT, 85 % or more".

    A number moves easily where another may suffer for it. `limit` is a floor, or a ceiling where
    the partner should stay low.
    """

    name: str
    limit: Decimal
    unit: str = ""
    is_floor: bool = True

    def holds(self, value: Decimal) -> bool:
        """Whether the partner is fine at this value."""
        return value >= self.limit if self.is_floor else value <= self.limit


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder. `position` counts from 1; the top rung's threshold is the target."""

    id: int
    position: int
    threshold: Decimal
    name: str = ""
    due: date | None = None
    reached_at: datetime | None = None
    reached_by: int | None = None
    """The id of the check-in that reached it; None where that was taken back after it was told."""
    reached_on: date | None = None
    """The local date that this check-in is for."""
    is_private: bool = False
    """Its owner kept this rung out of the channel."""

    @property
    def is_reached(self) -> bool:
        return self.reached_at is not None


@dataclass(frozen=True, slots=True)
class Part:
    """What one person brings to a shared goal: their latest number, or how often they did it.

    `value` is None before their first report. The part of somebody who left stays counted.
    """

    person_id: int
    name: str
    value: Decimal | None = None
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class Rollup:
    """What `count` goals add up to: `progress` 0 to 1, and where their numbers are of the
    parent's unit a `value` in it, their sum or their mean.
    """

    count: int
    progress: Decimal
    value: Decimal | None = None
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """What a person, team or organisation wants to reach. Dates are local to the owner.

    `value` is where the measure stands: the latest number or rating, or how often it was done;
    the baseline until the first check-in. `rungs` are in order, the target last; never empty.
    `weight` is how much it counts among the goals that add to the same parent.
    """

    id: int
    workspace_id: int
    number: int
    owner_id: int
    team_id: int | None
    statement: str
    measure: Measure
    baseline: Decimal
    target: Decimal
    start: date
    due: date
    value: Decimal
    rungs: tuple[Rung, ...]
    purpose: str = ""
    rhythm: Rhythm = DAILY
    visibility: Visibility = Visibility.TEAM
    tier: Tier = Tier.INDIVIDUAL
    parent_id: int | None = None
    state: GoalState = GoalState.ACTIVE
    review: ReviewEvery | None = None
    """How often it is looked back at, where that is not as usual in its tier."""
    min_answers: int | None = None
    """A survey's number counts from this many answers on."""
    guard: Guard | None = None
    partner_value: Decimal | None = None
    """Where the partner measure stood last."""
    needs: str = ""
    """People, tools or training that its owner asks the lead for when it starts."""
    started_because: str = ""
    """Why it was started although it was not specific, measurable and so on in every letter."""
    baseline_is_guess: bool = False
    """Where it starts was guessed from its sentence, and nobody has confirmed it."""
    weight: Decimal = Decimal(1)
    is_personal: bool = False
    combine: Combine | None = None
    """How the parts of several people come together; None for a goal of one's own."""
    parts: tuple[Part, ...] = ()
    """Of a shared goal: the owner's and each contributor's, in the order of joining."""
    rollup: Rollup | None = None
    """What puts it where it stands for one reader, where nobody reports on it: see
    goals.standing. Never kept."""

    @property
    def key(self) -> str:
        return f"G-{self.number}"

    @property
    def direction(self) -> Direction:
        return Direction.UP if self.target > self.baseline else Direction.DOWN

    @property
    def is_level(self) -> bool:
        """Whether a level is to be held, until it is due: see goals.level."""
        return is_level(self.baseline, self.target)

    @property
    def starts_at(self) -> Decimal:
        """Where it starts, as people say it; a level starts at that level."""
        return start(self.baseline, self.target)

    def start_for(self, target: Decimal) -> Decimal:
        """Where it starts with another target: a level moves as a whole."""
        if not self.is_level:
            return self.baseline
        return beside(target, at_least=self.direction is Direction.UP)

    @property
    def kind(self) -> GoalKind:
        """Personal where its owner says so; a rating tells how well, a number how much."""
        if self.is_personal:
            return GoalKind.PERSONAL
        is_rating = self.measure.kind is MeasureKind.RATING
        return GoalKind.QUALITATIVE if is_rating else GoalKind.QUANTITATIVE

    @property
    def start_is_guess(self) -> bool:
        """Whether nobody said where it starts; a count begins at nought without a word."""
        return self.baseline_is_guess and bool(self.baseline)

    @property
    def next_rung(self) -> Rung | None:
        return next((rung for rung in self.rungs if not rung.is_reached), None)

    @property
    def reached(self) -> tuple[Rung, ...]:
        return tuple(rung for rung in self.rungs if rung.is_reached)

    @property
    def is_shared(self) -> bool:
        return self.combine is not None

    @property
    def climbers(self) -> tuple[int, ...]:
        """The ids of the people who check in on it: its owner, and who contributes now."""
        joined = (p.person_id for p in self.parts if not p.has_left)
        return (self.owner_id, *(who for who in joined if who != self.owner_id))

    def part_of(self, person_id: int) -> Part | None:
        """What this person brings to it; None in a goal of one's own."""
        return next((part for part in self.parts if part.person_id == person_id), None)

    @property
    def is_active(self) -> bool:
        return self.state is GoalState.ACTIVE

    @property
    def is_draft(self) -> bool:
        return self.state is GoalState.DRAFT

    @property
    def is_closed(self) -> bool:
        """Whether its owner ended it, as done, missed or dropped."""
        return self.state in (GoalState.DONE, GoalState.MISSED, GoalState.DROPPED)

    def has_ended(self, day: date) -> bool:
        """Whether its time is over on a local date, its top rung not reached."""
        return self.is_closed or (self.is_active and self.due < day)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A person's report on a goal for a local date; one per goal, person and date."""

    id: int
    goal_id: int
    person_id: int
    day: date
    value: Decimal
    confidence: Confidence
    note: str
    at: datetime
    answers: int | None = None
    """How many answers the value is made of, where the goal asks for that."""
    partner: Decimal | None = None
    """What the partner measure was, where the goal has one."""
