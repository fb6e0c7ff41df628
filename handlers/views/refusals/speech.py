"""How a refusal is put into words; the other files of this folder register theirs."""

from datetime import date
from functools import singledispatch

from goals.errors import Refusal
from handlers.views.goal_lines import say_day
from handlers.views.message import Message, message
from handlers.views.parts import section, words


@singledispatch
def say(refusal: Refusal) -> str:
    """A refusal in words, as plain text."""
    raise NotImplementedError(f"no words for {type(refusal).__name__}") from refusal


def refused(refusal: Refusal) -> Message:
    """A refusal as a message to the person alone."""
    told = words(say(refusal))
    return message(told, section(told))


def with_year(day: date) -> str:
    """A date that may be of any year: "Fri 18 Dec 2026"."""
    return f"{say_day(day)} {day.year}"
