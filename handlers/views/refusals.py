"""What Rungs says when it cannot do something: what happened, what was kept, what to do."""

from datetime import date
from functools import singledispatch

from goals import errors, report, team_rules, voices
from goals.amounts import say_amount
from goals.errors import Refusal
from goals.goal import MeasureKind
from goals.team_rules import Outsider
from handlers.views.goal_lines import say_day
from handlers.views.message import Message, message
from handlers.views.parts import cut, section, words


@singledispatch
def say(refusal: Refusal) -> str:
    """A refusal in words, as plain text. Each kind registers its own below."""
    raise NotImplementedError(f"no words for {type(refusal).__name__}") from refusal


def refused(refusal: Refusal) -> Message:
    """A refusal as a message to the person alone."""
    told = words(say(refusal))
    return message(told, section(told))


@say.register
def _(refusal: errors.UnknownGoal) -> str:
    meant = f"a goal {refusal.key}" if refusal.key else "that goal"
    return (
        f"I don't know {meant}, or you can't see it. /goal list shows yours. Nothing was changed."
    )


@say.register
def _(refusal: errors.NotYourGoal) -> str:
    return (
        f"{refusal.key} belongs to somebody else, and only its owner can do that. "
        "Nothing was changed."
    )


@say.register
def _(refusal: errors.GoalNotActive) -> str:
    return f"{refusal.key} has ended already, so it stays as it is. /goal new sets the next one."


@say.register
def _(_: errors.NoTeam) -> str:
    return (
        "You are on no team yet. Ask your lead to add you with /goal team in the team's "
        "channel. Nothing was lost: your own goals work without one."
    )


@say.register
def _(_: errors.NotALead) -> str:
    return "Only a lead of the team can do that. Nothing was changed."


@say.register
def _(refusal: errors.NotARating) -> str:
    return f'"{refusal.text[:40]}" is not a rating from 1 to 5. Nothing was changed.'


@say.register
def _(refusal: errors.TooLate) -> str:
    return f"{refusal.what} can't be taken back any more. It stays as it is."


@say.register
def _(_: errors.NoWorkingDays) -> str:
    return "I need at least one day of the week, for example Mon-Fri. Nothing was changed."


@say.register
def _(_: errors.NotOneDay) -> str:
    return "A weekly goal is asked about on one day of the week: choose one. Nothing was changed."


@say.register
def _(refusal: errors.AskOutsideHours) -> str:
    return (
        f"{refusal.ask_at:%H:%M} is outside the working hours, {refusal.starts:%H:%M} to "
        f"{refusal.ends:%H:%M}, and I never ask outside them. Hours and time can change "
        "together: /goal schedule 8:00-16:00 ask 8:15. Nothing was changed."
    )


@say.register
def _(refusal: errors.NotASchedule) -> str:
    return (
        f'I can\'t read "{cut(refusal.text, 80)}" as a schedule. Try /goal schedule Mon-Fri 9:30, '
        "/goal schedule Sun-Thu 08:00-16:00 ask 9:15, or /goal schedule shift 22:00-06:00. "
        "Nothing was changed."
    )


@say.register
def _(refusal: errors.NotADate) -> str:
    return (
        f'I can\'t read "{cut(refusal.text, 80)}" as a date. "24 Dec", "next Friday" and '
        '"24 Dec to 2 Jan" are ways to say when. Nothing was changed.'
    )


@say.register
def _(refusal: errors.LeaveEndsBeforeItStarts) -> str:
    first, last = _with_year(refusal.first), _with_year(refusal.last)
    return (
        f"Those days off would end on {last}, before they start on {first}. "
        "Say the first day first, with the year if that helps. Nothing was changed."
    )


@say.register
def _(refusal: errors.LeaveInThePast) -> str:
    return (
        f"Those days off ended on {_with_year(refusal.last)}, so there is nothing to keep free. "
        "A missed day is not a black mark. Nothing was changed."
    )


@say.register
def _(refusal: errors.LeaveTooLong) -> str:
    return (
        f"That would be {refusal.days} days off in a row, and I note up to {refusal.limit} at "
        "once. Is the year right? Nothing was changed."
    )


@say.register
def _(refusal: errors.UnknownCountry) -> str:
    close = " or ".join(f"{code} ({name})" for code, name in refusal.matches)
    meant = f"Did you mean {close}?" if close else "Codes look like PT, or DE-BY for a part."
    return f'I know no public holidays for "{cut(refusal.text, 80)}". {meant} Nothing was changed.'


def _with_year(day: date) -> str:
    return f"{say_day(day)} {day.year}"


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
def _(refusal: voices.CannotReceive) -> str:
    return (
        f"{refusal.name} can't get feedback here: it goes to people of this workspace, not to "
        "bots, guests or those who left. Nothing was sent."
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
def _(refusal: team_rules.CannotBeOnTeam) -> str:
    shown = refusal.people[:5]
    named = ", ".join(f"{cut(name, 40)} ({_OUTSIDERS[why]})" for name, why in shown)
    more = f" and {len(refusal.people) - 5} more" if len(refusal.people) > 5 else ""
    return f"Only this workspace's own people can be on a team. Please take out {named}{more}."


@say.register
def _(_: team_rules.SlackNotAnswering) -> str:
    return (
        "Slack did not tell me in time who is who. Please try again in a minute. "
        "Nothing was changed."
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
    return (
        f"You are not in #{refusal.name}, and a team is set up by somebody who is. "
        "Join it first, or choose another channel."
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


# Setting a goal, and checking in on it.


@say.register
def _(_: errors.Missing) -> str:
    return "This is needed. Nothing is set yet, and what you typed is kept."


@say.register
def _(refusal: errors.TooLong) -> str:
    return f"That is {refusal.length:,} characters, and {refusal.limit:,} fit. Please shorten it."


@say.register
def _(refusal: errors.NotANumber) -> str:
    return f'I can\'t read "{cut(refusal.text, 40)}" as a number. Try 40, 4.5, 95% or 1h30.'


@say.register
def _(refusal: errors.DateInThePast) -> str:
    return f"{_with_year(refusal.day)} is over already. Choose today or a day to come."


@say.register
def _(refusal: errors.DateTooFar) -> str:
    return (
        f"{_with_year(refusal.day)} is further ahead than anybody plans; "
        f"{_with_year(refusal.limit)} is the last day I take."
    )


@say.register
def _(_: errors.AlreadyThere) -> str:
    return "From and To are the same, so there is nothing to climb. What would be one step on?"


@say.register
def _(_: errors.OutsideRatings) -> str:
    return "A rating goes from 1 to 5 in whole steps: for example from 3 to 4."


@say.register
def _(_: errors.NotATimesDone) -> str:
    return "Done / not done counts whole times, from 0 up: To 1 for once, To 4 for four times."


@say.register
def _(refusal: errors.NotARung) -> str:
    return (
        f'I can\'t read "{cut(refusal.text, 60)}" as a rung. A rung is a number, with a name or '
        'a date if you like: "35", "35 Steady", "35 by 4 Dec".'
    )


@say.register
def _(refusal: errors.RungOutside) -> str:
    threshold, baseline, target = map(
        say_amount, (refusal.threshold, refusal.baseline, refusal.target)
    )
    return f"{threshold} is not between From ({baseline}) and To ({target})."


@say.register
def _(refusal: errors.RungsOutOfOrder) -> str:
    return (
        f"{say_amount(refusal.later)} comes after {say_amount(refusal.earlier)}, and each rung "
        "is a step further toward the target. Please put them in order."
    )


@say.register
def _(refusal: errors.RungDateOutside) -> str:
    return (
        f"{_with_year(refusal.day)} is not between {_with_year(refusal.earliest)} and "
        f"{_with_year(refusal.latest)}: rungs come one after the other, up to the due date."
    )


@say.register
def _(refusal: errors.TooManyRungs) -> str:
    return f"That makes {refusal.count} rungs; up to {refusal.limit} fit one ladder."


@say.register
def _(refusal: report.CannotRead) -> str:
    unit = "a percentage" if refusal.unit == "%" else f"a number of {refusal.unit}"
    wanted = {
        MeasureKind.NUMBER: unit if refusal.unit else "a number",
        MeasureKind.DONE: "done or not yet",
        MeasureKind.RATING: "a rating from 1 to 5",
    }[refusal.kind]
    command = f"/goal checkin {refusal.key} " if refusal.key else ""
    return (
        f'I can\'t read "{refusal.text}" as {wanted}. '
        f"Try {command}{refusal.example}. Nothing was changed."
    )


@say.register
def _(refusal: errors.NoReport) -> str:
    return (
        f"What should I note for {refusal.key}? For example: "
        f"/goal checkin {refusal.key} {refusal.example} a short note. Nothing was changed."
    )


@say.register
def _(refusal: errors.WhichGoal) -> str:
    if not refusal.goals:
        return (
            "No goal is asked about today. Name one: /goal checkin G-12 42 a note "
            "(/goal list shows yours). Nothing was changed."
        )
    shown = ", ".join(f"{key} ({cut(words, 40)})" for key, words in refusal.goals[:8])
    return f"Which goal? Begin with its key, for example {refusal.goals[0][0]} 42. Today: {shown}."


@say.register
def _(refusal: errors.DayOver) -> str:
    return (
        f"That was for {_with_year(refusal.day)}, and the day is over; a missed day is fine. "
        "/goal shows today's. Nothing was changed."
    )


@say.register
def _(_: errors.CheerYourself) -> str:
    return "This one is yours: the cheers are for the others to give. Well climbed!"
