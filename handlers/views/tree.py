"""The tree of goals as text: each with its bar, what adds up to it, and what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import Block, ButtonElement

from goals.goal import Goal, GoalState, Tier
from goals.people import Team
from goals.tree import Branch, Tree
from handlers.views import goal_lines
from handlers.views.kin import counts
from handlers.views.message import Message, message
from handlers.views.parts import (
    SECTION_TEXT,
    actions,
    button,
    heading,
    quote,
    section,
    small,
    words,
)

PAGE = 40
"""Goals on one page: at about 250 characters each, a handful of sections."""
STATEMENT = 90
DEEPEST = 4
"""What lies deeper is drawn no further to the right."""
STEP = "\u2003"
MOST_LINES_OF_TEAMS = 5


@dataclass(frozen=True, slots=True)
class TreePage:
    """A page of the tree for one reader, from goal number `first` on. `owners`: id → name."""

    tree: Tree
    owners: Mapping[int, str]
    teams: Sequence[Team]
    mission: str
    reader_id: int
    first: int = 0


@dataclass(frozen=True, slots=True)
class _Group:
    title: str
    hint: str
    branches: Sequence[Branch]
    has_trees: bool = False


def tree_message(page: TreePage, today: date) -> Message:
    """The page: what stands together, then what adds to nothing, then what is one's own."""
    tree = page.tree
    count = len(tree.aligned) + len(tree.unaligned) + len(tree.personal)
    first = max(min(page.first, count - 1), 0) // PAGE * PAGE
    blocks: list[Block] = [heading("Our goals"), *_above(page)]
    if not count:
        blocks.append(section("No goal to see here yet. `/goal new` sets the first."))
    at = 0
    for group in _groups(tree):
        begin, end = max(first - at, 0), first + PAGE - at
        shown = group.branches[begin : max(end, 0)]
        at += len(group.branches)
        if not shown:
            continue
        if group.title:
            blocks += [section(f"*{group.title}*"), small(group.hint)]
        if path := _path(group.branches, begin):
            blocks.append(small(path))
        blocks += _sections([_gap(branch, group) + _lines(branch, page, today) for branch in shown])
    blocks.append(small("You see what others share with you, and sums are made of that alone."))
    if buttons := list(_buttons(first, count)):
        blocks.append(actions(*buttons, block_id="tree-pages"))
    loose = len(tree.unaligned)
    adds = "adds" if loose == 1 else "add"
    return message(
        f"Our goals: {count} that you can see, {loose} that {adds} to nothing yet.",
        blocks,
    )


def _above(page: TreePage) -> Iterator[Block]:
    """What it is all for: the organisation's mission, the teams' bottom lines."""
    if page.mission:
        yield small(f"What we are here for: {words(page.mission, 300)}")
    lines = [
        f"{words(team.name, 80)}\n{quote(team.bottom_line, 200)}"
        for team in page.teams
        if team.bottom_line
    ]
    if lines:
        yield section("\n".join(lines[:MOST_LINES_OF_TEAMS]))


def _groups(tree: Tree) -> tuple[_Group, ...]:
    hint = "`/goal align G-… under G-…` says what it is a part of; not every goal must be."
    return (
        _Group("", "", tree.aligned, has_trees=True),
        _Group("Adding to nothing yet", hint, tree.unaligned),
        _Group("Personal", "These are yours, and need add to nothing.", tree.personal),
    )


def _path(branches: Sequence[Branch], begin: int) -> str:
    """What the first goal of a later page stands under."""
    above: list[Goal] = []
    depth = branches[begin].depth
    for branch in reversed(branches[:begin]):
        if branch.depth < depth:
            above.append(branch.goal)
            depth = branch.depth
    names = [f"{goal.key} {words(goal.statement, 60)}" for goal in reversed(above)]
    return f"…under {' › '.join(names[-DEEPEST:])}" if names else ""


def _gap(branch: Branch, group: _Group) -> str:
    """An empty line before each tree of goals that stand together."""
    return "\n" if group.has_trees and branch.depth == 0 else ""


def _lines(branch: Branch, page: TreePage, today: date) -> str:
    goal = branch.goal
    indent = STEP * 2 * min(branch.depth, DEEPEST)
    mark = "*" if goal.tier is not Tier.INDIVIDUAL else ""
    facts = [goal.key, _whose(goal, page), counts(goal) if branch.depth else ""]
    title = f"{mark}{words(goal.statement, STATEMENT)}{mark}   {' · '.join(filter(None, facts))}"
    lines = [title, *_standing(branch, page, today)]
    if branch.is_idle:
        lines.append("_Nobody works on it yet, as far as you can see._")
    return "\n".join(indent + line for line in lines)


def _standing(branch: Branch, page: TreePage, today: date) -> list[str]:
    """Where the goal stands: as reported, beside what adds up to it, else by that alone."""
    goal, ended = branch.goal, _how_ended(branch.goal, today)
    lines = [goal_lines.beside_bar(goal, f"{goal_lines.standing(goal)}{ended}")]
    if goal.is_shared:
        lines.append(goal_lines.parts_line(goal, page.reader_id))
    if branch.rollup and not goal.rollup:
        lines.append(f"_{goal_lines.say_rollup(goal, branch.rollup)}_")
    return lines


def _how_ended(goal: Goal, today: date) -> str:
    if goal.is_active:
        return f" · ended {goal_lines.say_day(goal.due, today)}" if goal.due < today else ""
    return " · :tada: reached" if goal.state is GoalState.REACHED else " · done"


def _whose(goal: Goal, page: TreePage) -> str:
    if goal.tier is Tier.ORGANISATION:
        return "the organisation's"
    if goal.tier is Tier.TEAM:
        names = {team.id: team.name for team in page.teams}
        return words(names.get(goal.team_id or 0, "a team's"), 60)
    if goal.owner_id == page.reader_id:
        return "you"
    return words(page.owners.get(goal.owner_id, ""), 60)


def _sections(pieces: Sequence[str]) -> list[Block]:
    """As few sections as hold the pieces, none cut in two."""
    blocks: list[Block] = []
    held: list[str] = []
    size = 0
    for piece in pieces:
        if held and size + len(piece) > SECTION_TEXT - 100:
            blocks.append(_piled(held))
            held, size = [], 0
        held.append(piece)
        size += len(piece) + 1
    return [*blocks, _piled(held)]


def _piled(pieces: Sequence[str]) -> Block:
    return section("\n".join(pieces).removeprefix("\n"))


def _buttons(first: int, count: int) -> Iterator[ButtonElement]:
    if first + PAGE < count:
        yield button("Next page", "tree.next", str(first + PAGE))
    if first > 0:
        yield button("Page before", "tree.before", str(first - PAGE))
