"""Ten thousand characters of anything are read, or refused, at once."""

import time
from contextlib import suppress
from datetime import date

import pytest

from goals import alignment, draft, guard, hold, templates
from goals.amounts import find_amounts
from goals.errors import Refusal
from handlers import spoken
from handlers.reading import read_date, read_sentence

LENGTH = 10_000
AT_ONCE = 1.0
"""Seconds of the processor; a pattern that tries every beginning with every end takes tens."""
TODAY = date(2026, 11, 23)
PIECES = (" ", ",", " ,", ": ", "over ", "weight ", "1", "1,", "1\n", "under ", "as a ", "5 jan ",
          "from ", "per ", "<@U1|", "a-", "12:")  # fmt: skip
READERS = {
    "a partner measure": guard.read_guard,
    "an alignment": alignment.read_wish,
    "a weight": alignment.read_weight,
    "a template's name": templates.name_of,
    "a count": hold.read_count,
    "amounts": lambda text: list(find_amounts(text)),
    "a sentence": lambda text: read_sentence(text, TODAY, 1),
    "a date": lambda text: read_date(text, TODAY),
    "a command": spoken.plain,
    "rungs": lambda text: draft.draft(
        draft.Written("x", date(2026, 12, 18), baseline="25", target="40", rungs=text),
        TODAY,
        read_date,
    ),
}


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_it_takes_no_longer_than_it_is_long(reader, piece):
    words = f"G-12 under x {piece * (LENGTH // len(piece))} 85 %"
    began = time.process_time()
    with suppress(Refusal, draft.FieldProblems):
        reader(words)
    assert time.process_time() - began < AT_ONCE
