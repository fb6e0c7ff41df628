"""Answering input, and what the leads and the giver see of it."""

import json
from datetime import datetime

from goals.errors import NotALead
from goals.people import Actor
from goals.voices import AnsweredAlready, Input
from handlers import surfaces
from handlers.deps import Deps
from handlers.inputs_named import entries
from handlers.names import name_if_left
from handlers.outgoing import Edit
from handlers.speak_up.giving import to_lead, words_of
from handlers.speak_up.listing import listed_for
from handlers.triggers import Click, Form, Trigger, replace_at
from handlers.views import inputs as views
from handlers.views.inputs import Entry
from handlers.views.message import Message
from store import outbox, people, voices
from store.database import Tx
from store.outbox import Priority, Queued


def open_answer(deps: Deps, click: Click, listed: bool = False) -> None:
    """ "Answer": the form; where somebody answered before, what they said instead."""
    input_id, surface = surfaces.split(click.value)
    with deps.read() as tx:
        entry = _entry_for_lead(tx, click, input_id)
        shown = _shown(tx, click.actor, entry, listed) if entry.input.is_answered else None
    if shown:
        (click.tell if surface else click.replace)(shown)
        return
    ids = {"input": entry.input.id, "listed": listed, "surface": surface}
    about = {**ids, "response_url": click.response_url}
    click.open(views.answer_form(entry, json.dumps(about)))


def take_answer(deps: Deps, form: Form) -> None:
    """A lead's answer: to the named author, and into every lead's message."""
    text, me = words_of(form), form.actor.person
    listed, input_id = form.about["listed"], form.about.text("input")
    surface = form.about.get("surface", "")
    with deps.begin() as tx:
        before = _entry_for_lead(tx, form, input_id).input
        if voices.answer_input(tx, input_id, answer=text, person_id=me.id, now=form.now):
            _tell_author(tx, before, form.now)
            _refresh_leads(tx, before, None if listed or surface else me.id, form.now)
        entry = _entry_for_lead(tx, form, input_id)
        if (entry.input.answered_by, entry.input.answer) != (me.id, text):
            raise AnsweredAlready(entry.answered_by, entry.input.answer)
        shown = _shown(tx, form.actor, entry, listed)
        has_left = name_if_left(tx, before.author_id) if before.author_id else ""
    form.show(views.answered_view(entry, has_left))
    if surface:
        surfaces.show_again(deps, form, surface, form.about.text("response_url"))
    else:
        replace_at(form.about.text("response_url"), shown)


def _tell_author(tx: Tx, said: Input, now: datetime) -> None:
    if said.author_id is None:
        return
    author = people.actor_of(tx, said.author_id).person
    outbox.put(
        tx,
        key=f"input-answer:{said.id}",
        workspace_id=said.workspace_id,
        channel=author.user_id,
        kind="input_answer",
        ref={"input": said.id},
        priority=Priority.ANSWER,
        wake_at=now,
    )


def _refresh_leads(tx: Tx, said: Input, except_id: int | None, now: datetime) -> None:
    """Bring the leads' messages up to date, but for the one that its own click replaces."""
    for lead in people.leads_of(tx, [said.team_id])[said.team_id]:
        if lead.person.id != except_id:
            key = f"input-refresh:{said.id}:{lead.person.id}"
            outbox.put_again(tx, key=key, kind="input_refresh", **to_lead(said, lead, now))


def _entry_for_lead(tx: Tx, trigger: Trigger, input_id: str) -> Entry:
    """The input, for a lead of its team. Raises NotALead."""
    said = voices.input_by_id(tx, trigger.actor.person.workspace_id, input_id)
    if said is None or not trigger.actor.leads(said.team_id):
        raise NotALead
    return entries(tx, [said])[0]


def _shown(tx: Tx, actor: Actor, entry: Entry, listed: bool) -> Message:
    """What stands where the button was."""
    if listed:
        return listed_for(tx, actor)
    return views.lead_message(entry, voices.waiting(tx, [entry.input.team_id]))


def render_input(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """The message to a lead; none to who no longer leads, or once somebody answered."""
    said, lead = _of_lead(tx, queued)
    if said is None or said.is_answered or not lead.leads(said.team_id):
        return None
    return views.lead_message(entries(tx, [said])[0], voices.waiting(tx, [said.team_id]))


def render_refresh(tx: Tx, queued: Queued, now: datetime) -> Edit | None:
    """A lead's message as it stands now, if they have one."""
    said, lead = _of_lead(tx, queued)
    sent = outbox.find(tx, queued.workspace_id, f"input:{queued.ref['input']}:{queued.ref['lead']}")
    if not (said and lead.leads(said.team_id) and sent and sent.posted_in and sent.ts):
        return None
    shown = views.lead_message(entries(tx, [said])[0], voices.waiting(tx, [said.team_id]))
    return Edit(sent.posted_in, sent.ts, shown)


def _of_lead(tx: Tx, queued: Queued) -> tuple[Input | None, Actor]:
    said = voices.input_by_id(tx, queued.workspace_id, queued.ref["input"])
    return said, people.actor_of(tx, queued.ref["lead"])


def render_answer(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """The answer, to a named author."""
    said = voices.input_by_id(tx, queued.workspace_id, queued.ref["input"])
    if said is None or said.author_id is None or not said.is_answered:
        return None
    return views.answer_message(entries(tx, [said])[0])
