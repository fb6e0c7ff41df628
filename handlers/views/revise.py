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
from goals.people import Person, Team
from goals.revision import Revision, Terms, met_already, standing_form
from goals.sight import seen
from handlers.views import goal_lines
from handlers.views.goal_lines import say_day, say_value
from handlers.views.message import Message, message
from handlers.views.parts import (
    actions,
    button,
    date_picker,
    field,
    listing,
    modal,
    radio,
    section,
    select,
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
    shown_leads: int = 0
    """Leads who could not see it before, and hear that they can."""


def revise_modal(
    goal: Goal, day: date, zone: ZoneInfo, metadata: str, teams: Sequence[Team] = ()
) -> View:
    """The form, filled in with what stands; the rungs that were reached are told, not asked.

    `teams` are those that its owner may show it to; none where that is not theirs to choose.
    """
    hint = "What turned out differently? A line is enough."
    if teams:
        hint += " Who sees it needs no reason."
    blocks = [
        *terms_fields(goal, standing_form(goal), day, zone),
        field("reason", "Why", text_input(multiline=True), hint=hint, optional=bool(teams)),
        *sight_fields(goal, teams),
        small(_who_sees(goal)),
    ]
    return modal(
        "revise.save", f"Revise {goal.key}", blocks, submit="Revise", private_metadata=metadata
    )


def sight_fields(goal: Goal, teams: Sequence[Team]) -> list[Block]:
    """Who sees it, and of which of its owner's teams; what a change means for what is there."""
    if not teams:
        return []
    choices = {by.value: text for by, text in goal_lines.SEEN_BY.items()}
    hint = (
        "Whoever sees it sees its earlier numbers too, and your leads read the notes with them. "
        "What you reached while fewer saw it is never told in the channel; what was told stays "
        "told."
    )
    if goal.is_shared:
        del choices[Visibility.ME.value]
        hint += " Who climbs it with you sees it, too."
    blocks: list[Block] = [
        field("visibility", "Who sees it", radio(choices, seen(goal).by.value), hint=hint)
    ]
    if len(teams) > 1:
        first = next((team for team in teams if team.id == goal.team_id), teams[0])
        named = {str(team.id): team.name for team in teams}
        blocks.append(field("team", "Team", select(named, str(first.id))))
    return blocks


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
            hint=_from(goal),
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


def _from(goal: Goal) -> str:
    if goal.is_level:
        return "The level to hold: “at least” or “at most”, and a number."
    return f"From {say_amount(goal.baseline, goal.measure.unit)}, which stays."


def _reached(goal: Goal, day: date, zone: ZoneInfo) -> str:
    drawn = goal_lines.ladder(goal, day, zone).splitlines()
    return "\n".join(line for line in drawn if line.startswith("●"))


def _who_sees(goal: Goal) -> str:
    if seen(goal).by is Visibility.ME:
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
    if made.revision.before.seen != made.revision.after.seen:
        blocks.append(section(f"Seen by {goal_lines.seen_by(goal).lower()} from now on."))
    leads = "Your leads are told." if made.told_leads else "Nobody else was told."
    if made.shown_leads:
        leads = "Your leads hear, once, that you show it to them."
    blocks.append(small(f"{leads} What changed stays on the card: `/goal show {goal.key}`."))
    return modal("revise.done", f"{goal.key} is revised", blocks)


def taken_message(made: Revised, day: date) -> Message:
    """What came of a smaller step that Rungs offered, for the one who took it."""
    changed = _sentence(say_changes(made.goal, made.revision.before, made.revision.after, day))
    told = "Your leads are told." if made.told_leads else "Nobody else was told."
    return message(changed, section(f"{about(made.goal)}\n{changed}"), small(told))


def revised_message(goal: Goal, made: Revision, who: Person, day: date) -> Message:
    """What a lead reads of it, once."""
    name, changed = words(who.name, 60), say_changes(goal, made.before, made.after, day)
    why = f"\n“{words(made.reason, 1000)}”" if made.reason else ""
    return message(
        f"{name} revised {goal.key}: {changed}.",
        section(f"*{name}* revised {about(goal)}. {_sentence(changed)}{why}"),
        actions(button("Show", "goal.show", str(goal.id))),
    )


def shown_message(goal: Goal, owner: Person) -> Message:
    """What a lead reads, once, of a goal that they could not see before."""
    told = f"{words(owner.name, 60)} shows you this goal now"
    return message(
        f"{told}: {goal.key}.",
        section(f"{told}: {about(goal)}"),
        actions(button("Show", "goal.show", str(goal.id))),
    )


def history_line(
    goal: Goal, made: Revision, day: date, zone: ZoneInfo, *, with_reason: bool
) -> str:
    """ "Revised Fri 27 Nov: target was 40, now 38. “The new tool is slower.”"."""
    when = say_day(made.at.astimezone(zone).date(), day)
    line = f"Revised {when}: {say_changes(goal, made.before, made.after, day)}."
    if not (with_reason and made.reason):
        return line
    return f"{line} “{words(' '.join(made.reason.split()), 300)}”"


def _sentence(changes: str) -> str:
    return f"{changes[0].upper()}{changes[1:]}."


MOST_STEPS = 5
"""Rungs that a change names, before and after: with long names, more would fill a message."""


def say_changes(goal: Goal, before: Terms, after: Terms, day: date) -> str:
    """What changed, in a line: "target was 40, now 38; due date was Fri 18 Dec, now Fri 25 Dec"."""
    changes = []
    if before.target != after.target:
        was = say_number(before.target, goal.measure.unit)
        changes.append(f"target was {was}, now {say_value(goal, after.target)}")
    if before.due != after.due:
        was = say_day(before.due, day)
        changes.append(f"due date was {was}, now {say_day(after.due, day)}")
    changes += _say_rungs(goal, before, after, day)
    if before.statement != after.statement:
        changes.append(
            f"words were “{words(before.statement, 150)}”, now “{words(after.statement, 150)}”"
        )
    changes += _say_seen(before, after)
    return "; ".join(changes) or "it goes on"


SEEN = {
    Visibility.TEAM: "by its team",
    Visibility.LEADS: "by its leads",
    Visibility.ME: "by its owner alone",
}


def _say_seen(before: Terms, after: Terms) -> list[str]:
    if before.seen is None or after.seen is None or before.seen == after.seen:
        return []
    if before.seen.by is after.seen.by:
        return [f"seen {SEEN[after.seen.by]}, which is another team now"]
    return [f"was seen {SEEN[before.seen.by]}, now {SEEN[after.seen.by]}"]


def _say_rungs(goal: Goal, before: Terms, after: Terms, day: date) -> list[str]:
    """ "added a rung: 15 (before 17 by Fri 4 Dec)"; both ladders where more than one rung changed
    without its number staying.
    """
    old, new = _between(before), _between(after)
    if old == new:
        return []
    was, now = ({step.threshold: step for step in steps} for steps in (old, new))
    added = [step for step in new if step.threshold not in was]
    gone = [step for step in old if step.threshold not in now]
    moved = [step for step in new if step.threshold in was and was[step.threshold] != step]
    if len(added) == 1 and not gone and not moved:
        ladder = after.rungs
        following = ladder[ladder.index(added[0]) + 1]
        new_one, before_what = (_say_step(goal, step, day) for step in (added[0], following))
        return [f"added a rung: {new_one} (before {before_what})"]
    if len(gone) == 1 and not added and not moved:
        return [f"took out a rung: {_say_step(goal, gone[0], day)}"]
    if len(moved) == 1 and not added and not gone:
        both = (was[moved[0].threshold], moved[0])
        stood, stands = (_say_step(goal, step, day) for step in both)
        return [f"a rung was {stood}, now {stands}"]
    return [f"rungs were {_say_steps(goal, old, day)}, now {_say_steps(goal, new, day)}"]


def _between(terms: Terms) -> tuple[Step, ...]:
    """The rungs below the target."""
    return terms.rungs[:-1]


def _say_step(goal: Goal, step: Step, day: date) -> str:
    by = f"by {say_day(step.due, day)}" if step.due else ""
    return " ".join(
        filter(None, [say_number(step.threshold, goal.measure.unit), words(step.name, 60), by])
    )


def _say_steps(goal: Goal, steps: Sequence[Step], day: date) -> str:
    return listing([_say_step(goal, step, day) for step in steps], MOST_STEPS) or "none"
