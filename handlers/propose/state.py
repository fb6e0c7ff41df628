"""A proposal as one of its two may see it, and what both may choose from."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from goals.errors import UnknownGoal
from goals.goal import Goal
from goals.people import Actor
from goals.proposal import NotYourProposal, Proposal
from goals.revision import has_ended_since
from goals.rollup import COUNTED
from goals.sight import can_see
from goals.smart import Review, plan_of
from goals.smart import review as judge
from goals.stretch import Past
from goals.wanted import Wanted, as_goal, changed
from handlers.carried import number_in, parts_of
from handlers.set_goal.past import past_of, read_statement
from handlers.set_goal.review import review_of
from handlers.tiers import parents_for, twin_of
from handlers.triggers import Click, Form, Trigger
from handlers.views.message import Message
from handlers.views.proposal.differences import Names
from handlers.views.proposal.message import gone_message, proposal_message
from handlers.views.proposal.shown import Shown
from store import ladders, outbox, people, proposals, teams
from store.database import Tx
from store.outbox import Priority


@dataclass(frozen=True)
class Place:
    """Which proposal, which of its rounds, and where the message with its buttons is."""

    proposal_id: int
    number: int
    response_url: str = ""

    @classmethod
    def of(cls, click: Click) -> "Place":
        proposal_id, at = parts_of(click.value, 2)
        return cls(number_in(proposal_id), number_in(at), click.response_url)

    @classmethod
    def from_form(cls, form: Form) -> "Place":
        about = form.about
        return cls(about.number("proposal"), about.number("number"), about.text("response_url"))

    def about(self, **more: str) -> str:
        """This place for a form's private_metadata."""
        ids = {"proposal": self.proposal_id, "number": self.number}
        return json.dumps({**ids, "response_url": self.response_url, **more})


def held(tx: Tx, trigger: Trigger, proposal_id: int) -> Proposal:
    """The proposal, for one of its two, held against other writers. Raises NotYourProposal."""
    found = proposals.hold(tx, trigger.actor.person.workspace_id, proposal_id)
    if found is None or not found.is_between(trigger.actor.person.id):
        raise NotYourProposal
    return found


def goal_to_change(tx: Tx, proposal: Proposal, viewer: Actor) -> Goal | None:
    """The goal that it would change, held; None for a new goal. Raises UnknownGoal for one that
    the viewer may not see any more.
    """
    if proposal.goal_id is None:
        return None
    goal = ladders.hold(tx, proposal.workspace_id, proposal.goal_id)
    if goal is None or not can_see(viewer, goal):
        raise UnknownGoal("")
    return goal


def preview(tx: Tx, wanted: Wanted, owner: Actor, now: datetime) -> Goal:
    """The new goal that it would be; where its start is a guess of its sentence, it says so."""
    goal = as_goal(wanted, owner.person.workspace_id, owner.person.id)
    reading = read_statement(owner, goal.statement, owner.today(now))
    is_guess = "baseline" in reading.guesses and reading.baseline == goal.baseline
    return replace(goal, baseline_is_guess=is_guess)


def shown_to(tx: Tx, proposal: Proposal, reader: Actor, number: int, now: datetime) -> Shown | None:
    """The proposal as this one of the two reads it, in the message of this round; a bounded number
    of statements. None for a change of a goal that the reader may not see any more.
    """
    day = reader.today(now)
    both = people.actors_of(tx, [proposal.by_id, proposal.to_id])
    owner, other = both[proposal.owner_id], both[proposal.other_id(reader.person.id)]
    wanted = proposal.latest.wanted
    goals = _goals(tx, proposal, reader)
    standing = None
    if proposal.goal_id is not None:
        standing = goals.get(proposal.goal_id)
        if standing is None:
            return None
        goal = changed(standing, wanted)
    else:
        goal = preview(tx, wanted, owner, now)
    shown = Shown(
        proposal=proposal,
        number=number,
        reader=reader.person,
        other=other.person,
        wanted=goal,
        names=_names(tx, proposal, goals),
        day=day,
        standing=standing,
        has_ended=standing is not None and has_ended_since(standing, proposal.latest.stands),
        became=goals.get(proposal.became_id or 0),
    )
    if not proposal.is_open:
        return shown
    is_owner = owner.person.id == reader.person.id
    if standing is None:
        shown = replace(shown, twin=twin_of(tx, reader, goal))
    if not proposal.is_answerable(reader.person.id, number):
        return shown
    review = None if standing else _review(tx, owner, goal, now, is_owner=is_owner)
    past = past_of(tx, owner, goal, day) if is_owner else None
    return replace(shown, review=review, past=past)


def message_to(tx: Tx, proposal: Proposal, reader: Actor, number: int, now: datetime) -> Message:
    """The message of this round to its reader, as it stands now."""
    return message_of(shown_to(tx, proposal, reader, number, now))


def message_of(shown: Shown | None) -> Message:
    """The message of what `shown_to` found."""
    return proposal_message(shown) if shown else gone_message()


def is_possible(shown: Shown | None) -> bool:
    """Whether nothing keeps it from being agreed on; who may not see it any more is told so."""
    return shown is None or not shown.obstacle


def _review(tx: Tx, owner: Actor, goal: Goal, now: datetime, *, is_owner: bool) -> Review:
    """The letters; for the other one without the past, which is the owner's alone to read."""
    day = owner.today(now)
    if is_owner:
        return review_of(tx, owner, goal, day)
    reading = read_statement(owner, goal.statement, day)
    return judge(plan_of(goal, day, reading, (goal.due - day).days), Past())


def _goals(tx: Tx, proposal: Proposal, reader: Actor) -> dict[int, Goal]:
    """The goals that it names, as far as the reader may see them; of what it would add to, those
    that still count.
    """
    named = {proposal.goal_id, proposal.became_id}
    named |= {one.wanted.parent_id for one in proposal.rounds[-2:]}
    found = ladders.by_ids(tx, filter(None, named))
    own = {proposal.goal_id, proposal.became_id}
    return {
        key: goal
        for key, goal in found.items()
        if can_see(reader, goal) and (key in own or goal.state in COUNTED)
    }


def _names(tx: Tx, proposal: Proposal, goals: dict[int, Goal]) -> Names:
    in_teams = set(filter(None, (one.wanted.team_id for one in proposal.rounds[-2:])))
    found = teams.by_ids(tx, in_teams) if len(in_teams) > 1 else {}
    return Names(
        {key: f"{goal.key} {goal.statement}" for key, goal in goals.items()},
        {key: team.name for key, team in found.items()},
    )


def parents_of_both(tx: Tx, one: Actor, other: Actor, first: int | None = None) -> list[Goal]:
    """What the goal could add to: what one of them could choose and both may see; the goal of id
    `first`, where it is among them, stands first.
    """
    found = [goal for goal in parents_for(tx, one) if can_see(other, goal)]
    return sorted(found, key=lambda goal: goal.id != first)


# What leaves through the outbox


def round_key(proposal_id: int, number: int) -> str:
    """The outbox key of the message of a round."""
    return f"proposal:{proposal_id}:{number}"


def send_round(tx: Tx, proposal: Proposal, now: datetime) -> None:
    """Queue the latest round for the one whose turn it is; older messages follow."""
    number = proposal.latest.number
    _put(
        tx,
        proposal,
        proposal.turn_id,
        key=round_key(proposal.id, number),
        kind="proposal" if number == 1 else "proposal_changed",
        number=number,
        now=now,
    )
    _refresh(tx, proposal, number - 1, now)
    _refresh(tx, proposal, number - 2, now)


def send_answer(tx: Tx, proposal: Proposal, to_id: int, now: datetime) -> None:
    """Queue what came of it for the one who offered last; the messages before follow."""
    number = proposal.latest.number
    key = f"proposal-answered:{proposal.id}"
    _put(tx, proposal, to_id, key=key, kind="proposal_answered", number=number, now=now)
    bring_up_to_date(tx, proposal, now)


def bring_up_to_date(tx: Tx, proposal: Proposal, now: datetime) -> None:
    """Edit the messages that might still show buttons."""
    _refresh(tx, proposal, proposal.latest.number, now)
    _refresh(tx, proposal, proposal.latest.number - 1, now)


def _put(
    tx: Tx, proposal: Proposal, to_id: int, *, key: str, kind: str, number: int, now: datetime
) -> None:
    reader = people.by_ids(tx, [to_id])[to_id]
    if reader.active:
        outbox.put(
            tx,
            key=key,
            workspace_id=proposal.workspace_id,
            channel=reader.user_id,
            kind=kind,
            ref={"proposal": proposal.id, "number": number, "reader": to_id},
            priority=Priority.ANSWER,
            wake_at=now,
        )


def _refresh(tx: Tx, proposal: Proposal, number: int, now: datetime) -> None:
    if number < 1:
        return
    sent = outbox.find(tx, proposal.workspace_id, round_key(proposal.id, number))
    if sent is None:
        return
    outbox.put_again(
        tx,
        key=f"proposal-refresh:{proposal.id}:{number}",
        workspace_id=proposal.workspace_id,
        channel=sent.channel,
        kind="proposal_refresh",
        ref={"proposal": proposal.id, "number": number, "reader": sent.ref["reader"]},
        wake_at=now,
    )
