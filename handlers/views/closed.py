"""How a goal ends: the question, what stands then, and what it taught."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    ConfirmObject,
    InteractiveElement,
    PlainTextObject,
)
from slack_sdk.models.views import View

from goals.daily import Item
from goals.goal import Goal, GoalState
from goals.people import Person
from goals.retrospective import TIP_LENGTH, Retrospective, can_be_shared
from handlers.views import goal_lines
from handlers.views.message import Message, message
from handlers.views.parts import (
    actions,
    button,
    checkboxes,
    field,
    modal,
    section,
    small,
    text_input,
    words,
)
from handlers.views.said import about

MOST_ENDED = 3
"""Of the goals that ended, in one daily message; more at once are rare, and stand in the list."""


def closing_message(goal: Goal, day: date) -> Message:
    """The question how a goal ends."""
    value = _value(goal, day, "closed")
    told = f"{goal.key} stands at {goal_lines.standing(goal)}. How does it end?"
    return message(
        told,
        section(f"{about(goal)}\n{told}"),
        actions(
            button("Done", "close.done", value),
            button("It came short", "close.missed", value),
            button("It no longer fits", "close.dropped", value),
        ),
        small(
            "What you reached stays, and I won't ask about it any more. You can take it up again."
        ),
    )


def _value(goal: Goal, day: date, surface: str) -> str:
    return f"{goal.id}:{day.isoformat()}:{surface}"


def closed_message(goal: Goal, day: date, said: Retrospective | None = None) -> Message:
    """Where it ended, what stays, and the ways on."""
    reached = goal_lines.rung_count(goal)
    stays = f" What you reached stays: {reached}." if reached else ""
    told = f"{goal.key} is closed at {goal_lines.standing(goal)}.{stays} I won't ask about it."
    kept = "\nWhat you wrote is kept." if said and not said.is_empty else ""
    return message(
        told,
        section(f"*{words(goal.statement, 200)}*\n{told}{kept}"),
        ways_on(goal, day, "closed"),
    )


def ways_on(
    goal: Goal, day: date, surface: str, besides: Sequence[InteractiveElement] = ()
) -> Block:
    """What its owner may do with a goal that has ended; `besides`, with one that was reached."""
    value = _value(goal, day, surface)
    higher = higher_button(goal, value)
    if goal.state is GoalState.REACHED:
        return actions(higher, *besides, block_id=f"on-{goal.id}")
    buttons = [button("Write it down", "close.write", value)]
    is_done = goal.state is GoalState.DONE
    buttons.append(higher if is_done else button("Again, smaller", "close.smaller", value))
    buttons.append(button("Take it up again", "goal.reopen", str(goal.id)))
    return actions(*buttons, block_id=f"on-{goal.id}")


def higher_button(goal: Goal, value: str) -> ButtonElement:
    """The way on from what was reached."""
    label = "Hold it again" if goal.is_level else "Again, one rung higher"
    return button(label, "close.higher", value)


def mistake_buttons(item: Item, value: str) -> list[ButtonElement]:
    """The way back from a top that was reached by a wrong number, and that others have heard of."""
    if not item.can_reopen or item.can_undo:
        return []
    key = item.goal.key
    sure = ConfirmObject(
        title="Open it again?",
        text=PlainTextObject(text=f"{key} goes on, and what reached its top is taken back."),
        confirm="It was a mistake",
        deny="Keep it",
    )
    return [button("That was a mistake", "check_in.mistake", value, confirm=sure)]


def reopened_message(goal: Goal, remarks: Sequence[Block] = ()) -> Message:
    """It goes on; `remarks`: how it fits the rest."""
    told = f"{goal.key} goes on: {goal_lines.standing(goal)}."
    return message(told, section(f"*{words(goal.statement, 200)}*\n{told}"), remarks)


def ended_blocks(goal: Goal, day: date) -> list[Block]:
    """A goal that ended short, once, in the daily message; one line when it was let rest."""
    if goal.state is GoalState.MISSED:
        return [section(f"{about(goal)}\nIt rests at {goal_lines.standing(goal)}.")]
    value = _value(goal, day, "daily")
    return [
        section(f"{about(goal)}\n{ended_line(goal)}"),
        actions(
            button("Write it down", "close.write", value),
            button("Smaller next time", "close.smaller", value),
            button("Let it rest", "close.rest", value),
            block_id=f"ended-{goal.id}",
        ),
    ]


def ended_line(goal: Goal) -> str:
    """ "G-9 ended at 84 of 90. What would you tell someone starting it?"."""
    at = goal_lines.standing(goal)
    return f"{goal.key} ended at {at}. What would you tell someone starting it?"


def retrospective_modal(goal: Goal, said: Retrospective, metadata: str) -> View:
    """The form of what a goal taught; all of it optional."""
    blocks: list[Block] = [
        section(f"{about(goal)}\n{goal.key} ended at {goal_lines.standing(goal)}."),
        _question("happened", "What happened?", said.happened),
        _question("learnt", "What did you learn?", said.learnt),
        _question("changes", "What will you do differently?", said.changes),
        field(
            "tip",
            "A tip for someone starting it",
            text_input(said.tip),
            hint=f"One line, up to {TIP_LENGTH} characters.",
            optional=True,
        ),
    ]
    if can_be_shared(goal):
        blocks.append(_shared(said))
    blocks.append(small(_who_sees(goal)))
    return modal(
        "retrospective.save",
        "What it taught",
        blocks,
        submit="Keep it",
        private_metadata=metadata,
    )


def _question(name: str, label: str, text: str) -> Block:
    return field(name, label, text_input(text, multiline=True), optional=True)


def _shared(said: Retrospective) -> Block:
    choices = {
        "leads": "Share all of it with my leads",
        "tip": "Show the tip, without my name, to the next one",
    }
    chosen = {"leads": said.with_leads, "tip": said.tip_given}
    return field(
        "share",
        "Share",
        checkboxes(choices, [name for name, is_chosen in chosen.items() if is_chosen]),
        hint="The next one: whoever of your team starts on a rung like yours. "
        "In a small team they may guess whose tip it is; in a team of two it is not shown.",
        optional=True,
    )


def _who_sees(goal: Goal) -> str:
    if can_be_shared(goal):
        return "Only you see this, unless you tick a box. Untick it, and it is yours alone again."
    return "Only you see this."


def taught(said: Retrospective) -> str:
    """A retrospective on a goal's card."""
    told = [
        ("What happened", said.happened),
        ("Learnt", said.learnt),
        ("Differently next time", said.changes),
        ("Tip", said.tip),
    ]
    return "\n".join(f"*{label}:* {words(text, 650)}" for label, text in told if text)


def shared_message(goal: Goal, owner: Person) -> Message:
    """What a lead hears of it: that there is something to read, and not its words."""
    name = words(owner.name, 60)
    told = f"{name} has ended {goal.key} and shares with you what it taught."
    return message(
        told,
        section(f"{told}\n{about(goal)}"),
        actions(button("Read it", "goal.show", str(goal.id))),
    )
