"""How a goal fits the rest, said warmly to whoever set it, re-dated it or took it up again; nothing
of it blocks.
"""

from datetime import date
from functools import singledispatch

from slack_sdk.models.blocks import Block

from goals.balance import OnlyNumbers, Outweighs, Remark, SameWeek, TooMany
from goals.goal import Goal, Tier
from handlers.views.goal_lines import say_day
from handlers.views.kin import Kin, adds_to, say_part
from handlers.views.parts import SECTION_TEXT, cut, listing, section, small, words

NAMED = 4


def goal_fits(kin: Kin, remarks: tuple[Remark, ...], goal: Goal, today: date) -> list[Block]:
    """What it adds to, and what is worth a thought beside it."""
    blocks: list[Block] = []
    if kin.parent:
        added = adds_to(kin)
        blocks.append(small(added[0].upper() + added[1:] + "."))
    if remarks:
        whose = "the team's goals" if goal.tier is Tier.TEAM else "your goals"
        lines = [f"• {say_remark(remark, today)}" for remark in remarks]
        head = f"*A thought on {whose} together* (it is set, whatever you make of it)"
        blocks.append(section(cut("\n".join([head, *lines]), SECTION_TEXT)))
    return blocks


@singledispatch
def say_remark(remark: Remark, today: date) -> str:
    """A remark in words, with what could be added."""
    raise NotImplementedError(type(remark))


@say_remark.register
def _(_: OnlyNumbers, today: date) -> str:
    return (
        "All of them count how much. One that asks how well would round them off: a rating of "
        "your own from 1 to 5 (`/goal new from quality-by-me`), or a customer story a week "
        "(`/goal new from story`)."
    )


@say_remark.register
def _(remark: Outweighs, today: date) -> str:
    return (
        f"{_named(remark.goal)} counts for {say_part(remark.share)} of all, more than the others "
        "together. If that is what you mean, fine; else let the others count more, or split it."
    )


@say_remark.register
def _(remark: TooMany, today: date) -> str:
    return (
        f"That makes {remark.count} at a time, and the team finds {remark.most} a good number. "
        "Which one could wait? `/goal close G-…` lets it rest, and what was reached stays."
    )


@say_remark.register
def _(remark: SameWeek, today: date) -> str:
    keys = listing([goal.key for goal in remark.goals], NAMED)
    return (
        f"{len(remark.goals)} of them end in the week of {say_day(remark.monday, today)}: "
        f"{keys}. An earlier rung or a later date would spread the last stretch."
    )


def _named(goal: Goal) -> str:
    return f"{words(goal.statement, 100)} ({goal.key})"
