"""The demo's people are at work, in mid-climb and due, at whatever hour it is started."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from bot.demo.cast import CREWS, PEOPLE, WORKSPACE_ID, workspace_config
from bot.demo.plot import CLIMBS
from bot.demo.seed import seed
from goals.cadence import DaysOff, current_ask
from goals.goal import Goal, GoalState, Tier, Visibility
from goals.people import Actor
from goals.templates import kept
from goals.tree import plant
from handlers.day import daily
from handlers.lead_looks import looks_of
from handlers.propose.state import shown_to
from handlers.views.needs import look_line
from store import (
    alignment,
    check_ins,
    database,
    ladders,
    outbox,
    people,
    proposals,
    purpose,
    revisions,
    templates,
    voices,
)
from store.database import Tx

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


@pytest.fixture(params=["2026-11-16 10:00", "2026-11-20 10:00", "2026-11-22 23:30"])
def now(request: pytest.FixtureRequest) -> datetime:
    """A Monday, a Friday, and a night from Sunday to Monday."""
    return datetime.fromisoformat(f"{request.param}+00:00")


@pytest.fixture
def tx(engine: Engine, now: datetime) -> Iterator[Tx]:
    with database.begin(engine) as writing:
        seed(writing, now)
    with database.read(engine) as reading:
        yield reading


def goals_of(tx: Tx) -> dict[str, Goal]:
    """Every goal, by its words; of two alike the latter."""
    owners = [actor.person.id for actor in actors(tx)]
    return {goal.statement: goal for goal in ladders.owned(tx, owners, tuple(GoalState))}


def test_the_team_is_believable(tx: Tx, now: datetime):
    everybody = actors(tx)
    assert len(everybody) == 8
    assert len({actor.person.zone for actor in everybody}) == 3
    by_id = {actor.person.id: actor for actor in everybody}
    for goal in ladders.owned(tx, list(by_id)):
        owner = by_id[goal.owner_id]
        today = owner.today(now)
        reports = check_ins.of_goal(tx, goal.id)
        assert goal.next_rung, f"{goal.statement} is not in mid-climb"
        assert goal.reached or goal.tier is Tier.TEAM, goal.statement
        assert goal.start < today
        assert all(goal.start <= report.day <= min(today, goal.due) for report in reports)
        assert all(report.at < now for report in reports)
        assert all(rung.reached_at < now for rung in goal.reached)
        if reports and owner.person.name != "Marco Reyes":  # he was away
            assert today - timedelta(days=4) <= reports[-1].day
    leads = [a for a in everybody if any(m.is_lead for m in a.memberships)]
    assert {m.team.name for a in leads for m in a.memberships} == {c.name for c in CREWS}
    said = {one.id: one for a in leads for one in voices.inputs_for(tx, a, limit=10)}
    assert {bool(one.answer) for one in said.values()} == {True, False}
    assert None in {one.author_id for one in said.values()}


def test_goals_of_every_kind_are_in_the_midst_of_their_story(tx: Tx, now: datetime):
    goals = goals_of(tx)
    assert len(goals) == len({climb.statement for climb in CLIMBS})
    kinds = list(goals.values())
    assert {goal.tier for goal in kinds} == set(Tier)
    assert {GoalState.DRAFT, GoalState.ACTIVE, GoalState.MISSED} <= {goal.state for goal in kinds}
    assert any(goal.guard and goal.guard.holds(goal.partner_value) for goal in kinds)
    assert any(goal.min_answers for goal in kinds)
    assert any(goal.is_personal and goal.visibility is Visibility.ME for goal in kinds)
    revised = revisions.of_goals(tx, [goal.id for goal in kinds])
    assert {"Resolve 80 % of chats at first contact"} == {
        made.after.statement for changes in revised.values() for made in changes
    }


def test_goals_roll_up_as_numbers_and_as_progress(tx: Tx, now: datetime):
    grace = next(actor for actor in actors(tx) if actor.person.name == "Grace Lindqvist")
    seen = alignment.around(tx, grace)
    tree = plant(seen, check_ins.last_days(tx, [goal.id for goal in seen]), grace.today(now))
    rollups = {branch.goal.statement: branch.rollup for branch in tree.aligned}
    assert rollups["Call back 40 customers a week"].is_sum
    assert rollups["Satisfaction of 95 % across support"].value is None
    assert rollups["Satisfaction of 95 % across support"].count == 2
    assert any(branch.goal.statement.startswith("First answer") for branch in tree.unaligned)


def test_two_climb_one_goal_with_a_part_each(tx: Tx):
    goal = goals_of(tx)["Write 12 macros for refunds"]
    assert [(part.name, part.value) for part in goal.parts] == [
        ("Sofia Rossi", 3),
        ("Ben Okafor", 2),
    ]
    assert goal.value == 5 and len(goal.reached) == 1


def test_what_is_offered_asked_and_shown_this_morning(tx: Tx, now: datetime):
    days = {
        actor.person.first_name: daily(tx, actor, actor.today(now), now, timedelta(minutes=2))
        for actor in actors(tx)
    }
    assert [bool(item.offer) for item in days["Aiko"].items] == [False, True]
    assert [bool(item.tip) for item in days["Maya"].items] == [True, False]
    assert [goal.statement for goal in days["Ben"].ended] == ["Close 90 old tickets"]
    (look,) = [look for look in days["Marco"].reviews if look.goal.tier is Tier.TEAM]
    assert look.has_moved
    assert not any(day.reviews for name, day in days.items() if name == "Maya" and now.weekday())


def test_what_people_keep_beside_their_goals(tx: Tx, now: datetime):
    maya, *_ = actors(tx)
    assert purpose.about(tx, maya.person.id).for_leads
    assert purpose.mission_of(tx, maya.person.workspace_id).priorities
    assert [team.bottom_line for team in maya.teams] == ["Leave every customer glad they asked"]
    (own,) = templates.of_teams(tx, [team.id for team in maya.teams])
    assert kept(own, maya.today(now)) == own
    waiting = [queued.kind for queued, _ in outbox.troubled(tx)]
    assert set(waiting) == {"shout_out", "proposal"}, "what was told on the way is told again"


def test_a_proposal_waits_for_who_looks_first(tx: Tx, now: datetime):
    maya, *_ = actors(tx)
    (proposal,) = proposals.open_of(tx, maya.person.id)
    assert proposal.turn_id == maya.person.id
    shown = shown_to(tx, proposal, maya, 1, now)
    assert shown.past.is_enough, "her own reports are set beside it"
    assert [v.letter for v in shown.review.weak] == []


def test_a_leads_home_shows_who_needs_a_look(tx: Tx, now: datetime):
    priya = next(actor for actor in actors(tx) if actor.person.name == "Priya Shah")
    [chat] = looks_of(tx, priya, priya.led, now)
    lines = [look_line(look, priya.today(now)) for look in chat.looks]
    assert len(lines) == 2
    assert lines[0].startswith("🔴 Ben Okafor · Resolve 80 % of chats at first contact · blocked")
    assert lines[1] == "🟡 Sofia Rossi · First answer within 2 minutes · second day at risk"
    assert "second yes" in chat.looks[0].need.reports[-1].note
    assert chat.state.reported_this_week or not now.weekday()
    assert chat.inputs, "and something waits for an answer"


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
