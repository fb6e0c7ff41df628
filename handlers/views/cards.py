"""A goal in full, and a person's goals in a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, ConfirmObject, PlainTextObject

from goals.daily import Item
from goals.goal import CheckIn, Goal, GoalState, MeasureKind, Rollup, Tier
from goals.people import Person
from goals.retrospective import Retrospective
from goals.revision import Revision
from handlers.views import goal_lines
from handlers.views.closed import mistake_buttons, taught, ways_on
from handlers.views.daily import CONFIDENCES, item_blocks
from handlers.views.goal_lines import say_day, say_value
from handlers.views.held import say_guard
from handlers.views.kin import Kin, adds_to, counts
from handlers.views.message import Message, message
from handlers.views.parts import (
    MESSAGE_BLOCKS,
    SECTION_TEXT,
    actions,
    button,
    count,
    cut,
    divider,
    left_out,
    quote,
    section,
    small,
    words,
)
from handlers.views.revise import history_line
from handlers.views.together import together_buttons

MOST_LISTED = 33
MOST_DRAFTS = 4
"""With these, and a section each, a list stays within Slack's 50 blocks."""
MOST_REVISIONS = 5
ENDED = {
    GoalState.REACHED: ":tada: reached",
    GoalState.DONE: "done",
    GoalState.DROPPED: "put down",
}
WHO_SEES_THEIRS = {"team": "the team", "leads": "its leads", "me": "its owner alone"}


@dataclass(frozen=True, slots=True)
class Card:
    """A goal with what its card tells. `history` is the latest check-ins, oldest first."""

    goal: Goal
    owner: Person
    item: Item
    history: Sequence[CheckIn]
    kin: Kin
    cheers: int
    is_mine: bool
    with_notes: bool
    can_propose: bool = False
    """The reader leads its team, and may propose a change to its owner."""
    can_keep: bool = False
    """The reader may keep it as a template for the team."""
    revisions: Sequence[Revision] = ()
    reader_id: int = 0
    names: Mapping[int, str] = field(default_factory=dict)
    """Who reported what of a shared goal, by id."""
    taught: Retrospective | None = None
    """What it taught: for its owner, and for its leads where the owner shares it."""


def card_message(card: Card, day: date, zone: ZoneInfo) -> Message:
    """The goal's card: the ladder drawn rung by rung, what is next, the latest check-ins."""
    goal = card.goal
    blocks: list[Block] = []
    climbs = card.reader_id in goal.climbers
    if climbs and (goal.is_active or card.item.today):
        blocks += item_blocks(card.item, day, surface="card")
    else:
        blocks.append(section(goal_lines.goal_line(goal, day)))
    if goal.is_draft:
        blocks += _draft_buttons(goal)
    if goal.purpose:
        blocks.append(section(f"*Why it matters*\n{quote(goal.purpose, 1200)}"))
    blocks.append(section(f"*The ladder*\n{goal_lines.ladder(goal, day, zone)}"))
    if card.kin.rollup and not goal.rollup:
        blocks.append(section(f"*Added up*\n{_added_up(goal, card.kin.rollup)}"))
    if card.history:
        blocks.append(section(f"*Check-ins*\n{_history(card, day)}"))
    if card.revisions:
        blocks.append(section(cut(_revised(card, day, zone), SECTION_TEXT)))
    if card.taught and not card.taught.is_empty:
        blocks.append(section(f"*What it taught*\n{taught(card.taught)}"))
    blocks.append(small(" · ".join(_facts(card))))
    if card.is_mine and not goal.is_draft:
        blocks += _ways(card, day)
    elif climbs and (buttons := together_buttons(goal, card.reader_id)):
        blocks.append(actions(*buttons, block_id=f"ways-{goal.id}"))
    if card.can_propose:
        change = button("Propose a change", "proposal.of_goal", str(goal.id))
        blocks.append(actions(change, block_id="propose"))
    if card.can_keep:
        keep = button("Keep as a template for the team", "template.keep", str(goal.id))
        blocks.append(actions(keep, block_id="keep"))
    return message(f"{goal.key}: {words(goal.statement, 200)}", blocks)


def _added_up(goal: Goal, rollup: Rollup) -> str:
    bar = goal_lines.bar_of(rollup.progress)
    return f"{bar}  {goal_lines.say_rollup(goal, rollup)}"


def _revised(card: Card, day: date, zone: ZoneInfo) -> str:
    """What was revised, the latest first."""
    latest = list(reversed(card.revisions))[:MOST_REVISIONS]
    lines = [
        history_line(card.goal, made, day, zone, with_reason=card.with_notes) for made in latest
    ]
    if len(card.revisions) > len(latest):
        lines.append(f"…and {len(card.revisions) - len(latest)} before.")
    return "\n".join(lines)


def _ways(card: Card, day: date) -> list[Block]:
    """What its owner may do with the goal as a whole."""
    goal = card.goal
    value = f"{goal.id}:{day.isoformat()}:card"
    if goal.state is GoalState.REACHED:  # the day's report has the same buttons
        mistake = mistake_buttons(card.item, value)
        return [] if card.item.today else [ways_on(goal, day, "card", mistake)]
    if goal.has_ended(day):
        return [ways_on(goal, day, "card")]
    buttons = (
        button("Revise", "revise.open", value),
        button("Close", "close.ask", value),
        *together_buttons(goal, goal.owner_id),
    )
    return [actions(*buttons, block_id=f"ways-{goal.id}")]


def _history(card: Card, day: date) -> str:
    return "\n".join(_check_in(card, c, day) for c in reversed(card.history))


def _check_in(card: Card, check_in: CheckIn, day: date) -> str:
    if card.goal.measure.kind is MeasureKind.DONE:
        value = "done" if check_in.value else "not yet"
    else:
        value = say_value(card.goal, check_in.value)
    who = f"{_who(card, check_in)} " if card.goal.is_shared else ""
    sure = CONFIDENCES[check_in.confidence].lower()
    line = f"{say_day(check_in.day, day)}: {who}{value}, {sure}"
    if not check_in.note or not (card.with_notes or check_in.person_id == card.reader_id):
        return line
    return f"{line} · “{words(' '.join(check_in.note.split()), 200)}”"


def _who(card: Card, check_in: CheckIn) -> str:
    if check_in.person_id == card.reader_id:
        return "you"
    return words(card.names.get(check_in.person_id, ""), 60)


def _facts(card: Card) -> list[str]:
    facts = []
    if not card.is_mine:
        facts.append(words(card.owner.name, 60))
    if card.kin.parent:
        facts.append(", ".join(filter(None, [adds_to(card.kin, card.goal), counts(card.goal)])))
    if card.cheers:
        facts.append(f"👏 {card.cheers}")
    goal = card.goal
    if goal.started_because and card.with_notes:
        facts.append(f"started because “{words(goal.started_because, 300)}”")
    if goal.guard:
        facts.append(f"rungs count with {words(say_guard(goal.guard))}")
    if goal.min_answers:
        facts.append(f"counts from {count(goal.min_answers, 'answer')}")
    if goal.is_draft:
        return [*facts, "a draft, seen by you alone"]
    seen = goal_lines.seen_by(goal).lower()
    if not card.is_mine and goal.tier is not Tier.ORGANISATION:
        seen = WHO_SEES_THEIRS[goal.visibility]
    facts.append(f"seen by {seen}")
    return facts


def _draft_buttons(goal: Goal) -> list[Block]:
    sure = ConfirmObject(
        title="Throw it away?",
        text=PlainTextObject(text=f"{goal.key} was seen by you alone, and will be gone."),
        confirm="Throw it away",
        deny="Keep it",
    )
    take_up = button("Take it up", "goal.take_up", str(goal.id))
    throw = button("Throw it away", "goal.throw_away", str(goal.id), confirm=sure)
    return [actions(take_up, throw, block_id=f"draft-{goal.id}")]


def list_message(goals: Sequence[Goal], day: date) -> Message:
    """A person's goals: those that go on, drafts, then those that ended."""
    if not goals:
        told = "No goal yet. `/goal new` sets the first one: small is good."
        return message(told, section(told), actions(button("Set a goal", "goal.new")))
    going = [goal for goal in goals if goal.is_active and goal.due >= day]
    drafts = [goal for goal in goals if goal.is_draft]
    ended = [g for g in goals if not (g.is_draft or (g.is_active and g.due >= day))]
    blocks: list[Block] = []
    for goal in going[:MOST_LISTED]:
        blocks.append(section(goal_lines.goal_line(goal, day)))
    if not going:
        blocks.append(section("Nothing under way. `/goal new` sets the next one."))
    if len(going) > MOST_LISTED:
        blocks.append(small(left_out(len(going) - MOST_LISTED, "`/goal show G-…`")))
    blocks += _drafts(drafts, day)
    if ended:
        blocks += [divider(), section(f"*Ended*\n{_ended(ended, day)}")]
    blocks.append(actions(button("Set a goal", "goal.new"), button("Today", "check_in.today")))
    assert len(blocks) <= MESSAGE_BLOCKS
    told = f"{count(len(going), 'goal')} under way, {len(ended)} ended."
    return message(f"{told} {count(len(drafts), 'draft')}." if drafts else told, blocks)


def _drafts(drafts: Sequence[Goal], day: date) -> list[Block]:
    """What was written down and has not begun, the newest first."""
    if not drafts:
        return []
    blocks: list[Block] = [divider(), small("*Drafts*, seen by you alone")]
    newest = sorted(drafts, key=lambda goal: goal.number, reverse=True)
    for goal in newest[:MOST_DRAFTS]:
        blocks += [section(goal_lines.title(goal, day)), *_draft_buttons(goal)]
    if len(newest) > MOST_DRAFTS:
        keys = ", ".join(goal.key for goal in newest[MOST_DRAFTS:][:20])
        blocks.append(small(f"More: {keys}. `/goal show` takes up each."))
    return blocks


def _ended(goals: Sequence[Goal], day: date) -> str:
    lines = [_ended_line(goal, day) for goal in goals[-10:]]
    if len(goals) > len(lines):
        lines.append(f"…and {len(goals) - len(lines)} before.")
    return "\n".join(lines)


def _ended_line(goal: Goal, day: date) -> str:
    mark = ENDED.get(goal.state, "ended")
    return f"{goal.key}  {words(goal.statement, 100)} · {mark} at {goal_lines.standing(goal)}"
