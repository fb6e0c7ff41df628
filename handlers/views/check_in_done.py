"""What a person sees when they checked in by words: what was noted, what it reached."""

from dataclasses import dataclass
from datetime import date

from goals.amounts import say_number
from goals.daily import Item
from goals.goal import CheckIn, Goal, MeasureKind
from goals.report import Recorded
from handlers.views.daily import item_blocks
from handlers.views.goal_lines import say_day, say_value
from handlers.views.message import Message, message
from handlers.views.parts import section, small, words


def recorded_message(recorded: Recorded, day: date) -> Message:
    """One goal's report as it was noted, with "Correct", and "Undo" where a rung was reached."""
    goal = recorded.goal
    item = Item(
        goal,
        recorded.check_in,
        reached=recorded.reached,
        can_undo=recorded.can_undo,
        can_reopen=recorded.can_reopen,
        offer=recorded.offer,
        reader_id=recorded.check_in.person_id,
    )
    for_day = recorded.check_in.day
    blocks = item_blocks(item, for_day, surface="card", today=day)
    if for_day != day:
        blocks.insert(0, small(f"For {say_day(for_day, day)}:"))
    if recorded.told_leads is not None:
        blocks.append(small(_who_was_told(recorded.told_leads)))
    reached = f" Rung {recorded.reached[-1].position} reached." if recorded.reached else ""
    noted = say_value(goal, recorded.check_in.value)
    if recorded.added is not None:
        before = say_number(recorded.check_in.value - recorded.added, goal.measure.unit)
        sign = "+" if recorded.added > 0 else "−"
        added = f"({before} {sign} {say_number(abs(recorded.added), goal.measure.unit)})"
        noted = f"{noted} {added}"
        blocks.append(small(f"{noted}: what you typed was added."))
    when = f", for {say_day(for_day, day)}" if for_day != day else ""
    return message(f"Noted for {goal.key}{when}: {noted}.{reached}", blocks)


def undone_message(goal: Goal, gone: CheckIn) -> Message:
    """What was taken back by a word, with its note given back."""
    done = "done" if gone.value else "not yet"
    value = done if goal.measure.kind is MeasureKind.DONE else say_value(goal, gone.value)
    told = f"Taken back for {goal.key}: {value}. It stands at {say_value(goal, goal.value)}."
    note = f" Your note was: {words(gone.note, 1000)}" if gone.note else ""
    return message(told, section(told + note))


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A goal whose top was a mistake; `report` is the wrong number that went, and `corrects` says
    that who was told of the top reads so.
    """

    goal: Goal
    report: CheckIn | None = None
    corrects: bool = True


def reopened_message(taken: TakenBack, today: date) -> Message:
    """What came of taking a top back: the goal is open; a wrong number that was still there is
    gone, and its note is given back.
    """
    goal, gone = taken.goal, taken.report
    told = f"{goal.key} is open again, at {say_value(goal, goal.value)}. "
    if taken.corrects:
        told += "Who was told of the top reads that it was taken back."
    else:
        told += "What was told of the top more than a day ago stays as it was told."
    if goal.due < today:
        told += f" Its time is over: `/goal revise {goal.key}` gives it a new date."
    if gone is None:
        return message(told, section(told))
    value = say_value(goal, gone.value)
    told += f" The report of {say_day(gone.day, today)}, {value}, is gone: report the right number."
    if gone.note:
        told += f" Your note was: {words(gone.note, 1000)}"
    return message(told, section(told))


def _who_was_told(leads: int) -> str:
    if leads:
        return "Your leads hear of it, with your note, and can answer you."
    return "Nobody else was told: this goal is yours alone, or your team has no other lead."
