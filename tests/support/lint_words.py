"""How texts read: what no message or view may say, whatever its numbers are."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

_NOT_PLURAL = "is|was|has|this|its|as|us|less|waits|adds|counts|stands|goes|(?:\\w+(?:ss|us|is))"
_NOUNS = "goal|draft|rung|answer|input|proposal|team|template|person|week|member"
_FAULTS = {
    "one of many": re.compile(
        rf"(?<![\w.,:/–-])1 (?!(?:{_NOT_PLURAL})\b)(?:\w+s|people|are|were|have|that add)\b"
    ),
    "many of one": re.compile(rf"(?<![\w.,:/–-])(?:0|[2-9]|[1-9][0-9]+) (?:{_NOUNS})\b"),
    "a list with and, and and": re.compile(r"\b\d+ and \d+ and \d+\b|\b[A-Z]\w+ and [A-Z]\w+ and "),
    "a date for machines": re.compile(r"(?<![\w/:-])20\d\d-\d\d-\d\d(?![\w/-])"),
    "an id of Slack's": re.compile(r"(?<![\w<@#!|])[@#]?[UWCDT]0[A-Z0-9]{6,}(?![\w>|])"),
}
_DECIMAL = re.compile(r"(?<![\w.,])\d{2,}\.\d{3,}(?![\w.])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|```.*?```|`[^`]*`|^(?:&gt;|>).*$", re.S | re.M)
"""What somebody said, or is to type, is theirs."""


def word_problems(payload: Mapping[str, Any]) -> Iterator[str]:
    """What reads badly in a message or a view."""
    for text in _texts(payload):
        plain = _QUOTED.sub("…", text)
        for fault, pattern in _FAULTS.items():
            if found := pattern.search(plain):
                yield f"{fault}: {found[0]!r} in {text!r}"
        for number in _DECIMAL.findall(plain):
            if not str(round(Decimal(number), 2)).endswith("0"):
                yield f"a number longer than anybody says: {number!r} in {text!r}"


def _texts(part: Any) -> Iterator[str]:
    """Every text of Rungs' own that is read, and none that stands in a field as it was typed."""
    if isinstance(part, Mapping):
        for key, value in part.items():
            if key == "text" and isinstance(value, str):
                yield value
            elif key not in ("value", "initial_value", "private_metadata"):
                yield from _texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value)
