"""What Rungs says when it cannot do something: what happened, what was kept, what to do."""

from functools import singledispatch

from goals import errors
from goals.errors import Refusal
from handlers.views.message import Message, message
from handlers.views.parts import section, words


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
