"""What is left behind by somebody who left Slack."""

from goals.goal import Goal
from goals.people import Person, Team
from handlers.views.message import Message, message
from handlers.views.parts import actions, button, section, small, words
from handlers.views.said import about


def goal_message(goal: Goal, owner: Person) -> Message:
    """A team's goal that its owner left, for those who can go on with it."""
    left = "is off the team" if owner.active else "has left Slack"
    told = f"{words(owner.name, 80)} {left}, and {about(goal)} was theirs. Who goes on with it?"
    return message(
        told,
        section(told),
        actions(
            button("Take it over", "leaver.take_over", str(goal.id)),
            button("Close it", "leaver.close", str(goal.id)),
        ),
        small("Until then it stays as it is, and nobody is asked about it."),
    )


def taken_over_message(goal: Goal) -> Message:
    """The goal has a new owner: who reads this."""
    told = f"{about(goal)} is yours now, and you are asked about it. "
    told += f"`/goal revise {goal.key}` changes it."
    return message(told, section(told))


def closed_message(goal: Goal) -> Message:
    """The goal was put down."""
    told = f"{about(goal)} is put down. Its reports are kept, and it counts in no sum any more."
    return message(told, section(told))


def team_message(team: Team) -> Message:
    """A team that nobody leads, for an admin."""
    name = words(team.name, 100)
    told = (
        f"The last lead of *{name}* has left Slack. Inputs and blockers there reach nobody until "
        "somebody leads it."
    )
    return message(
        told,
        section(told),
        actions(button("Name a lead", "team.settings", str(team.id))),
    )
