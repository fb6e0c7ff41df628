"""Why a rung waits, in plain words: neither praise nor blame."""

from decimal import ROUND_HALF_UP, Decimal
from functools import singledispatch

from goals.amounts import say_amount
from goals.goal import CheckIn, Goal, Guard
from goals.hold import (
    AnswersUnsaid,
    FewAnswers,
    PartnerOut,
    PartnerUnsaid,
    PartsMissing,
    held_rungs,
    holds,
)
from handlers.views.goal_lines import say_names, say_value
from handlers.views.parts import count, numbered, words

HUNDRED = Decimal(100)


def say_guard(guard: Guard) -> str:
    """ "CSAT at 85 % or more", as plain text."""
    side = "more" if guard.is_floor else "less"
    return f"{guard.name} at {say_amount(guard.limit, guard.unit)} or {side}"


def held_lines(goal: Goal, check_in: CheckIn) -> list[str]:
    """What keeps a report from counting for a rung, as mrkdwn; nothing where nothing does."""
    found = holds(goal, check_in)
    rungs = held_rungs(goal, check_in)
    if not rungs and not any(isinstance(hold, FewAnswers | PartnerOut) for hold in found):
        return []
    why = " ".join(_say(hold, goal) for hold in found)
    if not rungs:
        return [why]
    who = numbered("Rung", rungs) if len(goal.rungs) > 1 else "The target"
    return [f":hourglass_flowing_sand: {who} {'waits' if len(rungs) == 1 else 'wait'}: {why}"]


@singledispatch
def _say(hold: object, goal: Goal) -> str:
    raise NotImplementedError(type(hold).__name__)


@_say.register
def _(hold: FewAnswers, goal: Goal) -> str:
    counts = f"It counts from {_answers(hold.needed)}."
    if hold.between is None:
        return f"{say_value(goal, hold.value)} from {_answers(hold.answers)} may be luck. {counts}"
    low, high = hold.between
    between = "–".join(f"{each.to_integral_value(ROUND_HALF_UP)}" for each in (low, high))
    return f"{_share(hold)} could be luck: about {between} %. {counts}"


def _share(hold: FewAnswers) -> str:
    """ "4 of 4" where the percentage is so many of the answers, else "95 % of 4 answers"."""
    agree = hold.value * hold.answers / HUNDRED
    whole = agree.to_integral_value()
    if abs(agree - whole) * HUNDRED / hold.answers < Decimal("0.5"):
        return f"{whole} of {hold.answers}"
    return f"{say_amount(hold.value)} % of {_answers(hold.answers)}"


def _answers(number: int) -> str:
    return count(number, "answer")


@_say.register
def _(hold: AnswersUnsaid, goal: Goal) -> str:
    needed = say_amount(Decimal(hold.needed))
    return f"From how many answers is it? “Correct” takes the number; from {needed} on it counts."


@_say.register
def _(hold: PartnerOut, goal: Goal) -> str:
    guard = hold.guard
    side = "under" if guard.is_floor else "over"
    limit = words(say_amount(guard.limit, guard.unit))
    value = words(say_amount(hold.value, guard.unit))
    return f"{words(guard.name)} is at {value}, {side} its {limit}. Rungs count when it is back."


@_say.register
def _(hold: PartnerUnsaid, goal: Goal) -> str:
    return (
        f"It counts with {words(say_guard(hold.guard))}. "
        f"Where does {words(hold.guard.name)} stand? “Correct” takes it."
    )


@_say.register
def _(hold: PartsMissing, goal: Goal) -> str:
    return f"It counts when everybody's part is in; {say_names(hold.names)} did not report yet."
