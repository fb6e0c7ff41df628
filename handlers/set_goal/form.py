"""The form of a goal: `/goal new`, with a sentence or without, and a draft taken up again."""

from slack_sdk.models.views import View

from goals.errors import FieldProblems
from goals.filled_in import of_reading
from goals.goal import Goal, GoalState
from goals.smart import plan_of_sentence
from goals.whose_words import read_whose
from handlers import use_templates
from handlers.climb_together import Planned, planned
from handlers.deps import Deps
from handlers.goal_form import open_form, teams_here_first
from handlers.set_goal import review
from handlers.set_goal.fields import BLANK, typed_goal
from handlers.set_goal.past import read_statement
from handlers.set_goal.typed import Typed, draft_of, form_again, team_of_form, typed
from handlers.spoken import plain
from handlers.tiers import Placed, placed
from handlers.triggers import Click, Command, Form
from handlers.views.goal_fields import reading_remarks
from handlers.views.message import Message
from handlers.views.new_goal import long_form
from handlers.views.parts import words
from handlers.views.refusals import say
from handlers.views.review import open_questions
from store import drafts, events, ladders
from store.database import Tx


def new(deps: Deps, command: Command) -> Message | None:
    """`/goal new`, or `/goal new <a sentence>`: the form, filled in with what the sentence told.

    "personal" before it makes it a personal goal; "from csat" fills it in from a template.
    """
    is_personal, sentence = read_whose(plain(command.words))
    templates = use_templates.meant(deps, command, sentence)
    if templates.found:
        return use_templates.offer(deps, command, templates.found, is_personal=is_personal)
    if not sentence:
        open_form(deps, command, BLANK, is_personal=is_personal)
        return None
    team = next(iter(teams_here_first(command)), None)
    reading = read_statement(command.actor, sentence, command.today, team)
    questions = open_questions(plan_of_sentence(reading, command.today))
    open_form(
        deps,
        command,
        of_reading(reading),
        guesses=reading.guesses,
        is_personal=is_personal,
        remarks=[*_unknown(templates), *reading_remarks(reading), *questions],
        close=templates.close,
    )
    return None


def _unknown(templates: use_templates.Meant) -> list[str]:
    """What to say of words that name no template: they are in the form, to go on with."""
    if not templates.unknown:
        return []
    like = " Did you mean one of those below?" if templates.close else ""
    lists = "" if templates.close else " `/goal templates` lists them."
    return [f"I know no template “{words(templates.unknown, 60)}”.{like}{lists}"]


def new_clicked(deps: Deps, click: Click) -> None:
    """A "Set a goal" button."""
    open_form(deps, click, BLANK)


def save(deps: Deps, form: Form) -> None:
    """The form's answer: kept as a draft, and looked at letter by letter. Sent twice, it is one.

    With "More" ticked it comes back with all that a goal can have, and so it does where a field
    that it does not ask for is off.
    """
    with deps.read() as tx:
        fields = typed(tx, form)
    if chosen := form.choice("template"):
        use_templates.show_instead(deps, form, chosen)
        return
    if form.choices("more"):
        _show_long(deps, form, fields)
        return
    try:
        shown = _taken(deps, form, fields)
    except FieldProblems as found:
        if all(map(form.has, found.problems)):
            raise
        _show_long(deps, form, fields, [words(say(why)) for why in found.problems.values()])
        return
    if shown is None:
        form.close()
    else:
        form.show(shown)


def _show_long(deps: Deps, form: Form, fields: Typed, remarks: list[str] | None = None) -> None:
    with deps.read() as tx:
        shown = form_again(tx, form, fields, remarks or [])
    form.show(long_form(shown))


def _taken(deps: Deps, form: Form, fields: Typed) -> View | None:
    """The review of what the form says; None where there is nothing to keep. Raises FieldProblems,
    and nothing was kept.
    """
    with deps.begin() as tx:
        kept = draft_of(tx, form)
        if kept and not kept.is_draft:
            return review.begun(tx, form, kept)
        goal = _keep(tx, form, fields, kept)
        return review.modal(tx, form.actor, goal, form.today) if goal else None


def _keep(tx: Tx, form: Form, fields: Typed, kept: Goal | None) -> Goal | None:
    """The draft as it is now; None where this form's goal has begun since, or was thrown away."""
    actor, workspace_id = form.actor, form.actor.person.workspace_id
    wanted = typed_goal(form, fields.written)
    is_guess = "baseline" in fields.guesses
    team = team_of_form(form)
    team_id = team.id if team else None
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
