"""Who is put on a team or taken off it hears so, and their goals go with them."""

import pytest

from goals.goal import Combine, Goal, Tier, Visibility
from handlers import climb_together
from store import ladders
from tests.support.people import User
from tests.support.rungs import Rungs

NOTE = "I am afraid of the phone"


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """Maya, with Ana and Ben in Care, which Tom leads; Zoe leads Billing."""
    rungs.seed_team("Care", lead="tom", members=["maya", "ana", "ben"])
    rungs.seed_team("Billing", lead="zoe", members=["yan"])
    rungs.seed_goal("maya", "Reply to 40 chats", rungs=(30,))
    rungs.seed_goal("maya", "Ask for help", visibility=Visibility.LEADS)
    rungs.seed_goal("maya", "Find a mentor", visibility=Visibility.ME)
    return rungs.users["maya"]


def settings(rungs: Rungs, lead: str, team: str, **fields) -> str:
    by = rungs.users[lead]
    rungs.channels[team].members.append(by.id)
    form = by.click(by.goal("team", channel=team), "Settings")
    saved = by.submit(form, **fields)
    assert not saved.errors, saved.errors
    return saved.words


def off_care(rungs: Rungs, *stay: str) -> str:
    return settings(rungs, "tom", "care", members=list(stay or ("ana", "ben")))


def on_billing(rungs: Rungs, *more: str) -> str:
    return settings(rungs, "zoe", "billing", members=["yan", *more])


def sees(who: User, key: str) -> bool:
    return "I don't know a goal" not in who.goal(f"show {key}").words


def words_to(who: User, begin: int = 0) -> list[str]:
    return [message.words for message in who.inbox[begin:]]


def goal(rungs: Rungs, number: int) -> Goal:
    with rungs.deps.read() as tx:
        found = ladders.by_number(tx, 1, number)
    assert found
    return found


# Being told


def test_who_has_no_goal_hears_in_few_words(rungs, maya):
    off_care(rungs, "maya", "ben")
    rungs.later(minutes=3)
    [told] = words_to(rungs.users["ana"])
    assert told == "Tom took you off *Care*.\nWith no goal going on, I don't ask you each day."


def test_who_comes_back_later_is_welcomed_each_time(rungs, maya):
    for times in (1, 2):
        off_care(rungs)
        rungs.later(minutes=5)
        off_care(rungs, "maya", "ana", "ben")
        rungs.later(minutes=5)
        welcomes = [w for w in words_to(maya) if "you are on the team *Care* now" in w]
        assert len(welcomes) == times
    assert "You bring 2 goals along" in welcomes[-1]
    maya.click(maya.inbox[-1], "Show them to Care")
    assert sees(rungs.users["ana"], "G-1")


def test_who_was_deactivated_and_is_back_is_welcomed_back_once(rungs, maya):
    user = rungs.slack.users["UMAYA"]
    rungs.event("user_change", user={**user, "deleted": True})
    rungs.tick()
    rungs.event("user_change", user=user)
    rungs.tick()
    [told] = words_to(maya)
    assert "Welcome back, Maya. You are on the team *Care*, as before." in told
    rungs.event("user_change", user={**user, "tz": "Asia/Tokyo"})
    rungs.tick()
    assert len(maya.inbox) == 1
    assert sees(rungs.users["tom"], "G-1"), "her place was kept, and so were her goals"


def test_whoever_does_it_to_themselves_needs_no_word(rungs, maya):
    rungs.seed_goal("tom", "Coach everyone")
    settings(rungs, "tom", "care", leads=["ana"], members=["ben", "maya"])
    rungs.later(minutes=5)
    tom = rungs.users["tom"]
    assert "You are off *Care* now." in words_to(tom)[-1], "for his goal's sake"
    assert not sees(rungs.users["ana"], "G-4")
    settings(rungs, "ana", "care", leads=["ana"], members=["ben", "maya"])
    rungs.later(minutes=5)
    assert len(tom.inbox) == 1


# Goals go with their owner


def test_the_old_team_and_its_lead_see_nothing_of_what_comes_later(rungs, maya):
    off_care(rungs)
    rungs.later(minutes=5)
    maya.goal(f"checkin G-1 31 blocked {NOTE}")
    rungs.later(minutes=5)
    for name in ("tom", "ana", "zoe"):
        who = rungs.users[name]
        assert not sees(who, "G-1") and not sees(who, "G-2")
        for page in (who.goal("team"), who.open_home(), who.goal("tree"), who.goal("team @maya")):
            assert NOTE not in page.words and "Reply to 40 chats" not in page.words
        assert not any(NOTE in words for words in words_to(who))
    assert "Reply to 40" not in "".join(m.words for m in rungs.slack.messages("CCARE"))
    card = maya.goal("show G-1").words
    assert "only me" in card and NOTE in card


def test_brought_along_they_are_seen_as_she_chose_and_notes_are_said_to_be_read(rungs, maya):
    maya.goal(f"checkin G-1 26 {NOTE}")
    off_care(rungs)
    on_billing(rungs, "maya")
    rungs.later(minutes=5)
    zoe, yan = rungs.users["zoe"], rungs.users["yan"]
    assert "its leads your notes, those from before too" in maya.inbox[-1].words
    assert not sees(zoe, "G-1"), "not before she has chosen"
    done = maya.click(maya.inbox[-1], "Show them to Billing")
    assert "Billing sees Reply to 40 chats (G-1) and Ask for help (G-2) now." in done.words
    assert sees(yan, "G-1") and not sees(yan, "G-2") and sees(zoe, "G-2")
    assert NOTE in zoe.goal("show G-1").words and NOTE not in yan.goal("show G-1").words
    assert not sees(rungs.users["tom"], "G-1")
    assert not sees(zoe, "G-3"), "what was hers alone stays so"
    maya.goal("checkin G-1 31")
    rungs.later(minutes=5)
    assert any("Maya" in m.words for m in rungs.slack.messages("CBILLING"))


def test_a_blocker_is_not_lost(rungs, maya):
    maya.goal(f"checkin G-1 26 blocked {NOTE}")
    rungs.tick()
    tom, zoe = rungs.users["tom"], rungs.users["zoe"]
    tom.click(tom.inbox[-1], "I'm on it")
    rungs.tick()
    off_care(rungs)
    on_billing(rungs, "maya")
    rungs.later(minutes=5)
    assert words_to(zoe) == []
    maya.click(maya.inbox[-1], "Show them to Billing")
    rungs.tick()
    assert "*Maya* is blocked on *Reply to 40 chats*" in words_to(zoe)[-1]
    assert "Tom is on it" not in words_to(zoe)[-1]
    zoe.submit(zoe.click(zoe.inbox[-1], "Answer"), {"Your answer": "Ring me."})
    rungs.tick()
    assert "Ring me." in words_to(maya)[-1]


def test_goals_of_the_team_and_of_several_stay_and_are_handed_over(rungs, maya):
    rungs.seed_goal("maya", "Happy customers", tier=Tier.TEAM)
    shared = rungs.seed_goal("maya", "Clear the backlog")
    with rungs.deps.begin() as tx:
        climb_together.share(tx, shared, maya.actor, Combine.SUM, [], rungs.now)
        held = ladders.by_id(tx, shared.id)
        climb_together.join(tx, held, rungs.users["ana"].actor, rungs.now)
    off_care(rungs)
    rungs.later(minutes=5)
    tom, ana = rungs.users["tom"], rungs.users["ana"]
    told = words_to(maya)[-1]
    assert "*Happy customers* G-4 stays with the team: its leads may take it over." in told
    assert "*Clear the backlog* G-5 is climbed by several and stays with the team" in told
    assert sees(tom, "G-5") and sees(ana, "G-5")
    offers = {m.words.splitlines()[0] for m in tom.inbox}
    assert "Maya is off the team, and *Happy customers* G-4 was theirs. " in {
        line.split("Who goes")[0] for line in offers
    }
    for message in [m for m in tom.inbox if "was theirs" in m.words]:
        assert "is yours now" in tom.click(message, "Take it over").words
    assert {goal(rungs, 4).owner_id, goal(rungs, 5).owner_id} == {tom.person.id}


def test_what_is_open_with_the_old_lead_is_pointed_out(rungs, maya):
    tom = rungs.users["tom"]
    form = tom.goal("propose @maya Close 9 tickets a day, from 5, by 18 December")
    tom.submit(form, {"note": "You can"})
    rungs.tick()
    off_care(rungs)
    rungs.later(minutes=5)
    told = words_to(maya)[-1]
    assert "What is open between you and Tom can't start any more" in told
    asked = next(m for m in maya.inbox if "You can" in m.words)
    assert "are on no team together" in maya.click(asked, "Accept").words


def test_input_that_was_given_is_answered_all_the_same(rungs, maya):
    form = maya.goal("input A macro for refunds")
    maya.submit(form, {"Your name": "Say that it is from me"})
    rungs.tick()
    off_care(rungs)
    rungs.later(minutes=5)
    tom = rungs.users["tom"]
    answer = tom.click(next(m for m in tom.inbox if "A macro" in m.words), "Answer")
    tom.submit(answer, {"Your answer": "It is there."})
    rungs.tick()
    assert "It is there." in words_to(maya)[-1]


# Who reads what blocks somebody


def test_a_lead_who_came_after_a_blocker_answers_it_from_wherever_they_read_of_it(rungs, maya):
    ana, ben = rungs.users["ana"], rungs.users["ben"]
    maya.goal("checkin G-1 26 blocked no access")
    rungs.tick()
    settings(rungs, "tom", "care", leads=["ana"], members=["tom", "maya", "ben"])
    rungs.tick()
    told = next(m for m in ana.inbox if "You lead" in m.words)
    for place in (told, ana.goal("team"), ana.open_home()):
        assert "Answer" in place.buttons
    assert "*Ana* leads *Care* now and can answer what blocks you" in words_to(maya)[-1]
    assert words_to(ben) == [], "nothing blocks him"
    ana.submit(ana.click(told, "Answer"), {"Your answer": "Try again."})
    rungs.tick()
    assert "Try again." in words_to(maya)[-1]


def test_who_was_on_it_and_leads_no_more_is_on_it_no_more(rungs, maya):
    tom, ana = rungs.users["tom"], rungs.users["ana"]
    maya.goal("checkin G-1 26 blocked no access")
    rungs.tick()
    tom.click(tom.inbox[-1], "I'm on it")
    settings(rungs, "tom", "care", leads=["ana"], members=["tom", "maya", "ben"])
    rungs.tick()
    assert "Tom is on it" not in ana.open_home().words
    assert "I'm on it" in ana.open_home().buttons


def test_a_second_lead_beside_the_first_changes_nothing_for_the_blocked(rungs, maya):
    maya.goal("checkin G-1 26 blocked no access")
    rungs.tick()
    settings(rungs, "tom", "care", leads=["tom", "ana"], members=["maya", "ben"])
    rungs.tick()
    assert words_to(maya) == []


def test_the_last_lead_leaves_slack_and_a_new_one_comes(rungs, maya):
    rungs.meet(rungs.user("boss", admin=True))
    maya.goal("checkin G-1 26 blocked no access")
    rungs.tick()
    rungs.event("user_change", user={**rungs.slack.users["UTOM"], "deleted": True})
    rungs.tick()
    assert (
        "Nobody else leads *Care* at the moment, so nobody reads what blocks" in words_to(maya)[-1]
    )
    settings(rungs, "boss", "care", leads=["ana"], members=["maya", "ben"])
    rungs.later(minutes=1)
    assert "*Ana* leads *Care* now" in words_to(maya)[-1]
    assert "blocked since today" in words_to(rungs.users["ana"])[-1]


def test_it_is_said_of_what_is_still_in_the_way_alone(rungs, maya):
    maya.goal("checkin G-1 26 blocked no access")
    maya.goal("checkin G-1 26 on track")
    rungs.tick()
    settings(rungs, "tom", "care", leads=["ana"], members=["tom", "maya", "ben"])
    rungs.tick()
    assert words_to(maya) == []
