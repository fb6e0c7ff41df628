"""How somebody writes dates and numbers, from the language that Slack tells of them."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from goals.habits import UNKNOWN, Habits
from goals.people import Person

_SPELLINGS = {"es-LA": "es-419"}
"""Slack's own names for what CLDR calls otherwise."""


def habits_of(person: Person) -> Habits:
    """Their order of day and month and their decimal mark, by their Slack language (`en-US`).

    Where Slack tells none, the order is the one of the country that their zone lies in, and the
    mark is unknown: what hangs on it is asked about.
    """
    return _of_language(person.locale) or _of_zone(person.zone)


@lru_cache(maxsize=256)
def _of_language(tag: str) -> Habits | None:
    found = _locale(_SPELLINGS.get(tag, tag))
    return Habits(_is_day_first(found), found.number_symbols["latn"]["decimal"]) if found else None


@lru_cache(maxsize=1024)
def _of_zone(zone: str) -> Habits:
    territory = get_global("zone_territories").get(zone, "")
    spoken = _locale(f"und-{territory}") if territory and territory != "001" else None
    return Habits(day_first=_is_day_first(spoken)) if spoken else UNKNOWN


def _locale(tag: str) -> Locale | None:
    try:
        return Locale.parse(tag, sep="-") if tag else None
    except (UnknownLocaleError, ValueError):
        return None


def _is_day_first(locale: Locale) -> bool:
    pattern = str(locale.date_formats["short"].pattern)
    return pattern.index("d") < pattern.index("M")
