"""What the two of a proposal read: the offer, with its buttons, and what came of it."""

from slack_sdk.models.blocks import Block

from goals.proposal import ProposalState
from goals.smart import Letter
from goals.stretch import fall
from goals.wanted import Wanted, stands_as
from handlers.views import goal_lines
from handlers.views.goal_lines import say_day, say_value
from handlers.views.message import Message, message
from handlers.views.parts import (
    CONTEXT_TEXT,
    SECTION_TEXT,
    actions,
    button,
    cut,
    quote,
    section,
    small,
    words,
)
from handlers.views.proposal.differences import difference_blocks, say_days
from handlers.views.proposal.form import WHO_SEES
from handlers.views.proposal.shown import Shown
from handlers.views.review import NAMES
from handlers.views.review.past import past_blocks
from handlers.views.review.past import say_days as say_past_days
from handlers.views.review.suggestions import suggestion
from handlers.views.together import how
from handlers.views.twin import say_twin


def proposal_message(shown: Shown) -> Message:
    """The offer with its buttons while it waits for the reader; else what stands, or came of it."""
    proposal = shown.proposal
    if not proposal.is_open:
        return closed_message(shown)
    if proposal.is_answerable(shown.reader.id, shown.number):
        return _offer(shown)
    return _overtaken(shown)


def _offer(shown: Shown) -> Message:
    value = f"{shown.proposal.id}:{shown.latest.number}"
    head = _head(shown)
    blocks: list[Block] = [section(head)]
    if shown.latest.note:
        blocks.append(section(quote(shown.latest.note, 1200)))
    blocks += _what(shown)
    blocks += _history(shown)
    blocks += _weak(shown)
    decline = button("Decline", "proposal.decline", value)
    row = (
        [decline]
        if shown.obstacle
        else [
            button("Accept", "proposal.accept", value, style="primary"),
            button("Change", "proposal.change", value),
            decline,
        ]
    )
    if shown.obstacle:
        blocks.append(section(shown.obstacle))
    blocks.append(actions(*row, block_id=f"proposal-{shown.proposal.id}"))
    if not shown.obstacle:
        blocks.append(small(_promise(shown)))
    return message(f"{_plain(head)}: {words(shown.wanted.statement, 300)}", blocks)


def _plain(head: str) -> str:
    return head.replace("*", "").rstrip(".:")


def _head(shown: Shown) -> str:
    """Who proposes what, to whom it will belong."""
    name, is_first = shown.bold, shown.latest.number == 1
    if shown.proposal.goal_id is not None:
        key = shown.wanted.key
        if not is_first:
            return f"{name} answers with another change of {key}."
        return f"{name} proposes a change of your goal {key}."
    if not is_first:
        return f"{name} answers with a change."
    if shown.proposal.is_together:
        return f"{name} proposes a goal for the two of you, together."
    if shown.is_owner:
        return f"{name} proposes a goal for you."
    return f"{name} has a goal in mind, *{shown.name}*'s own, and would like your yes."


def _what(shown: Shown) -> list[Block]:
    """The goal in one card, and what changed, side by side."""
    blocks = standing_blocks(shown)
    if shown.before:
        blocks.append(section("*Compared with your last offer*"))
        blocks += difference_blocks(shown.before, shown.latest.wanted, shown.names, shown.day)
    return blocks


def standing_blocks(shown: Shown) -> list[Block]:
    """What stands: the goal in one card; of a change, the goal and what would be otherwise."""
    if shown.standing is None:
        return [*wanted_blocks(shown), *_twin(shown)]
    now = stands_as(shown.standing)
    return [
        section(goal_lines.goal_line(shown.standing, shown.day)),
        *difference_blocks(now, shown.latest.wanted, shown.names, shown.day),
    ]


def _twin(shown: Shown) -> list[Block]:
    if shown.twin is None:
        return []
    return [small(say_twin(shown.twin, "" if shown.is_owner else shown.other.name))]


def wanted_blocks(shown: Shown) -> list[Block]:
    """The goal as it would be: its words, from and to, rungs, date, why, and its place."""
    goal, wanted = shown.wanted, shown.latest.wanted
    facts = f"{goal_lines.way(goal)} · due {say_day(goal.due, shown.day)}"
    blocks: list[Block] = [section(f"*{words(goal.statement, 300)}*\n{facts}")]
    if len(goal.rungs) > 1:
        drawn = goal_lines.ladder(goal, shown.day, shown.reader.zone_info)
        blocks.append(section(cut(drawn, SECTION_TEXT)))
    if goal.purpose:
        blocks.append(section(f"*Why it matters*\n{quote(goal.purpose, 1200)}"))
    quiet = [f"asked about {_asked(wanted)}", f"seen by {WHO_SEES[goal.visibility].lower()}"]
    if parent := shown.names.goals.get(wanted.parent_id or 0):
        quiet.insert(0, f"adds to {words(parent, 150)}")
    blocks.append(small(" · ".join(quiet)))
    if shown.proposal.is_together:
        blocks.append(small(how(goal)))
    return blocks


def _asked(wanted: Wanted) -> str:
    days = say_days(wanted)
    return days if days.startswith("every") else f"on {days}"


def _history(shown: Shown) -> list[Block]:
    """Where it falls among what its owner reported before; its owner alone reads that."""
    past = shown.past
    if past is None or not past.values:
        return []
    told = past_blocks(shown.wanted, past)
    if told and past.is_enough and not past.people:
        goal = shown.wanted
        top = fall(goal.target, past, up=goal.target > goal.baseline)
        said = say_past_days(top, past)
        line = f"{said[0].upper()}{said[1:]}, at {say_value(goal, goal.target)}."
        told.append(small(f"{line} Only you are shown this."))
    return told


def _weak(shown: Shown) -> list[Block]:
    """What is still open in it, letter by letter, in a quiet line.

    Whether it is achievable is judged by its owner's past, which is nobody else's to read.
    """
    if shown.review is None:
        return []
    weak = [v for v in shown.review.weak if shown.is_owner or v.letter is not Letter.ACHIEVABLE]
    line = "Still open in it."
    for verdict in weak:
        assert verdict.weakness
        told = suggestion(verdict.weakness, shown.review.plan)
        if len(more := f"{line} *{NAMES[verdict.letter]}*: {told}") <= CONTEXT_TEXT:
            line = more
    return [small(line)] if weak else []


def _promise(shown: Shown) -> str:
    """What a yes does, and who sees this."""
    if shown.proposal.goal_id is not None:
        is_over = shown.standing is not None and shown.standing.is_closed
        yes = "It is closed, and goes on with a yes" if is_over else "It changes with a yes"
    elif shown.proposal.is_together:
        yes = "With your yes it starts, and I ask each of you for your part"
    elif shown.is_owner:
        yes = "It starts with your yes, as your goal"
    else:
        yes = f"With your yes it starts, as {shown.name}'s goal"
    return f"{yes}. Until then only you and {shown.name} see it. `/goal propose` lists it."


def _overtaken(shown: Shown) -> Message:
    """The message of a round that was answered: whose turn it is, and what stands now."""
    proposal = shown.proposal
    if proposal.is_retractable(shown.reader.id):
        turn = f"it is {shown.name}'s turn" if shown.other.active else f"{shown.name} has left"
        told = f"You offered this last, and {turn}."
        value = f"{proposal.id}:{proposal.latest.number}"
        row = [actions(button("Take it back", "proposal.withdraw", value))]
    else:
        told = f"{shown.bold} has answered with a change since. A newer message has its buttons."
        row = []
    stands = [small(shown.obstacle)] if shown.has_ended and shown.obstacle else []
    blocks = [section(f"{told} This is what stands now:"), *standing_blocks(shown), *stands, *row]
    return message(_plain(told), blocks)


def closed_message(shown: Shown) -> Message:
    """What came of it, for either of the two."""
    proposal = shown.proposal
    statement = f"*{words(shown.wanted.statement, 300)}*"
    if proposal.state is ProposalState.ACCEPTED:
        return _agreed(shown)
    if proposal.state is ProposalState.WITHDRAWN:
        by_me = proposal.latest.by_id == shown.reader.id
        who = "You took" if by_me else f"{shown.who} took"
        told = f"{who} this proposal back: {statement}. Nothing was started or changed."
        return message(_plain(told), section(told))
    by_me = proposal.turn_id == shown.reader.id
    told = f"You declined: {statement}." if by_me else f"{shown.bold} declined: {statement}."
    blocks: list[Block] = [section(told)]
    if proposal.reason:
        blocks.append(section(quote(proposal.reason, 1200)))
    more = "" if by_me else " Another try is `/goal propose` away."
    blocks.append(small(f"Nothing was started or changed.{more}"))
    return message(_plain(told), blocks)


def _agreed(shown: Shown) -> Message:
    is_change = shown.proposal.goal_id is not None
    goal = shown.became
    done = "holds" if is_change else "has started"
    if goal is None:  # which its reader may not see
        told = (
            f"✓ You and {shown.who} agreed, and it {done}: *{words(shown.wanted.statement, 300)}*."
        )
        return message(_plain(told), section(told))
    whose = "yours" if shown.is_owner else f"{shown.name}'s"
    if shown.proposal.is_together:
        whose = "for you both"
    told = f"✓ Agreed with {shown.bold.rstrip(',')}. {goal.key} is {whose}, and {done}."
    if is_change:
        told = f"✓ Agreed with {shown.bold.rstrip(',')}. The change of {goal.key} {done}."
    blocks: list[Block] = [section(f"{told}{_statement(shown)}")]
    if _shows_card(shown):
        blocks.append(section(goal_lines.goal_line(goal, shown.day)))
    blocks.append(actions(button("Show", "goal.show", str(goal.id))))
    return message(f"{_plain(told)}: {words(goal.statement, 200)}", blocks)


def _shows_card(shown: Shown) -> bool:
    """Once for each of the two: in their last message, and where its owner's yes has shown the goal
    in a dialog, there.
    """
    accepted_own = shown.is_owner and shown.proposal.turn_id == shown.reader.id
    is_change = shown.proposal.goal_id is not None
    return shown.number == shown.latest.number and (is_change or not accepted_own)


def _statement(shown: Shown) -> str:
    return "" if _shows_card(shown) else f" *{words(shown.wanted.statement, 200)}*"


def gone_message() -> Message:
    """A change of a goal that the reader may not see any more."""
    told = "The goal of this proposal is not yours to see any more, so there is nothing to answer."
    return message(told, section(told))
