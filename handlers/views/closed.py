"""What its owner reads when a goal is closed, or taken up again."""

from goals.goal import Goal
from handlers.views import goal_lines
from handlers.views.message import Message, message
from handlers.views.parts import actions, button, section, words


def closed_message(goal: Goal) -> Message:
    """Where it ended, what stays, and the way back."""
    reached = goal_lines.rung_count(goal)
    stays = f" What you reached stays: {reached}." if reached else ""
    told = f"{goal.key} is closed at {goal_lines.standing(goal)}.{stays} I won't ask about it."
    return message(
        told,
        section(f"*{words(goal.statement, 200)}*\n{told}"),
        actions(
            button("Take it up again", "goal.reopen", str(goal.id)),
            button("Set a goal", "goal.new"),
        ),
    )


def reopened_message(goal: Goal) -> Message:
    """It goes on."""
    told = f"{goal.key} goes on: {goal_lines.standing(goal)}."
    return message(told, section(f"*{words(goal.statement, 200)}*\n{told}"))
