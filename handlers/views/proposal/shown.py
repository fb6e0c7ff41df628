"""A proposal as one of its two reads it: what its messages are made of."""

from dataclasses import dataclass
from datetime import date

from goals.goal import Goal, GoalState
from goals.people import Person
from goals.proposal import Proposal, Round
from goals.smart import Review
from goals.stretch import Past
from goals.wanted import Wanted
from handlers.views.parts import words
from handlers.views.proposal.differences import Names


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal as one of the two reads it, in the message that came with round `number`.

    `wanted` is the goal as it would be; `standing` the goal that it would change, as it stands,
    and `became` what it became, each as far as the reader may see it. `review` is without what
    only its owner may know; `past` is the owner's, for the owner alone.
    """

    proposal: Proposal
    number: int
    reader: Person
    other: Person
    wanted: Goal
    names: Names
    day: date
    standing: Goal | None = None
    became: Goal | None = None
    review: Review | None = None
    past: Past | None = None
    has_ended: bool = False
    """The goal that it would change was reached or closed since."""
    twin: Goal | None = None
    """A goal of the owner's on the same measure, as far as the reader may see it."""

    @property
    def is_owner(self) -> bool:
        return self.proposal.owner_id == self.reader.id

    @property
    def latest(self) -> Round:
        return self.proposal.latest

    @property
    def before(self) -> Wanted | None:
        """What the round before the latest said."""
        return self.proposal.before(self.latest.number)

    @property
    def name(self) -> str:
        """The other's name, as mrkdwn."""
        return words(self.other.name, 60)

    @property
    def who(self) -> str:
        """The same where a verb follows, with a word where they have left: "Tom, who has left,"."""
        return self.name if self.other.active else f"{self.name}, who has left,"

    @property
    def bold(self) -> str:
        """The same, with the name in bold."""
        return self.who.replace(self.name, f"*{self.name}*", 1)

    @property
    def obstacle(self) -> str:
        """Why it can't be agreed on as things are, and what to do; "" where it can."""
        if not self.other.active:
            return f"{self.name} has left, so it can't be agreed on any more."
        if not (self.has_ended and self.standing):
            return ""
        key = self.standing.key
        if self.standing.state is GoalState.REACHED:
            return f"{key} was reached since, so there is nothing left to change in it."
        whose = "You take" if self.is_owner else f"{self.name} takes"
        return (
            f"{key} was closed since, so it can't change. {whose} it up again with "
            f"“Take it up again” in `/goal show {key}`; then `/goal propose` has this to accept."
        )
