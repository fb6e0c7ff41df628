"""Opens the form of a new goal, from wherever somebody sets one."""

from dataclasses import replace

from goals.draft import Written
from goals.goal import Visibility
from goals.sentence import Reading
from handlers.deps import Deps
from handlers.shell import Trigger
from handlers.tiers import place_for
from handlers.views.new_goal import new_goal_modal


def open_form(
    deps: Deps,
    trigger: Trigger,
    written: Written,
    reading: Reading | None = None,
    *,
    is_personal: bool = False,
) -> None:
    """The form, filled in with what is known; a personal goal is for its owner alone to see."""
    with deps.read() as tx:
        place = place_for(tx, trigger.actor, is_personal=is_personal)
    if is_personal:
        written = replace(written, visibility=Visibility.ME)
    teams = trigger.actor.teams
    trigger.open(new_goal_modal(written, teams=teams, reading=reading, place=place))
