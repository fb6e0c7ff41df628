"""What a goal's sentence is about: the thing measured, its nature, its unit, its direction."""

import re
from decimal import Decimal

from goals.amounts import Amount
from goals.goal import UNIT_LENGTH, Direction

GAP = "|"
"""Stands in a sentence where its due date was."""

_I = re.IGNORECASE
_STOP = (
    r"a|an|and|as|at|before|by|currently|daily|during|each|every|for|from|hourly|in|instead|into|"
    r"less|monthly|more|now|on|or|over|per|so|than|that|the|this|to|today|under|until|using|via|"
    r"weekly|when|where|which|while|who|with|within|without|above|below|fewer|least|most|next|is|are|"
    r"across|after|again|among|because|but|if|max|maximum|min|minimum|no|not|once|overall|then"
)
_WORD = rf"(?!(?:{_STOP}|of)\b)[^\W\d_][\w'’&-]*"
_NOUN = rf"{_WORD}(?:\ (?:of\ )?{_WORD}){{0,4}}"
_DOWN_VERB = (
    r"decreas\w+|reduc\w+|cut(?:ting)?|lower(?:ing)?|shorten\w*|drop(?:ping)?|minimi[sz]\w+|"
    r"halv\w+|shrink|trim|slash|eliminate|clear|limit|speed up"
)
_UP_VERB = r"increas\w+|rais\w+|grow(?:ing)?|boost\w*|lift(?:ing)?|doubl\w+|tripl\w+|expand|exceed"
_VERB = (
    rf"{_DOWN_VERB}|{_UP_VERB}|achiev\w+|attain\w*|bring|deliver|get(?:ting)?|have|hit(?:ting)?|hold|"
    r"improv\w+|keep|maintain|make|move|push|reach(?:ing)?|stay|take|turn|"
    r"aim|answer|close|complete|go|finish|handle|reply|resolve|respond|solve|write|record|do|run|attend|"
    r"publish|create|collect|earn|receive|train|coach|shadow|review|host|lead|pass|have|"
    r"call|ring|phone|contact|visit|talk to|speak to|speak with|listen to|process|book|sell|save|"
    r"help|"
    r"greet|check|read|learn|practi[sc]e|send|log|tag|update|ship|sign|win|offer|fix|test"
)
_DIRECTED = re.compile(rf"\b(?:(?P<down>{_DOWN_VERB})|{_UP_VERB})\b", _I)
_MOVED = re.compile(rf"\b(?:{_DOWN_VERB}|{_UP_VERB}|improv\w+)\b", _I)
_OPENING = re.compile(
    r"^\W*(?:(?:i|we|i'll|we'll|my|our|goal|target|aim|objective|the team|want|need|will|"
    r"would like|should|must|please|let's|try|help me|going|is|to|us)\b\W*)*",
    _I,
)
_DETERMINER = r"(?:a|an|the|our|my|their|its|all|at least|overall total)"
_METRIC = re.compile(
    rf"\W*(?:(?:{_VERB})\b)?+\s*(?:{_DETERMINER}\s+)*"
    rf"(?:(?:total\s+)?(?:number|amount|volume|count)\s+of\s+)?(?:{_DETERMINER}\s+)*"
    rf"(?P<metric>(?:(?:percentage|share|proportion)\ of\ )?{_NOUN}(?:\ [0-9]+\ {_NOUN})?)",
    _I,
)
_AFTER_AMOUNT = re.compile(
    rf"\W*(?:(?:more|fewer|less|faster|quicker|shorter|lower|higher|better|extra|additional|"
    rf"reduction|decrease|drop|cut|increase|rise|growth|improvement)\b\s*)?"
    rf"(?:(?:of|in|on)\b\s*)?(?:{_DETERMINER}\s+)*(?P<metric>{_NOUN})",
    _I,
)
_QUALIFIER = re.compile(
    r"(?:\s+(?:older|newer|younger|longer|shorter|later|open|waiting|unanswered|unsolved|untouched|"
    r"for|over|under|above|below|more|less|fewer|after|within|than|beyond)){1,4}"
    r"\s+[0-9]+\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|days?|weeks?|months?)\b"
    r"(?:\s+old)?",
    _I,
)
"""The age or length that tells which ones are meant: "tickets older than 7 days"."""
_MOVES_AT = re.compile(
    rf"\b(?:{_DOWN_VERB}|{_UP_VERB}|improv\w+)\s+(?:{_DETERMINER}\s+)*{_NOUN}\s*$", _I
)
_TRAILING = re.compile(r"(?:\s+(?:up|down|back|score|further|even|again))+$", _I)

_TIME = re.compile(
    r"\b(?:time|(?<=[a-z] )times\b(?! (?:an?|per|each|every)\b)|aht|frt|duration|wait(?:ing)?|"
    r"speed|delay|on hold)\b",
    _I,
)
_SCORE = re.compile(r"\b(?:score|rating|nps|ces|stars?|net promoter)\b", _I)
_SHARE = re.compile(
    r"\b(?:rate|csat|satisfaction|resolution|fcr|adherence|occupancy|utili[sz]ation|percentage|"
    r"share|proportion|compliance|attendance|sla|service level|accuracy|retention|churn|deflection|"
    r"qa|conversion|quality)\b",
    _I,
)
_WANTED_LOW = re.compile(
    r"\b(?:backlog|complain\w*|escalat\w*|errors?|mistakes?|churn|abandon\w*|re-?open\w*|transfers?|"
    r"no-shows?|absen\w+|refunds?|defects?|missed|overdue|unanswered|unresolved|open tickets|"
    r"repeat \w+|attrition|turnover|costs?|bugs?|breaches|late|effort)\b",
    _I,
)
PILE = "backlog|queue|inbox|pile|open|old|overdue|pending|waiting|unanswered"
"""What lies there to be worked off; one part of a pattern."""
_MONEY = re.compile(
    r"\b(?:revenue|sales|turnover|profit|margin|income|budget|savings?|save|spend(?:ing)?|costs?|"
    r"upsell\w*|cross-sell\w*)\b",
    _I,
)
_UP_OR_DOWN = re.compile(r"\b(?:(?P<down>down)|up)\s+$", _I)
NO_MORE = re.compile(rf"\b(?:no|without)\s+(?P<noun>(?:\w+\s+)?{_WANTED_LOW.pattern})", _I)

_PERIOD = re.compile(
    r"(?<!within)(?<!\bin)\s*(?:(?:\ban?|\bper|\beach|\bevery|/)\s*"
    r"(?P<name>working day|workday|day|week|month|hour|shift)\b"
    r"|(?P<adverb>daily|weekly|monthly|hourly)\b)",
    _I,
)
_ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month", "hourly": "hour"}
_COUNTED = re.compile(rf"\+?\s*(?:more\ |extra\ |additional\ |fewer\ )?(?P<noun>{_NOUN})", _I)

_UNDER = re.compile(
    r"(?:under|below|less than|fewer than|at most|no more than|not more than|no longer than|"
    r"lower than|faster than|within|max(?:imum)?(?: of)?\.?|≤|<=?)\s*$",
    _I,
)
_OVER = re.compile(
    r"(?:at least|above|over|more than|higher than|min(?:imum)?(?: of)?\.?|no less than|"
    r"exceed(?:ing)?|better than|beyond|≥|>=?)\s*$",
    _I,
)
_OR_LESS = re.compile(
    r"\s*(?:\w+\s+)?(?:or (?:less|fewer|lower|under|faster)|max(?:imum)?|at most)\b", _I
)
_OR_MORE = re.compile(
    r"\+|\s*(?:\w+\s+)?(?:or (?:more|higher|better|above|over)|min(?:imum)?|at least)\b", _I
)
_LESS = re.compile(
    r"\s*(?:fewer|less|faster|quicker|shorter|lower|off|reduction|decrease|drop|cut)\b", _I
)
_MORE = re.compile(
    r"\s*(?:more|extra|additional|higher|better|increase|rise|growth|improvement)\b(?! than)", _I
)


def metric_of(text: str, first: Amount | None = None, turning: Amount | None = None) -> str:
    """The thing measured, in the sentence's words ("average response time"), "" if none is named.

    It stands before the `first` number, or after the one that the sentence turns on.
    """
    opening = _OPENING.match(text)
    start = opening.end() if opening else 0
    match = _METRIC.match(text, start, max(start, first.start) if first else len(text))
    if match is None and turning is not None:
        match = _AFTER_AMOUNT.match(text, turning.end)
    if match is None:
        return ""
    named = _TRAILING.sub("", match["metric"].strip())
    which = _QUALIFIER.match(text, match.end("metric"))
    is_before = which and (first is None or which.end() <= first.start)
    return f"{named}{which[0]}" if which and is_before else named


def qualifiers(text: str) -> list[tuple[int, int]]:
    """Where words tell which things are meant: "open over 48 hours"."""
    return [match.span() for match in _QUALIFIER.finditer(text)]


def moves_at(text: str, amount: Amount) -> bool:
    """Whether a verb moves a thing, and the amount follows at once: "cut handle time 10%"."""
    return bool(_MOVES_AT.search(text[: amount.start]))


def period_of(text: str, start: int = 0) -> str:
    """ "day" for "40 chats a day" or "daily", from `start` on; "" where no period is named."""
    match = _PERIOD.search(text, start)
    return _period_name(match) if match else ""


def unit_of(amount: Amount, text: str, metric: str) -> str:
    """What the amount counts: "%", "minutes", "chats a day"; "" where the words don't tell."""
    if amount.unit:
        return amount.unit
    counted = _COUNTED.match(text, amount.end)
    noun: str = counted["noun"] if counted else metric
    is_times = text[amount.start : amount.end].casefold() in ("twice", "thrice")
    if is_times:
        noun = "times"
    elif is_share(noun) or is_score(noun) or is_time(noun):
        return ""
    beside = _PERIOD.match(text, counted.end() if counted else amount.end)
    period = _period_name(beside) if beside else "" if counted else period_of(text)
    if not noun:
        return ""
    article = "an" if period == "hour" else "a"
    return fit(f"{noun} {article} {period}" if period else noun, "")


def likely_unit(metric: str, value: Decimal | None) -> str:
    """The unit that such a metric mostly has: a guess."""
    if is_time(metric):
        return "minutes"
    if is_score(metric) or (is_share(metric) and value is not None and value <= 5):
        return "score"
    return "%" if is_share(metric) else ""


def fit(unit: str, otherwise: str) -> str:
    """The unit, or the shorter one where it is longer than a goal keeps."""
    return unit if len(unit) <= UNIT_LENGTH else otherwise


def is_time(metric: str) -> bool:
    return bool(_TIME.search(metric))


def is_money(text: str) -> bool:
    """Whether the words are about money, so that "2m" are millions."""
    return bool(_MONEY.search(text))


def is_score(metric: str) -> bool:
    return bool(_SCORE.search(metric)) and not re.search("rate", metric, _I)


def is_share(metric: str) -> bool:
    return bool(_SHARE.search(metric)) and not is_time(metric)


def is_level(metric: str) -> bool:
    """Whether it is told as a level, and not counted: a share, a score, a time."""
    return is_share(metric) or is_score(metric) or is_time(metric)


def is_wanted_low(metric: str) -> bool:
    return is_time(metric) or bool(_WANTED_LOW.search(metric))


def is_number_like(metric: str) -> bool:
    """Whether this is something that a number tells, even if the sentence gives none."""
    return is_share(metric) or is_score(metric) or is_wanted_low(metric)


def is_change_wanted(text: str) -> bool:
    """Whether the sentence asks for something to move: "improve CSAT", "reduce the backlog"."""
    return bool(_MOVED.search(text))


def verb_direction(text: str) -> Direction | None:
    """Where the sentence's first telling verb points: "reduce" down, "raise" up."""
    match = _DIRECTED.search(text)
    if match is None:
        return None
    return Direction.DOWN if match["down"] else Direction.UP


def bound_direction(text: str, amount: Amount) -> Direction | None:
    """Where words beside the target point: "under 2 minutes" down, "90 % or more" up."""
    before, after = text[: amount.start], text[amount.end :]
    if _UNDER.search(before) or _OR_LESS.match(after):
        return Direction.DOWN
    return Direction.UP if _OVER.search(before) or _OR_MORE.match(after) else None


def change_direction(text: str, amount: Amount) -> Direction | None:
    """Where words beside a change point: "20 % faster", "down 20 %"; None if it is none by them."""
    before, after = text[: amount.start], text[amount.end :]
    beside = None if counts_things(text, amount) else _UP_OR_DOWN.search(before)
    if _LESS.match(after) or (beside and beside["down"]):
        return Direction.DOWN
    return Direction.UP if _MORE.match(after) or beside else None


def counts_things(text: str, amount: Amount) -> bool:
    """Whether a thing that can be counted follows the number ("chats", not "stars")."""
    counted = _COUNTED.match(text, amount.end)
    return counted is not None and not is_score(counted["noun"])


def _period_name(match: re.Match[str]) -> str:
    name = (match["name"] or _ADVERBS[match["adverb"].lower()]).lower()
    return "day" if name.startswith("work") else name
