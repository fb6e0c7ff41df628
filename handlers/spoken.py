"""Reading the words behind a command as the person meant them."""

import re
from xml.sax.saxutils import unescape

_MARK = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b\u2060\ufeff]")
_BLANK = re.compile(r"[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_BETWEEN_PEOPLE = re.compile(r"^[\s,;]*(?:(?:and|&amp;|\+)\s*(?=<@))?")
_KEY = re.compile(r"(g-[0-9]+)(?![\w-])[:,]?\s*", re.IGNORECASE)


def legible(text: str) -> str:
    """The text without control characters and half surrogates, which nobody typed or can read, and
    with every blank as a plain one: a pasted no-break space looks like any other.

    PostgreSQL keeps no NUL, and neither database a half surrogate; line ends become "\\n".
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", _BLANK.sub(" ", lines))


def plain(text: str) -> str:
    """What was typed: Slack's marks for people, channels and links undone, and its entities.

    https://docs.slack.dev/interactivity/implementing-slash-commands (should_escape)
    """
    return unescape(_MARK.sub(_typed, text)).strip()


def _typed(mark: re.Match[str]) -> str:
    sign, target, label = mark.groups()
    if not sign:
        address = target.removeprefix("mailto:")
        return address if not label or label in address else f"{label} ({address})"
    before = "#" if sign == "#" else "@"
    return before + (label or target).removeprefix(before)


def person_first(text: str) -> tuple[str | None, str]:
    """The Slack id of the person whom the words begin with, and the words behind them."""
    found = _PERSON.match(text)
    return (found[1], text[found.end() :].strip()) if found else (None, text)


def people_first(text: str) -> tuple[tuple[str, ...], str]:
    """The Slack ids of all the people whom the words begin with, each once, and the words behind:
    "@maya and @sam: thanks".
    """
    found: list[str] = []
    rest = text.strip()
    while mention := _PERSON.match(rest):
        found.append(mention[1])
        rest = _BETWEEN_PEOPLE.sub("", rest[mention.end() :], count=1)
    return tuple(dict.fromkeys(found)), rest.lstrip(" \t\n:,;.–—-").rstrip()


def key_first(text: str) -> tuple[str, str]:
    """The key of a goal (G-12) that the words begin with, "" if none, and the words behind it."""
    found = _KEY.match(text)
    return (found[1].upper(), text[found.end() :]) if found else ("", text)
