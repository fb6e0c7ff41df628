"""Giving input, named or not, and telling the leads."""

import json
import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from goals.errors import FieldProblems, NoTeam, Refusal, TooLong
from goals.people import Actor, Team
from goals.voices import (
    LONGEST,
    Input,
    InputKind,
    NamedOrNot,
    NobodyLeads,
    NotForYou,
    checked,
    telling_time,
)
from handlers.carried import number_in, one_of
from handlers.deps import Deps
from handlers.spoken import plain
from handlers.triggers import Command, Form
from handlers.views import inputs as views
from handlers.views.inputs import Audience, Entry
from store import outbox, people, voices
from store.database import Tx
from store.outbox import Priority


def give(deps: Deps, command: Command) -> None:
    """`/goal input <words>`: the form with the words in it, as only they say named or unnamed."""
    text = plain(command.words)
    if len(text) > LONGEST:
        raise TooLong(len(text), LONGEST)
    if not command.actor.teams:
        raise NoTeam
    with deps.read() as tx:
        audiences = _audiences(tx, command.actor.teams)
    if not audiences:
        raise NobodyLeads(command.actor.teams[0].name)
    about = {"input": secrets.token_hex(16), "team": audiences[0].team_id}
    command.open(views.input_form(audiences, text, json.dumps(about)))


def _audiences(tx: Tx, of: Sequence[Team]) -> list[Audience]:
    """The teams that have someone to read an input."""
    leads = people.leads_of(tx, [team.id for team in of])
    return [
        Audience(
            team.id,
            team.name,
            tuple(lead.person.name for lead in leads[team.id]),
            len(people.members(tx, team.id)),
        )
        for team in of
        if leads[team.id]
    ]


def take(deps: Deps, form: Form) -> None:
    """The form: kept, and told to the leads now, or unnamed on a later full hour."""
    text = words_of(form)
    named = form.choice("named")
    if named is None:
        raise FieldProblems({"named": NamedOrNot()})
    team_id = number_in(form.choice("team") or form.about["team"])
    team = next((team for team in form.actor.teams if team.id == team_id), None)
    if team is None:
        raise NoTeam
    with deps.begin() as tx:
        said = (_take_named if named == views.NAMED else _take_unnamed)(tx, form, team, text)
    told_at = telling_time(form.now).astimezone(form.actor.person.zone_info)
    author = form.actor.person.name if said.author_id else ""
    form.show(views.sent_view(Entry(said, team.name, author), f"{told_at:%H:%M}"))


def words_of(form: Form) -> str:
    """The form's words. Raises FieldProblems."""
    try:
        return checked(form.text("words"))
    except Refusal as refusal:
        raise FieldProblems({"words": refusal}) from None


def _kept(tx: Tx, form: Form, team: Team, text: str, **rest: Any) -> Input:
    """The input of this form: one, however often it is submitted. Raises NotForYou."""
    input_id = form.about.text("input")
    added = voices.add_input(
        tx,
        team.workspace_id,
        input_id=input_id,
        team_id=team.id,
        kind=one_of(InputKind, form.choice("kind") or InputKind.IDEA),
        words=text,
        **rest,
    )
    said = added or voices.input_by_id(tx, team.workspace_id, input_id)
    if said is None or (said.words, said.author_id) != (text, rest["author_id"]):
        raise NotForYou  # somebody else's form: what they said is not told
    return said


def leads_beside(tx: Tx, author: Actor, team_id: int | None) -> list[Actor]:
    """The leads of a team who are somebody else."""
    if team_id is None:
        return []
    leads = people.leads_of(tx, [team_id])[team_id]
    return [lead for lead in leads if lead.person.id != author.person.id]


def ask_leads(tx: Tx, author: Actor, team_id: int, text: str, day: date, now: datetime) -> None:
    """A request to the team's leads with the author's name on it; nothing where none would read."""
    leads = leads_beside(tx, author, team_id)
    if not leads:
        return
    said = voices.add_input(
        tx,
        author.person.workspace_id,
        input_id=secrets.token_hex(16),
        team_id=team_id,
        author_id=author.person.id,
        kind=InputKind.REQUEST,
        words=text,
        day=day,
    )
    assert said
    _tell(tx, [(said, lead) for lead in leads], now)


def _take_named(tx: Tx, form: Form, team: Team, text: str) -> Input:
    author = form.actor.person
    others = leads_beside(tx, form.actor, team.id)
    if not others:
        raise NobodyLeads(team.name)
    said = _kept(tx, form, team, text, author_id=author.id, day=form.today)
    _tell(tx, [(said, lead) for lead in others], form.now)
    return said


def _take_unnamed(tx: Tx, form: Form, team: Team, text: str) -> Input:
    tell_at = telling_time(form.now)
    return _kept(tx, form, team, text, author_id=None, day=form.now.date(), tell_at=tell_at)


def tell_due(deps: Deps, now: datetime) -> int:
    """Queue the unnamed inputs whose hour has come (UTC), for all leads; returns how many.

    A lead who wrote one gets it like every other: leaving them out would name them.
    """
    with deps.begin() as tx:
        due = voices.tell_unnamed(tx, now)
        leads = people.leads_of(tx, {said.team_id for said in due}) if due else {}
        _tell(tx, [(said, lead) for said in due for lead in leads[said.team_id]], now)
    return len(due)


def _tell(tx: Tx, pairs: Iterable[tuple[Input, Actor]], now: datetime) -> None:
    outbox.put_many(
        tx,
        [
            {
                "key": f"input:{said.id}:{lead.person.id}",
                "kind": "input",
                "priority": Priority.ANSWER,
                **to_lead(said, lead, now),
            }
            for said, lead in pairs
        ],
    )


def to_lead(said: Input, lead: Actor, now: datetime) -> dict[str, Any]:
    """What every outbox row to a lead about an input has."""
    return {
        "workspace_id": said.workspace_id,
        "channel": lead.person.user_id,
        "ref": {"input": said.id, "lead": lead.person.id},
        "wake_at": now,
    }
