"""What a goal may add to: upward through the tiers, in no circle, by whoever keeps it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from goals.amounts import read_amount
from goals.errors import NotANumber, Refusal, StillADraft
from goals.goal import Goal, GoalState, Tier
from goals.people import Actor, Team
from goals.sight import can_see

HEIGHT = {Tier.INDIVIDUAL: 0, Tier.TEAM: 1, Tier.ORGANISATION: 2}
MOST_WEIGHT = Decimal(100)
LONGEST_SHOWN = 60

_KEY = r"g?-?(?P<key>\d{1,9})"
_TIMES = {"once": Decimal(1), "twice": Decimal(2), "double": Decimal(2), "half": Decimal("0.5")}
_WEIGHT = re.compile(
    rf"(?<![^\s,])(?:weight\s+(?P<weight>\S+)"
    rf"|count(?:s|ing)?\s+(?P<times>\d[\d.,]*|{'|'.join(_TIMES)})(?:\s*(?:x|times))?)$",
    re.IGNORECASE,
)
_SPACES = ", \t\r\n"
_UNDER = re.compile(rf"{_KEY}\s+(?:under|to)\s+(?P<under>.+)", re.IGNORECASE | re.DOTALL)
_ALONE = re.compile(rf"{_KEY}\s+alone", re.IGNORECASE)
_ONLY = re.compile(_KEY, re.IGNORECASE)


@dataclass
class NotAnAlignment(Refusal):
    """Words behind `/goal align` that say neither what nor where."""

    text: str


@dataclass
class NotAWeight(Refusal):
    """A weight is a number above 0, 100 at most."""

    text: str


@dataclass
class InACircle(Refusal):
    """The parent adds to the child already, in one step or several, or is the child."""

    child: str
    parent: str


@dataclass
class DownTheTiers(Refusal):
    """An organisation's goal adds to no team's, and a team's to no person's."""

    child: Tier
    parent: Tier


@dataclass
class ParentEnded(Refusal):
    """Nothing is added to a goal that was reached or closed; `state` is how it ended."""

    key: str
    state: GoalState = GoalState.DONE


@dataclass
class ChildEnded(Refusal):
    """What has ended adds to nothing new; `state` is how it ended."""

    key: str
    state: GoalState = GoalState.DONE


@dataclass
class NotTheirsToAlign(Refusal):
    """Somebody else decides what this goal adds to, or how much it counts."""

    key: str
    tier: Tier


@dataclass
class AddsToNothing(Refusal):
    """A weight is among the goals that add to the same one, and this goal adds to none."""

    key: str


@dataclass
class NothingLikeIt(Refusal):
    """No goal that the person could mean is found by these words."""

    text: str


@dataclass
class NotTheirsToSet(Refusal):
    """A team's goal is set by its leads, an organisation's by a Slack admin."""

    tier: Tier


@dataclass(frozen=True, slots=True)
class Wish:
    """What `/goal align` asks for: `under` are words or a key, None where nothing is said of it;
    `alone` takes the parent away.
    """

    key: str
    under: str | None = None
    alone: bool = False
    weight: Decimal | None = None


def read_wish(text: str) -> Wish:
    """ "G-12 under G-3", "G-12 under csat weight 2", "G-12 weight 2", "G-12 alone".

    Raises NotAnAlignment, NotAWeight.
    """
    words, weight = text.strip(), None
    if said := _WEIGHT.search(words):
        weight, words = (
            read_weight(said["weight"] or said["times"]),
            words[: said.start()].rstrip(_SPACES),
        )
    if found := _ALONE.fullmatch(words):
        return Wish(f"G-{found['key']}", alone=True)
    if found := _UNDER.fullmatch(words):
        return Wish(f"G-{found['key']}", under=" ".join(found["under"].split()), weight=weight)
    if weight is not None and (found := _ONLY.fullmatch(words)):
        return Wish(f"G-{found['key']}", weight=weight)
    raise NotAnAlignment(text.strip()[:LONGEST_SHOWN])


def read_weight(text: str) -> Decimal:
    """How much a goal counts among its like, "2" or "twice": above 0, at most 100. Raises
    NotAWeight.
    """
    try:
        weight = _TIMES.get(text.casefold()) or read_amount(text)
    except NotANumber:
        raise NotAWeight(text[:LONGEST_SHOWN]) from None
    if not 0 < weight <= MOST_WEIGHT:
        raise NotAWeight(text[:LONGEST_SHOWN])
    return weight


def keeps(actor: Actor, goal: Goal) -> bool:
    """Whether the actor decides what the goal adds to, and how much counts that adds to it.

    Its owner; for a team's goal also the team's leads, for the organisation's also Slack admins,
    as far as they may see it. A person's goal is theirs alone.
    """
    if not can_see(actor, goal):
        return False
    if actor.person.id == goal.owner_id:
        return True
    if goal.tier is Tier.TEAM:
        return actor.leads(goal.team_id)
    return goal.tier is Tier.ORGANISATION and actor.person.is_admin


def check(child: Goal, parent: Goal, above: Collection[int]) -> None:
    """Whether the child may add to the parent; `above` are the ids of what the parent adds to.

    Raises InACircle, ChildEnded, DownTheTiers, StillADraft, ParentEnded.
    """
    if child.id == parent.id or child.id in above:
        raise InACircle(child.key, parent.key)
    if not (child.is_active or child.is_draft):
        raise ChildEnded(child.key, child.state)
    check_tiers(child.tier, parent)


def check_tiers(tier: Tier, parent: Goal) -> None:
    """Whether a goal of this tier, new or not, may add to the parent. Raises DownTheTiers,
    StillADraft, ParentEnded.
    """
    if HEIGHT[parent.tier] < HEIGHT[tier]:
        raise DownTheTiers(tier, parent.tier)
    if parent.is_draft:
        raise StillADraft(parent.key)
    if not parent.is_active:
        raise ParentEnded(parent.key, parent.state)


def check_may_set(actor: Actor, tier: Tier, team: Team | None) -> None:
    """Whether the actor may set a goal of this tier, for this team. Raises NotTheirsToSet."""
    allowed = {
        Tier.INDIVIDUAL: True,
        Tier.TEAM: team is not None and actor.leads(team.id),
        Tier.ORGANISATION: actor.person.is_admin,
    }
    if not allowed[tier]:
        raise NotTheirsToSet(tier)


def tiers_of(actor: Actor) -> tuple[Tier, ...]:
    """The tiers of which the actor may set goals, their own first."""
    return (
        Tier.INDIVIDUAL,
        *([Tier.TEAM] if actor.led else []),
        *([Tier.ORGANISATION] if actor.person.is_admin else []),
    )


def nearest_first(actor: Actor, goals: Collection[Goal]) -> list[Goal]:
    """Goals that a new one could add to: the home team's, other teams', the organisation's, and
    the actor's own last.
    """

    def distance(goal: Goal) -> int:
        if goal.tier is Tier.INDIVIDUAL:
            return 3
        if goal.tier is Tier.ORGANISATION:
            return 2
        return 0 if actor.home and goal.team_id == actor.home.id else 1

    return sorted(goals, key=lambda goal: (distance(goal), goal.due, goal.number))
