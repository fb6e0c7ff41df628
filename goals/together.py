"""Goals that several people climb: how their parts come together, who may be asked, who is named.

| combine | the goal stands at                                                          |
|---------|-----------------------------------------------------------------------------|
| sum     | the sum of each one's latest number                                         |
| average | the average of each one's latest number                                     |
| latest  | the number that anybody reported last                                       |

A done / not done goal counts how often all of them did it. Percentages and ratings are not added
up. The part of somebody who left stays counted as it was.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goals.errors import Refusal
from goals.goal import Combine, Goal, Measure, MeasureKind, Visibility
from goals.people import Actor, Person, ShoutOut

MOST_CONTRIBUTORS = 10


class ForOneAlone(Refusal):
    """A goal that its owner alone sees cannot be shared."""


class NotAddedUp(Refusal):
    """The sum of percentages or ratings says nothing."""


@dataclass
class NotOnATeamWith(Refusal):
    """These people are on no team with the owner."""

    names: tuple[str, ...]


@dataclass
class TooManyTogether(Refusal):
    """More contributors than one message can show."""

    count: int
    limit: int


class NotAsked(Refusal):
    """Nobody has asked this person in, or they answered before."""


@dataclass
class NotClimbing(Refusal):
    """Who does not contribute cannot leave; an owner closes the goal instead."""

    key: str


def combine_for(measure: Measure, chosen: Combine | None) -> Combine:
    """How parts of this measure come together, as chosen or as usual. Raises NotAddedUp."""
    if measure.kind is MeasureKind.DONE:
        return Combine.SUM
    is_share = measure.kind is MeasureKind.RATING or measure.unit == "%"
    if chosen is Combine.SUM and is_share:
        raise NotAddedUp
    return chosen or (Combine.AVERAGE if is_share else Combine.SUM)


def check_can_share(visibility: Visibility, *, is_personal: bool) -> None:
    """Raises ForOneAlone."""
    if is_personal or visibility is Visibility.ME:
        raise ForOneAlone


def check_can_ask(owner: Actor, asked: Iterable[Actor], already: int = 0) -> None:
    """Whether the owner may ask these people: people of a common team, and not too many.

    Raises NotOnATeamWith, TooManyTogether.
    """
    wanted = list(asked)
    strangers = [a.person.name for a in wanted if not any(map(owner.is_in, _team_ids(a)))]
    if strangers:
        raise NotOnATeamWith(tuple(strangers))
    if (count := len(wanted) + already) > MOST_CONTRIBUTORS:
        raise TooManyTogether(count, MOST_CONTRIBUTORS)


def _team_ids(actor: Actor) -> list[int]:
    return [team.id for team in actor.teams]


def may_name_in_channel(reporter: Person, owner: Person) -> bool:
    """Whether what a report reached may be told in the team's channel, as these two wish.

    The goal is its owner's and the news its reporter's: the more private of their wishes wins.
    """
    return all(who.shout_outs is ShoutOut.CHANNEL for who in (reporter, owner))


def named(goal: Goal, people: Mapping[int, Person]) -> tuple[str, ...]:
    """Who of these people is named where a rung of the goal is celebrated, in the order of joining.

    Of a shared goal, those who brought a part and want to be named; never by the size of it.
    """
    if not goal.is_shared:
        return (people[goal.owner_id].name,)
    here = (part for part in goal.parts if part.value is not None and not part.has_left)
    brought = (people[part.person_id] for part in here if part.person_id in people)
    return tuple(who.name for who in brought if who.shout_outs is ShoutOut.CHANNEL)
