"""Two people agree on a change of a goal that there is."""

from goals.goal import Visibility
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
