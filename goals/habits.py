"""How a person writes what others would read in another way: 4/12, and 1.234."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habits:
    """Somebody's order of day and month, and their decimal mark, as their language has them."""

    day_first: bool | None = None
    """Whether 4/12 is 4 December; None where nobody can tell, and the person is asked."""
    decimal: str = ""
    """The mark before the decimals, "." or ","; "" where nobody can tell, likewise."""


UNKNOWN = Habits()
WRITTEN = Habits(decimal=".")
"""Of what Rungs itself has written down."""
