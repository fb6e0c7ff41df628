"""What buttons and forms carry is read whole, or is of another version."""

import pytest

from goals.errors import AnotherVersion
from goals.goal import Confidence
from handlers.carried import Carried, amount_in, day_in, number_in, one_of, parts_of, time_in


@pytest.mark.parametrize(
    "text", ["", "x", "-1", "1.5", "٣", "²", "1_0", " 1", "9" * 5000, str(2**31), None]
)
def test_what_is_no_number_of_ours(text):
    with pytest.raises(AnotherVersion):
        number_in(text)


@pytest.mark.parametrize("read", [day_in, time_in, amount_in])
@pytest.mark.parametrize("text", ["", "x", "nan", "inf", "2026-13-01", "25:00", None])
def test_what_is_no_day_no_time_and_no_amount(read, text):
    with pytest.raises(AnotherVersion):
        read(text)


def test_as_many_parts_as_there_were_ever():
    assert parts_of("1:2:3", 3, 4) == ["1", "2", "3"]
    for value in ("", "1", "1:2", "1:2:3:4:5"):
        with pytest.raises(AnotherVersion):
            parts_of(value, 3, 4)


def test_a_choice_that_is_no_more():
    assert one_of(Confidence, "blocked") is Confidence.BLOCKED
    with pytest.raises(AnotherVersion):
        one_of(Confidence, "gone")


@pytest.mark.parametrize("metadata", ["x", "[]", "null", "1"])
def test_a_forms_metadata_that_is_none_of_ours(metadata):
    with pytest.raises(AnotherVersion):
        Carried.of(metadata)


def test_what_a_form_does_not_carry():
    carried = Carried.of('{"goal": 12, "team": "x", "at": []}')
    assert carried.number("goal") == 12 and carried.get("none") is None
    for read in (
        lambda: carried["none"],
        lambda: carried.number("team"),
        lambda: carried.text("at"),
    ):
        with pytest.raises(AnotherVersion):
            read()
