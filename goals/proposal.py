"""A proposal: a goal, or a change of one, that two people agree on before it counts.

One proposes, the other accepts, changes or declines, in as many rounds as they need; each round is
kept. A goal belongs to one of the two, its owner, and starts only with the owner's yes: either the
owner wrote the round that the other accepts, or accepts it. Nobody but the two sees a proposal.

Who may propose to whom: two active people of a workspace who have a team in common, lead or not.
Whoever sees a goal may propose a change of it to its owner, by the same rule.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from goals.errors import Refusal, TooLong
from goals.people import Actor, Team
from goals.wanted import Wanted

NOTE_LENGTH = 1000


class ProposalState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Whose(StrEnum):
    """Whose goal it is to be, as the one who proposes says it."""

    THEIRS = "theirs"
    MINE = "mine"
    TOGETHER = "together"
    """Climbed by both, each with a part; whoever proposes it owns it."""


@dataclass
class ToWhom(Refusal):
    """No colleague was named; `text` is the word that should have been one."""

    text: str


@dataclass
class OneAtATime(Refusal):
    """A goal is proposed to one person; `names` are those who were named."""

    names: tuple[str, ...]


class ProposeToYourself(Refusal):
    """What one wants of oneself needs nobody's yes."""


@dataclass
class NoTeamTogether(Refusal):
    """The two have no team in common, or one of them has left. `name` may be ""."""

    name: str


class NotYourProposal(Refusal):
    """A proposal between two other people, or none at all."""


@dataclass
class YourOwnGoal(Refusal):
    """Its owner revises a goal at once."""

    key: str


@dataclass
class OpenAlready(Refusal):
    """A change of this goal is being agreed on already, with `name`."""

    key: str
    name: str


class SaysTheSame(Refusal):
    """A counter-offer that changes nothing."""


@dataclass
class CannotStart(Refusal):
    """What was agreed on does not hold any more, such as a date that is over."""

    why: Refusal


@dataclass
class GoalMovedOn(Refusal):
    """The goal was revised, or a rung of it reached, since the change was proposed."""

    key: str


@dataclass(frozen=True, slots=True)
class Round:
    """One offer. `number` counts from 1; `stands` tells where a goal to be changed stood."""

    id: int
    proposal_id: int
    number: int
    by_id: int
    at: datetime
    wanted: Wanted
    note: str = ""
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one (`by_id`) proposes to another (`to_id`); `rounds` in order, never empty.

    `goal_id` is the goal that it would change; `became_id` the one that it became.
    """

    id: int
    workspace_id: int
    by_id: int
    to_id: int
    owner_id: int
    state: ProposalState
    rounds: tuple[Round, ...]
    goal_id: int | None = None
    became_id: int | None = None
    reason: str = ""
    """Why it was declined."""

    @property
    def latest(self) -> Round:
        return self.rounds[-1]

    @property
    def is_open(self) -> bool:
        return self.state is ProposalState.OPEN

    @property
    def is_together(self) -> bool:
        """Whether both are to climb the new goal."""
        return self.goal_id is None and self.latest.wanted.combine is not None

    @property
    def turn_id(self) -> int:
        """Who answers next: the one who did not write the latest round."""
        return self.other_id(self.latest.by_id)

    def other_id(self, person_id: int) -> int:
        """The other one of the two."""
        return self.to_id if person_id == self.by_id else self.by_id

    def is_between(self, person_id: int) -> bool:
        """Whether this is one of the two."""
        return person_id in (self.by_id, self.to_id)

    def is_answerable(self, person_id: int, number: int) -> bool:
        """Whether this person may answer the round of this number now."""
        return self.is_open and self.latest.number == number and self.turn_id == person_id

    def is_retractable(self, person_id: int) -> bool:
        """Whether this person may take back what they offered last."""
        return self.is_open and self.latest.by_id == person_id

    def before(self, number: int) -> Wanted | None:
        """What the round before this one said."""
        return next((r.wanted for r in self.rounds if r.number == number - 1), None)

    @property
    def last_note(self) -> str:
        """The latest words that came with a round."""
        return next((r.note for r in reversed(self.rounds) if r.note), "")


# Who may propose


def in_common(one: Actor, other: Actor) -> tuple[Team, ...]:
    """The teams that both are in."""
    if one.person.workspace_id != other.person.workspace_id:
        return ()
    return tuple(team for team in one.teams if other.is_in(team.id))


def check_may_propose(one: Actor, other: Actor, team_id: int | None = None) -> tuple[Team, ...]:
    """The teams in common of two who may propose to each other; `team_id`: one that must be among
    them. Raises ProposeToYourself, NoTeamTogether.
    """
    if one.person.id == other.person.id:
        raise ProposeToYourself
    teams = in_common(one, other)
    is_there = team_id is None or any(team.id == team_id for team in teams)
    if not (teams and is_there and one.person.active and other.person.active):
        raise NoTeamTogether(other.person.name)
    return teams


def usual_owner(by: Actor, to: Actor) -> Whose:
    """Whose goal it usually is: who leads proposes for the other, and asks a lead for one's own;
    between equals it is of both.
    """
    leads, is_led = (any(a.leads(t.id) for t in in_common(by, to)) for a in (by, to))
    if leads is is_led:
        return Whose.TOGETHER
    return Whose.THEIRS if leads else Whose.MINE


def note(text: str) -> str:
    """The words that come with a round. Raises TooLong."""
    tidy = text.strip()
    if len(tidy) > NOTE_LENGTH:
        raise TooLong(len(tidy), NOTE_LENGTH)
    return tidy
