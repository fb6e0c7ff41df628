"""What two people do to agree on a goal."""

from datetime import date, timedelta

from goals.goal import Goal, GoalState
from store import ladders
from tests.support.people import Outcome, User
from tests.support.rungs import Rungs
from tests.support.screens import Message

SENTENCE = "Reply to 40 chats a day, from 25, by 18 December"


def propose(by: User, to: str, sentence: str = SENTENCE, **fields: object) -> Outcome:
    """The form, handed in as it came, but for these fields."""
    form = by.goal(f"propose @{to} {sentence}")
    assert form.view, form.words
    sent = by.submit(form, fields)
    assert not sent.errors, sent.errors
    by.rungs.later(minutes=1)
    return sent


def counter(by: User, message: Message | Outcome, values: dict[str, object]) -> Outcome:
    sent = by.submit(by.click(message, "Change"), values)
    assert not sent.errors, sent.errors
    by.rungs.later(minutes=1)
    return sent


def proposed(user: User) -> Message:
    """The newest message about a proposal."""
    return next(m for m in reversed(user.inbox) if "propos" in m.words or "answers" in m.words)


def goals_of(user: User) -> list[Goal]:
    with user.rungs.deps.read() as tx:
        return ladders.owned(tx, [user.person.id], tuple(GoalState))


def report(rungs: Rungs, user: User, key: str, *values: int) -> None:
    """One check-in a working day from Monday, 2 November on."""
    day = date(2026, 11, 2)
    for value in values:
        rungs.at(f"{day} 12:00", tick=False)
        user.goal(f"checkin {key} {value}")
        day += timedelta(days=3 if day.weekday() == 4 else 1)
    rungs.at("2026-11-23 08:00", tick=False)


def propose_change(by: User, values: dict[str, object], what: str = "propose G-1") -> Outcome:
    form = by.goal(what)
    sent = by.submit(form, {"reason": "The new tool is slower.", **values})
    assert not sent.errors, sent.errors
    by.rungs.later(minutes=1)
    return sent
