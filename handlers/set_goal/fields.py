"""What stands in a submitted form, the first one's fields and the review's alike."""

from dataclasses import replace
from typing import Any

from goals.draft import Draft, Written, draft
from goals.goal import MeasureKind, Visibility
from goals.guard import write_guard
from handlers.carried import number_in, one_of
from handlers.habits import habits_of
from handlers.reading import dates_of
from handlers.set_goal.past import read_statement
from handlers.triggers import Form

BLANK = Written(statement="", due=None)

TYPED = (
    "statement",
    "purpose",
    "unit",
    "baseline",
    "target",
    "rungs",
    "answers",
    "partner",
    "needs",
)


def untold(form: Form) -> Written:
    """What a form that was filled in from a sentence does not ask, as that sentence tells it."""
    reading = read_statement(form.actor, form.text("statement"), form.today)
    return replace(BLANK, partner=write_guard(reading.partner))


def typed_goal(form: Form, written: Written) -> Draft:
    """The goal that somebody wrote, read as they write numbers and dates. Raises FieldProblems."""
    person = form.actor.person
    return draft(written, form.today, dates_of(person), habits_of(person))


def form_written(form: Form, before: Written = BLANK) -> Written:
    """What stands in the form; what it does not ask is as it was before."""
    said: dict[str, Any] = {name: form.text(name) for name in TYPED if form.has(name)}
    if form.has("due"):
        said["due"] = form.date("due")
    if form.has("measure"):
        said["measure"] = one_of(MeasureKind, form.choice("measure") or MeasureKind.NUMBER)
    if form.has("days"):
        said["days"] = frozenset(map(number_in, form.choices("days")))
    if seen_by := form.choice("visibility"):
        said["visibility"] = Visibility(seen_by)
    return replace(before, **said)
