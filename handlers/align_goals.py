"""What adds to what: `/goal align G-12 under G-3`, and how much it counts there."""

from decimal import Decimal
from functools import partial

from rapidfuzz import fuzz, process

from goals.alignment import (
    HEIGHT,
    AddsToNothing,
    NothingLikeIt,
    NotTheirsToAlign,
    check,
    keeps,
    nearest_first,
    read_wish,
)
from goals.errors import UnknownGoal
from goals.goal import Goal, GoalState
from goals.people import Actor
from goals.sight import can_see
from handlers.carried import amount_in, number_in, parts_of
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.see_goals import KEY, goal_named
from handlers.shell import Shell
from handlers.spoken import plain
from handlers.standing import as_seen
from handlers.tiers import kin_of
from handlers.triggers import Click, Command
from handlers.views.aligned import aligned_message, alone_message, which_message
from handlers.views.message import Message
from store import alignment, ladders
from store.database import Tx

MOST_MATCHES = 5
CLOSE_ENOUGH = 75
USUAL = Decimal(1)


def align(deps: Deps, command: Command) -> Message:
    """`/goal align G-12 under G-3`, `… under csat`, `… weight 2`, `… alone`.

    Raises NotAnAlignment, NotAWeight, UnknownGoal, NotTheirsToAlign, AddsToNothing,
    NothingLikeIt, and what goals.alignment.check raises.
    """
    wish, actor = read_wish(plain(command.words)), command.actor
    with deps.begin() as tx:
        alignment.hold_links(tx, actor.person.workspace_id)
        child = goal_named(tx, actor, wish.key)
        if wish.alone:
            _may_move(actor, child)
            alignment.set_parent(tx, child.id, None, USUAL)
            return alone_message(child)
        if wish.under is None:
            parent = _parent_of(tx, actor, child)
        elif KEY.fullmatch(wish.under):
            parent = goal_named(tx, actor, wish.under)
        else:
            found = _matches(tx, actor, child, wish.under)
            if not found:
                raise NothingLikeIt(wish.under)
            return which_message(child, as_seen(tx, command.actor, found), wish.weight)
        return _link(tx, command, child, parent, wish.weight)


def choose(deps: Deps, click: Click) -> None:
    """One of the goals that the words found."""
    child_id, parent_id, weight = parts_of(click.value, 3)
    with deps.begin() as tx:
        alignment.hold_links(tx, click.actor.person.workspace_id)
        child, parent = (_seen(tx, click.actor, number_in(each)) for each in (child_id, parent_id))
        told = _link(tx, click, child, parent, amount_in(weight) if weight else None)
    click.replace(told)


def _link(
    tx: Tx, trigger: Command | Click, child: Goal, parent: Goal, weight: Decimal | None
) -> Message:
    """Link the two. What a goal adds to is for who keeps it to say; how much it counts among its
    like, for who keeps the parent. Without a word on it, it counts as the others do.
    """
    actor, is_new = trigger.actor, child.parent_id != parent.id
    if is_new:
        _may_move(actor, child)
    check(child, parent, alignment.above(tx, parent.id))
    if weight is not None and not keeps(actor, parent):
        raise NotTheirsToAlign(parent.key, parent.tier)
    counts = weight or (USUAL if is_new else child.weight)
    alignment.set_parent(tx, child.id, parent.id, counts)
    linked = ladders.by_id(tx, child.id)
    return aligned_message(linked, kin_of(tx, trigger, linked))


def _may_move(actor: Actor, child: Goal) -> None:
    if not keeps(actor, child):
        raise NotTheirsToAlign(child.key, child.tier)


def _parent_of(tx: Tx, actor: Actor, child: Goal) -> Goal:
    """What the goal adds to, if the actor may see that. Raises AddsToNothing."""
    parent = ladders.by_id(tx, child.parent_id) if child.parent_id else None
    if parent is None or not can_see(actor, parent):
        raise AddsToNothing(child.key)
    return parent


def _seen(tx: Tx, actor: Actor, goal_id: int) -> Goal:
    goal = ladders.by_ids(tx, [goal_id]).get(goal_id)
    if goal is None or not can_see(actor, goal):
        raise UnknownGoal("")
    return goal


def _matches(tx: Tx, actor: Actor, child: Goal, text: str) -> list[Goal]:
    """The goals that these words could mean and that this one could add to, the best first."""
    _may_move(actor, child)
    around = alignment.around(tx, actor, (GoalState.ACTIVE,))
    open_to_it = [
        goal
        for goal in nearest_first(actor, around)
        if goal.id != child.id and HEIGHT[goal.tier] >= HEIGHT[child.tier]
    ]
    said = text.casefold()
    close = process.extract(
        said,
        [goal.statement.casefold() for goal in open_to_it],
        scorer=fuzz.partial_token_set_ratio,
        limit=None,
        score_cutoff=CLOSE_ENOUGH,
    )
    # One word in common makes two sentences close: those that have more of them come first.
    best = sorted(close, key=lambda found: (-fuzz.token_set_ratio(said, found[0]), found[2]))
    return [open_to_it[at] for _, _, at in best[:MOST_MATCHES]]


SUB_COMMANDS = (SubCommand("align", "G-12 under G-3", "what a goal adds to; or G-12 alone", align),)


def register(shell: Shell, deps: Deps) -> None:
    """The buttons of the goals that words found."""
    shell.click("align.choose", partial(choose, deps))
