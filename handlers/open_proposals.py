"""What is open between somebody and others: `/goal propose` alone, and beside a look back."""

from goals.people import Actor
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
    seen = {key: goal.key for key, goal in goals.items() if can_see(actor, goal)}
    others = people.by_ids(tx, [one.other_id(me) for one in found])
    return [
        Open(one, me, others[one.other_id(me)].name, seen.get(one.goal_id or 0, ""))
        for one in found
        if one.goal_id is None or one.goal_id in seen
    ]
