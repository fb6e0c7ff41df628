"""Every team in one line, and the same as comma-separated values to copy."""

from collections.abc import Sequence
from datetime import date

from slack_sdk.models.blocks import Block, InteractiveElement

from goals.overview import TeamLine
from goals.people import Person
from handlers.views import goal_lines
from handlers.views.message import Message, message
from handlers.views.parts import actions, button, count, heading, section, small, words

PAGE = 40
"""Teams on one page, a block each: with the head and the buttons within Slack's 50."""
CSV_PART = 2900
"""Characters in one section, with the marks of a block of code around them."""
CSV_PARTS = 45


def overview_message(lines: Sequence[TeamLine], today: date, first: int = 0) -> Message:
    """A page of the teams, by name, from number `first` on."""
    shown = lines[first : first + PAGE]
    blocks: list[Block] = [heading("All teams" if len(lines) > 1 else "Your team")]
    if not lines:
        blocks.append(section("No team yet. `/goal team` sets one up in its channel."))
    blocks += [_team(line) for line in shown]
    blocks.append(small(WHAT_IT_COUNTS))
    if buttons := _buttons(lines, first):
        blocks.append(actions(*buttons, block_id="overview-pages"))
    return message(f"{count(len(lines), 'team')} in one look.", blocks)


WHAT_IT_COUNTS = (
    "Nobody is named. Counted are goals that their whole team sees, and for its leads those that "
    "the leads see; what people keep to themselves is in no count."
)


def _team(line: TeamLine) -> Block:
    block = section(team_line(line))
    block.accessory = button("Open", "overview.team", str(line.team.id))
    return block


def team_line(line: TeamLine) -> str:
    """ "*Chat* · 6 people · 5 reported this week · 3 rungs · 1 blocked · 1 at risk · 2 inputs open,
    the oldest for 3 days · 86 of 90 % ▂▃▅", as mrkdwn.
    """
    state = line.state
    facts = [
        f"*{words(line.team.name, 80)}*",
        count(len(state.members), "person", "people"),
        f"{state.reported_this_week} reported this week",
        f"{count(state.rungs, 'rung', 'rungs')} this week",
        f"{state.blocked} blocked" if state.blocked else "",
        f"{state.at_risk} at risk" if state.at_risk else "",
        _inputs(line),
        _figure(line),
    ]
    return " · ".join(filter(None, facts))


def _inputs(line: TeamLine) -> str:
    if not line.inputs:
        return ""
    told = f"{count(line.inputs, 'input', 'inputs')} open"
    age = "since today" if not line.oldest else f"for {count(line.oldest, 'day', 'days')}"
    return f"{told}, the oldest {age}" if line.inputs > 1 else f"{told} {age}"


def _figure(line: TeamLine) -> str:
    if line.figure is None:
        return ""
    return f"{goal_lines.standing(line.figure)} {line.bars}".rstrip()


def _buttons(lines: Sequence[TeamLine], first: int) -> list[InteractiveElement]:
    buttons: list[InteractiveElement] = []
    if first + PAGE < len(lines):
        buttons.append(button("Next page", "overview.next", str(first + PAGE)))
    if first > 0:
        buttons.append(button("Page before", "overview.before", str(max(first - PAGE, 0))))
    if lines:
        buttons.append(button("As CSV", "overview.csv"))
    return buttons


def csv_message(text: str) -> Message:
    """The lines to copy, in as few pieces as hold them."""
    pieces: list[str] = []
    held = ""
    for each in text.splitlines():
        line = words(each, CSV_PART - 10).replace("```", "'''")
        if held and len(held) + len(line) > CSV_PART:
            pieces.append(held)
            held = ""
        held += f"{line}\n"
    pieces.append(held)
    told = "The overview as comma-separated values: copy them into a file or a sheet."
    blocks = [section(f"```\n{piece}```") for piece in pieces[:CSV_PARTS]]
    left = [small("The rest did not fit.")] if len(pieces) > CSV_PARTS else []
    return message(told, section(told), blocks, left, small(WHAT_IT_COUNTS))


def readers_message(person: Person, is_allowed: bool) -> Message:
    """What came of naming somebody, or of taking that back."""
    name = words(person.name, 80)
    if is_allowed:
        told = (
            f"{name} can look over all teams now, with `/goal overview`: counts and the teams' own "
            "figures, nobody's name and nobody's goals."
        )
    else:
        told = f"{name} does not look over all teams any more, unless as an admin or as a lead."
    return message(told, section(told))
