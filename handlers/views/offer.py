"""How Rungs offers a smaller step, as part of a goal in the daily message and on its card."""

from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement

from goals.amounts import say_number
from goals.goal import Goal, Visibility
from goals.offers import Offer, Why, smaller_rung
from handlers.views.parts import actions, button, words

ASKED = {
    Why.AT_RISK: "Three times at risk. A smaller next step?",
    Why.OFF_PACE: "The date and the climb don't go together so far. A smaller next step?",
}


def offer_line(offer: Offer, goal: Goal) -> str:
    """The question, and who reads of a yes."""
    has_readers = goal.team_id is not None and goal.visibility is not Visibility.ME
    reads = " Your leads read of it if you take one." if has_readers else ""
    return f":seedling: {ASKED[offer.why]}{reads}"


def offer_buttons(goal: Goal, value: str) -> Block:
    """Its answers."""
    buttons: list[ButtonElement] = []
    if (rung := smaller_rung(goal)) is not None:
        buttons.append(
            button(f"Smaller rung: {say_number(rung, goal.measure.unit)}", "offer.smaller", value)
        )
    buttons.append(button("A week more", "offer.later", value))
    buttons.append(button("No, thanks", "offer.no", value))
    return actions(*buttons, block_id=f"offer-{goal.id}")


def tip_line(tip: str) -> str:
    """A colleague's tip, unnamed."""
    return f":bulb: A tip from somebody who climbed here before: “{words(tip, 400)}”"


def can_offer(goal: Goal, day: date) -> bool:
    """Whether an open offer still makes sense on a local date."""
    return goal.is_active and goal.due >= day
