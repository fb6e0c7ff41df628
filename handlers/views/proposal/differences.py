"""What changed between two rounds, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import Block, MarkdownTextObject, SectionBlock

from goals.amounts import say_amount, say_number
from goals.cadence import RhythmKind
from goals.draft import Step
from goals.goal import Measure, MeasureKind
from goals.wanted import Part, Wanted, between, differences
from handlers.views.goal_fields import WEEKDAYS
from handlers.views.goal_lines import say_day
from handlers.views.parts import words
from handlers.views.proposal.form import WHO_SEES
from handlers.views.together import COMBINES

NAMES = {
    Part.STATEMENT: "Goal",
    Part.PURPOSE: "Why it matters",
    Part.MEASURE: "Measure",
    Part.BASELINE: "From",
    Part.TARGET: "To",
    Part.DUE: "Due",
    Part.RUNGS: "Rungs",
    Part.DAYS: "Asked on",
    Part.PARENT: "Adds to",
    Part.TEAM: "Team",
    Part.VISIBILITY: "Seen by",
    Part.COMBINE: "Your parts",
}
MEASURES = {MeasureKind.DONE: "done / not done", MeasureKind.RATING: "a rating, 1 to 5"}
PAIRS = 5
"""Of fields in one section: https://docs.slack.dev/reference/block-kit/blocks/section-block"""
FIELD_TEXT = 600


@dataclass(frozen=True, slots=True)
class Names:
    """What ids are called, as far as the reader may see them; plain text."""

    goals: Mapping[int, str]
    teams: Mapping[int, str]


def difference_blocks(before: Wanted, after: Wanted, names: Names, day: date) -> list[Block]:
    """Each part that differs, in two columns: what was, and what is now."""
    cells = []
    for part in differences(before, after):
        for when, wanted in (("was", before), ("now", after)):
            told = say_part(part, wanted, names, day)
            cells.append(f"*{NAMES[part]}*, {when}\n{told}")
    return [_columns(cells[at : at + 2 * PAIRS]) for at in range(0, len(cells), 2 * PAIRS)]


def _columns(cells: Sequence[str]) -> SectionBlock:
    return SectionBlock(fields=[MarkdownTextObject(text=cell) for cell in cells])


def say_part(part: Part, wanted: Wanted, names: Names, day: date) -> str:
    """One part of a round, as mrkdwn."""
    draft = wanted.draft
    match part:
        case Part.STATEMENT:
            return words(draft.statement, FIELD_TEXT)
        case Part.PURPOSE:
            return words(draft.purpose, FIELD_TEXT) or "not said"
        case Part.MEASURE:
            return say_measure(draft.measure)
        case Part.BASELINE:
            return words(say_amount(draft.starts_at, draft.measure.unit))
        case Part.TARGET:
            return words(say_amount(draft.target, draft.measure.unit))
        case Part.DUE:
            return say_day(draft.due, day)
        case Part.RUNGS:
            return say_steps(between(draft), draft.measure.unit, day)
        case Part.DAYS:
            return say_days(wanted)
        case Part.PARENT:
            return _named(names.goals, wanted.parent_id, "nothing")
        case Part.TEAM:
            return _named(names.teams, wanted.team_id, "no team")
        case Part.VISIBILITY:
            return WHO_SEES[draft.visibility].lower()
        case Part.COMBINE:
            return COMBINES[wanted.combine].lower() if wanted.combine else "of one alone"


def say_measure(measure: Measure) -> str:
    """ "a number, in chats a day"."""
    if measure.kind is not MeasureKind.NUMBER:
        return MEASURES[measure.kind]
    return f"a number, in {words(measure.unit, 60)}" if measure.unit else "a number"


def say_steps(steps: Sequence[Step], unit: str, day: date) -> str:
    """Rungs, one a line."""
    lines = []
    for step in steps:
        by = f"by {say_day(step.due, day)}" if step.due else ""
        number = say_number(step.threshold, unit)
        lines.append(" ".join(filter(None, (number, words(step.name, 60), by))))
    return words_cut("\n".join(lines)) or "none but the target"


def words_cut(mrkdwn: str) -> str:
    """Lines that are escaped already, as many as fit."""
    kept: list[str] = []
    for line in mrkdwn.splitlines():
        if sum(len(one) + 1 for one in kept) + len(line) > FIELD_TEXT:
            return "\n".join([*kept, "…"])
        kept.append(line)
    return "\n".join(kept)


def say_days(wanted: Wanted) -> str:
    """On which days its owner is asked."""
    rhythm = wanted.draft.rhythm
    if rhythm.kind is RhythmKind.DAILY:
        return "every working day"
    return ", ".join(WEEKDAYS[day] for day in sorted(rhythm.days))


def _named(names: Mapping[int, str], key: int | None, none: str) -> str:
    if key is None:
        return none
    return words(names[key], 200) if key in names else "a goal that you can't see"
