"""What a section measures, at what size, and how a line of it reads."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Result:
    """One line. `ratio` is to what `beside` names; the goal bounds it, or else the value.

    Without a goal the line is there to make the others understood.
    """

    measure: str
    value: float
    unit: str
    ratio: float | None = None
    beside: str = ""
    at_least: float | None = None
    at_most: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        bounded = self.value if self.ratio is None else self.ratio
        if self.at_least is not None:
            return bounded >= self.at_least
        if self.at_most is not None:
            return bounded <= self.at_most
        return None

    def __str__(self) -> str:
        return " ".join(
            (
                f"{self.measure:<54}",
                f"{_number(self.value):>9} {self.unit:<11}",
                f"{self._ratio():<22}",
                f"{self._goal():<10}",
                {True: "met", False: "NOT MET", None: ""}[self.met],
            )
        ).rstrip()

    def _ratio(self) -> str:
        return "" if self.ratio is None else f"{self.ratio:.2f} x {self.beside}"

    def _goal(self) -> str:
        times = "" if self.ratio is None else " x"
        if self.at_least is not None:
            return f">= {self.at_least:g}{times}"
        return "" if self.at_most is None else f"<= {self.at_most:g}{times}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured. Counts of requests are for one round."""

    rounds: int
    requests: int
    sequential: int
    burst: int
    people: int
    more_people: int
    due: int
    ticks: int
    messages: int
    paced: int
    sent_behind: int
    claims: int
    starts: int
    watch_seconds: float


FULL = Size(
    rounds=7,
    requests=320,
    sequential=120,
    burst=200,
    people=1_000,
    more_people=1_000_000,
    due=10_000,
    ticks=300,
    messages=1_500,
    paced=10_000,
    sent_behind=500_000,
    claims=300,
    starts=5,
    watch_seconds=5.0,
)
QUICK = Size(
    rounds=3,
    requests=160,
    sequential=60,
    burst=200,
    people=1_000,
    more_people=100_000,
    due=10_000,
    ticks=100,
    messages=400,
    paced=1_000,
    sent_behind=50_000,
    claims=100,
    starts=2,
    watch_seconds=1.0,
)

Section = Callable[[Path, Size], Iterator[Result]]
"""Measures in a folder of its own, and yields each line as soon as it is known."""
