"""A goal in full, and a person's goals in a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from goals.daily import Item
from goals.goal import CheckIn, Goal, GoalState, MeasureKind
from goals.people import Person
from handlers.views import goal_lines
from handlers.views.daily import CONFIDENCES, item_blocks
from handlers.views.goal_lines import SEEN_BY, say_day, say_value
from handlers.views.message import Message, message
from handlers.views.parts import (
    MESSAGE_BLOCKS,
    SECTION_TEXT,
    actions,
    button,
    cut,
    divider,
    quote,
    section,
    small,
    words,
)

MOST_LISTED = 40
WHO_SEES_THEIRS = {"team": "the team", "leads": "its leads", "me": "its owner alone"}


@dataclass(frozen=True, slots=True)
class Card:
    """A goal with what its card tells. `history` is the latest check-ins, oldest first."""

    goal: Goal
    owner: Person
    item: Item
    history: Sequence[CheckIn]
    parent: Goal | None
    cheers: int
    is_mine: bool
    with_notes: bool


def card_message(card: Card, day: date, zone: ZoneInfo) -> Message:
    """The goal's card: the ladder drawn rung by rung, what is next, the latest check-ins."""
    goal = card.goal
    blocks: list[Block] = []
    if card.is_mine and (goal.is_active or card.item.today):
        blocks += item_blocks(card.item, day, surface="card")
    else:
        blocks.append(section(goal_lines.goal_line(goal, day)))
    if goal.purpose:
        blocks.append(section(f"*Why it matters*\n{quote(goal.purpose, 1200)}"))
    blocks.append(section(cut(f"*The ladder*\n{goal_lines.ladder(goal, day, zone)}", SECTION_TEXT)))
    if card.history:
        blocks.append(section(f"*Check-ins*\n{_history(card, day)}"))
    blocks.append(small(" · ".join(_facts(card))))
    return message(f"{goal.key}: {words(goal.statement, 200)}", blocks)


def _history(card: Card, day: date) -> str:
    return "\n".join(_check_in(card, c, day) for c in reversed(card.history))


def _check_in(card: Card, check_in: CheckIn, day: date) -> str:
    if card.goal.measure.kind is MeasureKind.DONE:
        value = "done" if check_in.value else "not yet"
    else:
        value = say_value(card.goal, check_in.value)
    line = f"{say_day(check_in.day, day)}: {value}, {CONFIDENCES[check_in.confidence].lower()}"
    if not (card.with_notes and check_in.note):
        return line
    return f"{line} · “{words(' '.join(check_in.note.split()), 200)}”"


def _facts(card: Card) -> list[str]:
    facts = []
    if not card.is_mine:
        facts.append(words(card.owner.name, 60))
    if card.parent:
        facts.append(f"adds to {words(card.parent.statement, 100)} ({card.parent.key})")
    if card.cheers:
        facts.append(f"👏 {card.cheers}")
    goal = card.goal
    seen = SEEN_BY[goal.visibility].lower() if card.is_mine else WHO_SEES_THEIRS[goal.visibility]
    facts.append(f"seen by {seen}")
    return facts


def list_message(goals: Sequence[Goal], day: date) -> Message:
    """A person's goals: those that go on, then those that ended."""
    if not goals:
        told = "No goal yet. `/goal new` sets the first one: small is good."
        return message(told, section(told), actions(button("Set a goal", "goal.new")))
    going = [goal for goal in goals if goal.is_active and goal.due >= day]
    ended = [goal for goal in goals if not (goal.is_active and goal.due >= day)]
    blocks: list[Block] = []
    for goal in going[:MOST_LISTED]:
        blocks.append(section(goal_lines.goal_line(goal, day)))
    if not going:
        blocks.append(section("Nothing under way. `/goal new` sets the next one."))
    if len(going) > MOST_LISTED:
        more = len(going) - MOST_LISTED
        blocks.append(small(f"{more} more: `/goal show G-…` shows each."))
    if ended:
        blocks += [divider(), section(f"*Ended*\n{_ended(ended, day)}")]
    blocks.append(actions(button("Set a goal", "goal.new"), button("Today", "check_in.today")))
    assert len(blocks) <= MESSAGE_BLOCKS
    return message(f"{len(going)} goals under way, {len(ended)} ended.", blocks)


def _ended(goals: Sequence[Goal], day: date) -> str:
    lines = [_ended_line(goal, day) for goal in goals[-10:]]
    if len(goals) > len(lines):
        lines.append(f"…and {len(goals) - len(lines)} before.")
    return "\n".join(lines)


def _ended_line(goal: Goal, day: date) -> str:
    mark = ":tada: reached" if goal.state is GoalState.REACHED else "ended"
    return f"{goal.key}  {words(goal.statement, 100)} · {mark} at {goal_lines.standing(goal)}"
