"""What the two of a proposal read in the place of a form that they sent."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from handlers.views.parts import modal, quote, section, small
from handlers.views.proposal.message import proposal_message, standing_blocks
from handlers.views.proposal.shown import Shown


def sent_view(shown: Shown) -> View:
    """What the one who offered reads: it is on its way, and can be taken back."""
    first = shown.name
    told = f"It is on its way to *{first}*, as a direct message: Accept, Change or Decline."
    if shown.latest.by_id != shown.reader.id or not shown.proposal.is_open:
        return modal("proposal.sent", "Proposed", proposal_message(shown).blocks)
    return modal(
        "proposal.sent",
        "On its way",
        [
            section(told),
            *standing_blocks(shown),
            small(
                f"Only you and {first} see it. `/goal propose` shows whose turn it is, and takes "
                "it back."
            ),
        ],
    )


def moved_view(shown: Shown) -> View:
    """A form that was overtaken while it was filled in."""
    told = "It moved on while you were writing, so nothing of this was sent. What stands now:"
    blocks = [b for b in proposal_message(shown).blocks if b.type != "actions"]
    return modal(
        "proposal.moved",
        "It moved on",
        [section(told), *blocks, small("`/goal propose` lists it, with its buttons.")],
    )


def declined_view(shown: Shown) -> View:
    """A no was sent."""
    reason = shown.proposal.reason
    how = ", in your words:" if reason else "."
    blocks: list[Block] = [section(f"*{shown.name}* is told{how}")]
    if reason:
        blocks.append(section(quote(reason, 1200)))
    blocks.append(small("Nothing was started or changed."))
    return modal("proposal.no", "Declined", blocks)
