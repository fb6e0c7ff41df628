"""Whose goal a sentence sets, where it says so: "personal: learn Spanish", "… (only me)"."""

import re

_OPENS = re.compile(
    r"(?:an?\s+|my\s+)?personal(?:\s+goal)?(?=[\s:,;–—-]|$)(?:\s+(?:is\s+)?to(?=\s))?[\s:,;–—-]*"
    r"|(?:(?:an?\s+|my\s+)?private(?:\s+goal)?|(?:only|just)(?:\s+for)?\s+me|for\s+me(?:\s+only)?)"
    r"(?:\s*[:,;–—]+\s*|\s+-\s+|$)",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"(?:\s*[,;:–—]\s*|\s+-\s+|\s*[(\[]\s*)"
    r"(?:(?:as\s+)?an?\s+personal\s+goal|personal|private|(?:only|just)(?:\s+for)?\s+me|"
    r"for\s+me\s+(?:only|alone))\s*[)\]]?[\s.!]*$",
    re.IGNORECASE,
)
_TITLE = re.compile(r"Personal\s+[a-z]")
""" "Personal best of 60 chats": the word belongs to the goal's own, and tells whose it is too."""


def read_whose(sentence: str) -> tuple[bool, str]:
    """Whether the words set a personal goal, and the sentence without the word that says so."""
    if closes := _CLOSES.search(sentence):
        return True, sentence[: closes.start()]
    if opens := _OPENS.match(sentence):
        return True, sentence if _TITLE.match(sentence) else sentence[opens.end() :]
    return False, sentence
