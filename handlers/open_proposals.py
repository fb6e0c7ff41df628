"""What is open between somebody and others: `/goal propose` alone, and beside a look back."""

from goals.goal import Goal
from goals.people import Actor, Person
from goals.proposal import Proposal
from goals.revision import has_ended_since
from goals.sight import can_see
from handlers.views.proposal.listing import Open
from store import ladders, people, proposals
from store.database import Tx


def open_of(tx: Tx, actor: Actor) -> list[Open]:
    """The open proposals to or by this person, but for changes of goals that they may not see any
    more; five statements at most.
    """
    me = actor.person.id
    found = proposals.open_of(tx, me)
    if not found:
        return []
    goals = ladders.by_ids(tx, [one.goal_id for one in found if one.goal_id is not None])
    seen = {key: goal for key, goal in goals.items() if can_see(actor, goal)}
    others = people.by_ids(tx, [one.other_id(me) for one in found])
    shown = [one for one in found if one.goal_id is None or one.goal_id in seen]
    return [_open(one, me, others[one.other_id(me)], seen.get(one.goal_id or 0)) for one in shown]


def _open(one: Proposal, me: int, other: Person, goal: Goal | None) -> Open:
    has_ended = goal is not None and has_ended_since(goal, one.latest.stands)
    return Open(one, me, other.name, goal.key if goal else "", not other.active, has_ended)
