"""How a person's own times look: their days and hours, their leave, and when they are asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from slack_sdk.models.blocks import Block, SectionBlock
from slack_sdk.models.views import View

from goals.cadence import Leave, Pattern
from goals.people import Person, ShoutOut, Team
from handlers.views.days import day_boxes, say_days, say_time, time_picker
from handlers.views.goal_lines import say_day
from handlers.views.message import Message, message
from handlers.views.parts import (
    actions,
    button,
    checkboxes,
    field,
    modal,
    radio,
    section,
    small,
    words,
)

CELEBRATE: dict[str, str] = {
    ShoutOut.CHANNEL: "In the team's channel",
    ShoutOut.DIRECT: "Just tell me",
    ShoutOut.NOTHING: "Nothing",
}
CELEBRATED = {
    ShoutOut.CHANNEL: "Your rungs are celebrated in the team's channel.",
    ShoutOut.DIRECT: "Your rungs are celebrated with you alone.",
    ShoutOut.NOTHING: "Your rungs are not celebrated anywhere.",
}
ONLY_YOU = "Only you see this."
LEAVES_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Times:
    """When a person is asked. `pattern` holds now, their own or their team's; `home` is that team.

    `next_at` is the next check-in, a UTC instant; None if no goal is asked about. `now` in UTC.
    """

    person: Person
    pattern: Pattern
    home: Team | None
    next_at: datetime | None
    now: datetime


def times_form(times: Times) -> View:
    """ "My times", filled in with what holds now."""
    person, pattern = times.person, times.pattern
    reminder = {"on": "One quiet reminder, if I have not answered"}
    return modal(
        "schedule.save",
        "My times",
        [
            small(_whose(times)),
            field("days", "Days", day_boxes(pattern.days)),
            field(
                "ask_at",
                "Ask me at",
                time_picker(pattern.ask_at),
                hint=f"In your time zone, {person.zone}, which I take from your Slack profile.",
            ),
            field("starts", "Shift starts", time_picker(pattern.starts)),
            field(
                "ends",
                "Shift ends",
                time_picker(pattern.ends),
                hint="I never ask outside these hours. A shift may pass midnight.",
            ),
            field(
                "reminders",
                "Reminder",
                checkboxes(reminder, ["on"] if person.reminders else []),
                optional=True,
            ),
            field("shout_outs", "Celebrate my rungs", radio(CELEBRATE, person.shout_outs)),
            small(ONLY_YOU),
        ],
        submit="Save",
    )


def _whose(times: Times) -> str:
    if times.person.pattern:
        return "These are your own times. `/goal schedule reset` goes back to your team's."
    if times.home:
        name = words(times.home.name, 100)
        return f"These are {name}'s times. Change them here, and you have your own."
    return "These are the usual times. Change them here, and you have your own."


def times_message(times: Times) -> Message:
    """What holds now, and when the next check-in comes."""
    own = [button("Back to the team's times", "schedule.reset")] if times.person.pattern else []
    return message(
        _asked(times),
        _held(times),
        actions(button("Change", "schedule.open"), *own),
        small(ONLY_YOU),
    )


def times_view(times: Times) -> View:
    """The same, in the place of the form."""
    return modal("schedule.saved", "My times", [_held(times), small(ONLY_YOU)])


def _held(times: Times) -> SectionBlock:
    reminder = "One quiet reminder, if you have not answered." if times.person.reminders else ""
    lines = [
        _asked(times),
        reminder or "No reminders.",
        CELEBRATED[times.person.shout_outs],
        f"*{say_next(times)}*",
    ]
    return section("\n".join(lines))


def _asked(times: Times) -> str:
    pattern = times.pattern
    whose = "your own times" if times.person.pattern else "your team's times"
    if not (times.person.pattern or times.home):
        whose = "the usual times"
    return (
        f"I ask you at {say_time(pattern.ask_at)}, {say_days(pattern.days)}, within your hours "
        f"{say_time(pattern.starts)}–{say_time(pattern.ends)} ({times.person.zone}): {whose}."
    )


def say_next(times: Times) -> str:
    """When the next check-in comes, in the person's own zone."""
    if times.next_at is None:
        return "No check-in ahead: none of your goals is asked about. /goal new sets one."
    if times.next_at <= times.now:
        return "Next check-in: in a moment."
    zone = times.person.zone_info
    at, today = times.next_at.astimezone(zone), times.now.astimezone(zone).date()
    return f"Next check-in: {say_day(at.date(), today)}, {say_time(at.time())}."


def say_leave(leave: Leave, today: date) -> str:
    """Days off as people say them: "Thu 24 Dec to Sat 2 Jan 2027"."""
    first, last = say_day(leave.first, today), say_day(leave.last, today)
    return first if leave.first == leave.last else f"{first} to {last}"


def away_message(noted: Sequence[Leave], today: date, times: Times) -> Message:
    """Days off were noted."""
    days = "; ".join(say_leave(leave, today) for leave in noted)
    told = f"You are away {days}: I won't ask you then."
    blocks: list[Block] = [section(f"{told}\n*{say_next(times)}*")]
    if len(noted) == 1:
        blocks.append(actions(button("Remove", "away.remove", _value(noted[0]))))
    else:
        blocks += [_listed(leave, today) for leave in noted[:LEAVES_SHOWN]]
    return message(f"{told} {say_next(times)}", blocks, small(ONLY_YOU))


def worked_message(noted: Sequence[Leave], today: date, times: Times) -> Message:
    """Days that would be off are worked."""
    days = "; ".join(say_leave(leave, today) for leave in noted)
    told = f"You work on {days}, so I ask you then. `/goal away` takes it back."
    return message(f"{told} {say_next(times)}", section(f"{told}\n*{say_next(times)}*"))


def holidays_message(place: str, times: Times, *, is_own: bool) -> Message:
    """Whose public holidays a person has."""
    whose = "your own choice" if is_own else "your team's"
    told = f"Public holidays: {words(place, 100)} ({whose}). I don't ask you on them."
    return message(f"{told} {say_next(times)}", section(f"{told}\n*{say_next(times)}*"))


def leaves_message(
    leaves: Sequence[Leave], today: date, times: Times, removed: Leave | None = None
) -> Message:
    """The days off that are still to come, each with a button that removes it."""
    head = f"Removed: {say_leave(removed, today)}.\n" if removed else ""
    if not leaves:
        told = "No days off are noted. `/goal away 24 Dec to 2 Jan` notes some."
        return message(told, section(f"{head}{told}\n*{say_next(times)}*"), small(ONLY_YOU))
    blocks: list[Block] = [section(f"{head}You are away on these days:")]
    for leave in leaves[:LEAVES_SHOWN]:
        blocks.append(_listed(leave, today))
    if len(leaves) > LEAVES_SHOWN:
        blocks.append(small(f"…and {len(leaves) - LEAVES_SHOWN} more later."))
    blocks += [section(f"*{say_next(times)}*"), small(ONLY_YOU)]
    return message(f"Your days off: {len(leaves)} noted.", blocks)


def _listed(leave: Leave, today: date) -> SectionBlock:
    line = section(say_leave(leave, today))
    line.accessory = button("Remove", "away.remove", _value(leave))
    return line


def _value(leave: Leave) -> str:
    return f"{leave.first.isoformat()}/{leave.last.isoformat()}"


def not_today_message(day: date, today: date, times: Times) -> Message:
    """What stands in the place of the daily message after "Not today"."""
    when = "today" if day == today else f"for {say_day(day, today)}"
    told = f"No check-in {when}. What you reported stays."
    return message(
        f"{told} {say_next(times)}",
        section(f"{told}\n*{say_next(times)}*"),
        actions(button("Ask me after all", "away.back", day.isoformat())),
    )
