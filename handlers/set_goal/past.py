"""What Rungs knows of a measure's past: one's own check-ins, else the team's taken together."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from goals.goal import CheckIn, Goal, GoalState
from goals.hold import doubt
from goals.people import Actor, Team
from goals.sentence import Reading
from goals.sight import can_see
from goals.stretch import Past, is_same_measure, recent
from handlers.day import works_of
from handlers.habits import habits_of
from handlers.reading import read_sentence
from store import check_ins, ladders
from store.database import Tx

OWN = timedelta(days=90)
"""Long enough to hold twenty working days with leave among them, short enough to be the present."""
TEAMS = timedelta(days=28)
BEGUN = tuple(state for state in GoalState if state is not GoalState.DRAFT)


def past_of(tx: Tx, actor: Actor, goal: Goal, today: date) -> Past:
    """What was reported of the goal's measure before; own goals first. Six statements at most."""
    mine = _alike(goal, ladders.climbed(tx, actor.person.id, BEGUN))
    told = _reports(tx, mine, today - OWN)
    own = recent(_one_a_day([report for report in told if report.person_id == actor.person.id]))
    if own.is_enough or goal.team_id is None:
        return own
    seen = [other for other in ladders.of_team(tx, goal.team_id, BEGUN) if can_see(actor, other)]
    others = [other for other in _alike(goal, seen) if other.owner_id != actor.person.id]
    told = _reports(tx, others, today - TEAMS)
    reports = [report for report in told if report.person_id != actor.person.id]
    of_all = recent([c.value for c in reports], len({c.person_id for c in reports}))
    return of_all if of_all.is_enough else own


def _alike(goal: Goal, others: Sequence[Goal]) -> list[Goal]:
    measured = (goal.measure, goal.statement)
    return [o for o in others if is_same_measure(measured, (o.measure, o.statement))]


def _reports(tx: Tx, of: Sequence[Goal], since: date) -> list[CheckIn]:
    """What was reported of these goals, oldest first; not what may be luck, either way."""
    goals = {goal.id: goal for goal in of}
    reports = check_ins.since(tx, goals, since)
    return [report for report in reports if not doubt(goals[report.goal_id], report)]


def _one_a_day(reports: Sequence[CheckIn]) -> list[Decimal]:
    return list({report.day: report.value for report in reports}.values())


def read_statement(actor: Actor, statement: str, today: date, team: Team | None = None) -> Reading:
    """What the goal's sentence says, as this team counts its year, or its owner's home team."""
    counting = team or actor.home
    first_month = counting.fiscal_first_month if counting else 1
    habits, days = habits_of(actor.person), actor.pattern.days
    return read_sentence(statement, today, first_month, habits, days)


def working_days(tx: Tx, actor: Actor, today: date, due: date) -> int:
    """How many of the person's working days lie from today to `due`."""
    days = (today + timedelta(days=n) for n in range((due - today).days + 1))
    return sum(map(works_of(tx, actor, today), days))
