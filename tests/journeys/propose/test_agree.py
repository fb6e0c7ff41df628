"""Two people agree on a goal: one proposes, the other answers, and it starts with a yes."""

from goals.goal import Combine, Tier, Visibility
from tests.journeys.propose.steps import SENTENCE, counter, goals_of, propose, proposed, report


def test_a_lead_proposes_the_agent_counters_with_the_past_in_view_and_the_lead_accepts(rungs):
    rungs.at("2026-11-02 08:00", tick=False)
    rungs.seed_team("Care", lead="tom", members=["maya", "ben"])
    tom, maya = rungs.users["tom"], rungs.users["maya"]
    rungs.seed_goal("maya", "Reply quicker", target=50, due="2026-12-31")
    report(rungs, maya, "G-1", 30, 31, 40, 30, 41, 33, 34, 42)
    above = rungs.seed_goal("tom", "Reply to 120 chats together", tier=Tier.TEAM, target=120)

    form = tom.goal(f"propose @maya {SENTENCE}")
    assert form.view.title == "Propose to Maya"
    assert (form.view.fields["baseline"], form.view.fields["target"]) == ("25", "40")
    assert "Only you and Maya see this while you agree" in form.words
    assert "there on" not in form.words, "her past is hers"
    sent = tom.submit(form, note="You are nearly there.", parent=str(above.id))
    assert sent.view.title == "On its way" and "takes it back" in sent.words
    rungs.later(minutes=1)

    offer = maya.inbox[-1]
    assert "*Tom* proposes a goal for you." in offer.words
    assert ">You are nearly there." in offer.words
    assert "from 25 to 40 chats a day · due Fri 18 Dec" in offer.words
    assert "adds to G-2 Reply to 120 chats together" in offer.words
    assert "You were there on 3 of the last 8 working days" in offer.words
    assert {"Accept", "Change", "Decline"} <= set(offer.buttons)
    assert [goal.key for goal in goals_of(maya)] == ["G-1"], "nothing has started"

    change = maya.click(offer, "Change")
    assert change.view.title == "Answer Tom"
    assert "40 chats a day · 3 of 8 · a stretch" in change.words
    values = {"To": "38", "due": "2026-12-23", "Rungs": "30 by 4 Dec, 35", "note": "I am away."}
    maya.submit(change, values)
    rungs.later(minutes=1)

    assert "it is Tom's turn" in offer.words and offer.buttons == ["Take it back"]
    answer = tom.inbox[-1]
    assert "*Maya* answers with a change." in answer.words and ">I am away." in answer.words
    assert "*To*, was\n40 chats a day\n*To*, now\n38 chats a day" in answer.words
    assert "*Due*, was\nFri 18 Dec\n*Due*, now\nWed 23 Dec" in answer.words
    assert "*Rungs*, now\n30 by Fri 4 Dec\n35" in answer.words

    accepted = tom.click(answer, "Accept")
    assert "✓ Agreed with *Maya*. G-3 is Maya's, and has started." in answer.words
    assert "Accept" not in accepted.buttons
    rungs.later(minutes=1)
    assert "✓ Agreed with *Tom*. G-3 is yours, and has started." in maya.inbox[-1].words
    cards = [m for m in maya.inbox if "top 38 chats a day" in m.words]
    assert cards == [maya.inbox[-1]], "the offer that she changed says it in a line"
    assert "top 38 chats a day" in maya.goal("list").words
    [goal] = [goal for goal in goals_of(maya) if goal.key == "G-3"]
    assert (goal.is_active, goal.parent_id) == (True, above.id)
    assert [f"{rung.threshold:f}" for rung in goal.rungs] == ["30", "35", "38"]
    assert "of 38 chats a day" in tom.goal("tree").words
    assert "No proposal is open" in maya.goal("propose").words
    assert "there on" not in rungs.slack.ever_shown_to("UTOM"), "nobody else is shown her past"
    assert "a stretch" not in rungs.slack.ever_shown_to("UTOM")


def test_that_it_is_far_for_her_is_told_to_nobody_else_not_even_by_the_card(rungs):
    rungs.at("2026-11-02 08:00", tick=False)
    rungs.seed_team("Care", lead="tom", members=["maya"])
    tom, maya = rungs.users["tom"], rungs.users["maya"]
    rungs.seed_goal("maya", "Reply quicker", target=90, due="2026-12-31")
    report(rungs, maya, "G-1", 30, 30, 31, 30, 31, 30)
    propose(tom, "maya", SENTENCE.replace("40", "80"), purpose="Nobody waits in the evening.")
    offer = maya.inbox[-1]
    assert "*Achievable*: 80 chats a day is far from what was reached before" in offer.words
    counter(maya, offer, {"note": "Let us talk", "purpose": "Nobody waits at night."})
    assert "Still open" not in tom.inbox[-1].words
    tom.click(tom.inbox[-1], "Accept")
    rungs.later(minutes=1)
    assert "started because" not in tom.goal("show G-2").words
    assert "far from" not in rungs.slack.ever_shown_to("UTOM")


def test_what_the_owner_accepts_starts_as_hers_and_is_seen_as_chosen(rungs, tom, maya):
    propose(tom, "maya", visibility="leads")
    accepted = maya.click(proposed(maya), "Accept")
    assert accepted.view.title == "G-1 is set" and "I'll ask you first on" in accepted.words
    assert goals_of(maya)[0].visibility is Visibility.LEADS
    assert "seen by my leads and me" in maya.goal("show G-1").words
    assert "don't know a goal G-1" in rungs.users["ben"].goal("show G-1").words
    rungs.later(minutes=1)
    assert "✓ Agreed with *Maya*. G-1 is Maya's, and has started." in tom.inbox[-1].words
    tom.click(tom.inbox[-1], "Show")
    assert "Agreed with Tom." in maya.goal("show G-1").words, "weak in a letter, and why it started"


def test_what_its_owner_keeps_to_herself_is_not_told_once_it_starts(rungs, tom, maya):
    propose(tom, "maya")
    counter(maya, proposed(maya), {"visibility": "me", "To": "38"})
    tom.click(tom.inbox[-1], "Accept")
    rungs.later(minutes=1)
    assert "✓ You and Maya agreed, and it has started" in tom.inbox[-1].words
    assert tom.inbox[-1].buttons == [] and "G-1" not in tom.inbox[-1].words
    assert "don't know a goal G-1" in tom.goal("show G-1").words
    assert "G-1 is yours, and has started" in maya.inbox[-1].words


def test_three_rounds_and_each_older_message_says_so(rungs, tom, maya):
    propose(tom, "maya")
    first = proposed(maya)
    counter(maya, first, {"To": "36"})
    second = proposed(tom)
    counter(tom, second, {"To": "38"})
    third = proposed(maya)
    assert "*To*, was\n36 chats a day\n*To*, now\n38 chats a day" in third.words
    assert "has answered with a change since" in first.words and first.buttons == []
    assert "from 25 to 38 chats a day" in first.words, "what stands now"
    assert "it is Maya's turn" in second.words and second.buttons == ["Take it back"]
    assert "round 3" in maya.goal("propose").words
    maya.click(third, "Accept")
    rungs.later(minutes=1)
    for message in (second, third):
        assert "✓ Agreed" in message.words
    assert f"{goals_of(maya)[0].target:f}" == "38"


def test_an_old_button_says_what_stands_and_changes_nothing(rungs, tom, maya):
    propose(tom, "maya")
    first = proposed(maya)
    buttons = first.versions[0]
    counter(maya, first, {"To": "36"})
    first.versions.append(buttons)  # the edit did not reach her screen
    first.blocks[:] = buttons["blocks"]
    maya.click(first, "Accept")
    assert "it is Tom's turn" in first.words
    assert goals_of(maya) == []


def test_declined_with_a_reason_and_closed_for_good(rungs, tom, maya):
    propose(tom, "maya")
    offer = proposed(maya)
    form = maya.click(offer, "Decline")
    assert "Tom gets it as a direct message, and nobody else" in form.words
    assert "*Tom* is told" in maya.submit(form, reason="Not before the move.").words
    rungs.later(minutes=1)
    assert "*Maya* declined" in tom.inbox[-1].words
    assert ">Not before the move." in tom.inbox[-1].words
    assert "You declined" in offer.words and offer.buttons == []
    again = maya.submit(form, forged=True, reason="Once more.")
    assert ">Not before the move." in again.view.words and "Once more" not in again.words
    rungs.later(minutes=1)
    assert sum("declined" in m.words for m in tom.inbox) == 1
    assert goals_of(maya) == []


def test_a_no_needs_no_reason(rungs, tom, maya):
    propose(tom, "maya")
    maya.submit(maya.click(proposed(maya), "Decline"))
    rungs.later(minutes=1)
    assert "*Maya* declined" in tom.inbox[-1].words


def test_taken_back_before_it_was_answered(rungs, tom, maya):
    propose(tom, "maya")
    listed = tom.goal("propose")
    assert "with Maya · *Maya's turn*" in listed.words
    tom.click(listed, "Take it back")
    assert "You took this proposal back" in listed.answer.words
    rungs.later(minutes=1)
    assert "Tom took this proposal back" in proposed(maya).words
    assert proposed(maya).buttons == []


def test_taken_back_before_it_was_sent_the_other_never_hears_of_it(rungs, tom, maya):
    form = tom.goal(f"propose @maya {SENTENCE}")
    tom.submit(form)
    tom.click(tom.goal("propose"), "Take it back")
    rungs.later(hours=1)
    assert "Reply to 40" not in rungs.slack.ever_shown_to("UMAYA")


def test_home_and_the_list_say_what_waits_for_whom(rungs, tom, maya):
    assert "No proposal is open" in maya.goal("propose").words
    propose(tom, "maya")
    assert "1 proposal waits for your answer: `/goal propose`" in maya.open_home().words
    assert "waits for your answer" not in tom.open_home().words
    listed = maya.goal("propose")
    assert "with Tom · *your turn*" in listed.words
    looked = maya.click(listed, "Look at it")
    maya.click(looked, "Accept")
    assert len(goals_of(maya)) == 1
    rungs.later(minutes=1)
    assert "✓ Agreed" in maya.inbox[-1].words, "the message follows"
    assert "waits for your answer" not in maya.open_home().words


# Whose goal it is


def test_an_agent_asks_the_lead_for_a_yes_to_a_goal_of_her_own(rungs, tom, maya):
    form = maya.goal(f"propose @tom {SENTENCE}")
    assert form.view.fields["whose"] == "mine"
    maya.submit(form)
    rungs.later(minutes=1)
    assert "*Maya* has a goal in mind" in tom.inbox[-1].words
    tom.click(tom.inbox[-1], "Accept")
    assert goals_of(tom) == [] and len(goals_of(maya)) == 1


def test_between_peers_the_one_who_proposes_says_whose_it_is(rungs, tom, maya):
    ben = rungs.users["ben"]
    assert maya.goal(f"propose @ben {SENTENCE}").view.fields["whose"] == "together"
    propose(maya, "ben", whose="theirs")
    propose(maya, "ben", "Write 5 articles, by 18 December", whose="mine")
    first, second = [m for m in ben.inbox if "Accept" in m.buttons]
    ben.click(first, "Accept")
    ben.click(second, "Accept")
    assert [goal.statement for goal in goals_of(ben)] == [SENTENCE]
    assert len(goals_of(maya)) == 1


def test_what_both_want_together_starts_with_both_in_it(rungs, tom, maya):
    ben = rungs.users["ben"]
    propose(maya, "ben", "Close 40 tickets a day, from 0, by 18 December")
    offer = ben.inbox[-1]
    assert "*Maya* proposes a goal for the two of you, together." in offer.words
    assert "Your parts are added up" in offer.words
    counter(ben, offer, {"combine": "latest", "To": "50"})
    answer = proposed(maya)
    assert "*Your parts*, was\nadded up" in answer.words
    accepted = maya.click(answer, "Accept")
    assert accepted.view.title == "G-1 is set"
    rungs.later(minutes=1)
    assert "G-1 is for you both, and has started" in ben.inbox[-1].words
    [goal] = goals_of(maya)
    assert goal.climbers == (maya.person.id, ben.person.id)
    assert goal.combine is Combine.LATEST
    ben.goal("checkin G-1 12")
    assert "12 now → 50 tickets" in maya.goal("show G-1").words


def test_what_cannot_be_shared_is_said_in_the_form(rungs, tom, maya):
    form = maya.goal("propose @ben CSAT of 90%, from 80%, by 18 December")
    assert set(maya.submit(form, visibility="me").errors) == {"visibility"}
    assert set(maya.submit(form, combine="sum").errors) == {"combine"}
    assert "On its way" in maya.submit(form).view.title


def test_in_several_teams_the_form_asks_which_of_those_in_common(rungs, tom, maya):
    rungs.seed_team("Night", lead="tom", members=["maya"])
    rungs.seed_team("Secret", lead="lea", members=["maya"])
    form = tom.goal(f"propose @maya {SENTENCE}")
    assert "Secret" not in form.words
    propose(tom, "maya", team="Night")
    maya.click(proposed(maya), "Accept")
    assert goals_of(maya)[0].team_id == next(t.id for t in maya.actor.teams if t.name == "Night")


def test_only_what_both_see_can_be_chosen_as_a_parent(rungs, tom, maya):
    rungs.seed_goal("tom", "Our secret", tier=Tier.TEAM, visibility=Visibility.LEADS)
    rungs.seed_goal("tom", "All of us", tier=Tier.TEAM)
    form = tom.goal(f"propose @maya {SENTENCE}")
    assert "All of us" in form.words and "Our secret" not in form.words


def test_whose_own_yes_starts_it_reads_the_card_once_in_the_dialog(rungs):
    rungs.seed_team("Care", lead="tom", members=["maya"])
    tom, maya = rungs.users["tom"], rungs.users["maya"]
    propose(tom, "maya", SENTENCE)
    offer = maya.inbox[-1]
    opened = maya.click(offer, "Accept")
    assert "G-1 is set" in opened.view.title and "▱" in opened.view.words
    assert "✓ Agreed with *Tom*. G-1 is yours, and has started." in offer.words
    assert "▱" not in offer.words and "Show" in offer.buttons
    rungs.later(minutes=1)
    assert "▱" in tom.inbox[-1].words, "who proposed it has the card in the answer"
