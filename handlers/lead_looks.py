"""What a lead sees of their teams: in Home, and in `/goal team`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from goals.needs import Need, day_for
from goals.people import Actor, Team
from goals.team_state import TeamState
from handlers.inputs_named import entries
from handlers.open_proposals import open_of
from handlers.team_state import states_of
from handlers.views.needs import Look, TeamLook
from handlers.views.proposal.listing import Open
from store import people
from store.database import Tx


def looks_of(
    tx: Tx, reader: Actor, teams: Sequence[Team], now: datetime, *, is_asked: bool = True
) -> list[TeamLook]:
    """These teams as this reader sees them; what waits for leads, of those that they lead. A
    bounded number of statements. `is_asked` says whether a proposal waits for the reader's answer.
    """
    states = states_of(tx, reader, teams, now)
    needs = [need for state in states for need in state.needs]
    known = known_of(tx, states, _named(needs))
    first = [said for state in states for said in state.inputs.first]
    inputs = entries(tx, first) if first else []
    proposed = _waiting(tx, reader) if is_asked and any(map(reader.leads, _ids(teams))) else []
    return [
        TeamLook(
            state,
            _looks(reader, state.needs, known),
            [entry for entry in inputs if entry.input.team_id == state.team.id],
            [one for one in proposed if one.proposal.latest.wanted.team_id == state.team.id],
        )
        for state in states
    ]


def known_of(tx: Tx, states: Sequence[TeamState], ids: Collection[int]) -> Mapping[int, Actor]:
    """These people and all who are on these teams, by id: one statement where some are not."""
    known = {actor.person.id: actor for state in states for actor in state.members}
    missing = set(ids) - known.keys()
    return {**known, **people.actors_of(tx, missing)} if missing else known


def _ids(teams: Sequence[Team]) -> list[int]:
    return [team.id for team in teams]


def _named(needs: Collection[Need]) -> set[int]:
    return {who for need in needs for who in (need.person_id, need.taken_by) if who}


def _looks(reader: Actor, needs: Sequence[Need], known: Mapping[int, Actor]) -> list[Look]:
    """Those of others: what stands in the reader's own way they know."""
    return [
        Look(
            need,
            known[need.person_id].person.name,
            day_for(reader, need.since, known[need.person_id]),
            known[need.taken_by].person.name if need.taken_by else "",
            is_mine=need.taken_by == reader.person.id,
        )
        for need in needs
        if known[need.person_id].person.active and need.person_id != reader.person.id
    ]


def _waiting(tx: Tx, reader: Actor) -> list[Open]:
    return [offer for offer in open_of(tx, reader) if offer.is_my_turn]
