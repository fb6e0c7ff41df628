"""Looking back at a goal: still right, revise or close: `/goal review`."""

from collections.abc import Sequence
from functools import partial

from goals.errors import GoalNotActive, NotYourGoal, StillADraft
from goals.goal import Goal, ReviewEvery
from goals.review import Verdict, period_shown
from handlers.carried import number_in, one_of
from handlers.check_in import asking
from handlers.check_in.answers import Place, show
from handlers.check_in.record import own_goal
from handlers.commands import SubCommand
from handlers.day import looks_back
from handlers.deps import Deps
from handlers.look_back import last_digest, note
from handlers.open_proposals import open_of
from handlers.see_goals import goal_named
from handlers.shell import Shell
from handlers.triggers import Click, Command, Trigger
from handlers.views.look_back import reviews_message, with_people
from handlers.views.message import Message
from handlers.views.proposal.listing import Open
from store import ladders
from store.database import Tx


def review(deps: Deps, command: Command) -> Message:
    """`/goal review`: my goals, each with what its last period brought, and for a lead those of
    their people; `G-12`: that one.

    Raises UnknownGoal, NotYourGoal, StillADraft, GoalNotActive.
    """
    with deps.read() as tx:
        if not command.words:
            mine = ladders.owned(tx, [command.actor.person.id])
            shown = _shown(tx, command, mine, open_of(tx, command.actor))
            people = last_digest(tx, command.actor, command.today)
            return with_people(shown, people) if people else shown
        goal = goal_named(tx, command.actor, command.words)
        if goal.owner_id != command.actor.person.id:
            raise NotYourGoal(goal.key)
        _check_active(goal)
        about_it = [o for o in open_of(tx, command.actor) if o.proposal.goal_id == goal.id]
        return _shown(tx, command, [goal], about_it)


def _check_active(goal: Goal) -> None:
    """Only what is under way is looked back at. Raises StillADraft, GoalNotActive."""
    if goal.is_draft:
        raise StillADraft(goal.key)
    if not goal.is_active:
        raise GoalNotActive(goal.key)


def _shown(tx: Tx, trigger: Trigger, goals: list[Goal], proposed: Sequence[Open] = ()) -> Message:
    due = [(goal, period_shown(goal, trigger.today)) for goal in goals]
    owner = trigger.actor.person
    looks = looks_back(tx, due, {owner.id: owner})
    return reviews_message(looks, trigger.today, proposed)


def still_right(deps: Deps, click: Click) -> None:
    """ "Still right": noted, in the daily message or in the answer to `/goal review`."""
    place = Place.of(click)
    with deps.begin() as tx:
        goal = own_goal(tx, click.actor, place.goal_id)
        _check_active(goal)
        verdict = Verdict.STILL_RIGHT
        note(tx, goal, click.today, by=click.actor, verdict=verdict, now=click.now)
        if not place.is_live:
            asking.refresh(tx, click.actor, click.today, click.now)
    _replace(deps, click, place)


def choose(deps: Deps, click: Click) -> None:
    """How often a goal is looked back at from now on."""
    goal_id, _, every = click.value.partition(":")
    with deps.begin() as tx:
        goal = own_goal(tx, click.actor, number_in(goal_id))
        ladders.set_review(tx, goal.id, one_of(ReviewEvery, every))
        asking.refresh(tx, click.actor, click.today, click.now)
    _replace(deps, click, Place(goal.id, click.today, "review", click.response_url))


def _replace(deps: Deps, click: Click, place: Place) -> None:
    if place.surface != "review":
        show(deps, click, place)
        return
    with deps.read() as tx:
        goal = ladders.by_id(tx, place.goal_id)
        now_shown = _shown(tx, click, [goal])
    click.replace(now_shown)


SUB_COMMANDS = (
    SubCommand("review", "", "look back at my goals: still right, revise, close", review),
)


def register(shell: Shell, deps: Deps) -> None:
    """The answers to a look back."""
    shell.click("review.still_right", partial(still_right, deps))
    shell.click("review.every", partial(choose, deps))
