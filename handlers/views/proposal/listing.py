"""What is open between somebody and others, in a line each."""

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from goals.proposal import Proposal
from handlers.views.message import Message, message
from handlers.views.parts import SECTION_TEXT, actions, button, cut, section, small, words

MOST_LISTED = 15
MOST_LINES = 10


@dataclass(frozen=True, slots=True)
class Open:
    """An open proposal as one of the two reads it. `other` is the name of the other one; `key` is
    of the goal that it would change, "" for a new one.
    """

    proposal: Proposal
    reader_id: int
    other: str
    key: str = ""
    has_left: bool = False
    """The other one."""
    has_ended: bool = False
    """The goal that it would change."""

    @property
    def is_my_turn(self) -> bool:
        return self.proposal.turn_id == self.reader_id


def list_message(found: Sequence[Open]) -> Message:
    """What is open between the reader and others, what waits for the reader first."""
    if not found:
        told = (
            "No proposal is open. `/goal propose @maya Reply to 40 chats a day` proposes a goal, "
            "`/goal propose G-12` a change of one."
        )
        return message(told, section(told))
    blocks: list[Block] = []
    for one in _in_order(found)[:MOST_LISTED]:
        value = f"{one.proposal.id}:{one.proposal.latest.number}"
        look = button("Look at it", "proposal.show", value)
        back = button("Take it back", "proposal.withdraw", value)
        row = (look,) if one.is_my_turn else (look, back)
        blocks += [section(line(one)), actions(*row, block_id=f"open-{one.proposal.id}")]
    if len(found) > MOST_LISTED:
        blocks.append(small(f"{len(found) - MOST_LISTED} more once some of these are answered."))
    blocks.append(small("Each is seen by you and the one beside it, nobody else."))
    mine = sum(one.is_my_turn for one in found)
    return message(f"Open proposals: {mine} for you, {len(found) - mine} for others.", blocks)


def _in_order(found: Sequence[Open]) -> list[Open]:
    return sorted(found, key=lambda one: not one.is_my_turn)


def line(one: Open) -> str:
    """ "*Reply to 40 chats a day* · with Tom · *your turn*", in two lines."""
    name, rounds = words(one.other, 60), len(one.proposal.rounds)
    turn = "your turn" if one.is_my_turn else f"{name}'s turn"
    if one.has_left:
        name, turn = f"{name}, who has left", "it can't be agreed on any more"
    elif one.has_ended:
        turn = f"{one.key} has ended since"
    more = f" · round {rounds}" if rounds > 1 else ""
    statement = f"*{words(one.proposal.latest.wanted.draft.statement, 150)}*"
    what = f"A change of {statement} {one.key}" if one.key else statement
    return f"{what}\nwith {name} · *{turn}*{more}"


def open_lines(found: Sequence[Open]) -> list[Block]:
    """The same beside a look back, without buttons."""
    if not found:
        return []
    shown = _in_order(found)[:MOST_LINES]
    told = "\n".join(["*Proposals open*", *map(line, shown)])
    return [section(cut(told, SECTION_TEXT)), small("`/goal propose` has their buttons.")]


def waiting_line(count: int) -> list[Block]:
    """What others propose and wait for, in one quiet line."""
    if not count:
        return []
    told = "1 proposal waits" if count == 1 else f"{count} proposals wait"
    return [small(f"{told} for your answer: `/goal propose`")]
