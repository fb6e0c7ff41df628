"""`/goal inputs`: what was said, and what came of it."""

from collections.abc import Sequence

from goals.people import Actor
from goals.voices import Input, NotForYou, can_read
from handlers.deps import Deps
from handlers.triggers import Click, Command
from handlers.views import inputs as views
from handlers.views.inputs import Entry
from handlers.views.message import Message
from store import people, teams, voices
from store.database import Tx

PAGE = 8


def inputs(deps: Deps, command: Command) -> Message:
    """`/goal inputs`: what was said and what came of it, as far as this person may read it."""
    with deps.read() as tx:
        return listed_for(tx, command.actor)


def turn_page(deps: Deps, click: Click) -> None:
    """ "Older", "Newer"."""
    with deps.read() as tx:
        shown = listed_for(tx, click.actor, int(click.value))
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


def entries(tx: Tx, inputs: Sequence[Input]) -> list[Entry]:
    """The inputs with the names that go with them."""
    ids = {i for said in inputs for i in (said.author_id, said.answered_by) if i}
    names = {person.id: person.name for person in people.by_ids(tx, ids).values()}
    of = teams.by_ids(tx, {said.team_id for said in inputs})
    return [
        Entry(
            said,
            team=of[said.team_id].name,
            author=names.get(said.author_id or 0, ""),
            answered_by=names.get(said.answered_by or 0, ""),
        )
        for said in inputs
    ]
