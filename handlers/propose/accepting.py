"""Accepting a proposal: the goal starts, or gets the terms that its owner said yes to."""

from datetime import datetime

from goals.alignment import check_may_set, check_tiers
from goals.as_written import as_written
from goals.draft import draft
from goals.errors import FieldProblems, Refusal, UnknownGoal
from goals.goal import Goal, GoalState, Tier
from goals.people import Actor
from goals.proposal import CannotStart, GoalMovedOn, Proposal, ProposalState, check_may_propose
from goals.revision import revised, standing_form
from goals.sight import can_see
from goals.smart import Letter
from goals.wanted import Wanted, changed
from handlers import climb_together, home, revise_goal
from handlers.check_in.help_along import give_tip
from handlers.deps import Deps
from handlers.propose.state import (
    Place,
    goal_to_change,
    held,
    is_possible,
    message_to,
    preview,
    send_answer,
    shown_to,
)
from handlers.reading import read_date
from handlers.set_goal import review
from handlers.triggers import Click, Trigger
from store import drafts, ladders, people, proposals
from store.database import Tx


def accept(deps: Deps, click: Click) -> None:
    """ "Accept": the goal starts, or changes, and both are told; once, however often it is pressed.

    Raises NotYourProposal, NoTeamTogether, UnknownGoal, CannotStart, GoalMovedOn.
    """
    place, opened = Place.of(click), None
    with deps.begin() as tx:
        proposal = held(tx, click, place.proposal_id)
        before = shown_to(tx, proposal, click.actor, place.number, click.now)
        if is_possible(before) and proposal.is_answerable(click.actor.person.id, place.number):
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
        partner = both[proposal.other_id(owner.person.id)]
        return _start(tx, proposal.latest.wanted, owner, partner, click.now)
    except FieldProblems as found:
        raise CannotStart(next(iter(found.problems.values()))) from None


def _start(tx: Tx, wanted: Wanted, owner: Actor, partner: Actor, now: datetime) -> Goal:
    """The goal begins on its owner's day, checked as if it were written now; where it is of both,
    the other is in with the same yes.

    Raises FieldProblems, CannotStart.
    """
    today = owner.today(now)
    as_wanted = preview(tx, wanted, owner, now)
    said = draft(as_written(as_wanted), today, read_date)
    team = next(team for team in owner.teams if team.id == wanted.team_id)
    check_may_set(owner, Tier.INDIVIDUAL, team)
    weak = review.review_of(tx, owner, as_wanted, today).weak
    # Leads read why it started, and achievable rests on its owner's past, which is theirs alone.
    is_strong = all(verdict.letter is Letter.ACHIEVABLE for verdict in weak)
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
    because = "" if is_strong else f"Agreed with {partner.person.first_name}."
    goal = drafts.start(tx, goal.id, because)
    give_tip(tx, goal)
    if wanted.combine:
        climb_together.share(tx, goal, owner, wanted.combine, [], now)
        goal = climb_together.join(tx, ladders.by_id(tx, goal.id), partner, now)
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
