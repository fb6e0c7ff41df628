"""The team channel's message for a rung or a goal reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import SectionBlock

from goals.amounts import say_number
from goals.goal import Goal, MeasureKind, Rung
from goals.rollup import COUNTED
from goals.sight import can_shout
from handlers.views import goal_lines
from handlers.views.goal_lines import say_day, say_names, say_rung
from handlers.views.message import Message, message
from handlers.views.parts import actions, button, numbered, section, words


@dataclass(frozen=True, slots=True)
class ShoutOut:
    """A rung reached: `rung` the highest of those reached `together`, `today` the owner's date."""

    goal: Goal
    rung: Rung
    together: Sequence[Rung]
    names: Sequence[str]
    """Who climbed; beside the reader, where it is for one person alone."""
    parent: Goal | None
    cheers: int
    today: date
    day: date | None = None
    """The local date that the report was for."""


def shout_out_message(told: ShoutOut) -> Message:
    """One line of fact, one of meaning, and the button that cheers."""
    count = f" · {told.cheers}" if told.cheers else ""
    return message(
        _fallback(told, _who(told)),
        _told(told, f"*{_who(told)}*"),
        actions(button(f"👏 Cheer{count}", "climb.cheer", str(told.rung.id))),
    )


def taken_back_message(goal: Goal) -> Message:
    """What a celebration becomes whose number was a mistake; whose it was is told nobody anew."""
    statement = f" of *{words(goal.statement, 200)}*" if can_shout(goal) else ""
    told = f"Taken back: the number behind this rung{statement} was a mistake. The climb goes on."
    return message(told, section(told))


def withdrawn_message(told: ShoutOut, *, is_on_team: bool) -> Message:
    """Why the channel does not hear of what it was to hear of."""
    why = "your team does not see the goal any more" if is_on_team else "you are off that team now"
    said = (
        f"{_fact(told, 'You')} I said that your team's channel would hear of it; it won't, since "
        f"{why}. What you reached counts all the same."
    )
    return message(
        said,
        section(f"*{words(told.goal.statement, 200)}*\n{said}"),
        actions(button("Show", "goal.show", str(told.goal.id))),
    )


def cheered_already() -> Message:
    """A second cheer is as good as the first."""
    told = "Your cheer is counted already. One each makes it everybody's."
    return message(told, section(told))


def praise_message(told: ShoutOut) -> Message:
    """The same for the person alone."""
    you = say_names(("You", *told.names)) if told.goal.is_shared else "You"
    return message(_fallback(told, you), _told(told, you))


def _who(told: ShoutOut) -> str:
    return say_names(told.names) or "Together, they"


def _told(told: ShoutOut, who: str) -> SectionBlock:
    return section("\n".join(filter(None, [f":tada: {_fact(told, who)}", _meaning(told)])))


def _fallback(told: ShoutOut, who: str) -> str:
    fact = _fact(told, who)
    if goal_lines.is_one_off(told.goal):
        return fact
    return f"{fact} {words(told.goal.statement, 200)}"


def _fact(told: ShoutOut, who: str) -> str:
    goal, rung = told.goal, told.rung
    climbed = f"{say_rung(goal, rung)}{_from(goal)}{_on(told)}."
    if goal_lines.is_one_off(goal):
        return f"{who} did it{_on(told)}: {words(goal.statement, 200)}"
    if goal.is_level:
        return f"{who} held {goal_lines.say_level(goal)} to the end{_on(told)}."
    if rung == goal.rungs[-1]:
        return f"{who} reached the top: {climbed}"
    rungs = numbered("rung", [each.position for each in told.together or (rung,)])
    return f"{who} reached {rungs} of {len(goal.rungs)}: {climbed}"


def _on(told: ShoutOut) -> str:
    """The day that it was reached on, where that is not the day on which it was told."""
    is_earlier = told.day is not None and told.day < told.today
    return f", on {say_day(told.day, told.today)}" if told.day and is_earlier else ""


def _from(goal: Goal) -> str:
    """Where the climb began; a count of times began at none, and a guess is nobody's word."""
    is_count = goal.measure.kind is MeasureKind.DONE
    start = say_number(goal.baseline, goal.measure.unit)
    return "" if is_count or goal.start_is_guess else f", from {start}"


def _meaning(told: ShoutOut) -> str:
    """Which goal it was, what that adds to, and what comes next."""
    statement = "It" if goal_lines.is_one_off(told.goal) else f"*{words(told.goal.statement, 200)}*"
    if told.parent and told.parent.state in COUNTED and not told.goal.is_closed:
        adds = f"{statement} adds to {words(told.parent.statement, 150)}."
        return " ".join(filter(None, [adds, _next(told)]))
    if goal_lines.is_one_off(told.goal):
        return ""
    return " · ".join(filter(None, [statement, _next(told)]))


def _next(told: ShoutOut) -> str:
    goal, following = told.goal, told.goal.next_rung
    if following is None or goal.has_ended(told.today):
        return ""
    by = following.due or (goal.due if following == goal.rungs[-1] else None)
    when = f" by {say_day(by, told.today)}" if by else ""
    return f"Next: {say_rung(goal, following)}{when}."
