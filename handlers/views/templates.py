"""How templates look: the list, the choice among a few, the form of a team's own."""

from collections.abc import Sequence
from itertools import groupby

from slack_sdk.models.blocks import (
    Block,
    ConfirmObject,
    InteractiveElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from goals.people import Team
from goals.templates import MOST_WEEKS, Template, say_climb
from handlers.views.goal_fields import MEASURES
from handlers.views.message import Message, message
from handlers.views.parts import (
    SECTION_TEXT,
    actions,
    button,
    cut,
    field,
    modal,
    options,
    radio,
    section,
    select,
    small,
    text_input,
    words,
)

MOST_LISTED = 40
MOST_OPTIONS = 100


def ref_of(template: Template) -> str:
    """What a button carries: the row of a team's own, the name of one that comes with Rungs."""
    return f"t:{template.id}" if template.id else f"b:{template.name}"


def templates_message(found: Sequence[Template], led: Sequence[Team]) -> Message:
    """Templates by kind of work, each with its button; for leads the way to make them theirs."""
    head = "Ladders to start from. Each opens the form, filled in: the numbers are yours to change."
    blocks: list[Block] = [section(head)]
    shown = found[:MOST_LISTED]
    for work, group in groupby(shown, key=lambda template: template.work):
        blocks.append(small(f"*{words(work, 80)}*"))
        blocks += [_line(template) for template in group]
    if len(found) > len(shown):
        left = len(found) - len(shown)
        blocks.append(small(f"…and {left} more: `/goal templates <a word>` finds them."))
    if led:
        blocks.append(actions(*_for_leads(found, led), block_id="team-templates"))
    return message(f"{len(found)} templates to start a goal from.", blocks)


def which_message(found: Sequence[Template]) -> Message:
    """Several templates that the words could mean."""
    told = "Which one do you mean?"
    return message(told, section(told), [_line(template) for template in found[:MOST_LISTED]])


def _line(template: Template) -> SectionBlock:
    facts = [say_climb(template), f"{template.weeks} weeks", f"`{template.name}`"]
    text = f"*{words(template.statement, 150)}*\n{' · '.join(words(fact) for fact in facts)}"
    use = button("Use this", "template.use", ref_of(template))
    return SectionBlock(text=MarkdownTextObject(text=cut(text, SECTION_TEXT)), accessory=use)


def _for_leads(found: Sequence[Template], led: Sequence[Team]) -> list[InteractiveElement]:
    """Any can be changed for the team, which keeps it as its own; its own can be taken out."""
    led_ids = {team.id for team in led}
    offered = [t for t in found if t.team_id is None or t.team_id in led_ids][:MOST_OPTIONS]
    own = [template for template in offered if template.team_id in led_ids]
    elements: list[InteractiveElement] = []
    if offered:
        elements.append(_choose("template.change", "Change one for the team", offered))
    if own:
        sure = ConfirmObject(
            title="Take it out?",
            text="The team no longer finds it here. Goals that were set from it stay.",
            confirm="Take it out",
            deny="Leave it",
        )
        elements.append(_choose("template.drop", "Take one out", own, sure))
    return elements


def _choose(
    action_id: str,
    placeholder: str,
    templates: Sequence[Template],
    confirm: ConfirmObject | None = None,
) -> StaticSelectElement:
    return StaticSelectElement(
        action_id=action_id,
        placeholder=PlainTextObject(text=placeholder),
        options=options({ref_of(t): f"{t.name}: {t.statement}" for t in templates}),
        confirm=confirm,
    )


def template_form(template: Template, teams: Sequence[Team], about: str) -> View:
    """The form of a team's own template, filled in."""
    weeks = {str(n): "1 week" if n == 1 else f"{n} weeks" for n in range(1, MOST_WEEKS + 1)}
    blocks: list[Block] = [
        field(
            "name",
            "Name",
            text_input(template.name),
            hint="What people type: /goal new from csat. One of the same name is replaced.",
        ),
        field("statement", "Goal", text_input(template.statement)),
        field(
            "purpose", "Why it matters", text_input(template.purpose, multiline=True), optional=True
        ),
        field("measure", "Measure", radio(MEASURES, template.measure)),
        field("unit", "Unit", text_input(template.unit), optional=True),
        field(
            "baseline",
            "From",
            text_input(template.baseline),
            hint="A common start. Whoever takes it up puts in their own.",
            optional=True,
        ),
        field("target", "To", text_input(template.target), optional=True),
        field(
            "rungs",
            "Rungs",
            text_input(template.rungs, multiline=True),
            hint="Between From and To, without dates: they spread evenly over the weeks.",
            optional=True,
        ),
        field("weeks", "Runs for", select(weeks, str(template.weeks))),
    ]
    if len(teams) > 1:
        choices = {str(team.id): team.name for team in teams[:MOST_OPTIONS]}
        blocks.append(field("team", "Team", select(choices, str(teams[0].id))))
    blocks.append(small("Everyone on the team sees it under `/goal templates`."))
    return modal("template.save", "Team template", blocks, submit="Keep it", private_metadata=about)


def kept_view(template: Template, team: Team) -> View:
    """What was kept, and how it is taken up."""
    return modal(
        "template.kept",
        "Template kept",
        [
            section(f"*{words(template.statement, 200)}* is a template of {words(team.name, 80)}."),
            small(f"`/goal new from {words(template.name)}` takes it up."),
        ],
    )
