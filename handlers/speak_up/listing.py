"""`/goal inputs`: what was said, and what came of it."""

from goals.people import Actor
from goals.voices import NotForYou, can_read
from handlers.carried import number_in
from handlers.deps import Deps
from handlers.inputs_named import entries
from handlers.triggers import Click, Command
from handlers.views import inputs as views
from handlers.views.message import Message
from store import voices
from store.database import Tx

PAGE = 8


def inputs(deps: Deps, command: Command) -> Message:
    """`/goal inputs`: what was said and what came of it, as far as this person may read it."""
    with deps.read() as tx:
        return listed_for(tx, command.actor)


def turn_page(deps: Deps, click: Click) -> None:
    """ "Older", "Newer"."""
    with deps.read() as tx:
        shown = listed_for(tx, click.actor, number_in(click.value))
    click.replace(shown)


def read_all(deps: Deps, click: Click) -> None:
    """ "Read it all": an input and its answer in full. Raises NotForYou."""
    with deps.read() as tx:
        said = voices.input_by_id(tx, click.actor.person.workspace_id, click.value)
        if said is None or not can_read(click.actor, said):
            raise NotForYou
        (entry,) = entries(tx, [said])
    click.open(views.read_view(entry))


def listed_for(tx: Tx, actor: Actor, offset: int = 0) -> Message:
    """The list as this person may read it, from the input at `offset` on."""
    found = voices.inputs_for(tx, actor, limit=PAGE + 1, offset=offset)
    led = frozenset(team.id for team in actor.led)
    return views.list_message(
        entries(tx, [said for said in found[:PAGE] if can_read(actor, said)]),
        led,
        offset=offset,
        more=len(found) > PAGE,
        waiting=voices.waiting(tx, sorted(led)),
    )
