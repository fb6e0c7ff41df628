"""How a team looks: its people, by name, with the goals of theirs that the reader may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import (
    Block,
    InteractiveElement,
    PlainTextObject,
    StaticSelectElement,
)

from goals.goal import Confidence, Goal
from goals.people import Person, Team
from goals.purpose import AboutMe
from handlers.views.daily import CONFIDENCES
from handlers.views.days import say_days, say_time
from handlers.views.goal_lines import goal_line, tells_day
from handlers.views.message import Message, message
from handlers.views.needs import TeamLook, look_blocks, since, team_facts
from handlers.views.parts import (
    MESSAGE_BLOCKS,
    actions,
    button,
    count,
    divider,
    heading,
    left_out,
    options,
    quote,
    section,
    small,
    words,
)
from handlers.views.purpose import about_blocks

PEOPLE_SHOWN = 20
"""On one page, a block each: with the head and the buttons within Slack's 50."""
GOALS_SHOWN = 5
MOST_LOOKS = 20
LINES_FIT = 2800
"""Characters of a section's 3,000, which leaves room for what is left out."""
SELECT_OPTIONS = 100


@dataclass(frozen=True, slots=True)
class GoalNow:
    """A goal with how it looks by its last reports, and the reader's date of the newest; None where
    nobody reported on it.
    """

    goal: Goal
    confidence: Confidence | None = None
    reported: date | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Someone on the team. `goals` are those that the reader may see."""

    person: Person
    is_lead: bool
    goals: Sequence[GoalNow]


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A page of a team for one reader: `members` from number `first` on, of `count`.

    `other_teams` are further teams of the reader; `new_in` is a channel that has no team yet.
    """

    look: TeamLook
    country: str
    members: Sequence[Member]
    first: int
    count: int
    leads: bool
    """The reader leads it, and can act on who needs a look and what waits."""
    can_change: bool
    other_teams: Sequence[Team] = ()
    new_in: str = ""

    @property
    def team(self) -> Team:
        return self.look.state.team


def team_message(page: TeamPage, today: date) -> Message:
    """The team: who is on it, and what each is climbing."""
    team = page.team
    facts = [
        count(page.count, "person", "people"),
        f"asked at {say_time(team.check_in_at)}, {say_days(team.days)}",
        *([f"public holidays: {words(page.country, 100)}"] if team.country else []),
        f"<#{team.channel_id}>",
    ]
    blocks: list[Block] = [heading(team.name), small(" · ".join(facts))]
    if team.bottom_line:
        blocks.append(section(quote(team.bottom_line, 200)))
    state = page.look.state
    blocks.append(section(f"{count(len(state.goals), 'goal')} · {team_facts(state)}"))
    if page.leads and page.first == 0:
        surface = f"team:{team.id}:{page.first}"
        blocks += look_blocks(page.look, today, surface, MOST_LOOKS)
    blocks += [section(_member(member, today)) for member in page.members]
    left = page.count - page.first - len(page.members)
    if left > 0:
        blocks.append(small(f"{count(left, 'person', 'people')} more, by name, on the next page."))
    goals = sum(len(member.goals) for member in page.members)
    if not goals:
        blocks.append(small("No goals to see here yet. `/goal new` sets the first."))
    blocks.append(small("You see the goals that their owners share with you."))
    if buttons := _buttons(page, left):
        blocks.append(actions(*buttons))
    told = f"{words(team.name, 100)}: {count(page.count, 'person', 'people')}"
    return message(f"{told}, {count(goals, 'goal')} on this page.", blocks)


def _member(member: Member, today: date) -> str:
    """A person with as many of their goals as fit."""
    head = f"*{words(member.person.name, 80)}*{' · lead' if member.is_lead else ''}"
    lines, left = fitting(head, [_goal(one, today, mark="") for one in member.goals[:GOALS_SHOWN]])
    left += max(len(member.goals) - GOALS_SHOWN, 0)
    if left:
        name = words(member.person.name, 80)
        lines.append(left_out(left, f"`/goal team @{name}`", "goal"))
    return "\n".join(lines)


def _goal(one: GoalNow, today: date, mark: str = "*") -> str:
    """A goal in its lines, with how it looks and when that was said."""
    heard = "" if one.goal.rollup else "no report yet"
    if one.confidence and one.reported and not one.goal.has_ended(today):
        heard = CONFIDENCES[one.confidence].lower()
        if not tells_day(one.goal):
            heard += f" · last report {since(one.reported, today)}"
    return goal_line(one.goal, today, mark=mark, reported_on=one.reported, heard=heard)


def fitting(head: str, lines: Sequence[str]) -> tuple[list[str], int]:
    """The head with the lines that fit into one section, and how many do not."""
    kept, size = [head], len(head)
    for line in lines:
        size += len(line) + 1
        if size > LINES_FIT:
            break
        kept.append(line)
    return kept, len(lines) - (len(kept) - 1)


def _buttons(page: TeamPage, left: int) -> list[InteractiveElement]:
    team = page.team
    buttons: list[InteractiveElement] = []
    if left > 0:
        first = page.first + len(page.members)
        buttons.append(button("Next page", "team.page", f"{team.id}:{first}"))
    if page.first > 0:
        first = max(page.first - PEOPLE_SHOWN, 0)
        buttons.append(button("Page before", "team.page_before", f"{team.id}:{first}"))
    if page.can_change:
        buttons.append(button("Settings", "team.settings", str(team.id)))
    if page.new_in:
        buttons.append(button("Set up a team in this channel", "team.new", page.new_in))
    if page.other_teams:
        others = {f"{other.id}:0": other.name for other in page.other_teams[:SELECT_OPTIONS]}
        buttons.append(
            StaticSelectElement(
                action_id="team.show",
                placeholder=PlainTextObject(text="Another team of mine"),
                options=options(others),
            )
        )
    return buttons


def person_message(
    person: Person, goals: Sequence[GoalNow], today: date, about: AboutMe | None = None
) -> Message:
    """All goals of one colleague that the reader may see, and `about` them what they may read."""
    name = words(person.name, 80)
    told = f"{name}: {count(len(goals), 'goal')} that you can see."
    blocks: list[Block] = [section(f"*{name}*")]
    if about:
        blocks += [*about_blocks(about), divider()]
    shown = goals[: MESSAGE_BLOCKS - len(blocks) - 2]
    blocks += [section(_goal(one, today)) for one in shown]
    if len(goals) > len(shown):
        blocks.append(small(left_out(len(goals) - len(shown), "`/goal show G-…`", "goal")))
    if not goals:
        blocks.append(section("No goals to see here yet."))
    blocks.append(small("You see the goals that their owner shares with you."))
    return message(told, blocks)
