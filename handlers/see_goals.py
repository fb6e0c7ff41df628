"""Seeing goals: `/goal list`, `/goal show G-12`."""

import re
from dataclasses import replace
from functools import partial

from goals.errors import UnknownGoal, WhichKey
from goals.goal import Goal, GoalState
from goals.people import Actor
from goals.sight import can_keep, can_see, can_see_notes
from goals.standing import stand
from handlers.carried import number_in
from handlers.commands import SubCommand
from handlers.day import item_of
from handlers.deps import Deps
from handlers.shell import Shell
from handlers.standing import as_seen
from handlers.tiers import kin_of
from handlers.triggers import Click, Command, Trigger
from handlers.views.cards import Card, card_message, list_message
from handlers.views.message import Message
from store import check_ins, ladders, people, retrospectives, revisions
from store.database import Tx

KEY = re.compile(r"g?-?(\d{1,9})", re.IGNORECASE)
RECENT = 7


def list_goals(deps: Deps, command: Command) -> Message:
    """`/goal list`: my goals, those that go on first."""
    with deps.read() as tx:
        goals = ladders.climbed(tx, command.actor.person.id, tuple(GoalState))
        goals = as_seen(tx, command.actor, goals)
    return list_message(goals, command.today)


def show(deps: Deps, command: Command) -> Message:
    """`/goal show G-12`: the goal's card. Raises UnknownGoal for one that the actor may not see."""
    with deps.read() as tx:
        goal = goal_named(tx, command.actor, command.words)
        return card_of(tx, deps, command, goal.id)


def show_clicked(deps: Deps, click: Click) -> None:
    """A "Show" button: the card, to the person alone."""
    with deps.read() as tx:
        card = card_of(tx, deps, click, number_in(click.value))
    click.tell(card)


def goal_named(tx: Tx, actor: Actor, words: str) -> Goal:
    """The goal of a key such as "G-12" (also "g12", "12").

    Raises UnknownGoal alike where there is none and where the actor may not see it, WhichKey
    where no key was said.
    """
    if not words.strip():
        own = ladders.climbed(tx, actor.person.id)
        raise WhichKey(tuple((goal.key, goal.statement) for goal in own))
    named = KEY.fullmatch(words.strip())
    if named is None:
        raise UnknownGoal(words.strip()[:20])
    goal = ladders.by_number(tx, actor.person.workspace_id, int(named[1]))
    if goal is None or not can_see(actor, goal):
        raise UnknownGoal(f"G-{named[1]}")
    return goal


def card_of(tx: Tx, deps: Deps, trigger: Trigger, goal_id: int) -> Message:
    """A goal's card as this person may see it. Raises UnknownGoal."""
    actor, day = trigger.actor, trigger.today
    goal = ladders.by_ids(tx, [goal_id]).get(goal_id)
    if goal is None or not can_see(actor, goal):
        raise UnknownGoal("")
    history, kin = check_ins.of_goal(tx, goal.id), kin_of(tx, trigger, goal)
    goal = stand(goal, kin.rollup, [said.goal_id for said in history])
    me = actor.person.id
    own = [c for c in history if c.person_id == me]
    answered = next((c for c in own if c.day == day), None)
    previous = next((c for c in reversed(own) if c.day < day), None)
    is_mine, with_notes = goal.owner_id == me, can_see_notes(actor, goal)
    item = replace(item_of(goal, answered, previous, trigger.now, deps.grace), reader_id=me)
    taught = retrospectives.of_goal(tx, goal.id)
    reporters = people.by_ids(tx, {goal.owner_id, *(c.person_id for c in history[-RECENT:])})
    card = Card(
        goal=goal,
        owner=reporters[goal.owner_id],
        item=replace(
            item,
            offer=revisions.open_offers(tx, [goal.id]).get(goal.id),
            tip=retrospectives.tips(tx, [goal]).get(goal.id, ""),
        )
        if is_mine
        else item,
        history=tuple(history[-RECENT:]),
        kin=kin,
        cheers=sum(check_ins.cheers(tx, [rung.id for rung in goal.rungs]).values()),
        is_mine=is_mine,
        reader_id=me,
        names={who.id: who.name for who in reporters.values()},
        with_notes=with_notes,
        can_propose=not is_mine and with_notes and goal.state is not GoalState.REACHED,
        can_keep=actor.leads(goal.team_id) and can_keep(goal),
        revisions=revisions.of_goals(tx, [goal.id])[goal.id],
        taught=taught if taught and (is_mine or (taught.with_leads and with_notes)) else None,
    )
    return card_message(card, day, actor.person.zone_info)


SUB_COMMANDS = (
    SubCommand("list", "", "all my goals", list_goals),
    SubCommand("show", "G-12", "one goal: its ladder, what is next, its check-ins", show),
)


def register(shell: Shell, deps: Deps) -> None:
    """The "Show" button wherever a goal stands in a line."""
    shell.click("goal.show", partial(show_clicked, deps))
