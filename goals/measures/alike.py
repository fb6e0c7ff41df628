"""Whether two goals' sentences are about the same measure.

| the sentences                                | are alike where                                   |
|----------------------------------------------|---------------------------------------------------|
| both name a measure of the field             | it is the same one: AHT and handle time           |
| both say what is measured                    | those words share a telling one                   |
| otherwise                                    | half of the telling words of the shorter are in   |
|                                              | both; or, without one, they say the same deed     |

What many sentences have tells nothing: numbers, dates, verbs, units, and what every service team
handles (calls, tickets).
"""

import calendar
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from goals.amounts import find_amounts
from goals.measures import named, spelled
from goals.sentence.metric import metric_of

_ASIDE = re.compile(r"\b(?:while|whilst|without|keeping|as long as)\b.*", re.IGNORECASE)
"""What is to be kept beside the goal is not what it is about."""

_DATES = frozenset(
    spelled(name)
    for names in (calendar.month_name, calendar.month_abbr, calendar.day_name, calendar.day_abbr)
    for name in names
    if name
)


def alike(one: str, other: str) -> bool:
    """Whether the two sentences are about the same measure; see the table above."""
    first, second = (_ASIDE.sub("", sentence) for sentence in (one, other))
    if (ours := named(first)) and (theirs := named(second)):
        return bool(ours & theirs)
    metrics = [_telling(_metric(sentence)) for sentence in (first, second)]
    if all(metrics):
        return bool(metrics[0] & metrics[1])
    words, others = _telling(first), _telling(second)
    if words and others:
        return 2 * len(words & others) >= min(len(words), len(others))
    return bool(_deed(first) & _words()["things"]) and _deed(first) == _deed(second)


def _metric(sentence: str) -> str:
    first = next(find_amounts(sentence), None)
    return metric_of(sentence, first, first)


def _telling(words: str) -> frozenset[str]:
    return _deed(words) - _words()["verbs"] - _words()["things"]


def _deed(words: str) -> frozenset[str]:
    """What is done to what: without fillers, numbers and dates."""
    said = spelled(words).split()
    return frozenset(word for word in said if word.isalpha()) - _words()["fillers"] - _DATES


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Fillers, verbs and things, from the file beside this one."""
    file = resources.files("goals.measures").joinpath("words.toml")
    read = tomllib.loads(file.read_text(encoding="utf-8"))
    return {kind: frozenset(words.split()) for kind, words in read.items()}
