"""Templates: `/goal templates`, `/goal new from csat`, and what a team keeps of its own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from goals.amounts import write_amount
from goals.draft import Step
from goals.errors import NotALead, UnknownGoal
from goals.goal import Goal, MeasureKind
from goals.people import Actor, Team
from goals.sight import can_keep, can_see
from goals.templates import (
    NotSharedYet,
    Template,
    UnknownTemplate,
    built_in,
    close_to,
    for_team,
    kept,
    matching,
    name_of,
    rungs_of,
    written,
)
from handlers.carried import number_in, one_of
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.goal_form import new_form, open_form
from handlers.habits import habits_of
from handlers.shell import Shell
from handlers.spoken import plain
from handlers.triggers import Click, Command, Form, Trigger
from handlers.views.message import Message
from handlers.views.new_goal import short_form
from handlers.views.templates import (
    FOR_ME,
    kept_view,
    ref_of,
    template_form,
    templates_message,
    which_message,
)
from handlers.views.tier_fields import PERSONAL
from store import ladders, templates
from store.database import Tx

FROM = "from "


def listed(deps: Deps, command: Command) -> Message:
    """`/goal templates`, or those that hold some words. Raises UnknownTemplate."""
    offered = _offered(deps, command)
    words = plain(command.words)
    found = matching(words, offered) if words else offered
    if words and not found:
        raise _unknown(words, offered)
    return templates_message(found, _led(command))


@dataclass(frozen=True, slots=True)
class Meant:
    """What "from …" means: templates, or none, and then those that are `close` to the words."""

    found: Sequence[Template] = ()
    close: Sequence[Template] = ()
    unknown: str = ""
    """The words, where they name no template and have no number of a goal's own."""


def meant(deps: Deps, trigger: Trigger, sentence: str) -> Meant:
    """The templates that "from csat" means; nothing for words that are a goal's own sentence.

    A sentence may begin with "from" as well ("from 25 to 40 chats"): it has a number, and no
    template of just these words.
    """
    if not sentence.casefold().startswith(FROM):
        return Meant()
    words, offered = sentence[len(FROM) :], _offered(deps, trigger)
    found = matching(words, offered)
    if any(character.isdigit() for character in words):
        return Meant(found if {template.name for template in found} == {name_of(words)} else [])
    return Meant(found) if found else Meant(close=close_to(words, offered), unknown=words)


def offer(
    deps: Deps, trigger: Trigger, found: Sequence[Template], *, is_personal: bool
) -> Message | None:
    """The form from the one template, or several to choose from."""
    if len(found) > 1:
        return which_message(found, is_personal=is_personal)
    _open(deps, trigger, found[0], is_personal=is_personal)
    return None


def use(deps: Deps, click: Click) -> None:
    """ "Use this": the form of a new goal, filled in. Raises UnknownTemplate."""
    ref = click.value.removesuffix(FOR_ME)
    with deps.read() as tx:
        template = template_of(tx, click.actor, ref)
    _open(deps, click, template, is_personal=ref != click.value)


def _open(deps: Deps, trigger: Trigger, template: Template, *, is_personal: bool = False) -> None:
    open_form(
        deps,
        trigger,
        written(template, trigger.today),
        guesses=frozenset({"baseline"}),
        is_personal=is_personal or template.is_personal,
        template=ref_of(template),
    )


def show_instead(deps: Deps, form: Form, ref: str) -> None:
    """A template chosen in the form: the form anew, filled in from it. Raises UnknownTemplate."""
    with deps.read() as tx:
        template = template_of(tx, form.actor, ref)
        shown = new_form(
            tx,
            form.actor,
            written(template, form.today),
            sorted(form.actor.teams, key=lambda team: str(team.id) != form.choice("team")),
            guesses=frozenset({"baseline"}),
            is_personal=template.is_personal or form.choice("whose") == PERSONAL,
            template=ref_of(template),
        )
    form.show(short_form(shown))


def keep(deps: Deps, click: Click) -> None:
    """ "Keep as a template for the team", on a goal's card: the form, filled in from the goal.

    Raises UnknownGoal, NotALead, NotSharedYet.
    """
    with deps.read() as tx:
        goal = ladders.by_ids(tx, [number_in(click.value)]).get(number_in(click.value))
    if goal is None or not can_see(click.actor, goal):
        raise UnknownGoal("")
    team = next((team for team in _led(click) if team.id == goal.team_id), None)
    if team is None:
        raise NotALead
    if not can_keep(goal):
        raise NotSharedYet(goal.key)
    click.open(template_form(_from_goal(goal, team), [team], _about(None, team)))


def change(deps: Deps, click: Click) -> None:
    """ "Change one for the team": the form, filled in from a template. Raises NotALead."""
    led = _led(click)
    if not led:
        raise NotALead
    template = _chosen(deps, click)
    own = [team for team in led if team.id == template.team_id]
    click.open(template_form(template, own or led, _about(template if own else None, None)))


def drop(deps: Deps, click: Click) -> None:
    """ "Take one out": a team's own template is gone; goals that were set from it stay."""
    with deps.begin() as tx:
        own = templates.of_teams(tx, [team.id for team in _led(click)])
        found = next((template for template in own if ref_of(template) == click.value), None)
        if found is None or found.id is None or found.team_id is None:
            raise NotALead
        templates.drop(tx, found.team_id, found.id)
    click.replace(templates_message(_offered(deps, click), _led(click)))


def save(deps: Deps, form: Form) -> None:
    """The submitted template. Raises FieldProblems, NotALead; then nothing was changed."""
    team = _team(form)
    wanted = kept(_typed(form, team), form.today, habits_of(form.actor.person))
    with deps.begin() as tx:
        templates.keep(tx, team.workspace_id, team.id, wanted)
        if form.about.get("id") and form.about.text("name") != wanted.name:
            templates.drop(tx, team.id, form.about.number("id"))
    form.show(kept_view(wanted, team))


def _team(form: Form) -> Team:
    """The team to keep it for: chosen, or the only one led. Raises NotALead."""
    led = _led(form)
    only = form.about.get("team")
    chosen = form.choice("team") or (str(only) if only else None)
    team = next((team for team in led if chosen in (None, str(team.id))), None)
    if team is None:
        raise NotALead
    return team


def _typed(form: Form, team: Team) -> Template:
    weeks = form.choice("weeks")
    return Template(
        name=form.text("name"),
        work=team.name,
        statement=form.text("statement"),
        weeks=number_in(weeks) if weeks else 0,
        purpose=form.text("purpose"),
        measure=one_of(MeasureKind, form.choice("measure") or MeasureKind.NUMBER),
        unit=form.text("unit"),
        baseline=form.text("baseline"),
        target=form.text("target"),
        rungs=form.text("rungs"),
        team_id=team.id,
    )


def _from_goal(goal: Goal, team: Team) -> Template:
    steps = [Step(rung.threshold, rung.name) for rung in goal.rungs]
    return Template(
        name=name_of(goal.statement)[:40].strip("-"),
        work=team.name,
        statement=goal.statement,
        weeks=min(max(round((goal.due - goal.start).days / 7), 1), 52),
        purpose=goal.purpose,
        measure=goal.measure.kind,
        unit=goal.measure.unit,
        baseline=write_amount(goal.starts_at, goal.measure.unit),
        target=write_amount(goal.target, goal.measure.unit),
        rungs=rungs_of(steps, goal.measure.unit),
        team_id=team.id,
    )


def _offered(deps: Deps, trigger: Trigger) -> list[Template]:
    """What the actor's teams offer: their own templates first."""
    with deps.read() as tx:
        return _offered_to(tx, trigger)


def _offered_to(tx: Tx, trigger: Trigger) -> list[Template]:
    return for_team(templates.of_teams(tx, [team.id for team in trigger.actor.teams]))


def _chosen(deps: Deps, click: Click) -> Template:
    """The template of the button or option. Raises UnknownTemplate for one that is gone."""
    with deps.read() as tx:
        return template_of(tx, click.actor, click.value)


def template_of(tx: Tx, actor: Actor, ref: str) -> Template:
    """The template that a button, option or form names. Raises UnknownTemplate where it is gone."""
    own = templates.of_teams(tx, [team.id for team in actor.teams])
    known = {ref_of(template): template for template in (*built_in(), *own)}
    if ref not in known:
        raise UnknownTemplate("", ())
    return known[ref]


def _led(trigger: Trigger) -> list[Team]:
    return [member.team for member in trigger.actor.memberships if member.is_lead]


def _about(template: Template | None, team: Team | None) -> str:
    """Which row the form changes, or for which team it makes one."""
    row = {"id": template.id, "name": template.name} if template else {}
    return json.dumps({**row, "team": team.id if team else template and template.team_id})


def _unknown(words: str, offered: list[Template]) -> UnknownTemplate:
    close = close_to(words, offered)
    return UnknownTemplate(words[:40], tuple(template.name for template in close))


SUB_COMMANDS = (
    SubCommand(
        "templates",
        "",
        "ladders to start from; /goal new from csat takes one up",
        listed,
        reads_words=True,
    ),
)


def register(shell: Shell, deps: Deps) -> None:
    """Taking a template up; for leads, keeping, changing and taking out the team's own."""
    shell.click("template.use", partial(use, deps))
    shell.click("template.keep", partial(keep, deps))
    shell.click("template.change", partial(change, deps))
    shell.click("template.drop", partial(drop, deps))
    shell.form("template.save", partial(save, deps))
