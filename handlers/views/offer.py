"""How Rungs offers a smaller step, as part of a goal in the daily message and on its card."""

from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement

from goals.amounts import say_number
from goals.goal import Goal
from goals.offers import Offer, Why, smaller_rung
from handlers.views.parts import actions, button, words

REASONS = {
    Why.AT_RISK: "Three times at risk in a row: a smaller step.",
    Why.OFF_PACE: "Two weeks behind the plan: a smaller step.",
}
"""Why a goal was revised whose owner took the offer."""

ASKED = {
    Why.AT_RISK: "Three times at risk. A smaller next step?",
    Why.OFF_PACE: "The date and the climb don't go together so far. A smaller next step?",
}


def offer_line(offer: Offer) -> str:
    """The question."""
    return f":seedling: {ASKED[offer.why]}"


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
