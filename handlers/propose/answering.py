"""Answering a proposal: Accept, Change, Decline, and taking one's own back."""

import json
from dataclasses import dataclass
from datetime import datetime

from slack_sdk.models.views import View

from goals.alignment import check_may_set, check_tiers
from goals.as_written import as_written
from goals.draft import Draft, draft
from goals.errors import FieldProblems, Refusal, UnknownGoal
from goals.goal import Goal, GoalState, Tier
from goals.people import Actor
from goals.proposal import (
    CannotStart,
    GoalMovedOn,
    Proposal,
    ProposalState,
    SaysTheSame,
    Wanted,
    as_goal,
    changed,
    check_may_propose,
    differences,
    note,
    stands_as,
)
from goals.revision import RevisedMeanwhile, revised, standing_form
from goals.sight import can_see
from handlers import home, revise_goal
from handlers.check_in.help_along import give_tip
from handlers.deps import Deps
from handlers.propose.offering import show_sent, typed_draft, typed_note, typed_wanted
from handlers.propose.state import (
    bring_up_to_date,
    goal_to_change,
    held,
    message_to,
    parents_of_both,
    preview,
    send_answer,
    send_round,
    shown_to,
)
from handlers.reading import read_date
from handlers.set_goal import review
from handlers.set_goal.past import past_of
from handlers.shell import Click, Form, Trigger, dialog, replace_at
from handlers.views.proposal import form as views
from handlers.views.proposal.form import Frame
from handlers.views.proposal.message import declined_view, gone_message, moved_view
from store import drafts, ladders, people, proposals
from store.database import Tx


@dataclass(frozen=True)
class Place:
    """Which proposal, which of its rounds, and where the message with its buttons is."""

    proposal_id: int
    number: int
    response_url: str = ""

    @classmethod
    def of(cls, click: Click) -> "Place":
        proposal_id, number = click.value.split(":")
        return cls(int(proposal_id), int(number), click.response_url)

    @classmethod
    def from_form(cls, form: Form) -> "Place":
        about = form.about
        return cls(about["proposal"], about["number"], about["response_url"])

    def about(self, **more: str) -> str:
        """This place for a form's private_metadata."""
        ids = {"proposal": self.proposal_id, "number": self.number}
        return json.dumps({**ids, "response_url": self.response_url, **more})


def accept(deps: Deps, click: Click) -> None:
    """ "Accept": the goal starts, or changes, and both are told; once, however often it is pressed.

    Raises NotYourProposal, NoTeamTogether, UnknownGoal, CannotStart, GoalMovedOn.
    """
    place, opened = Place.of(click), None
    with deps.begin() as tx:
        proposal = held(tx, click, place.proposal_id)
        if proposal.is_answerable(click.actor.person.id, place.number):
            goal = _agree(tx, click, proposal)
            proposal = proposals.close(
                tx, proposal, ProposalState.ACCEPTED, click.now, became_id=goal.id
            )
            send_answer(tx, proposal, proposal.latest.by_id, click.now)
            is_new = proposal.goal_id is None and goal.owner_id == click.actor.person.id
            opened = review.begun(tx, click, goal) if is_new else None
        shown = message_to(tx, proposal, click.actor, place.number, click.now)
    if opened:
        click.open(opened)
    click.replace(shown)
    home.refresh(deps, click)


def _agree(tx: Tx, click: Click, proposal: Proposal) -> Goal:
    """Start the goal that was agreed on, or give the goal its new terms."""
    both = people.actors_of(tx, [proposal.by_id, proposal.to_id])
    other = both[proposal.other_id(click.actor.person.id)]
    is_new = proposal.goal_id is None
    check_may_propose(click.actor, other, proposal.latest.wanted.team_id if is_new else None)
    owner, author = both[proposal.owner_id], both[proposal.latest.by_id]
    try:
        if not is_new:
            return _revise(tx, proposal, owner, author, click)
        agreed_with = both[proposal.other_id(owner.person.id)].person.first_name
        return _start(tx, proposal.latest.wanted, owner, agreed_with, click.now)
    except FieldProblems as found:
        raise CannotStart(next(iter(found.problems.values()))) from None


def _start(tx: Tx, wanted: Wanted, owner: Actor, agreed_with: str, now: datetime) -> Goal:
    """The goal begins on its owner's day, checked as if it were written now.

    Raises FieldProblems, CannotStart.
    """
    today = owner.today(now)
    as_wanted = preview(tx, wanted, owner, now)
    said = draft(as_written(as_wanted), today, read_date)
    team = next(team for team in owner.teams if team.id == wanted.team_id)
    check_may_set(owner, Tier.INDIVIDUAL, team)
    is_strong = review.review_of(tx, owner, as_wanted, today).is_strong
    goal = ladders.add(
        tx,
        said,
        workspace_id=owner.person.workspace_id,
        owner_id=owner.person.id,
        team_id=team.id,
        now=now,
        parent_id=_parent_id(tx, wanted, owner),
        state=GoalState.DRAFT,
        baseline_is_guess=as_wanted.baseline_is_guess,
    )
    goal = drafts.start(tx, goal.id, "" if is_strong else f"Agreed with {agreed_with}.")
    give_tip(tx, goal)
    return goal


def _parent_id(tx: Tx, wanted: Wanted, owner: Actor) -> int | None:
    """What it adds to, if it still can. Raises CannotStart."""
    if wanted.parent_id is None:
        return None
    parent = ladders.by_ids(tx, [wanted.parent_id]).get(wanted.parent_id)
    try:
        if parent is None or not can_see(owner, parent):
            raise UnknownGoal("")
        check_tiers(Tier.INDIVIDUAL, parent)
    except Refusal as why:
        raise CannotStart(why) from None
    return parent.id


def _revise(tx: Tx, proposal: Proposal, owner: Actor, author: Actor, trigger: Trigger) -> Goal:
    """The goal gets the terms that its owner said yes to. Raises GoalMovedOn, FieldProblems."""
    goal = goal_to_change(tx, proposal, trigger.actor)
    assert goal and goal.owner_id == owner.person.id
    revise_goal.revisable(goal)
    if proposal.latest.stands != revise_goal.stands(tx, goal):
        raise GoalMovedOn(goal.key)
    form = standing_form(changed(goal, proposal.latest.wanted))
    terms = revised(  # checked once more, since days have passed
        goal,
        statement=form.statement,
        target=form.target,
        due=form.due,
        rungs=form.rungs,
        today=owner.today(trigger.now),
        read_date=read_date,
    )
    why = proposal.last_note
    return revise_goal.apply(tx, goal, terms, by=author, reason=why, now=trigger.now).goal


# A counter-offer


def change(deps: Deps, click: Click) -> None:
    """ "Change": the same form, filled in with what stands; the owner has the past beside it."""
    place = Place.of(click)
    with deps.begin() as tx:
        proposal = held(tx, click, place.proposal_id)
        if proposal.is_answerable(click.actor.person.id, place.number):
            opened = _counter_form(tx, click, proposal, place)
        else:
            opened = None
            shown = message_to(tx, proposal, click.actor, place.number, click.now)
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
            wanted = typed_wanted(tx, form, other, said)
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


# No, and taking it back


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
