"""Agreeing on a goal: one proposes, the other accepts, changes or declines: `/goal propose`."""

from datetime import datetime
from functools import partial

from goals.people import Actor
from goals.proposal import NoTeamTogether, Proposal, check_may_propose
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.outgoing import Edit, Render
from handlers.propose import accepting, answering, countering, offering
from handlers.propose.state import message_to, round_key, shown_to
from handlers.shell import Shell
from handlers.views.message import Message
from handlers.views.proposal.message import closed_message, proposal_message
from store import outbox, people, proposals
from store.database import Tx
from store.outbox import Queued

__all__ = ["RENDERERS", "SUB_COMMANDS", "register"]

SUB_COMMANDS = (
    SubCommand(
        "propose",
        "@maya Reply to 40 chats a day",
        "a goal that starts when both agree; G-12 proposes a change of it; alone, what is open",
        offering.propose,
    ),
)


def _load(tx: Tx, queued: Queued) -> tuple[Proposal, Actor] | None:
    found = proposals.by_id(tx, queued.workspace_id, queued.ref["proposal"])
    reader = people.actor_of(tx, queued.ref["reader"])
    return (found, reader) if found and found.is_between(reader.person.id) else None


def render_offer(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """A round, to the one whose turn it is; none once it was answered or taken back, or where the
    two may not propose to each other any more.
    """
    loaded = _load(tx, queued)
    if loaded is None:
        return None
    proposal, reader = loaded
    if not proposal.is_answerable(reader.person.id, queued.ref["number"]):
        return None
    try:
        check_may_propose(reader, people.actor_of(tx, proposal.latest.by_id))
    except NoTeamTogether:
        return None
    shown = shown_to(tx, proposal, reader, queued.ref["number"], now)
    return proposal_message(shown) if shown else None


def render_answer(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """What came of it, to the one who offered last."""
    loaded = _load(tx, queued)
    if loaded is None:
        return None
    proposal, reader = loaded
    shown = shown_to(tx, proposal, reader, queued.ref["number"], now)
    return closed_message(shown) if shown else None


def render_refresh(tx: Tx, queued: Queued, now: datetime) -> Edit | None:
    """The message of a round as it stands now, if it was sent."""
    sent = outbox.find(
        tx, queued.workspace_id, round_key(queued.ref["proposal"], queued.ref["number"])
    )
    loaded = _load(tx, queued)
    if loaded is None or sent is None or not (sent.posted_in and sent.ts):
        return None
    proposal, reader = loaded
    made = message_to(tx, proposal, reader, queued.ref["number"], now)
    return Edit(sent.posted_in, sent.ts, made)


RENDERERS: dict[str, Render] = {
    "proposal": render_offer,
    "proposal_changed": render_offer,
    "proposal_answered": render_answer,
    "proposal_refresh": render_refresh,
}


def register(shell: Shell, deps: Deps) -> None:
    """The forms and buttons of agreeing."""
    shell.click("proposal.of_goal", partial(offering.change_clicked, deps))
    shell.form("proposal.send", partial(offering.send, deps))
    shell.form("proposal.revise", partial(offering.send_change, deps))
    shell.click("proposal.accept", partial(accepting.accept, deps))
    shell.click("proposal.change", partial(countering.change, deps))
    shell.form("proposal.counter", partial(countering.take_counter, deps))
    shell.click("proposal.decline", partial(answering.ask_decline, deps))
    shell.form("proposal.declined", partial(answering.decline, deps))
    shell.click("proposal.withdraw", partial(answering.withdraw, deps))
    shell.click("proposal.show", partial(answering.look, deps))
