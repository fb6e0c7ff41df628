"""Blockers: from a check-in to the leads who can help, and back."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from goals.errors import FieldProblems, NotALead, Refusal
from goals.goal import CheckIn, Confidence, Goal
from goals.people import Actor
from goals.sight import can_see_notes
from goals.voices import AnsweredAlready, Blocker, checked
from handlers import surfaces
from handlers.carried import number_in
from handlers.deps import Deps
from handlers.names import name_if_left
from handlers.outgoing import Edit, Render
from handlers.shell import Shell
from handlers.triggers import Click, Form, Trigger, replace_at
from handlers.views import blocked as views
from handlers.views.blocked import Blocked
from handlers.views.message import Message
from store import check_ins, ladders, outbox, people
from store.database import Tx
from store.outbox import Priority, Queued


def register(shell: Shell, deps: Deps) -> None:
    """The buttons of a blocker, and the form of its answer."""
    shell.click("unblock.take", partial(take, deps))
    shell.click("unblock.answer", partial(open_answer, deps))
    shell.form("unblock.answered", partial(take_answer, deps))


def raise_for(tx: Tx, *, check_in: CheckIn, goal: Goal, actor: Actor, now: datetime) -> int:
    """Tell the leads, once per check-in, that it is blocked; what they know is brought up to date.

    Returns how many leads hear of it: 0 where there is none, or none who may see the goal.
    """
    blocker = check_ins.raise_blocker(tx, goal.workspace_id, check_in)
    leads = leads_of(tx, goal, besides=actor.person.id)
    for lead in leads:
        row = _to_lead(goal, blocker.id, lead, now)
        key = f"blocked:{blocker.id}:{lead.person.id}"
        if not outbox.put(tx, key=key, kind="blocked", priority=Priority.ANSWER, **row):
            _refresh(tx, blocker.id, lead, row)
    return len(leads)


def still_open(tx: Tx, goals: Iterable[Goal]) -> list[tuple[Goal, CheckIn, Blocker]]:
    """What stands in people's way on these goals, by their latest reports, and has no answer."""
    by_id = {goal.id: goal for goal in goals}
    latest = check_ins.latest(tx, by_id)
    blocked = [said for said in latest if said.confidence is Confidence.BLOCKED]
    raised = check_ins.blockers_of(tx, [said.id for said in blocked])
    return [
        (by_id[said.goal_id], said, raised[said.id])
        for said in blocked
        if said.id in raised and not raised[said.id].is_answered
    ]


def free(tx: Tx, goal: Goal, check_in: CheckIn, blocker: Blocker) -> list[Actor]:
    """The leads who read a blocker now; nobody is on it whom it is not for any more."""
    leads = leads_of(tx, goal, besides=check_in.person_id)
    if blocker.taken_by and blocker.taken_by not in {lead.person.id for lead in leads}:
        check_ins.free_blocker(tx, blocker.id)
    return leads


def hand_on(tx: Tx, goals: Iterable[Goal], now: datetime) -> None:
    """Tell the leads of what stands in people's way on goals that have come to their team."""
    for goal, check_in, blocker in still_open(tx, goals):
        free(tx, goal, check_in, blocker)
        actor = people.actor_of(tx, check_in.person_id)
        raise_for(tx, check_in=check_in, goal=goal, actor=actor, now=now)


def lift(tx: Tx, *, check_in: CheckIn, goal: Goal, now: datetime) -> None:
    """The check-in was corrected or taken back: what waits is dropped, what the leads have edited.

    Does nothing for a check-in that never raised a blocker.
    """
    blocker = check_ins.blocker_of(tx, check_in.id)
    if blocker is None:
        return
    for lead in leads_of(tx, goal, besides=check_in.person_id):
        waited = outbox.drop(tx, goal.workspace_id, f"blocked:{blocker.id}:{lead.person.id}")
        if not waited:
            _refresh(tx, blocker.id, lead, _to_lead(goal, blocker.id, lead, now))


def leads_of(tx: Tx, goal: Goal, *, besides: int | None = None) -> list[Actor]:
    """The active leads who may read the goal's notes, one person aside: its owner, or `besides`."""
    if goal.team_id is None:
        return []
    aside = goal.owner_id if besides is None else besides
    leads = people.leads_of(tx, [goal.team_id])[goal.team_id]
    return [lead for lead in leads if lead.person.id != aside and can_see_notes(lead, goal)]


def _to_lead(goal: Goal, blocker_id: int, lead: Actor, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": goal.workspace_id,
        "channel": lead.person.user_id,
        "ref": {"blocker": blocker_id, "lead": lead.person.id},
        "wake_at": now,
    }


def _refresh(tx: Tx, blocker_id: int, lead: Actor, row: dict[str, Any]) -> None:
    key = f"blocked-refresh:{blocker_id}:{lead.person.id}"
    outbox.put_again(tx, key=key, kind="blocked_refresh", **row)


def take(deps: Deps, click: Click) -> None:
    """ "I'm on it": the person hears who, and the other leads see it."""
    blocker_id, surface = surfaces.split(click.value)
    with deps.begin() as tx:
        blocked = _for_lead(tx, click, number_in(blocker_id))
        if blocked and not (blocked.is_over or blocked.blocker.is_answered):
            if check_ins.take_blocker(tx, blocked.blocker.id, click.actor.person.id):
                _tell_person(tx, blocked, "blocked_taken", "blocked-taken", click.now)
                _refresh_leads(tx, blocked, click, surface)
            blocked = _for_lead(tx, click, blocked.blocker.id)
    if surface:
        surfaces.show_again(deps, click, surface, click.response_url)
    else:
        click.replace(_shown(blocked))


def open_answer(deps: Deps, click: Click) -> None:
    """ "Answer": the form; where it was answered or is over, what became of it instead."""
    blocker_id, surface = surfaces.split(click.value)
    with deps.read() as tx:
        blocked = _for_lead(tx, click, number_in(blocker_id))
    if blocked is None or blocked.is_over or blocked.blocker.is_answered:
        (click.tell if surface else click.replace)(_shown(blocked))
        return
    ids = {"blocker": blocked.blocker.id, "surface": surface}
    about = {**ids, "response_url": click.response_url}
    click.open(views.answer_form(blocked, json.dumps(about)))


def take_answer(deps: Deps, form: Form) -> None:
    """A lead's answer, for the person; the other leads see it in their messages."""
    me, blocker_id = form.actor.person.id, form.about.number("blocker")
    text, surface = _words(form), form.about.get("surface", "")
    with deps.begin() as tx:
        blocked = _for_lead(tx, form, blocker_id)
        if blocked and check_ins.answer_blocker(
            tx, blocker_id, answer=text, person_id=me, now=form.now
        ):
            _tell_person(tx, blocked, "blocked_answer", "blocked-answer", form.now)
            _refresh_leads(tx, blocked, form, surface)
        blocked = _for_lead(tx, form, blocker_id)
        if blocked and (blocked.blocker.answered_by, blocked.blocker.answer) != (me, text):
            raise AnsweredAlready(blocked.answered_by, blocked.blocker.answer)
        has_left = name_if_left(tx, blocked.check_in.person_id) if blocked else ""
    form.show(views.answered_view(blocked, has_left) if blocked else views.gone_view())
    if surface:
        surfaces.show_again(deps, form, surface, form.about.text("response_url"))
    else:
        replace_at(form.about.text("response_url"), _shown(blocked))


def _words(form: Form) -> str:
    try:
        return checked(form.text("words"))
    except Refusal as refusal:
        raise FieldProblems({"words": refusal}) from None


def _shown(blocked: Blocked | None) -> Message:
    return views.lead_message(blocked) if blocked else views.gone_message()


def _tell_person(tx: Tx, blocked: Blocked, kind: str, key: str, now: datetime) -> None:
    person = people.actor_of(tx, blocked.check_in.person_id).person
    outbox.put(
        tx,
        key=f"{key}:{blocked.blocker.id}",
        workspace_id=person.workspace_id,
        channel=person.user_id,
        kind=kind,
        ref={"blocker": blocked.blocker.id},
        priority=Priority.ANSWER,
        wake_at=now,
    )


def _refresh_leads(tx: Tx, blocked: Blocked, by: Trigger, surface: str) -> None:
    """Bring the leads' messages up to date; the actor's own is replaced by the click, if that was
    in it.
    """
    for lead in leads_of(tx, blocked.goal, besides=blocked.check_in.person_id):
        if surface or lead.person.id != by.actor.person.id:
            row = _to_lead(blocked.goal, blocked.blocker.id, lead, by.now)
            _refresh(tx, blocked.blocker.id, lead, row)


def _for_lead(tx: Tx, trigger: Trigger, blocker_id: int) -> Blocked | None:
    """The blocker, for a lead who was told of it; None if its check-in was taken back.

    Raises NotALead.
    """
    blocked = _load(tx, trigger.actor.person.workspace_id, blocker_id)
    if blocked and not _may_help(trigger.actor, blocked):
        raise NotALead
    return blocked


def _may_help(actor: Actor, blocked: Blocked) -> bool:
    """A lead of the goal's team, of what blocks somebody else."""
    goal = blocked.goal
    is_other = actor.person.id != blocked.check_in.person_id
    return is_other and actor.leads(goal.team_id) and can_see_notes(actor, goal)


def _load(tx: Tx, workspace_id: int, blocker_id: int) -> Blocked | None:
    blocker = check_ins.blocker_by_id(tx, workspace_id, blocker_id)
    check_in = check_ins.by_id(tx, blocker.check_in_id) if blocker else None
    if blocker is None or check_in is None:
        return None
    ids = filter(None, (check_in.person_id, blocker.taken_by, blocker.answered_by))
    names = {person.id: person.name for person in people.by_ids(tx, ids).values()}
    return Blocked(
        blocker,
        check_in,
        ladders.by_id(tx, check_in.goal_id),
        names[check_in.person_id],
        taken_by=names.get(blocker.taken_by or 0, ""),
        answered_by=names.get(blocker.answered_by or 0, ""),
    )


def render_blocked(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """The message to a lead; none once it is over, or to who may not see the goal any more."""
    blocked = _load(tx, queued.workspace_id, queued.ref["blocker"])
    lead = people.actor_of(tx, queued.ref["lead"])
    if blocked is None or blocked.is_over or not _may_help(lead, blocked):
        return None
    return views.lead_message(blocked)


def render_refresh(tx: Tx, queued: Queued, now: datetime) -> Edit | None:
    """A lead's message as it stands now, if they have one and may still see the goal."""
    ref = queued.ref
    sent = outbox.find(tx, queued.workspace_id, f"blocked:{ref['blocker']}:{ref['lead']}")
    blocked = _load(tx, queued.workspace_id, ref["blocker"])
    if sent is None or not (sent.posted_in and sent.ts):
        return None
    if blocked and not _may_help(people.actor_of(tx, ref["lead"]), blocked):
        return None
    return Edit(sent.posted_in, sent.ts, _shown(blocked))


def render_taken(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """ "Tom is on it", to the person; none once the answer overtook it."""
    blocked = _load(tx, queued.workspace_id, queued.ref["blocker"])
    if blocked is None or blocked.blocker.is_answered:
        return None
    return views.taken_message(blocked)


def render_answer(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """The answer, to the person."""
    blocked = _load(tx, queued.workspace_id, queued.ref["blocker"])
    return views.answer_message(blocked) if blocked else None


RENDERERS: dict[str, Render] = {
    "blocked": render_blocked,
    "blocked_refresh": render_refresh,
    "blocked_taken": render_taken,
    "blocked_answer": render_answer,
}
