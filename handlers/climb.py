"""Celebrating: the shout-out in the team's channel, cheers for it, a word in private."""

from datetime import datetime
from functools import partial

from goals.errors import CheerYourself, UnknownGoal
from goals.goal import Goal, Rung
from goals.ladder import reached_together
from goals.people import Actor
from goals.sight import can_name_beside, can_see, can_shout
from goals.together import named
from handlers.carried import number_in
from handlers.check_in.celebrate import WITHDRAWN
from handlers.deps import Deps
from handlers.outgoing import Render
from handlers.shell import Shell
from handlers.triggers import Click
from handlers.views.message import Message
from handlers.views.shout_out import (
    ShoutOut,
    cheered_already,
    praise_message,
    shout_out_message,
    withdrawn_message,
)
from store import check_ins, ladders, people
from store.database import Tx
from store.outbox import Queued

RESPONSES = 5
"""How often a click's response_url may be used."""


def cheer(deps: Deps, click: Click) -> None:
    """ "Cheer": counted once for each person, and shown in place."""
    rung_id = number_in(click.value)
    with deps.begin() as tx:
        goal, rung = _shouted(tx, click.actor, rung_id)
        if _climbed(goal, click.actor):
            raise CheerYourself
        is_first = check_ins.add_cheer(tx, goal.workspace_id, rung.id, click.actor.person.id)
        told = _told(tx, goal, rung)
    click.replace(shout_out_message(told))
    if not is_first:
        click.tell(cheered_already())
    _overtake(deps, click, told)


def _climbed(goal: Goal, actor: Actor) -> bool:
    """Whether it is theirs to be cheered for: their own goal, or one that they have a part in."""
    return actor.person.id == goal.owner_id or goal.part_of(actor.person.id) is not None


def _overtake(deps: Deps, click: Click, shown: ShoutOut) -> None:
    """Somebody may have cheered in the same moment, and their count been shown before ours."""
    for _ in range(RESPONSES - 1):
        with deps.read() as tx:
            told = _told(tx, shown.goal, shown.rung)
        if told.cheers == shown.cheers:
            return
        click.replace(shout_out_message(told))
        shown = told


def shout_out(tx: Tx, row: Queued, now: datetime) -> Message | None:
    """The channel's message, unless the rung was taken back or kept private, or the goal hidden."""
    if not (found := _reached(tx, row.workspace_id, row.ref["rung"])):
        return None
    goal, rung = found
    if rung.is_private:
        return None
    told = _told(tx, goal, rung)
    return shout_out_message(told) if can_shout(goal) and told.names else None


def praise(tx: Tx, row: Queued, now: datetime) -> Message | None:
    """The same, for the person alone."""
    if not (found := _reached(tx, row.workspace_id, row.ref["rung"])):
        return None
    goal, rung = found
    reader_id = row.ref.get("person", goal.owner_id)
    return praise_message(_told(tx, goal, rung, reader_id))


def _shouted(tx: Tx, actor: Actor, rung_id: int) -> tuple[Goal, Rung]:
    """A rung that was celebrated with the team, for who may see its goal. Raises UnknownGoal."""
    found = _reached(tx, actor.person.workspace_id, rung_id)
    if found is None or found[1].is_private:
        raise UnknownGoal("")
    if not can_see(actor, found[0]) or not can_shout(found[0]):
        raise UnknownGoal("")
    return found


def _reached(tx: Tx, workspace_id: int, rung_id: int) -> tuple[Goal, Rung] | None:
    """A rung that is reached, with its goal; None where it is not, or not there any more."""
    goal = ladders.of_rung(tx, workspace_id, rung_id)
    rungs = goal.rungs if goal else ()
    found = (rung for rung in rungs if rung.id == rung_id and rung.is_reached)
    rung = next(found, None)
    return (goal, rung) if goal and rung else None


def _told(tx: Tx, goal: Goal, rung: Rung, reader_id: int | None = None) -> ShoutOut:
    """What a shout-out tells: the parent only where the goal's whole team may see it, and of who
    climbed together those who want to be named, but for the one reader it is for.
    """
    parent = ladders.by_ids(tx, [goal.parent_id]).get(goal.parent_id) if goal.parent_id else None
    climbed = people.by_ids(tx, {goal.owner_id, *(part.person_id for part in goal.parts)})
    reader = climbed[reader_id or goal.owner_id]
    if goal.is_shared and reader_id:
        del climbed[reader_id]
    together = next((rungs for rungs in reached_together(goal) if rung in rungs), ())
    return ShoutOut(
        goal=goal,
        rung=rung,
        together=together,
        day=rung.reached_on,
        names=named(goal, climbed),
        parent=parent if parent and can_name_beside(goal, parent) else None,
        cheers=check_ins.cheers(tx, [rung.id])[rung.id],
        today=Actor(reader).today(rung.reached_at) if rung.reached_at else goal.start,
    )


def withdrawn(tx: Tx, row: Queued, now: datetime) -> Message | None:
    """What the owner reads where a shout-out that was promised will not be: what they reached
    counts all the same.
    """
    if not (found := _reached(tx, row.workspace_id, row.ref["rung"])):
        return None
    goal, rung = found
    owner = people.actor_of(tx, goal.owner_id)
    return withdrawn_message(_told(tx, goal, rung), is_on_team=owner.is_in(goal.team_id))


RENDERERS: dict[str, Render] = {"shout_out": shout_out, "praise": praise, WITHDRAWN: withdrawn}


def register(shell: Shell, deps: Deps) -> None:
    """The "Cheer" button."""
    shell.click("climb.cheer", partial(cheer, deps))
