"""A counter-offer: the same form, filled in with what stands, and the next round."""

from slack_sdk.models.views import View

from goals.as_written import as_written
from goals.draft import Draft
from goals.people import Actor
from goals.proposal import Proposal, SaysTheSame, check_may_propose
from goals.revision import RevisedMeanwhile, standing_form
from goals.wanted import Wanted, as_goal, changed, differences, stands_as
from handlers import revise_goal
from handlers.deps import Deps
from handlers.propose.offering import show_sent, typed_draft, typed_note, typed_wanted
from handlers.propose.state import (
    Place,
    goal_to_change,
    held,
    is_possible,
    message_of,
    message_to,
    parents_of_both,
    preview,
    send_round,
    shown_to,
)
from handlers.set_goal.past import past_of
from handlers.triggers import Click, Form, dialog, replace_at
from handlers.views.proposal import form as views
from handlers.views.proposal.dialogs import moved_view
from handlers.views.proposal.form import Frame
from handlers.views.proposal.message import gone_message
from store import people, proposals
from store.database import Tx


def change(deps: Deps, click: Click) -> None:
    """ "Change": the same form, filled in with what stands; the owner has the past beside it."""
    place = Place.of(click)
    with deps.begin() as tx:
        proposal = held(tx, click, place.proposal_id)
        before = shown_to(tx, proposal, click.actor, place.number, click.now)
        if is_possible(before) and proposal.is_answerable(click.actor.person.id, place.number):
            opened = _counter_form(tx, click, proposal, place)
        else:
            opened = None
            shown = message_of(before)
    if opened:
        click.open(opened)
    else:
        click.replace(shown)


def _counter_form(tx: Tx, click: Click, proposal: Proposal, place: Place) -> View:
    actor, wanted = click.actor, proposal.latest.wanted
    other = people.actor_of(tx, proposal.other_id(actor.person.id))
    teams = check_may_propose(actor, other)
    is_owner = proposal.owner_id == actor.person.id
    if goal := goal_to_change(tx, proposal, actor):
        revise_goal.revisable(goal)
        as_wanted = changed(goal, wanted)
        past = past_of(tx, actor, as_wanted, click.today) if is_owner else None
        frame = Frame(other.person, place.about(stands=revise_goal.stands(tx, goal)))
        zone = actor.person.zone_info
        form = standing_form(as_wanted)
        return views.counter_change_form(frame, goal, form, click.today, zone, past)
    as_wanted = preview(tx, wanted, people.actor_of(tx, proposal.owner_id), click.now)
    parents = parents_of_both(tx, actor, other, wanted.parent_id)
    frame = Frame(
        other.person,
        place.about(),
        teams,
        parents,
        next((goal.id for goal in parents if goal.id == wanted.parent_id), None),
        wanted.team_id,
        wanted.combine,
    )
    past = past_of(tx, actor, as_wanted, click.today) if is_owner else None
    return views.counter_form(frame, as_written(as_wanted), as_wanted, past, is_owner=is_owner)


def take_counter(deps: Deps, form: Form) -> None:
    """The counter-offer, handed in: the next round, and the other's turn.

    Raises FieldProblems, SaysTheSame, NotYourProposal, NoTeamTogether, RevisedMeanwhile.
    """
    place, words = Place.from_form(form), typed_note(form)
    said = None if "stands" in form.about else _typed_draft(deps, form, place)
    with deps.begin() as tx:
        proposal = held(tx, form, place.proposal_id)
        if not proposal.is_answerable(form.actor.person.id, place.number):
            _overtaken(tx, form, proposal, place)
            return
        other = people.actor_of(tx, proposal.other_id(form.actor.person.id))
        if said:
            is_together = proposal.is_together
            wanted = typed_wanted(tx, form, other, said, is_together=is_together)
        else:
            wanted = _changed_terms(tx, form, proposal, other)
        stands = form.about.get("stands", "")
        is_same = not differences(proposal.latest.wanted, wanted)
        if is_same and stands == proposal.latest.stands:
            raise SaysTheSame
        proposal = proposals.counter(
            tx,
            proposal,
            by_id=form.actor.person.id,
            wanted=wanted,
            note=words,
            stands=stands,
            now=form.now,
        )
        send_round(tx, proposal, form.now)
        show_sent(tx, form, proposal)
        shown = message_to(tx, proposal, form.actor, place.number, form.now)
    replace_at(place.response_url, shown)


def _typed_draft(deps: Deps, form: Form, place: Place) -> Draft:
    """The new goal in the form; what it does not ask is as in the round that it answers."""
    with deps.begin() as tx:
        proposal = held(tx, form, place.proposal_id)
    answered = proposal.rounds[min(place.number, len(proposal.rounds)) - 1].wanted
    before = as_written(as_goal(answered, proposal.workspace_id, proposal.owner_id))
    return typed_draft(form, before)


def _changed_terms(tx: Tx, form: Form, proposal: Proposal, other: Actor) -> Wanted:
    check_may_propose(form.actor, other)
    goal = goal_to_change(tx, proposal, form.actor)
    assert goal
    revise_goal.revisable(goal)
    if form.about["stands"] != revise_goal.stands(tx, goal):
        raise RevisedMeanwhile(goal.key)
    return stands_as(goal, revise_goal.typed_terms(goal, form))


def _overtaken(tx: Tx, form: Form, proposal: Proposal, place: Place) -> None:
    """Handed in twice, or after it moved on: what stands."""
    me = form.actor.person.id
    is_mine = proposal.is_open and proposal.latest.by_id == me
    if is_mine and proposal.latest.number == place.number + 1:
        show_sent(tx, form, proposal)
        return
    shown = shown_to(tx, proposal, form.actor, place.number, form.now)
    form.show(moved_view(shown) if shown else dialog(gone_message()))
