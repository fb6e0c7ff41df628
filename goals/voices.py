"""What people say to each other: feedback between two, and input to a team's leads."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from goals.errors import Refusal, TooLong
from goals.people import Actor

LONGEST = 3000
"""Characters in one piece of words: what Slack's text fields take, and its sections show."""

APART = timedelta(minutes=15)
HOUR = timedelta(hours=1)


class InputKind(StrEnum):
    IDEA = "idea"
    OBSTACLE = "obstacle"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Feedback:
    """Words from one person to another, about a goal or not; the two see it, nobody else."""

    id: int
    workspace_id: int
    from_id: int
    to_id: int
    words: str
    at: datetime
    goal_id: int | None = None
    answers_id: int | None = None
    """The id of the feedback that this answers."""
    thanked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Input:
    """An employee's word to the team's leads. `author_id` is None when it was given unnamed.

    `day` is local to a named author; an unnamed input has the UTC date, as a local one would
    tell a zone.
    """

    id: str
    workspace_id: int
    team_id: int
    author_id: int | None
    kind: InputKind
    words: str
    day: date
    answer: str = ""
    answered_by: int | None = None
    answered_at: datetime | None = None

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


@dataclass(frozen=True, slots=True)
class Blocker:
    """A check-in that said "blocked", as its leads hear of it and answer it."""

    id: int
    check_in_id: int
    words: str = ""
    """What was in the way, in the words of the check-in that said so last."""
    taken_by: int | None = None
    answer: str = ""
    answered_by: int | None = None
    answered_at: datetime | None = None

    @property
    def is_answered(self) -> bool:
        return self.answered_at is not None


MOST_RECEIVERS = 10
"""As many get the same words at once; more is an announcement."""


def checked(words: str) -> str:
    """The words as they will be kept; raises NoWords, TooLong."""
    kept = words.strip()
    if not kept:
        raise NoWords
    if len(kept) > LONGEST:
        raise TooLong(len(kept), LONGEST)
    return kept


def telling_time(now: datetime) -> datetime:
    """When leads hear of an unnamed input given at `now` (UTC): a full hour, not at once.

    At least a quarter of an hour lies between, so that nobody who sat beside can tell.
    """
    earliest = now + APART
    hour = earliest.replace(minute=0, second=0, microsecond=0)
    return hour if hour == earliest else hour + HOUR


def can_read(viewer: Actor, said: Input) -> bool:
    """Whether the viewer may read an input: its named author, and the team's leads.

    An unnamed one has no author to answer to, so the whole team reads it once it is answered.
    """
    if viewer.person.workspace_id != said.workspace_id:
        return False
    if viewer.leads(said.team_id) or viewer.person.id == said.author_id:
        return True
    return said.author_id is None and said.is_answered and viewer.is_in(said.team_id)


class NoWords(Refusal):
    """There are no words to pass on."""


class ToYourself(Refusal):
    """Feedback goes from one person to another."""


@dataclass
class TooManyReceivers(Refusal):
    """More people than get the same words at once."""

    count: int
    limit: int


@dataclass
class HiddenGoal(Refusal):
    """The goal that the feedback is about is not one that its receiver may see."""

    key: str
    name: str


class NotForYou(Refusal):
    """The words behind this button were said to somebody else."""


@dataclass
class HasLeft(Refusal):
    """The one whom the words were for has left Slack, and would never read them."""

    name: str


class NamedOrNot(Refusal):
    """Nobody but the giver decides whether their name goes with an input."""


@dataclass
class NobodyLeads(Refusal):
    """The team has no lead, or none but the giver, so nobody would read the input."""

    team: str


@dataclass
class AnsweredAlready(Refusal):
    """Somebody else answered before; `answer` is what they said."""

    name: str
    answer: str
