"""Two people agree on a change of a goal that there is."""

from goals.goal import GoalState, Visibility
from tests.journeys.propose.steps import counter, goals_of, propose_change, proposed


def test_a_lead_proposes_a_change_and_it_holds_with_the_owners_yes(rungs, tom, maya, hers):
    card = tom.goal("show G-1")
    form = tom.click(card, "Propose a change")
    assert form.view.title == "Propose to Maya" and "Reached, and stays so" in form.words
    assert "Only you and Maya see this." in form.words
    tom.submit(form, {"To": "36", "Rungs to come": "", "reason": "The new tool is slower."})
    rungs.later(minutes=1)
    assert f"{goals_of(maya)[0].target:f}" == "40", "nothing is changed silently"
    offer = proposed(maya)
    assert "*Tom* proposes a change of your goal G-1." in offer.words
    assert ">The new tool is slower." in offer.words
    assert "*To*, was\n40 chats a day\n*To*, now\n36 chats a day" in offer.words
    maya.click(offer, "Accept")
    rungs.later(minutes=1)
    goal = goals_of(maya)[0]
    assert [f"{rung.threshold:f}" for rung in goal.rungs] == ["30", "36"]
    assert goal.rungs[0].is_reached
    assert "✓ Agreed with *Maya*. The change of G-1 holds." in tom.inbox[-1].words
    told = maya.goal("show G-1").words
    assert "target was 40, now 36 chats a day" in told and "“The new tool is slower.”" in told
    assert not any("revised" in m.words for m in tom.inbox), "he knows, and is told once"


def test_the_owner_counters_a_change_and_the_lead_accepts(rungs, tom, maya, hers):
    propose_change(tom, {"To": "36", "Rungs to come": ""})
    form = maya.click(proposed(maya), "Change")
    assert form.view.fields["target"] == "36"
    maya.submit(form, {"To": "38", "note": "I can do a little more."})
    rungs.later(minutes=1)
    answer = proposed(tom)
    assert "*Maya* answers with another change of G-1." in answer.words
    assert "*Compared with your last offer*" in answer.words
    assert "*To*, was\n36 chats a day\n*To*, now\n38 chats a day" in answer.words
    tom.click(answer, "Accept")
    assert f"{goals_of(maya)[0].target:f}" == "38"


def test_a_goal_that_moved_on_meanwhile_keeps_the_proposal_open(rungs, tom, maya, hers):
    propose_change(tom, {"To": "38"})
    offer = proposed(maya)
    maya.goal("checkin G-1 35")
    refused = maya.click(offer, "Accept")
    assert "G-1 has moved on since this was proposed" in refused.words
    assert f"{goals_of(maya)[0].target:f}" == "40"
    counter(maya, offer, {"To": "39"})
    tom.click(proposed(tom), "Accept")
    assert [f"{r.threshold:f}" for r in goals_of(maya)[0].rungs] == ["30", "35", "39"]


def test_a_teammate_may_propose_a_change_of_what_they_see(rungs, tom, maya, hers):
    propose_change(rungs.users["ben"], {"To": "38"})
    assert "*Ben* proposes a change of your goal G-1." in proposed(maya).words
    maya.click(proposed(maya), "Accept")
    rungs.later(minutes=1)
    assert any("*Ben* revised" in m.words for m in tom.inbox), "its lead is told as of any"


def test_ones_own_goal_is_revised_at_once(rungs, tom, maya, hers):
    assert "/goal revise G-1 changes it at once" in maya.goal("propose G-1").words
    assert "Propose a change" not in maya.goal("show G-1").buttons
    assert "Propose a change" not in rungs.users["ben"].goal("show G-1").buttons


def test_a_goal_hidden_since_is_told_no_more(rungs, tom, maya, hers):
    from tests.privacy.cast import alter

    propose_change(tom, {"To": "38"})
    counter(maya, proposed(maya), {"To": "37"})
    answer = proposed(tom)
    alter(rungs, "goal", {"id": hers.id}, visibility=Visibility.ME)
    assert "don't know that goal" in tom.click(answer, "Accept").words
    assert "No proposal is open" in tom.goal("propose").words
    assert f"{goals_of(maya)[0].target:f}" == "40"


def test_of_a_goal_that_was_closed_meanwhile_it_says_how_it_goes_on(rungs, tom, maya, hers):
    propose_change(tom, {"To": "36", "Rungs to come": ""})
    offer = proposed(maya)
    maya.click(maya.goal("close G-1"), "Done")
    said = maya.click(offer, "Accept")
    assert goals_of(maya)[0].state is GoalState.DONE
    assert "G-1 was closed since, so it can't change." in said.words
    assert "“Take it up again”" in said.words and said.replaced.buttons == ["Decline"]
    assert "G-1 has ended since" in maya.goal("propose").words
    maya.click(maya.goal("show G-1"), "Take it up again")
    look = maya.click(maya.goal("propose"), "Look at it")
    maya.click(look.answer, "Accept")
    assert f"{goals_of(maya)[0].target:f}" == "36"


def test_of_a_goal_that_was_reached_meanwhile_there_is_nothing_to_change(rungs, tom, maya, hers):
    propose_change(tom, {"To": "50"})
    offer = proposed(maya)
    maya.goal("checkin G-1 40")
    said = maya.click(offer, "Accept")
    assert "G-1 was reached since" in said.words and said.replaced.buttons == ["Decline"]
    assert goals_of(maya)[0].state is GoalState.REACHED


def test_a_closed_goal_goes_on_by_a_proposal_only_with_a_word_on_it(rungs, tom, maya, hers):
    maya.click(maya.goal("close G-1"), "Done")
    propose_change(tom, {"To": "50"})
    assert "It is closed, and goes on with a yes" in proposed(maya).words
    maya.click(proposed(maya), "Accept")
    assert goals_of(maya)[0].state is GoalState.ACTIVE


def test_two_agree_on_one_change_of_a_goal_at_a_time(rungs, tom, maya, hers):
    first = tom.goal("propose G-1")
    propose_change(tom, {"To": "38"})
    assert "A change of G-1 is open between you and Maya already" in tom.goal("propose G-1").words
    late = tom.submit(first, {"To": "37", "reason": "On my other screen."}, forged=True)
    assert "is open between you and Maya already" in late.words
    ben = rungs.users["ben"]
    propose_change(ben, {"To": "39"})
    tom.click(tom.goal("propose"), "Take it back")
    propose_change(tom, {"To": "37"})
    assert tom.goal("propose").words.count("A change of") == 1


def test_who_left_is_named_as_such(rungs, tom, maya, hers):
    propose_change(tom, {"To": "38"})
    offer = proposed(maya)
    rungs.slack.users["UTOM"]["deleted"] = True
    rungs.event("user_change", user=rungs.slack.users["UTOM"])
    assert "with Tom, who has left · *it can't be agreed on any more*" in maya.goal("propose").words
    said = maya.click(offer, "Accept")
    assert "*Tom*, who has left, proposes a change of your goal G-1." in said.words
    assert "Tom has left, so it can't be agreed on any more." in said.words
    assert said.replaced.buttons == ["Decline"]
    assert f"{goals_of(maya)[0].target:f}" == "40"
