"""Days off in people's words."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from goals.errors import (
    HalfDay,
    LeaveEndsBeforeItStarts,
    LeaveInThePast,
    LeaveTooLong,
    LongLeave,
    NoLastDay,
    NotADate,
    Refusal,
    TwoDates,
    WhichYear,
)
from goals.habits import UNKNOWN, Habits
from goals.leave_words import read_leave, read_leaves

FRIDAY = date(2026, 11, 20)
AFTER_CHRISTMAS = date(2026, 12, 27)  # a Sunday

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
DAY_AND_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*(?: (\d{4}))?")
MONTH_AND_DAY = re.compile(r"([a-z]{3})[a-z]* (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?")


def read_date(text: str, today: date) -> date | None:
    """As much of reading dates as these tests need; a date without a year is the coming one."""
    if text in NEAR:
        return today + timedelta(days=NEAR[text])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    if re.fullmatch("[a-z]+", text) and text[:3] in WEEKDAYS:
        return today + timedelta(days=(WEEKDAYS.index(text[:3]) - today.weekday()) % 7)
    text = re.sub(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]* (?=\d)", "", text)
    if said := DAY_AND_MONTH.fullmatch(text):
        day, month, year = said.groups()
    elif said := MONTH_AND_DAY.fullmatch(text):
        month, day, year = said.groups()
    else:
        return None
    if month not in MONTHS:
        return None
    try:
        found = date(int(year or today.year), MONTHS.index(month) + 1, int(day))
        return found if year or found >= today else found.replace(year=found.year + 1)
    except ValueError:
        return None


def days(first: str, last: str) -> tuple[date, date]:
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    ("text", "leave"),
    [
        ("24 Dec to 2 Jan", days("2026-12-24", "2027-01-02")),
        ("24 Dec - 2 Jan", days("2026-12-24", "2027-01-02")),
        ("24 Dec–2 Jan", days("2026-12-24", "2027-01-02")),
        ("Dec 24 until Jan 2", days("2026-12-24", "2027-01-02")),
        ("24 Dec 2026 to 2 Jan", days("2026-12-24", "2027-01-02")),
        ("24 Dec to 2 Jan 2027", days("2026-12-24", "2027-01-02")),
        ("24 Dec to 28 Dec 2027", days("2027-12-24", "2027-12-28")),
        ("2026-12-24 to 2027-01-02", days("2026-12-24", "2027-01-02")),
        ("2026-12-24–2027-01-02", days("2026-12-24", "2027-01-02")),
        ("2026-12-24", days("2026-12-24", "2026-12-24")),
        ("24–28 December", days("2026-12-24", "2026-12-28")),
        ("24th to 28th December 2027", days("2027-12-24", "2027-12-28")),
        ("Dec 24-28", days("2026-12-24", "2026-12-28")),
        ("Thu 24 - Mon 28 Dec", days("2026-12-24", "2026-12-28")),
        ("between 24 and 28 December", days("2026-12-24", "2026-12-28")),
        ("today", days("2026-11-20", "2026-11-20")),
        ("Tomorrow", days("2026-11-21", "2026-11-21")),
        ("on Monday", days("2026-11-23", "2026-11-23")),
        ("from Monday until Friday", days("2026-11-23", "2026-11-27")),
        ("Mon-Fri", days("2026-11-23", "2026-11-27")),
        ("until Wednesday", days("2026-11-20", "2026-11-25")),
        ("tomorrow to 24 Nov", days("2026-11-21", "2026-11-24")),
        ("24 Dec until Friday", days("2026-12-24", "2026-12-25")),
        ("this week", days("2026-11-20", "2026-11-22")),
        ("rest of the week", days("2026-11-20", "2026-11-22")),
        ("next week", days("2026-11-23", "2026-11-29")),
        ("next month", days("2026-12-01", "2026-12-31")),
        ("the whole of next month", days("2026-12-01", "2026-12-31")),
        ("3 days", days("2026-11-20", "2026-11-22")),
        ("for two weeks", days("2026-11-20", "2026-12-03")),
        ("Monday for a week", days("2026-11-23", "2026-11-29")),
        ("from 28 Feb 2028 for 2 days", days("2028-02-28", "2028-02-29")),
        # A leave that goes on and began months ago.
        ("1 Jul to 1 Dec", days("2026-07-01", "2026-12-01")),
    ],
)
def test_what_people_say_in_november(text: str, leave: tuple[date, date]) -> None:
    read = read_leave(text, FRIDAY, read_date)
    assert (read.first, read.last) == leave


@pytest.mark.parametrize(
    ("text", "leave"),
    [
        ("24 Dec to 2 Jan", days("2026-12-24", "2027-01-02")),
        ("24–28 December", days("2026-12-24", "2026-12-28")),
        ("24 Dec to 27 Dec", days("2026-12-24", "2026-12-27")),
        ("24 Dec until Friday", days("2026-12-24", "2027-01-01")),
        ("24 Dec to 2 Jan 2027", days("2026-12-24", "2027-01-02")),
        ("28 Dec to 2 Jan", days("2026-12-28", "2027-01-02")),
        ("1-5 January", days("2027-01-01", "2027-01-05")),
        ("20-24 December", days("2027-12-20", "2027-12-24")),
        ("next month", days("2027-01-01", "2027-01-31")),
        ("this week", days("2026-12-27", "2026-12-27")),
    ],
)
def test_a_leave_that_has_begun_is_this_years(text: str, leave: tuple[date, date]) -> None:
    read = read_leave(text, AFTER_CHRISTMAS, read_date)
    assert (read.first, read.last) == leave


@pytest.mark.parametrize(
    "text", ["", "from", "blah", "24-28", "Monday and Friday", "0 days", "31 Feb to 2 Mar", "to"]
)
def test_words_that_say_no_date_are_refused(text: str) -> None:
    with pytest.raises(NotADate):
        read_leave(text, FRIDAY, read_date)


def test_the_refusal_names_the_part_that_was_not_understood() -> None:
    with pytest.raises(NotADate) as refusal:
        read_leave("24 Dec to whenever", FRIDAY, read_date)
    assert refusal.value.text == "whenever"


@pytest.mark.parametrize(
    "text",
    ["5 Jan 2027 to 3 Jan 2027", "24 Nov to 20 Nov", "Monday to tomorrow", "until yesterday"],
)
def test_a_leave_that_ends_before_it_starts_is_refused(text: str) -> None:
    with pytest.raises(LeaveEndsBeforeItStarts) as refusal:
        read_leave(text, FRIDAY, read_date)
    assert refusal.value.last < refusal.value.first


@pytest.mark.parametrize("text", ["yesterday", "2026-11-01 to 2026-11-19", "1 Jan 2026"])
def test_a_leave_that_is_over_is_refused(text: str) -> None:
    with pytest.raises(LeaveInThePast):
        read_leave(text, FRIDAY, read_date)


def test_a_leave_of_more_than_a_year_is_taken_for_a_slip() -> None:
    year = read_leave("20 Nov 2026 to 20 Nov 2027", FRIDAY, read_date)
    assert (year.last - year.first).days + 1 == 366
    with pytest.raises(LeaveTooLong) as refusal:
        read_leave("20 Nov 2026 to 21 Nov 2027", FRIDAY, read_date)
    assert (refusal.value.days, refusal.value.limit) == (367, 366)
    with pytest.raises(LeaveTooLong):
        read_leave("99 weeks", FRIDAY, read_date)


pieces = ["24", " ", "dec", "to", "-", "2", "jan", "2027", "monday", "for", "a", "week", "until"]


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(pieces)).map(" ".join)),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
)
@example("for " * 800, FRIDAY)
@example("31 dec 9999 for 3 weeks", FRIDAY)
@example("29 feb to 3 mar", date(2028, 2, 1))
@example("29 feb to 3 mar", date(2028, 3, 2))
@example("29 feb to 3 mar 2029", date(2028, 1, 1))
def test_any_words_are_a_leave_that_is_not_over_or_a_refusal(text: str, today: date) -> None:
    try:
        leave = read_leave(text, today, read_date)
    except Refusal:
        return
    assert leave.last >= today
    assert (leave.last - leave.first).days < 366


@given(
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.integers(0, 200),
    st.integers(-200, 160),
)
def test_dates_without_a_year_mean_the_leave_that_goes_on_or_comes(
    today: date, length: int, ahead: int
) -> None:
    first = today + timedelta(days=ahead)
    last = first + timedelta(days=length)
    text = f"{first.day} {first:%b} to {last.day} {last:%b}"
    assume(last >= today)
    assume((2, 29) not in {(first.month, first.day), (last.month, last.day)})
    read = read_leave(text, today, read_date)
    assert (read.first, read.last) == (first, last)


WEDNESDAY = date(2026, 11, 25)
US, EU = Habits(day_first=False), Habits(day_first=True)


@pytest.mark.parametrize(
    ("text", "habits", "leave"),
    [
        ("12/24 to 1/2", US, days("2026-12-24", "2027-01-02")),
        ("12/24 to 1/2", EU, days("2026-12-24", "2027-01-02")),
        ("11/30 to 12/4", US, days("2026-11-30", "2026-12-04")),
        ("11/30 to 12/4", EU, days("2026-11-30", "2026-12-04")),
        ("11/30 to 12/4", UNKNOWN, days("2026-11-30", "2026-12-04")),
        ("12/26/2026 to 1/2/2027", EU, days("2026-12-26", "2027-01-02")),
        ("12/1 to 12/3", US, days("2026-12-01", "2026-12-03")),
        ("1/12 to 3/12", EU, days("2026-12-01", "2026-12-03")),
        ("24.12. - 2.1.", EU, days("2026-12-24", "2027-01-02")),
        ("24/12-2/1", EU, days("2026-12-24", "2027-01-02")),
        ("sick", US, days("2026-11-25", "2026-11-25")),
        ("sick today", US, days("2026-11-25", "2026-11-25")),
        ("ooo until Friday", US, days("2026-11-25", "2026-11-27")),
        ("vacation 24-28 Dec", US, days("2026-12-24", "2026-12-28")),
        ("on vacation from 24 Dec to 28 Dec", US, days("2026-12-24", "2026-12-28")),
        ("ooo for 3 days", US, days("2026-11-25", "2026-11-27")),
        ("the next 3 days", US, days("2026-11-25", "2026-11-27")),
        ("all next week", US, days("2026-11-30", "2026-12-06")),
        ("Wed to Fri", US, days("2026-11-25", "2026-11-27")),
        ("Wed", US, days("2026-11-25", "2026-11-25")),
    ],
)
def test_what_people_say_on_a_wednesday(text, habits, leave) -> None:
    read = read_leave(text, WEDNESDAY, read_date, habits)
    assert (read.first, read.last) == leave


def test_a_range_that_can_be_read_in_two_orders_is_asked_about() -> None:
    with pytest.raises(TwoDates) as asked:
        read_leave("12/1 to 12/3", WEDNESDAY, read_date, UNKNOWN)
    assert asked.value.text == "12/1"


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("Monday and Tuesday", [days("2026-11-30", "2026-12-01")]),
        (
            "Mon, Wed and Fri",
            [
                days("2026-11-25", "2026-11-25"),
                days("2026-11-27", "2026-11-27"),
                days("2026-11-30", "2026-11-30"),
            ],
        ),
        ("24 and 28 Dec", [days("2026-12-24", "2026-12-24"), days("2026-12-28", "2026-12-28")]),
        ("24, 25 and 26 Dec", [days("2026-12-24", "2026-12-26")]),
        ("24-26 Dec; 31 Dec", [days("2026-12-24", "2026-12-26"), days("2026-12-31", "2026-12-31")]),
        ("between 24 and 28 December", [days("2026-12-24", "2026-12-28")]),
    ],
)
def test_several_days_are_several_leaves_and_neighbours_one(text, leaves) -> None:
    read = read_leaves(text, WEDNESDAY, read_date, US)
    assert [(leave.first, leave.last) for leave in read] == leaves


@pytest.mark.parametrize(
    "text",
    [
        "this afternoon",
        "half day tomorrow",
        "tomorrow morning",
        "Friday until noon",
        "3pm",
        "2 hours",
    ],
)
def test_part_of_a_day_is_named_as_what_it_is(text: str) -> None:
    with pytest.raises(HalfDay):
        read_leave(text, WEDNESDAY, read_date)


def test_a_day_that_has_just_passed_is_not_next_years_unasked() -> None:
    with pytest.raises(WhichYear) as asked:
        read_leave("24 Nov", WEDNESDAY, read_date)
    assert (asked.value.passed.year, asked.value.coming.year) == (2026, 2027)
    assert read_leave("24 Nov 2027", WEDNESDAY, read_date).first == date(2027, 11, 24)


def test_two_years_off_are_asked_about() -> None:
    with pytest.raises(LeaveTooLong):
        read_leave("1 Dec to 1 Dec 2028", WEDNESDAY, read_date)


@pytest.mark.parametrize(
    ("text", "leave"),
    [
        ("not well", days("2026-11-25", "2026-11-25")),
        ("rest of today", days("2026-11-25", "2026-11-25")),
        ("sick since yesterday", days("2026-11-25", "2026-11-25")),
        ("out of office until 2 Dec", days("2026-11-25", "2026-12-02")),
        ("until Wednesday", days("2026-11-25", "2026-12-02")),
        ("through Friday", days("2026-11-25", "2026-11-27")),
        ("till Friday inclusive", days("2026-11-25", "2026-11-27")),
        ("Mon thru Wed", days("2026-11-30", "2026-12-02")),
        ("Monday → Wednesday", days("2026-11-30", "2026-12-02")),
        ("2026-12-24..2027-01-02", days("2026-12-24", "2027-01-02")),
        ("for a fortnight", days("2026-11-25", "2026-12-08")),
        ("for a month", days("2026-11-25", "2026-12-24")),
        ("a couple of days", days("2026-11-25", "2026-11-26")),
        ("four days", days("2026-11-25", "2026-11-28")),
        ("3 days from Monday", days("2026-11-30", "2026-12-02")),
        ("for a week starting 7 Dec", days("2026-12-07", "2026-12-13")),
        ("week of 9 Dec", days("2026-12-07", "2026-12-13")),
        ("w/c 7 Dec", days("2026-12-07", "2026-12-13")),
        ("this weekend", days("2026-11-28", "2026-11-29")),
        ("next weekend", days("2026-12-05", "2026-12-06")),
        ("the 24th", days("2026-12-24", "2026-12-24")),
        ("the 24th to the 28th", days("2026-12-24", "2026-12-28")),
        ("over Christmas", days("2026-12-25", "2026-12-25")),
        ("between Christmas and New Year", days("2026-12-25", "2027-01-01")),
        ("tmrw", days("2026-11-26", "2026-11-26")),
        ("hols 24-28 Dec", days("2026-12-24", "2026-12-28")),
        ("12-24-2026 to 1-2-2027", days("2026-12-24", "2027-01-02")),
    ],
)
def test_other_ways_to_say_it_on_a_wednesday(text, leave) -> None:
    (read,) = read_leaves(text, WEDNESDAY, read_date, EU)
    assert (read.first, read.last) == leave


@pytest.mark.parametrize("text", ["1/2 day tomorrow", "½ day", "tomorrow pm", "am"])
def test_halves_of_a_day_are_named_as_such(text) -> None:
    with pytest.raises(HalfDay):
        read_leaves(text, WEDNESDAY, read_date, EU)


@pytest.mark.parametrize("text", ["from Monday", "starting 1 Dec", "off from tomorrow"])
def test_a_leave_without_an_end_is_asked_about(text) -> None:
    with pytest.raises(NoLastDay):
        read_leaves(text, WEDNESDAY, read_date, EU)


@pytest.mark.parametrize("text", ["1 Dec to 1 Jun", "12/1 to 12/3", "until 1 May"])
def test_months_of_leave_without_a_year_are_asked_about(text) -> None:
    with pytest.raises(LongLeave):
        read_leaves(text, WEDNESDAY, read_date, EU)


@pytest.mark.parametrize(
    "text", ["1 Dec 2026 to 1 Jun 2027", "1 Dec to 1 Jun 2027", "for 12 weeks", "for 3 months"]
)
def test_a_long_leave_that_is_counted_or_has_its_year_is_meant(text) -> None:
    (read,) = read_leaves(text, WEDNESDAY, read_date, EU)
    assert (read.last - read.first).days > 80


@pytest.mark.parametrize("text", ["until 24 Nov", "20-24 Nov", "20 Nov to 24 Nov", "24 Nov"])
def test_a_leave_that_has_just_passed_is_not_next_years_unasked(text) -> None:
    with pytest.raises(WhichYear) as asked:
        read_leaves(text, WEDNESDAY, read_date, EU)
    assert asked.value.passed == date(2026, 11, 24)


@pytest.mark.parametrize("text", ["13/12 to 12/14", "24/12 and 12/31"])
def test_days_in_two_orders_are_refused_together(text) -> None:
    with pytest.raises(NotADate):
        read_leaves(text, WEDNESDAY, read_date, EU)


def test_a_list_of_days_has_one_order_too() -> None:
    read = read_leaves("12/1, 12/15", WEDNESDAY, read_date, EU)
    assert [leave.first for leave in read] == [date(2026, 12, 1), date(2026, 12, 15)]
