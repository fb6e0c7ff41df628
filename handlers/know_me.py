"""What people note of themselves: `/goal me`."""

from dataclasses import replace
from functools import partial

from goals.purpose import about_me_of
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.shell import Shell
from handlers.spoken import plain
from handlers.triggers import Click, Command, Form
from handlers.views.message import Message
from handlers.views.purpose import LEADS_TOO, me_form, me_kept_view, me_message
from store import purpose


def me(deps: Deps, command: Command) -> Message | None:
    """`/goal me`: my strengths and aspirations, and who can read them; with words, the form."""
    with deps.read() as tx:
        noted = purpose.about(tx, command.actor.person.id)
    if command.words:
        typed = plain(command.words)
        command.open(me_form(replace(noted, strengths=f"{noted.strengths}\n{typed}".strip())))
        return None
    return me_message(noted)


def change(deps: Deps, click: Click) -> None:
    """ "Change": the form with what was noted."""
    with deps.read() as tx:
        noted = purpose.about(tx, click.actor.person.id)
    click.open(me_form(noted))


def save(deps: Deps, form: Form) -> None:
    """The submitted notes. Raises FieldProblems."""
    for_leads = form.choice("readers") == LEADS_TOO
    wanted = about_me_of(form.text("strengths"), form.text("aspirations"), for_leads)
    me = form.actor.person
    with deps.begin() as tx:
        purpose.set_about(tx, me.workspace_id, me.id, wanted)
    form.show(me_kept_view(wanted))


SUB_COMMANDS = (
    SubCommand("me", "", "my strengths and aspirations, for myself", me, reads_words=True),
)


def register(shell: Shell, deps: Deps) -> None:
    """The form of one's own notes."""
    shell.click("me.change", partial(change, deps))
    shell.form("me.save", partial(save, deps))
