"""The form of a goal, from wherever somebody sets one or takes a draft up again."""

from collections.abc import Sequence
from dataclasses import replace

from goals.draft import Written
from goals.goal import Goal, Visibility
from goals.people import Actor, Team
from goals.templates import Template
from handlers.climb_together import together_of
from handlers.deps import Deps
from handlers.tiers import place_for, place_of
from handlers.triggers import Trigger
from handlers.views.new_goal import GoalForm, short_form
from store.database import Tx


def open_form(
    deps: Deps,
    trigger: Trigger,
    written: Written,
    *,
    guesses: frozenset[str] = frozenset(),
    is_personal: bool = False,
    remarks: Sequence[str] = (),
    template: str = "",
    close: Sequence[Template] = (),
) -> None:
    """The form, filled in with what is known; a personal goal is for its owner alone to see.

    It is the goal of the team whose channel this is, where the person is on that team.
    """
    with deps.read() as tx:
        form = new_form(
            tx,
            trigger.actor,
            written,
            teams_here_first(trigger),
            guesses=guesses,
            is_personal=is_personal,
            template=template,
        )
    trigger.open(short_form(replace(form, remarks=remarks, close=close)))


def new_form(
    tx: Tx,
    actor: Actor,
    written: Written,
    teams: Sequence[Team],
    *,
    guesses: frozenset[str],
    is_personal: bool,
    template: str = "",
) -> GoalForm:
    """The form of a goal that is not there yet; of a template, it carries that one's name."""
    if is_personal:
        written = replace(written, visibility=Visibility.ME)
    return GoalForm(
        written,
        teams,
        guesses,
        place_for(tx, actor, is_personal=is_personal),
        origin={"template": template} if template else {},
    )


def teams_here_first(trigger: Trigger) -> list[Team]:
    """The actor's teams: the one whose channel this is, then in the order of joining."""
    return sorted(trigger.actor.teams, key=lambda team: team.channel_id != trigger.channel_id)


def draft_form(tx: Tx, actor: Actor, goal: Goal, written: Written) -> GoalForm:
    """The form of a draft, with its place as it was kept."""
    return GoalForm(
        written,
        _team_first(actor, goal),
        frozenset({"baseline"} if goal.baseline_is_guess else ()),
        place_of(tx, actor, goal),
        together_of(tx, goal),
        origin={"goal": goal.id},
        draft=goal,
    )


def again_form(tx: Tx, actor: Actor, goal: Goal, written: Written) -> GoalForm:
    """The form of a goal that follows this one, in its team and at its place."""
    return GoalForm(
        written,
        _team_first(actor, goal),
        place=place_of(tx, actor, goal),
        together=together_of(tx, goal),
        origin={"after": goal.id},
    )


def _team_first(actor: Actor, goal: Goal) -> list[Team]:
    return sorted(actor.teams, key=lambda team: team.id != goal.team_id)
