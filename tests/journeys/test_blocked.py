"""Blocked: from a check-in to the leads who can help, and their answer back."""

import pytest

from goals.goal import Goal, Visibility
from store.tables import metadata
from tests.support.people import User
from tests.support.rungs import Rungs

WHY = "The macros are locked, and I need the right to edit them."


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """In a team with two leads, Tom and Lea, and a colleague, Ben."""
    team = rungs.seed_team("Care", lead="tom", members=["lea", "maya", "ben"])
    rungs.seed_team("Sales", lead="sam", members=["sue"])
    membership = metadata.tables["membership"]
    with rungs.deps.begin() as tx:
        tx.execute(
            membership.update()
            .where(membership.c.team_id == team.id)
            .where(membership.c.person_id == rungs.users["lea"].person.id)
            .values(is_lead=True)
        )
    return rungs.users["maya"]


@pytest.fixture
def goal(rungs: Rungs, maya: User) -> Goal:
    return rungs.seed_goal(maya, "Reply to 40 chats a day")


@pytest.fixture
def tom(rungs: Rungs, maya: User) -> User:
    return rungs.users["tom"]


@pytest.fixture
def lea(rungs: Rungs, maya: User) -> User:
    return rungs.users["lea"]


def test_each_lead_hears_once_who_is_blocked_on_what(
    rungs: Rungs, maya: User, goal: Goal, tom: User, lea: User
) -> None:
    maya.goal(f"checkin {goal.key} 28 blocked {WHY}")
    rungs.tick()

    for lead in (tom, lea):
        (message,) = lead.inbox
        assert "*Maya* is blocked on *Reply to 40 chats a day* G-1" in message.words
        assert f">{WHY}" in message.words
        assert WHY in message.text
        assert message.buttons == ["I'm on it", "Answer"]
    for name in ("ben", "sam", "sue"):
        assert "macros" not in rungs.slack.ever_shown_to(rungs.users[name].id)
    assert "macros" not in str(rungs.log)


def test_i_m_on_it_tells_her_and_the_other_lead(
    rungs: Rungs, maya: User, goal: Goal, tom: User, lea: User
) -> None:
    maya.goal(f"checkin {goal.key} 28 blocked {WHY}")
    rungs.tick()

    taken = tom.click(tom.inbox[0], "I'm on it")
    rungs.again(taken)
    rungs.tick()

    told = [m for m in maya.inbox if "is on it" in m.words]
    assert [m.words for m in told] == ["*Tom* is on it: *Reply to 40 chats a day* G-1"]
    for lead in (tom, lea):
        (message,) = lead.inbox
        assert "✓ Tom is on it." in message.words
        assert message.buttons == ["Answer"]


def test_the_second_lead_to_say_so_sees_who_was_first(
    rungs: Rungs, maya: User, goal: Goal, tom: User, lea: User
) -> None:
    maya.goal(f"checkin {goal.key} 28 blocked {WHY}")
    rungs.tick()
    tom.click(tom.inbox[0], "I'm on it")

    late = lea.click(lea.inbox[0], "I'm on it")

    assert "✓ Tom is on it." in late.words
    rungs.tick()
    assert len([m for m in maya.inbox if "is on it" in m.words]) == 1


def test_an_answer_reaches_her_and_shows_in_every_lead_s_message(
    rungs: Rungs, maya: User, goal: Goal, tom: User, lea: User
) -> None:
    maya.goal(f"checkin {goal.key} 28 blocked {WHY}")
    rungs.tick()

    form = tom.click(tom.inbox[0], "Answer")
    assert "Maya and the leads of the team see it" in form.words
    done = tom.submit(form, {"Your answer": "You can edit them now."})
    rungs.again(done)
    rungs.tick()

    (answer,) = [m for m in maya.inbox if "answered" in m.words]
    assert "*Tom* answered what blocks you on *Reply to 40 chats a day* G-1" in answer.words
    assert ">You can edit them now." in answer.words
    for lead in (tom, lea):
        (message,) = lead.inbox
        assert "✓ Tom answered:\n>You can edit them now." in message.words
        assert message.buttons == []


def test_a_second_answer_is_refused_and_shown_the_first(
    rungs: Rungs, maya: User, goal: Goal, tom: User, lea: User
) -> None:
    maya.goal(f"checkin {goal.key} 28 blocked {WHY}")
    rungs.tick()
    late = lea.click(lea.inbox[0], "Answer")
    tom.submit(tom.click(tom.inbox[0], "Answer"), {"Your answer": "You can edit them now."})

    refused = lea.submit(late, {"Your answer": "Ask the admin."})

    assert "Tom has answered this already" in refused.errors["words"]
    assert "You can edit them now." in refused.errors["words"]
    assert "You can edit them now." in lea.click(lea.inbox[0], "Answer").words
    rungs.tick()
    assert "Ask the admin" not in rungs.slack.ever_shown_to(maya.id)


def test_a_correction_before_it_is_sent_tells_nobody(
    rungs: Rungs, maya: User, goal: Goal, tom: User
) -> None:
    maya.goal(f"checkin {goal.key} 28 blocked {WHY}")
    maya.goal(f"checkin {goal.key} 28 on track")
    rungs.tick()
    assert not tom.inbox

    maya.goal(f"checkin {goal.key} 28 blocked {WHY}")
    rungs.tick()
    assert len(tom.inbox) == 1


def test_a_correction_after_it_was_sent_shows_in_the_lead_s_message(
    rungs: Rungs, maya: User, goal: Goal, tom: User
) -> None:
    maya.goal(f"checkin {goal.key} 28 blocked {WHY}")
    rungs.tick()
    maya.goal(f"checkin {goal.key} 28 blocked I need the right to edit the macros of Care.")
    rungs.tick()
    assert "the macros of Care" in tom.inbox[0].words
    maya.goal(f"checkin {goal.key} 28 on track")
    rungs.tick()

    (message,) = tom.inbox
    assert "✓ Maya is not blocked any more." in message.words
    assert message.buttons == []


def test_a_check_in_taken_back_leaves_nothing_to_answer(
    rungs: Rungs, maya: User, tom: User
) -> None:
    goal = rungs.seed_goal(maya, "Reply to 40 chats a day", rungs=(27,))
    said = maya.goal(f"checkin {goal.key} 28 blocked {WHY}")
    rungs.tick()
    form = tom.click(tom.inbox[0], "Answer")

    maya.click(said, "Undo")
    late = tom.submit(form, {"Your answer": "You can edit them now."})
    rungs.tick()

    assert "was not sent" in late.words
    (message,) = tom.inbox
    assert "taken back" in message.words
    assert "macros" not in message.words
    assert not [m for m in maya.inbox if "edit them" in m.words]


def test_a_goal_for_her_alone_reaches_no_lead_and_she_is_told(
    rungs: Rungs, maya: User, tom: User
) -> None:
    mine = rungs.seed_goal(maya, "Ask for a raise", visibility=Visibility.ME)

    answer = maya.goal(f"checkin {mine.key} 28 blocked {WHY}")

    assert "Nobody else was told" in answer.words
    assert not rungs.tick()
    assert not tom.inbox
    assert "raise" not in rungs.slack.ever_shown_to(tom.id)


def test_a_lead_who_is_blocked_asks_the_other_lead(rungs: Rungs, tom: User, lea: User) -> None:
    own = rungs.seed_goal(tom, "Coach each agent once a week")

    tom.goal(f"checkin {own.key} 28 blocked No room is free.")
    rungs.tick()

    assert "*Tom* is blocked" in lea.inbox[0].words
    assert not [m for m in tom.inbox if "is blocked on" in m.words]
    refused = tom.click(lea.inbox[0], "I'm on it", forged=True)
    assert "Only a lead" in refused.words


def test_nobody_else_can_take_or_answer_it(rungs: Rungs, maya: User, goal: Goal, tom: User) -> None:
    maya.goal(f"checkin {goal.key} 28 blocked {WHY}")
    rungs.tick()
    message = tom.inbox[0]
    form = tom.click(message, "Answer")

    for name in ("sam", "ben", "maya"):
        other = rungs.users[name]
        assert "Only a lead" in other.click(message, "I'm on it", forged=True).words
        assert "Only a lead" in other.click(message, "Answer", forged=True).words
        stolen = other.submit(form.view, {"Your answer": "Ha"}, forged=True)
        assert "Only a lead" in stolen.errors["words"]
    rungs.tick()
    assert not [m for m in maya.inbox if "on it" in m.words or "Ha" in m.words]
    assert "macros" not in rungs.slack.ever_shown_to(rungs.users["sam"].id)


def test_a_lead_no_more_gets_nothing_that_still_waits(
    rungs: Rungs, maya: User, goal: Goal, tom: User, lea: User
) -> None:
    maya.goal(f"checkin {goal.key} 28 blocked {WHY}")
    membership = metadata.tables["membership"]
    with rungs.deps.begin() as tx:
        tx.execute(
            membership.update().where(membership.c.person_id == lea.person.id).values(is_lead=False)
        )

    rungs.tick()

    assert len(tom.inbox) == 1
    assert not lea.inbox


def test_hostile_and_long_notes_come_out_as_words(
    rungs: Rungs, maya: User, goal: Goal, tom: User
) -> None:
    maya.goal(f"checkin {goal.key} 28 blocked <!channel> <@UTOM> &")
    rungs.tick()
    assert "&lt;!channel&gt;" in tom.inbox[0].words
    assert "<!channel>" not in tom.inbox[0].text

    long = "&<>" * 900
    maya.goal(f"checkin {goal.key} 28 blocked {long}")
    rungs.tick()
    assert long in tom.inbox[0].words
    tom.submit(tom.click(tom.inbox[0], "Answer"), {"Your answer": long})
    rungs.tick()
    assert any(long in m.words for m in maya.inbox)


def test_blocked_without_a_word_asks_the_lead_to_ask(
    rungs: Rungs, maya: User, goal: Goal, tom: User
) -> None:
    maya.goal(f"checkin {goal.key} 28 blocked")
    rungs.tick()

    assert "They left no words" in tom.inbox[0].words


def test_what_was_in_the_way_stays_in_its_own_words(
    rungs: Rungs, maya: User, goal: Goal, tom: User
) -> None:
    maya.goal(f"checkin {goal.key} 28 blocked {WHY}")
    rungs.tick()
    maya.goal(f"checkin {goal.key} 29 on track, all is well again")
    rungs.tick()
    (message,) = tom.inbox
    assert f">{WHY}" in message.words
    assert "not blocked any more" in message.words
    assert "all is well again" not in message.words
