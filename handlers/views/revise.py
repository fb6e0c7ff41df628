"""How a revision looks: its form, what came of it, and the line that stays on the card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from goals.amounts import say_amount, say_number
from goals.draft import Step, Written
from goals.goal import Goal, Visibility
from goals.people import Person
from goals.revision import Revision, Terms, met_already, standing_form
from handlers.views import goal_lines
from handlers.views.goal_lines import say_day, say_value
from handlers.views.message import Message, message
from handlers.views.parts import (
    actions,
    button,
    date_picker,
    field,
    modal,
    section,
    small,
    text_input,
    words,
)
from handlers.views.said import about


@dataclass(frozen=True, slots=True)
class Revised:
    """A goal after a revision, and how many leads hear of it."""

    goal: Goal
    revision: Revision
    owner: Person
    told_leads: int


def revise_modal(goal: Goal, day: date, zone: ZoneInfo, metadata: str, *, has_team: bool) -> View:
    """The form, filled in with what stands; the rungs that were reached are told, not asked."""
    blocks = [
        *terms_fields(goal, standing_form(goal), day, zone),
        field(
            "reason",
            "Why",
            text_input(multiline=True),
            hint="What turned out differently? A line is enough.",
        ),
        small(_who_sees(goal, has_team)),
    ]
    return modal(
        "revise.save", f"Revise {goal.key}", blocks, submit="Revise", private_metadata=metadata
    )


def terms_fields(goal: Goal, form: Written, day: date, zone: ZoneInfo) -> list[Block]:
    """What may be revised, filled in; the rungs that were reached are told, not asked."""
    blocks: list[Block] = [section(goal_lines.title(goal, day))]
    if goal.has_ended(day):
        blocks.append(small("It has ended. With a date to come it goes on from where it stands."))
    if goal.reached:
        blocks.append(section(f"*Reached, and stays so*\n{_reached(goal, day, zone)}"))
    return [
        *blocks,
        field("statement", "Goal", text_input(form.statement)),
        field(
            "target",
            "To",
            text_input(form.target),
            hint=f"From {say_amount(goal.baseline, goal.measure.unit)}, which stays.",
        ),
        field(
            "rungs",
            "Rungs to come",
            text_input(form.rungs, multiline=True),
            hint="One a line, each with a name or a date if you like.",
            optional=True,
        ),
        field("due", "Due", date_picker(form.due.isoformat() if form.due else None)),
    ]


def _reached(goal: Goal, day: date, zone: ZoneInfo) -> str:
    drawn = goal_lines.ladder(goal, day, zone).splitlines()
    return "\n".join(line for line in drawn if line.startswith("●"))


def _who_sees(goal: Goal, has_team: bool) -> str:
    if goal.visibility is Visibility.ME or not has_team:
        return "Only you see this, and nobody is told."
    if goal.visibility is Visibility.LEADS:
        return "Your leads and you see this. Your leads are told of it, once."
    return (
        "Who sees the goal sees what changed. Your reason is seen by you and your leads, "
        "who are told of it, once."
    )


def revised_modal(made: Revised, day: date, zone: ZoneInfo, remarks: Sequence[Block] = ()) -> View:
    """What holds now, for the one who revised it; `remarks`: how it fits the rest."""
    goal = made.goal
    blocks: list[Block] = [
        section(goal_lines.goal_line(goal, day)),
        section(goal_lines.ladder(goal, day, zone)),
    ]
    if met := met_already(goal):
        at = say_value(goal, met[-1].threshold)
        blocks.append(
            small(
                f"You stand at {say_value(goal, goal.value)} already. A revision reaches nothing, "
                f"so {at} waits for your next check-in."
            )
        )
    blocks += remarks
    leads = "Your leads are told." if made.told_leads else "Nobody else was told."
    blocks.append(small(f"{leads} What changed stays on the card: `/goal show {goal.key}`."))
    return modal("revise.done", f"{goal.key} is revised", blocks)


def revised_message(goal: Goal, made: Revision, who: Person, day: date) -> Message:
    """What a lead reads of it, once."""
    name, changed = words(who.name, 60), say_changes(goal, made.before, made.after, day)
    return message(
        f"{name} revised {goal.key}: {changed}.",
        section(f"*{name}* revised {about(goal)}: {changed}.\n“{words(made.reason, 1000)}”"),
        actions(button("Show", "goal.show", str(goal.id))),
    )


def history_line(
    goal: Goal, made: Revision, day: date, zone: ZoneInfo, *, with_reason: bool
) -> str:
    """ "Revised Fri 27 Nov: to 38, from 40. “The new tool is slower.”"."""
    when = say_day(made.at.astimezone(zone).date(), day)
    line = f"Revised {when}: {say_changes(goal, made.before, made.after, day)}."
    return f"{line} “{words(' '.join(made.reason.split()), 300)}”" if with_reason else line


MOST_STEPS = 5
"""Rungs that a change names, before and after: with long names, more would fill a message."""


def say_changes(goal: Goal, before: Terms, after: Terms, day: date) -> str:
    """What changed, in a line: "to 38, from 40; due Fri 25 Dec, from Fri 18 Dec"."""
    changes = []
    if before.target != after.target:
        was = say_number(before.target, goal.measure.unit)
        changes.append(f"to {say_value(goal, after.target)}, from {was}")
    if before.due != after.due:
        changes.append(f"due {say_day(after.due, day)}, from {say_day(before.due, day)}")
    if _between(before) != _between(after):
        now, was = (
            _say_steps(_between(terms), goal.measure.unit, day) for terms in (after, before)
        )
        changes.append(f"rungs {now}, from {was}")
    if before.statement != after.statement:
        changes.append(f"in words, from “{words(before.statement, 150)}”")
    return "; ".join(changes) or "it goes on"


def _between(terms: Terms) -> tuple[Step, ...]:
    """The rungs below the target."""
    return terms.rungs[:-1]


def _say_steps(steps: Sequence[Step], unit: str, day: date) -> str:
    said = (
        " ".join(
            filter(
                None,
                [
                    say_number(step.threshold, unit),
                    words(step.name, 60),
                    f"by {say_day(step.due, day)}" if step.due else "",
                ],
            )
        )
        for step in steps[:MOST_STEPS]
    )
    more = [f"and {len(steps) - MOST_STEPS} more"] if len(steps) > MOST_STEPS else []
    return ", ".join([*said, *more]) or "none"
