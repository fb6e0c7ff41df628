"""The daily message: all goals of a person's day, each answered in place."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    InteractiveElement,
    PlainTextObject,
    StaticSelectElement,
)

from goals.amounts import say_number
from goals.daily import Daily, Item, can_repeat, slipping
from goals.goal import CheckIn, Confidence, Goal, GoalState, MeasureKind, Rung
from goals.hold import doubt
from goals.ladder import meets
from handlers.views import goal_lines
from handlers.views.closed import (
    MOST_ENDED,
    ended_blocks,
    ended_line,
    higher_button,
    mistake_buttons,
)
from handlers.views.goal_lines import say_day, say_value
from handlers.views.held import held_lines
from handlers.views.look_back import review_blocks
from handlers.views.message import Message, message
from handlers.views.offer import can_offer, offer_buttons, offer_line, tip_line
from handlers.views.parts import (
    MESSAGE_BLOCKS,
    actions,
    button,
    left_out,
    numbered,
    option,
    row,
    section,
    small,
    words,
)
from handlers.views.proposal.listing import waiting_line
from handlers.views.who_sees import notes_line

MOST_REVIEWS = 5
"""Looks back in one message, at two blocks each; `/goal review` has them all."""

CONFIDENCES = {
    Confidence.ON_TRACK: "On track",
    Confidence.AT_RISK: "At risk",
    Confidence.BLOCKED: "Blocked",
}


def daily_message(daily: Daily) -> Message:
    """The whole day, answered and open; the open ones carry their buttons."""
    more: list[Block] = []
    for goal in daily.ended[:MOST_ENDED]:
        more.extend(ended_blocks(goal, daily.day))
    if left := len(daily.ended[MOST_ENDED:]):
        more.append(small(left_out(left, "`/goal list`", "that ended", "that ended")))
    for look in daily.reviews[:MOST_REVIEWS]:
        more.extend(review_blocks(look, daily.day))
    if left := len(daily.reviews[MOST_REVIEWS:]):
        more.append(small(left_out(left, "`/goal review`", "to look back at", "to look back at")))
    more += waiting_line(daily.proposed)
    if daily.items and daily.is_first:
        more.append(small(notes_line(daily)))
    more.append(_footer(daily))
    blocks: list[Block] = [section(_greeting(daily))]
    if daily.mission:
        blocks.append(small(f"What we are here for: {words(daily.mission, 300)}"))
    room = MESSAGE_BLOCKS - len(blocks) - len(more) - 1  # the line of what is left
    answered_for = 0
    for item in daily.items:
        made = item_blocks(item, daily.day)
        if len(made) > room:
            break
        blocks, room, answered_for = [*blocks, *made], room - len(made), answered_for + 1
    if left := len(daily.items) - answered_for:
        also = " “Log all” asks for those that are open, and" if len(daily.open) > 1 else ""
        blocks.append(small(f"{left} more:{also} `/goal checkin G-… <number>` answers each."))
    return message(fallback(daily), blocks, more)


def fallback(daily: Daily) -> str:
    """The day in a sentence, for notifications."""
    name = words(daily.person.first_name, 60)
    if not daily.items:
        ended = [ended_line(goal) for goal in daily.ended if goal.is_active]
        if ended:
            return f"Hello, {name}. {ended[0]}"
        look = f"Hello, {name}. Time to look back." if daily.reviews else ""
        return look or f"No goals today, {name}."
    if daily.open:
        return f"Hello, {name}. {_count(len(daily.open))} today, under a minute."
    return f"Thanks, {name}. That's today done."


def _greeting(daily: Daily) -> str:
    name = words(daily.person.first_name, 60)
    when = say_day(daily.day)
    if not daily.items and (daily.ended or daily.reviews):
        return f"*{when}* · Hello, {name}. No number is asked today."
    if not daily.items:
        return f"*{when}* · No goals today, {name}. `/goal new` sets one."
    if not daily.open:
        return f"*{when}* · Thanks, {name}. That's today done."
    if len(daily.open) < len(daily.items):
        return f"*{when}* · {_count(len(daily.open))} still open, {name}."
    return f"Hello, {name}. {_count(len(daily.items))} today, under a minute."


def _count(number: int) -> str:
    small_numbers = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    said = small_numbers[number] if number < len(small_numbers) else str(number)
    return f"{said} goal" + ("" if number == 1 else "s")


def _footer(daily: Daily) -> Block:
    """All at once, or none of it today; what is seldom needed is behind "…"."""
    day = daily.day.isoformat()
    shown, rest = [], [button("My times", "schedule.open")]
    if len(daily.open) > 1:
        shown.append(button("Log all", "check_in.log_all", f"0:{day}:daily", style="primary"))
    if daily.open:
        shown.append(button("Not today", "away.today", day))
    if daily.items and not daily.is_first:
        rest.append(button("Who sees this", "check_in.who_sees", day))
    made = row(shown, rest)
    made.block_id = "footer"
    return made


def item_blocks(
    item: Item, day: date, surface: str = "daily", today: date | None = None
) -> list[Block]:
    """One goal of the day: open with its buttons, or answered with a way to correct it. `today`:
    the reader's date, where that is not the day.

    Two blocks; three with the offer of a smaller step.
    """
    line = partial(goal_lines.goal_line, reader_id=item.reader_id, reported_on=_reported_on(item))
    lines = [line(item.goal, today or day)]
    if item.today:
        lines.append(said(item.goal, item.today))
        lines.extend(reached_line(item))
        lines.extend(held_lines(item.goal, item.today))
    elif (slips := slipping(item.goal, day)) is not None and not _is_luck(item):
        lines.append(
            f":hourglass_flowing_sand: {_nears(slips, day)} "
            "If it looks tight, say so in your note: a smaller step is fine."
        )
    if item.tip:
        lines.append(tip_line(item.tip))
    offer = item.offer if can_offer(item.goal, day) else None
    if offer:
        lines.append(offer_line(offer, item.goal))
    value = f"{item.goal.id}:{day.isoformat()}:{surface}"
    blocks: list[Block] = [section("\n".join(lines))]
    if offer:  # right below its question
        blocks.append(offer_buttons(item.goal, value))
    if not item.goal.is_closed:
        blocks.append(_buttons(item, value, surface))
    return blocks


def _nears(slips: date, day: date) -> str:
    """ "Fri 18 Dec is near."; "It is due today."."""
    if slips == day:
        return "It is due today."
    return "It is due tomorrow." if (slips - day).days == 1 else f"{say_day(slips, day)} is near."


def _reported_on(item: Item) -> date | None:
    """The day of the report that says where the goal stands; None where another one does."""
    latest = item.today or item.previous
    return latest.day if latest and latest.value == item.goal.value else None


def _is_luck(item: Item) -> bool:
    """Where it stands comes from few answers, which says as little of a setback as of a success."""
    return item.previous is not None and doubt(item.goal, item.previous) is not None


def said(goal: Goal, check_in: CheckIn) -> str:
    """A report in a line: "✓ 35 chats, on track. "Macros helped.""."""
    if goal.measure.kind is MeasureKind.DONE:
        value = "Done" if check_in.value else "Not yet"
    else:
        value = say_value(goal, check_in.value)
    value = f"Your part: {value}" if goal.is_shared else value
    line = f"✓ {value}, {CONFIDENCES[check_in.confidence].lower()}."
    return f"{line} “{words(check_in.note, 300)}”" if check_in.note else line


def reached_line(item: Item) -> list[str]:
    """What the day's report reached, warmly, and who is about to hear of it.

    A report that was corrected downward after its shout-out keeps the rung, and says no more of it.
    """
    goal = item.goal
    reached = [rung for rung in item.reached if meets(goal, goal.value, rung.threshold)]
    if not reached:
        return []
    lines = [_reached(goal, reached)]
    if item.can_undo:
        is_private = all(rung.is_private for rung in reached)
        lines.append("Kept private." if is_private else "Your team's channel hears of it shortly.")
    return lines


def _reached(goal: Goal, reached: Sequence[Rung]) -> str:
    if goal.rungs[-1] in reached:
        top = f":tada: *You reached the top: {say_value(goal, goal.target)}.*"
        return f"{top} The goal is done. What comes next? `/goal new` sets it, when you like."
    rungs = numbered("Rung", [rung.position for rung in reached])
    told = f":tada: *{rungs} of {len(goal.rungs)} reached.*"
    following = None if goal.is_closed else goal.next_rung
    return f"{told} Next: {goal_lines.say_rung(goal, following)}." if following else told


def _buttons(item: Item, value: str, surface: str) -> ActionsBlock:
    """What is done most days as buttons, the rest behind "…"."""
    shown, rest = _answered(item, value) if item.today else _open(item, value)
    if surface != "card":
        rest = [*rest, button("Show the ladder", "goal.show", str(item.goal.id))]
    made = row(shown, rest)
    made.block_id = f"goal-{item.goal.id}"
    return made


Buttons = tuple[Sequence[InteractiveElement], Sequence[ButtonElement]]
"""Those that are shown, and those behind "…"."""


def _open(item: Item, value: str) -> Buttons:
    blocked = button("Blocked", "check_in.blocked", value)
    note = button("With a note", "check_in.log", value)
    kind = item.goal.measure.kind
    if kind is MeasureKind.DONE:
        done = button("Done", "check_in.done", value, style="primary")
        return [done, button("Not yet", "check_in.not_yet", value)], [note, blocked]
    if kind is MeasureKind.RATING:
        rating = StaticSelectElement(
            action_id="check_in.rate",
            placeholder=PlainTextObject(text="How was it, 1 to 5?"),
            options=[option(f"{value}:{n}", text) for n, text in RATINGS.items()],
        )
        return [rating], [note, blocked]
    log = button("Log", "check_in.log", value, style="primary")
    if not can_repeat(item):
        return [log], [blocked]
    assert item.previous
    same = f"Same: {say_number(item.previous.value, item.goal.measure.unit)}"
    return [log, button(same, "check_in.same", value)], [blocked]


def _answered(item: Item, value: str) -> Buttons:
    """A report can be taken back all day, unless it reached a rung that others have heard of."""
    shown, rest = [button("Correct", "check_in.log", value)], []
    is_own = item.reader_id in (0, item.goal.owner_id)
    if item.can_undo or not item.reached:
        rest.append(button("Undo", "check_in.undo", value))
    if item.can_undo and not all(rung.is_private for rung in item.reached):
        rest.append(button("Keep it private", "check_in.keep_private", value))
    if is_own and item.goal.state is GoalState.REACHED and not item.can_undo:
        rest.append(higher_button(item.goal, value))
        rest += mistake_buttons(item, value)
    return shown, rest


RATINGS = {
    1: "1 · not at all",
    2: "2 · a little",
    3: "3 · half and half",
    4: "4 · mostly",
    5: "5 · fully",
}


def reminder_message(daily: Daily) -> Message:
    """The one quiet reminder: no blame, no list, the same buttons one scroll up."""
    name = words(daily.person.first_name, 60)
    told = (
        f"A quiet reminder, {name}: {_count(len(daily.open)).lower()} still open today. "
        "A number is enough, and skipping a day is fine."
    )
    return message(
        told,
        section(told),
        actions(button("Show them", "check_in.today"), button("My times", "schedule.open")),
    )
