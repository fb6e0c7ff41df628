"""Joining a goal, staying out of it, leaving it; and what its owner hears of that."""

from datetime import datetime

from goals.errors import GoalNotActive, UnknownGoal
from goals.goal import Goal
from goals.sight import can_see
from goals.together import NotAsked, NotClimbing
from handlers import home
from handlers.carried import number_in
from handlers.check_in import asking
from handlers.climb_together.asking_in import join
from handlers.deps import Deps
from handlers.outgoing import Render
from handlers.rhythm import next_check_in
from handlers.triggers import Click
from handlers.views import together as views
from handlers.views.goal_lines import say_day
from handlers.views.message import Message
from store import contributors, ladders, outbox, people
from store.contributors import Contributor
from store.database import Tx
from store.outbox import Priority, Queued
from store.tables import Joining


def say_yes(deps: Deps, click: Click) -> None:
    """ "Join": they are in, and the owner hears of it. Pressed again, it says the same."""
    with deps.begin() as tx:
        goal, place = _asked(tx, click, (Joining.ASKED, Joining.JOINED))
        if place.joining is Joining.ASKED:
            goal = join(tx, goal, click.actor, click.now)
            _tell_owner(tx, goal, place, Joining.JOINED, click.now)
        ask = next_check_in(tx, people.actor_of(tx, click.actor.person.id), click.now)
    when = say_day(ask.day, click.today) if ask else ""
    click.replace(views.joined_message(goal, when))


def say_no(deps: Deps, click: Click) -> None:
    """ "No, thanks": nothing is asked of them, and the owner hears of it."""
    with deps.begin() as tx:
        goal, place = _asked(tx, click, (Joining.ASKED, Joining.DECLINED))
        if place.joining is Joining.ASKED:
            contributors.turn(tx, place, Joining.DECLINED, click.now)
            _tell_owner(tx, goal, place, Joining.DECLINED, click.now)
        owner = people.by_ids(tx, [goal.owner_id])[goal.owner_id]
    click.replace(views.declined_message(goal, owner.name))


def _asked(tx: Tx, click: Click, where: tuple[Joining, ...]) -> tuple[Goal, Contributor]:
    """The goal, held, that the actor was asked into. Raises NotAsked, GoalNotActive.

    Says the same of a goal that does not exist.
    """
    goal = ladders.hold(tx, click.actor.person.workspace_id, number_in(click.value))
    place = contributors.place_of(tx, goal.id, click.actor.person.id) if goal else None
    if goal is None or place is None or goal.is_draft or goal.owner_id == place.person_id:
        raise NotAsked
    if place.joining not in where:
        raise NotAsked
    if not goal.is_active:
        raise GoalNotActive(goal.key)
    return goal, place


def leave(deps: Deps, click: Click) -> None:
    """ "Leave this goal": their part stays counted. Raises UnknownGoal, NotClimbing."""
    me = click.actor.person.id
    with deps.begin() as tx:
        goal = ladders.hold(tx, click.actor.person.workspace_id, number_in(click.value))
        place = contributors.place_of(tx, goal.id, me) if goal else None
        if goal is None or not (can_see(click.actor, goal) or place):
            raise UnknownGoal("")
        if place is None or goal.owner_id == me:
            raise NotClimbing(goal.key)
        part = goal.part_of(me)
        if place.joining is Joining.JOINED:
            contributors.turn(tx, place, Joining.LEFT, click.now)
            _tell_owner(tx, goal, place, Joining.LEFT, click.now)
            asking.refresh(tx, click.actor, click.today, click.now)
        elif place.joining is not Joining.LEFT:
            raise NotClimbing(goal.key)
    click.replace(views.left_message(goal, part))
    home.refresh(deps, click)


def _tell_owner(tx: Tx, goal: Goal, place: Contributor, joining: Joining, now: datetime) -> None:
    owner = people.by_ids(tx, [goal.owner_id])[goal.owner_id]
    outbox.put(
        tx,
        key=f"joined:{place.id}:{joining}:{now:%Y%m%d%H%M%S%f}",
        workspace_id=goal.workspace_id,
        channel=owner.user_id,
        kind="joined",
        ref={"goal": goal.id, "person": place.person_id, "joining": joining.value},
        priority=Priority.REMINDER,
        wake_at=now,
    )


def render_join(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """The question; none once it was answered, or the goal is over."""
    goal = ladders.by_id(tx, queued.ref["goal"])
    place = contributors.place_of(tx, goal.id, queued.ref["person"])
    asked = people.actor_of(tx, queued.ref["person"])
    waits = place is not None and place.joining is Joining.ASKED
    if not (waits and goal.is_active and asked.person.active):
        return None
    owner = people.by_ids(tx, [goal.owner_id])[goal.owner_id]
    return views.join_message(goal, owner.name, asked.today(now))


def render_joined(tx: Tx, queued: Queued, now: datetime) -> Message | None:
    """What the owner hears; none where it is otherwise by now."""
    goal = ladders.by_id(tx, queued.ref["goal"])
    person_id, joining = queued.ref["person"], Joining(queued.ref["joining"])
    place = contributors.place_of(tx, goal.id, person_id)
    if place is None or place.joining is not joining:
        return None
    who = people.by_ids(tx, [person_id])[person_id].name
    if joining is Joining.JOINED:
        return views.came_message(goal, who)
    if joining is Joining.DECLINED:
        return views.stayed_away_message(goal, who)
    return views.gone_message(goal, who, goal.part_of(person_id))


RENDERERS: dict[str, Render] = {"join": render_join, "joined": render_joined}
