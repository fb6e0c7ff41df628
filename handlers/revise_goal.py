"""Revising a goal, with a reason, and who sees it, without one: `/goal revise G-12`."""

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial

from goals import revision
from goals.errors import FieldProblems, GoalNotActive, Missing, Refusal, StillADraft
from goals.goal import Goal, GoalState, Visibility
from goals.people import Actor
from goals.review import Verdict
from goals.revision import (
    RevisedMeanwhile,
    Revision,
    Terms,
    can_show,
    only_seen_by_others,
    reason,
    revised,
    shown_to,
    terms_of,
)
from goals.sight import Seen, can_see, can_shout
from goals.together import ForOneAlone
from handlers.carried import number_in
from handlers.check_in import asking, celebrate
from handlers.check_in.answers import Place, shown
from handlers.check_in.help_along import give_tip
from handlers.check_in.record import own_goal
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.habits import habits_of
from handlers.look_back import note
from handlers.outgoing import Render
from handlers.reading import dates_of
from handlers.see_goals import goal_named
from handlers.shell import Shell
from handlers.tiers import load_remarks
from handlers.triggers import Click, Command, Form, Trigger, replace_at
from handlers.unblock import leads_of
from handlers.views.balance import goal_fits
from handlers.views.kin import Kin
from handlers.views.message import Message
from handlers.views.revise import (
    Revised,
    revise_modal,
    revised_message,
    revised_modal,
    shown_message,
)
from store import events, ladders, outbox, people, revisions
from store.database import Tx
from store.outbox import Priority, Queued


def apply(tx: Tx, goal: Goal, terms: Terms, *, by: Actor, reason: str, now: datetime) -> Revised:
    """Give a goal new terms and record it, in the caller's transaction, which holds the goal.

    The one way to change a goal: by its owner, or by terms that its owner said yes to. Its leads
    are told, its owner's daily message follows, and a goal that had ended goes on. Rungs that
    were reached stay so, and none is reached by it. Leads who could not see it before hear that it
    is shown to them instead; of who sees it alone nobody else hears.
    """
    owner = by if by.person.id == goal.owner_id else people.actor_of(tx, goal.owner_id)
    before = terms_of(goal)
    is_sight_alone = only_seen_by_others(before, terms)
    if not is_sight_alone:
        note(tx, goal, owner.today(now), by=by, verdict=Verdict.REVISED, now=now)
    after = ladders.revise(tx, goal, terms, GoalState.ACTIVE)
    made = revisions.add(
        tx, goal, by_id=by.person.id, reason=reason, before=before, after=terms, now=now
    )
    if after.next_rung and goal.next_rung and _height(after) != _height(goal):
        give_tip(tx, after)
    if not can_shout(after) or after.team_id != goal.team_id:
        celebrate.withdraw(tx, [after], now)
    leads = [lead for lead in leads_of(tx, after) if lead.person.id != by.person.id]
    new = [lead for lead in leads if not can_see(lead, goal)]
    knew = [] if is_sight_alone else [lead for lead in leads if lead not in new]
    others = [] if is_sight_alone else _contributors(tx, after, by)
    _tell_leads(tx, after, made, {a.person.id: a for a in (*knew, *others)}, now)
    for lead in new:
        _show(tx, after, lead, now)
    asking.refresh(tx, owner, owner.today(now), now)
    asking.refresh_others(tx, after, owner, now)
    return Revised(after, made, owner.person, told_leads=len(knew), shown_leads=len(new))


def _height(goal: Goal) -> Decimal | None:
    return goal.next_rung.threshold if goal.next_rung else None


def _tell_leads(
    tx: Tx, goal: Goal, made: Revision, readers: Mapping[int, Actor], now: datetime
) -> None:
    """What was revised, once to each."""
    for reader in readers.values():
        outbox.put(
            tx,
            key=f"revised:{made.id}:{reader.person.id}",
            workspace_id=goal.workspace_id,
            channel=reader.person.user_id,
            kind="revised",
            ref={"revision": made.id, "lead": reader.person.id},
            priority=Priority.REMINDER,
            wake_at=now,
        )


def _show(tx: Tx, goal: Goal, lead: Actor, now: datetime) -> None:
    """That a goal is shown to a lead who could not see it: once, however often it changes."""
    outbox.put(
        tx,
        key=f"goal-shown:{goal.id}:{lead.person.id}",
        workspace_id=goal.workspace_id,
        channel=lead.person.user_id,
        kind="goal_shown",
        ref={"goal": goal.id, "lead": lead.person.id},
        priority=Priority.REMINDER,
        wake_at=now,
    )


def _contributors(tx: Tx, goal: Goal, by: Actor) -> list[Actor]:
    """Those who climb a shared goal with its owner, who hear of it as its leads do."""
    others = {*goal.climbers} - {goal.owner_id, by.person.id}
    return list(people.actors_of(tx, others).values()) if others else []


def revise(deps: Deps, command: Command) -> None:
    """`/goal revise G-12`: the form, filled in with what stands."""
    with deps.read() as tx:
        goal = goal_named(tx, command.actor, command.words)
    open_form(deps, command, Place(goal.id, command.today, "none"))


def clicked(deps: Deps, click: Click) -> None:
    """ "Revise"."""
    open_form(deps, click, Place.of(click))


def open_form(deps: Deps, trigger: Trigger, place: Place) -> None:
    """The form of a revision. Raises UnknownGoal, NotYourGoal, StillADraft, GoalNotActive."""
    with deps.begin() as tx:
        goal = revisable(own_goal(tx, trigger.actor, place.goal_id))
        standing = stands(tx, goal)
    about = json.dumps({**json.loads(place.about()), "stands": standing})
    zone = trigger.actor.person.zone_info
    teams = trigger.actor.teams if can_show(goal, trigger.actor) else ()
    trigger.open(revise_modal(goal, trigger.today, zone, about, teams))


def revisable(goal: Goal) -> Goal:
    """A goal that was reached stays as it is; one that ended otherwise may go on.

    Raises GoalNotActive, StillADraft.
    """
    if goal.is_draft:
        raise StillADraft(goal.key)
    if goal.state is GoalState.REACHED:
        raise GoalNotActive(goal.key)
    return goal


def stands(tx: Tx, goal: Goal) -> str:
    """What tells that the goal moved on under an open form."""
    return revision.stands(goal, len(revisions.of_goals(tx, [goal.id])[goal.id]))


def save(deps: Deps, form: Form) -> None:
    """The form's answer. Raises FieldProblems, NothingRevised, RevisedMeanwhile."""
    place = Place.from_form(form)
    with deps.begin() as tx:
        goal = revisable(own_goal(tx, form.actor, place.goal_id))
        if not events.once(tx, goal.workspace_id, f"view:{form.view_id}", form.now):
            form.close()
            return
        if form.about["stands"] != stands(tx, goal):
            raise RevisedMeanwhile(goal.key)
        terms, why = typed(goal, form)
        made = apply(tx, goal, terms, by=form.actor, reason=why, now=form.now)
        joins_anew = not goal.is_active or terms.due != goal.due
        load = load_remarks(tx, form.actor, made.goal) if joins_anew else ()
    fits = goal_fits(Kin(), load, made.goal, form.today)
    form.show(revised_modal(made, form.today, form.actor.person.zone_info, fits))
    if place.surface != "none" and (now_shown := shown(deps, form, place)):
        replace_at(place.response_url, now_shown)


def typed(goal: Goal, form: Form) -> tuple[Terms, str]:
    """The new terms and the reason, which who sees it does not need. Raises FieldProblems, with
    all that is known to be off, NothingRevised.
    """
    problems: dict[str, Refusal] = {}
    why, terms = "", None
    try:
        terms = typed_terms(goal, form)
    except FieldProblems as found:
        problems.update(found.problems)
    try:
        why = reason(form.text("reason"))
    except Refusal as refusal:
        is_needed = terms is None or not only_seen_by_others(terms_of(goal), terms)
        if is_needed or not isinstance(refusal, Missing):
            problems["reason"] = refusal
    if problems:
        raise FieldProblems(problems)
    assert terms
    return terms, why


def typed_terms(goal: Goal, form: Form) -> Terms:
    """The new terms as they stand in the form. Raises FieldProblems, NothingRevised."""
    return revised(
        goal,
        statement=form.text("statement"),
        target=form.text("target"),
        due=form.date("due"),
        rungs=form.text("rungs"),
        today=form.today,
        read_date=dates_of(form.actor.person),
        habits=habits_of(form.actor.person),
        to_be_seen=_to_be_seen(goal, form),
    )


def _to_be_seen(goal: Goal, form: Form) -> Seen | None:
    """Who is to see it, where the form asks that. Raises FieldProblems."""
    chosen, team = form.choice("visibility"), form.choice("team")
    if not chosen or form.actor.person.id != goal.owner_id:
        return None
    try:
        return shown_to(goal, form.actor, Visibility(chosen), number_in(team) if team else None)
    except ForOneAlone as why:
        raise FieldProblems({"visibility": why}) from None


def render(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """What a lead, or who contributes, is told of a revision; nothing of a goal that they may not
    see any more.
    """
    made = revisions.by_id(tx, queued.workspace_id, queued.ref["revision"])
    if made is None:
        return None
    goal = ladders.by_id(tx, made.goal_id)
    lead = people.actor_of(tx, queued.ref["lead"])
    may = lead.leads(goal.team_id) or lead.person.id in goal.climbers
    if not (may and can_see(lead, goal)):
        return None
    who = people.by_ids(tx, [made.by_id])[made.by_id]
    return revised_message(goal, made, who, lead.today(now))


def render_shown(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """That a goal is shown to a lead; nothing where it is not, or not any more."""
    goal = ladders.by_ids(tx, [queued.ref["goal"]]).get(queued.ref["goal"])
    lead = people.actor_of(tx, queued.ref["lead"])
    if goal is None or not (lead.leads(goal.team_id) and can_see(lead, goal)):
        return None
    return shown_message(goal, people.by_ids(tx, [goal.owner_id])[goal.owner_id])


SUB_COMMANDS = (
    SubCommand(
        "revise",
        "G-12",
        "change its words, target, rungs or date, with a reason, or who sees it",
        revise,
    ),
)
RENDERERS: dict[str, Render] = {"revised": render, "goal_shown": render_shown}


def register(shell: Shell, deps: Deps) -> None:
    """The "Revise" button and its form."""
    shell.click("revise.open", partial(clicked, deps))
    shell.form("revise.save", partial(save, deps))
