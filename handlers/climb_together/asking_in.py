"""Asking others into a goal, when it is set or later."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from goals.errors import FieldProblems, GoalNotActive, Missing, Refusal, StillADraft
from goals.goal import Combine, Goal, Measure, Visibility
from goals.ladder import parts
from goals.people import Actor
from goals.together import (
    ForOneAlone,
    NotAddedUp,
    NotOnATeamWith,
    TooManyTogether,
    check_can_ask,
    check_can_share,
    combine_for,
)
from handlers.carried import number_in
from handlers.check_in import asking
from handlers.check_in.record import own_goal
from handlers.deps import Deps
from handlers.see_goals import goal_named
from handlers.triggers import Click, Command, Form, Trigger
from handlers.views.together import Together, ask_modal, asked_modal
from store import check_ins, contributors, events, ladders, outbox, people
from store.contributors import Contributor
from store.database import Tx
from store.outbox import Priority
from store.tables import Joining

FIELDS = {
    ForOneAlone: "together",
    NotAddedUp: "combine",
    NotOnATeamWith: "together",
    TooManyTogether: "together",
}
"""Where in a form each refusal belongs."""
HERE = (Joining.ASKED, Joining.JOINED)


@dataclass(frozen=True, slots=True)
class Planned:
    """Who is to be asked into a goal when it begins, and how their parts come together."""

    people: Sequence[Actor]
    combine: Combine | None

    def keep(self, tx: Tx, goal: Goal, now: datetime) -> Goal:
        """Note it with a draft; nobody hears of it before the goal begins."""
        assert goal.is_draft
        contributors.unshare(tx, goal.id)
        if self.people and self.combine:
            contributors.share(tx, goal, self.combine, now)
            contributors.ask(tx, goal, [actor.person.id for actor in self.people], now)
        return ladders.by_id(tx, goal.id)


def planned(
    tx: Tx, form: Form, measure: Measure, visibility: Visibility, *, is_personal: bool
) -> Planned | None:
    """Whom the form of a goal asks in, checked; None where it does not ask for that.

    Raises FieldProblems.
    """
    if not form.has("together"):
        return None
    asked = _asked(tx, form)
    if not asked:
        return Planned((), None)
    try:
        check_can_share(visibility, is_personal=is_personal)
        check_can_ask(form.actor, asked)
        return Planned(asked, combine_for(measure, _combine(form)))
    except Refusal as why:
        raise FieldProblems({FIELDS[type(why)]: why}) from None


def _asked(tx: Tx, form: Form) -> list[Actor]:
    """The people chosen, the owner aside. Raises FieldProblems for who is on no team here."""
    wanted = [user for user in form.users("together") if user != form.actor.person.user_id]
    if not wanted:
        return []
    known = people.by_user_ids(tx, form.actor.person.workspace_id, wanted)
    active = {person.user_id: person for person in known if person.active}
    if strangers := [user for user in wanted if user not in active]:
        names = {person.user_id: person.name for person in known}
        missing = NotOnATeamWith(tuple(names.get(user, "") for user in strangers))
        raise FieldProblems({"together": missing})
    actors = people.actors_of(tx, [person.id for person in active.values()])
    return [actors[active[user].id] for user in wanted]


def _combine(form: Form) -> Combine | None:
    chosen = form.choice("combine")
    return Combine(chosen) if chosen else None


def together_of(tx: Tx, goal: Goal) -> Together:
    """What the fields show of a goal: who is asked in, or climbs it, with its owner."""
    if not goal.is_shared:
        return Together()
    ids = [c.person_id for c in contributors.of_goal(tx, goal.id) if c.joining in HERE]
    known = people.by_ids(tx, ids)
    users = [known[who].user_id for who in ids if who != goal.owner_id and known[who].active]
    return Together(users, goal.combine)


def asked_names(tx: Tx, goal: Goal) -> list[str]:
    """Who is asked in and did not answer yet."""
    if not goal.is_shared:
        return []
    ids = [c.person_id for c in contributors.of_goal(tx, goal.id) if c.joining is Joining.ASKED]
    known = people.by_ids(tx, ids)
    return [known[who].name for who in ids]


def begin(tx: Tx, goal: Goal, now: datetime) -> None:
    """A goal begins: those who are to climb it are asked. Raises ForOneAlone, NotAddedUp."""
    if not goal.is_shared:
        return
    check_can_share(goal.visibility, is_personal=goal.is_personal)
    combine_for(goal.measure, goal.combine)
    waiting = [c for c in contributors.of_goal(tx, goal.id) if c.joining is Joining.ASKED]
    _send(tx, goal, waiting, now)


def share(
    tx: Tx,
    goal: Goal,
    owner: Actor,
    combine: Combine | None,
    asked: Sequence[Actor],
    now: datetime,
) -> list[Contributor]:
    """Make a goal that has begun one that others climb too, and ask these people in.

    Returns who is newly asked. `combine` counts the first time alone; None is as usual for the
    measure. The caller's transaction holds the goal. Raises ForOneAlone, NotAddedUp,
    NotOnATeamWith, TooManyTogether.
    """
    check_can_share(goal.visibility, is_personal=goal.is_personal)
    here = {c.person_id for c in contributors.of_goal(tx, goal.id) if c.joining in HERE}
    new = [actor for actor in asked if actor.person.id not in here | {goal.owner_id}]
    check_can_ask(owner, new, already=len(here - {goal.owner_id}))
    if not goal.is_shared:
        goal = contributors.share(tx, goal, combine_for(goal.measure, combine), now)
        contributors.set_parts(tx, goal, parts(goal, check_ins.of_goal(tx, goal.id)))
    places = contributors.ask(tx, goal, [actor.person.id for actor in new], now)
    _send(tx, goal, places, now)
    return places


def join(tx: Tx, goal: Goal, person: Actor, now: datetime) -> Goal:
    """Somebody who said yes climbs the goal from now on, and is asked for their part."""
    goal = contributors.join(tx, goal, person.person.id, now)
    asking.refresh(tx, person, person.today(now), now)
    return goal


def _send(tx: Tx, goal: Goal, places: Sequence[Contributor], now: datetime) -> None:
    """The question to each, once for each time that they are asked."""
    asked = people.by_ids(tx, [place.person_id for place in places])
    for place in places:
        outbox.put(
            tx,
            key=f"join:{place.id}:{place.since:%Y%m%d%H%M%S%f}",
            workspace_id=goal.workspace_id,
            channel=asked[place.person_id].user_id,
            kind="join",
            ref={"goal": goal.id, "person": place.person_id},
            priority=Priority.ANSWER,
            wake_at=now,
        )


def together(deps: Deps, command: Command) -> None:
    """`/goal together G-12`: the form. Raises what `_open` does."""
    with deps.read() as tx:
        goal = goal_named(tx, command.actor, command.words)
    _open(deps, command, goal.id)


def clicked(deps: Deps, click: Click) -> None:
    """ "Ask somebody in"."""
    _open(deps, click, number_in(click.value))


def _open(deps: Deps, trigger: Trigger, goal_id: int) -> None:
    with deps.begin() as tx:
        goal = _to_share(tx, trigger, goal_id)
    trigger.open(ask_modal(goal, trigger.today, json.dumps({"goal": goal.id})))


def _to_share(tx: Tx, trigger: Trigger, goal_id: int) -> Goal:
    """Raises UnknownGoal, NotYourGoal, StillADraft, GoalNotActive, ForOneAlone."""
    goal = own_goal(tx, trigger.actor, goal_id)
    if goal.is_draft:
        raise StillADraft(goal.key)
    if not goal.is_active:
        raise GoalNotActive(goal.key)
    check_can_share(goal.visibility, is_personal=goal.is_personal)
    return goal


def save(deps: Deps, form: Form) -> None:
    """The form: those chosen are asked, once. Raises FieldProblems, and what `_to_share` does."""
    with deps.begin() as tx:
        goal = _to_share(tx, form, form.about.number("goal"))
        asked = _asked(tx, form)
        if not asked:
            raise FieldProblems({"together": Missing()})
        places: list[Contributor] = []
        if events.once(tx, goal.workspace_id, f"view:{form.view_id}", form.now):
            try:
                places = share(tx, goal, form.actor, _combine(form), asked, form.now)
            except Refusal as why:
                raise FieldProblems({FIELDS[type(why)]: why}) from None
        named = {actor.person.id: actor.person.name for actor in asked}
        goal = ladders.by_id(tx, goal.id)
    form.show(asked_modal(goal, [named[place.person_id] for place in places]))
