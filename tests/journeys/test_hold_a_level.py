"""A level to be held until a day: told as that, and celebrated when it was held to the end."""

import pytest

from goals.goal import Goal, GoalState
from store import ladders
from tests.support.people import User
from tests.support.rungs import Rungs

KEEP = "new Keep CSAT at 95 % until 27 November"


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """Maya of the Care team, on Monday at half past nine."""
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    rungs.at("2026-11-23 09:30")
    return rungs.users["maya"]


def shouted(rungs: Rungs) -> list[str]:
    messages = rungs.slack.messages(rungs.channels["care"].id)
    return [message.words.replace("*", "") for message in messages]


def goal(rungs: Rungs) -> Goal:
    with rungs.deps.read() as tx:
        found = ladders.by_number(tx, 1, 1)
    assert found
    return found


def report(rungs: Rungs, who: User, words: str, at: str) -> str:
    rungs.at(at)
    return who.goal(f"checkin G-1 {words}").words


def test_it_is_set_from_a_sentence_and_told_as_what_it_is(rungs, maya):
    form = maya.goal(KEEP)
    assert (form.view.fields["baseline"], form.view.fields["target"]) == ("95", "at least 95")
    review = maya.submit(form)
    assert "hold at least 95 %" in review.words
    done = maya.start(review)
    assert "G-1 is set" in done.view.title
    card = maya.goal("show G-1").words
    assert "95 % now · holding at least 95 %" in card
    assert "94.9999" not in f"{review.words}{done.words}{card}" and "▱" not in card


def test_a_level_is_no_mistake_in_a_form(rungs, maya):
    form = maya.goal("new Answer escalations ourselves by 27 November")
    review = maya.submit(form, {"From": "2 escalations a week", "To": "2 escalations a week"})
    assert "hold at most 2 escalations a week" in review.words
    assert goal(rungs).is_level


def test_a_number_at_the_level_reaches_nothing_until_the_last_day(rungs, maya):
    maya.start(maya.submit(maya.goal(KEEP)))
    told = report(rungs, maya, "96", "2026-11-24 10:00")
    assert "96 % today · holding at least 95 %" in told
    told = report(rungs, maya, "93", "2026-11-25 10:00")
    assert "93 % today · to hold at least 95 %" in told
    rungs.later(minutes=10)
    assert (goal(rungs).state, shouted(rungs)) == (GoalState.ACTIVE, [])

    report(rungs, maya, "97", "2026-11-26 10:00")
    report(rungs, maya, "96", "2026-11-27 10:00")
    assert goal(rungs).state is GoalState.REACHED
    rungs.later(minutes=10)
    [cheer] = shouted(rungs)
    assert "Maya held at least 95 % to the end." in cheer
    assert "held to the end" in maya.goal("show G-1").words


def test_one_good_day_at_the_end_is_not_cheered_as_a_level_that_was_held(rungs, maya):
    maya.start(maya.submit(maya.goal(KEEP)))
    for day, value in enumerate((90, 91, 92, 96), 24):
        report(rungs, maya, str(value), f"2026-11-{day} 10:00")
    rungs.later(minutes=10)
    assert (goal(rungs).state, shouted(rungs)) == (GoalState.ACTIVE, [])
    rungs.at("2026-11-30 09:30")
    assert "G-1 ended at 96 %" in maya.inbox[-1].words


def test_who_does_not_work_on_its_last_day_reaches_it_on_the_working_day_before(rungs, maya):
    maya.start(maya.submit(maya.goal(KEEP), {"due": "2026-11-29"}))
    report(rungs, maya, "96", "2026-11-26 10:00")
    assert goal(rungs).state is GoalState.ACTIVE
    report(rungs, maya, "96", "2026-11-27 10:00")
    assert goal(rungs).state is GoalState.REACHED


def test_a_late_correction_takes_it_back_before_anybody_heard(rungs, maya):
    maya.start(maya.submit(maya.goal(KEEP)))
    report(rungs, maya, "96", "2026-11-27 10:00")
    assert "to hold" in maya.goal("checkin G-1 69").words
    assert goal(rungs).state is GoalState.ACTIVE
    rungs.later(minutes=10)
    assert shouted(rungs) == []


def test_a_ceiling_of_none(rungs, maya):
    review = maya.submit(maya.goal("new No complaints until 27 November"))
    assert "hold 0 complaints" in review.words
    maya.start(review)
    assert "1 complaint today · to hold 0 complaints" in report(
        rungs, maya, "1", "2026-11-24 10:00"
    )
    assert "0 complaints today · holding 0 complaints" in report(
        rungs, maya, "0", "2026-11-25 10:00"
    )


def test_its_level_is_revised_and_it_is_held_again(rungs, maya):
    maya.start(maya.submit(maya.goal(KEEP)))
    form = maya.goal("revise G-1")
    assert "The level to hold" in form.words
    told = maya.submit(form, {"target": "at least 96", "reason": "It went well."})
    assert "hold at least 96 %" in maya.goal("show G-1").words or "holding" in told.words
    assert (goal(rungs).is_level, goal(rungs).target) == (True, 96)
    assert goal(rungs).statement == "Keep CSAT at 96 % until 27 November"
    report(rungs, maya, "97", "2026-11-27 10:00")
    rungs.later(minutes=10)
    card = maya.goal("show G-1")
    assert "Hold it again" in card.buttons
    again = maya.click(card, "Hold it again")
    assert (again.view.fields["baseline"], again.view.fields["target"]) == ("96", "at least 96")


def test_its_team_and_its_lead_read_it_in_the_same_words(rungs, maya):
    maya.start(maya.submit(maya.goal(KEEP)))
    report(rungs, maya, "96", "2026-11-24 10:00")
    tom = rungs.users["tom"]
    assert "holding at least 95 %" in tom.goal("show G-1").words
    assert "holding at least 95 %" in tom.goal("team", channel="care").words
    assert "94.9" not in tom.goal("tree").words


def test_a_rung_on_the_way_to_a_level_is_refused_at_its_field(rungs, maya):
    refused = maya.submit(maya.goal(KEEP), {"Rungs": "90"})
    assert refused.errors == {
        "rungs": "From and To are the same, so there is nothing between them. Leave this empty."
    }


def test_a_level_is_proposed_and_agreed_on(rungs, maya):
    tom = rungs.users["tom"]
    form = tom.goal("propose @maya Keep CSAT at 95 % until 4 December")
    tom.submit(form, {"Why it matters": "Customers stay with us."})
    rungs.later(minutes=2)
    [message] = [m for m in maya.inbox if "Tom" in m.words and "CSAT" in m.words]
    assert "hold at least 95 %" in message.words and "94.9" not in message.words
    maya.click(message, "Accept")
    assert goal(rungs).is_level
