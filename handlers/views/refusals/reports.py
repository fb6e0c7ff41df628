"""Refused check-ins and numbers."""

from goals import amounts, errors, report, report_days
from goals.amounts import CLOCK, currency_of, known_unit, say_amount, write_amount
from goals.goal import MeasureKind
from handlers.views.parts import cut
from handlers.views.refusals.speech import say, with_year


@say.register
def _(refusal: errors.NotARating) -> str:
    return f'"{refusal.text[:40]}" is not a rating from 1 to 5. Nothing was changed.'


@say.register
def _(refusal: errors.NotANumber) -> str:
    return f'I can\'t read "{cut(refusal.text, 40)}" as a number. Try 40, 4.5, 95% or 1h30.'


@say.register
def _(_: errors.NotATimesDone) -> str:
    return "Done / not done counts whole times, from 0 up: To 1 for once, To 4 for four times."


@say.register
def _(refusal: report.CannotRead) -> str:
    wanted = {
        MeasureKind.NUMBER: _wanted(refusal.unit),
        MeasureKind.DONE: "done or not yet",
        MeasureKind.RATING: "a rating from 1 to 5",
    }[refusal.kind]
    command = f"/goal checkin {refusal.key} " if refusal.key else ""
    return (
        f'I can\'t read "{refusal.text}" as {wanted}. '
        f"Try {command}{refusal.example}. Nothing was changed."
    )


def _wanted(unit: str) -> str:
    """What a number of this unit is called: "a number of chats", "a percentage", "a score"."""
    known = known_unit(unit)
    plain = {"%": "a percentage", "score": "a score", "stars": "a number of stars"}
    if unit in plain:
        return plain[unit]
    if known == CLOCK:
        return "minutes and seconds"
    if currency_of(unit):
        return "an amount of money"
    return f"a number of {unit}" if unit and known not in ("%", "points") else "a number"


@say.register
def _(refusal: report.Impossible) -> str:
    return (
        f'"{refusal.text}" is below zero, which {refusal.key} can\'t be. Is there a typo? '
        "Nothing was changed."
    )


@say.register
def _(refusal: report.TwoNumbers) -> str:
    return (
        f'"{refusal.text}" has two numbers for {refusal.key}. One report has one, such as '
        f"{refusal.key} 42 a note; for several goals begin each with its key. Nothing was changed."
    )


@say.register
def _(refusal: report.WhichDay) -> str:
    return (
        f'Is "{refusal.day_words}" the day, or does your note begin with it? For that day write '
        f'"{refusal.day_words.removeprefix("for ").removeprefix("on ")} {refusal.number}", and '
        f'your note; for today "today {refusal.number}", and your note. Nothing was changed.'
    )


@say.register
def _(refusal: report.NoSuchDay) -> str:
    return (
        f'I can\'t tell which day "{refusal.text}" is. Write it as "yesterday", "Tuesday" or '
        '"26 Nov". Nothing was changed.'
    )


@say.register
def _(refusal: amounts.NotATime) -> str:
    return (
        f'"{cut(refusal.text, 40)}" is a time, and this counts {refusal.unit}. '
        "Write the number alone. Nothing was changed."
    )


@say.register
def _(refusal: amounts.TwoReadings) -> str:
    either = " or ".join(say_amount(value) for value in refusal.readings)
    plain = " or ".join(write_amount(value, "") for value in refusal.readings)
    return f'"{cut(refusal.text, 40)}" can be {either}. Write {plain}.'


@say.register
def _(_: errors.NothingToUndo) -> str:
    return (
        "There is no report of yours today to undo. /goal shows the day; a report of an earlier "
        "day is corrected with it: /goal checkin G-12 yesterday 42. Nothing was changed."
    )


@say.register
def _(refusal: errors.NoReport) -> str:
    return (
        f"What should I note for {refusal.key}? For example: "
        f"/goal checkin {refusal.key} {refusal.example} a short note. Nothing was changed."
    )


@say.register
def _(refusal: errors.WhichGoal) -> str:
    if not refusal.goals:
        return (
            "No goal is asked about today. Name one: /goal checkin G-12 42 a note "
            "(/goal list shows yours). Nothing was changed."
        )
    shown = ", ".join(f"{key} ({cut(words, 40)})" for key, words in refusal.goals[:8])
    return f"Which goal? Begin with its key, for example {refusal.goals[0][0]} 42. Today: {shown}."


@say.register
def _(_: errors.NoCheckIn) -> str:
    return (
        'I read check-ins here: a number and a note if you like, such as "42 quiet day", '
        '"done" for a done / not done goal, or "blocked" and what is in the way. '
        "/goal help lists what else I can do. Nothing was changed."
    )


@say.register
def _(refusal: errors.DayOver) -> str:
    return (
        f"That was for {with_year(refusal.day)}, and the day is over; a missed day is fine. "
        "/goal shows today's. Nothing was changed."
    )


@say.register
def _(refusal: report_days.DayNotBegun) -> str:
    return (
        f"{with_year(refusal.day)} is still to come, so there is nothing to report yet. "
        "Nothing was changed."
    )


@say.register
def _(refusal: report_days.DayTooLongAgo) -> str:
    return (
        f"{with_year(refusal.day)} is too long ago: I take reports back to "
        f"{with_year(refusal.first)}. Nothing was changed."
    )


@say.register
def _(refusal: report_days.DayBeforeStart) -> str:
    return (
        f"{refusal.key} began on {with_year(refusal.start)}, after {with_year(refusal.day)}. "
        "Nothing was changed."
    )


@say.register
def _(refusal: report_days.AlreadyReached) -> str:
    return (
        f"{refusal.key} was reached, so it takes no more numbers. /goal show {refusal.key} goes on "
        "from there: “Again, one rung higher”; “That was a mistake” opens it again. Nothing was "
        "changed."
    )


@say.register
def _(refusal: errors.NotACount) -> str:
    return (
        f'I can\'t read "{cut(refusal.text, 40)}" as a number of answers. '
        f"A whole number does, from 1 to {refusal.limit:,}."
    )


@say.register
def _(_: report.NothingReported) -> str:
    return "Nothing is filled in yet. One goal is enough; the others stay open."


@say.register
def _(refusal: report.NoPartYet) -> str:
    return (
        f"{refusal.key} has no part of yours yet, so say it with your number: "
        f"{refusal.example} blocked, and what is in the way. Nothing was changed."
    )
