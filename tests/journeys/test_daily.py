"""The daily message: once a working day, at one's own time, answered in place."""

import pytest

from goals.cadence import Rhythm, RhythmKind
from goals.goal import Measure, MeasureKind, Visibility
from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def maya(rungs: Rungs) -> User:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    return rungs.users["maya"]


def test_everybody_is_asked_once_at_half_past_nine_of_their_own_zone(rungs, maya):
    rungs.user("kiri", tz="Pacific/Auckland")
    rungs.user("leilani", tz="Pacific/Honolulu")
    rungs.seed_team("Round the clock", lead="kiri", members=["leilani"], channel="clock")
    for name in ("kiri", "leilani"):
        rungs.seed_goal(name)
    inboxes = {"kiri": "Pacific/Auckland", "maya": "Europe/London", "leilani": "Pacific/Honolulu"}
    for name, zone in inboxes.items():
        user = rungs.users[name]
        rungs.at("2026-11-24 09:29", zone)
        before = len(user.inbox)
        rungs.at("2026-11-24 09:30", zone)
        assert len(user.inbox) == before + 1, name
        rungs.at("2026-11-24 09:31", zone)
        assert len(user.inbox) == before + 1, name


def test_one_message_holds_all_goals_of_the_day_and_becomes_its_own_summary(rungs, maya):
    rungs.seed_goal(
        "maya", "Write an article", measure=Measure(MeasureKind.DONE), baseline=0, target=1
    )
    rungs.seed_goal("maya", "Stay calm", measure=Measure(MeasureKind.RATING), baseline=3, target=5)
    rungs.at("2026-11-23 09:30")
    [message] = maya.inbox
    assert "Three goals today, under a minute." in message.words

    maya.click(message, "Done", near="Write an article")
    maya.click(message, "4 · mostly", near="Stay calm")
    assert "One goal still open" in message.words
    form = maya.click(message, "Log", near="Reply to 40")
    maya.submit(form, {"Today's number (chats a day)": "28", "Note": "Quiet."})
    assert "That's today done." in message.words
    assert "28 chats a day, on track. “Quiet.”" in message.words
    assert len(maya.inbox) == 1


def test_same_as_yesterday_is_one_click(rungs, maya):
    maya.goal("checkin G-1 28")
    rungs.at("2026-11-24 09:30")
    message = maya.inbox[-1]
    maya.click(message, "Same: 28")
    assert "28 chats a day, on track." in message.words


def test_a_reply_in_words_answers_and_brings_the_message_up_to_date(rungs, maya):
    rungs.at("2026-11-23 09:30")
    message = maya.inbox[0]
    said = maya.dm("29 two people away", thread_of=message)
    assert "Noted for G-1: 29 chats a day." in said.text
    rungs.tick()
    assert "29 chats a day, on track. “two people away”" in message.words
    assert "That's today done." in message.words


def test_words_that_are_no_number_change_nothing_and_say_how(rungs, maya):
    rungs.at("2026-11-23 09:30")
    said = maya.dm("42x & <!channel>")
    assert "I can't read" in said.words
    assert "/goal checkin G-1 40" in said.words
    assert "<!channel>" not in said.screen.text
    assert "Log" in maya.inbox[0].buttons


def test_with_two_goals_a_reply_names_the_one_it_means(rungs, maya):
    rungs.seed_goal("maya", "Praise a colleague", baseline=0, target=5)
    rungs.at("2026-11-23 09:30")
    assert "Which goal?" in maya.dm("29").words
    assert "Noted for G-2: 3" in maya.dm("g-2 3").text
    assert "Noted for G-1: 29" in maya.dm("29").text, "one is left, so that one is meant"


def test_who_has_reported_everything_is_not_asked(rungs, maya):
    rungs.at("2026-11-23 09:00")
    maya.goal("checkin G-1 28")
    assert rungs.at("2026-11-23 09:30") == []


def test_one_quiet_reminder_and_none_after_an_answer(rungs, maya):
    rungs.at("2026-11-23 09:30")
    rungs.at("2026-11-23 12:30")
    assert "quiet reminder" in maya.inbox[-1].words
    shown = maya.click(maya.inbox[-1], "Show them")
    maya.click(shown, "Log")
    rungs.at("2026-11-23 16:00")
    assert len(maya.inbox) == 2

    rungs.at("2026-11-24 09:30")
    maya.goal("checkin G-1 28")
    rungs.at("2026-11-24 12:30")
    assert len(maya.inbox) == 3


def test_a_goal_is_asked_in_its_own_rhythm(rungs, maya):
    rungs.seed_goal("maya", "Review the week", rhythm=Rhythm(RhythmKind.WEEKLY, frozenset({4})))
    rungs.at("2026-11-26 09:30")
    assert "Review the week" not in maya.inbox[-1].words
    rungs.at("2026-11-27 09:30")
    assert "Review the week" in maya.inbox[-1].words


def test_nobody_is_asked_on_a_weekend(rungs, maya):
    rungs.at("2026-11-27 09:30")
    before = len(maya.inbox)
    for day in ("2026-11-28 09:30", "2026-11-29 12:00"):
        assert rungs.at(day) == []
    assert len(maya.inbox) == before


def test_a_date_that_nears_is_mentioned_in_the_message_not_in_another(rungs, maya):
    rungs.at("2026-12-16 09:30")
    posted = [m for m in maya.inbox if "is near" in m.words]
    assert len(posted) == 1
    assert "Fri 18 Dec is near" in posted[0].words
    assert "a smaller step is fine" in posted[0].words


def test_after_the_due_date_no_number_is_asked(rungs, maya):
    [told] = rungs.at("2026-12-21 09:30")
    assert "No number is asked today." in told.words and "Log" not in told.buttons
    assert rungs.at("2026-12-22 09:30") == []
    assert "ended" in maya.goal("list").words


def test_an_answer_can_be_corrected_all_day_and_for_fourteen_more(rungs, maya):
    rungs.at("2026-11-23 09:30")
    message = maya.inbox[0]
    form = maya.click(message, "Log")
    maya.submit(form, value=28)
    rungs.at("2026-11-23 16:50")
    form = maya.click(message, "Correct")
    assert form.view.fields["value"] == "28"
    maya.submit(form, value=29)
    assert "29 chats a day" in message.words
    rungs.at("2026-12-07 09:30", tick=False)
    maya.submit(maya.click(message, "Correct"), value=30)
    assert "30 chats a day" in message.words, "the message of that day follows"
    rungs.at("2026-12-08 09:30", tick=False)
    assert "too long ago" in maya.click(message, "Correct").words
    assert "30 chats a day" in message.words


def test_the_form_keeps_what_was_typed_when_a_number_cannot_be_read(rungs, maya):
    rungs.at("2026-11-23 09:30")
    form = maya.click(maya.inbox[0], "Log")
    outcome = maya.submit(form, {"value": "lots", "note": "Busy."})
    assert "can't read" in outcome.errors["value"]
    assert not outcome.closed


@pytest.mark.parametrize(
    ("visibility", "promise"),
    [
        (Visibility.TEAM, "Your note is seen by you and your leads."),
        (Visibility.LEADS, "Your leads and you see this"),
        (Visibility.ME, "Only you see this."),
    ],
)
def test_the_form_says_who_will_see_it(rungs, maya, visibility, promise):
    rungs.seed_goal("tom", "Listen first", visibility=visibility)
    tom = rungs.users["tom"]
    form = tom.click(tom.goal(""), "Log")
    assert promise in form.words


def test_someone_elses_buttons_do_nothing(rungs, maya):
    rungs.at("2026-11-23 09:30")
    answer = rungs.users["tom"].click(maya.inbox[0], "Log", forged=True)
    assert "belongs to somebody else" in answer.words
    assert answer.view is None


def test_the_same_click_twice_is_one_report(rungs, maya):
    maya.goal("checkin G-1 28")
    rungs.at("2026-11-24 09:30")
    click = maya.click(maya.inbox[-1], "Same: 28")
    rungs.again(click)
    history = maya.goal("show G-1").words
    assert history.count("Tue 24 Nov: 28") == 1


def test_who_is_blocked_may_have_no_number(rungs, maya):
    maya.goal("checkin G-1 28")
    rungs.at("2026-11-24 09:30")
    form = maya.click(maya.inbox[-1], "Blocked")
    done = maya.submit(form, note="The tool is down.")
    assert done.errors == {}
    assert "28 chats a day, blocked." in maya.inbox[-1].words


def test_words_that_are_no_check_in_get_a_friendly_way_in(rungs, maya):
    rungs.seed_goal("maya", "Praise a colleague", baseline=0, target=5)
    for words in ("thanks!", "hello there"):
        assert "I read check-ins here" in maya.dm(words).words


@pytest.mark.parametrize("words", ["-5", "-1 tired"])
def test_a_count_is_never_below_zero(rungs, maya, words):
    assert "below zero" in maya.goal(f"checkin G-1 {words}").words
    assert "25 now → 40" in maya.goal("show G-1").words


def test_a_percentage_over_a_hundred_is_asked_about(rungs, maya):
    rungs.seed_goal("maya", "Happy customers", measure=Measure(unit="%"), baseline=80, target=90)
    assert "That's 200 %; the last was 80" in maya.goal("checkin G-2 200").words
    assert "80 % now → 90 %" in maya.goal("show G-2").words
    assert "Noted" in maya.goal("checkin G-2 100").text


def test_a_correction_in_words_keeps_the_note(rungs, maya):
    maya.goal("checkin G-1 28 two people away")
    assert "two people away" in maya.goal("checkin G-1 29").words
    assert "a new note" in maya.goal("checkin G-1 29 a new note").words


def test_any_report_can_be_taken_back_the_same_day(rungs, maya):
    rungs.at("2026-11-23 09:30")
    form = maya.click(maya.inbox[0], "Log")
    maya.submit(form, value=28)
    maya.click(maya.inbox[0], "Undo")
    assert "Log" in maya.inbox[0].buttons
    assert "25 now → 40" in maya.inbox[0].words
