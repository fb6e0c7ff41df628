"""What the owner of a goal sees when it is set."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from goals.goal import Goal
from handlers.views import goal_lines
from handlers.views.goal_lines import say_day, say_names
from handlers.views.parts import modal, section, small
from handlers.views.together import how


def goal_set_modal(
    goal: Goal,
    day: date,
    zone: ZoneInfo,
    next_ask: datetime | None,
    remarks: Sequence[Block] = (),
    asked_in: Sequence[str] = (),
) -> View:
    """What was set: its ladder, who sees it, when Rungs asks first, how it fits the rest, and the
    names of those who are asked to climb it too.
    """
    asked = f"Asked to join: {say_names(asked_in)}. " if asked_in else ""
    asks = f"I'll ask you first on {_moment(next_ask, zone)}." if next_ask else ""
    return modal(
        "goal.set",
        f"{goal.key} is set",
        [
            section(goal_lines.goal_line(goal, day)),
            section(goal_lines.ladder(goal, day, zone)),
            *remarks,
            *([section(f"{asked}{how(goal)}")] if goal.is_shared else []),
            *([small(_unsaid(goal))] if goal.start_is_guess else []),
            small(f"Seen by: {goal_lines.seen_by(goal).lower()}. {asks}".strip()),
            small(
                f"`/goal checkin {goal.key} …` reports any time, `/goal show {goal.key}` shows it."
            ),
        ],
    )


def _unsaid(goal: Goal) -> str:
    guess = goal_lines.say_value(goal, goal.baseline)
    told = f"You have not said where it stands today: {guess} is a guess."
    return f"{told} Your first check-in tells."


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{say_day(local.date())} at {local:%H:%M}"
