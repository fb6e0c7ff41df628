"""What the form of a new goal asks about its place: whose it is, and what it adds to."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from goals.goal import Goal, Tier
from handlers.views.parts import field, radio, select, small, words

PERSONAL = "personal"
MOST_PARENTS = 100
"""Options of one select: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"""

PART_OF = "A goal of the team's or the organisation's that this one is a part of."
FURTHER = " Not in the list? Once the goal is set, /goal align finds any by its words."

WHOSE = {
    Tier.INDIVIDUAL.value: "Mine, at work",
    PERSONAL: "Mine, personal: only I see it",
    Tier.TEAM.value: "The team's",
    Tier.ORGANISATION.value: "The organisation's: everyone here sees it",
}


@dataclass(frozen=True, slots=True)
class Place:
    """What the fields offer. `parents` stand nearest first; `mission` is one line, or "".

    `tier`, `is_personal` and `parent_id` are chosen to begin with.
    """

    tiers: Sequence[Tier] = (Tier.INDIVIDUAL,)
    parents: Sequence[Goal] = ()
    mission: str = ""
    is_personal: bool = False
    tier: Tier = Tier.INDIVIDUAL
    parent_id: int | None = None


def mission_line(place: Place) -> list[Block]:
    """What the organisation is for, where goals are set."""
    return [small(f"What we are here for: {words(place.mission, 300)}")] if place.mission else []


def place_fields(place: Place) -> list[Block]:
    """Whose goal it is, and what it adds to where there is something that it could."""
    allowed = (PERSONAL, *place.tiers, place.tier)
    offered = {value: text for value, text in WHOSE.items() if value in allowed}
    chosen = PERSONAL if place.is_personal else place.tier.value
    blocks: list[Block] = [
        field(
            "whose",
            "Whose goal is it?",
            radio(offered, chosen),
            hint="A personal goal is for your own growth. To let your leads see it, say so below.",
        )
    ]
    return [*blocks, *parent_field(place.parents, place.parent_id)]


def parent_field(parents: Sequence[Goal], parent_id: int | None) -> list[Block]:
    """What it adds to, where there is something that it could."""
    if not parents:
        return []
    named = {str(goal.id): f"{goal.key} {goal.statement}" for goal in parents}
    adds_to = str(parent_id) if parent_id else None
    return [
        field(
            "parent",
            "Adds to",
            select(dict(list(named.items())[:MOST_PARENTS]), adds_to),
            hint=PART_OF + (FURTHER if len(parents) > MOST_PARENTS else ""),
            optional=True,
        )
    ]
