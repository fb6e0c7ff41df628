"""`/goal overview`: every team in one line, a click to each, and the same as CSV."""

from functools import partial

from goals import overview as rules
from goals.overview import NobodyNamed, NotForOverview, TeamLine
from goals.people import Actor, Person
from goals.purpose import NotAnAdmin
from goals.team_rules import CannotBeOnTeam, NotOnRungs
from handlers import see_team, who
from handlers.carried import number_in
from handlers.commands import SubCommand
from handlers.deps import Deps
from handlers.names import with_mentions
from handlers.shell import Shell
from handlers.spoken import person_first
from handlers.standing import as_seen
from handlers.team_state import states_of
from handlers.triggers import Click, Command, Trigger
from handlers.views.message import Message
from handlers.views.overview import csv_message, overview_message, readers_message
from store import check_ins, overview, teams, voices
from store.database import Tx

ALLOWING = {"allow": True, "disallow": False}


def show(deps: Deps, command: Command) -> Message:
    """`/goal overview`; `csv` gives it as text, `allow @maya` lets somebody else look.

    Raises NotForOverview, NotAnAdmin, NobodyNamed.
    """
    word, _, rest = command.words.partition(" ")
    if word.lower() in ALLOWING:
        return _let(deps, command, rest.strip(), ALLOWING[word.lower()])
    lines = _lines(deps, command)
    if word.lower() == "csv":
        return csv_message(rules.as_csv(lines))
    return overview_message(lines, command.today)


def turn(deps: Deps, click: Click) -> None:
    """Another page."""
    click.replace(overview_message(_lines(deps, click), click.today, number_in(click.value)))


def download(deps: Deps, click: Click) -> None:
    """ "As CSV": what is shown, of all pages, to copy."""
    click.tell(csv_message(rules.as_csv(_lines(deps, click))))


def open_team(deps: Deps, click: Click) -> None:
    """A team, as this reader may see it. Raises NotForOverview."""
    with deps.read() as tx:
        team = teams.by_id(tx, click.actor.person.workspace_id, number_in(click.value))
        if team is None or not may_open(tx, click.actor, team.id):
            raise NotForOverview
    click.tell(see_team.team_view(deps, click, team))


def may_open(tx: Tx, actor: Actor, team_id: int) -> bool:
    """Whether the team is one that the actor may look over."""
    return actor.person.is_admin or actor.leads(team_id) or overview.is_reader(tx, actor.person.id)


def _lines(deps: Deps, trigger: Trigger) -> list[TeamLine]:
    """Every team that the reader may look over; a bounded number of statements."""
    reader, today = trigger.actor, trigger.today
    with deps.read() as tx:
        named = overview.is_reader(tx, reader.person.id)
        everyones = teams.of_workspace(tx, reader.person.workspace_id)
        looked_over = rules.teams_for(reader, named, everyones)
        sees = partial(rules.can_count, reader)
        states = states_of(tx, reader, looked_over, trigger.now, sees)
        inputs = voices.waiting_in(tx, [team.id for team in looked_over])
        ours = [goal for state in states for goal in rules.figures(state.goals, today)]
        stand = {goal.id: goal for goal in as_seen(tx, reader, ours)}
        reports = check_ins.of_goals(tx, stand)
    lines = []
    for state in states:
        count, since = inputs.get(state.team.id, (0, today))
        known = (stand[goal.id] for goal in rules.figures(state.goals, today))
        figure = next((goal for goal in known if goal.rollup or reports.get(goal.id)), None)
        drawn = rules.bars(figure, reports.get(figure.id, []), today) if figure else ""
        lines.append(TeamLine(state, count, max((today - since).days, 0), figure, drawn))
    return lines


def _let(deps: Deps, command: Command, words: str, is_allowed: bool) -> Message:
    """Let somebody look over the teams, or no more. Raises NotAnAdmin, NobodyNamed."""
    if not command.actor.person.is_admin:
        raise NotAnAdmin
    person = _person(deps, command, words, is_allowed)
    with deps.begin() as tx:
        if is_allowed:
            overview.allow(tx, person)
        else:
            overview.disallow(tx, person)
    return readers_message(person, is_allowed)


def _person(deps: Deps, command: Command, words: str, is_allowed: bool) -> Person:
    workspace_id = command.actor.person.workspace_id
    with deps.read() as tx:
        user_id, _ = person_first(with_mentions(tx, workspace_id, words))
    if user_id is None:
        raise NobodyNamed(is_allowed)
    found = who.ensure_people(deps, command.client, workspace_id, [user_id])
    if found.people:
        return found.people[0]
    outsiders = tuple((one.name, one.outsider) for one in found.refused if one.outsider)
    raise CannotBeOnTeam(outsiders) if outsiders else NotOnRungs


SUB_COMMANDS = (
    SubCommand(
        "overview",
        "",
        "every team in a line, for leads and admins; allow @maya lets her look, csv is to copy",
        show,
        reads_words=True,
    ),
)


def register(shell: Shell, deps: Deps) -> None:
    """The overview's pages, its teams, and its CSV."""
    for action_id in ("overview.next", "overview.before"):
        shell.click(action_id, partial(turn, deps))
    shell.click("overview.team", partial(open_team, deps))
    shell.click("overview.csv", partial(download, deps))
