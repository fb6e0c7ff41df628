"""Refused alignments, missions and templates."""

from goals import alignment, overview, purpose, templates
from goals.goal import GoalState, Tier
from handlers.views.parts import cut
from handlers.views.refusals.speech import say

_ENDED = {
    GoalState.REACHED: "was reached",
    GoalState.DONE: "is done",
    GoalState.DROPPED: "was put down",
    GoalState.MISSED: "has ended",
}
WHOSE = {
    Tier.INDIVIDUAL: "a person's goal",
    Tier.TEAM: "a team's goal",
    Tier.ORGANISATION: "the organisation's goal",
}


@say.register
def _(_: alignment.NotAnAlignment) -> str:
    return (
        "Say it like /goal align G-12 under G-3, with words instead of the second key if you "
        "like (under csat), “counts twice” behind it if it counts more, or /goal align G-12 alone. "
        "Nothing was changed."
    )


@say.register
def _(refusal: alignment.NotAWeight) -> str:
    return (
        f'I can\'t read "{cut(refusal.text, 40)}" as how many times it counts: a number above 0, '
        "at most 100; 1 is as much as others. /goal align G-12 counts 2. Nothing was changed."
    )


@say.register
def _(refusal: alignment.InACircle) -> str:
    if refusal.child == refusal.parent:
        return f"{refusal.child} can't add to itself. Nothing was changed."
    return (
        f"{refusal.parent} adds to {refusal.child} already, so the other way round would be a "
        "circle. Nothing was changed. /goal tree shows what adds to what."
    )


@say.register
def _(refusal: alignment.DownTheTiers) -> str:
    child, parent = WHOSE[refusal.child], WHOSE[refusal.parent]
    return (
        f"{child[0].upper()}{child[1:]} can't add to {parent}: goals add upward, a person's to "
        "the team's, the team's to the organisation's. Nothing was changed."
    )


@say.register
def _(refusal: alignment.ParentEnded) -> str:
    return (
        f"{refusal.key} {_ENDED[refusal.state]}, so nothing is added to it any more. "
        "/goal tree shows what goes on; its owner can take it up again with "
        f"/goal show {refusal.key}. Nothing was changed."
    )


@say.register
def _(refusal: alignment.ChildEnded) -> str:
    return (
        f"{refusal.key} {_ENDED[refusal.state]}, so what it adds to stays as it was. /goal show "
        f"{refusal.key} takes it up again, or goes on from there with the next goal. Nothing was "
        "changed."
    )


@say.register
def _(refusal: alignment.NotTheirsToAlign) -> str:
    who = {
        Tier.INDIVIDUAL: "its owner",
        Tier.TEAM: "its owner or a lead of its team",
        Tier.ORGANISATION: "its owner or a Slack admin",
    }[refusal.tier]
    return f"Only {who} decides that of {refusal.key}. Nothing was changed."


@say.register
def _(refusal: alignment.AddsToNothing) -> str:
    return (
        f"{refusal.key} adds to nothing yet, so there is nothing beside which it could count. "
        f"/goal align {refusal.key} under G-3 links it. Nothing was changed."
    )


@say.register
def _(refusal: alignment.NothingLikeIt) -> str:
    return (
        f'I find no goal like "{cut(refusal.text, 40)}" that it could add to. /goal tree shows '
        "what there is. Nothing was changed."
    )


@say.register
def _(refusal: alignment.NotTheirsToSet) -> str:
    if refusal.tier is Tier.TEAM:
        return "A team's goal is set by a lead of that team. Choose “Mine”, or ask a lead."
    return "The organisation's goals are set by Slack admins. Choose “Mine”, or ask one of them."


@say.register
def _(_: purpose.NotAnAdmin) -> str:
    return "Only a Slack admin can do that. Nothing was changed."


@say.register
def _(_: overview.NotForOverview) -> str:
    return (
        "The overview of teams is for their leads, for Slack admins, and for whom an admin names "
        "with /goal overview allow @maya. /goal team shows your own team."
    )


@say.register
def _(refusal: overview.NobodyNamed) -> str:
    verb = "allow" if refusal.is_allowed else "disallow"
    return f"Whom? /goal overview {verb} @maya names somebody. Nothing was changed."


@say.register
def _(refusal: templates.UnknownTemplate) -> str:
    if not refusal.text:
        return "That template is gone. /goal templates lists what there is."
    close = f" Close to it: {', '.join(refusal.close)}." if refusal.close else ""
    return f'I know no template "{cut(refusal.text, 40)}".{close} /goal templates lists them all.'


@say.register
def _(refusal: templates.NotSharedYet) -> str:
    return (
        f"{refusal.key} is not for the whole team to see, and a template would show its words to "
        "everyone on it. Nothing was kept."
    )


@say.register
def _(_: templates.NotAName) -> str:
    return "A name needs a letter or a digit, for example csat."


@say.register
def _(refusal: templates.NotWeeks) -> str:
    return f"Choose how long it runs: 1 to {refusal.most} weeks."
