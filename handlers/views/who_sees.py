"""Who sees what somebody reports: said in each form, and of all goals of a day at once."""

from collections.abc import Iterable, Sequence

from slack_sdk.models.blocks import Block

from goals.daily import Daily
from goals.goal import Goal, Tier, Visibility
from handlers.views.message import Message, message
from handlers.views.parts import MESSAGE_BLOCKS, SECTION_TEXT, section, whole_lines, words

SUMS = "What adds up to it, each reader sees of the goals that they may see."


def who_sees(goal: Goal, reader_id: int) -> str:
    """Who reads the number and the note that this person reports on the goal."""
    if _is_alone(goal):
        return "Only you see this."
    if goal.is_shared:
        return _of_shared(goal, reader_id)
    if goal.visibility is Visibility.LEADS:
        return "Your leads and you see this, nobody else."
    everybody = goal.tier is Tier.ORGANISATION
    number = "Everybody here sees the number." if everybody else "Your team sees the number."
    note = "you alone" if goal.team_id is None else "you and your leads"
    return f"{number} Your note is seen by {note}."


def _is_alone(goal: Goal) -> bool:
    """Of a goal without a team there is nobody else who could see it."""
    is_for_all = goal.tier is Tier.ORGANISATION and goal.visibility is Visibility.TEAM
    has_others = goal.team_id is not None or goal.is_shared or is_for_all
    return goal.visibility is Visibility.ME or not has_others


def _of_shared(goal: Goal, reader_id: int) -> str:
    owner = goal.part_of(goal.owner_id)
    mine = reader_id == goal.owner_id or owner is None
    others = "your leads" if mine or owner is None else f"{words(owner.name, 60)} and the leads"
    who = "Who climbs it, and the leads, see"
    if goal.visibility is Visibility.TEAM:
        who = "Everybody here sees" if goal.tier is Tier.ORGANISATION else "Your team sees"
    return f"{who} your part. Your note is seen by you and {others}."


def by_readers(goals: Iterable[Goal], reader_id: int) -> dict[str, list[Goal]]:
    """These goals by who sees what is reported on them, in their order."""
    alike: dict[str, list[Goal]] = {}
    for goal in goals:
        alike.setdefault(who_sees(goal, reader_id), []).append(goal)
    return alike


def who_sees_lines(goals: Sequence[Goal], reader_id: int) -> list[str]:
    """The same in lines: one without a key where it is the same of all of them."""
    alike = by_readers(goals, reader_id)
    if len(alike) == 1:
        return list(alike)
    return [f"{', '.join(goal.key for goal in same)}: {told}" for told, same in alike.items()]


def who_sees_message(goals: Sequence[Goal], reader_id: int) -> Message:
    """Who sees what is reported, goal by goal; for the one who reports."""
    if not goals:
        none = "You report on no goal, so there is nothing to see. `/goal new` sets one."
        return message(none, section(none))
    alike = by_readers(goals, reader_id)
    blocks: list[Block] = [section("*Who sees what you report*")]
    for told, same in list(alike.items())[: MESSAGE_BLOCKS - 1]:
        named = [_line(goal) for goal in same]
        blocks.append(section(whole_lines([f"*{told}*", *named], SECTION_TEXT)))
    return message(f"Who sees what you report: {next(iter(alike))}", blocks)


def _line(goal: Goal) -> str:
    named = f"• {words(goal.statement, 150)} {goal.key}"
    return f"{named}. {SUMS}" if goal.rollup else named


def notes_line(daily: Daily) -> str:
    """Who reads the notes of the day's message, in a line."""
    shared = any(item.goal.owner_id != daily.person.id for item in daily.items)
    alone = [_is_alone(item.goal) for item in daily.items]
    if all(alone):
        return "Your notes are seen by you alone."
    beside = ["on what only you see, by you alone"] if any(alone) else []
    beside += ["on others' goals, by their owners and leads"] if shared else []
    return "; ".join(["Your notes are seen by you and your leads", *beside]) + "."
