"""The form of a new goal: what no goal does without, and behind "More" all the rest."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from goals.draft import Written
from goals.goal import Goal, MeasureKind, Tier, Visibility
from goals.people import Team
from goals.templates import Template
from handlers.views import parts
from handlers.views.goal_fields import (
    WEEKDAYS,
    answers_field,
    measure_fields,
    partner_field,
    rungs_field,
    short_fields,
    team_field,
)
from handlers.views.goal_lines import SEEN_BY, say_names
from handlers.views.parts import checkboxes, modal, radio, select, small, words
from handlers.views.templates import ref_of, template_option
from handlers.views.tier_fields import PERSONAL, Place, mission_line, place_fields
from handlers.views.together import Together, together_fields

MORE = {"more": "Rungs, days, team, who sees it and the rest, before we go on"}
SEEN = {
    Visibility.TEAM: "seen by your team",
    Visibility.LEADS: "seen by your leads and you",
    Visibility.ME: "seen by you alone",
}
WHO_SEES = (
    "My team: its people see the goal, its numbers and its rungs, and rungs are celebrated "
    "in the team's channel. Notes are seen by you and your leads. Only me: nobody else, ever."
)


@dataclass(frozen=True, slots=True)
class GoalForm:
    """What a goal's form shows. `teams` are its owner's, the goal's own first.

    `remarks` are words to begin with, as mrkdwn; `origin` is what it is filled in from, as ids: a
    draft that is taken up, a goal that is gone for again, a template.
    """

    written: Written
    teams: Sequence[Team] = ()
    guesses: frozenset[str] = frozenset()
    place: Place = field(default_factory=Place)
    together: Together = field(default_factory=Together)
    remarks: Sequence[str] = ()
    origin: Mapping[str, int | str] = field(default_factory=dict)
    draft: Goal | None = None
    close: Sequence[Template] = ()
    """Templates that are offered in the place of what was typed."""

    def about(self) -> dict[str, object]:
        """What the form carries: ids, and the start that was guessed."""
        guess = {"guess": self.written.baseline} if "baseline" in self.guesses else {}
        return {**self.origin, **guess}

    def left_out(self) -> dict[str, str]:
        """The choices that the short form does not ask for, as they would stand in the long one."""
        place = self.place
        chosen = {
            "whose": PERSONAL if place.is_personal else place.tier.value,
            "parent": str(place.parent_id or ""),
            "team": str(self.teams[0].id) if self.teams else "",
            "visibility": self.written.visibility.value,
        }
        return {name: value for name, value in chosen.items() if value}


def short_form(form: GoalForm) -> View:
    """The form that a goal begins with; what else is filled in already stands in it as well."""
    blocks = [
        *_opening(form),
        *([_close(form.close)] if form.close else []),
        *short_fields(form.written, form.guesses),
        *([rungs_field(form.written)] if form.written.rungs else []),
        *(together_fields(form.together) if form.together.user_ids else []),
        parts.field("more", "More", checkboxes(MORE, []), optional=True),
        small(defaults(form)),
    ]
    return _modal(form, blocks, {**form.about(), "left_out": form.left_out()})


def long_form(form: GoalForm) -> View:
    """The form with all that a goal can have."""
    written, teams = form.written, form.teams
    blocks = [
        *_opening(form),
        *short_fields(written, form.guesses),
        *measure_fields(written, form.guesses),
        answers_field(written),
        partner_field(written),
        *place_fields(form.place),
        *([team_field(teams, teams[0].id)] if len(teams) > 1 else []),
        *(together_fields(form.together) if teams else []),
        parts.field("visibility", "Who can see it", radio(SEEN_BY, written.visibility)),
        small(WHO_SEES if teams else _no_team()),
    ]
    return _modal(form, blocks, form.about())


def _opening(form: GoalForm) -> list[Block]:
    return [*mission_line(form.place), *(small(remark) for remark in form.remarks)]


def _close(templates: Sequence[Template]) -> Block:
    named = {ref_of(template): template_option(template) for template in templates}
    hint = "With one chosen, “Next” fills the form in from it."
    return parts.field("template", "From a template", select(named, None), hint=hint, optional=True)


def _modal(form: GoalForm, blocks: Sequence[Block], about: Mapping[str, object]) -> View:
    title = f"Draft {form.draft.key}" if form.draft else "New goal"
    return modal("goal.save", title, blocks, submit="Next", private_metadata=json.dumps(about))


def defaults(form: GoalForm) -> str:
    """What holds unless one says otherwise, in a line: "In chats a day · asked every working day ·
    seen by your team · Care".
    """
    written, place = form.written, form.place
    whose = "personal" if place.is_personal else _WHOSE.get(place.tier, "")
    parent = next((goal for goal in place.parents if goal.id == place.parent_id), None)
    adds = f"adds to {words(parent.statement, 100)} ({parent.key})" if parent else ""
    team = words(form.teams[0].name, 80) if form.teams and not place.is_personal else ""
    seen = SEEN[written.visibility] if form.teams else _no_team()
    if place.tier is Tier.ORGANISATION and written.visibility is Visibility.TEAM:
        seen = "seen by everyone here"
    facts = [whose, _measured(written), f"asked {_asked(written)}", adds, seen, team]
    line = " · ".join(filter(None, facts))
    return line[0].upper() + line[1:]


_WHOSE = {Tier.TEAM: "the team's", Tier.ORGANISATION: "the organisation's"}


def _measured(written: Written) -> str:
    if written.measure is MeasureKind.DONE:
        return "done / not done"
    if written.measure is MeasureKind.RATING:
        return "your own rating, 1 to 5"
    return f"in {words(written.unit, 60)}" if written.unit and written.target else ""


def _asked(written: Written) -> str:
    if not written.days:
        return "every working day"
    return f"on {say_names([f'{WEEKDAYS[day]}s' for day in sorted(written.days)])}"


def _no_team() -> str:
    return "you are on no team yet, so only you will see this goal"
