"""Refused goals of several people."""

from goals import together
from handlers.views.parts import cut
from handlers.views.refusals.speech import say


@say.register
def _(_: together.ForOneAlone) -> str:
    return (
        "A goal that only its owner sees can't be climbed together. Let your team see it, or "
        "your leads, or take the others out. Nothing was changed."
    )


@say.register
def _(_: together.NotAddedUp) -> str:
    return (
        "Percentages and ratings don't add up to anything. Choose their average, or the latest "
        "number that anybody reports."
    )


@say.register
def _(refusal: together.NotOnATeamWith) -> str:
    named = ", ".join(cut(name, 40) for name in refusal.names[:5] if name) or "Somebody chosen"
    return (
        f"{named}: on none of your teams, so I can't ask them. A lead can add people to a team "
        "with /goal team in its channel. Nobody was asked."
    )


@say.register
def _(refusal: together.TooManyTogether) -> str:
    return (
        f"That makes {refusal.count} people beside you, and {refusal.limit} fit one goal. "
        "Nobody was asked."
    )


@say.register
def _(_: together.NotAsked) -> str:
    return (
        "That question was not for you, or it was answered already. Whoever the goal belongs to "
        "can ask you in. Nothing was changed."
    )


@say.register
def _(refusal: together.NotClimbing) -> str:
    return (
        f"You have no part in {refusal.key} to leave: its owner ends it with "
        f"/goal close {refusal.key}. Nothing was changed."
    )
