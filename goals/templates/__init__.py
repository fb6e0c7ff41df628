"""Templates: ladders that service teams climb again and again, to be taken up and made one's own.

Those that come with Rungs are the TOML files beside this one, a file for each kind of work; a
team's own are in the database, and take the place of one of the same name.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from functools import cache
from importlib import resources

from goals.amounts import read_amount, say_amount, say_number, write_amount
from goals.draft import Draft, Step, Written, draft
from goals.errors import FieldProblems, Missing, Refusal, TooLong
from goals.goal import MeasureKind
from goals.habits import UNKNOWN, WRITTEN, Habits
from goals.measures import named, names, parted, spelled

NAME_LENGTH = 40
CLOSE = 5
LIKE = 0.65
"""Of 1: a letter or two off."""
MOST_WEEKS = 52
_NOT_IN_A_NAME = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Template:
    """A goal to be, without dates: it runs `weeks` from the day on which it is taken up.

    `name` is what people type ("csat"), `work` the kind of work it belongs to, or the team's name
    for a team's own, whose row is `id`. Numbers and `rungs` are as typed into the form.
    """

    name: str
    work: str
    statement: str
    weeks: int
    purpose: str = ""
    measure: MeasureKind = MeasureKind.NUMBER
    unit: str = ""
    baseline: str = ""
    target: str = ""
    rungs: str = ""
    is_personal: bool = False
    id: int | None = None
    team_id: int | None = None


@dataclass
class UnknownTemplate(Refusal):
    """No template of that name; `close` are the names of those that are like it."""

    text: str
    close: tuple[str, ...]


@dataclass
class NotSharedYet(Refusal):
    """A template shows a goal's words to the team, and not all of the team may see this goal."""

    key: str


class NotAName(Refusal):
    """A template's name needs a letter or a digit."""


@dataclass
class NotWeeks(Refusal):
    """A template runs a whole number of weeks, up to `most`."""

    most: int


@cache
def built_in() -> tuple[Template, ...]:
    """The templates that come with Rungs, by kind of work."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    return tuple(
        template
        for file in files
        if file.name.endswith(".toml")
        for template in _read(file.read_text(encoding="utf-8"))
    )


def _read(text: str) -> list[Template]:
    read = tomllib.loads(text)
    return [
        Template(
            work=read["work"],
            **{**fields, "measure": MeasureKind(fields.get("measure", "number"))},
        )
        for fields in read["template"]
    ]


def for_team(own: Iterable[Template]) -> list[Template]:
    """What a team offers: its own, by name, then those of Rungs whose names it has not taken."""
    ours = sorted(own, key=lambda template: template.name)
    taken = {template.name for template in ours}
    return [*ours, *(template for template in built_in() if template.name not in taken)]


def matching(words: str, templates: Sequence[Template]) -> list[Template]:
    """The templates that words mean: those of this name, else all of the measures that the words
    name (AHT, first reply) and with every other word of theirs.
    """
    name = name_of(words)
    exact = [template for template in templates if template.name == name]
    if exact or not name:
        return exact
    measures, others = parted(words)
    return [
        template
        for template in templates
        if measures <= named(_searched(template))
        and all(word in _searched(template) for word in others)
    ]


def close_to(words: str, templates: Sequence[Template]) -> list[Template]:
    """Templates that words may mean which mean none: by a name, or a measure's, that is like them.
    The likest first.
    """
    by_name = dict[str, list[Template]]()
    for template in sorted(templates, key=lambda template: len(template.name)):
        own = named(_searched(template))
        called = {spelled(template.name), *(n for n, measure in names().items() if measure in own)}
        for each in called:
            by_name.setdefault(each, []).append(template)
    like = get_close_matches(spelled(words)[:NAME_LENGTH], by_name, CLOSE, LIKE)
    found = {template.name: template for name in like for template in by_name[name]}
    return list(found.values())[:CLOSE]


def _searched(template: Template) -> str:
    return spelled(" ".join([template.name, template.work, template.statement]))


def name_of(words: str) -> str:
    """A name as people type it: "Team CSAT!" is "team-csat"."""
    return _NOT_IN_A_NAME.sub("-", words.strip().casefold())[: NAME_LENGTH + 1].strip("-_")


def written(template: Template, today: date) -> Written:
    """The form of a goal from a template, taken up today: its rungs at even distances."""
    due = _workday(today + timedelta(weeks=template.weeks))
    undated = _written(template, due)
    steps = draft(undated, today, _no_dates, WRITTEN).rungs
    lines = [
        _line(step, template.unit, _workday(today + (due - today) * place / len(steps)))
        for place, step in enumerate(steps, start=1)
    ]
    return _written(template, due, "\n".join(lines[:-1]))


def _written(template: Template, due: date, rungs: str | None = None) -> Written:
    return Written(
        statement=template.statement,
        purpose=template.purpose,
        measure=template.measure,
        unit=template.unit,
        baseline=template.baseline,
        target=template.target,
        rungs=template.rungs if rungs is None else rungs,
        due=due,
    )


def _line(step: Step, unit: str, day: date) -> str:
    name = f" {step.name}" if step.name else ""
    return f"{write_amount(step.threshold, unit)}{name} by {day.day} {day:%B} {day.year}"


def _workday(day: date) -> date:
    """The day, or the Friday before its weekend."""
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _no_dates(text: str, today: date) -> date | None:
    """A template's rungs have no dates: they move with the day on which it is taken up."""
    return None


def kept(template: Template, today: date, habits: Habits = UNKNOWN) -> Template:
    """A template as it may be kept: named, and a goal that holds together on any day.

    `habits` are of who wrote it. Raises FieldProblems, named as in the form.
    """
    problems: dict[str, Refusal] = {}
    name = name_of(template.name)
    if not name:
        problems["name"] = NotAName() if template.name.strip() else Missing()
    elif len(name) > NAME_LENGTH:
        problems["name"] = TooLong(len(template.name.strip()), NAME_LENGTH)
    if not 1 <= template.weeks <= MOST_WEEKS:
        problems["weeks"] = NotWeeks(MOST_WEEKS)
    weeks = min(max(template.weeks, 1), MOST_WEEKS)
    made: Draft | None = None
    try:
        due = _workday(today + timedelta(weeks=weeks))
        made = draft(_written(template, due), today, _no_dates, habits)
    except FieldProblems as found:
        problems = {**found.problems, **problems}
    if problems or made is None:
        raise FieldProblems(problems)
    return Template(
        name=name,
        work=template.work,
        statement=made.statement,
        weeks=weeks,
        purpose=made.purpose,
        measure=made.measure.kind,
        unit=made.measure.unit,
        baseline=write_amount(made.starts_at, made.measure.unit),
        target=write_amount(made.target, made.measure.unit),
        rungs=rungs_of(made.rungs, made.measure.unit),
        id=template.id,
        team_id=template.team_id,
    )


def rungs_of(steps: Sequence[Step], unit: str) -> str:
    """The rungs below the top as a line, without their dates."""
    lines = (f"{write_amount(step.threshold, unit)} {step.name}" for step in steps[:-1])
    return "\n".join(line.strip() for line in lines)


def say_climb(template: Template) -> str:
    """ "80 → 90 %", "0 → 6 times", "3 → 4 of 5"."""
    unit = template.unit
    baseline, target = (
        read_amount(text, unit, WRITTEN) for text in (template.baseline, template.target)
    )
    ends = {
        MeasureKind.NUMBER: say_amount(target, unit),
        MeasureKind.DONE: f"{say_amount(target)} times",
        MeasureKind.RATING: f"{say_amount(target)} of 5",
    }
    end = ends[template.measure]
    return f"hold {end}" if baseline == target else f"{say_number(baseline, unit)} → {end}"
