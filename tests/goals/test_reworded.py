"""A goal's words follow its figures and its date."""

from datetime import date
from decimal import Decimal

import pytest

from goals.reworded import dated, reworded
from goals.working_days import on_weekdays, working_day_by

JANUARY = date(2027, 1, 15)
ROWS = [
    (
        "Reply to 40 chats a day, from 25, by 18 December",
        "25>40 40>50",
        "chats a day",
        JANUARY,
        "Reply to 50 chats a day, from 40, by 15 January",
    ),
    ("Handle 1,200 calls", "1200>1500", "calls", None, "Handle 1,500 calls"),
    ("Handle 1200 calls", "1200>1500", "calls", None, "Handle 1500 calls"),
    ("Raise CSAT from 82% to 90%", "82>90 90>92", "%", None, "Raise CSAT from 90% to 92%"),
    ("Save $1,500 by year end", "1500>2000", "$", JANUARY, "Save $2,000 by 15 January"),
    ("Call back by Sunday", "", "", JANUARY, "Call back by 15 January"),
    ("FCR of 90% within six months", "90>92", "%", JANUARY, "FCR of 92% by 15 January"),
    (
        "Answer within 2 days, by March 2027",
        "",
        "",
        JANUARY,
        "Answer within 2 days, by 15 January 2027",
    ),
    ("Answer emails within 2 days", "", "", JANUARY, "Answer emails within 2 days"),
    ("Take 25 calls by 25 December", "25>30", "calls", None, "Take 30 calls by 25 December"),
    ("Cut AHT from 7:20 to 6:00", "440>400", "min:s", None, "Cut AHT from 6:40 to 6:00"),
    ("Handle time of 7 to 6.5 min", "6.5>6.25", "minutes", None, "Handle time of 7 to 6.25 min"),
    ("Reply to 40 chats and 40 emails", "40>50", "chats", None, "Reply to 40 chats and 40 emails"),
    (
        "Handle 1.2k calls by next Friday",
        "1200>1500",
        "calls",
        JANUARY,
        "Handle 1,500 calls by 15 January",
    ),
    ("Write an article a week by 12/18", "", "", JANUARY, "Write an article a week by 15 January"),
    (
        "Cut AHT from 7 to 6 minutes within 3 weeks",
        "6>5",
        "minutes",
        JANUARY,
        "Cut AHT from 7 to 5 minutes by 15 January",
    ),
    (
        "Answer forty chats a day until EOM",
        "40>50",
        "chats a day",
        JANUARY,
        "Answer 50 chats a day by 15 January",
    ),
    ("By 18 Dec, reply to 40 chats", "40>50", "chats", JANUARY, "By 15 January, reply to 50 chats"),
    (
        "Reduce errors from 2.5% to 0.5% (by 18.12.)",
        "0.5>1",
        "%",
        JANUARY,
        "Reduce errors from 2.5% to 1% (by 15 January)",
    ),
    ("Be kind", "1>2", "", JANUARY, "Be kind"),
]


@pytest.mark.parametrize(("words", "figures", "unit", "due", "then"), ROWS)
def test_figures_and_date_follow(words, figures, unit, due, then):
    pairs = [tuple(map(Decimal, pair.split(">"))) for pair in figures.split()]
    assert reworded(words, pairs, unit, due) == then


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-27", "2026-11-27"), ("2026-11-28", "2026-11-27"), ("2026-11-29", "2026-11-27")],
)
def test_a_proposed_date_is_a_working_day(day, expected):
    found = working_day_by(date.fromisoformat(day), on_weekdays, date(2026, 11, 20))
    assert found == date.fromisoformat(expected)


def test_it_never_lies_before_its_bound():
    friday, sunday = date(2026, 11, 27), date(2026, 11, 29)
    assert working_day_by(sunday, on_weekdays, friday) == date(2026, 11, 30)
    assert working_day_by(sunday, lambda day: False, friday) == sunday


PASSING = [
    ("Call back 3 customers by Sunday", "Call back 3 customers by 15 January"),
    ("By Friday, call back", "By 15 January, call back"),
    ("Call back until next Friday", "Call back by 15 January"),
    ("Call back by tomorrow", "Call back by 15 January"),
    ("Call back by the end of the week", "Call back by 15 January"),
    ("Call back by the end of next month", "Call back by 15 January"),
    ("Call back by EOW", "Call back by 15 January"),
    ("Call back by Friday 18 December", "Call back by Friday 18 December"),
    ("Call back by 18 December", "Call back by 18 December"),
    ("Call back by 12/18", "Call back by 12/18"),
    ("Call back by the end of March", "Call back by the end of March"),
    ("Call back within the next quarter", "Call back within the next quarter"),
    ("Call 3 customers a week", "Call 3 customers a week"),
    ("Open every Sunday", "Open every Sunday"),
]


@pytest.mark.parametrize(("words", "then"), PASSING)
def test_a_date_that_passes_becomes_a_calendars(words, then):
    assert dated(words, JANUARY) == then
