"""What stands in a submitted form, the first one's fields and the review's alike."""

from dataclasses import replace
from typing import Any

from goals.draft import Written
from goals.goal import MeasureKind, Visibility
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


def form_written(form: Form, before: Written = BLANK) -> Written:
    """What stands in the form; what it does not ask is as it was before."""
    said: dict[str, Any] = {name: form.text(name) for name in TYPED if form.has(name)}
    if form.has("due"):
        said["due"] = form.date("due")
    if form.has("measure"):
        said["measure"] = MeasureKind(form.choice("measure") or MeasureKind.NUMBER)
    if form.has("days"):
        said["days"] = frozenset(map(int, form.choices("days")))
    if seen_by := form.choice("visibility"):
        said["visibility"] = Visibility(seen_by)
    return replace(before, **said)
