"""The form of a goal, from wherever somebody sets one or takes a draft up again."""

from collections.abc import Sequence
from dataclasses import replace

from slack_sdk.models.views import View

from goals.draft import Written
from goals.goal import Goal, Visibility
from goals.people import Actor, Team
from goals.sentence import Reading
from handlers.climb_together import together_of
from handlers.deps import Deps
from handlers.tiers import place_for, place_of
from handlers.triggers import Trigger
from handlers.views.new_goal import new_goal_modal
from store.database import Tx


def open_form(
    deps: Deps,
    trigger: Trigger,
    written: Written,
    reading: Reading | None = None,
    *,
    is_personal: bool = False,
    remarks: Sequence[str] = (),
) -> None:
    """The form, filled in with what is known; a personal goal is for its owner alone to see.

    It is the goal of the team whose channel this is, where the person is on that team.
    """
    with deps.read() as tx:
        place = place_for(tx, trigger.actor, is_personal=is_personal)
    if is_personal:
        written = replace(written, visibility=Visibility.ME)
    teams = teams_here_first(trigger)
    trigger.open(
        new_goal_modal(written, teams=teams, reading=reading, place=place, remarks=remarks)
    )


def teams_here_first(trigger: Trigger) -> list[Team]:
    """The actor's teams: the one whose channel this is, then in the order of joining."""
    return sorted(trigger.actor.teams, key=lambda team: team.channel_id != trigger.channel_id)


def draft_form(
    tx: Tx, actor: Actor, goal: Goal, written: Written, remarks: Sequence[str] = ()
) -> View:
    """The form of a draft, with its place as it was kept."""
    return new_goal_modal(
        written,
        teams=actor.teams,
        place=place_of(tx, actor, goal),
        together=together_of(tx, goal),
        remarks=remarks,
        goal=goal,
    )


def again_form(tx: Tx, actor: Actor, goal: Goal, written: Written) -> View:
    """The form of a goal that follows this one, in its team and at its place."""
    team_first = sorted(actor.teams, key=lambda team: team.id != goal.team_id)
    place, together = place_of(tx, actor, goal), together_of(tx, goal)
    return new_goal_modal(written, teams=team_first, place=place, together=together, after=goal)
