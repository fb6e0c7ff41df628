"""What a person sees when they checked in by words: what was noted, what it reached."""

from datetime import date

from goals.daily import Item
from goals.report import Recorded
from handlers.views.daily import item_blocks
from handlers.views.goal_lines import say_value
from handlers.views.message import Message, message
from handlers.views.parts import small


def recorded_message(recorded: Recorded, day: date) -> Message:
    """One goal's report as it was noted, with "Correct", and "Undo" where a rung was reached."""
    goal = recorded.goal
    item = Item(
        goal,
        recorded.check_in,
        reached=recorded.reached,
        can_undo=recorded.can_undo,
        offer=recorded.offer,
        reader_id=recorded.check_in.person_id,
    )
    blocks = item_blocks(item, day, surface="card")
    if recorded.told_leads is not None:
        blocks.append(small(_who_was_told(recorded.told_leads)))
    reached = f" Rung {recorded.reached[-1].position} reached." if recorded.reached else ""
    noted = say_value(goal, recorded.check_in.value)
    return message(f"Noted for {goal.key}: {noted}.{reached}", blocks)


def _who_was_told(leads: int) -> str:
    if leads:
        return "Your leads hear of it, with your note, and can answer you."
    return "Nobody else was told: this goal is yours alone, or your team has no other lead."
