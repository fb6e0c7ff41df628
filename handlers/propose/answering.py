"""Answering a proposal otherwise: a no, taking one's own back, and looking at it."""

from goals.errors import FieldProblems, Refusal
from goals.proposal import (
    ProposalState,
    note,
)
from handlers.deps import Deps
from handlers.propose.state import (
    Place,
    bring_up_to_date,
    held,
    message_to,
    send_answer,
    shown_to,
)
from handlers.triggers import Click, Form, dialog, replace_at
from handlers.views.proposal import form as views
from handlers.views.proposal.dialogs import declined_view, moved_view
from handlers.views.proposal.message import gone_message
from store import people, proposals


def ask_decline(deps: Deps, click: Click) -> None:
    """ "Decline": a form with the reason, if one likes to give it."""
    place = Place.of(click)
    with deps.begin() as tx:
        proposal = held(tx, click, place.proposal_id)
        other = people.actor_of(tx, proposal.other_id(click.actor.person.id)).person
        shown = message_to(tx, proposal, click.actor, place.number, click.now)
    if proposal.is_answerable(click.actor.person.id, place.number):
        statement = proposal.latest.wanted.draft.statement
        click.open(views.decline_form(other, statement, place.about()))
    else:
        click.replace(shown)


def decline(deps: Deps, form: Form) -> None:
    """The no, with its reason: closed for good. Raises FieldProblems, NotYourProposal."""
    place = Place.from_form(form)
    try:
        why = note(form.text("reason"))
    except Refusal as refusal:
        raise FieldProblems({"reason": refusal}) from None
    me = form.actor.person.id
    with deps.begin() as tx:
        proposal = held(tx, form, place.proposal_id)
        if proposal.is_answerable(me, place.number):
            declined = ProposalState.DECLINED
            proposal = proposals.close(tx, proposal, declined, form.now, reason=why)
            send_answer(tx, proposal, proposal.latest.by_id, form.now)
        is_declined = proposal.state is ProposalState.DECLINED and proposal.turn_id == me
        shown = shown_to(tx, proposal, form.actor, place.number, form.now)
        now_shown = message_to(tx, proposal, form.actor, place.number, form.now)
    if shown is None:
        form.show(dialog(gone_message()))
    else:
        form.show(declined_view(shown) if is_declined else moved_view(shown))
    replace_at(place.response_url, now_shown)


def withdraw(deps: Deps, click: Click) -> None:
    """ "Take it back": whoever offered last ends it; a message that was sent says so."""
    place = Place.of(click)
    with deps.begin() as tx:
        proposal = held(tx, click, place.proposal_id)
        is_mine = proposal.is_retractable(click.actor.person.id)
        if is_mine and proposal.latest.number == place.number:
            proposal = proposals.close(tx, proposal, ProposalState.WITHDRAWN, click.now)
            bring_up_to_date(tx, proposal, click.now)
        shown = message_to(tx, proposal, click.actor, place.number, click.now)
    click.replace(shown)


def look(deps: Deps, click: Click) -> None:
    """ "Look at it", in the list: the offer with its buttons, as it stands now."""
    place = Place.of(click)
    with deps.begin() as tx:
        proposal = held(tx, click, place.proposal_id)
        number = proposal.latest.number
        shown = message_to(tx, proposal, click.actor, number, click.now)
    click.tell(shown)
