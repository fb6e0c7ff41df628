"""The fields of a goal, in the order that one thinks; forms take those that they ask for."""

from collections.abc import Collection, Sequence

from slack_sdk.models.blocks import Block

from goals.draft import Written
from goals.goal import MeasureKind
from goals.people import Team
from goals.sentence import Reading
from handlers.views.doubts import doubt_remarks
from handlers.views.goal_lines import say_day
from handlers.views.parts import (
    checkboxes,
    cut,
    date_picker,
    field,
    radio,
    select,
    text_input,
    words,
)

MEASURES = {
    MeasureKind.NUMBER: "A number",
    MeasureKind.DONE: "Done / not done",
    MeasureKind.RATING: "My own rating, 1 to 5",
}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
GUESSED = "A guess: correct it if it is off. "


def goal_fields(
    written: Written, guesses: Collection[str], *, owner: str | None = None
) -> list[Block]:
    """What a goal is, in words; `owner` names whose it is to be, where that is somebody else."""
    return [*short_fields(written, guesses), *measure_fields(written, guesses, owner=owner)]


def short_fields(written: Written, guesses: Collection[str]) -> list[Block]:
    """What no goal does without, and why it matters."""
    return [
        field(
            "statement",
            "Goal",
            text_input(written.statement, placeholder="Reply to 40 chats a day"),
            hint="In your own words. One thing, small enough for a few days or weeks.",
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
            hint=_hint(
                "target",
                guesses,
                "Up or down, or as From to hold it. Done / not done: how often.",
            ),
            optional=True,
        ),
        field(
            "due",
            "Due",
            date_picker(written.due.isoformat() if written.due else None),
            hint=_hint("due", guesses, "") or None,
        ),
        field(
            "purpose",
            "Why it matters",
            text_input(written.purpose, multiline=True),
            hint="To you, to the team, to a customer.",
            optional=True,
        ),
    ]


def measure_fields(
    written: Written, guesses: Collection[str], *, owner: str | None = None
) -> list[Block]:
    """How it is known, its rungs, and the days on which it is asked about."""
    measures = MEASURES
    if owner:
        measures = {**MEASURES, MeasureKind.RATING: "A rating of one's own, 1 to 5"}
    return [
        field("measure", "Measure", radio(measures, written.measure)),
        field(
            "unit",
            "Unit",
            text_input(written.unit, placeholder="chats a day, %, minutes"),
            hint=_hint("unit", guesses, "For a number: what is counted."),
            optional=True,
        ),
        rungs_field(written),
        field(
            "days",
            cut(f"Ask {owner} on", 60) if owner else "Ask me on",
            checkboxes(_weekdays(), [str(day) for day in sorted(written.days)]),
            hint="None ticked: every working day.",
            optional=True,
        ),
    ]


def rungs_field(written: Written) -> Block:
    """The steps between From and To."""
    return field(
        "rungs",
        "Rungs",
        text_input(written.rungs, multiline=True, placeholder="30 by 1 Dec, 35 Steady"),
        hint="Steps between From and To, one a line or separated by commas, each with a "
        "name or a date if you like. Empty: one rung, the target.",
        optional=True,
    )


def answers_field(written: Written) -> Block:
    """From how many answers on a survey's number counts."""
    return field(
        "answers",
        "Count only with at least so many answers",
        text_input(written.answers, placeholder="30"),
        hint="For a survey: a number from fewer may be luck, and reaches no rung yet.",
        optional=True,
    )


def partner_field(written: Written) -> Block:
    """What must not suffer for it."""
    return field(
        "partner",
        "Partner measure",
        text_input(written.partner, placeholder="CSAT at least 85%"),
        hint="What must not suffer for it: a name, “at least” or “at most”, and a number. "
        "I ask for it too, and rungs wait while it is off.",
        optional=True,
    )


def team_field(teams: Sequence[Team], chosen_id: int | None) -> Block:
    """Which team's goal it is."""
    choices = {str(team.id): team.name for team in teams}
    return field("team", "Team", select(choices, str(chosen_id)))


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
    return remarks + doubt_remarks(reading)


def _hint(name: str, guesses: Collection[str], hint: str) -> str:
    return GUESSED + hint if name in guesses else hint


def _weekdays() -> dict[str, str]:
    return {str(number): name for number, name in enumerate(WEEKDAYS)}
