"""A number that is far from all others: noted after a yes, and forgotten after a no."""

from dataclasses import replace

from goals.goal import Goal
from goals.report import Recorded
from handlers.carried import number_in, parts_of
from handlers.check_in.answers import Place, record_at, shown
from handlers.check_in.record import climbed_goal
from handlers.deps import Deps
from handlers.triggers import Click, Form, Trigger, replace_at
from handlers.views.check_in_asked import not_noted
from handlers.views.check_in_done import recorded_message
from store import held_reports
from store.database import Tx


def sure(deps: Deps, click: Click) -> None:
    """ "Yes, 5,000": the report is recorded as it was typed."""
    with deps.begin() as tx:
        recorded = _confirm(tx, deps, click, click.value)
    click.replace(recorded_message(recorded, click.today) if recorded else not_noted(None))


def unsure(deps: Deps, click: Click) -> None:
    """ "No": the report is forgotten."""
    with deps.begin() as tx:
        goal = _drop(tx, click, number_in(click.value))
    click.replace(not_noted(goal))


def confirm(deps: Deps, form: Form) -> None:
    """The same in a form."""
    place = Place.from_form(form)
    with deps.begin() as tx:
        take_answer(tx, deps, form, form.choice("sure") or "")
    form.close()
    if now_shown := shown(deps, form, place):
        replace_at(place.response_url, now_shown)


def take_answer(tx: Tx, deps: Deps, form: Form, answer: str) -> None:
    """Record or forget a held report, as was chosen in a form."""
    held_id, _, reading = answer.partition(":")
    if reading == "no":
        _drop(tx, form, number_in(held_id))
    else:
        _confirm(tx, deps, form, answer)


def _confirm(tx: Tx, deps: Deps, trigger: Trigger, answer: str) -> Recorded | None:
    """Record the held report with the reading that was chosen; None where it is gone."""
    held_id, at = map(number_in, parts_of(answer, 2))
    held = held_reports.take(tx, held_id, trigger.actor.person.id)
    if held is None or at >= len(held.readings):
        return None
    goal = climbed_goal(tx, trigger.actor, held.goal_id)
    report = replace(held.report, value=held.readings[at])
    place = Place(goal.id, held.day, "card")
    return record_at(tx, deps, trigger, place, goal, report)


def _drop(tx: Tx, trigger: Trigger, held_id: int) -> Goal | None:
    held = held_reports.take(tx, held_id, trigger.actor.person.id)
    return climbed_goal(tx, trigger.actor, held.goal_id) if held else None
