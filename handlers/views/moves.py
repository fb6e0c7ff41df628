"""What somebody reads who is off a team, or brings their goals to another."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from goals.goal import Goal
from goals.people import Actor, Team
from handlers.views.goal_lines import say_names
from handlers.views.message import Message, message
from handlers.views.parts import actions, button, count, listing, section, small, words
from handlers.views.said import about

MOST_NAMED = 10
MOST_TEAMS = 5


def off_team_message(
    team: Team,
    by: str,
    goals: Sequence[Goal],
    reader: Actor,
    *,
    staying: Sequence[Goal] = (),
    apart: Sequence[str] = (),
    is_blocked: bool = False,
) -> Message:
    """That the reader is off a team, who did it ("" for themselves), and what becomes of their
    goals, which they may show to the teams that they are on. `staying` are those that the team
    keeps, `apart` the names of those with whom a proposal is open that can't start any more.
    """
    others = reader.teams
    name = f"*{words(team.name, 100)}*"
    told = f"You are off {name} now." if not by else f"{words(by, 60)} took you off {name}."
    lines = [told]
    if goals:
        theirs = "goal goes on as yours, seen" if len(goals) == 1 else "goals go on as yours, seen"
        lines.append(f"Your {theirs} by you alone: {_named(goals)}.")
        lines.append("Nobody there reads what you noted on them any more, then or from now on.")
    if is_blocked:
        lines.append("What you reported as blocked there is read by nobody now.")
    lines += [_stays(goal, reader) for goal in staying[:MOST_NAMED]]
    if apart:
        lines.append(
            f"What is open between you and {say_names(apart)} can't start any more, since you "
            "share no team: `/goal propose` lists it, to decline or to take back."
        )
    if goals and not others:
        lines.append("I still ask you about your goals; `/goal schedule` changes when.")
    elif not goals and not staying and not others:
        lines.append("With no goal going on, I don't ask you each day.")
    blocks: list[Block] = [section("\n".join(lines))]
    if goals and others:
        blocks += bring_blocks(others)
    return message(" ".join(lines[:2]), blocks)


def _stays(goal: Goal, reader: Actor) -> str:
    if goal.owner_id != reader.person.id:
        return f"{about(goal)} is climbed by several, and you are still one of them."
    several = " is climbed by several and" if goal.is_shared else ""
    return f"{about(goal)}{several} stays with the team: its leads may take it over."


def bring_blocks(teams: Sequence[Team]) -> list[Block]:
    """The offer to show one's goals to a team, and what that means."""
    buttons = [
        button(f"Show them to {team.name}", "team.bring", str(team.id))
        for team in teams[:MOST_TEAMS]
    ]
    return [
        actions(*buttons, block_id="bring"),
        small(
            "Its people would see the goals with their numbers, and its leads your notes, those "
            "from before too. `/goal revise` sets it for one goal alone."
        ),
    ]


def bringing_blocks(team: Team, goals: Sequence[Goal]) -> list[Block]:
    """For who comes to a team with goals that nobody else sees."""
    if not goals:
        return []
    told = (
        f"You bring {count(len(goals), 'goal')} along, seen by you alone so far: {_named(goals)}."
    )
    return [section(told), *bring_blocks([team])]


def brought_message(team: Team, goals: Sequence[Goal]) -> Message:
    """Their goals are of this team now."""
    name = words(team.name, 100)
    if not goals:
        told = f"There is no goal left to show to {name}: nothing was changed."
    else:
        told = f"{name} sees {_named(goals)} now. `/goal revise` changes who sees a goal."
    return message(told, section(told))


def _named(goals: Sequence[Goal]) -> str:
    return listing([f"{words(goal.statement, 100)} ({goal.key})" for goal in goals], MOST_NAMED)
