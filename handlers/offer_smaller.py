"""Answering Rungs' offer of a smaller step: a smaller rung, a week more, or no, thanks."""

from functools import partial

from goals.errors import GoalNotActive
from goals.offers import Answer, smaller_rung, with_a_week_more, with_smaller_rung
from goals.revision import Terms
from handlers import revise_goal
from handlers.check_in.answers import Place, show
from handlers.check_in.record import own_goal
from handlers.day import works_of
from handlers.deps import Deps
from handlers.shell import Shell
from handlers.triggers import Click
from handlers.views.revise import Revised, taken_message
from store import revisions
from store.database import Tx


def answer(deps: Deps, click: Click, said: Answer) -> None:
    """Taken once; what is accepted is a revision like any other, without words in its owner's
    name, and its owner is told what changed and who reads it.
    """
    place = Place.of(click)
    with deps.begin() as tx:
        made = _answer(tx, click, place.goal_id, said)
    show(deps, click, place)
    if made:
        click.tell(taken_message(made, click.today))


def _answer(tx: Tx, click: Click, goal_id: int, said: Answer) -> Revised | None:
    goal = own_goal(tx, click.actor, goal_id)
    if not goal.is_active:
        raise GoalNotActive(goal.key)
    offer = revisions.answer_offer(tx, goal.id, said)
    if offer is None:
        return None
    works = works_of(tx, click.actor, click.today)
    terms: Terms | None = None
    rung = smaller_rung(goal)
    if said is Answer.SMALLER and rung is not None:
        terms = with_smaller_rung(goal, rung, click.today, works)
    elif said is Answer.LATER:
        terms = with_a_week_more(goal, click.today, works)
    if terms is None:
        return None
    return revise_goal.apply(tx, goal, terms, by=click.actor, reason="", now=click.now)


def register(shell: Shell, deps: Deps) -> None:
    """The three answers."""
    for said in Answer:
        shell.click(f"offer.{said}", partial(answer, deps, said=said))
