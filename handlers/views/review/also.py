"""What few goals need: answers to count from, a partner measure, something to ask for."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from goals.as_written import as_written
from goals.goal import Goal, MeasureKind, Visibility
from handlers.views.goal_fields import answers_field, partner_field
from handlers.views.parts import OPTION_TEXT, checkboxes, cut, divider, field, listing, text_input

SHARES = frozenset({"%", "score", "points"})
"""What surveys are told in; no count or time is."""


def also_fields(goal: Goal, leads: Sequence[str], *, opened: bool) -> list[Block]:
    """What few goals need, behind one choice until it is `opened` or something stands in it."""
    offered = _fields(goal, leads)
    if not offered:
        return []
    if opened or goal.min_answers or goal.guard or goal.needs:
        return [divider(), *offered.values()]
    *first, last = offered
    asked = f"{', '.join(first)} or {last}" if first else last
    choice = cut(f"Also {asked}, before it starts", OPTION_TEXT)
    return [field("more", "More", checkboxes({"more": choice}, []), optional=True)]


def _fields(goal: Goal, leads: Sequence[str]) -> dict[str, Block]:
    """The fields that make sense for this goal, by what they ask for."""
    written = as_written(goal)
    fields: dict[str, Block] = {}
    is_number = goal.measure.kind is MeasureKind.NUMBER
    if is_number and (goal.measure.unit in SHARES or goal.min_answers):
        fields["how many answers"] = answers_field(written)
    if is_number:
        fields["a partner measure"] = partner_field(written)
    if leads:
        fields["what it takes"] = field(
            "needs",
            "People, tools or training that it takes",
            text_input(written.needs),
            hint=_who_hears(goal, leads),
            optional=True,
        )
    return fields


def _who_hears(goal: Goal, leads: Sequence[str]) -> str:
    listed = listing(leads if len(leads) <= 3 else [*leads[:3], "others"])
    named = "Your words alone go" if goal.visibility is Visibility.ME else "Goes"
    return f"{named} to {listed} as a request with your name, when the goal starts."
