"""Numbers as people write them, read and said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.amounts import (
    LIMIT,
    PLACES,
    TwoReadings,
    find_amounts,
    read_amount,
    read_check_in,
    round_away,
    say_amount,
    write_amount,
)
from goals.errors import NotANumber
from goals.habits import UNKNOWN, Habits

NO_BREAK, THIN = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("42", "42"),
        (" 42 ", "42"),
        ("42.", "42"),
        ("+7", "7"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("4.5", "4.5"),
        (".5", "0.5"),
        ("42,5", "42.5"),
        ("0,375", "0.375"),
        ("1,200", "1200"),
        ("1 200", "1200"),
        (f"1{NO_BREAK}200", "1200"),
        (f"12{THIN}345", "12345"),
        ("1'200", "1200"),
        ("1,234,567.891", "1234567.891"),
        ("1.200,50", "1200.5"),
        ("1.234.567", "1234567"),
        ("2.5k", "2500"),
        ("12 thousand", "12000"),
        ("1.2 million", "1200000"),
        ("95%", "95"),
        ("95 %", "95"),
        ("95 percent", "95"),
        ("ninety-five percent", "95"),
        ("95%", "95"),
        ("60 min", "60"),
        ("60-minute", "60"),
        ("1h30", "90"),
        ("1 h 30 min", "90"),
        ("1 hour and 30 minutes", "90"),
        ("2m30s", "2.5"),
        ("2:30", "2.5"),
        ("4m 30s", "4.5"),
        ("5 min 30", "5.5"),
        ("1 day 4 hours", "28"),
        ("half an hour", "30"),
        ("5 1/2", "5.5"),
        ("5 ½", "5.5"),
        ("5k", "5000"),
        ("€2m", "2000000"),
        ("EUR 4.50", "4.5"),
        ("6,50 €", "6.5"),
        ("€1.500", "1500"),
        ("$1,500", "1500"),
        ("USD 2.5k", "2500"),
        ("one hundred", "100"),
        ("a hundred and twenty", "120"),
        ("two hundred fifty", "250"),
        ("three thousand", "3000"),
        ("a dozen", "12"),
        ("a hundred and twenty thousand", "120000"),
        ("one thousand two hundred", "1200"),
        ("two thousand and five", "2005"),
        ("three million", "3000000"),
        ("500 dollars", "500"),
        ("2 million euros", "2000000"),
        ("nine out of ten", "9"),
        ("1/2", "1"),
        ("18 of 20", "18"),
        ("½", "0.5"),
        ("4½", "4.5"),
        ("4/5", "4"),
        ("4.5 out of 5", "4.5"),
        ("$4.50", "4.5"),
        ("€1,200", "1200"),
        ("six", "6"),
        ("zero", "0"),
        ("٤٢", "42"),
        ("४२", "42"),
        ("1.234", "1.234"),
        ("0.00005", "0.0001"),
        ("0.00004", "0"),
        ("999999999999", "999999999999"),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, value: str) -> None:
    assert read_amount(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "42x",
        "x42",
        "NaN",
        "sNaN",
        "Infinity",
        "-inf",
        "1e5",
        "0x10",
        "1_000",
        "4²",
        "③",
        "--3",
        "95%%%",
        "10-15",
        "1:75",
        "24/7",
        "1,2000",
        "1,20,00",
        "42 42",
        "forty-two-ish",
        "1000000000000",
        "-1000000000000",
        "999999999999.99999",
        "9" * 10_000,
        "9" * 40,
        " " * 10_000 + "9",
        "<!channel>",
        "🎉",
    ],
)
def test_what_is_no_number_is_refused_with_the_words_cut_short(text: str) -> None:
    with pytest.raises(NotANumber) as refusal:
        read_amount(text)
    assert text.startswith(refusal.value.text) and len(refusal.value.text) <= 60


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("42 chats", "chats a day", "42"),
        ("42 chats a day", "chats a day", "42"),
        ("42 Chats", "chats a day", "42"),
        ("1 chat", "chats a day", "1"),
        ("1h30", "hours", "1.5"),
        ("90 min", "hours", "1.5"),
        ("45 s", "minutes a call", "0.75"),
        ("2 hours", "minutes", "120"),
        ("90 %", "% of today's response time", "90"),
        ("4 out of 5", "score", "4"),
        ("4.5", "score", "4.5"),
        ("$5", "$", "5"),
        ("7m20s", "min:s", "440"),
        ("7:20", "min:s a call", "440"),
        ("7", "min:s", "420"),
        ("7.5 min", "min:s", "450"),
        ("90 s", "min:s", "90"),
        ("1:02:03", "min:s", "3723"),
        ("5:30", "minutes", "5.5"),
        ("5:20", "minutes", "5.3333"),
        ("1 day 4 hours", "hours", "28"),
        ("1:30", "hours", "1.5"),
        ("28:00", "hours a ticket", "28"),
        ("1:30 min", "hours", "0.025"),
        ("0:01:30", "hours", "0.025"),
        ("0:45", "seconds", "45"),
        ("9/10", "%", "90"),
        ("18 of 20", "%", "90"),
        ("nine out of ten", "%", "90"),
        ("one in four", "%", "25"),
        ("2.5m", "€", "2500000"),
        ("2M", "$ a quarter", "2000000"),
        ("1,5m", "EUR", "1500000"),
        ("6,50 €", "euros", "6.5"),
        ("$5", "dollars", "5"),
        ("18 out of 20", "%", "90"),
        ("1 in 4", "%", "25"),
        ("4/5", "score", "4"),
    ],
)
def test_the_units_own_words_may_follow(text: str, unit: str, value: str) -> None:
    assert read_amount(text, unit) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("95%", "chats a day"),
        ("60 min", "chats a day"),
        ("42 tickets", "chats a day"),
        ("92%", "score"),
        ("4:30", "chats"),
        ("4m 30s", "%"),
        ("42 chats", ""),
        ("$5", "%"),
        ("999999999999 days", "seconds"),
    ],
)
def test_a_number_of_something_else_is_refused(text: str, unit: str) -> None:
    with pytest.raises(NotANumber):
        read_amount(text, unit)


@pytest.mark.parametrize(
    ("words", "unit", "value", "note"),
    [
        ("42", "", 42, ""),
        ("42 a note", "chats a day", 42, "a note"),
        ("42, a note", "chats a day", 42, "a note"),
        ("42 - a note", "chats a day", 42, "a note"),
        ("42: a note", "chats a day", 42, "a note"),
        ("42\na note\nof two lines", "chats a day", 42, "a note\nof two lines"),
        ("42 chats Macros helped", "chats a day", 42, "Macros helped"),
        ("42 chats a day, macros helped", "chats a day", 42, "macros helped"),
        ("42 3 escalations", "chats a day", 42, "3 escalations"),
        ("42 minutes late", "chats a day", 42, "minutes late"),
        ("95% good day", "%", 95, "good day"),
        ("95 good day", "%", 95, "good day"),
        ("1h30 rough morning", "minutes", 90, "rough morning"),
        ("1,200 so far", "survey answers", 1200, "so far"),
        ("-5 sorry", "points", -5, "sorry"),
        ("٤٢ ملاحظة ٣", "chats a day", 42, "ملاحظة ٣"),
        ("done a note", "", True, "a note"),
        ("Done!", "", True, ""),
        ("✅ at last", "", True, "at last"),
        ("yes", "", True, ""),
        ("yes, both", "", True, "both"),
        ("not yet", "", False, ""),
        ("Not yet, was sick", "", False, "was sick"),
        ("not done", "", False, ""),
        ("no", "", False, ""),
    ],
)
def test_a_check_in_is_a_value_and_a_note(
    words: str, unit: str, value: int | bool, note: str
) -> None:
    said = read_check_in(words, unit)
    assert (said.value, said.note) == (value, note)
    assert isinstance(said.value, bool) == isinstance(value, bool)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "  ",
        "a note",
        "42x",
        "42-ish",
        "5–6",
        "12–15 quiet",
        "two thirds",
        "42% of them",
        "no time today",
        "undone",
        "NaN",
    ],
)
def test_a_check_in_that_begins_with_neither_is_refused(words: str) -> None:
    with pytest.raises(NotANumber):
        read_check_in(words, "chats a day")


def test_a_long_note_is_kept_whole() -> None:
    note = "word " * 2_000
    assert read_check_in(f"42 {note}").note == note.strip()


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("95", "%", "95 %"),
        ("90.5", "%", "90.5 %"),
        ("60", "minutes", "60 minutes"),
        ("1", "minutes", "1 minute"),
        ("-1", "points", "-1 point"),
        ("0", "complaints", "0 complaints"),
        ("1200", "chats", "1,200 chats"),
        ("1200.50", "", "1,200.5"),
        ("4.5", "", "4.5"),
        ("4.0", "score", "4"),
        ("35", "chats a day", "35 chats a day"),
        ("1", "chats a day", "1 chat a day"),
        ("1", "knowledge articles a week", "1 knowledge article a week"),
        ("1", "inquiries", "1 inquiry"),
        ("1", "batches", "1 batch"),
        ("1", "boxes", "1 box"),
        ("1", "bus", "1 bus"),
        ("1", "seconds off today's handle time", "1 second off today's handle time"),
        ("80", "% of today's average response time", "80 % of today's average response time"),
        ("4.5", "$", "$4.50"),
        ("5", "$", "$5"),
        ("-1200", "€", "-€1,200"),
        ("100", "chats", "100 chats"),
        ("0.33335", "", "0.3334"),
        ("84.7666", "%", "84.77 %"),
        ("29.9999", "", "29.9999"),
        ("29.9999", "chats", "29.9999 chats"),
        ("4.125", "$", "$4.1250"),
        ("440", "min:s", "7:20 min"),
        ("440", "min:s a call", "7:20 min a call"),
        ("360", "min:s", "6:00 min"),
        ("-5", "min:s", "-0:05 min"),
        ("440.5", "min:s", "7:20.5 min"),
        ("5.3333", "minutes", "5:20 min"),
        ("5.5", "minutes", "5.5 minutes"),
        ("5.3334", "minutes", "5.3334 minutes"),
        ("-0.00001", "", "0"),
        ("1E+3", "chats", "1,000 chats"),
    ],
)
def test_a_number_is_said_with_its_unit(value: str, unit: str, words: str) -> None:
    assert say_amount(Decimal(value), unit) == words


def test_numbers_inside_other_things_are_not_amounts() -> None:
    text = "G-12 v2.1 24/7 10:30 #3 1-5 2nd one-on-one P1 3pm 4th_5"
    assert list(find_amounts(text)) == []


GERMAN, AMERICAN, SOMEBODY = Habits(True, ","), Habits(False, "."), UNKNOWN


@pytest.mark.parametrize(
    ("text", "habits", "value"),
    [
        ("1.234", GERMAN, "1234"),
        ("1,234", GERMAN, "1.234"),
        ("1.234", AMERICAN, "1.234"),
        ("1,234", AMERICAN, "1234"),
        ("1.234,5", AMERICAN, "1234.5"),
        ("1,234.5", GERMAN, "1234.5"),
        ("42,5", AMERICAN, "42.5"),
        ("42.5", GERMAN, "42.5"),
    ],
)
def test_what_can_be_read_in_two_ways_follows_a_persons_habits(text, habits, value) -> None:
    assert read_amount(text, "", habits, near=[Decimal(7)]) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "habits"), [("1.234", SOMEBODY), ("1,234", SOMEBODY), ("1.200", AMERICAN)]
)
def test_where_nobody_can_know_the_figures_tell_or_it_is_asked(text, habits) -> None:
    assert read_amount(text, "tickets", habits, near=[Decimal(900), Decimal(1500)]) > 1000
    assert read_amount(text, "", habits, near=[Decimal(2)]) < 2
    with pytest.raises(TwoReadings) as asked:
        read_amount(text, "", habits, near=[Decimal(40)])
    assert sorted(asked.value.readings)[1] > 1000 > sorted(asked.value.readings)[0]


@pytest.mark.parametrize(
    ("value", "up", "kept"),
    [
        ("29.99999", True, "29.9999"),
        ("30", True, "30"),
        ("1.2500001", False, "1.2501"),
        ("1.2499999", False, "1.25"),
        ("29.99999", False, "30"),
        ("-1.00001", True, "-1.0001"),
    ],
)
def test_nothing_is_reached_by_rounding(value: str, up: bool, kept: str) -> None:
    assert round_away(Decimal(value), up=up) == Decimal(kept)


@given(st.decimals(min_value=-1000, max_value=1000, places=9), st.booleans())
def test_what_is_kept_is_never_nearer_to_the_target(value: Decimal, up: bool) -> None:
    kept = round_away(value, up=up)
    assert (kept <= value) if up else (kept >= value)
    assert abs(kept - value) < PLACES


amounts = st.decimals(
    min_value=-LIMIT + 1, max_value=LIMIT - 1, places=4, allow_nan=False, allow_infinity=False
)


UNITS = st.sampled_from(
    ["", "%", "minutes", "min:s", "hours", "chats a day", "score", "$", "€", "points"]
)
HABITS = st.sampled_from([GERMAN, AMERICAN, SOMEBODY])


@given(amounts, UNITS, HABITS)
def test_what_is_written_into_a_form_reads_back_as_the_same_to_anybody(
    value: Decimal, unit: str, habits: Habits
) -> None:
    # "5.3333" minutes may be written "5:20", which is the same number of seconds
    assert read_amount(write_amount(value, unit), unit, habits) == value


@given(amounts, UNITS)
def test_what_is_said_reads_back_as_the_same_but_for_what_does_not_matter(
    value: Decimal, unit: str
) -> None:
    again = read_amount(say_amount(value, unit), unit)
    assert abs(again - value) <= (Decimal("0.005") if abs(value) >= 10 else 0)


@given(amounts.filter(lambda value: value != value.to_integral_value()))
def test_no_number_is_said_as_a_rounder_one(value: Decimal) -> None:
    shown = Decimal(say_amount(value).replace(",", ""))
    assert shown == value or shown.as_tuple().exponent == -2


@given(st.text(max_size=80))
def test_any_text_is_a_kept_number_or_refused(text: str) -> None:
    try:
        value = read_amount(text)
    except NotANumber:
        return
    assert abs(value) < LIMIT and -value.as_tuple().exponent <= 4  # type: ignore[operator]


@given(st.text(max_size=200), st.sampled_from(["", "%", "chats a day", "minutes"]))
def test_any_line_is_a_check_in_or_refused(line: str, unit: str) -> None:
    try:
        said = read_check_in(line, unit)
    except NotANumber:
        return
    assert said.note in line
