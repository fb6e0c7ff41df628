"""Refused schedules, days off and dates."""

from goals import errors
from handlers.views.goal_lines import say_day
from handlers.views.parts import cut
from handlers.views.refusals.speech import say, with_year


@say.register
def _(_: errors.NoWorkingDays) -> str:
    return "I need at least one day of the week, for example Mon-Fri. Nothing was changed."


@say.register
def _(_: errors.NotOneDay) -> str:
    return "A weekly goal is asked about on one day of the week: choose one. Nothing was changed."


@say.register
def _(refusal: errors.AskOutsideHours) -> str:
    return (
        f"{refusal.ask_at:%H:%M} is outside the working hours, {refusal.starts:%H:%M} to "
        f"{refusal.ends:%H:%M}, and I never ask outside them. Hours and time can change "
        "together: /goal schedule 8:00-16:00 ask 8:15. Nothing was changed."
    )


@say.register
def _(refusal: errors.NotASchedule) -> str:
    return (
        f'I can\'t read "{cut(refusal.text, 80)}" as a schedule. Try /goal schedule Mon-Fri 9:30, '
        "/goal schedule Sun-Thu 08:00-16:00 ask 9:15, or /goal schedule shift 22:00-06:00. "
        "Nothing was changed."
    )


@say.register
def _(refusal: errors.NotADate) -> str:
    return (
        f'I can\'t read "{cut(refusal.text, 80)}" as a date. "24 Dec", "next Friday" and '
        '"24 Dec to 2 Jan" are ways to say when. Nothing was changed.'
    )


@say.register
def _(refusal: errors.TwoDates) -> str:
    first, second = refusal.days
    return (
        f'"{cut(refusal.text, 40)}" can be {say_day(first)} or {say_day(second)}. '
        f"Write {first.day} {first:%b} or {second.day} {second:%b}. Nothing was changed."
    )


@say.register
def _(refusal: errors.WhichYear) -> str:
    return (
        f"{with_year(refusal.passed)} is over. If you mean {with_year(refusal.coming)}, say it "
        "with its year. Nothing was changed."
    )


@say.register
def _(refusal: errors.LongLeave) -> str:
    first, last = (f"{day.day} {day:%b %Y}" for day in (refusal.first, refusal.last))
    days = (refusal.last - refusal.first).days + 1
    return (
        f"That would be {days} days off in a row. If you mean it, say it with its years: "
        f"/goal away {first} to {last}. Nothing was changed."
    )


@say.register
def _(refusal: errors.NoLastDay) -> str:
    day = f"{refusal.first.day} {refusal.first:%b}"
    return (
        f"From {say_day(refusal.first)} until when? /goal away {day} is that day alone, "
        f"/goal away {day} for two weeks is longer. Nothing was changed."
    )


@say.register
def _(refusal: errors.HalfDay) -> str:
    return (
        f'"{cut(refusal.text, 60)}" is part of a day, and I keep whole days free. '
        "/goal away today, or /goal away tomorrow, keeps the whole day free; on a short day you "
        "can leave my question unanswered, and that is fine. Nothing was changed."
    )


@say.register
def _(_: errors.NoLeaveNoted) -> str:
    return "You have no days off noted, so there is nothing to change: I ask you as usual."


@say.register
def _(refusal: errors.SeveralHours) -> str:
    return (
        f'"{cut(refusal.text, 60)}" has more than one set of hours or times. I keep one '
        "for all of your days: choose the one that suits best, such as Mon-Fri 9-17. "
        "Nothing was changed."
    )


@say.register
def _(refusal: errors.LeaveEndsBeforeItStarts) -> str:
    first, last = with_year(refusal.first), with_year(refusal.last)
    return (
        f"Those days off would end on {last}, before they start on {first}. "
        "Say the first day first, with the year if that helps. Nothing was changed."
    )


@say.register
def _(refusal: errors.LeaveInThePast) -> str:
    return (
        f"Those days off ended on {with_year(refusal.last)}, so there is nothing to keep free. "
        "A missed day is not a black mark. Nothing was changed."
    )


@say.register
def _(refusal: errors.LeaveTooLong) -> str:
    return (
        f"That would be {refusal.days} days off in a row, and I note up to {refusal.limit} at "
        "once. Is the year right? Nothing was changed."
    )


@say.register
def _(refusal: errors.UnknownCountry) -> str:
    close = " or ".join(f"{code} ({name})" for code, name in refusal.matches)
    meant = f"Did you mean {close}?" if close else "Codes look like PT, or DE-BY for a part."
    return f'I know no public holidays for "{cut(refusal.text, 80)}". {meant} Nothing was changed.'
