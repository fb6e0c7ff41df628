"""Setting a goal: `/goal new`, with a sentence or without."""

from functools import partial

from goals.cadence import RhythmKind
from goals.draft import Written, draft
from goals.goal import MeasureKind, Visibility
from goals.people import Actor, Team
from goals.sentence import Reading
from handlers import home
from handlers.check_in.help_along import give_tip
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.reading import read_date, read_sentence
from handlers.rhythm import next_check_in
from handlers.shell import Click, Command, Form, Shell
from handlers.spoken import plain
from handlers.views.new_goal import goal_set_modal, new_goal_modal
from store import events, ladders

FRIDAY = 4
"""A week's work is asked about when the week is done."""

BLANK = Written(statement="", due=None)


def new(deps: Deps, command: Command) -> None:
    """`/goal new`, or `/goal new <a sentence>`: the form, filled in with what the sentence told."""
    sentence = plain(command.words)
    if not sentence:
        command.open(new_goal_modal(BLANK, teams=command.actor.teams))
        return
    fiscal_first_month = command.actor.home.fiscal_first_month if command.actor.home else 1
    reading = read_sentence(sentence, command.today, fiscal_first_month)
    command.open(
        new_goal_modal(
            written(reading),
            teams=command.actor.teams,
            reading=reading,
        )
    )


def new_clicked(deps: Deps, click: Click) -> None:
    """A "Set a goal" button."""
    click.open(new_goal_modal(BLANK, teams=click.actor.teams))


def written(reading: Reading) -> Written:
    """The form's fields as a sentence tells them."""
    return Written(
        statement=reading.statement,
        due=reading.due,
        measure=reading.measure,
        unit=reading.unit,
        baseline="" if reading.baseline is None else f"{reading.baseline:f}",
        target="" if reading.target is None else f"{reading.target:f}",
        days=_days(reading),
    )


def _days(reading: Reading) -> frozenset[int]:
    """The weekdays to ask on: once a week where the sentence counts by the week."""
    if reading.rhythm is not RhythmKind.WEEKLY:
        return frozenset()
    return frozenset({FRIDAY if reading.weekday is None else reading.weekday})


def save(deps: Deps, form: Form) -> None:
    """The form's answer: a goal, with its ladder. Sent twice, it sets one goal."""
    actor, today = form.actor, form.today
    wanted = draft(form_written(form), today, read_date)
    team = _team(actor, form)
    with deps.begin() as tx:
        if not events.once(tx, actor.person.workspace_id, f"view:{form.view_id}", form.now):
            form.close()
            return
        goal = ladders.add(
            tx,
            wanted,
            workspace_id=actor.person.workspace_id,
            owner_id=actor.person.id,
            team_id=team.id if team else None,
            now=form.now,
        )
        give_tip(tx, goal)
        ask = next_check_in(tx, actor, form.now)
    form.show(goal_set_modal(goal, today, actor.person.zone_info, ask.at if ask else None))
    home.refresh(deps, form)


def form_written(form: Form) -> Written:
    """What stands in the submitted form."""
    return Written(
        statement=form.text("statement"),
        purpose=form.text("purpose"),
        measure=MeasureKind(form.choice("measure") or MeasureKind.NUMBER),
        unit=form.text("unit"),
        baseline=form.text("baseline"),
        target=form.text("target"),
        due=form.date("due"),
        rungs=form.text("rungs"),
        days=frozenset(map(int, form.choices("days"))),
        visibility=Visibility(form.choice("visibility") or Visibility.TEAM),
    )


def _team(actor: Actor, form: Form) -> Team | None:
    """The team chosen, of the actor's own; else the home team."""
    chosen = form.choice("team")
    return next((team for team in actor.teams if str(team.id) == chosen), actor.home)


SUB_COMMANDS = (
    SubCommand("new", "Reply to 40 chats a day, from 25, by 18 December", "set a goal", new),
)


def register(shell: Shell, deps: Deps) -> None:
    """The form of a new goal, and the buttons that open it."""
    shell.click("goal.new", partial(new_clicked, deps))
    shell.form("goal.save", partial(save, deps))
