"""A goal on a measure on which its owner has one already: pointed out, never in the way."""

from goals.goal import Goal
from goals.measures.same import subject
from handlers.views.parts import words


def say_twin(twin: Goal, owner: str = "") -> str:
    """ "You already have G-4 on chats a day: Reply to 40 chats a day." `owner` is the name of
    somebody else whose goals they are.
    """
    what = f" on {words(subject(twin), 60)}" if subject(twin) else ""
    has = f"{words(owner, 60)} already has" if owner else "You already have"
    ways = "" if owner else f" One goal with more rungs may do: `/goal revise {twin.key}`."
    return f"{has} {twin.key}{what}: {words(twin.statement, 150)}.{ways}"
