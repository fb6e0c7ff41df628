"""The sub-commands of `/goal`; one table drives the dispatch, the help and "did you mean"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from goals.first_words import ALIASES, understood
from handlers.deps import Deps
from handlers.spoken import plain
from handlers.triggers import Command
from handlers.views.help import help_message, unknown_message, without_words
from handlers.views.message import Message

CLOSE_ENOUGH = 60
A_SENTENCE = 4
"""So many words that are no command are the sentence of a goal."""


@dataclass(frozen=True)
class SubCommand:
    """One `/goal <name> …`. `usage` shows what follows the name; `summary` is its help line.

    `do` answers with a message, or with None when it opened a modal. One without a usage reads no
    words, unless `reads_words`; who typed some hears so.
    """

    name: str
    usage: str
    summary: str
    do: Callable[[Deps, Command], Message | None]
    reads_words: bool = False


def dispatcher(table: Sequence[SubCommand], deps: Deps) -> Callable[[Command], Message | None]:
    """What answers `/goal …`: the sub-command that the words mean, `today` for no words at all."""
    by_name = {sub.name: sub for sub in table}
    names = [*by_name, "help"]

    def answer(command: Command) -> Message | None:
        meant = understood(command.words, names)
        if meant is None:
            return unknown(command)
        name, rest = meant
        if name == "help":
            return help_message([(sub.name, sub.usage, sub.summary) for sub in table])
        sub = by_name[name]
        done = sub.do(deps, replace(command, words=rest))
        if done and rest and not (sub.usage or sub.reads_words):
            return without_words(done, sub.name, plain(rest))
        return done

    def unknown(command: Command) -> Message | None:
        first, rest = (*plain(command.words).split(maxsplit=1), "", "")[:2]
        known = list(dict.fromkeys([*names, *ALIASES]))
        close = process.extractOne(
            first.lower()[:40], known, scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH
        )
        if close is None and len(command.words.split()) >= A_SENTENCE and "new" in by_name:
            return by_name["new"].do(deps, command)
        nearest = ALIASES.get(close[0], close[0]) if close else None
        return unknown_message(first, rest, nearest)

    return answer
