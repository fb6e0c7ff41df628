"""What a proposal never does: take what does not hold, count twice, or tell others."""

from goals.goal import Tier
from tests.journeys.propose.steps import (
    SENTENCE,
    counter,
    goals_of,
    propose,
    propose_change,
    proposed,
)
from tests.support.databases import count_statements

# What is refused


def test_to_nobody_to_oneself_and_to_those_outside_of_ones_teams(rungs, tom, maya):
    assert "yours to decide" in maya.goal("propose @maya Something").words
    assert "on no team together" in maya.goal("propose @lea Something").words
    assert "on no team together" in maya.goal("propose @nina Something").words
    rungs.user("stranger")
    assert "on no team together" in maya.goal("propose @stranger Something").words
    assert "To whom?" in maya.goal("propose Something").words
    assert 'can\'t tell who "@someone" is' in maya.goal("propose @someone Something").words
    assert "don't know a goal G-9" in maya.goal("propose G-9").words


def test_a_form_is_checked_as_any_goals(rungs, tom, maya):
    form = tom.goal("propose @maya")
    assert form.view.fields["statement"] in (None, "")
    values = {"statement": "Write", "To": "lots", "due": "2026-11-01", "note": "so " * 500}
    refused = tom.submit(form, values)
    assert {"target", "due"} <= set(refused.errors)
    fine = {"statement": "Write 5 articles", "From": "0", "To": "5", "due": "2026-12-18"}
    assert set(tom.submit(form, {**fine, "note": "so " * 500}).errors) == {"note"}
    assert "On its way" in tom.submit(form, fine).view.title


def test_a_counter_offer_that_changes_nothing(rungs, tom, maya):
    propose(tom, "maya")
    same = maya.submit(maya.click(proposed(maya), "Change"))
    assert "what stands already" in same.words


def test_dates_that_are_over_are_said_and_can_be_changed(rungs, tom, maya):
    propose(tom, "maya")
    offer = proposed(maya)
    rungs.at("2027-01-11 09:30")
    refused = maya.click(offer, "Accept")
    assert "It can't go on as it stands" in refused.words and "open still" in refused.words
    assert goals_of(maya) == []
    counter(maya, offer, {"due": "2027-01-29"})
    tom.click(proposed(tom), "Accept")
    assert len(goals_of(maya)) == 1


def test_a_parent_that_ended_meanwhile(rungs, tom, maya):
    above = rungs.seed_goal("tom", "All of us", tier=Tier.TEAM)
    propose(tom, "maya", parent=str(above.id))
    tom.click(tom.goal("close G-1"), "Done")
    assert "G-1 is done" in maya.click(proposed(maya), "Accept").words
    assert goals_of(maya) == []


def test_who_left_or_is_in_no_team_in_common_any_more(rungs, tom, maya):
    from store import teams

    propose(tom, "maya")
    offer = proposed(maya)
    with rungs.deps.begin() as tx:
        teams.set_members(tx, tom.actor.home, {tom.person.id: True})
    assert "on no team together" in maya.click(offer, "Accept").words
    assert "on no team together" in maya.click(offer, "Change").words
    assert goals_of(maya) == []
    maya.submit(maya.click(offer, "Decline"), reason="I moved.")
    rungs.later(minutes=1)
    assert "I moved." in tom.inbox[-1].words


def test_nothing_is_agreed_with_somebody_who_left(rungs, tom, maya):
    propose(tom, "maya")
    rungs.slack.users["UTOM"]["deleted"] = True
    rungs.event("user_change", user=rungs.slack.users["UTOM"])
    said = maya.click(proposed(maya), "Accept").words
    assert "Tom has left, so it can't be agreed on any more." in said
    maya.submit(maya.click(proposed(maya), "Decline"))
    rungs.later(minutes=1)
    assert goals_of(maya) == []


# Once and in a few statements


def test_a_list_takes_as_many_statements_for_nine_as_for_one(rungs, tom, maya, hers):
    propose_change(tom, {"To": "38"})
    with count_statements(rungs.deps.engine) as for_one:
        maya.goal("propose")
    for number in range(8):
        propose(tom, "maya", f"Write {number + 5} articles, from 0, by 18 December")
    with count_statements(rungs.deps.engine) as for_nine:
        assert "Write 12 articles" in maya.goal("propose").words
    assert len(for_nine) == len(for_one) <= 8


def test_pressed_or_handed_in_twice_it_counts_once(rungs, tom, maya):
    form = tom.goal(f"propose @maya {SENTENCE}")
    sent = tom.submit(form)
    rungs.again(sent)
    tom.submit(form, forged=True)
    rungs.later(minutes=1)
    assert sum("Accept" in m.buttons for m in maya.inbox) == 1
    offer = proposed(maya)
    change = maya.click(offer, "Change")
    twice = maya.submit(change, {"To": "37"})
    rungs.again(twice)
    assert "On its way" in maya.submit(change, {"To": "36"}, forged=True).view.title
    rungs.later(minutes=1)
    assert sum("answers with a change" in m.words for m in tom.inbox) == 1
    accepted = tom.click(proposed(tom), "Accept")
    rungs.again(accepted)
    rungs.again(accepted)
    rungs.later(minutes=1)
    assert [f"{goal.target:f}" for goal in goals_of(maya)] == ["37"]
    assert sum("✓ Agreed" in m.words for m in maya.inbox) == 2, "the offer's own, and the answer"


def test_a_form_that_was_overtaken_sends_nothing(rungs, tom, maya):
    propose(tom, "maya")
    change = maya.click(proposed(maya), "Change")
    tom.click(tom.goal("propose"), "Take it back")
    late = maya.submit(change, {"To": "37"})
    assert "It moved on while you were writing" in late.words
    assert "Tom took this proposal back" in late.words
    rungs.later(minutes=1)
    assert not any("answers" in m.words for m in tom.inbox)


# Who sees it


def test_nobody_but_the_two_sees_an_open_proposal(rungs, tom, maya):
    propose(tom, "maya", "Inkling of 40 chats a day, from 25, by 18 December", note="Inknote")
    counter(maya, proposed(maya), {"To": "38", "note": "Inkback"})
    others = [rungs.users[name] for name in ("ben", "lea", "bob", "ada", "nina")]
    for other in others:
        for asked in ("", "list", "tree", "propose", "review", "show G-1", "team"):
            other.goal(asked, channel="care" if asked == "team" else None)
        other.open_home()
        shown = rungs.slack.ever_shown_to(other.id)
        assert "Ink" not in shown, other.name
    assert not any("Ink" in m.words for m in rungs.slack.messages("CCARE"))
    for other in others:
        for message, button in ((proposed(tom), "Accept"), (proposed(tom), "Change")):
            assert "between two other people" in other.click(message, button, forged=True).words
    assert "Inkling" in tom.goal("propose").words and "Inkling" in maya.goal("propose").words


def test_hostile_words_stay_words(rungs, tom, maya):
    rude = "<!channel> & <@UTOM> <http://x|y>"
    fields = {"statement": f"{rude} 40", "purpose": rude, "rungs": "30 <!here>", "note": rude}
    propose(tom, "maya", **fields)
    counter(maya, proposed(maya), {"statement": f"{rude} 39", "note": rude, "unit": "<!here>"})
    offer, answer = maya.inbox[-1], tom.inbox[-1]
    tom_saw = answer.words
    tom.submit(tom.click(answer, "Decline"), reason=rude)
    rungs.later(minutes=1)
    for told in (offer.words, tom_saw, answer.words, maya.inbox[-1].words):
        assert "<!" not in told and "<@" not in told and "<http" not in told
    assert "&lt;!channel&gt; &amp; &lt;@UTOM&gt;" in tom_saw


def test_a_look_back_lists_what_is_open(rungs, tom, maya, hers):
    propose_change(tom, {"To": "38"})
    assert "*Proposals open*\nA change of *Reply to 38 chats a day* G-1" in (
        maya.goal("review").words
    )
    assert "*your turn*" in maya.goal("review G-1").words
    rungs.at("2026-11-30 09:30")
    assert any("1 proposal waits for your answer" in m.words for m in maya.inbox)
    assert any("with Maya · *Maya's turn*" in m.words for m in tom.inbox)
