"""Revisions, offers, looks back and retrospectives come back as they were kept, and once."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import text

from goals.draft import Step
from goals.goal import Confidence, GoalState, ReviewEvery
from goals.offers import Answer, Why
from goals.people import Person
from goals.retrospective import Retrospective
from goals.review import Verdict
from goals.revision import Terms, terms_of
from goals.sight import seen
from store import check_ins, database, ladders, people, retrospectives, revisions
from store.database import Tx
from tests.store.conftest import NOW

DAY = date(2026, 11, 23)
TERMS = Terms(
    "Reply to 38 <chats> a day",
    Decimal("38.5"),
    date(2026, 12, 25),
    (Step(Decimal("30.25"), "Steady & calm", date(2026, 12, 4)), Step(Decimal("38.5"))),
)


def test_a_revision_comes_back_exactly(tx: Tx, set_goal, maya: Person):
    goal = set_goal(maya, rungs=(30, 35))
    made = revisions.add(
        tx, goal, by_id=maya.id, reason="Slow.", before=terms_of(goal), after=TERMS, now=NOW
    )
    assert made.before == terms_of(goal) and made.after == TERMS
    assert revisions.of_goals(tx, [goal.id]) == {goal.id: [made]}
    assert revisions.by_id(tx, goal.workspace_id, made.id) == made
    elsewhere = people.ensure_workspace(tx, "T2")
    assert revisions.by_id(tx, elsewhere.id, made.id) is None


def test_a_ladder_is_revised_in_place(tx: Tx, set_goal, maya: Person):
    goal = set_goal(maya, rungs=(30, 35))
    shorter = ladders.revise(tx, goal, TERMS, GoalState.ACTIVE)
    assert [r.id for r in shorter.rungs] == [r.id for r in goal.rungs[:2]]
    assert terms_of(shorter) == replace(TERMS, seen=seen(goal))
    longer = ladders.revise(tx, shorter, terms_of(goal), GoalState.ACTIVE)
    assert terms_of(longer) == terms_of(goal)
    assert longer.rungs[:2][0].id == goal.rungs[0].id


def test_what_was_reached_is_not_touched_whatever_the_terms_say(tx: Tx, set_goal, maya: Person):
    goal = set_goal(maya, rungs=(30, 35))
    said = check_ins.save(
        tx,
        goal,
        person_id=maya.id,
        day=DAY,
        value=Decimal(31),
        confidence=Confidence.ON_TRACK,
        note="",
        now=NOW,
    )
    ladders.reach(tx, goal.rungs[:1], by=said, now=NOW, private=False)
    climbed = ladders.by_id(tx, goal.id)
    after = ladders.revise(tx, climbed, TERMS, GoalState.ACTIVE)
    assert after.rungs[0] == climbed.rungs[0]
    assert len(after.rungs) == 2


def test_a_goal_has_one_offer_and_it_is_answered_once(tx: Tx, set_goal, maya: Person):
    goal = set_goal(maya)
    assert revisions.make_offer(tx, goal, DAY, Why.AT_RISK)
    assert not revisions.make_offer(tx, goal, DAY + timedelta(days=1), Why.OFF_PACE)
    [offer] = revisions.open_offers(tx, [goal.id]).values()
    assert (offer.day, offer.why) == (DAY, Why.AT_RISK)
    answered = revisions.answer_offer(tx, goal.id, Answer.NO)
    assert answered and answered.answer is Answer.NO
    assert revisions.answer_offer(tx, goal.id, Answer.SMALLER) is None
    assert revisions.open_offers(tx, [goal.id]) == {}
    revisions.withdraw_offer(tx, goal.id, DAY)
    assert not revisions.make_offer(tx, goal, DAY, Why.AT_RISK), "an answer stays"


def test_an_offer_is_withdrawn_for_its_own_day_alone(tx: Tx, set_goal, maya: Person):
    goal = set_goal(maya)
    revisions.make_offer(tx, goal, DAY, Why.AT_RISK)
    revisions.withdraw_offer(tx, goal.id, DAY + timedelta(days=1))
    assert revisions.open_offers(tx, [goal.id])
    revisions.withdraw_offer(tx, goal.id, DAY)
    assert not revisions.open_offers(tx, [goal.id])


def test_the_latest_verdict_on_a_period_stands(tx: Tx, set_goal, maya: Person):
    goal = set_goal(maya)
    for verdict in (Verdict.STILL_RIGHT, Verdict.REVISED):
        revisions.note_review(tx, goal, DAY, by_id=maya.id, verdict=verdict, now=NOW)
    assert revisions.verdicts(tx, [goal.id], DAY) == {goal.id: {DAY: Verdict.REVISED}}
    assert revisions.verdicts(tx, [goal.id], DAY + timedelta(days=1)) == {}


def test_how_often_a_goal_is_looked_back_at(tx: Tx, set_goal, maya: Person):
    goal = set_goal(maya)
    assert goal.review is None
    ladders.set_review(tx, goal.id, ReviewEvery.QUARTER)
    assert ladders.by_id(tx, goal.id).review is ReviewEvery.QUARTER
    ladders.set_review(tx, goal.id, None)
    assert ladders.by_id(tx, goal.id).review is None


def test_a_retrospective_is_kept_once_and_said_anew(tx: Tx, set_goal, maya: Person):
    goal = set_goal(maya)
    assert retrospectives.of_goal(tx, goal.id) is None
    retrospectives.save(tx, goal, Retrospective("It rained."), NOW)
    retrospectives.save(tx, goal, Retrospective(tip="Umbrella.", tip_given=True), NOW)
    kept = retrospectives.of_goal(tx, goal.id)
    assert kept == Retrospective(tip="Umbrella.", tip_given=True, at=NOW)


def test_a_tip_is_shown_to_one(tx: Tx, set_goal, maya: Person, tom: Person):
    learnt, first, second = set_goal(maya), set_goal(tom), set_goal(tom)
    assert learnt.team_id
    retrospectives.save(tx, learnt, Retrospective(tip="Umbrella.", tip_given=True), NOW)
    [(tip_id, goal_id)] = retrospectives.unshown_tips(tx, learnt.team_id)
    assert goal_id == learnt.id
    assert retrospectives.show_tip(tx, tip_id, first.id, 1)
    assert not retrospectives.show_tip(tx, tip_id, second.id, 1)
    assert retrospectives.unshown_tips(tx, learnt.team_id) == []
    assert retrospectives.tips(tx, [first, second]) == {first.id: "Umbrella."}
    retrospectives.save(tx, learnt, Retrospective(tip="Umbrella."), NOW)
    assert retrospectives.tips(tx, [first]) == {}, "the yes was taken back"


@pytest.mark.parametrize("kept", [{"tip": "Umbrella."}, {"learnt": "Much."}])
def test_without_a_yes_no_tip_waits(tx: Tx, set_goal, maya: Person, kept):
    goal = set_goal(maya)
    retrospectives.save(tx, goal, Retrospective(**kept), NOW)
    assert retrospectives.unshown_tips(tx, goal.team_id) == []


def test_a_goal_that_was_closed_before_is_put_down_now(tmp_path):
    engine = database.open_database(f"sqlite:///{tmp_path}/old.db")
    config = database._alembic()
    before = ScriptDirectory.from_config(config).get_revision("0003").down_revision
    with database.begin(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, before)
    with database.begin(engine) as tx:
        workspace = people.ensure_workspace(tx, "T1")
        owner = tx.execute(
            text(
                "INSERT INTO person (workspace_id, user_id, name, zone)"
                " VALUES (:workspace, 'U1', 'Maya', 'UTC') RETURNING id"
            ),
            {"workspace": workspace.id},
        ).scalar_one()
        tx.execute(
            text(
                "INSERT INTO goal (workspace_id, number, owner_id, tier, statement, measure,"
                " baseline, target, value, start, due, visibility, rhythm, rhythm_days, state,"
                " created_at) VALUES (:workspace, 1, :owner, 'individual', 'Calm', 'number',"
                " 0, 10000, 0, '2026-11-23', '2026-12-18', 'team', 'daily', 0, 'closed',"
                " '2026-11-23')"
            ),
            {"workspace": workspace.id, "owner": owner},
        )
    database.upgrade(engine)
    with database.read(engine) as tx:
        [goal] = ladders.owned(tx, [owner], tuple(GoalState))
    assert goal.state is GoalState.DROPPED
    engine.dispose()
