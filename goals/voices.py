"""What people say to each other: feedback between two, and input to a team's leads."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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
    """An employee's word to the team's leads. `author_id` is None when it was given unnamed."""

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


@dataclass(frozen=True, slots=True)
class Blocker:
    """A check-in that said "blocked", as its leads hear of it and answer it."""

    id: int
    check_in_id: int
    taken_by: int | None = None
    answer: str = ""
    answered_by: int | None = None
    answered_at: datetime | None = None
