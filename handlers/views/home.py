"""App Home, top to bottom: today, my ladders, my team lately, one quiet line of links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from goals.daily import Daily
from goals.goal import Goal, Rung
from goals.people import Actor
from goals.team_state import TeamState
from handlers.views import goal_lines
from handlers.views.daily import item_blocks
from handlers.views.goal_lines import say_day, say_rung
from handlers.views.needs import TeamLook, look_blocks, team_facts
from handlers.views.parts import (
    SECTION_TEXT,
    actions,
    button,
    cut,
    divider,
    heading,
    left_out,
    quote,
    section,
    small,
    words,
)
from handlers.views.proposal.listing import waiting_line

MOST_TODAY = 12
MOST_LADDERS = 12
MOST_TEAMS = 5
LEAD_BLOCKS = 30
"""With these, and what a reader has of their own, Home stays within Slack's 100."""


@dataclass(frozen=True, slots=True)
class Latest:
    """A rung that somebody of the team reached."""

    goal: Goal
    rung: Rung
    names: Sequence[str]
    cheers: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """What Home tells its reader."""

    actor: Actor
    today: Daily
    goals: Sequence[Goal]
    lately: Sequence[Latest]
    teams: Sequence[TeamLook] = ()
    """Those that the reader leads."""
    proposed: int = 0
    """Proposals that wait for the reader's answer."""

    @property
    def proposed_besides(self) -> int:
        """Those of them that are not told with a team."""
        return self.proposed - sum(len(team.proposed) for team in self.teams)


def home_view(page: HomePage) -> View:
    """The page; a new person with no goal sees one sentence and one button, a lead the teams that
    they lead first.
    """
    blocks = _teams(page)
    if not page.goals and not page.today.items:
        blocks += [*_welcome(page), *waiting_line(page.proposed_besides)]
    else:
        blocks += [
            *_today(page),
            *waiting_line(page.proposed_besides),
            *_ladders(page),
            *_bottom_line(page),
            *_lately(page),
            divider(),
            _links(page),
        ]
    return View(type="home", callback_id="home", blocks=blocks)


def _welcome(page: HomePage) -> list[Block]:
    name = words(page.actor.person.first_name, 60)
    return [
        section(f"Hello, {name}. Set one small goal, and climb it rung by rung."),
        actions(button("Set a goal", "goal.new", style="primary"), block_id="home-links"),
    ]


def _teams(page: HomePage) -> list[Block]:
    """Each team that the reader leads: who needs a look, what waits, and the team in a line."""
    if not page.teams:
        return []
    shown = page.teams[:MOST_TEAMS]
    room = LEAD_BLOCKS // len(shown) - 2
    blocks: list[Block] = [heading("Who needs a look")]
    for team in shown:
        looks = look_blocks(team, page.today.day, "home", room)
        if looks and len(page.teams) > 1:
            blocks.append(section(f"*{words(team.state.team.name, 80)}*"))
        blocks += [*looks, _in_a_line(team.state)]
    if len(page.teams) > len(shown):
        blocks.append(small(left_out(len(page.teams) - len(shown), "`/goal overview`", "team")))
    return [*(blocks if _has_looks(page) else blocks[1:]), divider()]


def _has_looks(page: HomePage) -> bool:
    return any(team.looks or team.inputs or team.proposed for team in page.teams[:MOST_TEAMS])


def _in_a_line(state: TeamState) -> Block:
    line = section(f"*{words(state.team.name, 80)}* · {team_facts(state)}")
    line.accessory = button("Open", "team.show", f"{state.team.id}:0")
    return line


def _today(page: HomePage) -> list[Block]:
    daily = page.today
    blocks: list[Block] = [heading(f"Today, {say_day(daily.day)}")]
    if not daily.items:
        blocks.append(section("Nothing is asked today."))
    for item in daily.items[:MOST_TODAY]:
        blocks.extend(item_blocks(item, daily.day, surface="home"))
    if len(daily.items) > MOST_TODAY:
        blocks.append(small(left_out(len(daily.items) - MOST_TODAY, "`/goal`")))
    return blocks


def _ladders(page: HomePage) -> list[Block]:
    day, zone = page.today.day, page.actor.person.zone_info
    blocks: list[Block] = [divider(), heading("My ladders")]
    for goal in page.goals[:MOST_LADDERS]:
        drawn = f"{goal_lines.title(goal, day)}\n{goal_lines.ladder(goal, day, zone)}"
        if goal.is_shared:
            drawn += f"\n{goal_lines.parts_line(goal, page.actor.person.id)}"
        blocks.append(section(cut(drawn, SECTION_TEXT)))
    if len(page.goals) > MOST_LADDERS:
        blocks.append(small(left_out(len(page.goals) - MOST_LADDERS, "`/goal list`")))
    if not page.goals:
        blocks.append(section("All reached. `/goal new` sets the next one, when you like."))
    return blocks


def _bottom_line(page: HomePage) -> list[Block]:
    """What the team's goals are all for, above what the team reached."""
    home = page.actor.home
    if home is None or not home.bottom_line:
        return []
    return [divider(), section(f"*{words(home.name, 80)}*\n{quote(home.bottom_line, 200)}")]


def _lately(page: HomePage) -> list[Block]:
    if not page.lately:
        return []
    day, zone = page.today.day, page.actor.person.zone_info
    lines = [_reached(latest, day, zone) for latest in page.lately]
    return [divider(), heading("My team lately"), section("\n".join(lines))]


def _reached(latest: Latest, day: date, zone: ZoneInfo) -> str:
    goal, rung = latest.goal, latest.rung
    assert rung.reached_at
    when = say_day(rung.reached_at.astimezone(zone).date(), day)
    cheers = f" · 👏 {latest.cheers}" if latest.cheers else ""
    what = "" if goal_lines.is_one_off(goal) else f": {say_rung(goal, rung)}"
    statement = words(goal.statement, 100)
    who = goal_lines.say_names(latest.names) or "Together"
    return f":tada: {who} · {statement}{what} · {when}{cheers}"


def _links(page: HomePage) -> Block:
    return actions(
        button("Set a goal", "goal.new"),
        button("Our goals", "tree.show", "0"),
        button("My times", "schedule.open"),
        block_id="home-links",
    )
