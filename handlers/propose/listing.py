"""What is open between somebody and others: `/goal propose` alone, and beside a look back."""

from datetime import datetime

from goals.people import Actor
from handlers.deps import Deps
from handlers.propose.state import shown_to
from handlers.shell import Trigger
from handlers.views.message import Message
from handlers.views.proposal.message import Shown, list_message
from store import proposals
from store.database import Tx

MOST = 30


def listed(deps: Deps, trigger: Trigger) -> Message:
    """My open proposals, each with whose turn it is."""
    with deps.read() as tx:
        return list_message(open_of(tx, trigger.actor, trigger.now))


def open_of(tx: Tx, actor: Actor, now: datetime) -> list[Shown]:
    """The open proposals of this person as they read them; a few statements for each."""
    found = proposals.open_of(tx, actor.person.id)[:MOST]
    shown = (shown_to(tx, one, actor, 0, now) for one in found)
    return [one for one in shown if one]
