"""What one person learnt helps the next one, unnamed, if its owner says yes."""

import pytest

from goals.goal import Measure
from tests.support.people import User
from tests.support.rungs import Rungs

TIP = "Write the macros first."
HEADING = "A tip from somebody who climbed here before"


@pytest.fixture
def ben(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya", "ben", "ana"])
    rungs.seed_goal("maya", rungs=(30,))
    return rungs.users["ben"]


def learnt(rungs: Rungs, *, share: tuple[str, ...] = ("tip",)) -> None:
    """Maya's goal came short of its first rung, 30, and left a tip."""
    maya = rungs.users["maya"]
    said = maya.click(maya.goal("close G-1"), "It came short")
    maya.submit(said.view, happened="Busy weeks.", tip=TIP, share=list(share))


def sets(user: User, sentence: str = "Answer chats faster", **more: str) -> str:
    """Somebody sets a goal, one rung of which is at 31; its key."""
    form = user.goal(f"new {sentence}")
    fields = {"unit": "chats a day", "baseline": "25", "target": "45", "rungs": "31, 38"}
    fields |= {"measure": "A number", "due": "2026-12-18", **more}
    done = user.start(user.submit(form, fields))
    assert done.view
    return next(word for word in done.view.title.split() if word.startswith("G-"))


def test_the_next_one_on_a_rung_like_it_sees_the_tip_unnamed_in_the_days_message(rungs, ben):
    learnt(rungs)
    key = sets(ben)
    rungs.at("2026-11-24 09:30")
    assert f"{HEADING}: “{TIP}”" in ben.inbox[-1].words
    assert TIP in ben.goal(f"show {key}").words
    seen = rungs.slack.ever_shown_to("UBEN").lower()
    assert "maya" not in seen and "busy weeks" not in seen and "g-1 " not in seen


def test_in_a_team_of_two_no_tip_is_unnamed_so_it_waits(rungs):
    rungs.seed_team("Pair", lead="maya", members=["ben"])
    rungs.seed_goal("maya", rungs=(30,))
    learnt(rungs)
    key = sets(rungs.users["ben"])
    assert TIP not in rungs.users["ben"].goal(f"show {key}").words
    assert TIP not in rungs.slack.ever_shown_to("UBEN")


def test_once_the_rung_is_reached_the_tip_has_served(rungs, ben):
    learnt(rungs)
    key = sets(ben)
    ben.goal(f"checkin {key} 32")
    assert TIP not in ben.goal(f"show {key}").words


def test_it_is_shown_when_a_later_rung_is_started_on(rungs, ben):
    learnt(rungs)
    key = sets(ben, rungs="26, 31")
    assert TIP not in ben.goal(f"show {key}").words
    ben.goal(f"checkin {key} 27")
    assert TIP in ben.goal(f"show {key}").words


def test_one_tip_helps_one_person(rungs, ben):
    learnt(rungs)
    sets(ben)
    ana = rungs.users["ana"]
    assert TIP not in ana.goal(f"show {sets(ana)}").words


@pytest.mark.parametrize("share", [(), ("leads",)])
def test_without_a_yes_it_is_shown_to_nobody(rungs, ben, share):
    learnt(rungs, share=share)
    sets(ben)
    rungs.at("2026-11-24 09:30")
    assert TIP not in rungs.slack.ever_shown_to("UBEN")


def test_a_yes_that_is_taken_back_counts(rungs, ben):
    learnt(rungs)
    key = sets(ben)
    maya = rungs.users["maya"]
    form = maya.click(maya.goal("show G-1"), "Write it down")
    maya.submit(form, share=[])
    assert TIP not in ben.goal(f"show {key}").words


@pytest.mark.parametrize(
    "other",
    [{"unit": "tickets a day"}, {"rungs": "36"}, {"baseline": "60", "rungs": "", "target": "31"}],
    ids=["another unit", "a rung further off", "the other way"],
)
def test_a_rung_unlike_it_gets_no_tip(rungs, ben, other):
    learnt(rungs)
    assert TIP not in ben.goal(f"show {sets(ben, **other)}").words


def test_not_oneself_and_not_another_team(rungs, ben):
    learnt(rungs)
    maya = rungs.users["maya"]
    assert TIP not in maya.goal(f"show {sets(maya)}").words
    rungs.seed_team("Sales", lead="sue")
    sue = rungs.users["sue"]
    assert TIP not in sue.goal(f"show {sets(sue)}").words


def test_only_its_owner_sees_a_tip_on_a_card(rungs, ben):
    learnt(rungs)
    key = sets(ben)
    assert TIP not in rungs.users["tom"].goal(f"show {key}").words


def test_hostile_words_in_a_tip_stay_words(rungs, ben):
    maya = rungs.users["maya"]
    said = maya.click(maya.goal("close G-1"), "It came short")
    maya.submit(said.view, tip="<!channel> <@UTOM> <http://x|y> &", share=["tip"])
    shown = ben.goal(f"show {sets(ben)}").words
    assert "&lt;!channel&gt; &lt;@UTOM&gt; &lt;http://x|y&gt; &amp;" in shown


def test_a_measure_without_unit_needs_words_alike(rungs, ben):
    rungs.seed_goal("maya", "Write knowledge articles", baseline=0, target=4, measure=Measure())
    maya = rungs.users["maya"]
    said = maya.click(maya.goal("close G-2"), "It no longer fits")
    maya.submit(said.view, tip=TIP, share=["tip"])
    plain = {"unit": "", "baseline": "0", "target": "4", "rungs": ""}
    assert TIP not in ben.goal(f"show {sets(ben, 'Praise a colleague', **plain)}").words
    assert TIP in ben.goal(f"show {sets(ben, 'Write more knowledge articles', **plain)}").words
