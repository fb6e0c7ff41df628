"""The form of a goal: `/goal new`, with a sentence or without, and a draft taken up again."""

from dataclasses import replace
from decimal import Decimal

from slack_sdk.models.views import View

from goals.as_written import as_written
from goals.cadence import RhythmKind
from goals.draft import Draft, Written, draft
from goals.goal import Goal, GoalState
from goals.people import Actor, Team
from goals.sentence import Reading
from goals.smart import plan_of_sentence
from goals.whose_words import read_whose
from handlers import use_templates
from handlers.check_in.record import own_goal
from handlers.climb_together import Planned, planned
from handlers.deps import Deps
from handlers.goal_form import open_form, teams_here_first
from handlers.reading import dates_of
from handlers.set_goal import review
from handlers.set_goal.fields import BLANK, form_written
from handlers.set_goal.past import read_statement
from handlers.spoken import plain
from handlers.tiers import Placed, placed
from handlers.triggers import Click, Command, Form
from handlers.views.message import Message
from handlers.views.review import open_questions
from store import drafts, events, ladders
from store.database import Tx

FRIDAY = 4
"""A week's work is asked about when the week is done."""


def new(deps: Deps, command: Command) -> Message | None:
    """`/goal new`, or `/goal new <a sentence>`: the form, filled in with what the sentence told.

    "personal" before it makes it a personal goal; "from csat" fills it in from a template.
    """
    is_personal, sentence = read_whose(plain(command.words))
    if templates := use_templates.meant(deps, command, sentence):
        return use_templates.offer(deps, command, templates, is_personal=is_personal)
    if not sentence:
        open_form(deps, command, BLANK, is_personal=is_personal)
        return None
    team = next(iter(teams_here_first(command)), None)
    reading = read_statement(command.actor, sentence, command.today, team)
    remarks = open_questions(plan_of_sentence(reading, command.today))
    open_form(deps, command, written(reading), reading, is_personal=is_personal, remarks=remarks)
    return None


def new_clicked(deps: Deps, click: Click) -> None:
    """A "Set a goal" button."""
    open_form(deps, click, BLANK)


def written(reading: Reading) -> Written:
    """The form's fields as a sentence tells them."""
    return Written(
        statement=reading.statement,
        due=reading.due,
        measure=reading.measure,
        unit=reading.unit,
        baseline="" if reading.baseline is None else f"{reading.baseline:f}",
        target="" if reading.target is None else f"{reading.target:f}",
        days=_days(reading),
    )


def _days(reading: Reading) -> frozenset[int]:
    """The weekdays to ask on: once a week where the sentence counts by the week."""
    if reading.rhythm is not RhythmKind.WEEKLY:
        return frozenset()
    return frozenset({FRIDAY if reading.weekday is None else reading.weekday})


def save(deps: Deps, form: Form) -> None:
    """The form's answer: kept as a draft, once, and looked at letter by letter."""
    with deps.read() as tx:
        wanted = draft(
            form_written(form, _before(tx, form)), form.today, dates_of(form.actor.person)
        )
    shown: View | None = None
    with deps.begin() as tx:
        kept = _draft_of(tx, form)
        if kept and not kept.is_draft:
            shown = review.begun(tx, form, kept)
        elif goal := _keep(tx, form, wanted, kept):
            shown = review.modal(tx, form.actor, goal, form.today)
    if shown is None:
        form.close()
    else:
        form.show(shown)


def _draft_of(tx: Tx, form: Form) -> Goal | None:
    """The draft that the form was opened on, if it was on one."""
    return own_goal(tx, form.actor, form.about["goal"]) if "goal" in form.about else None


def _before(tx: Tx, form: Form) -> Written:
    """What the form was filled in from: a draft, or a goal that ended and is gone for again."""
    if kept := _draft_of(tx, form):
        return as_written(kept)
    if "after" in form.about:
        return replace(as_written(own_goal(tx, form.actor, form.about["after"])), needs="")
    return BLANK


def _keep(tx: Tx, form: Form, wanted: Draft, kept: Goal | None) -> Goal | None:
    """The draft as it is now; None where this form's goal has begun since, or was thrown away."""
    actor = form.actor
    is_guess = "guess" in form.about and Decimal(form.about["guess"]) == wanted.baseline
    team = _team(actor, form)
    team_id = team.id if team else None
    workspace_id = actor.person.workspace_id
    if kept:
        if not events.once(tx, workspace_id, form.once_key, form.now):
            return kept  # handed in again, and perhaps changed since
        place = placed(tx, form, wanted, team)
        together = _together(tx, form, place)
        parent_id = place.parent.id if place.parent else None
        drafts.place(tx, kept, tier=place.tier, parent_id=parent_id, is_personal=place.is_personal)
        kept = drafts.rewrite(tx, kept, place.draft, team_id=team_id, baseline_is_guess=is_guess)
        return together.keep(tx, kept, form.now) if together else kept
    if not events.once(tx, workspace_id, f"view:{form.view_id}", form.now):
        return drafts.newest(tx, actor.person.id)
    place = placed(tx, form, wanted, team)
    together = _together(tx, form, place)
    added = ladders.add(
        tx,
        place.draft,
        workspace_id=workspace_id,
        owner_id=actor.person.id,
        team_id=team_id,
        now=form.now,
        tier=place.tier,
        parent_id=place.parent.id if place.parent else None,
        is_personal=place.is_personal,
        state=GoalState.DRAFT,
        baseline_is_guess=is_guess,
    )
    return together.keep(tx, added, form.now) if together else added


def _together(tx: Tx, form: Form, place: Placed) -> Planned | None:
    draft = place.draft
    return planned(tx, form, draft.measure, draft.visibility, is_personal=place.is_personal)


def _team(actor: Actor, form: Form) -> Team | None:
    """The team chosen, of the actor's own; else the home team."""
    chosen = form.choice("team")
    return next((team for team in actor.teams if str(team.id) == chosen), actor.home)
