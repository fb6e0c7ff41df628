"""The review of a draft: each letter with its verdict, and what comes of it."""

from dataclasses import replace
from datetime import date

from slack_sdk.models.views import View

from goals.alignment import check_may_set
from goals.as_written import as_written
from goals.draft import Draft
from goals.errors import FieldProblems, Missing, TooLong
from goals.goal import Goal, Visibility
from goals.people import Actor
from goals.smart import Review, plan_of
from goals.smart import review as judge
from goals.weaknesses import GuessedStart
from handlers import climb_together, home
from handlers.carried import one_of
from handlers.check_in.help_along import give_tip
from handlers.check_in.record import own_goal
from handlers.deps import Deps
from handlers.goal_form import draft_form
from handlers.rhythm import next_check_in
from handlers.set_goal.fields import form_written, typed_goal
from handlers.set_goal.past import past_of, read_statement, working_days
from handlers.speak_up.giving import ask_leads, leads_beside
from handlers.tiers import kin_of, load_remarks, team_of, twin_of
from handlers.triggers import Form, Trigger
from handlers.views import review as views
from handlers.views.balance import goal_fits
from handlers.views.goal_set import goal_set_modal
from handlers.views.new_goal import long_form
from handlers.views.parts import words
from handlers.views.refusals import say
from handlers.views.review import Choice
from store import drafts, events
from store.database import Tx

LONGEST_REASON = 1000


def review_of(tx: Tx, actor: Actor, goal: Goal, today: date) -> Review:
    """The draft, judged by what its owner wrote and by what was reported of its measure before."""
    reading = read_statement(actor, goal.statement, today)
    plan = plan_of(goal, today, reading, working_days(tx, actor, today, goal.due))
    return judge(plan, past_of(tx, actor, goal, today))


def modal(tx: Tx, actor: Actor, goal: Goal, today: date, shown: views.Shown = views.FIRST) -> View:
    """The review's form."""
    leads = tuple(lead.person.name for lead in leads_beside(tx, actor, goal.team_id))
    twin = twin_of(tx, actor, goal)
    return views.review_modal(goal, review_of(tx, actor, goal, today), leads, shown, twin)


def take(deps: Deps, form: Form) -> None:
    """The review's answer: the goal starts, is looked at again, or stays a draft."""
    shown_as = _as_typed(form)
    with deps.read() as tx:
        goal = own_goal(tx, form.actor, form.about.number("goal"))
        wanted = _wanted(tx, form, goal) if goal.is_draft else None
    with deps.begin() as tx:
        goal = own_goal(tx, form.actor, goal.id)
        if not goal.is_draft:
            shown = begun(tx, form, goal)
        elif isinstance(wanted, View):
            shown = wanted
        elif wanted and events.once(tx, goal.workspace_id, form.once_key, form.now):
            shown = _taken(tx, form, goal, wanted, shown_as)
        else:  # handed in again, and perhaps changed since
            shown = modal(tx, form.actor, goal, form.today)
    form.show(shown)
    home.refresh(deps, form)


def _as_typed(form: Form) -> views.Shown:
    """What its owner chose. Raises FieldProblems for a start without the reason that it takes."""
    choice = one_of(Choice, form.choice("choice") or Choice.START)
    with_more, because = bool(form.choices("more")), form.text("because")
    if choice is Choice.ANYWAY and not with_more:
        if not because:
            raise FieldProblems({"because": Missing()})
        if len(because) > LONGEST_REASON:
            raise FieldProblems({"because": TooLong(len(because), LONGEST_REASON)})
    return views.Shown(with_more=with_more, choice=choice, because=because)


def _wanted(tx: Tx, form: Form, goal: Goal) -> Draft | View:
    """The draft with what the review changed; the whole form where a field it has not is off.

    Raises FieldProblems.
    """
    written = form_written(form, as_written(goal))
    if not written.baseline and goal.baseline_is_guess:
        written = replace(written, baseline=as_written(goal).baseline)  # asked, and not answered
    try:
        return typed_goal(form, written)
    except FieldProblems as found:
        if all(map(form.has, found.problems)):
            raise
        remarks = [words(say(problem)) for problem in found.problems.values()]
        return long_form(replace(draft_form(tx, form.actor, goal, written), remarks=remarks))


def _taken(tx: Tx, form: Form, goal: Goal, wanted: Draft, chosen: views.Shown) -> View:
    is_guess = goal.baseline_is_guess and not form.text("baseline")
    goal = drafts.rewrite(tx, goal, wanted, team_id=goal.team_id, baseline_is_guess=is_guess)
    if chosen.with_more:
        return modal(tx, form.actor, goal, form.today, chosen)
    if chosen.choice is Choice.DRAFT:
        return views.kept_modal(goal)
    starts_as_it_is = chosen.choice is Choice.START
    if starts_as_it_is and _is_open(form, review_of(tx, form.actor, goal, form.today)):
        return modal(tx, form.actor, goal, form.today, replace(chosen, again=True))
    check_may_set(form.actor, goal.tier, team_of(form.actor, goal))
    because = chosen.because if chosen.choice is Choice.ANYWAY else ""
    goal = drafts.start(tx, goal.id, because)
    climb_together.begin(tx, goal, form.now)
    give_tip(tx, goal)
    _ask_for_needs(tx, form, goal)
    return begun(tx, form, goal)


def _is_open(form: Form, review: Review) -> bool:
    """Whether a letter is weak still. Where it stands today is asked once; left empty, the guess
    stays one, and the first check-in tells.
    """
    asked = form.has("baseline")
    return any(not (asked and isinstance(v.weakness, GuessedStart)) for v in review.weak)


def begun(tx: Tx, trigger: Trigger, goal: Goal) -> View:
    """What its owner sees when it started: its ladder, how it fits the rest, who sees it, when
    they are asked first.
    """
    actor = trigger.actor
    load = load_remarks(tx, actor, goal)
    fits = goal_fits(kin_of(tx, trigger, goal), load, goal, trigger.today)
    ask = next_check_in(tx, actor, trigger.now)
    zone, at = actor.person.zone_info, ask.at if ask else None
    asked = climb_together.asked_names(tx, goal)
    return goal_set_modal(goal, trigger.today, zone, at, fits, asked)


def _ask_for_needs(tx: Tx, form: Form, goal: Goal) -> None:
    """What it takes goes to the leads as a request, without naming a goal that they don't see."""
    if not goal.needs or goal.team_id is None:
        return
    about = "" if goal.visibility is Visibility.ME else f"For “{goal.statement}” ({goal.key}): "
    ask_leads(tx, form.actor, goal.team_id, about + goal.needs, form.today, form.now)
