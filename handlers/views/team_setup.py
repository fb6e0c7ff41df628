"""How setting up a team looks: the form, what came of it, and the welcome of each member."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from slack_sdk.models.blocks import (
    Block,
    ConversationFilter,
    ConversationSelectElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from goals.cadence import Pattern
from goals.people import WORKDAYS, Person, Team
from handlers.views.days import day_boxes, say_days, say_time, time_picker
from handlers.views.message import Message, message
from handlers.views.parts import (
    actions,
    button,
    count,
    field,
    listing,
    modal,
    quote,
    section,
    select,
    small,
    text_input,
    words,
)

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
NAMES_SHOWN = 10
MOST_GOALS = 20


@dataclass(frozen=True, slots=True)
class TeamForm:
    """What the form is filled in with. `leads` and `members` are Slack ids; `team_id` is None
    for a new team. `country` is one of the choices, `notes` are lines above the fields, as mrkdwn.
    """

    name: str
    channel_id: str
    leads: Sequence[str]
    members: Sequence[str]
    check_in_at: time = time(9, 30)
    days: frozenset[int] = WORKDAYS
    country: str | None = None
    fiscal_first_month: int = 1
    bottom_line: str = ""
    most_goals: int = 5
    team_id: int | None = None
    notes: Sequence[str] = ()


def loading() -> View:
    """What stands there while Slack tells who is in the channel."""
    told = "One moment, I'm reading who is in this channel."
    return modal("team.loading", "Set up a team", [section(told)])


def team_form(filled: TeamForm, countries: Mapping[str, str]) -> View:
    """The form of a new team or of a team's settings; `countries` are code → name."""
    new = filled.team_id is None
    return modal(
        "team.save",
        "Set up a team" if new else "Team settings",
        [*(small(note) for note in filled.notes), *_fields(filled, countries)],
        submit="Set up" if new else "Save",
        private_metadata=json.dumps({"team": filled.team_id}),
    )


def _fields(filled: TeamForm, countries: Mapping[str, str]) -> list[Block]:
    months = {str(number): name for number, name in enumerate(MONTHS, start=1)}
    return [
        field("name", "Team name", text_input(filled.name)),
        field(
            "channel",
            "Channel",
            ConversationSelectElement(
                initial_conversation=filled.channel_id,
                filter=ConversationFilter(include=["public", "private"]),
            ),
            hint="Rungs that are reached are celebrated there. I need to be in it: /invite @Rungs",
        ),
        field(
            "leads",
            "Leads",
            UserMultiSelectElement(initial_users=list(filled.leads) or None),
            hint="They hear when somebody is blocked, answer input, and can change all this.",
        ),
        field(
            "members",
            "Members",
            UserMultiSelectElement(initial_users=list(filled.members) or None),
            hint="Whoever is taken out keeps their goals.",
            optional=True,
        ),
        field(
            "check_in_at",
            "Check-in time",
            time_picker(filled.check_in_at),
            hint="In each one's own time zone, from Slack. Anyone can choose their own time.",
        ),
        field("days", "Working days", day_boxes(filled.days)),
        field(
            "country",
            "Country",
            select(countries, filled.country),
            hint="Nobody is asked on its public holidays.",
        ),
        field(
            "region",
            "Part of it",
            text_input(placeholder="Bavaria, Madrid, Zürich, California"),
            hint="If holidays differ there. A member elsewhere: /goal schedule holidays Madrid",
            optional=True,
        ),
        field(
            "fiscal_first_month",
            "Fiscal year starts in",
            select(months, str(filled.fiscal_first_month)),
            hint='For goals that are due "by the end of the fiscal year".',
        ),
        field(
            "bottom_line",
            "Bottom line",
            text_input(filled.bottom_line, placeholder="Leave every customer glad they asked"),
            hint="What it is all for, in words. It stands above the team's goals.",
            optional=True,
        ),
        field(
            "most_goals",
            "Goals at a time",
            select({str(n): str(n) for n in range(1, MOST_GOALS + 1)}, str(filled.most_goals)),
            hint="Whoever sets one more than that is told so, kindly. Nothing is refused.",
        ),
        small(
            "Everyone in the channel can see who is on the team. "
            "Who sees a goal is up to the person whose goal it is."
        ),
    ]


@dataclass(frozen=True, slots=True)
class TeamMade:
    """A team as it stands after the form. `leads` and `others` are names."""

    team: Team
    country: str
    leads: Sequence[str]
    others: Sequence[str]
    welcomed: int
    is_new: bool
    left: Sequence[str] = ()
    moved: int = 0


def made_view(made: TeamMade, notes: Sequence[str] = ()) -> View:
    """What was made or changed, for the one who did it; `notes` (mrkdwn) are said with it."""
    team = made.team
    people = count(len(made.leads) + len(made.others), "person", "people")
    lines = [
        f"*{words(team.name, 100)}* {'is set up' if made.is_new else 'is saved'}: {people} "
        f"in <#{team.channel_id}>.",
        f"Led by {_names(made.leads)}.",
        *([f"With {_names(made.others)}."] if made.others else []),
        *([quote(team.bottom_line, 200)] if team.bottom_line else []),
        f"Asked at {say_time(team.check_in_at)}, {say_days(team.days)}, each in their own zone.",
        f"Public holidays: {words(made.country, 100)}." if team.country else "No public holidays.",
        f"The fiscal year starts in {MONTHS[team.fiscal_first_month - 1]}.",
    ]
    blocks: list[Block] = [section("\n".join(lines)), *(section(note) for note in notes)]
    if made.welcomed:
        each = "One new member gets" if made.welcomed == 1 else f"{made.welcomed} new members get"
        blocks.append(small(f"{each} a welcome from me as a direct message."))
    if made.moved:
        goes = "goes" if made.moved == 1 else "go"
        waiting = f"{count(made.moved, 'message')} that waited for the channel before"
        blocks.append(small(f"{waiting} {goes} there."))
    if made.left:
        are = "is" if len(made.left) == 1 else "are"
        blocks.append(small(f"{_names(made.left)} {are} off the team, and I tell them."))
    if made.is_new:
        blocks.append(small("`/goal new` sets your first goal. `/goal team` shows the team."))
    return modal("team.made", "Your team", blocks)


def _names(names: Sequence[str]) -> str:
    return listing([words(name, 60) for name in names], NAMES_SHOWN)


def welcome_message(
    team: Team,
    person: Person,
    pattern: Pattern,
    leads: Sequence[str],
    brings: Sequence[Block] = (),
    *,
    is_back: bool = False,
) -> Message:
    """The one direct message to a new member, who is asked by `pattern`; `brings`: what to do with
    the goals that they bring along; `is_back`: Slack did not have them for a while.
    """
    name = words(team.name, 100)
    first_name = words(person.first_name, 60)
    hello = f"Hello {first_name}, you are on the team *{name}* now."
    if is_back:
        hello = f"Welcome back, {first_name}. You are on the team *{name}*, as before."
    led = f" It is led by {_names(leads)}." if leads else ""
    return message(
        f"Welcome to {name}.",
        section(
            f"{hello}{led}\nI'm Rungs. You set a goal of your own, cut into small rungs. "
            f"I ask you where it stands at {say_time(pattern.ask_at)}, {say_days(pattern.days)}, "
            "in your own time zone: a number is enough, and skipping a day is fine. Each rung "
            f"that you reach is celebrated in <#{team.channel_id}>, or not, as you like."
        ),
        section(
            "*Who sees what*\nYour team sees your goals and their numbers, unless you keep a goal "
            "to your leads or to yourself. Your notes are for you and your leads. Feedback is "
            "between two people. Input to the leads can be unnamed."
        ),
        brings,
        actions(
            button("Set a goal", "goal.new", style="primary"),
            button("My times", "schedule.open"),
        ),
        small("`/goal help` lists everything that I can do."),
    )
