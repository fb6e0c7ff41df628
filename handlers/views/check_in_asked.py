"""The question whether a number was meant as it was typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from goals.amounts import CLOCK, known_unit, say_amount, say_number
from goals.goal import Goal
from handlers.views.message import Message, message
from handlers.views.parts import actions, button, field, modal, radio, section, words

SURE = ("check_in.sure", "check_in.sure_other")
"""The button of each reading: Slack wants other action ids in one block."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A report that is held until its number is confirmed. `last` is where the goal, or the
    reporter's part, stood before; None before a first part.
    """

    goal: Goal
    held_id: int
    readings: Sequence[Decimal]
    last: Decimal | None
    note: str = ""


def asked_message(asked: Asked) -> Message:
    """The question with a button for each answer."""
    told = question(asked)
    buttons = [
        button(_yes(asked, value), action_id, f"{asked.held_id}:{at}")
        for at, (value, action_id) in enumerate(zip(asked.readings, SURE, strict=False))
    ]
    buttons.append(button("No", "check_in.unsure", str(asked.held_id)))
    return message(told, asked_blocks(asked), actions(*buttons, block_id=f"asked-{asked.held_id}"))


def asked_blocks(asked: Asked) -> list[Block]:
    """The question, with the note that waits with it."""
    note = f"\n“{words(asked.note, 300)}”" if asked.note else ""
    title = f"*{words(asked.goal.statement, 150)}*   {asked.goal.key}"
    return [section(f"{title}\n{question(asked)}{note}")]


def asked_modal(asked: Asked, about: str) -> View:
    """The same in the place of the form."""
    return modal(
        "check_in.confirm",
        "Is that right?",
        [*asked_blocks(asked), sure_field(asked, "sure")],
        submit="Go on",
        private_metadata=about,
    )


def sure_field(asked: Asked, name: str) -> Block:
    """The answers to choose from."""
    listed = {
        f"{asked.held_id}:{at}": _yes(asked, value) for at, value in enumerate(asked.readings)
    }
    listed[f"{asked.held_id}:no"] = "No, that was a slip"
    return field(name, "Your number", radio(listed, None))


def question(asked: Asked) -> str:
    """ "That's 5,000; the last was 31. Is it right? Nothing is noted yet."."""
    unit = asked.goal.measure.unit
    last = "" if asked.last is None else f"; the last was {say_number(asked.last, unit)}"
    if len(asked.readings) == 1:
        value = say_amount(asked.readings[0], unit)
        return f"That's {value}{last}. Nothing is noted yet: is it right?"
    either = " or ".join(_digits(asked, value) for value in asked.readings)
    return f"That can be {either}{last}. Nothing is noted yet: which is it?"


def not_noted(goal: Goal | None) -> Message:
    """What stands in the place of the question after a no, or after it was answered."""
    if goal is None:
        told = "This was answered already, or is a day old. `/goal` shows what stands."
        return message(told, section(told))
    right = f"`/goal checkin {goal.key} <number>`"
    told = f"Nothing was noted for {goal.key}. {right} notes the right one."
    return message(told, section(told))


def _yes(asked: Asked, value: Decimal) -> str:
    said = _digits(asked, value)
    return f"Yes, {said}" if len(asked.readings) == 1 else said


def _digits(asked: Asked, value: Decimal) -> str:
    unit = asked.goal.measure.unit
    return say_number(value, unit) if known_unit(unit) == CLOCK else say_amount(value)
