"""What somebody typed into the form of a goal, completed from its sentence; and that form again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from goals.as_written import as_written
from goals.draft import Written
from goals.filled_in import filled_in, of_reading
from goals.goal import Goal
from goals.people import Actor, Team
from goals.templates import written as of_template
from handlers.check_in.record import own_goal
from handlers.goal_form import again_form, draft_form
from handlers.set_goal.fields import BLANK, form_written
from handlers.set_goal.past import read_statement
from handlers.tiers import place_for
from handlers.triggers import Form
from handlers.use_templates import template_of
from handlers.views.new_goal import GoalForm
from handlers.views.tier_fields import PERSONAL
from store.database import Tx


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a goal's form, as they stand and as they are completed.

    `guesses` names those that hold a guess which nobody touched.
    """

    written: Written
    guesses: frozenset[str]


def typed(tx: Tx, form: Form) -> Typed:
    """What the form says: what it does not ask stays as it was in what it was filled in from, and
    is told by the sentence where it was filled in from nothing.
    """
    before = _before(tx, form)
    written = form_written(form, before or BLANK)
    guesses = {"baseline"} if _is_the_guess(form) else set[str]()
    if form.has("measure"):
        return Typed(written, frozenset(guesses))
    reading = read_statement(form.actor, written.statement, form.today, team_of_form(form))
    if before is None:
        told, full = of_reading(reading), filled_in(written, reading)
        if full.baseline != written.baseline:  # left open, and taken from the sentence
            guesses |= reading.guesses & {"baseline"}
        same = {name for name in ("target", "unit") if getattr(told, name) == getattr(full, name)}
        return Typed(full, frozenset(guesses | reading.guesses & same))
    if form.is_changed("statement") and form.is_changed("target"):  # it is another goal by now
        full = filled_in(written, reading)
        written = replace(written, measure=full.measure, unit=full.unit)
    return Typed(written, frozenset(guesses))


def _is_the_guess(form: Form) -> bool:
    return bool(form.about.get("guess")) and form.about["guess"] == form.text("baseline")


def draft_of(tx: Tx, form: Form) -> Goal | None:
    """The draft that the form was opened on, if it was on one."""
    return own_goal(tx, form.actor, form.about.number("goal")) if "goal" in form.about else None


def _before(tx: Tx, form: Form) -> Written | None:
    """What the form was filled in from: a draft, a goal that ended and is gone for again, or a
    template; None for a sentence, and for nothing.
    """
    if kept := draft_of(tx, form):
        return as_written(kept)
    if "after" in form.about:
        return replace(as_written(_after(tx, form)), needs="", rungs="")
    if "template" in form.about:
        return of_template(template_of(tx, form.actor, form.about.text("template")), form.today)
    return None


def _after(tx: Tx, form: Form) -> Goal:
    return own_goal(tx, form.actor, form.about.number("after"))


def team_of_form(form: Form) -> Team | None:
    """The team chosen, of the actor's own; else the home team."""
    return next(iter(_chosen_first(form.actor, form)), None)


def _chosen_first(actor: Actor, form: Form) -> list[Team]:
    return sorted(actor.teams, key=lambda team: str(team.id) != form.choice("team"))


def form_again(tx: Tx, form: Form, fields: Typed, remarks: Sequence[str] = ()) -> GoalForm:
    """The form with what was typed into it, to go on in."""
    if kept := draft_of(tx, form):
        shown = draft_form(tx, form.actor, kept, fields.written)
    elif "after" in form.about:
        shown = again_form(tx, form.actor, _after(tx, form), fields.written)
    else:
        is_personal = form.choice("whose") == PERSONAL
        origin = {"template": form.about.text("template")} if "template" in form.about else {}
        place = place_for(tx, form.actor, is_personal=is_personal)
        shown = GoalForm(fields.written, place=place, origin=origin)
    teams = _chosen_first(form.actor, form)
    return replace(shown, teams=teams, guesses=fields.guesses, remarks=remarks)
