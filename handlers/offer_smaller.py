"""Answering Rungs' offer of a smaller step: a smaller rung, a week more, or no, thanks."""

from functools import partial

from goals.offers import Answer, smaller_rung, with_a_week_more, with_smaller_rung
from goals.revision import Terms
from handlers import revise_goal
from handlers.check_in.answers import Place, show
from handlers.check_in.record import own_goal
from handlers.deps import Deps
from handlers.shell import Shell
from handlers.triggers import Click
from handlers.views.offer import REASONS
from store import revisions
from store.database import Tx


def answer(deps: Deps, click: Click, said: Answer) -> None:
    """Taken once; what is accepted is a revision like any other, with the offer as its reason."""
    place = Place.of(click)
    with deps.begin() as tx:
        _answer(tx, click, place.goal_id, said)
    show(deps, click, place)


def _answer(tx: Tx, click: Click, goal_id: int, said: Answer) -> None:
    goal = own_goal(tx, click.actor, goal_id)
    offer = revisions.answer_offer(tx, goal.id, said)
    if offer is None or not goal.is_active:
        return
    terms: Terms | None = None
    rung = smaller_rung(goal)
    if said is Answer.SMALLER and rung is not None:
        terms = with_smaller_rung(goal, rung)
    elif said is Answer.LATER:
        terms = with_a_week_more(goal, click.today)
    if terms:
        why = REASONS[offer.why]
        revise_goal.apply(tx, goal, terms, by=click.actor, reason=why, now=click.now)


def register(shell: Shell, deps: Deps) -> None:
    """The three answers."""
    for said in Answer:
        shell.click(f"offer.{said}", partial(answer, deps, said=said))
