"""How a goal looks in a line or two: its bar, its ladder, its dates."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from goals.amounts import CURRENCIES, round_amount, say_amount, say_number
from goals.goal import (
    Combine,
    Direction,
    Goal,
    GoalState,
    MeasureKind,
    Part,
    Rollup,
    Rung,
    Tier,
    Visibility,
)
from goals.ladder import meets, progress
from handlers.views.parts import SECTION_TEXT, listing, whole_lines, words

BAR_LENGTH = 10
TENTH = Decimal("0.1")
WEEK = 7
SIGNS = ("%", *CURRENCIES)
"""Units that are written with every number."""
HEADROOM = 300
"""What a section has room for above a ladder."""
SEEN_BY = {
    Visibility.TEAM: "My team",
    Visibility.LEADS: "My leads and me",
    Visibility.ME: "Only me",
}


def say_day(day: date, today: date | None = None) -> str:
    """A date as people say it: "Fri 18 Dec", with the year where it is not this one."""
    said = _weekday_and_month(day)
    return said if today is None or day.year == today.year else f"{said} {day.year}"


@lru_cache(maxsize=1024)
def _weekday_and_month(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def say_names(names: Sequence[str]) -> str:
    """ "Maya, Tom and Ana", as mrkdwn; "" for nobody."""
    return listing([words(name, 60) for name in names])


def seen_by(goal: Goal) -> str:
    """Who sees it, as its owner is told."""
    if goal.tier is Tier.ORGANISATION and goal.visibility is Visibility.TEAM:
        return "Everyone here"
    if goal.team_id is None:
        return SEEN_BY[Visibility.ME]
    return SEEN_BY[goal.visibility]


def bar(goal: Goal) -> str:
    """Progress as text: ▰▰▰▰▱▱▱▱▱▱. Full only when the top was reached, not while that waits; none
    for a level, which is no climb.
    """
    if goal.is_level:
        return ""
    can_be_full = goal.rungs[-1].is_reached or goal.rollup is not None
    return bar_of(progress(goal), can_be_full=can_be_full)


def bar_of(share: Decimal, *, can_be_full: bool = True) -> str:
    """A share from 0 to 1 as text."""
    filled = min(int(share * BAR_LENGTH), BAR_LENGTH if can_be_full else BAR_LENGTH - 1)
    return "▰" * filled + "▱" * (BAR_LENGTH - filled)


def say_value(goal: Goal, value: Decimal) -> str:
    """A value of the goal's measure, with its unit, as mrkdwn."""
    shown = _shown(goal, value)
    if goal.measure.kind is MeasureKind.RATING:
        return f"{say_amount(shown)} of 5"
    if goal.measure.kind is MeasureKind.DONE:
        return f"{say_amount(value)} time" + ("" if value == 1 else "s")
    return words(say_amount(shown, goal.measure.unit))


def is_one_off(goal: Goal) -> bool:
    """Done / not done, and once is enough: no number is worth showing."""
    return goal.measure.kind is MeasureKind.DONE and goal.target - goal.baseline == 1


def say_bare(goal: Goal, value: Decimal) -> str:
    """A value whose unit is told beside it: "31", "7:20"; a sign stays with its number: "84 %"."""
    unit = goal.measure.unit
    is_sign = unit in SIGNS and goal.measure.kind is MeasureKind.NUMBER
    return say_value(goal, value) if is_sign else words(say_number(_shown(goal, value), unit))


def _shown(goal: Goal, value: Decimal) -> Decimal:
    """A mean in tenths, rounded away from the target: what reads as reached is reached."""
    if goal.combine is not Combine.AVERAGE:
        return value
    away = ROUND_FLOOR if goal.direction is Direction.UP else ROUND_CEILING
    return value.quantize(TENTH, away)


def standing(goal: Goal) -> str:
    """Where it stands against its target: "31 of 40 chats a day"; "52 minutes, aiming for 45", and
    "44 minutes" where it has come down, or been rated, as far as it should. Where nobody reports on
    it, what the goals under it add up to.
    """
    if goal.rollup:
        return say_rollup(goal, goal.rollup)
    if goal.is_level:
        return f"{say_value(goal, goal.value)}, {_holding(goal)}"
    if is_one_off(goal):
        return "done" if goal.value >= goal.target else "not done yet"
    if goal.measure.kind is MeasureKind.DONE:
        return f"done {say_amount(goal.value)} of {say_value(goal, goal.target)}"
    if goal.measure.kind is MeasureKind.NUMBER and goal.direction is Direction.UP:
        return f"{_of(goal)} of {say_value(goal, goal.target)}"
    if meets(goal, goal.value, goal.target):
        return say_value(goal, goal.value)
    return f"{say_value(goal, goal.value)}, aiming for {say_bare(goal, goal.target)}"


def say_level(goal: Goal) -> str:
    """ "at least 95 %", "at most 6 minutes", "0 complaints"."""
    level = say_value(goal, goal.target)
    if goal.direction is Direction.UP:
        return f"at least {level}"
    return f"at most {level}" if goal.target else level


def _holding(goal: Goal) -> str:
    is_there = meets(goal, goal.value, goal.target)
    return f"{'holding' if is_there else 'to hold'} {say_level(goal)}"


def _of(goal: Goal) -> str:
    """ "84" of 90 %, but "$0" of $1,500."""
    if goal.measure.unit in tuple(CURRENCIES):
        return say_value(goal, goal.value)
    return words(say_number(_shown(goal, goal.value), goal.measure.unit))


def say_rollup(goal: Goal, rollup: Rollup) -> str:
    """ "30 chats a day together, from the 3 goals under it"."""
    goals = "the goal" if rollup.count == 1 else f"the {rollup.count} goals"
    if rollup.value is None:
        stands = f"{int(rollup.progress * 100)} % of the way"
    else:
        kind = "" if rollup.count == 1 else (" together" if rollup.is_sum else " on average")
        stands = f"{say_value(goal, tenths(rollup.value))}{kind}"
    return f"{stands}, from {goals} under it"


def tenths(value: Decimal) -> Decimal:
    """A mean as it is shown."""
    return round_amount(value.quantize(TENTH))


def way(goal: Goal) -> str:
    """The climb as a whole: "from 25 to 40 chats a day"; "to 90 %" where its start is a guess."""
    if is_one_off(goal):
        return "done / not done"
    if goal.is_level:
        return f"hold {say_level(goal)}"
    target = say_value(goal, goal.target)
    if goal.start_is_guess:
        return f"to {target}"
    return f"from {say_bare(goal, goal.starts_at)} to {target}"


def rung_count(goal: Goal) -> str:
    """ "rung 2 of 4"; nothing before the first and for a ladder of one."""
    climbed = goal.reached and len(goal.rungs) > 1
    return f"rung {len(goal.reached)} of {len(goal.rungs)}" if climbed else ""


def say_rung(goal: Goal, rung: Rung) -> str:
    """A rung's threshold with its unit, and its name where it has one."""
    threshold = say_level(goal) if goal.is_level else say_value(goal, rung.threshold)
    return threshold + _named(rung)


def _named(rung: Rung) -> str:
    return f" ({words(rung.name, 60)})" if rung.name else ""


def title(goal: Goal, today: date, mark: str = "*") -> str:
    """The goal's words, key and due date; `mark` makes the words bold."""
    key = f"   {goal.key}" if mark else f" · {goal.key}"
    return f"{mark}{words(goal.statement, 150)}{mark}{key} · {_until(goal, today)}"


CLOSED = {GoalState.DONE: "done", GoalState.MISSED: "ended", GoalState.DROPPED: "put down"}


def _until(goal: Goal, today: date) -> str:
    """How long it goes on; of a closed goal how it ended, which may have been before its date."""
    if goal.is_closed:
        return CLOSED[goal.state]
    ended = goal.due < today and goal.is_active
    return f"{'ended' if ended else 'due'} {say_day(goal.due, today)}"


def goal_line(
    goal: Goal,
    today: date,
    mark: str = "*",
    reader_id: int = 0,
    *,
    reported_on: date | None = None,
    heard: str = "",
) -> str:
    """A goal in two lines: words, key, due; bar, where it stands, what is next, and what was
    `heard` of it. A shared one has a third, with everybody's part.

    `reported_on`: the day of the report that says where it stands.
    """
    known = " · ".join(filter(None, [climb(goal, today, reported_on), heard]))
    shared = f"\n{parts_line(goal, reader_id)}" if goal.is_shared else ""
    return f"{title(goal, today, mark)}\n{beside_bar(goal, known)}{shared}"


def beside_bar(goal: Goal, known: str) -> str:
    """The bar, where the goal has one, and what is known beside it."""
    return "  ".join(filter(None, [bar(goal), known]))


def climb(goal: Goal, today: date, reported_on: date | None = None) -> str:
    """From now to what is next: "31 today → 35 by Fri 4 Dec (rung 2 of 3) · top 40 chats a day";
    of a goal that has ended, where it ended. An arrow means nothing else anywhere.
    """
    following = goal.next_rung
    if is_one_off(goal) or following is None or goal.has_ended(today):
        return " · ".join(filter(None, [standing(goal), _ended_with(goal)]))
    if goal.rollup:
        return f"{standing(goal)} · aiming for {say_bare(goal, goal.target)}"
    is_top = following is goal.rungs[-1]
    if goal.measure.kind is MeasureKind.DONE and is_top:
        return standing(goal)
    if goal.is_level:
        now = f"{say_value(goal, goal.value)} {_when(goal, today, reported_on)}"
        return f"{now} · {_holding(goal)}"
    unit_is_last = goal.measure.kind is MeasureKind.RATING or " " in goal.measure.unit
    first, last = (say_bare, say_value) if unit_is_last else (say_value, say_bare)
    if goal.measure.kind is MeasureKind.DONE:
        now = f"done {say_value(goal, goal.value)}"
    else:
        now = f"{first(goal, goal.value)} {_when(goal, today, reported_on)}"
    top = "" if is_top else f"top {last(goal, goal.target)}"
    if meets(goal, goal.value, following.threshold):  # and something keeps it from counting
        waits = f"{_position(goal, following) or 'the target'} waits"
        return " · ".join(filter(None, [now, waits, top]))
    to = " → " if goal.direction is Direction.UP else ", down to "
    aim = (last if is_top else say_bare)(goal, following.threshold)
    by = _own_date(goal, following, today)
    return " · ".join(filter(None, [f"{now}{to}{aim}{by}{_which(goal, following)}", top]))


def tells_day(goal: Goal) -> bool:
    """Whether its line says of which day its number is, where that is known."""
    return not goal.is_shared and goal.measure.kind is not MeasureKind.DONE


def _when(goal: Goal, today: date, reported_on: date | None) -> str:
    """ "today", "yesterday", "on Tue", "on Tue 3 Nov"; "now" where that is not known, or where it
    is made of several people's reports.
    """
    if goal.start_is_guess and goal.value == goal.baseline and reported_on is None:
        return "(a guess)"
    if reported_on is None or not tells_day(goal) or reported_on > today:
        return "now"
    match (today - reported_on).days:
        case 0:
            return "today"
        case 1:
            return "yesterday"
        case days if days < WEEK:
            return f"on {reported_on:%a}"
    return f"on {say_day(reported_on, today)}"


def _own_date(goal: Goal, rung: Rung, today: date) -> str:
    """ " by Fri 4 Dec", where the goal's own date does not tell it."""
    return f" by {say_day(rung.due, today)}" if rung.due and rung.due != goal.due else ""


def _which(goal: Goal, rung: Rung) -> str:
    """ " (rung 2 of 3, “Fast lane”)"."""
    name = f"“{words(rung.name, 60)}”" if rung.name else ""
    told = ", ".join(filter(None, [_position(goal, rung), name]))
    return f" ({told})" if told else ""


def _position(goal: Goal, rung: Rung) -> str:
    return f"rung {rung.position} of {len(goal.rungs)}" if len(goal.rungs) > 1 else ""


def _ended_with(goal: Goal) -> str:
    """What was reached of a goal that has ended."""
    if goal.rungs[-1].is_reached:
        told = "held to the end" if goal.is_level else "top reached"
        return "" if is_one_off(goal) else told
    return f"{rung_count(goal)} reached" if rung_count(goal) else ""


TOGETHER = {
    Combine.SUM: "Together",
    Combine.AVERAGE: "Together, on average",
    Combine.LATEST: "Together, the latest counts",
}


def parts_line(goal: Goal, reader_id: int = 0) -> str:
    """ "Together: Maya 12 · you 9 · Ana not yet", in the order of joining, never of size."""
    assert goal.combine
    told = " · ".join(_part(goal, part, reader_id) for part in goal.parts)
    return f"{TOGETHER[goal.combine]}: {told}"


def _part(goal: Goal, part: Part, reader_id: int) -> str:
    who = "you" if part.person_id == reader_id else words(part.name, 40)
    value = "not yet" if part.value is None else say_number(part.value, goal.measure.unit)
    return f"{who} {value}{' (has left)' if part.has_left else ''}"


def ladder(goal: Goal, today: date, zone: ZoneInfo) -> str:
    """The ladder drawn rung by rung, the top first: ● reached, ◐ next, ○ later.

    Dates are as seen from the reader's zone. Names and units that fill more than a section leave
    the lowest rungs out.
    """
    lines, is_one = [], len(goal.rungs) == 1
    for rung in reversed(goal.rungs):
        if rung.reached_at:
            on = rung.reached_on or rung.reached_at.astimezone(zone).date()
            mark, when = "●", f"reached {say_day(on, today)}"
        else:
            mark = "◐" if rung is goal.next_rung and not goal.is_closed else "○"
            when = f"by {say_day(rung.due, today)}" if rung.due and not goal.is_closed else ""
        top = "top" if rung is goal.rungs[-1] and not is_one else ""
        number = "" if is_one else f"{rung.position}. "
        facts = " · ".join(filter(None, [say_rung(goal, rung), top, when]))
        lines.append(f"{mark}  {number}{facts}")
    return whole_lines(lines, SECTION_TEXT - HEADROOM)
