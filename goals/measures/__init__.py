"""What service teams measure, by all the names that people use: "AHT" is handle time.

The names are in the TOML file beside this one.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

_NOT_A_WORD = re.compile(r"[^\w]+")


def named(text: str) -> frozenset[str]:
    """The measures that these words name, by Rungs' own name of each; the longest name counts.

    "First response within 2 minutes" names the first response, and not a response time beside it.
    """
    return parted(text)[0]


def parted(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The measures that these words name, and the words that name none, as `spelled`."""
    words = spelled(text).split()
    found, others, at = set[str](), list[str](), 0
    while at < len(words):
        for length in range(min(_longest(), len(words) - at), 0, -1):
            if own := names().get(" ".join(words[at : at + length])):
                found.add(own)
                at += length
                break
        else:
            others.append(words[at])
            at += 1
    return frozenset(found), tuple(others)


@cache
def names() -> Mapping[str, str]:
    """Every name, as `spelled`, with Rungs' own name of what it names."""
    file = resources.files(__name__).joinpath("names.toml")
    groups = tomllib.loads(file.read_text(encoding="utf-8"))["names"]
    return {spelled(name): group[0] for group in groups for name in group}


@cache
def _longest() -> int:
    return max(len(name.split()) for name in names())


def spelled(text: str) -> str:
    """Words as names are compared: small, without marks, each in the singular."""
    return " ".join(map(singular, _NOT_A_WORD.sub(" ", text.casefold()).split()))


def singular(word: str) -> str:
    """ "calls" as "call", "replies" as "reply"; "class", "status" and "sla" as they are."""
    if len(word) <= 3 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") else word
