"""Proposing: `/goal propose @maya <a sentence>`, `/goal propose G-12`, and their forms."""

import json

from goals.alignment import check_tiers
from goals.as_written import follow_target
from goals.draft import Draft, Written
from goals.errors import FieldProblems, Refusal, UnknownGoal
from goals.filled_in import of_reading
from goals.goal import Combine, Goal, Tier
from goals.people import Actor, Team
from goals.proposal import (
    NoTeamTogether,
    OneAtATime,
    OpenAlready,
    Proposal,
    ProposeToYourself,
    ToWhom,
    Whose,
    YourOwnGoal,
    check_may_propose,
    note,
    usual_owner,
)
from goals.revision import RevisedMeanwhile, standing_form
from goals.sight import can_see
from goals.smart import plan_of_sentence
from goals.together import ForOneAlone, NotAddedUp, check_can_share, combine_for
from goals.wanted import Wanted, stands_as
from handlers import revise_goal
from handlers.carried import number_in
from handlers.deps import Deps
from handlers.habits import habits_of
from handlers.names import with_mentions
from handlers.open_proposals import open_of
from handlers.propose.state import parents_of_both, send_round, shown_to
from handlers.see_goals import goal_named
from handlers.set_goal.fields import BLANK, form_written, typed_goal, untold
from handlers.set_goal.past import read_statement
from handlers.spoken import key_first, people_first, plain
from handlers.triggers import Click, Command, Form, Trigger
from handlers.views.message import Message
from handlers.views.proposal import form as views
from handlers.views.proposal.dialogs import sent_view
from handlers.views.proposal.form import Frame
from handlers.views.proposal.listing import list_message
from handlers.views.review import open_questions
from handlers.who import colleagues
from store import events, ladders, people, proposals
from store.database import Tx


def propose(deps: Deps, command: Command) -> Message | None:
    """`/goal propose`: what is open; `@maya <a sentence>`: a goal's form; `G-12`: a change's.

    Raises ToWhom, ProposeToYourself, NoTeamTogether, UnknownGoal, YourOwnGoal.
    """
    if not command.words:
        with deps.read() as tx:
            return list_message(open_of(tx, command.actor))
    with deps.read() as tx:
        typed = with_mentions(tx, command.actor.person.workspace_id, command.words)
    user_ids, rest = people_first(typed)
    if len(user_ids) > 1:
        raise OneAtATime(tuple(person.name for person in colleagues(deps, command, user_ids)))
    if user_ids:
        _open_new(deps, command, user_ids[0], plain(rest))
        return None
    key, rest = key_first(f"{command.words} ")
    if not key:
        first = command.words.split()[0]
        raise ToWhom(plain(first) if first.startswith(("@", "<")) else "")
    with deps.read() as tx:
        goal = goal_named(tx, command.actor, key)
    _open_change(deps, command, goal.id, plain(rest))
    return None


def _open_new(deps: Deps, command: Command, user_id: str, sentence: str) -> None:
    by = command.actor
    if user_id == by.person.user_id:
        raise ProposeToYourself
    (person,) = colleagues(deps, command, [user_id])
    filled, reading, remarks = BLANK, None, []
    if sentence:
        reading = read_statement(by, sentence, command.today)
        filled = of_reading(reading)
        remarks = open_questions(plan_of_sentence(reading, command.today))
    with deps.read() as tx:
        to = people.actor_of(tx, person.id)
        teams = check_may_propose(by, to)
        frame = Frame(
            to.person,
            json.dumps({"to": to.person.id}),
            teams,
            parents_of_both(tx, by, to),
        )
    command.open(views.new_form(frame, filled, usual_owner(by, to), reading, remarks))


def send(deps: Deps, form: Form) -> None:
    """The form of a new goal, handed in: kept and queued for the other, once.

    Raises FieldProblems, NoTeamTogether.
    """
    by = form.actor
    with deps.read() as tx:
        to = colleague(tx, by, form.about["to"])
    check_may_propose(by, to)
    said = typed_draft(form, untold(form))
    words = typed_note(form)
    with deps.begin() as tx:
        to = colleague(tx, by, form.about["to"])
        whose = Whose(form.choice("whose") or Whose.THEIRS)
        wanted = typed_wanted(tx, form, to, said, is_together=whose is Whose.TOGETHER)
        owner = to if whose is Whose.THEIRS else by
        if events.once(tx, by.person.workspace_id, f"view:{form.view_id}", form.now):
            made: Proposal | None = proposals.add(
                tx,
                by.person.workspace_id,
                by_id=by.person.id,
                to_id=to.person.id,
                owner_id=owner.person.id,
                wanted=wanted,
                note=words,
                now=form.now,
            )
            assert made
            send_round(tx, made, form.now)
        else:
            made = proposals.newest(tx, by.person.id, to.person.id)
        show_sent(tx, form, made)


def show_sent(tx: Tx, form: Form, made: Proposal | None) -> None:
    """In the place of the form: that it is on its way, and how to take it back."""
    shown = shown_to(tx, made, form.actor, made.latest.number, form.now) if made else None
    if shown:
        form.show(sent_view(shown))
    else:
        form.close()


def colleague(tx: Tx, actor: Actor, person_id: int) -> Actor:
    """The other one, of the same workspace. Raises NoTeamTogether."""
    found = people.actors_of(tx, [person_id]).get(person_id)
    if found is None or found.person.workspace_id != actor.person.workspace_id:
        raise NoTeamTogether("")
    return found


def typed_draft(form: Form, before: Written) -> Draft:
    """The goal that stands in the form, checked as any. Raises FieldProblems."""
    typed = follow_target(before, form_written(form, before), habits_of(form.actor.person))
    return typed_goal(form, typed)


def typed_note(form: Form) -> str:
    """The words that go with it. Raises FieldProblems."""
    try:
        return note(form.text("note"))
    except Refusal as refusal:
        raise FieldProblems({"note": refusal}) from None


def typed_wanted(tx: Tx, form: Form, to: Actor, said: Draft, *, is_together: bool) -> Wanted:
    """The goal with its team, what it adds to, and how parts come together in one of both, as the
    form has them, checked anew.

    Raises FieldProblems, NoTeamTogether.
    """
    team = _team(form, check_may_propose(form.actor, to))
    try:
        parent = _parent(tx, form, to)
    except Refusal as why:
        raise FieldProblems({"parent": why}) from None
    combine = _combine(form, said) if is_together else None
    return Wanted(said, team.id, parent.id if parent else None, combine)


def _combine(form: Form, said: Draft) -> Combine:
    """How the parts of both come together. Raises FieldProblems."""
    chosen = form.choice("combine")
    try:
        check_can_share(said.visibility, is_personal=False)
        return combine_for(said.measure, Combine(chosen) if chosen else None)
    except ForOneAlone as why:
        raise FieldProblems({"visibility": why}) from None
    except NotAddedUp as why:
        raise FieldProblems({"combine": why}) from None


def _team(form: Form, teams: tuple[Team, ...]) -> Team:
    """The team chosen, of those in common."""
    chosen = form.choice("team")
    return next((team for team in teams if str(team.id) == chosen), teams[0])


def _parent(tx: Tx, form: Form, to: Actor) -> Goal | None:
    """The parent chosen, which both must see. Raises UnknownGoal, DownTheTiers, ParentEnded."""
    chosen = form.choice("parent")
    if not chosen:
        return None
    parent = ladders.by_ids(tx, [number_in(chosen)]).get(number_in(chosen))
    if parent is None or not (can_see(form.actor, parent) and can_see(to, parent)):
        raise UnknownGoal("")
    check_tiers(Tier.INDIVIDUAL, parent)
    return parent


# A change of somebody's goal


def change_clicked(deps: Deps, click: Click) -> None:
    """ "Propose a change", on the card of another's goal."""
    _open_change(deps, click, number_in(click.value))


def _open_change(deps: Deps, trigger: Trigger, goal_id: int, why: str = "") -> None:
    with deps.begin() as tx:
        goal, owner = _of_another(tx, trigger, goal_id)
        _check_none_open(tx, trigger, goal, owner)
        about = {"goal": goal.id, "stands": revise_goal.stands(tx, goal)}
    frame = Frame(owner.person, json.dumps(about))
    zone = trigger.actor.person.zone_info
    trigger.open(views.change_form(frame, goal, standing_form(goal), trigger.today, zone, why=why))


def _of_another(tx: Tx, trigger: Trigger, goal_id: int) -> tuple[Goal, Actor]:
    """A goal that the actor sees, held, and its owner, to whom a change may be proposed.

    Raises UnknownGoal, YourOwnGoal, GoalNotActive, NoTeamTogether.
    """
    goal = ladders.hold(tx, trigger.actor.person.workspace_id, goal_id)
    if goal is None or not can_see(trigger.actor, goal):
        raise UnknownGoal("")
    if goal.owner_id == trigger.actor.person.id:
        raise YourOwnGoal(goal.key)
    owner = people.actor_of(tx, goal.owner_id)
    check_may_propose(trigger.actor, owner)
    return revise_goal.revisable(goal), owner


def _check_none_open(tx: Tx, trigger: Trigger, goal: Goal, owner: Actor) -> None:
    """Two people agree on one change of a goal at a time. Raises OpenAlready."""
    mine = proposals.open_of(tx, trigger.actor.person.id)
    if any(one.goal_id == goal.id and one.is_between(owner.person.id) for one in mine):
        raise OpenAlready(goal.key, owner.person.first_name)


def send_change(deps: Deps, form: Form) -> None:
    """The form of a change, handed in. Raises FieldProblems, NothingRevised, RevisedMeanwhile."""
    by = form.actor
    with deps.begin() as tx:
        goal, owner = _of_another(tx, form, form.about.number("goal"))
        if not events.once(tx, goal.workspace_id, f"view:{form.view_id}", form.now):
            show_sent(tx, form, proposals.newest(tx, by.person.id, owner.person.id))
            return
        _check_none_open(tx, form, goal, owner)
        stands = revise_goal.stands(tx, goal)
        if form.about["stands"] != stands:
            raise RevisedMeanwhile(goal.key)
        terms, why = revise_goal.typed(goal, form)
        made = proposals.add(
            tx,
            goal.workspace_id,
            by_id=by.person.id,
            to_id=owner.person.id,
            owner_id=owner.person.id,
            goal_id=goal.id,
            wanted=stands_as(goal, terms),
            note=why,
            stands=stands,
            now=form.now,
        )
        send_round(tx, made, form.now)
        show_sent(tx, form, made)
