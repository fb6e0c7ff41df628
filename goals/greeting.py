"""What somebody is greeted by, of the name that they show in Slack.

People put more into a display name than a name: "[OOO] Ana Lima", "🌴 Ana", "Lima, Ana",
"Dr. Ana Lima", "Ana (she/her)", "ana.lima | Support".
"""

import re

_BRACKETED = re.compile(r"\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|<[^>]*>|:[a-z0-9_+-]+:", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|•·–—/-]+\s*|\s*[|•·]\s*|\s+@\s*")
_STATUS = re.compile(
    r"^(?:ooo|pto|afk|wfh|brb|away|out|on leave|on vacation|vacation)\b[\s:,-]*", re.IGNORECASE
)
_TITLES = re.compile(
    r"^(?:(?:prof|dr|mr|mrs|ms|mx|miss|sir|herr|frau|sr|sra|mme|ing|dipl|mag)\b\.?"
    r"(?:-?ing\.?)?\s*)+(?=\S)",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r"^(?:jr|sr|phd|md|mba|ii|iii|iv|esq)\.?$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")


def first_name(name: str) -> str:
    """The name that a greeting uses; never "" for a name that is not."""
    plain = _BRACKETED.sub(" ", name)
    named = [_tidy(part) for part in _PARTS.split(plain) if _LETTER.search(part)]
    parts = list(filter(None, named))
    whole = parts[0] if parts else ""
    _, comma, first = whole.partition(",")
    if comma and first.strip() and not _SUFFIX.match(first.strip()):
        whole = first
    words = [word for word in whole.replace("_", " ").split() if _LETTER.search(word)]
    if not words:
        return name.split()[0] if name.split() else name
    called = _trimmed(words[0])
    if "." in called and len(words) == 1 and not called.endswith("."):
        called = called.split(".")[0]  # ana.lima
    return _cased(called, alone=len(words) == 1)


def _tidy(part: str) -> str:
    return _TITLES.sub("", _STATUS.sub("", part.strip()))


def _trimmed(word: str) -> str:
    """The word without what is neither letter nor digit at its ends: "🌴Ana!"."""
    start = next(i for i, c in enumerate(word) if c.isalnum())
    end = max(i for i, c in enumerate(word) if c.isalnum() or c in ".'’") + 1
    return word[start:end]


def _cased(name: str, *, alone: bool) -> str:
    """ "ANA" and "ana" as "Ana"; "AJ" and "McKay" as they are."""
    if (name.isupper() and len(name) > 2) or (name.islower() and alone):
        return name[0].upper() + name[1:].lower()
    return name
