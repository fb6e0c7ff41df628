"""The ears: what people do, one file for each. This is their table of contents."""

from collections.abc import Mapping
from functools import partial

from slack_bolt import App

from handlers import (
    align_goals,
    away,
    channel_events,
    check_in,
    climb,
    climb_together,
    close_goal,
    conversation,
    give_feedback,
    home,
    know_me,
    leads_now,
    leavers,
    look_back,
    moves,
    offer_smaller,
    overview,
    propose,
    readers,
    review,
    revise_goal,
    schedule,
    see_goals,
    see_tree,
    set_goal,
    set_mission,
    set_up_team,
    speak_up,
    unblock,
    undeliverable,
    use_templates,
    welcome,
    who,
)
from handlers.commands import dispatcher
from handlers.deps import Deps
from handlers.outgoing import Render
from handlers.passing import Passing
from handlers.shell import Shell

SUB_COMMANDS = (
    *check_in.SUB_COMMANDS,
    *set_goal.SUB_COMMANDS,
    *propose.SUB_COMMANDS,
    *use_templates.SUB_COMMANDS,
    *see_goals.SUB_COMMANDS,
    *climb_together.SUB_COMMANDS,
    *align_goals.SUB_COMMANDS,
    *see_tree.SUB_COMMANDS,
    *revise_goal.SUB_COMMANDS,
    *close_goal.SUB_COMMANDS,
    *review.SUB_COMMANDS,
    *set_up_team.SUB_COMMANDS,
    *overview.SUB_COMMANDS,
    *schedule.SUB_COMMANDS,
    *away.SUB_COMMANDS,
    *give_feedback.SUB_COMMANDS,
    *speak_up.SUB_COMMANDS,
    *set_mission.SUB_COMMANDS,
    *know_me.SUB_COMMANDS,
)
"""The sub-commands of `/goal`; its help groups them (views/help.py)."""

_FEATURES = (  # Bolt asks one listener after the other: what comes most often is first
    home,
    check_in,
    climb,
    set_goal,
    propose,
    use_templates,
    see_goals,
    climb_together,
    align_goals,
    see_tree,
    revise_goal,
    offer_smaller,
    close_goal,
    review,
    set_up_team,
    overview,
    schedule,
    away,
    give_feedback,
    speak_up,
    unblock,
    set_mission,
    know_me,
    leavers,
    moves,
    undeliverable,
    channel_events,
)


def register(app: App, deps: Deps) -> None:
    """Hang everything that people can do into a Bolt app."""
    app.use(Passing(partial(who.acts, deps)))
    shell = Shell(app, deps.clock)
    answer = dispatcher(SUB_COMMANDS, deps)
    shell.command("/goal", answer)
    for feature in _FEATURES:
        feature.register(shell, deps)
    names = frozenset({*(sub.name for sub in SUB_COMMANDS), "help"})
    conversation.register(shell, deps, answer, names)
    who.register(shell, deps)


def renderers(deps: Deps) -> Mapping[str, Render]:
    """How each kind of queued message is made, by the outbox row's kind."""
    return {
        **check_in.renderers(deps),
        **climb.RENDERERS,
        **climb_together.RENDERERS,
        **revise_goal.RENDERERS,
        **close_goal.RENDERERS,
        **propose.RENDERERS,
        **look_back.RENDERERS,
        **welcome.RENDERERS,
        **leads_now.RENDERERS,
        **readers.RENDERERS,
        **give_feedback.RENDERERS,
        **speak_up.RENDERERS,
        **unblock.RENDERERS,
        **undeliverable.RENDERERS,
        **leavers.RENDERERS,
        **moves.RENDERERS,
    }
