"""Public holidays of a country or a part of one, from the `holidays` library.

A country is an ISO 3166-1 code ("PT"), with a subdivision where holidays differ ("DE-BY",
"GB-ENG"), or "" for none.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import lru_cache
from importlib import resources

import holidays
from holidays.registry import COUNTRIES
from rapidfuzz import process

from goals.cadence import no_holidays
from goals.errors import UnknownCountry

NONE = "none"
"""How a select says "": Slack's options need a value. Taken for "" everywhere here."""

# Where service teams are many. Most holidays of Australia, Canada and the United Kingdom are those
# of a state or nation, so these are offered instead of the whole. With the choice of none and a
# team's own these must stay within the 100 options of a Slack select.
_OFFERED = (
    "AR AT AU-NSW AU-QLD AU-SA AU-TAS AU-VIC AU-WA BD BE BG BR CA-AB CA-BC CA-MB CA-ON CA-QC CH CL",
    "CN CO CR CY CZ DE DK DO EC EE EG ES FI FR GB-ENG GB-NIR GB-SCT GB-WLS GE GH GR GT HK HR HU ID",
    "IE IL IN IS IT JM JO JP KE KR KZ LK LT LU LV MA MT MU MX MY NG NL NO NP NZ PA PE PH PK PL PT",
    "RO RS RW SA SE SG SI SK SN TH TN TR TW UA UG US UY VN ZA",
)

_SAID_FOR = {"UK": "GB", "EL": "GR"}
"""Codes that people and offices use in place of ISO's."""

Place = tuple[str, str | None]
"""A country's code and the subdivision's, as the library spells them."""


@lru_cache(maxsize=1024)
def is_holiday(country: str) -> Callable[[date], bool]:
    """What tells whether a local date is a public holiday there; the same one for each asker.

    Raises UnknownCountry, with close matches.
    """
    if _is_none(country):
        return no_holidays
    code, subdivision = _place(country)
    return lambda day: day in _in_year(code, subdivision, day.year)


def holiday_name(country: str, day: date) -> str | None:
    """What is celebrated there on the local date, in English; None on any other day.

    Raises UnknownCountry.
    """
    if _is_none(country):
        return None
    return _in_year(*_place(country), day.year).get(day)


def country_name(country: str) -> str:
    """Its name in English: "Portugal", "Germany: Bayern". Raises UnknownCountry."""
    if _is_none(country):
        return "No public holidays"
    code, subdivision = _place(country)
    return _names()[code] + (f": {_subdivisions(code)[subdivision]}" if subdivision else "")


def country_choices(own: str = "") -> dict[str, str]:
    """Code → name for a select, none first, then by name; `own` is in it whatever it is.

    Raises UnknownCountry for an `own` that is none.
    """
    codes = {code for line in _OFFERED for code in line.split()}
    if not _is_none(own):
        codes.add(_code(*_place(own)))
    by_name = sorted((country_name(code), code) for code in codes)
    return {NONE: country_name(NONE)} | {code: name for name, code in by_name}


def place_named(text: str, near: str = "") -> str:
    """The code of the place that people call so: "DE-BY", "Bavaria", "Bayern", "Zürich", "Germany".

    Of places of the same name the one in the country of the code `near` is meant. Raises
    UnknownCountry, with close matches.
    """
    wanted = _folded(text)
    if wanted in _EXONYMS:
        return _EXONYMS[wanted]
    with suppress(UnknownCountry):
        return _code(*_place(text))
    home = near.partition("-")[0]
    codes = [home, *_BY_REGION] if home in _names() else list(_BY_REGION)
    for code in codes:
        for subdivision, names in _aliases(code).items():
            if wanted in {_folded(name) for name in (subdivision, *names)}:
                return _code(code, subdivision)
    for code, name in _names().items():
        if _folded(name) == wanted:
            return code
    for code in codes:
        for subdivision, names in _aliases(code).items():
            if any(wanted in _folded(name).split() for name in names):
                return _code(code, subdivision)
    raise UnknownCountry(text, _closest(text, _names()))


_BY_REGION = ("DE", "AT", "CH", "ES", "US", "CA", "AU", "GB", "IT", "FR", "PT", "BR", "IN")
"""Countries whose parts are searched by name, those with the most of them first."""
_EXONYMS = {
    "bavaria": "DE-BY",
    "lower saxony": "DE-NI",
    "north rhine-westphalia": "DE-NW",
    "rhineland-palatinate": "DE-RP",
    "saxony": "DE-SN",
    "saxony-anhalt": "DE-ST",
    "thuringia": "DE-TH",
    "hesse": "DE-HE",
    "catalonia": "ES-CT",
    "andalusia": "ES-AN",
    "basque country": "ES-PV",
    "geneva": "CH-GE",
    "lucerne": "CH-LU",
    "tyrol": "AT-7",
    "vienna": "AT-9",
    "uk": "GB",
    "usa": "US",
    "united states": "US",
}
"""English names that the library does not know."""


def _folded(name: str) -> str:
    """A name without its accents, in one case: "Zürich" and "zurich" alike."""
    apart = unicodedata.normalize("NFKD", name.strip().casefold().replace(",", " "))
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


@lru_cache(maxsize=256)
def _aliases(code: str) -> Mapping[str, Sequence[str]]:
    return dict(holidays.country_holidays(code).get_subdivision_aliases())


def _is_none(country: str) -> bool:
    return country in ("", NONE)


def _code(country: str, subdivision: str | None) -> str:
    return f"{country}-{subdivision}" if subdivision else country


def _place(country: str) -> Place:
    """The place of a code in any case. Raises UnknownCountry."""
    code, _, rest = country.strip().upper().partition("-")
    if code not in _names():
        raise UnknownCountry(country, _close_countries(country, code))
    if not rest:
        return code, None
    for subdivision in _subdivisions(code):
        if subdivision.upper() == rest:
            return code, subdivision
    raise UnknownCountry(country, _close_subdivisions(code, rest))


def _close_countries(country: str, code: str) -> tuple[tuple[str, str], ...]:
    if meant := _SAID_FOR.get(code):
        return ((meant, _names()[meant]),)
    return _closest(country, _names())


def _close_subdivisions(code: str, rest: str) -> tuple[tuple[str, str], ...]:
    """Those of like name, else the country as a whole."""
    close = _closest(rest, _subdivisions(code))
    found = [_code(code, subdivision) for subdivision, _ in close] or [code]
    return tuple((place, country_name(place)) for place in found)


def _closest(text: str, names: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Up to three of `names` (code → name) that read like the text, best first."""
    lowered = {code: name.lower() for code, name in names.items()}
    found = process.extract(text.lower(), lowered, limit=3, score_cutoff=75)
    return tuple((code, names[code]) for _, _, code in found)


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """Code → country, in the library's English: "BosniaAndHerzegovina" in words."""
    apart = re.compile(r"(?<=[a-z])(?<!Mc)(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
    small = re.compile(r" (?:And|Of|The|Da)\b")
    return {
        code: small.sub(lambda word: word[0].lower(), apart.sub(" ", name))
        for name, code, *_ in COUNTRIES.values()
    }


@lru_cache(maxsize=256)
def _subdivisions(code: str) -> Mapping[str, str]:
    """Subdivision's code → its name, where the library has one."""
    aliases = holidays.country_holidays(code).get_subdivision_aliases()
    return {subdivision: (names or [subdivision])[0] for subdivision, names in aliases.items()}


@lru_cache(maxsize=4096)
def _in_year(code: str, subdivision: str | None, year: int) -> Mapping[date, str]:
    """The holidays of a year there and their names; none for years that the library leaves out."""
    found = holidays.country_holidays(
        code, subdiv=subdivision, years=year, expand=False, language="en_US"
    )
    return dict(found.items())


def country_of_zone(zone: str) -> str:
    """The country that an IANA zone lies in, as a guess; "" where the table names none."""
    code = _zone_countries().get(zone, "")
    return code if code in _names() else ""


@lru_cache(maxsize=1)
def _zone_countries() -> Mapping[str, str]:
    """The time zone database's own table: country, coordinates, zone, comment."""
    table = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows}
