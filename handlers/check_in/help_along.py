"""What eases a climb: the offer of a smaller step, and the tip of somebody who was there before."""

from collections.abc import Sequence
from datetime import date

from goals.goal import CheckIn, Goal
from goals.offers import Offer, why_offer
from goals.retrospective import FEWEST_IN_TEAM, climb_of, is_similar
from store import ladders, people, retrospectives, revisions
from store.database import Tx


def consider(
    tx: Tx, goal: Goal, history: Sequence[CheckIn], day: date, *, is_correction: bool
) -> Offer | None:
    """Offer a smaller step after a report for `day`, once per goal; the offer that stands open.

    What was offered on a report that was corrected since is weighed anew.
    """
    if is_correction:
        revisions.withdraw_offer(tx, goal.id, day)
    if why := why_offer(goal, history, day):
        revisions.make_offer(tx, goal, day, why)
    offer = revisions.open_offers(tx, [goal.id]).get(goal.id)
    return offer if offer and offer.day == day else None


def give_tip(tx: Tx, goal: Goal) -> None:
    """Show the oldest fitting tip to who starts on the goal's next rung: one tip, one person.

    It stands on that rung from now on; nothing happens where no tip waits or fits.
    """
    climb = climb_of(goal)
    if climb is None or goal.team_id is None or not goal.is_active:
        return
    assert goal.next_rung
    waiting = retrospectives.unshown_tips(tx, goal.team_id)
    learnt_on = ladders.by_ids(tx, [goal_id for _, goal_id in waiting])
    for retrospective_id, goal_id in waiting:
        climbed = climb_of(learnt_on[goal_id])
        if climbed and is_similar(climbed, climb):
            if len(people.members(tx, goal.team_id)) < FEWEST_IN_TEAM:
                return
            retrospectives.show_tip(tx, retrospective_id, goal.id, goal.next_rung.position)
            return
