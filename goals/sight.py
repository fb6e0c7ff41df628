"""Who sees what. Every path that shows or sends a goal asks here."""

from dataclasses import dataclass

from goals.goal import Goal, Tier, Visibility
from goals.people import Actor
from goals.purpose import AboutMe


@dataclass(frozen=True, slots=True)
class Seen:
    """Who beside its owner sees a goal, and of which team they are."""

    by: Visibility
    team_id: int | None


def seen(goal: Goal) -> Seen:
    """Who sees the goal now: without a team, its owner alone, whatever was chosen."""
    is_alone = goal.team_id is None and goal.tier is not Tier.ORGANISATION
    return Seen(Visibility.ME if is_alone else goal.visibility, goal.team_id)


def can_see(viewer: Actor, goal: Goal) -> bool:
    """Whether the viewer may see the goal: its words, numbers, rungs.

    The owner always, and a draft nobody else; who contributes to it; an organisation's goal
    everyone in its workspace; a team's or a person's goal the team or its leads, as the owner
    chose. Admins and leads of other teams see no more than anybody else.
    """
    if viewer.person.workspace_id != goal.workspace_id:
        return False
    if viewer.person.id == goal.owner_id:
        return True
    if goal.is_draft or goal.visibility is Visibility.ME:
        return False
    if viewer.person.id in goal.climbers:
        return True
    if goal.visibility is Visibility.LEADS:
        return viewer.leads(goal.team_id)
    return goal.tier is Tier.ORGANISATION or viewer.is_in(goal.team_id)


def can_see_notes(viewer: Actor, goal: Goal) -> bool:
    """Whether the viewer may read the notes of all of the goal's check-ins: its owner and leads.

    Who contributes reads their own.
    """
    return can_see(viewer, goal) and (
        viewer.person.id == goal.owner_id or viewer.leads(goal.team_id)
    )


def can_read_about(viewer: Actor, of: Actor, about: AboutMe) -> bool:
    """Whether the viewer may read what somebody noted of themselves: a lead of one of their teams,
    if they show it to their leads.
    """
    if about.is_empty or viewer.person.workspace_id != of.person.workspace_id:
        return False
    leads = any(viewer.leads(team.id) for team in of.teams)
    return viewer.person.id == of.person.id or (about.for_leads and leads)


def can_shout(goal: Goal) -> bool:
    """Whether a rung of this goal may be named in the team's channel."""
    return goal.visibility is Visibility.TEAM and goal.team_id is not None


def can_keep(goal: Goal) -> bool:
    """Whether this goal's words may be kept as a template for its team, which knows them."""
    return can_shout(goal) and not goal.is_personal and not goal.is_draft


def can_name_beside(goal: Goal, parent: Goal) -> bool:
    """Whether `parent`, which the goal adds to, may be named where the goal's team reads."""
    if parent.workspace_id != goal.workspace_id or parent.visibility is not Visibility.TEAM:
        return False
    return parent.tier is Tier.ORGANISATION or parent.team_id == goal.team_id
