"""Public holidays: known by country or part of one, quick for many people."""

import time as stopwatch
from datetime import date, timedelta

import pytest

from goals.errors import UnknownCountry
from handlers.days_off import (
    NONE,
    country_choices,
    country_name,
    holiday_name,
    is_holiday,
    place_named,
)

SELECT_OPTIONS = 100
OPTION_TEXT = 75


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("PT", date(2026, 12, 8), "Immaculate Conception"),
        ("pt", date(2026, 12, 25), "Christmas Day"),
        ("GB-ENG", date(2026, 4, 6), "Easter Monday"),
        ("GB-SCT", date(2026, 4, 6), None),
        ("DE", date(2026, 6, 4), None),
        ("DE-BY", date(2026, 6, 4), "Corpus Christi"),
        ("de-by", date(2026, 6, 4), "Corpus Christi"),
        ("US", date(2026, 7, 3), "Independence Day (observed)"),
        ("NZ", date(2027, 2, 6), "Waitangi Day"),
        ("JP", date(2026, 1, 2), None),
        ("", date(2026, 12, 25), None),
        (NONE, date(2026, 12, 25), None),
    ],
)
def test_holidays_are_those_of_the_place(country: str, day: date, name: str | None) -> None:
    assert holiday_name(country, day) == name
    assert is_holiday(country)(day) is (name is not None)


@pytest.mark.parametrize(
    ("country", "matches"),
    [
        ("Germny", (("DE", "Germany"),)),
        ("UK", (("GB", "United Kingdom"),)),
        ("GB-England", (("GB-ENG", "United Kingdom: England"),)),
        ("DE-XX", (("DE", "Germany"),)),
        ("QQ", ()),
    ],
)
def test_an_unknown_country_is_refused_with_close_ones(
    country: str, matches: tuple[tuple[str, str], ...]
) -> None:
    for ask in (is_holiday, country_name, country_choices):
        with pytest.raises(UnknownCountry) as refusal:
            ask(country)
        assert refusal.value.text == country
        assert refusal.value.matches[: max(len(matches), 1)] == matches


def test_the_choices_fit_a_select_and_each_can_be_chosen() -> None:
    choices = country_choices()
    assert len(choices) < SELECT_OPTIONS  # one is left for a team's own
    assert next(iter(choices)) == NONE
    assert list(choices.values())[1:] == sorted(list(choices.values())[1:])
    assert len(set(choices.values())) == len(choices)
    for code, name in choices.items():
        assert 0 < len(name) <= OPTION_TEXT
        assert country_name(code) == name
        days = (date(2021, 1, 1) + timedelta(days=days) for days in range(365))
        assert any(map(is_holiday(code), days)) is (code != NONE)


def test_a_teams_own_country_is_always_among_the_choices() -> None:
    assert "DE-BY" not in country_choices()
    assert country_choices("DE-BY")["DE-BY"] == "Germany: Bayern"
    assert country_choices("de-by") == country_choices("DE-BY")
    assert country_choices("") == country_choices(NONE) == country_choices("PT")


def test_names_are_words() -> None:
    assert country_name("BA") == "Bosnia and Herzegovina"
    assert country_name("CD") == "DR Congo"
    assert country_name("HM") == "Heard Island and McDonald Islands"


def test_a_tick_for_ten_thousand_people_looks_holidays_up_once() -> None:
    """About 1 µs a look; the bound is loose, for a machine that is busy."""
    began = stopwatch.perf_counter()
    for number in range(10_000):
        is_holiday("DE-BY")(date(2026, 1, 1) + timedelta(days=number % 365))
    assert stopwatch.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("text", "near", "code"),
    [
        ("Bavaria", "", "DE-BY"),
        ("Bayern", "DE", "DE-BY"),
        ("de-by", "", "DE-BY"),
        ("Zürich", "", "CH-ZH"),
        ("zurich", "", "CH-ZH"),
        ("Madrid", "ES", "ES-MD"),
        ("California", "", "US-CA"),
        ("Portugal", "", "PT"),
        ("Vienna", "AT", "AT-9"),
        ("Scotland", "", "GB-SCT"),
    ],
)
def test_a_place_is_found_by_what_people_call_it(text: str, near: str, code: str) -> None:
    assert place_named(text, near) == code


def test_a_place_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownCountry):
        place_named("Atlantis")
