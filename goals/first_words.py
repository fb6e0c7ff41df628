"""What people type first, as the command that they mean: "G-19 86", "done G-5", "kudos @sam".

Words that are no command are not guessed at where they could do something: "G-19 86" reports, as
nothing else could be meant by it, and "delete" alone asks which goal.
"""

import re
from collections.abc import Collection

ALIASES = {
    "?": "help",
    "commands": "help",
    "hello": "help",
    "hi": "help",
    "add": "new",
    "create": "new",
    "set": "new",
    "start": "new",
    "goals": "list",
    "ls": "list",
    "all": "list",
    "mine": "list",
    "status": "today",
    "check": "today",
    "check-in": "checkin",
    "check_in": "checkin",
    "ci": "checkin",
    "log": "checkin",
    "report": "checkin",
    "update": "checkin",
    "view": "show",
    "see": "show",
    "card": "show",
    "edit": "revise",
    "change": "revise",
    "adjust": "revise",
    "modify": "revise",
    "delete": "close",
    "remove": "close",
    "stop": "close",
    "end": "close",
    "finish": "close",
    "drop": "close",
    "suggest": "propose",
    "share": "together",
    "join": "together",
    "link": "align",
    "template": "templates",
    "teams": "team",
    "people": "team",
    "settings": "schedule",
    "times": "schedule",
    "time": "schedule",
    "hours": "schedule",
    "reminders": "schedule reminders",
    "reminder": "schedule reminders",
    "pause": "away",
    "ooo": "away",
    "pto": "away",
    "off": "away",
    "leave": "away",
    "vacation": "away",
    "holiday": "away",
    "holidays": "away",
    "sick": "away sick",
    "ill": "away sick",
    "back": "away back",
    "kudos": "feedback",
    "praise": "feedback",
    "thanks": "feedback",
    "thank": "feedback",
    "idea": "input",
    "obstacle": "input",
    "request": "input",
    "purpose": "mission",
    "profile": "me",
    "retro": "review",
    "lookback": "review",
}
"""A first word, and the command that it is for."""

_KEY = r"g-?[0-9]{1,9}"
_KEY_FIRST = re.compile(rf"({_KEY})(?![\w-])[:,]?\s*(.*)", re.IGNORECASE | re.DOTALL)
_STATE_FIRST = re.compile(
    rf"(done|not yet|not done|blocked|at[- ]risk|on[- ]track)\s+({_KEY})(?![\w-])[:,]?\s*(.*)",
    re.IGNORECASE | re.DOTALL,
)
_REPORT = re.compile(
    r"[-+−]?[$€£]?[.]?[0-9]|(?:all )?done\b|not (?:yet|done)\b|blocked\b|at[- ]risk\b|on[- ]track\b"
    r"|yesterday\b|[✓✅]|:white_check_mark:",
    re.IGNORECASE,
)
_MENTION = re.compile(r"<@[UW][A-Z0-9]+(?:\|[^<>]*)?>\s*$")
_NUMBER_FIRST = re.compile(r"([0-9]{1,9})(?![\w-])\s*(.*)", re.DOTALL)
WITH_KEY = ("show", "revise", "close", "together", "align", "propose", "review", "undo")
"""Commands about one goal: "G-19 close" is "close G-19"."""


def understood(words: str, names: Collection[str]) -> tuple[str, str] | None:
    """The command (one of `names`) and its words that somebody means; None where nobody can tell.

    No words at all are the day's goals.
    """
    first, rest = (*words.split(maxsplit=1), "", "")[:2]
    name = first.lower().rstrip(":,.!")
    if not first:
        return "today", ""
    if name in names:
        return name, _keyed(name, rest)
    if said := _STATE_FIRST.fullmatch(words):
        return "checkin", f"{said[2]} {said[1]} {said[3]}".strip()
    if keyed := _KEY_FIRST.fullmatch(words):
        return _of_goal(keyed[1], keyed[2], names)
    if _REPORT.match(words):
        return "checkin", words
    if alias := ALIASES.get(name) or ALIASES.get(first.lower()):
        target, _, before = alias.partition(" ")
        return (target, " ".join(filter(None, (before, rest)))) if target in names else None
    return ("team", words) if _MENTION.fullmatch(words) else None


def _of_goal(key: str, rest: str, names: Collection[str]) -> tuple[str, str]:
    if not rest:
        return "show", key
    verb, _, behind = rest.partition(" ")
    target = ALIASES.get(verb.lower(), verb.lower())
    if target in names and target in WITH_KEY:
        return target, f"{key} {behind}".strip()
    return "checkin", f"{key} {rest}"


def _keyed(name: str, rest: str) -> str:
    """ "close 5" is about G-5."""
    number = _NUMBER_FIRST.fullmatch(rest) if name in WITH_KEY else None
    return f"G-{number[1]} {number[2]}".strip() if number else rest


def with_key(words: str) -> tuple[str, str] | None:
    """The digits of a goal's key and the report behind it that "4 36" may be; None for others."""
    said = re.fullmatch(r"([0-9]{1,9}) ([-+−]?[0-9][0-9.,]*%?)(?!\S)(.*)", words, re.DOTALL)
    return (said[1], f"{said[2]}{said[3]}") if said else None
