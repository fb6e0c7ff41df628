"""My times: when I am asked, when I am not, and where my rungs are celebrated."""

import pytest

from goals.cadence import Leave, Rhythm, RhythmKind
from goals.people import ShoutOut
from store import people
from tests.support.people import User
from tests.support.rungs import Rungs


@pytest.fixture
def maya(rungs: Rungs) -> User:
    """Maya is on Tom's team, which is asked at 09:30, and has a goal. It is Monday, 09:00."""
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    return rungs.users["maya"]


def asked_at(rungs: Rungs, local: str, zone: str = "Europe/London") -> bool:
    """Whether anybody is asked at this time."""
    return any("goal" in message.text for message in rungs.at(local, zone))


# Days and hours


def test_the_form_shows_what_holds_and_saves_what_is_changed(rungs: Rungs, maya: User):
    form = maya.goal("schedule")
    assert form.view.title == "My times"
    assert form.view.fields == {
        "days": ["0", "1", "2", "3", "4"],
        "ask_at": "09:30",
        "starts": "09:00",
        "ends": "17:00",
        "reminders": ["on"],
        "shout_outs": "channel",
    }
    assert "These are Care's times." in form.words
    assert "Only you see this." in form.words
    saved = maya.submit(
        form,
        {"Days": ["Sunday", "Monday"], "Ask me at": "13:00", "Shift starts": "12:00"},
        ends="20:00",
        shout_outs="Just tell me",
        reminders=[],
    )
    assert "I ask you at 13:00, Sun, Mon, within your hours 12:00–20:00" in saved.words
    assert "No reminders." in saved.words
    assert "celebrated with you alone" in saved.words
    assert "Next check-in: Mon 23 Nov, 13:00." in saved.words
    assert maya.person.shout_outs is ShoutOut.DIRECT
    assert not asked_at(rungs, "2026-11-23 12:59")
    assert asked_at(rungs, "2026-11-23 13:00")
    assert not asked_at(rungs, "2026-11-23 16:30"), "a reminder was not wanted"
    assert not asked_at(rungs, "2026-11-24 13:00")
    assert asked_at(rungs, "2026-11-29 13:00")


def test_a_time_outside_the_hours_is_said_at_its_field_and_changes_nothing(rungs, maya):
    form = maya.goal("schedule")
    errors = maya.submit(form, ask_at="07:00", shout_outs="Nothing").errors
    assert list(errors) == ["ask_at"]
    assert "07:00 is outside the working hours, 09:00 to 17:00" in errors["ask_at"]
    assert maya.submit(form, days=[], forged=True).errors.keys() == {"days"}
    assert maya.submit(form, starts=None, forged=True).errors.keys() == {"starts"}
    assert (maya.person.pattern, maya.person.shout_outs) == (None, ShoutOut.CHANNEL)


def test_who_leaves_the_times_alone_goes_on_following_the_team(rungs: Rungs, maya: User):
    maya.submit(maya.goal("schedule"), shout_outs="Nothing")
    assert maya.person.pattern is None
    tom = rungs.users["tom"]
    tom.submit(tom.click(tom.goal("team"), "Settings"), check_in_at="11:00")
    assert "I ask you at 11:00" in maya.goal("schedule reminders on").words
    assert not asked_at(rungs, "2026-11-23 10:59")
    assert asked_at(rungs, "2026-11-23 11:00")


@pytest.mark.parametrize(
    ("words", "asked", "following"),
    [
        ("10:15", "at 10:15, Mon–Fri, within your hours 09:00–17:00", "Mon 23 Nov, 10:15"),
        ("8:30", "at 08:30, Mon–Fri, within your hours 08:30–16:30", "in a moment"),
        ("Sun-Thu 08:00-16:00 ask 9:15", "at 09:15, Sun–Thu", "Mon 23 Nov, 09:15"),
        ("shift 22:00-06:00", "at 22:15, Mon–Fri, within your hours 22:00–06:00", "22:15"),
        ("every day", "at 09:30, every day", "Mon 23 Nov, 09:30"),
        ("Wed", "at 09:30, Wed, within", "Wed 25 Nov, 09:30"),
    ],
)
def test_words_change_the_schedule_and_the_answer_says_what_holds(
    rungs, maya, words, asked, following
):
    told = maya.goal(f"schedule {words}")
    assert asked in told.words
    assert f"{following}." in told.words
    assert "your own times" in told.words


def test_a_night_shift_is_asked_for_the_day_on_which_it_starts(rungs: Rungs, maya: User):
    maya.goal("schedule shift 22:00-06:00 ask 1:00")
    assert asked_at(rungs, "2026-11-24 01:00")
    assert "Not today" in maya.inbox[0].buttons
    told = maya.goal("checkin G-1 28")
    assert "28" in told.words
    assert not asked_at(rungs, "2026-11-24 05:00")


def test_words_that_are_no_schedule_change_nothing(rungs: Rungs, maya: User):
    told = maya.goal("schedule whenever <!channel> likes")
    assert "as a schedule. Try /goal schedule Mon-Fri 9:30" in told.words
    assert "&lt;!channel&gt;" in told.words
    assert maya.person.pattern is None


def test_reset_goes_back_to_the_team_and_keeps_the_rest(rungs: Rungs, maya: User):
    told = maya.goal("schedule reminders off, 14:00")
    assert "at 14:00" in told.words and "No reminders." in told.words
    told = maya.click(told, "Back to the team's times")
    assert "at 09:30, Mon–Fri, within your hours 09:00–17:00" in told.replaced.words
    assert "your team's times" in told.replaced.words
    assert "No reminders." in told.replaced.words
    assert maya.person.pattern is None
    assert asked_at(rungs, "2026-11-23 09:30")
    maya.goal("schedule 15:00")
    assert "your team's times" in maya.goal("schedule RESET").words


def test_whoever_moves_the_time_to_an_earlier_hour_is_asked_at_once_but_never_twice(rungs, maya):
    maya.goal("schedule 9:00-17:00 ask 15:00")
    rungs.at("2026-11-23 11:00")
    assert "Next check-in: in a moment." in maya.goal("schedule 10:00").words
    assert len(rungs.tick()) == 1
    assert "Next check-in: Tue 24 Nov, 11:30." in maya.goal("schedule 11:30").words
    assert rungs.at("2026-11-23 11:30") == []


def test_times_change_from_the_daily_message_too(rungs: Rungs, maya: User):
    rungs.at("2026-11-23 09:30")
    form = maya.click(maya.inbox[0], "My times")
    saved = maya.submit(form, ask_at="10:00")
    assert "Next check-in: Tue 24 Nov, 10:00." in saved.words


def test_the_next_check_in_is_one_at_which_a_goal_is_asked_about(rungs: Rungs):
    rungs.seed_team("Care", lead="tom", members=["ben"])
    ben = rungs.users["ben"]
    assert "No check-in ahead" in ben.goal("schedule 9:30").words
    rungs.seed_goal("ben", rhythm=Rhythm(RhythmKind.WEEKLY, frozenset({3})), due="2026-12-03")
    assert "Next check-in: Thu 26 Nov, 10:00." in ben.goal("schedule 10:00").words
    rungs.at("2026-12-03 10:01")
    assert "No check-in ahead" in ben.goal("schedule 10:00").words


def test_the_next_check_in_after_todays_was_answered_unasked_is_tomorrows(rungs, maya):
    maya.goal("checkin G-1 28")
    assert "Next check-in: Tue 24 Nov, 09:30." in maya.goal("schedule 9:30").words


def test_somebody_without_a_team_has_times_too(rungs: Rungs):
    ana = rungs.user("ana", tz="Asia/Tokyo")
    told = ana.goal("schedule Tue-Sat 12:00")
    assert "at 12:00, Tue–Sat, within your hours 09:00–17:00 (Asia/Tokyo)" in told.words
    rungs.seed_goal("ana")
    assert asked_at(rungs, "2026-11-24 12:00", "Asia/Tokyo")


# Where rungs are celebrated


@pytest.mark.parametrize(
    ("choice", "in_channel", "direct"),
    [("In the team's channel", 1, 0), ("Just tell me", 0, 1), ("Nothing", 0, 0)],
)
def test_rungs_are_celebrated_where_the_person_chose(rungs, maya, choice, in_channel, direct):
    maya.submit(maya.goal("schedule"), shout_outs=choice)
    maya.goal("checkin G-1 40")
    rungs.later(minutes=3)
    assert len(rungs.slack.messages("CCARE")) == in_channel
    assert len(maya.inbox) == direct


# Away


def test_nobody_is_asked_while_away(rungs: Rungs, maya: User):
    told = maya.goal("away 24 Nov to 26 Nov")
    assert "You are away Tue 24 Nov to Thu 26 Nov: I won't ask you then." in told.words
    assert "Next check-in: Mon 23 Nov, 09:30." in told.words
    assert "Only you see this." in told.words
    assert asked_at(rungs, "2026-11-23 09:30")
    rungs.at("2026-11-23 17:00")
    for day in ("24", "25", "26"):
        assert not asked_at(rungs, f"2026-11-{day} 09:30")
    assert asked_at(rungs, "2026-11-27 09:30")


def test_over_the_new_year_the_answer_says_the_year(rungs: Rungs, maya: User):
    rungs.seed_goal("maya", "Long", due="2027-06-01")
    told = maya.goal("away 24 Dec to 2 Jan")
    assert "Thu 24 Dec to Sat 2 Jan 2027" in told.words
    maya.goal("away 23 Nov to 23 Dec")
    assert "Next check-in: Mon 4 Jan 2027, 09:30." in maya.goal("away").words


def test_away_alone_lists_the_days_off_each_with_a_way_back(rungs: Rungs, maya: User):
    assert "No days off are noted." in maya.goal("away").words
    maya.goal("away 24 Dec to 2 Jan")
    maya.goal("away 30 Nov")
    maya.goal("away 30 November")
    listed = maya.goal("away")
    assert listed.buttons == ["Remove", "Remove"]
    left = maya.click(listed, "Remove", near="Mon 30 Nov")
    assert "Removed: Mon 30 Nov." in left.replaced.words
    assert left.replaced.buttons == ["Remove"]
    twice = rungs.again(left)
    assert twice.replaced.buttons == ["Remove"]
    assert asked_at(rungs, "2026-11-30 09:30")


def test_days_off_of_others_cannot_be_removed(rungs: Rungs, maya: User):
    listed = maya.goal("away 24 Nov")
    rungs.users["tom"].click(listed, "Remove", forged=True)
    with rungs.deps.read() as tx:
        [leaves] = people.leaves(tx, [maya.person.id], rungs.now.date()).values()
    assert leaves == (Leave(leaves[0].first, leaves[0].last),)
    assert not asked_at(rungs, "2026-11-24 09:30")


def test_away_today_comes_before_the_message_and_silences_the_reminder(rungs: Rungs, maya: User):
    assert "You are away Mon 23 Nov" in maya.goal("away today").words
    assert rungs.at("2026-11-23 09:30") == []
    rungs.at("2026-11-24 09:30")
    assert "Next check-in: Wed 25 Nov, 09:30." in maya.goal("away today").words
    assert rungs.at("2026-11-24 12:30") == [], "no reminder"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("someday", 'I can\'t read "someday" as a date'),
        ("20 Nov 2026 to 21 Nov 2026", "Those days off ended on Sat 21 Nov 2026"),
        ("24 Dec 2026 to 20 Dec 2026", "before they start on Thu 24 Dec 2026"),
        ("1 Jan 2027 to 1 Jan 2029", "I note up to 366 at once"),
    ],
)
def test_days_off_that_cannot_be_are_not_noted(rungs: Rungs, maya: User, words, refusal):
    assert refusal in maya.goal(f"away {words}").words
    assert "No days off are noted." in maya.goal("away").words


def test_not_today_answers_in_place_and_counts_as_a_day_off(rungs: Rungs, maya: User):
    rungs.at("2026-11-23 09:30")
    [message] = maya.inbox
    maya.click(message, "Not today")
    assert "No check-in today. What you reported stays." in message.words
    assert "Next check-in: Tue 24 Nov, 09:30." in message.words
    assert "Log" not in message.buttons
    assert "Mon 23 Nov" in maya.goal("away").words
    assert rungs.at("2026-11-23 12:30") == [], "no reminder"
    assert asked_at(rungs, "2026-11-24 09:30")


def test_after_all_the_message_comes_back_in_its_place(rungs: Rungs, maya: User):
    rungs.at("2026-11-23 09:30")
    [message] = maya.inbox
    maya.click(message, "Not today")
    maya.click(message, "Ask me after all")
    assert "Log" in message.buttons
    assert "No days off are noted." in maya.goal("away").words
    form = maya.click(message, "Log")
    maya.submit(form, value="28")
    assert "28 chats a day, on track" in message.words
    assert len(maya.inbox) == 1


def test_yesterdays_not_today_takes_no_day_off(rungs: Rungs, maya: User):
    rungs.at("2026-11-23 09:30")
    [message] = maya.inbox
    rungs.at("2026-11-24 08:00")
    told = maya.click(message, "Not today")
    assert "Mon 23 Nov 2026, and the day is over" in told.words
    assert "No days off are noted." in maya.goal("away").words
    assert asked_at(rungs, "2026-11-24 09:30")


def test_days_off_that_are_taken_back_before_the_ask_are_asked_about_again(
    rungs: Rungs, maya: User
):
    noted = maya.goal("away today")
    maya.click(noted, "Remove")
    assert asked_at(rungs, "2026-11-23 09:30")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("sick", "You are away Mon 23 Nov"),
        ("today", "You are away Mon 23 Nov"),
        ("Monday and Tuesday", "You are away Mon 23 Nov to Tue 24 Nov"),
        ("this afternoon", "whole days"),
        ("1 Dec to 1 Dec 2028", "732 days off in a row"),
        ("12/24 to 1/2", "Thu 24 Dec to Sat 2 Jan 2027"),
        ("20 Nov", "is over"),
    ],
)
def test_days_off_as_people_type_them(rungs, maya, words, told):
    rungs.at("2026-11-23 09:00")
    assert told in maya.goal(f"away {words}").words


def test_overlapping_days_off_become_one(rungs, maya):
    rungs.at("2026-11-23 09:00")
    maya.goal("away 24 Dec to 28 Dec")
    assert "Thu 24 Dec to Sat 2 Jan 2027" in maya.goal("away 27 Dec to 2 Jan").words
    assert "1 noted" in maya.goal("away").text


def test_back_and_cancel(rungs, maya):
    rungs.at("2026-11-23 09:00")
    assert "no days off noted" in maya.goal("away back").words
    maya.goal("away today to Friday")
    assert "Removed: Wed 25 Nov to Fri 27 Nov" in maya.goal("away back on Wednesday").words
    assert "Mon 23 Nov to Tue 24 Nov" in maya.goal("away").words
    assert "Removed: Mon 23 Nov to Tue 24 Nov" in maya.goal("away back").words
    maya.goal("away 24 Dec")
    maya.goal("away 31 Dec")
    assert "You are away on these days" in maya.goal("away cancel").words
    assert "Removed: Thu 31 Dec" in maya.goal("away cancel 31 Dec").words
    assert "Removed: Thu 24 Dec" in maya.goal("away cancel").words


def test_a_schedule_works_whatever_was_typed_before(rungs, maya):
    assert "22:30" in maya.goal("schedule Mon-Thu 22:30").words
    answer = maya.goal("schedule Mon-Fri 9:30").words
    assert "09:30" in answer and "09:00–17:00" in answer
    assert "06:00–14:00" in maya.goal("schedule 6:00").words
    assert "more than one set of hours" in maya.goal("schedule Mon-Thu 9-17, Fri 9-13").words


def test_holidays_of_ones_own_region(rungs, maya):
    rungs.seed_goal("maya", "Reply sooner", due="2027-03-01")
    rungs.at("2027-01-04 08:00")
    assert "Germany: Bayern" in maya.goal("schedule holidays Bavaria").words
    assert rungs.at("2027-01-06 09:30") == [], "Epiphany is a holiday in Bavaria"
    assert len(rungs.at("2027-01-07 09:30")) == 1
    assert "Atlantis" in maya.goal("schedule holidays Atlantis").words
    assert "No public holidays" in maya.goal("schedule holidays none").words
    assert "your team's" in maya.goal("schedule holidays team").words


def test_work_on_a_holiday_and_on_a_saturday(rungs, maya):
    rungs.seed_goal("maya", "Reply sooner", due="2027-03-01")
    rungs.at("2027-01-04 08:00")
    maya.goal("schedule holidays Bavaria")
    assert "You work on Wed 6 Jan" in maya.goal("schedule work on 6 Jan").words
    assert len(rungs.at("2027-01-06 09:30")) == 1
    maya.goal("schedule work on Saturday")
    assert len(rungs.at("2027-01-09 09:30")) == 1
    assert rungs.at("2027-01-10 09:30") == []
    maya.goal("away 16 Jan")
    maya.goal("schedule work on 16 Jan")
    assert "No days off" in maya.goal("away").words
    maya.goal("away 16 Jan")
    assert rungs.at("2027-01-16 09:30") == []


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("from 1 Dec", "From Tue 1 Dec until when?"),
        ("1 Dec to 1 Jun", "/goal away 1 Dec 2026 to 1 Jun 2027"),
        ("until 20 Nov", "say it with its year"),
        ("13/12 to 12/14", 'can\'t read "13/12 to 12/14"'),
        ("1/2 day tomorrow", "keep whole days free"),
    ],
)
def test_what_may_be_a_slip_is_asked_about_and_nothing_is_kept(rungs, maya, typed, answer):
    assert answer in maya.goal(f"away {typed}").words
    assert "No days off" in maya.goal("away").words
