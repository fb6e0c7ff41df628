"""Who sees what. Every path that shows or sends a goal asks here."""

from goals.goal import Goal, Tier, Visibility
from goals.people import Actor


def can_see(viewer: Actor, goal: Goal) -> bool:
    """Whether the viewer may see the goal: its words, numbers, rungs.

    The owner always, and a draft nobody else; an organisation's goal everyone in its workspace;
    a team's or a person's goal the team or its leads, as the owner chose. Admins and leads of
    other teams see no more than anybody else.
    """
    if viewer.person.workspace_id != goal.workspace_id:
        return False
    if viewer.person.id == goal.owner_id:
        return True
    if goal.is_draft or goal.visibility is Visibility.ME:
        return False
    if goal.visibility is Visibility.LEADS:
        return viewer.leads(goal.team_id)
    return goal.tier is Tier.ORGANISATION or viewer.is_in(goal.team_id)


def can_see_notes(viewer: Actor, goal: Goal) -> bool:
    """Whether the viewer may read the notes of the goal's check-ins: its owner and its leads."""
    return can_see(viewer, goal) and (
        viewer.person.id == goal.owner_id or viewer.leads(goal.team_id)
    )


def can_shout(goal: Goal) -> bool:
    """Whether a rung of this goal may be named in the team's channel."""
    return goal.visibility is Visibility.TEAM and goal.team_id is not None


def can_name_beside(goal: Goal, parent: Goal) -> bool:
    """Whether `parent`, which the goal adds to, may be named where the goal's team reads."""
    if parent.workspace_id != goal.workspace_id or parent.visibility is not Visibility.TEAM:
        return False
    return parent.tier is Tier.ORGANISATION or parent.team_id == goal.team_id
