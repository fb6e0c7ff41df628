"""The sub-commands of `/goal`: one table drives the dispatch, the help and "did you mean"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from handlers.deps import Deps
from handlers.triggers import Command
from handlers.views.help import help_message, unknown_message
from handlers.views.message import Message

CLOSE_ENOUGH = 60


@dataclass(frozen=True)
class SubCommand:
    """One `/goal <name> …`. `usage` shows what follows the name; `summary` is its help line.

    `do` answers with a message, or with None when it opened a modal.
    """

    name: str
    usage: str
    summary: str
    do: Callable[[Deps, Command], Message | None]


def dispatcher(table: Sequence[SubCommand], deps: Deps) -> Callable[[Command], Message | None]:
    """What answers `/goal …`: the sub-command of the first word; `today` for no words at all."""
    by_name = {sub.name: sub for sub in table}

    def answer(command: Command) -> Message | None:
        name, rest = (*command.words.split(maxsplit=1), "", "")[:2]
        name = name.lower() or "today"
        if name == "help":
            return help_message([(sub.name, sub.usage, sub.summary) for sub in table])
        if name not in by_name:
            close = process.extractOne(
                name[:40], list(by_name), scorer=fuzz.ratio, score_cutoff=CLOSE_ENOUGH
            )
            return unknown_message(name, close[0] if close else None)
        return by_name[name].do(deps, replace(command, words=rest.strip()))

    return answer
