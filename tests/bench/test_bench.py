"""The benchmark works: each section measures what it says. How fast decides nothing here."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.__main__ import SECTIONS
from bench.logs import logged_to
from bench.profiling import PROFILES, profile
from bench.result import QUICK, Result

TINY = replace(
    QUICK,
    rounds=1,
    requests=16,
    sequential=2,
    burst=8,
    people=10,
    more_people=100,
    due=60,
    ticks=2,
    messages=6,
    paced=60,
    sent_behind=50,
    claims=3,
    starts=1,
    watch_seconds=0.1,
)
EXPECTED = {
    "acknowledging": [
        "a bare acknowledgement, 16 at once",
        "10 goals by the least, 16 at once",
        "/goal list of 10 goals, 16 at once",
        "a bare acknowledgement, alone",
        "10 goals by the least, alone",
        "/goal list of 10 goals, alone",
        "a check-in by the least, 16 at once",
        "/goal checkin, committed, 16 at once",
        "refused of 16",
        "Home opened, 10 goals, and published",
        "/goal team of 50 people",
        "/goal list: SQL",
        "/goal checkin: SQL",
        "Home opened: SQL",
        "/goal team: SQL",
    ],
    "bursting": [
        "8 x /goal list: within 1 s",
        "8 x /goal list: the last",
        "8 x /goal checkin: within 1 s",
        "8 x /goal checkin: the last",
        "8 x /goal new, each opening a form: within 1 s",
        "8 x /goal new, each opening a form: the last",
    ],
    "ticking": [
        "a tick, nothing due, 10 people",
        "a tick, nothing due, 100 people",
        "60 due people queued",
        "memory grown meanwhile",
    ],
    "delivering": [
        "6 check-ins delivered",
        "a claim, nothing sent before",
        "a claim, 50 sent rows behind it",
    ],
    "pacing": [
        "60 check-ins at 400 a minute",
        "lost",
        "doubled",
        "refused for some seconds",
        "the most in any minute",
        "until the last was sent, by the simulated clock",
    ],
    "starting": [
        "start to ready",
        "the first start, which makes the tables",
        "idle: the worker process",
        "idle: with its arbiter, shared pages once",
    ],
}

MAY_BE_NOTHING = ("memory grown meanwhile", "refused of 16", "lost", "doubled")


@pytest.mark.parametrize("name", SECTIONS)
def test_each_section_measures_what_it_says(name: str, tmp_path: Path) -> None:
    with logged_to(tmp_path / "bench.log"):
        results = list(SECTIONS[name](tmp_path, TINY))
    assert [result.measure for result in results] == EXPECTED[name]
    assert all(result.value > 0 for result in results if result.measure not in MAY_BE_NOTHING)


@pytest.mark.parametrize("name", ["list", "queue"])
def test_a_profile_names_where_the_time_goes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.profiling.TIMES", 4)
    with logged_to(tmp_path / "bench.log"):
        told = profile(name, tmp_path)
    assert {"list": "list_goals", "queue": "queue_due"}[name] in told
    assert set(PROFILES) == {"list", "checkin", "home", "team", "delivery", "queue"}


@pytest.mark.parametrize(
    ("result", "met"),
    [
        (Result("a", 2.0, "s"), None),
        (Result("a", 2.0, "s", at_most=2), True),
        (Result("a", 2.1, "s", at_most=2), False),
        (Result("a", 150.0, "a second", at_least=150), True),
        (Result("a", 149.0, "a second", at_least=150), False),
        (Result("a", 900.0, "a second", 0.7, "bare", at_least=0.6), True),
        (Result("a", 900.0, "a second", 0.5, "bare", at_least=0.6), False),
    ],
)
def test_a_goal_bounds_the_ratio_where_there_is_one(result: Result, met: bool | None) -> None:
    assert result.met is met
    assert str(result).endswith({True: "met", False: "NOT MET", None: "s"}[met])
