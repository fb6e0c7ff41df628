"""Where goals stand among others: what they add to, what adds to them, how they make a load."""

from dataclasses import dataclass, replace

from goals import balance
from goals.alignment import check_may_set, check_tiers, nearest_first, tiers_of
from goals.draft import Draft
from goals.errors import FieldProblems, Refusal, UnknownGoal
from goals.goal import Goal, Tier, Visibility
from goals.measures.same import twin
from goals.people import Actor, Team
from goals.rollup import COUNTED, as_reported, share
from goals.sight import can_see
from handlers.carried import number_in
from handlers.standing import rollup_of
from handlers.triggers import Form, Trigger
from handlers.views.kin import Kin
from handlers.views.tier_fields import PERSONAL, Place
from store import alignment, ladders, purpose
from store.database import Tx

MOST_GOALS = 5
"""For somebody without a team; a team has a setting."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A goal with its place, as the form has it."""

    draft: Draft
    tier: Tier
    parent: Goal | None
    is_personal: bool


def place_for(tx: Tx, actor: Actor, *, is_personal: bool = False) -> Place:
    """What the form of a new goal offers this person; three statements."""
    mission = purpose.mission_of(tx, actor.person.workspace_id)
    return Place(
        tiers=tiers_of(actor),
        parents=parents_for(tx, actor),
        mission=mission.line if mission else "",
        is_personal=is_personal,
    )


def place_of(tx: Tx, actor: Actor, goal: Goal) -> Place:
    """What the form offers a goal's owner, with the goal's place chosen; four statements.

    What it adds to is offered first, as long as something can be added there.
    """
    place = place_for(tx, actor, is_personal=goal.is_personal)
    place = replace(place, tier=goal.tier)
    parent = ladders.by_ids(tx, [goal.parent_id]).get(goal.parent_id) if goal.parent_id else None
    if parent is None or not parent.is_active or not can_see(actor, parent):
        return place
    others = [other for other in place.parents if other.id != parent.id]
    return replace(place, parents=[parent, *others], parent_id=parent.id)


def parents_for(tx: Tx, actor: Actor) -> list[Goal]:
    """What a goal of the actor's could add to: their teams' and the organisation's goals, nearest
    first, and behind them their own.
    """
    return nearest_first(actor, alignment.parents(tx, actor))


def placed(tx: Tx, form: Form, draft: Draft, team: Team | None) -> Placed:
    """The goal's place as the form says it, checked anew.

    A goal that becomes personal is seen by nobody else, unless the visibility was chosen: where it
    stands as the form offered it, that is no choice. Raises FieldProblems.
    """
    whose = form.choice("whose") or Tier.INDIVIDUAL.value
    is_personal = whose == PERSONAL
    tier = Tier.INDIVIDUAL if is_personal else Tier(whose)
    problems: dict[str, Refusal] = {}
    parent = None
    try:
        check_may_set(form.actor, tier, team)
    except Refusal as why:
        problems["whose"] = why
    try:
        parent = _parent(tx, form, tier)
    except Refusal as why:
        problems["parent"] = why
    if problems:
        raise FieldProblems(problems)
    becomes_personal = is_personal and form.offered("whose") != PERSONAL
    if becomes_personal and draft.visibility == form.offered("visibility"):
        draft = replace(draft, visibility=Visibility.ME)
    return Placed(draft, tier, parent, is_personal)


def _parent(tx: Tx, form: Form, tier: Tier) -> Goal | None:
    """The parent chosen. Raises UnknownGoal, DownTheTiers, ParentEnded."""
    chosen = form.choice("parent")
    if not chosen:
        return None
    parent = ladders.by_ids(tx, [number_in(chosen)]).get(number_in(chosen))
    if parent is None or not can_see(form.actor, parent):
        raise UnknownGoal("")
    check_tiers(tier, parent)
    return parent


def team_of(actor: Actor, goal: Goal) -> Team | None:
    """The goal's team, as far as the actor is in it."""
    return next((team for team in actor.teams if team.id == goal.team_id), None)


def twin_of(tx: Tx, reader: Actor, goal: Goal) -> Goal | None:
    """The goal of the same owner that is on the same measure already, as far as the reader may see
    it; of a team's or the organisation's goal, one of that tier.
    """
    owned = [each for each in ladders.owned(tx, [goal.owner_id]) if can_see(reader, each)]
    return twin(goal, [each for each in owned if each.tier is goal.tier])


def load_remarks(tx: Tx, actor: Actor, goal: Goal) -> tuple[balance.Remark, ...]:
    """What to say of the goals that this one joins, new, re-dated or taken up again: the actor's
    own, or the team's.
    """
    team = team_of(actor, goal)
    if goal.tier is Tier.ORGANISATION:
        return ()
    if goal.tier is Tier.TEAM and team:
        candidates = ladders.of_team(tx, team.id)
    else:
        candidates = ladders.owned(tx, [actor.person.id])
    others = [g for g in candidates if g.tier is goal.tier and g.id != goal.id]
    seen = [g for g in others if can_see(actor, g)]
    return balance.remarks(goal, seen, team.most_goals if team else MOST_GOALS)


def kin_of(tx: Tx, trigger: Trigger, goal: Goal) -> Kin:
    """What the goal adds to, and what adds to it, as this reader may see it; a bounded number of
    statements. To what was put down, or ended short, nothing adds any more.
    """
    actor = trigger.actor
    parents = ladders.by_ids(tx, [goal.parent_id]) if goal.parent_id else {}
    parent = parents.get(goal.parent_id or 0)
    if parent and not (can_see(actor, parent) and parent.state in COUNTED):
        parent = None
    part = None
    if parent:
        siblings = [g for g in alignment.under(tx, parent.id) if can_see(actor, g)]
        parts = [as_reported(g) for g in siblings if g.state in COUNTED]
        if goal.state in COUNTED and not (goal.is_level or parent.is_level):
            part = share(parent, goal, parts)
    return Kin(parent, part, rollup_of(tx, actor, goal))
