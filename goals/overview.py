"""Every team in one line: for its leads, for admins, and for whom an admin names.

A line counts people and names none. It counts goals that their whole team sees, and for a lead of
the team those that the leads see: what somebody keeps to themselves is in no count. The figure is
of a goal of the team's that the whole team sees, without its words.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from goals import ladder
from goals.amounts import write_amount
from goals.errors import Refusal
from goals.goal import CheckIn, Goal, MeasureKind, Tier, Visibility
from goals.people import Actor, Team
from goals.sight import can_see
from goals.team_state import TeamState, monday

WEEKS = 8
BARS = "▁▂▃▅▇"
COLUMNS = (
    "Team", "People", "Reported this week", "Rungs this week", "Blocked", "At risk",
    "Inputs open", "Oldest input, days", "Team goal", "Target", "Unit", "Last weeks",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t")


class NotForOverview(Refusal):
    """The overview is for leads, admins, and whom an admin names."""


@dataclass
class NobodyNamed(Refusal):
    """`/goal overview allow` without a person behind it."""

    is_allowed: bool


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A team in the overview. `figure` is a goal of the team's where it stands, None for none that
    has one; `inputs` are open, the oldest of them for so many days.
    """

    state: TeamState
    inputs: int = 0
    oldest: int = 0
    figure: Goal | None = None
    bars: str = ""

    @property
    def team(self) -> Team:
        return self.state.team


def teams_for(reader: Actor, is_named: bool, everyones: Iterable[Team]) -> list[Team]:
    """The teams that the reader may look over, by name: all of them for admins and for whom an
    admin named, those that they lead for leads. Raises NotForOverview.
    """
    if reader.person.is_admin or is_named:
        found = list(everyones)
    elif reader.led:
        found = list(reader.led)
    else:
        raise NotForOverview
    return sorted(found, key=lambda team: (team.name.casefold(), team.id))


def can_count(reader: Actor, goal: Goal) -> bool:
    """Whether the goal may be counted, without a name, for who looks over the teams."""
    if goal.workspace_id != reader.person.workspace_id or goal.is_draft:
        return False
    if goal.visibility is Visibility.ME:
        return False
    return goal.visibility is Visibility.TEAM or can_see(reader, goal)


def figures(goals: Iterable[Goal], day: date) -> list[Goal]:
    """The goals of a team's that could be its figure, the first set first."""
    ours = (g for g in goals if g.tier is Tier.TEAM and g.is_active and not g.has_ended(day))
    return sorted(ours, key=lambda goal: goal.number)


def bars(goal: Goal, reports: Sequence[CheckIn], today: date) -> str:
    """How far along the goal was at the end of each of its last weeks, this one last: ▁▂▃▅▇.

    `reports` are all of the goal's. A week without one is as the week before.
    """
    stood = ladder.stood_after(goal, reports)
    this = monday(today)
    ends = [this + timedelta(days=6 - 7 * back) for back in reversed(range(WEEKS))]
    drawn = []
    for end in ends:
        if values := [value for said, value in stood if said.day <= end]:
            drawn.append(_bar(goal, values[-1]))
    return "".join(drawn)


def _bar(goal: Goal, value: Decimal) -> str:
    share = (value - goal.baseline) / (goal.target - goal.baseline)
    at = int(min(max(share, Decimal(0)), Decimal(1)) * len(BARS))
    return BARS[min(at, len(BARS) - 1)]


def as_csv(lines: Iterable[TeamLine]) -> str:
    """The same as lines of comma-separated values, with a head."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(line) for line in lines)
    return written.getvalue()


def _row(line: TeamLine) -> list[str]:
    state, goal = line.state, line.figure
    counts = (
        len(state.members), state.reported_this_week, state.rungs, state.blocked, state.at_risk,
        line.inputs,
    )  # fmt: skip
    return [
        _harmless(state.team.name),
        *map(str, counts),
        str(line.oldest) if line.inputs else "",
        *(_figure(goal) if goal else ("", "", "")),
        line.bars,
    ]


def _figure(goal: Goal) -> tuple[str, str, str]:
    unit = "" if goal.measure.kind is MeasureKind.RATING else goal.measure.unit
    if goal.rollup and goal.rollup.value is None:
        return f"{int(goal.rollup.progress * 100)} % of the way", "", ""
    value, target = (write_amount(each, unit) for each in (goal.value, goal.target))
    return value, target, _harmless(unit)


def _harmless(text: str) -> str:
    """Words that no spreadsheet takes for a formula, on one line."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA) else line
