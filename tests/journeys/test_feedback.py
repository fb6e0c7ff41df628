"""Feedback from one person to another: sent, thanked, answered; seen by the two alone."""

import pytest

from goals.goal import Visibility
from handlers.names import with_mentions
from store import teams
from tests.support.faults import reset
from tests.support.people import User
from tests.support.rungs import Rungs
from tests.support.workspace import RESPONSES

KIND = "You stayed calm with the angry caller. I learned from it."
HOSTILE = "<!channel> <@UTOM> & <http://evil.example|click>"


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya", "ben"])
    return rungs.users["maya"]


@pytest.fixture
def tom(rungs: Rungs, maya: User) -> User:
    return rungs.users["tom"]


@pytest.fixture
def ben(rungs: Rungs, maya: User) -> User:
    return rungs.users["ben"]


def test_words_reach_the_one_they_are_for_and_nobody_else(
    rungs: Rungs, maya: User, tom: User, ben: User
) -> None:
    sent = tom.goal(f"feedback @maya {KIND}", channel="care")

    assert "Sent to *Maya*" in sent.words
    assert KIND in sent.words
    assert "Only you and Maya see it" in sent.words
    rungs.later(minutes=1)
    (message,) = maya.inbox
    assert "*Tom* has feedback for you" in message.words
    assert KIND in message.words
    assert message.buttons == ["🙏 Thank", "Answer"]
    assert KIND in message.text
    assert "calm" not in rungs.slack.ever_shown_to(ben.id)
    assert not ben.inbox


def test_someone_whom_rungs_has_not_met_gets_feedback_too(rungs: Rungs, tom: User) -> None:
    nina = rungs.user("nina", tz="Asia/Tokyo")

    tom.goal(f"feedback @nina {KIND}")

    rungs.later(minutes=1)
    assert KIND in nina.inbox[0].words
    assert nina.person.zone == "Asia/Tokyo"


def test_without_words_a_form_asks_for_them(rungs: Rungs, maya: User, tom: User) -> None:
    form = tom.goal("feedback @maya")
    assert form.view
    assert "Only the two of you see it" in form.words

    done = tom.submit(form, {"Your words": KIND})

    assert "Sent to *Maya*" in done.words
    rungs.later(minutes=1)
    assert KIND in maya.inbox[0].words


def test_a_name_that_is_no_mention_opens_the_form_and_keeps_the_words(
    rungs: Rungs, maya: User, tom: User
) -> None:
    form = tom.goal(f"feedback @mayo {KIND}")

    assert "I can't tell who “@mayo” is" in form.words
    tom.submit(form, {"To": maya})
    rungs.later(minutes=1)
    assert KIND in maya.inbox[0].words


def test_words_without_a_name_are_kept_in_the_form(maya: User, tom: User) -> None:
    form = tom.goal(f"feedback {KIND}")

    assert "I can't tell who" not in form.words
    refused = tom.submit(form, {"To": tom})
    assert "feedback to yourself" in refused.errors["to"]


def test_about_a_goal_that_both_may_see(rungs: Rungs, maya: User, tom: User) -> None:
    goal = rungs.seed_goal(maya, "Reply to 40 chats a day")

    sent = tom.goal(f"feedback @maya {goal.key.lower()}: your macros are great")

    assert "about *Reply to 40 chats a day* G-1" in sent.words
    rungs.later(minutes=1)
    assert "about *Reply to 40 chats a day* G-1" in maya.inbox[0].words
    assert ">your macros are great" in maya.inbox[0].words


@pytest.mark.parametrize("visibility", [Visibility.LEADS, Visibility.ME])
def test_a_goal_that_its_giver_may_not_see_is_unknown(
    rungs: Rungs, maya: User, ben: User, visibility: Visibility
) -> None:
    goal = rungs.seed_goal(maya, "Ask for a raise", visibility=visibility)

    hidden = ben.goal(f"feedback @maya {goal.key} well done")
    unknown = ben.goal("feedback @maya G-77 well done")
    huge = ben.goal("feedback @maya G-99999999999999999999 well done")

    assert hidden.words.replace(goal.key, "G-77") == unknown.words
    assert "I don't know a goal" in huge.words
    assert not rungs.later(minutes=1)
    assert "raise" not in rungs.slack.ever_shown_to(ben.id)


def test_a_goal_that_its_receiver_may_not_see_is_not_named_to_them(
    rungs: Rungs, maya: User, tom: User, ben: User
) -> None:
    goal = rungs.seed_goal(maya, "Ask for a raise", visibility=Visibility.LEADS)

    refused = tom.goal(f"feedback @ben {goal.key} you helped Maya")

    assert "Ben can't see G-1" in refused.words
    assert "Nothing was sent" in refused.words
    assert not rungs.later(minutes=1)
    assert "raise" not in rungs.slack.ever_shown_to(ben.id)


def test_to_oneself_a_bot_a_guest_or_a_stranger_nothing_is_sent(rungs: Rungs, tom: User) -> None:
    bot, guest = rungs.user("robo", bot=True), rungs.user("gast", guest=True)
    stranger = rungs.user("fremd", stranger=True)

    assert "feedback to yourself" in tom.goal(f"feedback @tom {KIND}").words
    told = {bot: "Robo is an app", guest: "Gast is a guest here"}
    told[stranger] = "Fremd is from another workspace"
    for other, words in told.items():
        refused = tom.goal(f"feedback @{other.name} {KIND}").words
        assert words in refused and KIND in refused, "what was typed is given back"
        assert words in tom.goal(f"propose @{other.name} Be kind").words, "in the same words"
    assert not rungs.later(minutes=1)


def test_too_many_words_are_refused_whole(rungs: Rungs, maya: User, tom: User) -> None:
    assert "3,001" in tom.goal(f"feedback @maya {'w' * 3001}").words
    assert not rungs.later(minutes=1)


def test_empty_words_stay_in_the_form(rungs: Rungs, maya: User, tom: User) -> None:
    form = tom.goal("feedback @maya")

    assert "no words" in tom.submit(form, {"Your words": "  \n "}).errors["words"]
    unknown = tom.submit(form, {"Your words": KIND, "About a goal": "the chats"})
    assert "I don't know a goal" in unknown.errors["about"]
    assert not rungs.later(minutes=1)


def test_thanks_reach_the_giver_once(rungs: Rungs, maya: User, tom: User) -> None:
    tom.goal(f"feedback @maya {KIND}")
    rungs.later(minutes=1)
    message = maya.inbox[0]

    thanked = maya.click(message, "🙏 Thank")
    rungs.again(thanked)
    rungs.later(minutes=1)

    assert "You said thank you to Tom" in maya.inbox[0].words
    assert maya.inbox[0].buttons == ["Answer"]
    (thanks,) = tom.inbox
    assert "Maya says thank you for your feedback" in thanks.words


def test_an_answer_can_be_answered_in_turn(rungs: Rungs, maya: User, tom: User, ben: User) -> None:
    tom.goal(f"feedback @maya {KIND}")
    rungs.later(minutes=1)

    form = maya.click(maya.inbox[0], "Answer")
    assert KIND in form.words
    maya.submit(form, {"Your answer": "Breathing helps."})
    assert ">Breathing helps." in maya.inbox[0].words
    assert maya.inbox[0].buttons == ["🙏 Thank"]

    rungs.later(minutes=1)
    (answer,) = tom.inbox
    assert "*Maya* answered your feedback" in answer.words
    assert "You had said: You stayed calm" in answer.words
    tom.submit(tom.click(answer, "Answer"), {"Your answer": "I'll try."})
    rungs.later(minutes=1)
    assert ">I'll try." in maya.inbox[1].words
    assert "Breathing" not in rungs.slack.ever_shown_to(ben.id)


def test_the_same_form_twice_is_one_message(rungs: Rungs, maya: User, tom: User) -> None:
    sent = tom.submit(tom.goal("feedback @maya"), {"Your words": KIND})
    assert "Sent to *Maya*" in rungs.again(sent).words
    rungs.later(minutes=1)
    assert len(maya.inbox) == 1

    answered = maya.submit(maya.click(maya.inbox[0], "Answer"), {"Your answer": "Thanks!"})
    rungs.again(answered)
    rungs.later(minutes=1)
    assert len(tom.inbox) == 1


def test_a_second_answer_is_shown_the_first(rungs: Rungs, maya: User, tom: User) -> None:
    tom.goal(f"feedback @maya {KIND}")
    rungs.later(minutes=1)
    message = maya.inbox[0]
    here, there = maya.click(message, "Answer"), maya.click(message, "Answer")
    maya.submit(here, {"Your answer": "The first."}, forged=True)  # open on her other device

    late = maya.submit(there, {"Your answer": "The second."})

    assert "You have answered Tom on this already" in late.words
    assert "The first." in late.words
    rungs.later(minutes=1)
    assert len(tom.inbox) == 1
    assert "second" not in tom.inbox[0].words


@pytest.mark.parametrize("trouble", ["used up", "away"])
def test_an_answer_stands_where_the_message_cannot_be_replaced(
    rungs: Rungs, maya: User, tom: User, trouble: str
) -> None:
    tom.goal(f"feedback @maya {KIND}")
    rungs.later(minutes=1)
    form = maya.click(maya.inbox[0], "Answer")
    if trouble == "used up":
        for url in rungs.slack.response_urls.values():
            url.uses = RESPONSES
    else:
        rungs.slack.faults.next("respond", reset())

    done = maya.submit(form, {"Your answer": "Breathing helps."})

    assert "Sent to *Tom*" in done.words
    assert maya.inbox[0].buttons == ["🙏 Thank", "Answer"]
    (told,) = [entry for entry in rungs.log if entry["event"] == "message not replaced"]
    assert told["log_level"] == "warning"
    assert "Breathing" not in str(rungs.log)
    assert "/respond/" not in str(rungs.log)
    rungs.later(minutes=1)
    assert "Breathing helps." in tom.inbox[0].words


def test_nobody_else_can_thank_or_answer(rungs: Rungs, maya: User, tom: User, ben: User) -> None:
    tom.goal(f"feedback @maya {KIND}")
    rungs.later(minutes=1)
    message = maya.inbox[0]
    form = maya.click(message, "Answer")

    for other in (ben, tom):
        assert "said to somebody else" in other.click(message, "🙏 Thank", forged=True).words
        assert "said to somebody else" in other.click(message, "Answer", forged=True).words
        stolen = other.submit(form.view, {"Your answer": "Ha"}, forged=True)
        assert "said to somebody else" in stolen.errors["words"]
    assert not rungs.later(minutes=1)
    assert "calm" not in rungs.slack.ever_shown_to(ben.id)


def test_a_goal_is_left_out_once_its_receiver_may_not_see_it_any_more(
    rungs: Rungs, maya: User, tom: User, ben: User
) -> None:
    goal = rungs.seed_goal(maya, "Reply to 40 chats a day")
    tom.goal(f"feedback @ben {goal.key} you taught Maya a lot")
    with rungs.deps.begin() as tx:
        teams.set_members(tx, maya.actor.teams[0], {maya.person.id: False})

    rungs.later(minutes=1)

    assert "you taught Maya a lot" in ben.inbox[0].words
    assert "Reply to 40" not in rungs.slack.ever_shown_to(ben.id)


def test_hostile_and_long_words_come_out_as_words(rungs: Rungs, maya: User, tom: User) -> None:
    sent = tom.submit(tom.goal("feedback @maya"), {"Your words": HOSTILE})
    rungs.later(minutes=1)
    for screen in (sent, maya.inbox[0]):
        assert "&lt;!channel&gt; &lt;@UTOM&gt; &amp; &lt;http://evil" in screen.words

    long = "&<>" * 1000
    tom.submit(tom.goal("feedback @maya"), {"Your words": long})
    rungs.later(minutes=1)
    assert long in maya.inbox[1].words
    maya.submit(maya.click(maya.inbox[1], "Answer"), {"Your answer": long})
    rungs.later(minutes=1)
    assert long in tom.inbox[0].words


def test_a_command_s_marks_are_read_as_they_were_typed(
    rungs: Rungs, maya: User, tom: User, ben: User
) -> None:
    tom.goal("feedback @maya You & @ben <3")
    rungs.later(minutes=1)

    assert "You &amp; @ben &lt;3" in maya.inbox[0].words


def test_no_word_of_it_is_in_the_log(rungs: Rungs, maya: User, tom: User) -> None:
    tom.goal(f"feedback @maya {KIND}")
    rungs.later(minutes=1)
    maya.submit(maya.click(maya.inbox[0], "Answer"), {"Your answer": "Breathing helps."})
    rungs.later(minutes=1)

    assert "calm" not in str(rungs.log)
    assert "Breathing" not in str(rungs.log)


def test_to_two_people_each_gets_it_alone_after_it_was_said(rungs, maya, tom, ben):
    form = tom.goal(f"feedback @maya and @ben: {KIND}")
    assert "Each of them gets it alone" in form.words
    assert form.view.fields["words"] == KIND
    assert "Sent to *Maya and Ben*, as a direct message, each alone" in tom.submit(form).words
    rungs.later(minutes=1)
    for who, other in ((maya, "Ben"), (ben, "Maya")):
        [message] = who.inbox
        assert KIND in message.words and other not in message.words


def test_it_can_be_taken_back_for_a_minute(rungs, maya, tom, ben):
    sent = tom.goal(f"feedback @maya {KIND}")
    rungs.later(seconds=50)
    answer = tom.click(sent, "Take it back")
    assert "nobody got it" in answer.words and KIND in answer.words
    rungs.again(answer)
    rungs.later(minutes=5)
    assert maya.inbox == []

    sent = tom.goal(f"feedback @maya {KIND}")
    ben.click(sent, "Take it back", forged=True)
    rungs.later(minutes=1)
    assert len(maya.inbox) == 1, "it is nobody else's to take back"
    tom.submit(tom.goal("feedback @maya"), words=KIND)
    assert "nobody got it" in tom.goal("feedback undo").words
    assert "can't be taken back" in tom.goal("feedback undo").words
    sent = tom.goal(f"feedback @maya {KIND}")
    rungs.later(minutes=1)
    assert "can't be taken back" in tom.click(sent, "Take it back").words
    assert len(maya.inbox) == 2


def test_words_behind_a_colon_are_about_the_goal_that_they_begin_with(rungs, maya, tom):
    rungs.seed_goal("maya")
    assert "about *Reply to 40 chats a day* G-1" in tom.goal("feedback @maya: G-1 well done").words
    rungs.later(minutes=1)
    assert "well done" in maya.inbox[0].words and ": G-1" not in maya.inbox[0].words


def test_a_name_typed_by_hand_is_a_person_where_one_is_called_so(rungs, tom):
    with rungs.deps.read() as tx:
        assert with_mentions(tx, 1, "@maya thanks") == "<@UMAYA|Maya> thanks"
        assert with_mentions(tx, 1, "@Maya, @ben: hi") == "<@UMAYA|Maya>, <@UBEN|Ben>: hi"
        assert with_mentions(tx, 1, "@nobody thanks") == "@nobody thanks"
    rungs.meet(rungs.user("maya2"))
    rungs.slack.users["UMAYA2"]["profile"]["display_name"] = "Maya Silva"
    rungs.event("user_change", user=rungs.slack.users["UMAYA2"])
    with rungs.deps.read() as tx:
        assert with_mentions(tx, 1, "@maya thanks") == "@maya thanks", "two are called so"
        assert with_mentions(tx, 1, "@Maya Silva thanks") == "<@UMAYA2|Maya Silva> thanks"


def test_a_mention_in_a_report_is_kept_by_name(rungs, maya):
    rungs.seed_goal("maya")
    place = rungs.slack.direct(maya.id).id
    said = {"channel": place, "channel_type": "im", "ts": "1.1", "team": rungs.slack.team_id}
    rungs.event("message", by=maya, text="28 thanks to <@UTOM>", **said)
    assert "thanks to @Tom" in maya.goal("show G-1").words


def test_in_a_direct_message_too_whoever_is_mentioned_has_a_name(
    rungs: Rungs, maya: User, tom: User
) -> None:
    marked = f"<@{maya.id}>"  # as Slack has it in a message, without a name
    rungs.event(
        "message",
        by=tom,
        channel=rungs.slack.direct(tom.id).id,
        channel_type="im",
        ts="1.0",
        text=f"feedback {marked} you helped {marked} and everybody",
    )
    rungs.later(minutes=2)
    given = next(message for message in maya.inbox if "you helped" in message.words)
    assert "you helped @Maya and everybody" in given.words
    assert maya.id not in given.words
