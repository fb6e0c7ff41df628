"""How a look back reads: in the daily message, on its own, and for the leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import Block, PlainTextObject, StaticSelectElement

from goals.goal import Goal, MeasureKind, ReviewEvery
from goals.review import LookBack, Period, Verdict, every
from handlers.views.goal_lines import parts_line, say_bare, say_value
from handlers.views.message import Message, message
from handlers.views.parts import (
    MESSAGE_BLOCKS,
    actions,
    button,
    count,
    divider,
    initial,
    left_out,
    numbered,
    option,
    section,
    small,
    words,
)
from handlers.views.proposal.listing import Open, open_lines
from handlers.views.said import about

MOST_OWN = 20
MOST_IN_DIGEST = 40
MOST_BESIDE = 20
"""Of a lead's people, below the lead's own."""
EVERY = {
    ReviewEvery.WEEK: "every week",
    ReviewEvery.MONTH: "every month",
    ReviewEvery.QUARTER: "every quarter",
    ReviewEvery.NEVER: "never",
}
SAID = {
    Verdict.STILL_RIGHT: "✓ Still right.",
    Verdict.REVISED: "✓ Revised since.",
    Verdict.CLOSED: "✓ Closed since.",
}


@dataclass(frozen=True, slots=True)
class Digest:
    """What a lead reads: `overdue` are goals whose look back before these was not answered.

    `names` are the owners', by id; `day` is the lead's date.
    """

    looks: Sequence[LookBack]
    overdue: Sequence[Goal]
    names: Mapping[int, str]
    day: date
    proposed: Sequence[Open] = ()
    """What is open between the lead and others."""


def say_period(period: Period, day: date) -> str:
    """ "Last week", "November", "July to September"; "This week" while it runs."""
    if period.every is ReviewEvery.WEEK:
        return "This week" if day in period else "Last week"
    if period.every is ReviewEvery.MONTH:
        return f"{period.first:%B}"
    return f"{period.first:%B} to {period.last:%B}"


def facts(look: LookBack) -> str:
    """What moved, what was reached, what was revised, in a line."""
    return " · ".join(filter(None, [_moved(look), _reached(look), _revised(look)]))


def _moved(look: LookBack) -> str:
    goal = look.goal
    if look.ended is None:
        return "no report"
    if goal.measure.kind is MeasureKind.DONE:
        return f"done {say_value(goal, look.ended - look.began)}" if look.has_moved else "not yet"
    if not look.has_moved:
        return f"stayed at {say_value(goal, look.ended)}"
    return f"from {say_bare(goal, look.began)} to {say_value(goal, look.ended)}"


def _reached(look: LookBack) -> str:
    reached = [rung.position for rung in look.reached]
    return f"{numbered('rung', reached)} reached" if reached else ""


def _revised(look: LookBack) -> str:
    times = len(look.revisions)
    if not times:
        return ""
    return "revised" if times == 1 else f"revised {count(times, 'time')}"


def review_blocks(look: LookBack, day: date, surface: str = "daily") -> list[Block]:
    """One look back, with its answers; two blocks, one once it is answered."""
    goal = look.goal
    told = facts(look)
    head = f"*{say_period(look.period, day)}* · {about(goal)}\n{told[:1].upper()}{told[1:]}"
    if goal.is_shared:
        head += f"\n{parts_line(goal)}"
    if look.verdict and surface == "daily":
        return [section(f"{head}\n{SAID[look.verdict]}")]
    value = f"{goal.id}:{day.isoformat()}:{surface}"
    buttons = [
        button("Still right", "review.still_right", value),
        button("Revise", "revise.open", value),
        button("Close", "close.ask", value),
    ]
    said = f"\n{SAID[look.verdict]}" if look.verdict else ""
    elements = [*buttons, _how_often(goal)] if surface == "review" else buttons
    return [section(head + said), actions(*elements, block_id=f"review-{goal.id}")]


def _how_often(goal: Goal) -> StaticSelectElement:
    choices = [option(f"{goal.id}:{each}", f"Look back {EVERY[each]}") for each in ReviewEvery]
    return StaticSelectElement(
        action_id="review.every",
        placeholder=PlainTextObject(text="How often?"),
        options=choices,
        initial_option=initial(choices, f"{goal.id}:{every(goal)}"),
    )


def reviews_message(looks: Sequence[LookBack], day: date, proposed: Sequence[Open] = ()) -> Message:
    """The answer to `/goal review`, with what is proposed and not answered."""
    if not looks and not proposed:
        told = "Nothing under way to look back at. `/goal new` sets a goal."
        return message(told, section(told))
    blocks: list[Block] = []
    for look in looks[:MOST_OWN]:
        blocks += review_blocks(look, day, surface="review")
    if len(looks) > MOST_OWN:
        blocks.append(small(left_out(len(looks) - MOST_OWN, "`/goal review G-…`")))
    blocks += open_lines(proposed)
    blocks.append(small("Only you see this. Your leads get the same facts of goals they may see."))
    return message(f"Looking back at {count(len(looks), 'goal')}.", blocks)


def digest_message(digest: Digest, room: int = MOST_IN_DIGEST) -> Message:
    """One message for all looks back of a day: what moved, what did not, what nobody looked at."""
    goals = count(len(digest.looks), "goal")
    blocks: list[Block] = [section(f"*Looking back* · {goals} of your people that you can see")]
    in_order = sorted(digest.looks, key=lambda look: digest.names[look.goal.owner_id].casefold())
    moved = [look for look in in_order if look.has_moved or look.reached]
    others = [look for look in in_order if not (look.has_moved or look.reached)]
    at_most = room
    for title, group in (("What moved", moved), ("What stayed", others)):
        if group and room:
            blocks.append(section(f"*{title}*"))
            blocks += [_line(look, digest) for look in group[:room]]
            room -= len(group[:room])
    left = len(digest.looks) - (at_most - room)
    if left > 0:
        blocks.append(small(left_out(left, "`/goal team`", "goal")))
    if digest.overdue:
        blocks.append(section(_overdue(digest)))
    blocks += open_lines(digest.proposed)
    blocks.append(
        small(
            "The same facts are with each goal's owner, who can revise or close it; "
            "`/goal propose G-…` proposes a change."
        )
    )
    return message(f"Looking back at {goals}.", blocks)


def with_people(own: Message, digest: Digest) -> Message:
    """A lead's own looks back, as many as fit, and behind them those of their people."""
    of_people = digest_message(digest, room=MOST_BESIDE).blocks
    room = MESSAGE_BLOCKS - len(of_people) - 2
    kept = own.blocks[:room]
    left = [small("More of yours: `/goal review G-…` shows each.")] if kept != own.blocks else []
    return message(own.text, [*kept, *left, divider(), *of_people])


def _line(look: LookBack, digest: Digest) -> Block:
    goal = look.goal
    name = words(digest.names[goal.owner_id], 60)
    period = say_period(look.period, digest.day)
    line = section(f"{name} · {words(goal.statement, 150)} {goal.key}\n{period}: {facts(look)}")
    line.accessory = button("Show", "goal.show", str(goal.id))
    return line


def _overdue(digest: Digest) -> str:
    named = [
        f"{words(digest.names[goal.owner_id], 60)} · {words(goal.statement, 80)} {goal.key}"
        for goal in digest.overdue[:10]
    ]
    more = len(digest.overdue) - len(named)
    listed = "\n".join([*named, *([f"…and {more} more."] if more else [])])
    return (
        "*Not looked back at the time before*\nA word may help: is the goal still right?\n" + listed
    )
