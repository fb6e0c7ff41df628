"""How people answer in words: `/goal checkin`, or a message to Rungs."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from goals.errors import NoCheckIn, NoReport, NothingToUndo, NotYourGoal, UnknownGoal, WhichGoal
from goals.first_words import with_key
from goals.goal import Goal
from goals.report import (
    KEY,
    CannotRead,
    Recorded,
    Report,
    Typed,
    example,
    in_turn,
    note,
    read_report,
    typed_reports,
)
from handlers.check_in import asking
from handlers.check_in.answers import Place, as_last, is_new, record_or_ask
from handlers.check_in.record import climbed_goal, climbed_number, undo
from handlers.day import daily
from handlers.deps import Deps
from handlers.habits import habits_of
from handlers.reading import read_past_day
from handlers.spoken import plain
from handlers.standing import as_seen
from handlers.triggers import Command, Trigger
from handlers.views.check_in_asked import Asked, asked_message
from handlers.views.check_in_done import recorded_message, undone_message
from handlers.views.daily import daily_message
from handlers.views.message import Message, together
from store import check_ins
from store.database import Tx

SAME = re.compile(
    r"(?:the )?same(?: (?:as|like) (?:yesterday|before|last time|on \w+))?(?=\s*(?:$|[,.;:!–—-]))"
    r"[\s,.;:!–—-]*",
    re.IGNORECASE,
)


def checkin(deps: Deps, command: Command) -> Message:
    """`/goal checkin G-12 42 a note`; the key may be left out where one goal is asked today."""
    with deps.begin() as tx:
        if not (is_new(tx, command) and command.words):
            return daily_message(daily(tx, command.actor, command.today, command.now, deps.grace))
        done = report_words(tx, deps, command, _with_key(tx, command, plain(command.words)))
    return done_message(done, command.today)


def _with_key(tx: Tx, command: Command, words: str) -> str:
    """ "4 36" reports on G-4, if that is a goal of theirs that goes on."""
    if (meant := with_key(words)) is None:
        return words
    try:
        goal = climbed_number(tx, command.actor, meant[0])
    except (UnknownGoal, NotYourGoal):
        return words
    return f"{goal.key} {meant[1]}" if goal.is_active else words


def undo_last(deps: Deps, command: Command) -> Message:
    """`/goal undo`: the last report of today, or today's of the goal that is named.

    Raises NothingToUndo, UnknownGoal, NotYourGoal, TooLate, GoalNotActive.
    """
    with deps.begin() as tx:
        reported = check_ins.on_day(tx, command.actor.person.id, command.today)
        if key := KEY.match(command.words):
            goal_id = climbed_number(tx, command.actor, key[1]).id
        else:
            last = max(reported.values(), key=lambda said: said.at, default=None)
            goal_id = last.goal_id if last else 0
        if goal_id not in reported:
            raise NothingToUndo
        gone = reported[goal_id]
        if is_new(tx, command):
            goal = undo(tx, command.actor, goal_id, command.today, command.now, deps.grace)
            asking.refresh(tx, command.actor, command.today, command.now)
            asking.refresh_others(tx, goal, command.actor, command.now)
        else:
            goal = climbed_goal(tx, command.actor, goal_id)
    return undone_message(goal, gone)


def done_message(done: Sequence[Recorded | Asked], today: date) -> Message:
    """What came of each of the reports, in one message."""
    return together(
        [
            asked_message(one) if isinstance(one, Asked) else recorded_message(one, today)
            for one in done
        ]
    )


def report_words(
    tx: Tx, deps: Deps, trigger: Trigger, words: str, day: date | None = None
) -> list[Recorded | Asked]:
    """Record all that the words report, on the goals that they name or the one that is asked.

    All of it or nothing: what cannot be read is refused before anything is kept. `day` is the day
    that the words are of, today if None. Raises NoReport, WhichGoal and whatever a report refuses.
    """
    read_day = partial(_read_day, trigger)
    meant = [
        (goal, typed)
        for typed in typed_reports(words, read_day)
        for goal, typed in _goals_meant(tx, deps, trigger, typed)
    ]
    stand = as_seen(tx, trigger.actor, [goal for goal, _ in meant])
    reports = []
    for goal, (_, typed) in zip(stand, meant, strict=True):
        if not typed.words.strip():
            raise NoReport(goal.key, example(goal))
        report = _read(tx, trigger, goal, typed, day or trigger.today)
        reports.append((goal, report, typed.day or report.day or day or trigger.today))
    done = []
    for goal, report, on_day in reports:
        held = climbed_goal(tx, trigger.actor, goal.id)  # as the report before it left it
        place = Place(goal.id, on_day, "card")
        done.append(record_or_ask(tx, deps, trigger, place, held, report))
    return done


def read_alone(tx: Tx, trigger: Trigger, goal: Goal, words: str, day: date) -> tuple[Report, date]:
    """A report in a field of its goal's own, and the day that it is for: `day` if it names none.

    Raises whatever a report refuses.
    """
    typed, *others = typed_reports(words, partial(_read_day, trigger))
    if others or typed.number not in ("", str(goal.number)):
        typed = Typed("", words)  # which can be read as no number of this goal's
    try:
        report = _read(tx, trigger, goal, typed, day)
    except CannotRead as refusal:
        raise replace(refusal, key="") from None
    return report, typed.day or report.day or day


def _read(tx: Tx, trigger: Trigger, goal: Goal, typed: Typed, day: date) -> Report:
    """One report, or for "same" what was reported last."""
    person = trigger.actor.person
    if same := SAME.match(typed.words):
        before = as_last(tx, trigger, goal, typed.day or day)
        return replace(before, note=note(typed.words[same.end() :]) or None)
    behind = None if typed.day else partial(_read_day, trigger)
    return read_report(goal, typed.words, person.id, habits_of(person), behind)


def _read_day(trigger: Trigger, words: str) -> date | None:
    return read_past_day(words, trigger.today, habits_of(trigger.actor.person))


def _goals_meant(tx: Tx, deps: Deps, trigger: Trigger, typed: Typed) -> list[tuple[Goal, Typed]]:
    """The goal that was named, or the only one that can be meant; for "31, done" the goals of the
    day in their order. Raises WhichGoal.
    """
    if typed.number:
        return [(climbed_number(tx, trigger.actor, typed.number), typed)]
    asked = daily(tx, trigger.actor, trigger.today, trigger.now, deps.grace)
    candidates = asked.open or asked.items
    goals = [item.goal for item in candidates]
    if len(goals) == 1:
        return [(climbed_goal(tx, trigger.actor, goals[0].id), typed)]
    if not typed.words.strip() and not goals:
        raise NoCheckIn
    pieces = in_turn(typed.words, len(goals))
    if not pieces:
        raise WhichGoal(tuple((goal.key, goal.statement) for goal in goals))
    return [
        (climbed_goal(tx, trigger.actor, goal.id), Typed("", piece, typed.day))
        for goal, piece in zip(goals, pieces, strict=True)
    ]
