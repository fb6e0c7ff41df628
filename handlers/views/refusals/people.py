"""Refused words between people, and refused teams."""

from collections.abc import Sequence

from goals import errors, team_rules, voices
from goals.team_rules import Outsider
from handlers.views.parts import cut, listing
from handlers.views.refusals.speech import say

# What people say to each other.


@say.register
def _(_: voices.NoWords) -> str:
    return "There are no words in it yet. Nothing was sent."


@say.register
def _(_: voices.ToYourself) -> str:
    return (
        "That would be feedback to yourself. A note on your own goal goes with its check-in: "
        "/goal checkin G-12 42 a note. Nothing was sent."
    )


@say.register
def _(refusal: voices.TooManyReceivers) -> str:
    return (
        f"That is {refusal.count} people, and the same words go to {refusal.limit} at most. "
        "Nothing was sent."
    )


@say.register
def _(refusal: voices.HiddenGoal) -> str:
    return (
        f"{refusal.name} can't see {refusal.key}, so I would not name it to them. Leave the key "
        "out, and say what you mean in your own words. Nothing was sent."
    )


@say.register
def _(_: voices.NotForYou) -> str:
    return "Those words were said to somebody else, so only they can do that."


@say.register
def _(refusal: voices.HasLeft) -> str:
    return f"{refusal.name} has left Slack and would never read it. Nothing was sent."


@say.register
def _(_: voices.NamedOrNot) -> str:
    return "Please choose whether your name goes with it."


@say.register
def _(refusal: voices.NobodyLeads) -> str:
    return (
        f"{refusal.team} has no lead, other than you, who could read it. An admin can name one "
        "with /goal team in its channel, under Settings. Nothing was sent."
    )


@say.register
def _(refusal: voices.AnsweredAlready) -> str:
    return (
        f"{refusal.name} has answered this already: “{cut(refusal.answer, 400)}”. "
        "Yours was not sent."
    )


_OUTSIDERS = {
    Outsider.BOT: "an app",
    Outsider.GUEST: "a guest here",
    Outsider.STRANGER: "from another workspace",
    Outsider.DEACTIVATED: "deactivated in Slack",
}


@say.register
def _(refusal: team_rules.CannotUseRungs) -> str:
    if refusal.why is Outsider.DEACTIVATED:
        return "Your Slack account is deactivated, so I can't do that. Nothing was changed."
    return (
        f"Rungs is for this workspace's own people, and Slack says that you are "
        f"{_OUTSIDERS[refusal.why]}. If that is wrong, a Slack admin can change it. "
        "Nothing was changed."
    )


@say.register
def _(refusal: team_rules.NotAColleague) -> str:
    named = _named(refusal.people)
    return f"{named}, and this goes to people of this workspace alone. Nothing was sent."


def _named(outsiders: Sequence[tuple[str, Outsider]]) -> str:
    """ "Gus is a guest here and Robo is an app"."""
    return listing([f"{cut(name, 40)} is {_OUTSIDERS[why]}" for name, why in outsiders[:5]])


@say.register
def _(refusal: team_rules.CannotBeOnTeam) -> str:
    named = listing([f"{cut(name, 40)} ({_OUTSIDERS[why]})" for name, why in refusal.people], 5)
    return f"Only this workspace's own people can be on a team. Please take out {named}."


@say.register
def _(_: errors.AnotherVersion) -> str:
    return (
        "That is of another version of Rungs, and I can't read it any more. /goal today brings you "
        "new buttons. Nothing was changed."
    )


@say.register
def _(_: team_rules.SlackNotAnswering) -> str:
    return (
        "Slack did not tell me in time who is who. Please try again in a minute. "
        "Nothing was changed."
    )


@say.register
def _(_: team_rules.SlackSilent) -> str:
    return "Slack did not answer in time. Nothing was lost: please try again in a moment."


@say.register
def _(_: team_rules.NotAdded) -> str:
    return (
        "Rungs must be added to this workspace first: a Slack admin can do that, and then this "
        "works here too. Nothing was changed."
    )


@say.register
def _(_: team_rules.NoTeamName) -> str:
    return "A team needs a name."


@say.register
def _(_: team_rules.NoLead) -> str:
    return "A team needs at least one lead. Choose one of its members."


@say.register
def _(_: team_rules.NoCheckInTime) -> str:
    return "Choose a time of day, for example 09:30."


@say.register
def _(_: team_rules.NoChannel) -> str:
    return "Choose the team's channel."


@say.register
def _(refusal: team_rules.ChannelTaken) -> str:
    return (
        f"That channel is home to the team {cut(refusal.team, 80)} already. "
        "Each team has a channel of its own."
    )


@say.register
def _(refusal: team_rules.BotNotInChannel) -> str:
    place = f"#{refusal.name}" if refusal.name else "that channel"
    return (
        f"I'm not in {place} yet, so I couldn't celebrate there. "
        "Type /invite @Rungs in it, then try again. Nothing was changed."
    )


@say.register
def _(refusal: team_rules.NotInChannel) -> str:
    place = f"#{refusal.name}" if refusal.name else "that channel"
    return (
        f"You are not in {place}, and a team is set up by somebody who is. "
        "Join it first, or choose another channel."
    )


@say.register
def _(_: team_rules.NoChannelOfATeam) -> str:
    return (
        "This is a group message, and a team needs a channel, where new people can join and rungs "
        "are celebrated. Type /goal team in the team's channel, or make one for it first."
    )


@say.register
def _(_: team_rules.NoTeamHere) -> str:
    return (
        "You are on no team yet, and a direct message has none. Type /goal team in your team's "
        "channel to see its team, or to set one up. Your own goals work without a team."
    )


@say.register
def _(_: team_rules.NotOnRungs) -> str:
    return "They are on no team and have set no goal yet, so there is nothing to show."


@say.register
def _(refusal: team_rules.NoSuchTeam) -> str:
    yours = ", ".join(cut(name, 40) for name in refusal.teams[:10])
    listed = f"You are on: {yours}." if yours else "You are on no team yet."
    return f'I know no team "{cut(refusal.text, 40)}" of yours. {listed}'
