"""The forms of a proposal: a new goal for somebody, a change of one, a counter-offer, a no."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from goals.draft import Written
from goals.goal import Combine, Goal, Visibility
from goals.people import Person, Team
from goals.proposal import Whose
from goals.sentence import Reading
from goals.stretch import Past
from handlers.views.goal_fields import goal_fields, reading_remarks, team_field
from handlers.views.parts import (
    MODAL_TITLE,
    field,
    modal,
    radio,
    section,
    select,
    small,
    text_input,
    words,
)
from handlers.views.review.past import past_blocks
from handlers.views.revise import terms_fields
from handlers.views.tier_fields import parent_field
from handlers.views.together import COMBINES

WHO_SEES = {
    Visibility.TEAM: "The team",
    Visibility.LEADS: "Its owner and their leads",
    Visibility.ME: "Its owner alone",
}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the fields: who the other one is, and what may be chosen.

    `teams` are those of both, `parents` the goals that both see; `about` is the private_metadata.
    """

    to: Person
    about: str
    teams: Sequence[Team] = ()
    parents: Sequence[Goal] = ()
    parent_id: int | None = None
    team_id: int | None = None
    combine: Combine | None = None
    """How their parts come together, in a goal that both are to climb."""


def title(name: str, before: str = "Propose to ") -> str:
    """ "Propose to Maya", within what a title may hold."""
    room = MODAL_TITLE - len(before)
    return f"{before}{name if len(name) <= room else name[: room - 1] + '…'}"


def new_form(
    frame: Frame,
    written: Written,
    whose: Whose,
    reading: Reading | None = None,
    remarks: Sequence[str] = (),
) -> View:
    """A goal to propose, filled in with what a sentence told."""
    name = words(frame.to.first_name, 60)
    guesses = reading.guesses if reading else frozenset()
    blocks: list[Block] = [
        *(small(remark) for remark in (*reading_remarks(reading), *remarks)),
        field("whose", "Whose goal is it?", radio(_whose(frame.to), whose)),
        *goal_fields(written, guesses, owner="its owner"),
        *_place(frame, written),
        _combine(None, "For a goal of you both. "),
        _note("A word with it", f"Why you propose it, in a line for {frame.to.first_name}."),
        small(
            f"Only you and {name} see this while you agree on it. It starts with its owner's yes, "
            "and is seen then by whom you chose above."
        ),
    ]
    called = title(frame.to.first_name)
    return modal("proposal.send", called, blocks, submit="Propose", private_metadata=frame.about)


def _whose(to: Person) -> Mapping[Whose, str]:
    name = to.first_name
    return {
        Whose.THEIRS: f"{name[:60]}'s",
        Whose.MINE: "Mine",
        Whose.TOGETHER: "Ours, together: we both check in, each with a part",
    }


def counter_form(
    frame: Frame, written: Written, preview: Goal, past: Past | None, *, is_owner: bool
) -> View:
    """The same, filled in with what stands; `past` is the owner's, for the owner alone."""
    name = words(frame.to.first_name, 60)
    after = "you chose" if is_owner else "was chosen"
    blocks: list[Block] = [
        *_past(preview, past),
        *goal_fields(written, (), owner=None if is_owner else frame.to.first_name),
        *_place(frame, written),
        *([_combine(frame.combine)] if frame.combine else []),
        _note("A word with it", f"What you changed and why, in a line for {frame.to.first_name}."),
        small(
            f"Only you and {name} see this while you agree on it. Once it starts, it is seen by "
            f"whom {after} above."
        ),
    ]
    return modal(
        "proposal.counter",
        title(frame.to.first_name, "Answer "),
        blocks,
        submit="Send",
        private_metadata=frame.about,
    )


def _past(preview: Goal, past: Past | None) -> list[Block]:
    if past is None or not past.values:
        return []
    told = past_blocks(preview, past)
    return [*told, small("That is for you: nobody else is shown it here.")] if told else []


def _place(frame: Frame, written: Written) -> list[Block]:
    blocks = parent_field(frame.parents, frame.parent_id)
    if len(frame.teams) > 1:
        blocks.append(team_field(frame.teams, frame.team_id or frame.teams[0].id))
    return [*blocks, field("visibility", "Who can see it", radio(WHO_SEES, written.visibility))]


def _combine(combine: Combine | None, first: str = "") -> Block:
    hint = f"{first}Left open: added up; percentages and ratings by their average. It stays so."
    chosen = select(COMBINES, combine)
    return field("combine", "How your parts come together", chosen, hint=hint, optional=True)


def _note(label: str, hint: str) -> Block:
    return field("note", label, text_input(multiline=True), hint=hint, optional=True)


def change_form(
    frame: Frame, goal: Goal, form: Written, day: date, zone: ZoneInfo, *, why: str = ""
) -> View:
    """A change of somebody's goal, for its owner to say yes to; `why` is what was said of it."""
    name = words(frame.to.first_name, 60)
    blocks = [
        *terms_fields(goal, form, day, zone),
        field(
            "reason",
            "Why",
            text_input(why, multiline=True),
            hint="What turned out differently? A line is enough.",
        ),
        small(f"Only you and {name} see this. {_once_agreed(goal, frame.to.first_name)}"),
    ]
    return modal(
        "proposal.revise",
        title(frame.to.first_name),
        blocks,
        submit="Propose",
        private_metadata=frame.about,
    )


def counter_change_form(
    frame: Frame, goal: Goal, form: Written, day: date, zone: ZoneInfo, past: Past | None
) -> View:
    """A counter-offer to a change, filled in with what was proposed."""
    name = words(frame.to.first_name, 60)
    blocks = [
        *_past(goal, past),
        *terms_fields(goal, form, day, zone),
        _note("A word with it", f"What you changed and why, in a line for {frame.to.first_name}."),
        small(f"Only you and {name} see this. {_once_agreed(goal, 'its owner')}"),
    ]
    return modal(
        "proposal.counter",
        title(frame.to.first_name, "Answer "),
        blocks,
        submit="Send",
        private_metadata=frame.about,
    )


def _once_agreed(goal: Goal, owner: str) -> str:
    """Who reads what of a change that was agreed on; as for any revision."""
    if goal.visibility is Visibility.ME or goal.team_id is None:
        return "Once you agree, it stands on the goal's card, for its owner alone."
    return (
        f"Once you agree, who sees the goal sees what changed, and {words(owner, 60)} and the "
        "leads of its team read why."
    )


def decline_form(to: Person, statement: str, about: str) -> View:
    """A no, with its reason if one likes to give it."""
    blocks: list[Block] = [
        section(f"*{words(statement, 300)}*"),
        field(
            "reason",
            "Why not?",
            text_input(multiline=True),
            hint="A line helps to find something better. It can stay empty.",
            optional=True,
        ),
        small(f"{words(to.first_name, 60)} gets it as a direct message, and nobody else."),
    ]
    return modal("proposal.declined", "Decline", blocks, submit="Decline", private_metadata=about)
