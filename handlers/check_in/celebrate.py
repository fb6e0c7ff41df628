"""Queues what is told of rungs reached: in the team's channel, or to those who climbed alone."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from goals.goal import Goal, Rung
from goals.ladder import can_take_back, reached_together
from goals.people import Actor, ShoutOut
from goals.sight import can_shout
from goals.together import may_name_in_channel
from store import check_ins, ladders, outbox, people
from store.database import Tx
from store.tables import OutboxState

WITHDRAWN = "withdrawn"


def is_for_channel(goal: Goal, reporter: Actor, owner: Actor) -> bool:
    """Whether the team's channel may hear of what this report reached."""
    return can_shout(goal) and may_name_in_channel(reporter.person, owner.person)


def shout_out(
    tx: Tx, actor: Actor, goal: Goal, rungs: Sequence[Rung], at: datetime, *, private: bool = False
) -> None:
    """Queue one celebration of the rungs that a report reached, the highest of them named.

    In the team's channel, or in a direct message where the person wants only that. What is
    `private` or of a goal that the team does not see is celebrated with its owner alone; a shared
    one that the channel does not hear of, with each of those who climb it and want to hear.
    """
    owner = owner_of(tx, goal, actor)
    team = next((team for team in owner.teams if team.id == goal.team_id), None)
    key = _key(rungs[-1])
    may_hear = is_for_channel(goal, actor, owner) and not private
    in_channel = team is not None and may_hear
    if team and in_channel:
        _put(tx, goal, rungs[-1], key, team.channel_id, "shout_out", at)
    for climber in _climbers(tx, goal, actor):
        wish = climber.person.shout_outs
        if wish is ShoutOut.NOTHING or (in_channel and wish is ShoutOut.CHANNEL):
            continue
        is_first = climber.person.id == actor.person.id and not in_channel
        own_key = key if is_first else f"{key}:{climber.person.id}"
        reader = climber.person
        _put(tx, goal, rungs[-1], own_key, reader.user_id, "praise", at, person=reader.id)


def _climbers(tx: Tx, goal: Goal, actor: Actor) -> list[Actor]:
    """Who climbed to where the goal stands: those who brought a part."""
    if not goal.is_shared:
        return [actor]
    brought = [p.person_id for p in goal.parts if p.value is not None and not p.has_left]
    return list(people.actors_of(tx, brought).values())


def is_told(goal: Goal, rungs: Sequence[Rung], now: datetime, grace: timedelta) -> bool:
    """Whether the time has come at which others hear of these rungs, which one report reached."""
    return not any(can_take_back(goal, rung, now, grace) for rung in rungs)


def is_quiet(tx: Tx, goal: Goal, rungs: Sequence[Rung]) -> bool:
    """Whether the owner kept these rungs private, so that nobody is to hear of them."""
    if not rungs[-1].is_private:
        return False
    queued = find(tx, goal, rungs[-1])
    return queued is None or queued.state is OutboxState.DROPPED


def call_off(tx: Tx, goal: Goal, rung: Rung, now: datetime) -> bool:
    """Take back the celebration of a rung; False where others have it, or are about to.

    A message to who climbed alone, which nobody else has seen, is edited.
    """
    queued = find(tx, goal, rung)
    if outbox.drop(tx, goal.workspace_id, _key(rung)) or queued is None:
        for part in goal.parts:
            outbox.drop(tx, goal.workspace_id, f"{_key(rung)}:{part.person_id}")
        return True
    if queued.state in (OutboxState.DROPPED, OutboxState.DEAD):
        return True
    if queued.kind != "praise" or goal.is_shared:
        return False
    _correct(tx, goal, rung, queued, now)
    return True


def withdraw(tx: Tx, goals: Iterable[Goal], now: datetime) -> None:
    """Take back what the team's channel was about to hear of these goals, which it is not to hear
    any more; each owner, who was promised it, is told once for each goal.
    """
    for goal in goals:
        waiting = [rungs for rungs in reached_together(goal) if not rungs[-1].is_private]
        gone = [rungs for rungs in waiting if _drop_from_channel(tx, goal, rungs[-1])]
        if not gone:
            continue
        ladders.keep_private(tx, [rung for rungs in gone for rung in rungs])
        owner = people.by_ids(tx, [goal.owner_id])[goal.owner_id]
        _put(tx, goal, gone[-1][-1], f"withdrawn:{gone[-1][-1].id}", owner.user_id, WITHDRAWN, now)


def _drop_from_channel(tx: Tx, goal: Goal, rung: Rung) -> bool:
    queued = find(tx, goal, rung)
    is_shared = queued is not None and queued.kind == "shout_out"
    return is_shared and outbox.drop(tx, goal.workspace_id, _key(rung))


def correct(tx: Tx, goal: Goal, rung: Rung, now: datetime, *, is_news: bool) -> None:
    """Take back what was told of a rung by mistake: the messages that were sent are edited while
    they are news, those that wait are dropped, and its cheers go.
    """
    whose = {goal.owner_id, *(part.person_id for part in goal.parts)}
    for key in (_key(rung), *(f"{_key(rung)}:{person_id}" for person_id in sorted(whose))):
        queued = outbox.find(tx, goal.workspace_id, key)
        if queued is None or outbox.drop(tx, goal.workspace_id, key):
            continue
        if is_news:
            _correct(tx, goal, rung, queued, now)
        else:
            outbox.rename(tx, queued.id, f"taken_back:{queued.id}")
    check_ins.remove_cheers(tx, rung.id)


def _correct(tx: Tx, goal: Goal, rung: Rung, queued: outbox.Queued, now: datetime) -> None:
    """Edit a celebration, and free its key for the next time that the rung is reached."""
    posted = f"taken_back:{queued.id}"
    outbox.rename(tx, queued.id, posted)
    outbox.put(
        tx,
        key=f"correct:{queued.id}",
        workspace_id=goal.workspace_id,
        channel=queued.channel,
        kind="taken_back",
        ref={"rung": rung.id, "posted": posted},
        priority=outbox.Priority.REFRESH,
        # One that is on its way is there once its lease is over.
        wake_at=max(now, queued.wake_at or now),
    )


def find(tx: Tx, goal: Goal, rung: Rung) -> outbox.Queued | None:
    """The celebration of a rung, in the channel or to who reported it."""
    return outbox.find(tx, goal.workspace_id, _key(rung))


def owner_of(tx: Tx, goal: Goal, actor: Actor) -> Actor:
    """The goal's owner, who most often is the one who acts."""
    return actor if goal.owner_id == actor.person.id else people.actor_of(tx, goal.owner_id)


def _key(rung: Rung) -> str:
    return f"rung:{rung.id}"


def _put(
    tx: Tx, goal: Goal, rung: Rung, key: str, channel: str, kind: str, at: datetime, **ref: int
) -> None:
    outbox.put(
        tx,
        key=key,
        workspace_id=goal.workspace_id,
        channel=channel,
        kind=kind,
        ref={"rung": rung.id, **ref},
        priority=outbox.Priority.CELEBRATION,
        wake_at=at,
    )
