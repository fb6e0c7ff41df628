"""Climbing together: the fields that ask others in, their message, and what the owner hears."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import (
    Block,
    ConfirmObject,
    InteractiveElement,
    PlainTextObject,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from goals.goal import Combine, Goal, MeasureKind, Part, Tier, Visibility
from goals.together import MOST_CONTRIBUTORS
from handlers.views import goal_lines
from handlers.views.goal_lines import say_value
from handlers.views.message import Message, message
from handlers.views.parts import actions, button, field, modal, section, select, small, words
from handlers.views.said import about

COMBINES = {
    Combine.SUM: "Added up: 12 + 9 = 21",
    Combine.AVERAGE: "Their average: 12 and 9 make 10.5",
    Combine.LATEST: "The latest number that anybody reports",
}
HOW = {
    Combine.SUM: "Your parts are added up: 12 + 9 = 21.",
    Combine.AVERAGE: "Your parts make an average: 12 and 9 make 10.5.",
    Combine.LATEST: "The latest number that anybody reports is where it stands.",
}
HOW_DONE = "It counts how often all of you did it."
SEES = {
    Visibility.TEAM: "The team sees the goal and everybody's numbers.",
    Visibility.LEADS: "Those who climb it and the team's leads see the goal and the numbers.",
    Visibility.ME: "",
}


@dataclass(frozen=True, slots=True)
class Together:
    """What the fields show: the people (Slack ids) asked in, and how their parts come together."""

    user_ids: Sequence[str] = ()
    combine: Combine | None = None


def together_fields(together: Together, *, with_combine: bool = True) -> list[Block]:
    """The fields that make a goal one of several people."""
    people = UserMultiSelectElement(
        initial_users=list(together.user_ids) or None, max_selected_items=MOST_CONTRIBUTORS
    )
    asked = field(
        "together",
        "Together with",
        people,
        hint="People of your teams. Each is asked first, and checks in on their own part.",
        optional=True,
    )
    how = field(
        "combine",
        "How your parts come together",
        select(COMBINES, together.combine),
        hint="Left open: added up; percentages and ratings by their average. It stays so.",
        optional=True,
    )
    return [asked, how] if with_combine else [asked]


def ask_modal(goal: Goal, day: date, about_it: str) -> View:
    """The form with which an owner asks others in."""
    blocks = [
        section(goal_lines.goal_line(goal, day)),
        *together_fields(Together(), with_combine=not goal.is_shared),
        small(
            "They get a direct message with the goal, and are in with their yes; you hear of it. "
            f"{_who_sees(goal)} Notes are seen by who wrote them, by you and the leads."
        ),
    ]
    return modal("together.ask", "Ask somebody in", blocks, submit="Ask", private_metadata=about_it)


def asked_modal(goal: Goal, names: Sequence[str]) -> View:
    """Who was asked."""
    told = f"Asked: {goal_lines.say_names(names)}." if names else "They were asked before."
    blocks = [
        section(f"{about(goal)}\n{told}"),
        small(f"You hear what they say. {how(goal)}"),
    ]
    return modal("together.asked", "Ask somebody in", blocks)


def _who_sees(goal: Goal) -> str:
    if goal.tier is Tier.ORGANISATION and goal.visibility is Visibility.TEAM:
        return "Everyone here sees the goal and everybody's numbers."
    return SEES[goal.visibility]


def how(goal: Goal) -> str:
    """How the parts of this goal come together, in a sentence."""
    if goal.measure.kind is MeasureKind.DONE:
        return HOW_DONE
    return HOW[goal.combine] if goal.combine else ""


def join_message(goal: Goal, owner: str, day: date) -> Message:
    """The question to somebody who is asked in: who, what, who sees it."""
    who, value = words(owner, 60), str(goal.id)
    return message(
        f"{who} asks you to climb {goal.key} together: {words(goal.statement, 200)}",
        section(f"*{who}* asks you to climb a goal together."),
        section(goal_lines.goal_line(goal, day)),
        section(f"{how(goal)} I would ask you for your part, in your daily message."),
        actions(
            button("Join", "together.join", value, style="primary"),
            button("No, thanks", "together.decline", value),
        ),
        small(f"{_who_sees(goal)} Your notes are seen by you, {who} and the leads."),
    )


def joined_message(goal: Goal, when: str) -> Message:
    """In the place of the question: yes."""
    told = f"✓ You are in: {about(goal)}"
    asks = f" I'll ask you for your part on {when}." if when else ""
    return message(
        f"You are in: {goal.key}.",
        section(f"{told}\n`/goal checkin {goal.key} …` reports your part any time.{asks}"),
        actions(button("Show", "goal.show", str(goal.id))),
    )


def declined_message(goal: Goal, owner: str) -> Message:
    """In the place of the question: no."""
    told = f"✓ You said no, thanks, to {about(goal)}. {words(owner, 60)} is told, and that is that."
    return message(f"You said no, thanks, to {goal.key}.", section(told))


def left_message(goal: Goal, part: Part | None) -> Message:
    """In the place of the card: gone."""
    told = f"✓ You have left {about(goal)}. I won't ask you about it.{_stays(goal, part, 'Your')}"
    return message(f"You have left {goal.key}.", section(told))


def came_message(goal: Goal, who: str) -> Message:
    """To the owner: yes."""
    told = f"*{words(who, 60)}* is in on {about(goal)}."
    show = actions(button("Show", "goal.show", str(goal.id)))
    return message(f"{words(who, 60)} is in on {goal.key}.", section(told), show)


def stayed_away_message(goal: Goal, who: str) -> Message:
    """To the owner: no."""
    told = f"*{words(who, 60)}* says no, thanks, to {about(goal)}."
    return message(f"{words(who, 60)} says no, thanks, to {goal.key}.", section(told))


def gone_message(goal: Goal, who: str, part: Part | None) -> Message:
    """To the owner: somebody left."""
    told = f"*{words(who, 60)}* has left {about(goal)}.{_stays(goal, part, 'Their')}"
    return message(f"{words(who, 60)} has left {goal.key}.", section(told))


def _stays(goal: Goal, part: Part | None, whose: str) -> str:
    if part is None or part.value is None:
        return ""
    return f" {whose} part stays counted: {say_value(goal, part.value)}."


def together_buttons(goal: Goal, reader_id: int) -> list[InteractiveElement]:
    """What a reader who climbs it may do about who else does."""
    if not goal.is_active:
        return []
    if reader_id != goal.owner_id:
        return [button("Leave this goal", "together.leave", str(goal.id), confirm=_sure(goal))]
    if goal.visibility is Visibility.ME or goal.is_personal or goal.team_id is None:
        return []
    return [button("Ask somebody in", "together.open", str(goal.id))]


def _sure(goal: Goal) -> ConfirmObject:
    return ConfirmObject(
        title="Leave this goal?",
        text=PlainTextObject(
            text=f"Your part of {goal.key} stays counted as it is, and I won't ask you about it."
        ),
        confirm="Leave",
        deny="Stay",
    )
