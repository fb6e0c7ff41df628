"""The form of all goals of a day that are still open, and what it asks about."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, StaticSelectElement
from slack_sdk.models.views import View

from goals.daily import Daily, Item
from goals.goal import Goal, MeasureKind
from handlers.views.check_in_asked import Asked, asked_blocks, sure_field
from handlers.views.check_in_form import DONE, beside, last_hint
from handlers.views.daily import RATINGS
from handlers.views.parts import (
    CONTEXT_TEXT,
    VIEW_BLOCKS,
    cut,
    field,
    modal,
    select,
    small,
    text_input,
    whole_lines,
)
from handlers.views.who_sees import who_sees_lines

VALUE = "value-"
"""What the name of a goal's field begins with; its id follows."""
LABEL = 150
AROUND = 3
"""Blocks around the goals' own: how it goes, what no more fits, who sees it."""


def log_all_modal(daily: Daily, about: str) -> View:
    """A field for each open goal, and what a goal needs besides; as many as Slack takes."""
    shown, blocks = list[Goal](), list[Block]()
    for item in daily.open:
        made = [_value_field(item), *beside(item.goal, None, of_several=True)]
        if len(blocks) + len(made) > VIEW_BLOCKS - AROUND:
            break
        shown.append(item.goal)
        blocks.extend(made)
    if left := len(daily.open) - len(shown):
        blocks.append(small(f"{left} more: once these are saved, “Log all” asks for the rest."))
    seen = who_sees_lines(shown, daily.person.id)
    return modal(
        "check_in.save_all",
        "Log all",
        [small(_how(shown)), *blocks, small(whole_lines(seen, CONTEXT_TEXT))],
        submit="Save",
        private_metadata=about,
    )


def _how(goals: Sequence[Goal]) -> str:
    told = "Leave empty what you would rather report later."
    if any(goal.measure.kind is MeasureKind.NUMBER for goal in goals):
        told += " Behind a number there is room for more: _31 at risk, two people away_."
    return told


def _value_field(item: Item) -> Block:
    goal = item.goal
    label = f"{cut(goal.statement, LABEL)} · {goal.key}"
    hint, element = None, text_input()
    if chosen := _choice(goal):
        return field(f"{VALUE}{goal.id}", label, chosen, optional=True)
    hint = last_hint(goal, item.reader_id)
    if goal.is_shared:
        hint = f"Your part. {hint}" if hint else "Your part."
    return field(f"{VALUE}{goal.id}", label, element, hint=hint, optional=True)


def _choice(goal: Goal) -> StaticSelectElement | None:
    """A list, since a choice of it can be taken away again, as one of radio buttons cannot."""
    if goal.measure.kind is MeasureKind.DONE:
        return select(DONE, None)
    if goal.measure.kind is MeasureKind.RATING:
        return select({str(n): text for n, text in RATINGS.items()}, None)
    return None


def asked_all_modal(asked: Sequence[Asked], about: str) -> View:
    """The questions whether these numbers were meant, in the place of the form."""
    blocks: list[Block] = []
    for one in asked:
        blocks += [*asked_blocks(one), sure_field(one, f"sure-{one.held_id}")]
    return modal(
        "check_in.confirm_all", "Is that right?", blocks, submit="Go on", private_metadata=about
    )
