"""Ending a goal, what it taught, and another go: `/goal close G-12`."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from slack_sdk.models.views import View

from goals import again
from goals.draft import Written
from goals.errors import GoalNotActive, StillADraft
from goals.goal import SHORT, Goal, GoalState
from goals.retrospective import Retrospective, can_be_shared, check_ended, retrospective
from goals.review import Verdict
from goals.sight import can_see
from goals.working_days import Works
from handlers import revise_goal
from handlers.carried import number_in
from handlers.check_in import asking
from handlers.check_in.answers import Place, shown
from handlers.check_in.record import own_goal
from handlers.commands import SubCommand
from handlers.day import works_of
from handlers.deps import Deps
from handlers.goal_form import again_form
from handlers.look_back import note
from handlers.outgoing import Render
from handlers.see_goals import goal_named
from handlers.shell import Shell
from handlers.standing import one_as_seen
from handlers.tiers import load_remarks
from handlers.triggers import Click, Command, Form, Trigger, replace_at
from handlers.unblock import leads_of
from handlers.views.balance import goal_fits
from handlers.views.closed import (
    closed_message,
    closing_message,
    reopened_message,
    retrospective_modal,
    shared_message,
)
from handlers.views.kin import Kin
from handlers.views.message import Message
from handlers.views.new_goal import short_form
from store import events, ladders, outbox, people, retrospectives
from store.database import Tx
from store.outbox import Priority, Queued


def close(deps: Deps, command: Command) -> Message:
    """`/goal close G-12`: asks how it ends.

    Raises UnknownGoal, NotYourGoal, StillADraft, GoalNotActive.
    """
    with deps.begin() as tx:
        named = goal_named(tx, command.actor, command.words)
        goal = one_as_seen(tx, command.actor, _active(tx, command, named.id))
        return closing_message(goal, command.today)


def ask(deps: Deps, click: Click) -> None:
    """ "Close"."""
    with deps.begin() as tx:
        goal = one_as_seen(tx, click.actor, _active(tx, click, Place.of(click).goal_id))
    click.tell(closing_message(goal, click.today))


def _begun(tx: Tx, trigger: Trigger, goal_id: int) -> Goal:
    """The actor's own goal. Raises UnknownGoal, NotYourGoal; StillADraft for what has not begun."""
    goal = own_goal(tx, trigger.actor, goal_id)
    if goal.is_draft:
        raise StillADraft(goal.key)
    return goal


def _active(tx: Tx, trigger: Trigger, goal_id: int) -> Goal:
    goal = _begun(tx, trigger, goal_id)
    if not goal.is_active:
        raise GoalNotActive(goal.key)
    return goal


def end(deps: Deps, click: Click, state: GoalState) -> None:
    """ "Done", "It came short", "It no longer fits": the goal ends, and what was reached stays."""
    place = Place.of(click)
    with deps.begin() as tx:
        goal = _begun(tx, click, place.goal_id)
        if _is_new(tx, click) and goal.is_active:
            goal = _end(tx, click, goal, state)
        goal = one_as_seen(tx, click.actor, goal)
        said = retrospectives.of_goal(tx, goal.id) or Retrospective()
    if goal.state in SHORT:
        click.open(_form(goal, said, place))
    click.replace(closed_message(goal, click.today))


def _is_new(tx: Tx, trigger: Trigger) -> bool:
    """Whether this is no earlier click or form, sent again after things have moved on."""
    workspace_id = trigger.actor.person.workspace_id
    return events.once(tx, workspace_id, trigger.once_key, trigger.now)


def _end(tx: Tx, trigger: Trigger, goal: Goal, state: GoalState) -> Goal:
    """End a goal: nothing is asked about it any more."""
    verdict = Verdict.CLOSED
    note(tx, goal, trigger.today, by=trigger.actor, verdict=verdict, now=trigger.now)
    ladders.set_standing(tx, goal.id, goal.value, state)
    asking.refresh(tx, trigger.actor, trigger.today, trigger.now)
    asking.refresh_others(tx, goal, trigger.actor, trigger.now)
    return ladders.by_id(tx, goal.id)


def rest(deps: Deps, click: Click) -> None:
    """ "Let it rest": it came short, and that is that."""
    place = Place.of(click)
    with deps.begin() as tx:
        _put_to_rest(tx, click, _begun(tx, click, place.goal_id))
    _replace(deps, click, place)


def _put_to_rest(tx: Tx, trigger: Trigger, goal: Goal) -> Goal:
    """A goal whose time is over came short. Raises StillClimbing for one that goes on."""
    check_ended(goal, trigger.today)
    return _end(tx, trigger, goal, GoalState.MISSED) if goal.is_active else goal


def write(deps: Deps, click: Click) -> None:
    """ "Write it down": the form of what it taught. Raises StillClimbing."""
    place = Place.of(click)
    with deps.begin() as tx:
        goal = _begun(tx, click, place.goal_id)
        check_ended(goal, click.today)
        said = retrospectives.of_goal(tx, goal.id) or Retrospective()
    click.open(_form(goal, said, place))


def _form(goal: Goal, said: Retrospective, place: Place) -> View:
    return retrospective_modal(goal, said, place.about())


def keep(deps: Deps, form: Form) -> None:
    """What it taught, as its owner wrote it. Raises FieldProblems, StillClimbing."""
    place = Place.from_form(form)
    with deps.begin() as tx:
        goal = _put_to_rest(tx, form, _begun(tx, form, place.goal_id))
        said = _typed(goal, form)
        if _is_new(tx, form):
            _keep(tx, form, goal, said)
    form.close()
    if now_shown := _shown(deps, form, place):
        replace_at(place.response_url, now_shown)


def _keep(tx: Tx, trigger: Trigger, goal: Goal, said: Retrospective) -> None:
    if not said.is_empty or retrospectives.of_goal(tx, goal.id):
        retrospectives.save(tx, goal, said, trigger.now)
    if said.with_leads and not said.is_empty:
        _tell_leads(tx, trigger, goal)


def _typed(goal: Goal, form: Form) -> Retrospective:
    shared = form.choices("share")
    return retrospective(
        happened=form.text("happened"),
        learnt=form.text("learnt"),
        changes=form.text("changes"),
        tip=form.text("tip"),
        with_leads="leads" in shared and can_be_shared(goal),
        tip_given="tip" in shared and can_be_shared(goal),
    )


def _tell_leads(tx: Tx, trigger: Trigger, goal: Goal) -> None:
    """Once for each goal, without its words: those are read on the card while they are shared."""
    for lead in leads_of(tx, goal):
        outbox.put(
            tx,
            key=f"retrospective:{goal.id}:{lead.person.id}",
            workspace_id=goal.workspace_id,
            channel=lead.person.user_id,
            kind="retrospective",
            ref={"goal": goal.id, "lead": lead.person.id},
            priority=Priority.REMINDER,
            wake_at=trigger.now,
        )


def another(deps: Deps, click: Click, form_of: Callable[[Goal, date, Works], Written]) -> None:
    """ "Again, one rung higher", "Smaller next time": a new goal's form, filled in from the old.

    A goal whose time is over is put to rest with it. Raises StillClimbing.
    """
    place = Place.of(click)
    with deps.begin() as tx:
        goal = _begun(tx, click, place.goal_id)
        if goal.state is not GoalState.REACHED:
            goal = _put_to_rest(tx, click, goal)
        goal = one_as_seen(tx, click.actor, goal)
        form = again_form(
            tx,
            click.actor,
            goal,
            form_of(goal, click.today, works_of(tx, click.actor, click.today)),
        )
    click.open(short_form(form))
    if place.surface in ("daily", "home"):
        _replace(deps, click, place)


def reopen(deps: Deps, click: Click) -> None:
    """Take a goal up again: at once while its time is not over, else with a new date.

    A goal that was reached stays reached. Raises GoalNotActive for it.
    """
    place = Place(number_in(click.value), click.today, "card", click.response_url)
    with deps.begin() as tx:
        goal = _begun(tx, click, place.goal_id)
        if goal.state is GoalState.REACHED:
            raise GoalNotActive(goal.key)
        is_over = goal.due < click.today
        if not is_over and not goal.is_active and _is_new(tx, click):
            ladders.set_standing(tx, goal.id, goal.value, GoalState.ACTIVE)
            asking.refresh(tx, click.actor, click.today, click.now)
            asking.refresh_others(tx, goal, click.actor, click.now)
        load = load_remarks(tx, click.actor, goal)
        goal = one_as_seen(tx, click.actor, goal)
    if is_over:
        revise_goal.open_form(deps, click, place)
    else:
        fits = goal_fits(Kin(), load, goal, click.today)
        click.replace(reopened_message(goal, fits))


def _replace(deps: Deps, click: Click, place: Place) -> None:
    if now_shown := _shown(deps, click, place):
        click.replace(now_shown)


def _shown(deps: Deps, trigger: Trigger, place: Place) -> Message | None:
    if place.surface != "closed":
        return shown(deps, trigger, place)
    with deps.read() as tx:
        goal = one_as_seen(tx, trigger.actor, ladders.by_id(tx, place.goal_id))
        return closed_message(goal, trigger.today, retrospectives.of_goal(tx, goal.id))


def render_shared(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """What a lead hears of a retrospective; nothing once it is not shared any more."""
    goal = ladders.by_id(tx, queued.ref["goal"])
    lead = people.actor_of(tx, queued.ref["lead"])
    said = retrospectives.of_goal(tx, goal.id)
    may = can_see(lead, goal) and lead.leads(goal.team_id)
    if not (said and said.with_leads and may):
        return None
    return shared_message(goal, people.by_ids(tx, [goal.owner_id])[goal.owner_id])


SUB_COMMANDS = (
    SubCommand("close", "G-12", "end a goal: done, come short, or no longer fitting", close),
)
RENDERERS: dict[str, Render] = {"retrospective": render_shared}


def register(shell: Shell, deps: Deps) -> None:
    """The ways to end a goal, to learn from it, and to go on."""
    shell.click("close.ask", partial(ask, deps))
    shell.click("close.done", partial(end, deps, state=GoalState.DONE))
    shell.click("close.missed", partial(end, deps, state=GoalState.MISSED))
    shell.click("close.dropped", partial(end, deps, state=GoalState.DROPPED))
    shell.click("close.rest", partial(rest, deps))
    shell.click("close.write", partial(write, deps))
    shell.click("close.higher", partial(another, deps, form_of=again.higher))
    shell.click("close.smaller", partial(another, deps, form_of=again.smaller))
    shell.click("goal.reopen", partial(reopen, deps))
    shell.form("retrospective.save", partial(keep, deps))
