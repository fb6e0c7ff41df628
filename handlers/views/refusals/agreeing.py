"""Refused proposals."""

from goals import proposal
from handlers.views.parts import cut, listing
from handlers.views.refusals.speech import say


@say.register
def _(refusal: proposal.ToWhom) -> str:
    unread = f'I can\'t tell who "{cut(refusal.text, 40)}" is. ' if refusal.text else ""
    return (
        f"{unread}To whom? Pick the name from the list that Slack shows while you type it: "
        "/goal propose @maya Reply to 40 chats a day. /goal propose G-12 proposes a change of a "
        "goal. Nothing was sent."
    )


@say.register
def _(_: proposal.ProposeToYourself) -> str:
    return "That is yours to decide: /goal new sets a goal of your own. Nothing was sent."


@say.register
def _(refusal: proposal.OneAtATime) -> str:
    both = listing([cut(name, 40) for name in refusal.names])
    return (
        f"A goal is agreed on by two, and you named {both}. Propose it to each alone; for one goal "
        "that you climb together set it, and /goal together G-12 asks them in. Nothing was sent."
    )


@say.register
def _(refusal: proposal.NoTeamTogether) -> str:
    name = refusal.name or "they"
    return (
        f"You and {name} are on no team together, as far as I know, and proposals go between "
        "people of a team. /goal team in a channel sets one up. Nothing was sent or changed."
    )


@say.register
def _(_: proposal.NotYourProposal) -> str:
    return "That proposal is between two other people, so only they can answer it."


@say.register
def _(refusal: proposal.YourOwnGoal) -> str:
    return (
        f"{refusal.key} is your own, so nobody else's yes is needed: /goal revise {refusal.key} "
        "changes it at once. Nothing was sent."
    )


@say.register
def _(refusal: proposal.OpenAlready) -> str:
    return (
        f"A change of {refusal.key} is open between you and {refusal.name} already. /goal propose "
        "has it, to answer it or to take it back; then propose anew. Nothing was sent."
    )


@say.register
def _(_: proposal.SaysTheSame) -> str:
    return "This is what stands already. To agree to it, press Accept. Nothing was sent."


@say.register
def _(refusal: proposal.CannotStart) -> str:
    return (
        f"It can't go on as it stands. {say(refusal.why)} It is open still: Change makes a new "
        "offer of it."
    )


@say.register
def _(refusal: proposal.GoalMovedOn) -> str:
    return (
        f"{refusal.key} has moved on since this was proposed, so nothing was changed. It is open "
        "still: Change makes a new offer, from where the goal stands now."
    )
