"""Names that people type, and Slack's marks for people, turned into each other."""

import re

from goals.people import Person
from store import people
from store.database import Tx

_BY_HAND = re.compile(r"@[^\s<>@:,;]+")
_MARK = re.compile(r"<@[^<>]*>")
_UNNAMED = re.compile(r"<@([UW][A-Z0-9]+)>")
_JOINS = re.compile(r"[\s,;&+]*(?:and\s+)?")
MOST_NAMED = 10


def with_mentions(tx: Tx, workspace_id: int, text: str) -> str:
    """The words with the names that they begin with as Slack's marks: "@maya thanks", typed by
    hand, as "<@U1|Maya> thanks". A name that several have, or nobody, stays as it is.
    """
    at, marked = 0, ""
    for _ in range(MOST_NAMED):
        between = _JOINS.match(text, at)
        start = between.end() if between else at
        if mark := _MARK.match(text, start):
            marked, at = marked + text[at : mark.end()], mark.end()
            continue
        named = _BY_HAND.match(text, start)
        found = _called(tx, workspace_id, text[named.start() + 1 :]) if named else None
        if found is None:
            break
        person, length = found
        marked += f"{text[at:start]}<@{person.user_id}|{person.name}>"
        at = start + 1 + length
    return marked + text[at:]


def _called(tx: Tx, workspace_id: int, text: str) -> tuple[Person, int] | None:
    """The one person whose name the text begins with, and how long it stands there."""
    word = text.split(maxsplit=1)[0].rstrip(":,;.!?") if text.split() else ""
    if not word:
        return None
    alike = people.called(tx, workspace_id, word)
    longer = [p for p in alike if len(p.name.split()) > 1]
    whole = [p for p in longer if text.casefold().startswith(p.name.casefold())]
    if len(whole) == 1:
        return whole[0], len(whole[0].name)
    return (alike[0], len(word)) if len(alike) == 1 else None


def name_if_left(tx: Tx, person_id: int) -> str:
    """The name of somebody who has left Slack; "" of who is there."""
    person = people.by_ids(tx, [person_id])[person_id]
    return "" if person.active else person.name


def with_names(tx: Tx, workspace_id: int, text: str) -> str:
    """The words with the name of each person whose mark has none: in a direct message "<@U1>"
    stands for Maya, and a note is to say so.
    """
    ids = set(_UNNAMED.findall(text))
    if not ids:
        return text
    names = {person.user_id: person.name for person in people.by_user_ids(tx, workspace_id, ids)}
    return _UNNAMED.sub(
        lambda mark: f"<@{mark[1]}|{names[mark[1]]}>" if mark[1] in names else mark[0], text
    )
