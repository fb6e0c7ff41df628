"""Inputs with the names that go with them."""

from collections.abc import Sequence

from goals.voices import Input
from handlers.views.inputs import Entry
from store import people, teams
from store.database import Tx


def entries(tx: Tx, inputs: Sequence[Input]) -> list[Entry]:
    """The inputs, each with its author's name if it has one, its team's, and who answered it."""
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
