"""Days, hours and times in people's words."""

from datetime import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from goals.cadence import Pattern
from goals.errors import AskOutsideHours, NotASchedule, SeveralHours
from goals.schedule_words import ScheduleChange, apply, read_schedule

WEEKDAYS = frozenset(range(5))
OFFICE = Pattern(WEEKDAYS, time(9), time(17), time(9, 30))


def days(*numbers: int) -> frozenset[int]:
    return frozenset(numbers)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Mon-Fri 9:30", ScheduleChange(days=WEEKDAYS, ask_at=time(9, 30))),
        ("Mon–Fri, 9.30", ScheduleChange(days=WEEKDAYS, ask_at=time(9, 30))),
        ("weekdays at 9:30", ScheduleChange(days=WEEKDAYS, ask_at=time(9, 30))),
        ("from Monday to Friday at 9", ScheduleChange(days=WEEKDAYS, ask_at=time(9))),
        ("Mon Wed Fri", ScheduleChange(days=days(0, 2, 4))),
        ("Mon, Wed and Fri", ScheduleChange(days=days(0, 2, 4))),
        ("tuesdays & thursdays", ScheduleChange(days=days(1, 3))),
        ("Fri-Mon", ScheduleChange(days=days(4, 5, 6, 0))),
        ("Mon-Wed, Sat", ScheduleChange(days=days(0, 1, 2, 5))),
        ("weekends", ScheduleChange(days=days(5, 6))),
        ("every day at noon", ScheduleChange(days=days(*range(7)), ask_at=time(12))),
        ("9.30am", ScheduleChange(ask_at=time(9, 30))),
        ("9:30 a.m.", ScheduleChange(ask_at=time(9, 30))),
        ("at 4pm", ScheduleChange(ask_at=time(16))),
        ("12am", ScheduleChange(ask_at=time(0))),
        ("12.15 pm", ScheduleChange(ask_at=time(12, 15))),
        ("ask me at 10", ScheduleChange(ask_at=time(10))),
        ("shift 22:00-06:00", ScheduleChange(starts=time(22), ends=time(6))),
        ("shift 22:00", ScheduleChange(starts=time(22))),
        ("shift starts at 10pm", ScheduleChange(starts=time(22))),
        ("08:00-16:00", ScheduleChange(starts=time(8), ends=time(16))),
        ("from 9:30 to 17:30", ScheduleChange(starts=time(9, 30), ends=time(17, 30))),
        ("16:00-24:00", ScheduleChange(starts=time(16), ends=time(0))),
        ("9am-5pm", ScheduleChange(starts=time(9), ends=time(17))),
        ("9-5pm", ScheduleChange(starts=time(9), ends=time(17))),
        ("1-5pm", ScheduleChange(starts=time(13), ends=time(17))),
        ("10-6am", ScheduleChange(starts=time(22), ends=time(6))),
        ("10pm-6", ScheduleChange(starts=time(22), ends=time(6))),
        ("noon to 8pm", ScheduleChange(starts=time(12), ends=time(20))),
        (
            "Sun-Thu 08:00-16:00 ask 9:15",
            ScheduleChange(days(6, 0, 1, 2, 3), time(8), time(16), time(9, 15)),
        ),
        ("reminders off", ScheduleChange(reminders=False)),
        ("Reminders ON", ScheduleChange(reminders=True)),
        (
            "Mon-Thu 9:00, reminders off",
            ScheduleChange(days(0, 1, 2, 3), None, None, time(9), False),
        ),
    ],
)
def test_what_people_say(text: str, change: ScheduleChange) -> None:
    assert read_schedule(text) == change
    assert read_schedule(f"  {text.upper()} ") == change


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "and",
        "whenever",
        "except Friday",
        "Mon-Fri-Sun",
        "monfri",
        "9:5",
        "9:60",
        "25:00",
        "13pm",
        "0am",
        "9:300",
        "9:30 CET",
        "9:30 10:30",
        "22:00-22:00",
        "reminders",
        "reminders off reminders on",
        "Mon 9 to Fri 5",
        "-9:30",
    ],
)
def test_what_is_not_understood_to_the_last_word_changes_nothing(text: str) -> None:
    with pytest.raises(NotASchedule) as refusal:
        read_schedule(text)
    assert refusal.value.text == text


alphabet = ["mon", "-", " ", "9", ":", "30", "am", "to", "shift", "at", "22:00", "sun", ",", "ask"]


@given(st.one_of(st.text(), st.lists(st.sampled_from(alphabet)).map("".join)))
@example("9" * 3000)
@example("shift at " * 300)
def test_any_words_are_read_or_refused(text: str) -> None:
    try:
        change = read_schedule(text)
    except NotASchedule:
        return
    assert change != ScheduleChange()
    assert change.days is None or change.days


@given(st.times())
def test_any_minute_of_the_day_can_be_said_either_way(at: time) -> None:
    minute = at.replace(second=0, microsecond=0, fold=0)
    assert read_schedule(f"{minute:%H:%M}").ask_at == minute
    assert read_schedule(f"{minute:%I:%M %p}").ask_at == minute


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("Mon Wed", Pattern(days(0, 2), time(9), time(17), time(9, 30))),
        ("at 4pm", Pattern(WEEKDAYS, time(9), time(17), time(16))),
        ("Mon-Thu 10:00", Pattern(days(0, 1, 2, 3), time(9), time(17), time(10))),
        ("shift 22:00", Pattern(WEEKDAYS, time(22), time(6), time(22, 15))),
        ("shift 23:50", Pattern(WEEKDAYS, time(23, 50), time(7, 50), time(0, 5))),
        ("7:00-15:00", Pattern(WEEKDAYS, time(7), time(15), time(7, 15))),
        ("22:00-06:00 ask 2:30", Pattern(WEEKDAYS, time(22), time(6), time(2, 30))),
        ("9:00-9:10", Pattern(WEEKDAYS, time(9), time(9, 10), time(9))),
        ("reminders off", OFFICE),
    ],
)
def test_what_it_makes_of_the_pattern(text: str, pattern: Pattern) -> None:
    assert apply(read_schedule(text), OFFICE) == pattern


@pytest.mark.parametrize("text", ["at 4", "at 17:00", "shift 22:00 ask 12:00"])
def test_a_time_outside_the_hours_is_refused(text: str) -> None:
    with pytest.raises(AskOutsideHours):
        apply(read_schedule(text), OFFICE)


@pytest.mark.parametrize(
    "text",
    [
        "9-17 10-18",
        "Mon-Thu 9-17, Fri 9-13",
        "shift 9:00 shift 10:00",
        "Mon-Thu 9:30, Fri 8:30",
        "Mon 9:30, Tue 10:30",
    ],
)
def test_other_hours_on_other_days_are_named_as_what_they_are(text: str) -> None:
    with pytest.raises(SeveralHours) as refusal:
        read_schedule(text)
    assert refusal.value.text == text


@pytest.mark.parametrize(
    ("text", "days", "hours", "ask"),
    [
        ("Mon-Fri 9-5", range(5), (9, 17), None),
        ("10-6", None, (10, 18), None),
        ("9am-5pm", None, (9, 17), None),
        ("9-17", None, (9, 17), None),
        ("22-6", None, (22, 6), None),
        ("M-F 9:30", range(5), None, time(9, 30)),
        ("Mo-Fr 9:30", range(5), None, time(9, 30)),
        ("mo to fr 9.30", range(5), None, time(9, 30)),
        ("every weekday at 9:30", range(5), None, time(9, 30)),
        ("all weekdays 9:30", range(5), None, time(9, 30)),
        ("business days at 8am", range(5), None, time(8)),
        ("Mon, Wed and Fri 10:00", (0, 2, 4), None, time(10)),
        ("Sun-Thu 9:30", (6, 0, 1, 2, 3), None, time(9, 30)),
    ],
)
def test_days_and_hours_as_people_write_them(text, days, hours, ask) -> None:
    change = read_schedule(text)
    assert change.days == (None if days is None else frozenset(days))
    assert (change.starts and (change.starts.hour, change.ends.hour)) == hours
    assert change.ask_at == ask


@pytest.mark.parametrize(
    ("text", "days", "hours", "ask"),
    [
        ("M-Th 9:30", range(4), None, time(9, 30)),
        ("MWF 10:00", (0, 2, 4), None, time(10)),
        ("M/W/F 10", (0, 2, 4), None, time(10)),
        ("TTh 10", (1, 3), None, time(10)),
        ("Tue/Thu at 10", (1, 3), None, time(10)),
        ("Mon + Wed 10", (0, 2), None, time(10)),
        ("Mon thru Fri 9-5", range(5), (9, 17), None),
        ("Mon-Fri 9h30", range(5), None, time(9, 30)),
        ("Mon-Fri 0930", range(5), None, time(9, 30)),
        ("Montag bis Freitag, 9 Uhr", range(5), None, time(9)),
        ("lundi à vendredi 9h", range(5), None, time(9)),
        ("lunes a viernes 9:30", range(5), None, time(9, 30)),
        ("everyday at 9", range(7), None, time(9)),
        ("Mon-Fri except Wed", (0, 1, 3, 4), None, None),
        ("weekdays but not on Friday, 10:00", range(4), None, time(10)),
        ("Mon-Fri 9:30 please", range(5), None, time(9, 30)),
        ("remind me at 9:30", None, None, time(9, 30)),
        ("Sat & Sun 10-2", (5, 6), (10, 14), None),
        ("20-10", None, (20, 10), None),
        ("8-22", None, (8, 22), None),
    ],
)
def test_other_ways_to_write_days_and_hours(text, days, hours, ask) -> None:
    test_days_and_hours_as_people_write_them(text, days, hours, ask)


def test_no_reminders_turns_them_off() -> None:
    assert read_schedule("no reminders").reminders is False


@pytest.mark.parametrize("text", ["no Fridays", "Mon except Mon", "m", "w 9:30", "Mon-Fri 9:75"])
def test_half_understood_days_change_nothing(text) -> None:
    with pytest.raises(NotASchedule):
        read_schedule(text)
