"""What Rungs says when it cannot do something: what happened, what was kept, what to do."""

from datetime import date
from functools import singledispatch

from goals import errors, voices
from goals.errors import Refusal
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
    return (
        f"I don't know a goal {refusal.key} that you can see. "
        "/goal list shows yours. Nothing was changed."
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
def _(refusal: voices.NobodyLeads) -> str:
    return (
        f"{refusal.team} has no lead but you who could read it. /goal team in its channel, "
        "under Settings, names one. Nothing was sent."
    )


@say.register
def _(refusal: voices.AnsweredAlready) -> str:
    return (
        f"{refusal.name} has answered this already: “{cut(refusal.answer, 400)}”. "
        "Yours was not sent."
    )
