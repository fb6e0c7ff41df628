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
    OPTION_TEXT,
    SECTION_TEXT,
    actions,
    button,
    count,
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

MOST_IN_FULL = 4
MOST_OPTIONS = 100
MOST_BLOCKS = 40
FOR_ME = ":me"
"""Behind a template's name in a button: of a goal that is to be personal."""


def ref_of(template: Template, *, is_personal: bool = False) -> str:
    """What a button carries: the row of a team's own, the name of one that comes with Rungs; and
    whether the goal is to be personal.
    """
    ref = f"t:{template.id}" if template.id else f"b:{template.name}"
    return f"{ref}{FOR_ME}" if is_personal else ref


def templates_message(found: Sequence[Template], led: Sequence[Team]) -> Message:
    """Templates by kind of work, each with its button; for leads the way to make them theirs."""
    head = "Ladders to start from. Each opens the form, filled in: the numbers are yours to change."
    blocks: list[Block] = [section(head), *template_blocks(found)]
    if led:
        blocks.append(actions(*_for_leads(found, led), block_id="team-templates"))
    return message(f"{count(len(found), 'template')} to start a goal from.", blocks)


def which_message(found: Sequence[Template], *, is_personal: bool = False) -> Message:
    """Several templates that the words could mean."""
    told = "Which one do you mean?"
    return message(told, section(told), template_blocks(found, is_personal=is_personal))


def template_blocks(found: Sequence[Template], *, is_personal: bool = False) -> list[Block]:
    """A few templates in full; more as a list to choose from, one for each line of work."""
    if len(found) <= MOST_IN_FULL:
        return [_line(template, is_personal) for template in found]
    blocks: list[Block] = []
    for work, group in groupby(found, key=lambda template: template.work):
        of_work = list(group)[:MOST_OPTIONS]
        blocks.append(small(f"*{words(work, 80)}*"))
        blocks.append(
            actions(
                StaticSelectElement(
                    action_id="template.use",
                    placeholder=PlainTextObject(text=f"{len(of_work)} to choose from"),
                    options=options(
                        {ref_of(t, is_personal=is_personal): template_option(t) for t in of_work}
                    ),
                ),
                block_id=f"templates-{len(blocks)}",
            )
        )
    return blocks[:MOST_BLOCKS]


def template_option(template: Template) -> str:
    """A template as one of a list: "CSAT of 95 % · 88 → 95 %", the words cut to fit."""
    facts = f" · {say_climb(template)}"
    return cut(template.statement, max(OPTION_TEXT - len(facts), 20)) + facts


def _line(template: Template, is_personal: bool) -> SectionBlock:
    facts = [say_climb(template), count(template.weeks, "week"), f"`{template.name}`"]
    text = f"*{words(template.statement, 150)}*\n{' · '.join(words(fact) for fact in facts)}"
    use = button("Use this", "template.use", ref_of(template, is_personal=is_personal))
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
    weeks = {str(n): count(n, "week") for n in range(1, MOST_WEEKS + 1)}
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
