"""Everything the rules may refuse. `handlers/views/refusals.py` turns each into words.

An error carries what the words need and nothing else; it never carries words itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal


class Refusal(Exception):
    """Something that a person asked for cannot be done; nothing was changed."""


class AnotherVersion(Refusal):
    """A button or a form carries what this version of Rungs cannot read."""


@dataclass
class UnknownGoal(Refusal):
    """No goal of that key that this person may see. Says the same for a hidden one."""

    key: str


@dataclass
class NotYourGoal(Refusal):
    """Only a goal's owner checks in on it and changes it."""

    key: str


@dataclass
class GoalNotActive(Refusal):
    """The goal was reached or closed already."""

    key: str


@dataclass
class StillADraft(Refusal):
    """The goal was written down and has not begun."""

    key: str


@dataclass
class AlreadyBegun(Refusal):
    """The goal was a draft, and is none any more."""

    key: str


class NoTeam(Refusal):
    """The person is on no team, and this needs one."""


class NotOnTeam(Refusal):
    """The person is not on this team, or not any more."""


class NotALead(Refusal):
    """Only a lead of the team may do this."""


@dataclass
class NotANumber(Refusal):
    """The words hold no number that fits the unit, or one that is too large to keep."""

    text: str


@dataclass
class NotARating(Refusal):
    """A rating is a whole number from 1 to 5."""

    text: str


@dataclass
class TooLate(Refusal):
    """What was to be taken back has been shared, or its day has passed."""

    what: str


# When people work, are asked and are away.


class NoWorkingDays(Refusal):
    """A working pattern, or a rhythm of chosen days, needs at least one day of the week."""


class NotOneDay(Refusal):
    """A weekly rhythm has exactly one day of the week."""


@dataclass
class AskOutsideHours(Refusal):
    """The check-in's time lies outside the working hours (all local times)."""

    ask_at: time
    starts: time
    ends: time


@dataclass
class NotASchedule(Refusal):
    """Words that say no days, hours or check-in time that Rungs can read."""

    text: str


@dataclass
class NotADate(Refusal):
    """Words that say no date that Rungs can read."""

    text: str


@dataclass
class TwoDates(Refusal):
    """Numbers that are one day to some and another to others: 4/12."""

    text: str
    days: tuple[date, date]


@dataclass
class WhichYear(Refusal):
    """A day that has just passed, where only the next one is still to come."""

    passed: date
    coming: date


@dataclass
class LongLeave(Refusal):
    """A leave of months whose words say no year: it may be a slip."""

    first: date
    last: date


@dataclass
class NoLastDay(Refusal):
    """A leave of which only the beginning is said: "from Monday"."""

    first: date


@dataclass
class HalfDay(Refusal):
    """Part of a day: only whole days are kept free."""

    text: str


class NoLeaveNoted(Refusal):
    """There is nothing to come back from, or to cancel."""


@dataclass
class SeveralHours(Refusal):
    """Other hours on other days: one set is kept for all of a person's days."""

    text: str


@dataclass
class LeaveEndsBeforeItStarts(Refusal):
    first: date
    last: date


@dataclass
class LeaveInThePast(Refusal):
    """The leave was over before today."""

    last: date


@dataclass
class LeaveTooLong(Refusal):
    """A leave of more than `limit` days is more likely a slip of the pen."""

    days: int
    limit: int


@dataclass
class UnknownCountry(Refusal):
    """No public holidays are known for it. `matches` are close ones: (code, name), best first."""

    text: str
    matches: tuple[tuple[str, str], ...]


# Setting a goal.


class FieldProblems(Exception):
    """A form cannot be taken: field name → why. Everything typed stays in the form."""

    def __init__(self, problems: Mapping[str, Refusal]):
        super().__init__(", ".join(problems))
        self.problems = problems


class Missing(Refusal):
    """A field that the form cannot do without."""


@dataclass
class TooLong(Refusal):
    """More characters than the limit."""

    length: int
    limit: int


@dataclass
class DateInThePast(Refusal):
    day: date


@dataclass
class DateTooFar(Refusal):
    """Further ahead than anybody plans."""

    day: date
    limit: date


class AlreadyThere(Refusal):
    """From and To are the same times done: there is nothing to do."""


class OutsideRatings(Refusal):
    """A self-rating goes from 1 to 5, in whole steps."""


class NotATimesDone(Refusal):
    """A done / not done goal climbs in whole times, upward from 0."""


@dataclass
class NotARung(Refusal):
    """A line of the rungs that no threshold can be read from."""

    text: str


@dataclass
class RungOutside(Refusal):
    """A rung's threshold is not between From and To."""

    threshold: Decimal
    baseline: Decimal
    target: Decimal
    unit: str = ""


@dataclass
class RungsOutOfOrder(Refusal):
    """Each rung is harder than the one before, in the direction of the target."""

    earlier: Decimal
    later: Decimal
    unit: str = ""


@dataclass
class RungDateOutside(Refusal):
    """A rung's date lies before today, after the goal's due date, or before the rung below it."""

    day: date
    earliest: date
    latest: date


@dataclass
class TooManyRungs(Refusal):
    count: int
    limit: int


# Checking in.


@dataclass
class DayOver(Refusal):
    """The report is for a working day that is over."""

    day: date


@dataclass
class NoReport(Refusal):
    """A goal was named and nothing reported on it."""

    key: str
    example: str


@dataclass
class WhichGoal(Refusal):
    """The words name no goal, and not just one is asked about today. `goals`: (key, statement)."""

    goals: tuple[tuple[str, str], ...]


class NothingToUndo(Refusal):
    """Nothing was reported today, or not on that goal."""


@dataclass
class NotACount(Refusal):
    """Not a whole number of answers, from 1 to `limit`."""

    text: str
    limit: int


@dataclass
class WhichKey(Refusal):
    """A command needs a goal's key and got none. `goals`: the person's own, (key, statement)."""

    goals: tuple[tuple[str, str], ...]


class NoCheckIn(Refusal):
    """Words to Rungs that are no check-in: a greeting, thanks, a question."""


class CheerYourself(Refusal):
    """Cheers are other people's to give."""
