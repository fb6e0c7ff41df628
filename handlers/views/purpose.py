"""The organisation's mission, and what people note of themselves."""

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from goals.purpose import AboutMe, Mission
from handlers.views.message import Message, message
from handlers.views.parts import (
    actions,
    button,
    field,
    modal,
    radio,
    section,
    small,
    text_input,
    words,
)
from handlers.views.said import said

ME_ALONE = "me"
LEADS_TOO = "leads"
READERS = {ME_ALONE: "Only me", LEADS_TOO: "My leads and me"}


def mission_message(mission: Mission | None, is_admin: bool) -> Message:
    """What we are here for, and what comes first."""
    if mission is None:
        told = "Nobody has written down yet what we are here for."
        blocks: list[Block] = [section(told)]
        if not is_admin:
            blocks.append(small("A Slack admin can, with `/goal mission`."))
    else:
        told = f"What we are here for: {words(mission.line, 300)}"
        blocks = [section("*What we are here for*"), said(mission.words)]
        if mission.priorities:
            blocks += [section("*What comes first now*"), said(mission.priorities)]
    if is_admin:
        label = "Change" if mission else "Write it down"
        blocks.append(actions(button(label, "mission.change")))
    return message(told, blocks)


def mission_form(mission: Mission | None, typed: str = "") -> View:
    """The form of the mission, filled in with what was typed, else with what holds now."""
    return modal(
        "mission.save",
        "What we are here for",
        [
            field(
                "words",
                "Mission",
                text_input(typed or (mission.words if mission else ""), multiline=True),
                hint="A sentence or two. Its first line stands where goals are set, and in "
                "Monday's message.",
            ),
            field(
                "priorities",
                "Priorities",
                text_input(mission.priorities if mission else "", multiline=True),
                hint="What comes first now, one a line.",
                optional=True,
            ),
            small("Everyone in this workspace can see it."),
        ],
        submit="Save",
    )


def mission_set_view(mission: Mission) -> View:
    """What was set."""
    return modal(
        "mission.set",
        "Saved",
        [
            section("*What we are here for*"),
            said(mission.words),
            small("Everyone sees it with `/goal mission`, where goals are set, and on Mondays."),
        ],
    )


def me_message(noted: AboutMe) -> Message:
    """A person's notes, to the person."""
    told = "Your strengths and aspirations."
    if noted.is_empty:
        told = "What are you good at, and what would you like to grow into? Note it for yourself."
        return message(
            told,
            section(told),
            small("Only you see it, unless you choose to show it to your leads."),
            actions(button("Write it down", "me.change", style="primary")),
        )
    seen = "your leads and you" if noted.for_leads else "you alone"
    return message(
        told,
        about_blocks(noted),
        small(f"Seen by {seen}. A goal of your own can grow from it: `/goal new personal`."),
        actions(button("Change", "me.change")),
    )


def about_blocks(noted: AboutMe) -> list[Block]:
    """What somebody noted of themselves."""
    blocks: list[Block] = []
    if noted.strengths:
        blocks += [section("*Strengths*"), said(noted.strengths)]
    if noted.aspirations:
        blocks += [section("*Aspirations*"), said(noted.aspirations)]
    return blocks


def me_form(noted: AboutMe) -> View:
    """The form of one's notes, filled in."""
    return modal(
        "me.save",
        "About me",
        [
            field(
                "strengths",
                "Strengths",
                text_input(noted.strengths, multiline=True),
                hint="What comes easily, what others come to you for.",
                optional=True,
            ),
            field(
                "aspirations",
                "Aspirations",
                text_input(noted.aspirations, multiline=True),
                hint="What you would like to grow into.",
                optional=True,
            ),
            field(
                "readers",
                "Who can see it",
                radio(READERS, LEADS_TOO if noted.for_leads else ME_ALONE),
            ),
            small("Only me: nobody else, ever. Your leads find it with `/goal team @you`."),
        ],
        submit="Save",
    )


def me_kept_view(noted: AboutMe) -> View:
    """What was kept, and who reads it."""
    seen = "your leads and you" if noted.for_leads else "you alone"
    return modal("me.kept", "Kept", [section(f"Kept. Seen by {seen}. `/goal me` shows it.")])
