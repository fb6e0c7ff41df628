"""What a lead sees of a team first: who needs a look, what waits for an answer, and the day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from slack_sdk.models.blocks import Block

from goals.cadence import RhythmKind
from goals.needs import Need
from goals.team_state import TeamState
from handlers.views.goal_lines import say_day
from handlers.views.inputs import KINDS, Entry
from handlers.views.message import Message, message
from handlers.views.parts import actions, button, count, left_out, section, small, words
from handlers.views.proposal.listing import Open, line
from handlers.views.said import preview

MOST_INPUTS = 3
MOST_FOR_NEW = 40
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
A_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody who needs a look: their name, since which of the reader's dates, and the name of who
    is on it, "" for nobody.
    """

    need: Need
    name: str
    since: date
    taken_by: str = ""
    is_mine: bool = False
    """The reader is on it."""


@dataclass(frozen=True, slots=True)
class TeamLook:
    """A team as its lead sees it: `inputs` are the oldest that wait, `proposed` waits for the
    reader's answer.
    """

    state: TeamState
    looks: Sequence[Look] = ()
    inputs: Sequence[Entry] = ()
    proposed: Sequence[Open] = ()


def look_blocks(look: TeamLook, today: date, surface: str, room: int) -> list[Block]:
    """Who needs a look and what waits, in at most so many blocks; the last of them tells how much
    is left out. `surface` is where the buttons stand.
    """
    pieces = [*_pieces(look, today, surface)]
    if sum(map(len, pieces)) <= room:
        return [block for piece in pieces for block in piece]
    blocks: list[Block] = []
    shown = 0
    for piece in pieces:
        if len(blocks) + len(piece) > room - 1:
            break
        blocks += piece
        shown += 1
    left = len(pieces) - shown
    return [*blocks, small(left_out(left, "`/goal team`, `/goal inputs`, `/goal propose`"))]


def leads_now_message(look: TeamLook, today: date, surface: str) -> Message:
    """What a new lead reads: which team it is, and what is open there."""
    name = words(look.state.team.name, 80)
    open_there = look_blocks(look, today, surface, MOST_FOR_NEW)
    waits = "This is open there:" if open_there else "Nobody is blocked there, and nothing waits."
    seen = "Your Home begins with who needs a look; `/goal team` has Settings."
    told = f"You lead *{name}* now. {waits}"
    return message(f"You lead {name} now.", section(told), open_there, small(seen))


def _pieces(look: TeamLook, today: date, surface: str) -> Iterator[list[Block]]:
    for one in look.looks:
        yield _look(one, today, surface)
    for entry in look.inputs[:MOST_INPUTS]:
        yield [_input(entry, today, surface)]
    if (left := look.state.inputs.count - len(look.inputs[:MOST_INPUTS])) > 0:
        yield [small(left_out(left, "`/goal inputs`", "input to answer", "inputs to answer"))]
    for offer in look.proposed:
        yield [_proposal(offer)]


def _look(look: Look, today: date, surface: str) -> list[Block]:
    need = look.need
    opened = button("Open", "goal.show", str(need.goal.id))
    if not need.is_blocked:
        at_risk = section(look_line(look, today))
        at_risk.accessory = opened
        return [at_risk]
    said = need.reports[-1].note
    quoted = f"\n>{preview(said)}" if said else ""
    value = f"{need.blocker.id}:{surface}" if need.blocker else ""
    buttons = [
        *([button("I'm on it", "unblock.take", value)] if value and not look.taken_by else []),
        *([button("Answer", "unblock.answer", value)] if value else []),
        opened,
    ]
    block_id = f"look-{need.reports[-1].id}"
    return [section(look_line(look, today) + quoted), actions(*buttons, block_id=block_id)]


def look_line(look: Look, today: date) -> str:
    """ "🔴 Ben · Resolve 80 % · blocked since Thu · Tom is on it", as mrkdwn."""
    need = look.need
    mark = "🔴" if need.is_blocked else "🟡"
    told = f"blocked since {since(look.since, today)}" if need.is_blocked else _at_risk(look, today)
    who, what = words(look.name, 60), words(need.goal.statement, 100)
    on_it = f"{words(look.taken_by, 60)} is on it" if look.taken_by else ""
    on_it = "you are on it" if look.is_mine else on_it
    return " · ".join(filter(None, [f"{mark} {who}", what, told, on_it]))


def _at_risk(look: Look, today: date) -> str:
    """ "third day at risk" where somebody is asked daily, else since when."""
    times = len(look.need.reports)
    if look.need.goal.rhythm.kind is RhythmKind.DAILY and times > 1:
        is_few = times <= len(ORDINALS)
        return f"{ORDINALS[times - 1]} day at risk" if is_few else f"at risk for {times} days"
    return f"at risk since {since(look.since, today)}"


def since(day: date, today: date) -> str:
    """ "today", "yesterday", "Thu" of the last week, else "Fri 13 Nov"."""
    if day >= today:
        return "today"
    if today - day < A_WEEK:
        return "yesterday" if today - day == timedelta(days=1) else f"{day:%a}"
    return say_day(day, today)


def _input(entry: Entry, today: date, surface: str) -> Block:
    said = entry.input
    who = words(entry.author, 60) if entry.author else "Someone, unnamed,"
    head = f"💬 {who} has {KINDS[said.kind]} · waits since {since(said.day, today)}"
    block = section(f"{head}\n>{preview(said.words)}")
    block.accessory = button("Answer", "input.answer", f"{said.id}:{surface}")
    return block


def _proposal(offer: Open) -> Block:
    proposal = offer.proposal
    block = section(line(offer))
    value = f"{proposal.id}:{proposal.latest.number}"
    block.accessory = button("Open", "proposal.show", value)
    return block


def team_facts(state: TeamState) -> str:
    """ "6 of 9 reported today · 3 rungs this week"."""
    if state.asked:
        reported = f"{state.reported} of {state.asked} reported today"
    else:
        reported = "nobody is asked today"
    rungs = count(state.rungs, "rung") if state.rungs else "no rungs yet"
    return f"{reported} · {rungs} this week"
