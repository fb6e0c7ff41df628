"""A goal is revised in the open: with a reason, its leads told, and what was reached kept."""

import pytest

from goals.goal import GoalState, Visibility
from store import ladders, teams
from tests.support.people import User
from tests.support.rungs import Rungs

WHY = "The new tool is slower."


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya", "ben"])
    rungs.seed_goal("maya", rungs=(30, 35))
    maya = rungs.users["maya"]
    maya.goal("checkin G-1 31")
    rungs.at("2026-11-27 09:30")
    return maya


def goal(rungs: Rungs):
    with rungs.deps.read() as tx:
        found = ladders.by_number(tx, rungs.users["maya"].person.workspace_id, 1)
    assert found
    return found


def revise(user: User, form, *, target: str | None = None, forged: bool = False, **fields: str):
    """Fill in the form of a revision and hand it in."""
    values = fields if target is None else {**fields, "To": target}
    return user.submit(form, values, forged=forged)


def test_the_form_holds_what_stands_and_what_was_reached_is_not_asked(rungs, maya):
    form = maya.goal("revise G-1").view
    assert form.fields["statement"] == "Reply to 40 chats a day"
    assert (form.fields["target"], form.fields["rungs"]) == ("40", "35")
    assert form.fields["due"] == "2026-12-18"
    assert "Reached, and stays so" in form.words
    assert "1. 30 chats a day · reached Mon 23 Nov" in form.words
    assert "Your reason is seen by you and your leads" in form.words


def test_revised_its_leads_are_told_once_and_the_card_remembers(rungs, maya):
    done = revise(maya, maya.goal("revise G-1"), target="38", due="2026-12-23", reason=WHY)
    assert (
        "31 now → 35 (rung 2 of 3) · top 38 chats a day" in done.words
        and "Your leads are told." in done.words
    )
    rungs.later(hours=1)
    tom, ben = rungs.users["tom"], rungs.users["ben"]
    changed = (
        "arget was 40, now 38 chats a day; due date was Fri 18 Dec, now Wed 23 Dec; "
        "words were “Reply to 40 chats a day”, now “Reply to 38 chats a day”"
    )
    [told] = [m for m in tom.inbox if "revised" in m.words]
    assert f"{changed}.\n“{WHY}”" in told.words
    assert f"Revised Fri 27 Nov: t{changed}. “{WHY}”" in maya.goal("show G-1").words
    assert f"Revised Fri 27 Nov: t{changed}. “{WHY}”" in tom.goal("show G-1").words
    seen_by_ben = ben.goal("show G-1").words
    assert changed in seen_by_ben and WHY not in seen_by_ben
    assert not any("revised" in m.words for m in ben.inbox + rungs.slack.messages("CCARE"))


def test_what_was_reached_stays_reached_and_the_rest_of_the_ladder_is_new(rungs, maya):
    before = goal(rungs).rungs
    revise(maya, maya.goal("revise G-1"), rungs="33 Steady by 4 Dec, 36", target="42", reason=WHY)
    after = goal(rungs).rungs
    assert [f"{r.threshold:f}" for r in after] == ["30", "33", "36", "42"]
    assert after[0] == before[0] and after[0].is_reached
    assert (after[1].name, str(after[1].due)) == ("Steady", "2026-12-04")
    assert [r.position for r in after] == [1, 2, 3, 4]
    revise(maya, maya.goal("revise G-1"), rungs="", target="36", reason=WHY)
    assert [f"{r.threshold:f}" for r in goal(rungs).rungs] == ["30", "36"]


def test_the_next_rung_is_celebrated_after_all_this(rungs, maya):
    revise(maya, maya.goal("revise G-1"), rungs="", target="36", reason=WHY)
    revise(maya, maya.goal("revise G-1"), rungs="33, 34", target="36", reason=WHY)
    maya.goal("checkin G-1 33")
    rungs.later(minutes=3)
    assert "reached rung 2 of 4" in rungs.slack.messages("CCARE")[-1].words


def test_a_revision_celebrates_nothing(rungs, maya):
    """A rung that is moved to where she stands waits for the next report."""
    shouted = len(rungs.slack.messages("CCARE"))
    done = revise(maya, maya.goal("revise G-1"), rungs="", target="31", reason=WHY)
    assert "You stand at 31 chats a day already. A revision reaches nothing" in done.words
    rungs.later(hours=2)
    assert goal(rungs).state is GoalState.ACTIVE
    assert len(goal(rungs).reached) == 1
    assert len(rungs.slack.messages("CCARE")) == shouted
    maya.goal("checkin G-1 31")
    rungs.later(minutes=3)
    assert goal(rungs).state is GoalState.REACHED
    assert len(rungs.slack.messages("CCARE")) == shouted + 1


def test_the_target_stays_beyond_what_was_reached(rungs, maya):
    form = maya.goal("revise G-1")
    for target in ("30", "29", "20"):
        refused = revise(maya, form, target=target, rungs="", reason=WHY)
        assert "30 is reached, and what is reached stays" in refused.errors["target"]
    assert goal(rungs).target == 40


def test_what_does_not_hold_is_said_field_by_field_and_nothing_is_changed(rungs, maya):
    form = maya.goal("revise G-1")
    refused = revise(maya, form, target="lots", due="2026-11-01", statement="x" * 301, reason=WHY)
    assert set(refused.errors) == {"target", "due", "statement"}
    assert "28" in revise(maya, form, rungs="28", reason=WHY).errors["rungs"]
    assert "needed" in revise(maya, form, target="38", reason="  ").errors["reason"]
    assert "1,000 fit" in revise(maya, form, target="38", reason="so " * 400).errors["reason"]
    assert "says already" in revise(maya, form, reason=WHY).words
    assert "Revised" not in maya.goal("show G-1").words


def test_a_rung_whose_date_is_over_may_stand_as_it_is(rungs, maya):
    revise(maya, maya.goal("revise G-1"), rungs="35 by 30 Nov", reason=WHY)
    rungs.at("2026-12-02 09:30")
    form = maya.goal("revise G-1")
    assert form.view.fields["rungs"] == "35 by 30 Nov 2026"
    assert revise(maya, form, target="39", reason=WHY).errors == {}
    assert str(goal(rungs).rungs[1].due) == "2026-11-30"


def test_of_two_open_forms_the_later_one_overwrites_nothing(rungs, maya):
    first, second = maya.goal("revise G-1"), maya.goal("revise G-1")
    revise(maya, first, target="38", reason=WHY, forged=True)  # on her other screen
    assert "has moved on since you opened" in revise(maya, second, target="39", reason=WHY).words
    assert goal(rungs).target == 38


def test_a_rung_reached_meanwhile_is_not_lost(rungs, maya):
    form = maya.goal("revise G-1")
    maya.goal("checkin G-1 36")
    assert "has moved on" in revise(maya, form, target="41", reason=WHY).words
    assert len(goal(rungs).reached) == 2


def test_the_same_form_sent_twice_is_one_revision(rungs, maya):
    sent = revise(maya, maya.goal("revise G-1"), target="38", reason=WHY)
    rungs.again(sent)
    assert maya.goal("show G-1").words.count("Revised") == 1
    rungs.tick()
    assert len([m for m in rungs.users["tom"].inbox if "revised" in m.words]) == 1


def test_from_the_card_and_the_card_follows(rungs, maya):
    card = maya.goal("show G-1")
    revise(maya, maya.click(card, "Revise"), target="38", reason=WHY)
    assert "31 on Mon → 35 (rung 2 of 3) · top 38 chats a day" in card.answer.words


def test_the_days_message_follows(rungs, maya):
    revise(maya, maya.goal("revise G-1"), target="38", reason=WHY)
    rungs.tick()
    assert "31 on Mon → 35 (rung 2 of 3) · top 38 chats a day" in maya.inbox[-1].words


def test_what_is_mine_alone_is_told_to_nobody(rungs, maya):
    rungs.seed_goal("maya", "Stay calm", visibility=Visibility.ME)
    form = maya.goal("revise G-2")
    assert "Only you see this, and nobody is told." in form.words
    assert "Nobody else was told." in revise(maya, form, target="38", reason="Private.").words
    rungs.later(days=1)
    assert "Private." not in rungs.slack.ever_shown_to("UTOM")
    assert "Stay calm" not in rungs.slack.ever_shown_to("UTOM")


def test_only_its_owner_revises_it_and_not_one_that_was_reached(rungs, maya):
    tom = rungs.users["tom"]
    assert "belongs to somebody else" in tom.goal("revise G-1").words
    form = maya.goal("revise G-1")
    forged = revise(tom, form.view, target="99", reason="Mine now.", forged=True)
    assert "belongs to somebody else" in forged.words
    assert "don't know a goal G-9" in maya.goal("revise G-9").words
    maya.goal("checkin G-1 40")
    assert "has ended already" in maya.goal("revise G-1").words
    assert "has ended already" in revise(maya, form, target="38", reason=WHY).words


def test_a_lead_taken_off_the_team_before_it_is_sent_reads_nothing(rungs, maya):
    revise(maya, maya.goal("revise G-1"), target="38", reason=WHY)
    with rungs.deps.begin() as tx:
        team = maya.actor.home
        teams.set_members(tx, team, {maya.person.id: True})
    rungs.tick()
    assert WHY not in rungs.slack.ever_shown_to("UTOM")


def test_hostile_words_stay_words(rungs, maya):
    rude = "<!channel> & <@UTOM>"
    revise(maya, maya.goal("revise G-1"), statement=rude, rungs="35 <!here>", reason=rude)
    rungs.tick()
    told = rungs.users["tom"].inbox[-1].words
    assert "&lt;!channel&gt; &amp; &lt;@UTOM&gt;" in told
    assert "<!" not in told and "<!" not in maya.goal("show G-1").words
