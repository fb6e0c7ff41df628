"""The form of a goal: `/goal new`, with a sentence or without, and a draft taken up again."""

from slack_sdk.models.views import View

from goals.cadence import RhythmKind
from goals.draft import Draft, Written, draft
from goals.goal import Goal, GoalState
from goals.people import Actor, Team
from goals.sentence import Reading
from goals.smart import plan_of_sentence
from handlers.check_in.record import own_goal
from handlers.deps import Deps
from handlers.reading import read_date
from handlers.set_goal import review
from handlers.set_goal.fields import BLANK, form_written
from handlers.set_goal.past import read_statement
from handlers.shell import Click, Command, Form
from handlers.spoken import plain
from handlers.views.new_goal import new_goal_modal
from handlers.views.review import open_questions
from store import drafts, events, ladders
from store.database import Tx

FRIDAY = 4
"""A week's work is asked about when the week is done."""


def new(deps: Deps, command: Command) -> None:
    """`/goal new`, or `/goal new <a sentence>`: the form, filled in with what the sentence told."""
    sentence = plain(command.words)
    if not sentence:
        command.open(new_goal_modal(BLANK, teams=command.actor.teams))
        return
    reading = read_statement(command.actor, sentence, command.today)
    command.open(
        new_goal_modal(
            written(reading),
            teams=command.actor.teams,
            reading=reading,
            remarks=open_questions(plan_of_sentence(reading, command.today)),
        )
    )


def new_clicked(deps: Deps, click: Click) -> None:
    """A "Set a goal" button."""
    click.open(new_goal_modal(BLANK, teams=click.actor.teams))


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
    """The form's answer: kept as a draft, and looked at letter by letter. Sent twice, it is one."""
    with deps.read() as tx:
        kept = _draft_of(tx, form)
    wanted = draft(form_written(form, kept), form.today, read_date)
    reading = read_statement(form.actor, wanted.statement, form.today)
    shown: View | None = None
    with deps.begin() as tx:
        kept = _draft_of(tx, form)
        if kept and not kept.is_draft:
            shown = review.begun(tx, form, kept)
        elif goal := _keep(tx, form, wanted, reading, kept):
            shown = review.modal(tx, form.actor, goal, form.today)
    if shown is None:
        form.close()
    else:
        form.show(shown)


def _draft_of(tx: Tx, form: Form) -> Goal | None:
    """The draft that the form was opened on, if it was on one."""
    return own_goal(tx, form.actor, form.about["goal"]) if "goal" in form.about else None


def _keep(tx: Tx, form: Form, wanted: Draft, reading: Reading, kept: Goal | None) -> Goal | None:
    """The draft as it is now; None where this form's goal has begun since, or was thrown away."""
    actor = form.actor
    is_guess = "baseline" in reading.guesses and reading.baseline == wanted.baseline
    team = _team(actor, form)
    team_id = team.id if team else None
    workspace_id = actor.person.workspace_id
    if kept:
        if not events.once(tx, workspace_id, form.once_key, form.now):
            return kept  # handed in again, and perhaps changed since
        still_guessed = is_guess and kept.baseline_is_guess
        return drafts.rewrite(tx, kept, wanted, team_id=team_id, baseline_is_guess=still_guessed)
    if not events.once(tx, workspace_id, f"view:{form.view_id}", form.now):
        return drafts.newest(tx, actor.person.id)
    return ladders.add(
        tx,
        wanted,
        workspace_id=workspace_id,
        owner_id=actor.person.id,
        team_id=team_id,
        now=form.now,
        state=GoalState.DRAFT,
        baseline_is_guess=is_guess,
    )


def _team(actor: Actor, form: Form) -> Team | None:
    """The team chosen, of the actor's own; else the home team."""
    chosen = form.choice("team")
    return next((team for team in actor.teams if str(team.id) == chosen), actor.home)
