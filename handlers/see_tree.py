"""`/goal tree`: what adds to what, as its reader may see it."""

from functools import partial

from goals.tree import plant
from handlers.carried import number_in
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.shell import Shell
from handlers.triggers import Click, Command, Trigger
from handlers.views.message import Message
from handlers.views.tree import TreePage, tree_message
from store import alignment, check_ins, people, purpose


def tree(deps: Deps, command: Command) -> Message:
    """The tree from its top."""
    return _page(deps, command, 0)


def turn(deps: Deps, click: Click) -> None:
    """Another page of the tree, or its first, from a button elsewhere."""
    shown = _page(deps, click, number_in(click.value))
    if click.action["action_id"] == "tree.show":
        click.tell(shown)
    else:
        click.replace(shown)


def _page(deps: Deps, trigger: Trigger, first: int) -> Message:
    """Five statements, however many goals."""
    actor = trigger.actor
    with deps.read() as tx:
        seen = alignment.around(tx, actor)
        reported = check_ins.last_days(tx, [goal.id for goal in seen])
        owners = people.by_ids(tx, [goal.owner_id for goal in seen])
        mission = purpose.mission_of(tx, actor.person.workspace_id)
    return tree_message(
        TreePage(
            tree=plant(seen, reported, trigger.today),
            owners={person.id: person.name for person in owners.values()},
            teams=actor.teams,
            mission=mission.line if mission else "",
            reader_id=actor.person.id,
            first=first,
        ),
        trigger.today,
    )


SUB_COMMANDS = (SubCommand("tree", "", "what adds to what, and how far it has come", tree),)


def register(shell: Shell, deps: Deps) -> None:
    """The tree's pages, and the way to it from elsewhere."""
    for action_id in ("tree.show", "tree.next", "tree.before"):
        shell.click(action_id, partial(turn, deps))
