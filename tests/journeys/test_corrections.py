"""A report can always be corrected: what was told stays, what was not is taken back."""

import pytest

from goals.goal import Goal, GoalState, Measure, MeasureKind, Visibility
from store import ladders
from store.tables import OutboxState
from tests.privacy.cast import alter
from tests.support.people import User
from tests.support.rungs import Rungs

MINUTES = Measure(MeasureKind.NUMBER, "minutes")
ONCE = Measure(MeasureKind.DONE)
RATING = Measure(MeasureKind.RATING)


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """Maya of the Care team, on Monday at half past nine, with 25 of 40 chats and two rungs."""
    rungs.seed_team("Care", lead="tom", members=["maya", "ana"])
    rungs.seed_goal("maya", rungs=(30, 35))
    rungs.at("2026-11-23 09:30")
    return rungs.users["maya"]


def shouted(rungs: Rungs) -> list[str]:
    messages = rungs.slack.messages(rungs.channels["care"].id)
    return [message.words.replace("*", "") for message in messages]


def goal(rungs: Rungs, number: int = 1) -> Goal:
    with rungs.deps.read() as tx:
        found = ladders.by_number(tx, 1, number)
    assert found
    return found


def reached(rungs: Rungs) -> list[int]:
    return [rung.position for rung in goal(rungs).reached]


def test_what_was_told_stays_and_what_was_not_is_taken_back(rungs, maya):
    maya.goal("checkin G-1 36")
    rungs.later(minutes=3)
    assert len(shouted(rungs)) == 1

    maya.goal("checkin G-1 42.5")
    said = maya.goal("checkin G-1 33")
    assert "You reached the top" not in said.words
    assert (reached(rungs), goal(rungs).state) == ([1, 2], GoalState.ACTIVE)
    rungs.later(minutes=5)
    assert len(shouted(rungs)) == 1, "the top is told to nobody"


def test_the_same_where_the_number_should_fall(rungs, maya):
    rungs.seed_goal("maya", "Answer faster", baseline=5, target=2, rungs=(4, 3), measure=MINUTES)
    maya.goal("checkin G-2 3")
    rungs.later(minutes=3)
    maya.goal("checkin G-2 2")
    maya.goal("checkin G-2 3")
    maya.goal("checkin G-2 5")
    fallen = goal(rungs, 2)
    assert [rung.position for rung in fallen.reached] == [1, 2]
    assert (fallen.state, fallen.value) == (GoalState.ACTIVE, 5)
    rungs.later(minutes=5)
    assert not any("top" in told for told in shouted(rungs))


def test_a_correction_that_keeps_the_lower_rung_tells_of_it_once(rungs, maya):
    maya.goal("checkin G-1 42.5")
    maya.goal("checkin G-1 36")
    assert reached(rungs) == [1, 2]
    rungs.later(minutes=5)
    [told] = shouted(rungs)
    assert "rungs 1 and 2 of 3" in told


def test_undo_takes_back_what_nobody_was_told_of_and_leaves_the_rest(rungs, maya):
    maya.goal("checkin G-1 31")
    rungs.later(minutes=3)
    maya.goal("checkin G-1 36")
    said = maya.goal("checkin G-1 41")
    maya.click(said, "Undo")
    assert (reached(rungs), goal(rungs).state) == ([1], GoalState.ACTIVE)
    assert goal(rungs).value == 25
    rungs.later(minutes=5)
    assert len(shouted(rungs)) == 1
    maya.goal("checkin G-1 36")
    rungs.later(minutes=5)
    assert len(shouted(rungs)) == 2, "reached again, and told"


def test_what_was_kept_private_can_be_undone_at_any_time(rungs, maya):
    said = maya.goal("checkin G-1 41")
    maya.click(said, "Keep it private")
    rungs.later(hours=2)
    maya.click(maya.inbox[0], "Undo")
    assert (reached(rungs), goal(rungs).state) == ([], GoalState.ACTIVE)
    assert shouted(rungs) == []


def test_a_goal_of_ones_own_goes_on_after_a_slip_of_the_pen(rungs, maya):
    rungs.seed_goal("maya", "Read 20 pages", visibility=Visibility.ME, baseline=5, target=20)
    maya.goal("checkin G-2 200")
    rungs.later(hours=1)
    praise = maya.inbox[-1]
    assert "You reached the top" in praise.words
    maya.goal("checkin G-2 10")
    assert goal(rungs, 2).state is GoalState.ACTIVE
    rungs.later(minutes=5)
    assert "Taken back" in praise.words


class TestAMistakenTop:
    """A top that the channel has heard of."""

    def test_is_taken_back_with_a_click_and_the_channel_reads_so(self, rungs, maya):
        maya.goal("checkin G-1 311")
        rungs.later(minutes=3)
        rungs.users["ana"].click(rungs.slack.messages(rungs.channels["care"].id)[0], "👏 Cheer")
        said = maya.goal("checkin G-1 31")
        assert goal(rungs).state is GoalState.REACHED
        maya.click(said, "That was a mistake")
        assert (reached(rungs), goal(rungs).state) == ([1], GoalState.ACTIVE)
        assert goal(rungs).value == 31
        rungs.later(minutes=5)
        taken, new = shouted(rungs)
        assert taken.startswith("Taken back") and "Reply to 40 chats a day" in taken
        assert "Cheer" not in taken
        assert "rung 1 of 3" in new, "what the right number reaches is told"

    def test_a_report_that_still_says_so_goes_and_its_note_is_given_back(self, rungs, maya):
        maya.goal("checkin G-1 311 macros helped")
        rungs.later(hours=23)
        assert "takes no more numbers" in maya.goal("checkin G-1 31").words
        told = maya.click(maya.goal("show G-1"), "That was a mistake").words
        assert "macros helped" in told and "open again" in told
        assert (reached(rungs), goal(rungs).value) == ([], 25)
        maya.goal("checkin G-1 41")
        rungs.later(minutes=3)
        assert len([t for t in shouted(rungs) if "reached the top" in t]) == 1, "told anew"

    def test_twice_pressed_is_taken_back_once(self, rungs, maya):
        maya.goal("checkin G-1 311")
        rungs.later(minutes=3)
        outcome = maya.click(maya.goal("show G-1"), "That was a mistake")
        rungs.again(outcome)
        maya.goal("checkin G-1 31")
        rungs.again(outcome)
        assert (reached(rungs), goal(rungs).value) == ([1], 31)

    def test_after_a_day_it_goes_on_and_what_was_told_stays(self, rungs, maya):
        maya.goal("checkin G-1 311")
        rungs.later(days=3)
        told = maya.click(maya.goal("show G-1"), "That was a mistake").words
        assert "open again" in told and "stays as it was told" in told
        assert (reached(rungs), goal(rungs).state) == ([], GoalState.ACTIVE)
        rungs.later(minutes=5)
        assert not any("Taken back" in each for each in shouted(rungs))
        maya.goal("checkin G-1 41")
        rungs.later(minutes=5)
        assert len([t for t in shouted(rungs) if "reached the top" in t]) == 2, "told anew"

    def test_after_its_time_it_asks_for_a_new_date(self, rungs, maya):
        maya.goal("checkin G-1 311")
        rungs.at("2027-01-11 09:45")
        told = maya.click(maya.goal("show G-1"), "That was a mistake").words
        assert "`/goal revise G-1` gives it a new date" in told
        maya.submit(maya.goal("revise G-1"), due="2027-02-12", reason="A slip of the pen.")
        maya.goal("checkin G-1 31")
        assert (goal(rungs).value, goal(rungs).state) == (31, GoalState.ACTIVE)

    @pytest.mark.parametrize("days", [0, 3])
    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"visibility": Visibility.ME}, "311"),
            ({"visibility": Visibility.LEADS}, "311"),
            ({"measure": ONCE, "baseline": 0, "target": 1}, "done"),
            ({"measure": RATING, "baseline": 2, "target": 4}, "5"),
        ],
    )
    def test_whatever_the_goal_a_wrong_number_ends_nothing_for_good(
        self, rungs, maya, fields, wrong, days
    ):
        rungs.seed_goal("maya", "Another", **fields)
        maya.goal(f"checkin G-2 {wrong}")
        rungs.later(minutes=5)
        rungs.later(days=days)
        assert goal(rungs, 2).state is GoalState.REACHED
        card = maya.goal("show G-2")
        nobody_heard = days == 0 and "visibility" in fields
        maya.click(card, "Undo" if nobody_heard else "That was a mistake")
        assert (goal(rungs, 2).state, len(goal(rungs, 2).reached)) == (GoalState.ACTIVE, 0)

    def test_of_a_goal_that_several_climb(self, rungs, maya):
        ana = rungs.users["ana"]
        maya.submit(maya.goal("together G-1"), together=[ana], combine="sum")
        rungs.tick()
        ana.click(ana.inbox[-1], "Join")
        ana.goal("checkin G-1 311")
        rungs.later(days=3)
        maya.click(maya.goal("show G-1"), "That was a mistake")
        assert (goal(rungs).state, len(reached(rungs))) == (GoalState.ACTIVE, 0)

    def test_whose_shout_out_could_not_be_sent(self, rungs, maya):
        maya.goal("checkin G-1 311")
        alter(rungs, "outbox", {"kind": "shout_out"}, state=OutboxState.DEAD, wake_at=None)
        rungs.later(minutes=5)
        said = maya.goal("checkin G-1 31")
        if goal(rungs).state is GoalState.REACHED:
            maya.click(said, "That was a mistake")
        assert (reached(rungs), goal(rungs).state) == ([1], GoalState.ACTIVE)

    def test_of_a_goal_that_is_done_or_not(self, rungs, maya):
        rungs.seed_goal("maya", "Write an article", measure=ONCE, baseline=0, target=1)
        maya.goal("checkin G-2 done")
        rungs.later(minutes=3)
        maya.click(maya.goal("show G-2"), "That was a mistake")
        assert (goal(rungs, 2).state, goal(rungs, 2).value) == (GoalState.ACTIVE, 0)

    def test_is_nobody_elses_to_take_back(self, rungs, maya):
        maya.goal("checkin G-1 41")
        rungs.later(minutes=3)
        card = maya.goal("show G-1")
        assert "That was a mistake" not in rungs.users["ana"].goal("show G-1").words
        told = rungs.users["ana"].click(card, "That was a mistake", forged=True)
        assert "belongs to somebody else" in told.words
        assert goal(rungs).state is GoalState.REACHED


class TestAnEarlierDay:
    """What was forgotten is told for the day that it was."""

    def test_is_chosen_in_the_form(self, rungs, maya):
        rungs.at("2026-11-25 09:30")
        said = maya.goal("checkin G-1 29")
        form = maya.click(said, "Correct", near="G-1")
        assert form.view.fields["day"] == "2026-11-25"
        maya.submit(form, {"value": 31, "day": "2026-11-24"})
        assert goal(rungs).value == 29, "today's is the latest"
        assert reached(rungs) == [1]
        rungs.later(minutes=3)
        [told] = shouted(rungs)
        assert "30 chats a day, from 25, on Tue 24 Nov." in told
        assert "reached Tue 24 Nov" in maya.goal("show G-1").words

    def test_reaches_rungs_in_the_order_of_the_days(self, rungs, maya):
        rungs.seed_goal("maya", "Coach somebody", measure=ONCE, baseline=0, target=2)
        rungs.at("2026-11-24 09:30")
        said = maya.goal("checkin G-2 done")
        assert goal(rungs, 2).value == 1
        form = maya.click(said, "Correct", near="Coach somebody")
        maya.submit(form, {"value": "done", "day": "2026-11-23"})
        coached = goal(rungs, 2)
        assert (coached.value, coached.state) == (2, GoalState.REACHED)
        assert str(coached.rungs[-1].reached_on) == "2026-11-24", "the second time was today's"

    def test_that_was_undone_takes_back_what_it_helped_to_reach(self, rungs, maya):
        rungs.seed_goal("maya", "Coach somebody", measure=ONCE, baseline=0, target=2)
        monday = maya.goal("checkin G-2 done")
        rungs.at("2026-11-24 09:30")
        maya.goal("checkin G-2 done")
        form = maya.click(monday, "Correct", near="Coach somebody")
        maya.submit(form, value="not_yet")
        coached = goal(rungs, 2)
        assert (coached.value, coached.state) == (1, GoalState.ACTIVE)
        rungs.later(minutes=5)
        assert shouted(rungs) == []

    def test_of_the_other_side_of_the_date_line(self, rungs, maya):
        maya_at = rungs.slack.users[maya.id]
        rungs.event("user_change", user={**maya_at, "tz": "Pacific/Auckland"})
        rungs.at("2026-11-27 09:30", "Pacific/Auckland")
        friday = maya.inbox[-1]
        rungs.event("user_change", user={**maya_at, "tz": "Pacific/Honolulu"})
        maya.submit(maya.click(friday, "Log", near="G-1"), value=28)
        assert "28 chats a day" in friday.words
        assert goal(rungs).value == 28

    def test_before_the_goal_began_or_too_long_ago_is_refused(self, rungs, maya):
        rungs.at("2026-12-10 09:30")
        rungs.seed_goal("maya", "Write shorter answers")
        monday = maya.inbox[0]
        assert "too long ago" in maya.click(monday, "Log", near="G-1").words
