"""The form of a new goal, and what its owner sees when it is set."""

import json
from collections.abc import Collection, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from goals.draft import Written
from goals.goal import Goal, MeasureKind
from goals.people import Team
from goals.sentence import Reading
from handlers.views import goal_lines
from handlers.views.goal_lines import SEEN_BY, say_day, say_names
from handlers.views.parts import (
    checkboxes,
    cut,
    date_picker,
    field,
    modal,
    radio,
    section,
    select,
    small,
    text_input,
    words,
)
from handlers.views.tier_fields import Place, mission_line, place_fields
from handlers.views.together import Together, how, together_fields

MEASURES = {
    MeasureKind.NUMBER: "A number",
    MeasureKind.DONE: "Done / not done",
    MeasureKind.RATING: "My own rating, 1 to 5",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOWHERE = Place()
ALONE = Together()
GUESSED = "A guess: correct it if it is off. "


def new_goal_modal(
    written: Written,
    *,
    teams: Sequence[Team],
    reading: Reading | None = None,
    place: Place = NOWHERE,
    together: Together = ALONE,
    remarks: Sequence[str] = (),
    goal: Goal | None = None,
    after: Goal | None = None,
) -> View:
    """The form, filled in with what is known, and with what a sentence left open named.

    `remarks` are more words to begin with, as mrkdwn; `goal` is the draft that is taken up, `after`
    the goal that ended and is gone for again.
    """
    guesses = reading.guesses if reading else frozenset()
    if goal and goal.baseline_is_guess:
        guesses |= {"baseline"}
    blocks: list[Block] = [
        *mission_line(place),
        *(small(remark) for remark in (*reading_remarks(reading), *remarks)),
        *goal_fields(written, guesses),
        *place_fields(place),
    ]
    if len(teams) > 1:
        blocks.append(team_field(teams, goal.team_id if goal else teams[0].id))
    if teams:
        blocks += together_fields(together)
    blocks += [
        field("visibility", "Who can see it", radio(SEEN_BY, written.visibility)),
        small(_who_sees(teams)),
    ]
    title = f"Draft {goal.key}" if goal else "New goal"
    about: dict[str, object] = {"goal": goal.id} if goal else {"after": after.id} if after else {}
    if "baseline" in guesses:
        about["guess"] = written.baseline
    return modal("goal.save", title, blocks, submit="Next", private_metadata=json.dumps(about))


def team_field(teams: Sequence[Team], chosen_id: int | None) -> Block:
    """Which team's goal it is."""
    choices = {str(team.id): team.name for team in teams}
    return field("team", "Team", select(choices, str(chosen_id)))


def goal_fields(
    written: Written, guesses: Collection[str], *, owner: str | None = None
) -> list[Block]:
    """What a goal is, in words; `owner` names whose it is to be, where that is somebody else."""
    measures = MEASURES
    if owner:
        measures = {**MEASURES, MeasureKind.RATING: "A rating of one's own, 1 to 5"}
    return [
        field(
            "statement",
            "Goal",
            text_input(written.statement, placeholder="Reply to 40 chats a day"),
            hint="In your own words. One thing, small enough for a few days or weeks.",
        ),
        field(
            "purpose",
            "Why it matters",
            text_input(written.purpose, multiline=True),
            hint="To you, to the team, to a customer.",
            optional=True,
        ),
        field("measure", "Measure", radio(measures, written.measure)),
        field(
            "unit",
            "Unit",
            text_input(written.unit, placeholder="chats a day, %, minutes"),
            hint=_hint("unit", guesses, "For a number: what is counted."),
            optional=True,
        ),
        field(
            "baseline",
            "From",
            text_input(written.baseline),
            hint=_hint("baseline", guesses, "Where it stands today."),
            optional=True,
        ),
        field(
            "target",
            "To",
            text_input(written.target),
            hint=_hint("target", guesses, "Up or down. For done / not done: how many times."),
            optional=True,
        ),
        field(
            "due",
            "Due",
            date_picker(written.due.isoformat() if written.due else None),
            hint=_hint("due", guesses, "") or None,
        ),
        field(
            "rungs",
            "Rungs",
            text_input(written.rungs, multiline=True, placeholder="30 by 1 Dec, 35 Steady"),
            hint="Steps between From and To, one a line or separated by commas, each with a "
            "name or a date if you like. Empty: one rung, the target.",
            optional=True,
        ),
        field(
            "days",
            cut(f"Ask {owner} on", 60) if owner else "Ask me on",
            checkboxes(_weekdays(), [str(day) for day in sorted(written.days)]),
            hint="None ticked: every working day.",
            optional=True,
        ),
    ]


def reading_remarks(reading: Reading | None) -> list[str]:
    """What the sentence could not tell, in plain words."""
    if reading is None:
        return []
    remarks = []
    if reading.past_due:
        day = say_day(reading.past_due)
        remarks.append(f"{day} {reading.past_due.year} is over already. When is it due?")
    if reading.unread_due:
        remarks.append(f"“{words(reading.unread_due, 60)}” is no one day. When is it due?")
    if reading.is_index:
        remarks.append(
            "You said by how much, not from where: this counts from today's value. "
            "If you know the number, put it into From and To, with its unit."
        )
    return remarks


def _hint(name: str, guesses: Collection[str], hint: str) -> str:
    return GUESSED + hint if name in guesses else hint


def _weekdays() -> dict[str, str]:
    return {str(number): name for number, name in enumerate(WEEKDAYS)}


def _who_sees(teams: Sequence[Team]) -> str:
    if not teams:
        return "You are on no team yet, so only you will see this goal."
    return (
        "My team: its people see the goal, its numbers and its rungs, and rungs are celebrated "
        "in the team's channel. Notes are seen by you and your leads. Only me: nobody else, ever."
    )


def goal_set_modal(
    goal: Goal,
    day: date,
    zone: ZoneInfo,
    next_ask: datetime | None,
    remarks: Sequence[Block] = (),
    asked_in: Sequence[str] = (),
) -> View:
    """What was set: its ladder, who sees it, when Rungs asks first, how it fits the rest, and the
    names of those who are asked to climb it too.
    """
    asked = f"Asked to join: {say_names(asked_in)}. " if asked_in else ""
    asks = f"I'll ask you first on {_moment(next_ask, zone)}." if next_ask else ""
    return modal(
        "goal.set",
        f"{goal.key} is set",
        [
            section(goal_lines.goal_line(goal, day)),
            section(goal_lines.ladder(goal, day, zone)),
            *remarks,
            *([section(f"{asked}{how(goal)}")] if goal.is_shared else []),
            *([small(_unsaid(goal))] if goal.start_is_guess else []),
            small(f"Seen by: {goal_lines.seen_by(goal).lower()}. {asks}".strip()),
            small(
                f"`/goal checkin {goal.key} …` reports any time, `/goal show {goal.key}` shows it."
            ),
        ],
    )


def _unsaid(goal: Goal) -> str:
    guess = goal_lines.say_value(goal, goal.baseline)
    told = f"You have not said where it stands today: {guess} is a guess."
    return f"{told} Your first check-in tells."


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    return f"{say_day(local.date())} at {local:%H:%M}"
