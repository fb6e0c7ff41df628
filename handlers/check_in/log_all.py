"""All goals of a day that are still open, reported in one form; and who sees what is reported."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from goals.draft import Problems
from goals.errors import FieldProblems, Missing
from goals.goal import Goal
from goals.hold import read_count
from goals.people import Actor
from goals.report import NothingReported, Recorded, Report, read_partner
from goals.report_days import check_day
from handlers.carried import day_in, number_in
from handlers.check_in.answers import Place, is_new, record_or_ask, show, shown
from handlers.check_in.asked import take_answer
from handlers.check_in.record import climbed_goal
from handlers.check_in.typed import read_alone
from handlers.day import daily
from handlers.deps import Deps
from handlers.habits import habits_of
from handlers.standing import as_seen
from handlers.triggers import Click, Command, Form, replace_at
from handlers.views.check_in_all import VALUE, asked_all_modal, log_all_modal
from handlers.views.check_in_asked import Asked
from handlers.views.message import Message
from handlers.views.who_sees import who_sees_message
from store import ladders
from store.database import Tx


def ask(deps: Deps, click: Click) -> None:
    """ "Log all": the form of what is open still; where nothing is, what stands.

    Raises DayNotBegun, DayTooLongAgo.
    """
    place = Place.of(click)
    with deps.read() as tx:
        asked = daily(tx, click.actor, place.day, click.now, deps.grace)
    for item in asked.open:
        check_day(item.goal, place.day, click.today, click.now)
    if asked.open:
        click.open(log_all_modal(asked, place.about()))
    else:
        show(deps, click, place)


def save(deps: Deps, form: Form) -> None:
    """The form's answers: all recorded, or none; a number far from all others is asked about.

    Raises FieldProblems.
    """
    place = Place.from_form(form)
    with deps.begin() as tx:
        done = _record_all(tx, deps, form, place) if is_new(tx, form) else []
    if far := [one for one in done if isinstance(one, Asked)]:
        form.show(asked_all_modal(far, place.about()))
    else:
        form.close()
    _show_day(deps, form, place)


def confirm(deps: Deps, form: Form) -> None:
    """What was asked about is recorded after a yes, and forgotten after a no."""
    place, problems = Place.from_form(form), Problems()
    with deps.begin() as tx:
        for name in form.names:
            problems.of(name, take_answer, tx, deps, form, form.choice(name) or "")
        _refuse(problems)
    form.close()
    _show_day(deps, form, place)


def _record_all(tx: Tx, deps: Deps, form: Form, place: Place) -> list[Recorded | Asked]:
    problems = Problems()
    asked = [number_in(name.removeprefix(VALUE)) for name in form.names if name.startswith(VALUE)]
    filled = [goal_id for goal_id in asked if _is_filled(form, goal_id)]
    if not filled:
        raise FieldProblems({f"{VALUE}{asked[0]}": NothingReported()})
    held = {
        goal_id: problems.of(f"{VALUE}{goal_id}", climbed_goal, tx, form.actor, goal_id)
        for goal_id in sorted(filled)  # in one order, so that no two wait for each other
    }
    _refuse(problems)
    goals = [goal for goal_id in filled if (goal := held[goal_id])]
    read = []
    for goal, seen in zip(goals, as_seen(tx, form.actor, goals), strict=True):
        found = problems.of(f"{VALUE}{goal.id}", _read, tx, form, seen, place.day)
        beside = _beside(problems, form, goal)
        if found:
            read.append((goal, _with(found[0], beside), found[1]))
    _refuse(problems)
    done = [
        problems.of(
            f"{VALUE}{goal.id}",
            record_or_ask,
            tx,
            deps,
            form,
            replace(place.on(day), goal_id=goal.id),
            goal,
            report,
        )
        for goal, report, day in read
    ]
    _refuse(problems)
    return [one for one in done if one]


def _refuse(problems: Problems) -> None:
    """Raises FieldProblems, with which what was recorded before goes back too."""
    if problems.found:
        raise FieldProblems(problems.found)


def _is_filled(form: Form, goal_id: int) -> bool:
    names = (f"{VALUE}{goal_id}", f"answers-{goal_id}", f"partner-{goal_id}")
    return any(form.choice(name) or form.text(name) for name in names)


def _read(tx: Tx, form: Form, goal: Goal, day: date) -> tuple[Report, date]:
    """The report in a goal's field, and the day that it is for. Raises Missing, and whatever a
    report in words refuses.
    """
    name = f"{VALUE}{goal.id}"
    said = (form.choice(name) or "").replace("_", " ") or form.text(name)
    if not said:
        raise Missing
    return read_alone(tx, form, goal, said, day)


def _beside(problems: Problems, form: Form, goal: Goal) -> Report:
    """What the fields beside the number say, as a report of nothing else."""
    answers, partner = f"answers-{goal.id}", f"partner-{goal.id}"
    habits = habits_of(form.actor.person)
    return Report(
        goal.value,
        answers=problems.of(answers, read_count, form.text(answers)),
        partner=problems.of(partner, read_partner, goal, form.text(partner), habits),
    )


def _with(report: Report, beside: Report) -> Report:
    answers = report.answers if beside.answers is None else beside.answers
    partner = report.partner if beside.partner is None else beside.partner
    return replace(report, answers=answers, partner=partner)


def _show_day(deps: Deps, form: Form, place: Place) -> None:
    if now_shown := shown(deps, form, place):
        replace_at(place.response_url, now_shown)


def readers(deps: Deps, command: Command) -> Message:
    """`/goal readers`: who sees what is reported, goal by goal."""
    with deps.read() as tx:
        asked = daily(tx, command.actor, command.today, command.now, deps.grace)
        return _readers(tx, command.actor, [item.goal for item in asked.items])


def show_readers(deps: Deps, click: Click) -> None:
    """ "Who sees this": the same of the goals of a day's message, to the person alone."""
    day = day_in(click.value)
    with deps.read() as tx:
        asked = daily(tx, click.actor, day, click.now, deps.grace)
        told = _readers(tx, click.actor, [item.goal for item in asked.items])
    click.tell(told)


def _readers(tx: Tx, reader: Actor, goals: Iterable[Goal]) -> Message:
    me = reader.person.id
    return who_sees_message(list(goals) or as_seen(tx, reader, ladders.climbed(tx, me)), me)
