"""Plain dates as people type them, through dateparser. Today is Wednesday, 18 November 2026."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.errors import TwoDates
from goals.habits import Habits
from handlers.reading import read_date, read_due, read_past_day, read_sentence

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("18 December", date(2026, 12, 18)),
        ("18th December", date(2026, 12, 18)),
        ("the 18th of December", date(2026, 12, 18)),
        ("18. Dec", date(2026, 12, 18)),
        ("Dec 18", date(2026, 12, 18)),
        ("Dec 18th, 2026", date(2026, 12, 18)),
        ("Fri 18 Dec", date(2026, 12, 18)),
        ("Friday, 18 December 2026", date(2026, 12, 18)),
        ("18 Dec 26", date(2026, 12, 18)),
        ("18 Dec '26", date(2026, 12, 18)),
        ("2026-12-18", date(2026, 12, 18)),
        ("18/12", date(2026, 12, 18)),
        ("12/18", date(2026, 12, 18)),
        ("4/12", date(2026, 12, 4)),
        ("18/12/26", date(2026, 12, 18)),
        ("18/12/2026", date(2026, 12, 18)),
        ("18.12.", date(2026, 12, 18)),
        ("18.12.2026", date(2026, 12, 18)),
        ("١٨ December", date(2026, 12, 18)),
        ("3 Sept", date(2027, 9, 3)),
        ("29 Feb", date(2028, 2, 29)),
        ("today", date(2026, 11, 18)),
        ("Tomorrow", date(2026, 11, 19)),
        ("Thurs", date(2026, 11, 19)),
        ("Friday", date(2026, 11, 20)),
        ("next Friday", date(2026, 11, 20)),
        ("coming Friday", date(2026, 11, 20)),
        ("Weds", date(2026, 11, 25)),
        ("in two weeks", date(2026, 12, 2)),
        ("in 3 days", date(2026, 11, 21)),
        ("in a month", date(2026, 12, 18)),
    ],
)
def test_a_plain_date(words: str, day: date) -> None:
    assert read_date(words, TODAY) == day


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("18 December", date(2026, 12, 17), date(2026, 12, 18)),
        ("18 December", date(2026, 12, 18), date(2026, 12, 18)),
        ("18 December", date(2026, 12, 20), date(2027, 12, 18)),
        ("18/12", date(2026, 12, 18), date(2026, 12, 18)),
        ("18/12", date(2026, 12, 20), date(2027, 12, 18)),
        ("1 January", date(2026, 12, 31), date(2027, 1, 1)),
        ("31 December", date(2027, 1, 1), date(2027, 12, 31)),
        ("Friday", date(2026, 11, 20), date(2026, 11, 27)),
        ("Sunday", date(2026, 11, 22), date(2026, 11, 29)),
        ("tomorrow", date(2028, 2, 28), date(2028, 2, 29)),
        ("tomorrow", date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_what_leaves_its_year_open_is_the_coming_one(words: str, today: date, day: date) -> None:
    assert read_date(words, today) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("18 December 2019", date(2019, 12, 18)),
        ("1/1/2020", date(2020, 1, 1)),
        ("2026-11-17", date(2026, 11, 17)),
        ("yesterday", date(2026, 11, 17)),
    ],
)
def test_a_past_date_comes_back_for_the_caller_to_refuse(words: str, day: date) -> None:
    assert read_date(words, TODAY) == day


@pytest.mark.parametrize(
    "words",
    [
        "",
        "42",
        "1.5",
        "5",
        "95%",
        "may",
        "March",
        "now",
        "8 am",
        "noon",
        "the",
        "a note",
        "in foo days",
        "31 February",
        "30 Feb 2027",
        "31/4",
        "99/99",
        "0/5",
        "2026-13-01",
        "2026-02-30",
        "0000-00-00",
        "<!channel>",
        "18 December and then some",
        "December " * 2_000,
    ],
)
def test_what_is_no_plain_date_is_none(words: str) -> None:
    assert read_date(words, TODAY) is None


def test_a_due_date_may_be_a_plain_date_or_a_period() -> None:
    assert read_due("by 18 December", TODAY, 1) == date(2026, 12, 18)
    assert read_due("by next Friday", TODAY, 1) == date(2026, 11, 20)
    assert read_due("by the end of the fiscal year", TODAY, 4) == date(2027, 3, 31)
    assert read_due("end of the month", TODAY, 1) == date(2026, 11, 30)
    assert read_due("18 Dec 26", TODAY, 1) == date(2026, 12, 18)
    assert read_due("whenever", TODAY, 1) is None


def test_a_sentence_is_read_with_both() -> None:
    reading = read_sentence("Reply to 40 chats a day, from 25, by 18 December", TODAY, 1)
    assert (reading.baseline, reading.target, reading.due) == (25, 40, date(2026, 12, 18))


def test_a_sentence_is_read_in_a_blink() -> None:
    """Slack waits three seconds; once dateparser is loaded, even odd sentences take far less."""
    odd = "by 18 December from 25 to 40 chats a day within the next quarter " * 160
    read_sentence(odd, TODAY, 1)
    before = time.perf_counter()
    read_sentence(odd, TODAY, 1)
    assert time.perf_counter() - before < 0.5


todays = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@given(todays, st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_date_written_out_is_that_date(today: date, day: date) -> None:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    named = f"{day.day} {months[day.month - 1]}"
    for words in (day.isoformat(), f"{named} {day.year}", f"{day.day}/{day.month}/{day.year}"):
        assert read_date(words, today) == day
    coming = read_date(named, today)
    assert coming is not None and (coming.month, coming.day) == (day.month, day.day)
    assert today <= coming <= today + timedelta(8 * 366)  # 29 February may be eight years away


@given(st.text(max_size=80), todays)
def test_any_text_is_a_date_or_none(text: str, today: date) -> None:
    day = read_date(text, today)
    assert day is None or isinstance(day, date)


UK, US, SOMEBODY = Habits(day_first=True), Habits(day_first=False), Habits()


@pytest.mark.parametrize(
    ("words", "habits", "day"),
    [
        ("12/4", US, date(2026, 12, 4)),
        ("12/4", UK, date(2027, 4, 12)),
        ("12/18", US, date(2026, 12, 18)),
        ("12/18", UK, date(2026, 12, 18)),
        ("18/12", US, date(2026, 12, 18)),
        ("4/4", SOMEBODY, date(2027, 4, 4)),
        ("12/4/2027", US, date(2027, 12, 4)),
        ("4.12.", UK, date(2026, 12, 4)),
    ],
)
def test_numbers_follow_the_order_of_who_wrote_them(words, habits, day) -> None:
    assert read_date(words, TODAY, habits) == day


def test_an_order_that_nobody_can_know_is_asked_about() -> None:
    with pytest.raises(TwoDates) as asked:
        read_date("12/4", TODAY, SOMEBODY)
    assert set(asked.value.days) == {date(2026, 12, 4), date(2027, 4, 12)}


@pytest.mark.parametrize(
    "words", ["32 Dec", "45 March", "13/13", "31 Dec 9999", "31/12/9999", "0 Dec"]
)
def test_a_day_that_cannot_be_is_none(words: str) -> None:
    assert read_date(words, TODAY) is None


@pytest.mark.parametrize("words", ["32 Dec", "31 Dec 9999", "31 February"])
def test_nor_is_it_a_due_date(words: str) -> None:
    assert read_sentence(f"Reply to 40 chats a day by {words}", TODAY, 1).due is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("yesterday", date(2026, 11, 17)),
        ("today", TODAY),
        ("Wednesday", TODAY),
        ("Tuesday", date(2026, 11, 17)),
        ("last Thu", date(2026, 11, 12)),
        ("17 Nov", date(2026, 11, 17)),
        ("19 Nov", date(2025, 11, 19)),
        ("Nov 17th", date(2026, 11, 17)),
        ("17/11", date(2026, 11, 17)),
        ("2026-11-17", date(2026, 11, 17)),
        ("31 Nov", None),
    ],
)
def test_a_day_that_is_over(words: str, day: date | None) -> None:
    assert read_past_day(words, TODAY, UK) == day
    assert read_past_day("4/11", TODAY, SOMEBODY) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Friday next week", date(2026, 11, 27)),
        ("next week Monday", date(2026, 11, 23)),
        ("Friday week", date(2026, 11, 27)),
        ("a week on Wednesday", date(2026, 12, 2)),
        ("2026/12/18", date(2026, 12, 18)),
        ("2026/18/12", None),
    ],
)
def test_days_of_next_week_and_years_first(words: str, day: date | None) -> None:
    assert read_date(words, TODAY) == day


@pytest.mark.parametrize("words", ["COB Friday", "EOD on Friday", "5pm Friday", "Friday"])
def test_an_hour_of_a_day_is_that_day(words: str) -> None:
    reading = read_sentence(f"Reply to 40 chats a day, from 25, by {words}", TODAY, 1)
    assert (reading.baseline, reading.target, reading.due) == (25, 40, date(2026, 11, 20))
