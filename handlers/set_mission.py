"""What the organisation is for: `/goal mission` shows it, Slack admins set it."""

from functools import partial

from goals.purpose import NotAnAdmin, mission_of
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.shell import Shell
from handlers.spoken import plain
from handlers.triggers import Click, Command, Form, Trigger
from handlers.views.message import Message
from handlers.views.purpose import mission_form, mission_message, mission_set_view
from store import purpose


def mission(deps: Deps, command: Command) -> Message | None:
    """`/goal mission`: what it is, and for admins the way to change it; with words, the form.

    Raises NotAnAdmin.
    """
    if command.words:
        _check_admin(command)
        with deps.read() as tx:
            found = purpose.mission_of(tx, command.actor.person.workspace_id)
        command.open(mission_form(found, plain(command.words)))
        return None
    with deps.read() as tx:
        found = purpose.mission_of(tx, command.actor.person.workspace_id)
    return mission_message(found, command.actor.person.is_admin)


def change(deps: Deps, click: Click) -> None:
    """ "Change": the form with what holds now. Raises NotAnAdmin."""
    _check_admin(click)
    with deps.read() as tx:
        found = purpose.mission_of(tx, click.actor.person.workspace_id)
    click.open(mission_form(found))


def save(deps: Deps, form: Form) -> None:
    """The submitted form. Raises NotAnAdmin, FieldProblems."""
    _check_admin(form)
    wanted = mission_of(form.text("words"), form.text("priorities"))
    with deps.begin() as tx:
        purpose.set_mission(tx, form.actor.person.workspace_id, wanted)
    form.show(mission_set_view(wanted))


def _check_admin(trigger: Trigger) -> None:
    if not trigger.actor.person.is_admin:
        raise NotAnAdmin


SUB_COMMANDS = (
    SubCommand(
        "mission", "", "what we are here for, and what comes first", mission, reads_words=True
    ),
)


def register(shell: Shell, deps: Deps) -> None:
    """The form of the mission."""
    shell.click("mission.change", partial(change, deps))
    shell.form("mission.save", partial(save, deps))
