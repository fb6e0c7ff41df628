"""The demo's people are at work, in mid-climb and due, at whatever hour it is started."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.demo.cast import CLIMBS, CREWS, PEOPLE, WORKSPACE_ID, workspace_config
from bot.demo.seed import seed
from goals.cadence import DaysOff, current_ask
from goals.goal import GoalState
from goals.people import Actor
from store import check_ins, database, ladders, people, voices

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)


def actors(tx) -> list[Actor]:
    found = [people.actor(tx, WORKSPACE_ID, member.user_id) for member in PEOPLE]
    assert all(found)
    return found


@pytest.mark.parametrize("hours", range(0, 7 * 24, 7))
def test_everybody_is_due_at_any_hour_of_the_week(database_url: str, hours: int):
    now = MONDAY + timedelta(hours=hours, minutes=47)
    engine = database.open_database(database_url)
    with database.begin(engine) as tx:
        seed(tx, now)
    with database.read(engine) as tx:
        for actor in actors(tx):
            due_at = actor.person.next_check_in_at
            zone = actor.person.zone_info
            ask = current_ask(actor.pattern, zone, due_at, now, DaysOff())
            assert ask, actor.person.name
            assert ask.day == actor.today(now)
    engine.dispose()


def test_the_team_is_believable(engine: Engine):
    now = MONDAY + timedelta(hours=10)
    with database.begin(engine) as tx:
        seed(tx, now)
    with database.read(engine) as tx:
        everybody = actors(tx)
        assert len(everybody) == 8
        assert len({actor.person.zone for actor in everybody}) == 3
        owners = [actor.person.id for actor in everybody]
        goals, drafts = ladders.owned(tx, owners), ladders.owned(tx, owners, (GoalState.DRAFT,))
        assert drafts and len(goals) + len(drafts) == len(CLIMBS)
        assert any(goal.guard and goal.guard.holds(goal.partner_value) for goal in goals)
        assert any(goal.min_answers for goal in goals)
        for goal in goals:
            assert goal.reached and goal.next_rung, f"{goal.statement} is not in mid-climb"
            owner = next(a for a in everybody if a.person.id == goal.owner_id)
            reports = check_ins.of_goal(tx, goal.id)
            assert reports[-1].day < owner.today(now) <= reports[-1].day + timedelta(days=4)
            assert all(report.at < now for report in reports)
            assert all(r.reached_at < now for r in goal.reached)
            assert goal.start < owner.today(now) < goal.due
        leads = [a for a in everybody if any(m.is_lead for m in a.memberships)]
        assert {m.team.name for a in leads for m in a.memberships} == {c.name for c in CREWS}
        said = {one.id: one for a in leads for one in voices.inputs_for(tx, a, limit=10)}
        assert {bool(one.answer) for one in said.values()} == {True, False}
        assert None in {one.author_id for one in said.values()}


def test_the_local_slack_knows_the_same_people_and_channels(engine: Engine):
    with database.begin(engine) as tx:
        seed(tx, MONDAY)
    config = workspace_config()
    channels = {channel["id"]: set(channel["members"]) for channel in config["channels"]}
    users = {user["id"] for user in config["users"]}
    with database.read(engine) as tx:
        for actor in actors(tx):
            assert actor.person.user_id in users
            for place in actor.memberships:
                assert actor.person.user_id in channels[place.team.channel_id]
