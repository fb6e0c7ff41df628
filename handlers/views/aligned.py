"""What came of an alignment, and the goals to choose from where words named it."""

from collections.abc import Sequence
from decimal import Decimal

from slack_sdk.models.blocks import MarkdownTextObject, SectionBlock

from goals.goal import Goal, Tier, Visibility
from handlers.views import goal_lines
from handlers.views.kin import Kin, adds_to, counts
from handlers.views.message import Message, message
from handlers.views.parts import actions, button, section, small, words


def aligned_message(child: Goal, kin: Kin) -> Message:
    """What it adds to now, and who sees that."""
    told = f"{child.key} now {adds_to(kin)}."
    weight = f"It {counted}. " if (counted := counts(child)) else ""
    assert kin.parent
    return message(
        told,
        section(f"*{words(child.statement, 200)}*\n{told}"),
        small(weight + _who_sees(child, kin.parent)),
        actions(button("Show the tree", "tree.show", "0")),
    )


def _who_sees(child: Goal, parent: Goal) -> str:
    if child.is_draft:
        return f"{child.key} is a draft, seen by you alone: it counts for nothing until it starts."
    if child.visibility is Visibility.ME:
        return (
            f"Only you see {child.key}: nobody else finds it under {parent.key}, and it counts "
            "in no sum but the one that you see."
        )
    who = "Whoever sees both" if child.tier is Tier.ORGANISATION else "Whoever may see it"
    return f"{who} finds it under {parent.key}; to others nothing of it is shown or counted."


def alone_message(child: Goal) -> Message:
    """It adds to nothing any more."""
    told = f"{child.key} stands alone now, and adds to no other goal."
    return message(told, section(f"*{words(child.statement, 200)}*\n{told}"))


def which_message(child: Goal, found: Sequence[Goal], weight: Decimal | None) -> Message:
    """The goals that words could mean, each with its button."""
    told = f"Which goal does {child.key} add to?"
    weighed = "" if weight is None else f"{weight:f}"
    lines = [
        SectionBlock(
            text=MarkdownTextObject(
                text=f"*{words(goal.statement, 200)}*   {goal.key}\n{goal_lines.standing(goal)}"
            ),
            accessory=button("This one", "align.choose", f"{child.id}:{goal.id}:{weighed}"),
        )
        for goal in found
    ]
    return message(told, section(told), lines)
