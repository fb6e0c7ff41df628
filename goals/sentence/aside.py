"""What is to hold beside a goal: "while keeping CSAT above 90%", "without QA falling below 90%"."""

import re
from dataclasses import replace

from goals.amounts import Amount, find_amounts
from goals.goal import Guard
from goals.guard import NAME_LENGTH, Bound, bound_at, guard_of
from goals.habits import Habits
from goals.sentence import metric
from goals.sentence.reading import Aside, Reading

_I = re.IGNORECASE
_BEGINS = re.compile(
    r"[\s,;(–—-]*\b(?P<word>while|whilst|as long as|so long as|provided(?: that)?|without|with"
    r"|(?:but|and)(?: (?:still|also))? keep(?:ing)?|(?<=, )keeping|(?<=, )maintaining"
    r"|and (?=no \w+ than\b))\b",
    _I,
)
_ENDS = re.compile(r"[,;.)](?!\d)|\|")
_VERB = (
    r"keep\w*|kept|hold\w*|maintain\w*|stay\w*|remain\w*|is|are|be|being|let|letting|lets|allow\w*|"
    r"drop\w*|fall\w*|go|goes|going|ris\w+|climb\w*|get|gets|getting|sink\w*|slip\w*|hav\w+|has|"
    r"los\w+|hurt\w*|push\w*|rais\w+|increas\w+|decreas\w+|lower\w*|reduc\w+|cut|cutting|mak\w+|"
    r"bring\w*|see|seeing|handl\w+|answer\w*|tak\w+|deliver\w*|reply\w*|achiev\w+|reach\w*|"
    r"still|also|always|ever|it|down|up"
)
_DETERMINER = r"the|a|an|my|our|their|its|your"
_LEADING = re.compile(rf"^(?:(?:{_VERB}|{_DETERMINER})\b\s*)+", _I)
_TRAILING = re.compile(rf"(?:\s*\b(?:{_VERB}|at|of|to|with))+$", _I)
_MOVES = re.compile(rf"\b(?:{_VERB})\b", _I)
_NAMED_AFTER = re.compile(
    r"(?:(?:of|in|for|on)\s+)?(?:(?:the|our|my)\s+)?"
    r"(?P<name>[^\W\d_][\w'’&-]*(?: [^\W\d_][\w'’&-]*){0,3})"
)


def set_aside(text: str, reading: Reading, habits: Habits) -> tuple[str, Reading]:
    """The sentence without what is to hold beside its goal, and the reading with that; where it
    names no measure, the words are left open, and its number is nobody's target.
    """
    for begins in _BEGINS.finditer(text):
        start = begins.end()
        ends = _ENDS.search(text, start)
        clause = text[start : ends.start() if ends else len(text)]
        word = begins["word"].casefold()
        amount = next(find_amounts(clause, habits, clock=metric.is_time(clause)), None)
        if amount is None:
            continue
        if not _is_beside(word, clause, amount, text[: begins.start()]):
            continue
        partner, end = _partner(word, clause, amount)
        rest = _blank(text, begins.start(), start + end)
        if partner:
            return rest, replace(reading, partner=partner)
        words = f"{begins['word']} {clause[:end].strip()}"
        return rest, replace(reading, doubts=(*reading.doubts, Aside(words)))
    return text, reading


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + metric.GAP.ljust(end - start) + text[end:]


def _is_beside(word: str, clause: str, amount: Amount, before: str) -> bool:
    """Whether a clause says what is to hold, and not what the goal is: "with 3 agents"."""
    if not re.search(r"\w\s+\w", before):
        return False
    if word == "without":
        return bool(_MOVES.search(clause[: amount.start])) or "exceed" in clause.casefold()
    if word != "with" and not word.startswith("and"):
        return True
    bound = bound_at(clause, amount)
    is_share = amount.unit == "%" or metric.is_share(bound.before) or metric.is_score(bound.before)
    goal_has_number = any(find_amounts(before))
    return goal_has_number and (bound.is_floor is not None or (word == "with" and is_share))


def _partner(word: str, clause: str, amount: Amount) -> tuple[Guard | None, int]:
    """The partner measure, and where in the clause it ends."""
    bound = bound_at(clause, amount)
    end = len(clause) - len(bound.after)
    name = _LEADING.sub("", _TRAILING.sub("", bound.before.strip(" ,")))
    name = _TRAILING.sub("", name).strip()
    if not re.search(r"\w", name):
        after = _NAMED_AFTER.match(bound.after)
        name = after["name"] if after else ""
        end += after.end() if after else 0
    if not name or len(name) > NAME_LENGTH:
        return None, len(clause)
    if bound.is_floor is not None and word == "without" and not _is_negated(clause, bound):
        bound = replace(bound, is_floor=not bound.is_floor)
    return guard_of(name, bound, is_floor=not metric.is_wanted_low(name)), end


def _is_negated(clause: str, bound: Bound) -> bool:
    """ "Without going over no more than 5": words that bound as they stand."""
    return bool(re.search(r"\b(?:no|not|at)\b", clause[: bound.amount.start], re.IGNORECASE))
