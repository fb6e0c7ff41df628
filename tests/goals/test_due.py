"""Due dates in people's words. Today is Sunday, 22 November 2026, unless said otherwise."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.due import find_dues, read_due

TODAY = date(2026, 11, 22)


def no_date(text: str, today: date) -> date | None:
    return None


def the_18th(text: str, today: date) -> date | None:
    return date(2026, 12, 18) if "18" in text else None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("within the next quarter", date(2027, 3, 31)),
        ("next quarter", date(2027, 3, 31)),
        ("the end of next quarter", date(2027, 3, 31)),
        ("by the end of the quarter", date(2026, 12, 31)),
        ("this quarter", date(2026, 12, 31)),
        ("within the quarter", date(2026, 12, 31)),
        ("quarter end", date(2026, 12, 31)),
        ("EOQ", date(2026, 12, 31)),
        ("by the end of the month", date(2026, 11, 30)),
        ("end of next month", date(2026, 12, 31)),
        ("next month", date(2026, 12, 31)),
        ("month-end", date(2026, 11, 30)),
        ("by the end of the year", date(2026, 12, 31)),
        ("by year end", date(2026, 12, 31)),
        ("next year", date(2027, 12, 31)),
        ("this week", date(2026, 11, 27)),
        ("by the end of the week", date(2026, 11, 27)),
        ("next week", date(2026, 11, 27)),
        ("within six months", date(2027, 5, 22)),
        ("over the next 6 months", date(2027, 5, 22)),
        ("within half a year", date(2027, 5, 22)),
        ("in 3 weeks", date(2026, 12, 13)),
        ("in two weeks' time", date(2026, 12, 6)),
        ("two weeks from now", date(2026, 12, 6)),
        ("in a fortnight", date(2026, 12, 6)),
        ("within a month", date(2026, 12, 22)),
        ("within 10 days", date(2026, 12, 2)),
        ("in two quarters", date(2027, 5, 22)),
        ("March", date(2027, 3, 31)),
        ("by the end of March", date(2027, 3, 31)),
        ("by end of Feb 2028", date(2028, 2, 29)),
        ("mid-January", date(2027, 1, 15)),
        ("by the 18th", date(2026, 12, 18)),
        ("by the 31st", date(2026, 12, 31)),
        ("by Q1", date(2027, 3, 31)),
        ("Q4", date(2026, 12, 31)),
        ("end of Q2 2028", date(2028, 6, 30)),
        ("in 2027", date(2027, 12, 31)),
        ("FY27", date(2027, 12, 31)),
        ("until Christmas", date(2026, 12, 25)),
        ("by Xmas", date(2026, 12, 25)),
        ("New Year’s Eve", date(2026, 12, 31)),
        ("by New Year", date(2027, 1, 1)),
        ("before Easter", date(2027, 3, 27)),
        ("by Black Friday", date(2026, 11, 27)),
        ("BY THE END OF THE QUARTER.", date(2026, 12, 31)),
        ("  by   the end\nof the month ", date(2026, 11, 30)),
    ],
)
def test_a_phrase_and_its_day(words: str, day: date) -> None:
    assert read_due(words, TODAY, 1, no_date) == day


@pytest.mark.parametrize(
    ("words", "first_month", "day"),
    [
        ("by the end of the fiscal year", 1, date(2026, 12, 31)),
        ("by the end of the fiscal year", 4, date(2027, 3, 31)),
        ("by the end of the financial year", 7, date(2027, 6, 30)),
        ("by the end of the next fiscal year", 4, date(2028, 3, 31)),
        ("fiscal year end", 12, date(2026, 11, 30)),
        ("EOFY", 10, date(2027, 9, 30)),
        ("end of FY", 10, date(2027, 9, 30)),
        ("FY27", 10, date(2027, 9, 30)),
        ("by the end of fiscal year 2028", 3, date(2028, 2, 29)),
        ("by the end of the fiscal quarter", 2, date(2027, 1, 31)),
        ("next fiscal quarter", 2, date(2027, 4, 30)),
        ("by the end of the quarter", 2, date(2026, 12, 31)),
        ("Q1", 4, date(2027, 6, 30)),
        ("Q3", 4, date(2026, 12, 31)),
        ("Q3 FY28", 4, date(2027, 12, 31)),
        ("by the end of the year", 4, date(2026, 12, 31)),
    ],
)
def test_fiscal_years_and_quarters_are_the_teams(words: str, first_month: int, day: date) -> None:
    assert read_due(words, TODAY, first_month, no_date) == day


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("end of the year", date(2026, 12, 31), date(2027, 12, 31)),
        ("end of the month", date(2027, 1, 31), date(2027, 2, 28)),
        ("end of the month", date(2028, 2, 28), date(2028, 2, 29)),
        ("next month", date(2027, 1, 31), date(2027, 2, 28)),
        ("next quarter", date(2026, 12, 31), date(2027, 3, 31)),
        ("this quarter", date(2026, 12, 31), date(2027, 3, 31)),
        ("this week", date(2026, 11, 20), date(2026, 11, 27)),
        ("this week", date(2026, 11, 16), date(2026, 11, 20)),
        ("next week", date(2026, 11, 16), date(2026, 11, 27)),
        ("within a month", date(2027, 1, 31), date(2027, 2, 28)),
        ("within a year", date(2028, 2, 29), date(2029, 2, 28)),
        ("within six months", date(2026, 8, 31), date(2027, 2, 28)),
        ("by March", date(2027, 3, 31), date(2028, 3, 31)),
        ("by March", date(2027, 3, 30), date(2027, 3, 31)),
        ("the 31st", date(2027, 1, 31), date(2027, 3, 31)),
        ("the 30th", date(2027, 1, 30), date(2027, 3, 30)),
        ("by Christmas", date(2026, 12, 25), date(2027, 12, 25)),
        ("by Easter", date(2027, 3, 28), date(2028, 4, 16)),
        ("by Q4", date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_at_a_periods_very_end_the_next_is_meant(words: str, today: date, day: date) -> None:
    assert read_due(words, today, 1, no_date) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by March 2020", date(2020, 3, 31)),
        ("end of 2025", date(2025, 12, 31)),
        ("Q3 2026", date(2026, 9, 30)),
    ],
)
def test_a_year_that_is_over_comes_back_for_the_caller_to_refuse(words: str, day: date) -> None:
    assert read_due(words, TODAY, 1, no_date) == day


@pytest.mark.parametrize(
    "words",
    ["", "soon", "by", "42", "a day", "by 20%", "in 3 hours", "Q5", "<!here>", "9" * 10_000],
)
def test_what_names_no_day_is_none(words: str) -> None:
    assert read_due(words, TODAY, 1, no_date) is None


def test_plain_dates_are_the_readers() -> None:
    assert read_due("by 18 December", TODAY, 1, the_18th) == date(2026, 12, 18)
    assert read_due("18.12.", TODAY, 1, the_18th) == date(2026, 12, 18)


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("Reply to 40 chats a day, from 25, by 18 December", ["by 18 December"]),
        ("From 20 in November to 40 by 18/12", ["in November", "by 18/12"]),
        ("By Friday 18 December reply to all", ["By Friday 18 December"]),
        ("Reach 95% within the next quarter", ["within the next quarter"]),
        ("Write one article a week until Christmas", ["until Christmas"]),
        ("Increase calls by 20% by the end of the year", ["by the end of the year"]),
        ("Rate my tone at 4/5 by 5/12", ["by 5/12"]),
        ("Increase calls by 2030 calls", []),
        ("Increase calls by 20%", []),
        ("Close tickets over 30 days old", []),
        ("I may answer 40 chats on average in one go", []),
        ("Solve every Sunday ticket within 2 hours", []),
    ],
)
def test_due_clauses_are_found_inside_a_sentence(sentence: str, clauses: list[str]) -> None:
    dues = find_dues(sentence, TODAY, 1, the_18th)
    assert [sentence[due.start : due.end] for due in dues] == clauses


def test_a_day_that_no_calendar_has_is_found_without_a_day() -> None:
    (due,) = find_dues("Reply to 40 chats by 31 February", TODAY, 1, no_date)
    assert (due.day, due.words, due.is_firm) == (None, "31 February", True)


todays = st.dates(date(2000, 1, 1), date(2100, 12, 31))
PHRASES = [
    "within the next quarter", "by the end of the fiscal year", "within six months", "this week",
    "next week", "by the end of the month", "next month", "this quarter", "next fiscal quarter",
    "Q1", "Q2", "Q3", "Q4", "March", "end of February", "mid-May", "by the 31st", "by the 29th",
    "the 1st", "Christmas", "Easter", "black friday", "in 3 weeks", "in a year", "year end",
    "end of next year",
]  # fmt: skip


@given(todays, st.integers(1, 12), st.sampled_from(PHRASES))
def test_a_due_date_comes_after_today_and_within_two_years(
    today: date, first_month: int, words: str
) -> None:
    due = read_due(words, today, first_month, no_date)
    assert due is not None and today < due <= today + timedelta(2 * 366)


@given(todays, st.integers(0, 400), st.integers(1, 12), st.sampled_from(PHRASES))
def test_said_later_it_is_never_due_earlier(
    today: date, later: int, first_month: int, words: str
) -> None:
    first = read_due(words, today, first_month, no_date)
    then = read_due(words, today + timedelta(later), first_month, no_date)
    assert first is not None and then is not None and first <= then


@given(st.text(max_size=300), todays, st.integers(1, 12))
def test_any_text_has_a_reading(text: str, today: date, first_month: int) -> None:
    read_due(text, today, first_month, no_date)
    spans = [(due.start, due.end) for due in find_dues(text, today, first_month, no_date)]
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("by the start of next quarter", date(2026, 11, 25), date(2027, 1, 1)),
        ("by the beginning of March", date(2026, 11, 25), date(2027, 3, 1)),
        ("by the start of next week", date(2026, 11, 25), date(2026, 11, 30)),
        ("by the start of next year", date(2026, 11, 25), date(2027, 1, 1)),
        ("before Q2", date(2026, 11, 25), date(2027, 3, 31)),
        ("before March", date(2026, 11, 25), date(2027, 2, 28)),
        ("before next month", date(2026, 11, 25), date(2026, 11, 30)),
        ("before next quarter", date(2026, 11, 25), date(2026, 12, 31)),
        ("before December", date(2026, 12, 10), date(2027, 11, 30)),
        ("before the end of March", date(2026, 11, 25), date(2027, 3, 31)),
        ("before 18 December", date(2026, 11, 25), None),
        ("before the 18th", date(2026, 11, 25), date(2026, 12, 17)),
        ("before the last Friday of December", date(2026, 11, 25), date(2026, 12, 24)),
        ("before Christmas", date(2026, 11, 25), date(2026, 12, 24)),
        ("by the 5th of next month", date(2026, 11, 3), date(2026, 12, 5)),
        ("by the 31st of next month", date(2026, 10, 3), None),
        ("by EOM January", date(2026, 11, 25), date(2027, 1, 31)),
        ("by EOM", date(2026, 11, 25), date(2026, 11, 30)),
        ("by the end of FY27 Q3", date(2026, 11, 25), date(2027, 9, 30)),
        ("by 2027 Q1", date(2026, 11, 25), date(2027, 3, 31)),
        ("by Q1 2027", date(2026, 11, 25), date(2027, 3, 31)),
        ("in the next 10 working days", date(2026, 11, 25), date(2026, 12, 9)),
        ("within 3 business days", date(2026, 11, 27), date(2026, 12, 2)),
    ],
)
def test_starts_and_ends_of_periods_and_what_lies_before(words, today, day) -> None:
    assert read_due(words, today, 1, no_date) == day


@pytest.mark.parametrize(
    ("workdays", "day"),
    [
        (frozenset(range(5)), date(2026, 11, 27)),
        (frozenset({6, 0, 1, 2, 3}), date(2026, 11, 26)),
        (frozenset({1, 2, 3, 4, 5}), date(2026, 11, 28)),
        (frozenset(range(7)), date(2026, 11, 29)),
    ],
)
def test_a_week_ends_with_its_last_working_day(workdays, day) -> None:
    assert read_due("by the end of the week", date(2026, 11, 25), 1, no_date, workdays) == day


@pytest.mark.parametrize(
    "sentence",
    [
        "From 18 December, reply to 40 chats",
        "Raise CSAT to 90% from 82% in October",
    ],
)
def test_when_it_begins_or_was_measured_is_no_due_date(sentence: str) -> None:
    assert [due.is_due for due in find_dues(sentence, TODAY, 1, the_18th)] == [False]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by the middle of next month", date(2026, 12, 15)),
        ("mid next month", date(2026, 12, 15)),
        ("by late January", date(2027, 1, 31)),
        ("end November", date(2026, 11, 30)),
        ("year-end 2027", date(2027, 12, 31)),
        ("prior to March", date(2027, 2, 28)),
        ("ahead of Q2", date(2027, 3, 31)),
        ("by Q1/2027", date(2027, 3, 31)),
        ("by H1", date(2027, 6, 30)),
        ("by the end of H2", date(2026, 12, 31)),
        ("in the first half of 2027", date(2027, 6, 30)),
        ("by 12/2026", date(2026, 12, 31)),
        ("by 2027-01", date(2027, 1, 31)),
        ("January to March", date(2027, 3, 31)),
        ("Jan-Mar 2027", date(2027, 3, 31)),
        ("by EOD", date(2026, 11, 25)),
        ("by the first Monday of December", date(2026, 12, 7)),
        ("by the last Friday of the month", date(2026, 11, 27)),
        ("the last working day of January", date(2027, 1, 29)),
        ("the second Friday of next month", date(2026, 12, 11)),
        ("within 2 wks", date(2026, 12, 9)),
        ("in a couple of weeks", date(2026, 12, 9)),
        ("by 18th", date(2026, 12, 18)),
        ("by early January", None),
        ("by summer", None),
        ("by spring 2027", None),
        ("by 32 Dec", None),
        ("by December 45th", None),
    ],
)
def test_other_ways_to_name_a_due_date(words, day) -> None:
    assert read_due(words, date(2026, 11, 25), 1, no_date) == day


@pytest.mark.parametrize(
    "words", ["32 Dec", "45 March", "December 32", "99/12", "early January", "summer"]
)
def test_what_is_no_one_day_is_asked_about(words: str) -> None:
    (due,) = find_dues(f"Reply to 40 chats a day by {words}", TODAY, 1, no_date)
    assert (due.day, due.words) == (None, words)


@pytest.mark.parametrize("sentence", ["Reply by December 40 times", "Reach 45/50 in QA"])
def test_numbers_beside_a_month_are_left_to_be_numbers(sentence: str) -> None:
    assert all(due.day for due in find_dues(sentence, TODAY, 1, no_date))


def test_a_span_of_months_ends_with_its_last() -> None:
    (due,) = find_dues("Reply to 40 chats from January to March", TODAY, 1, no_date)
    assert (due.day, due.is_due) == (date(2027, 3, 31), True)
