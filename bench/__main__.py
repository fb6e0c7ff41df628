"""`make bench`, or `python -m bench`: each measure beside its goal."""

import argparse
import os
import platform
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.acknowledging import acknowledging
from bench.bursting import bursting
from bench.delivering import delivering
from bench.logs import logged_to
from bench.pacing import pacing
from bench.processes import ROOT
from bench.profiling import PROFILES, profile
from bench.result import FULL, QUICK, Section
from bench.starting import starting
from bench.ticking import ticking
from store import database

SECTIONS: dict[str, Section] = {
    "acknowledging": acknowledging,
    "bursting": bursting,
    "ticking": ticking,
    "delivering": delivering,
    "pacing": pacing,
    "starting": starting,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="bench", description="Measure Rungs beside the bare ideal; goals decide nothing."
    )
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--quick", action="store_true", help="less of everything: a minute")
    parser.add_argument(
        "--profile", choices=sorted(PROFILES), help="say where the time of one thing goes instead"
    )
    given = parser.parse_args()
    if unknown := set(given.sections) - set(SECTIONS):
        parser.error(f"no section {', '.join(sorted(unknown))}; there are {', '.join(SECTIONS)}")
    place = ROOT / ".cache"  # on a real disk, where a commit costs what it costs
    place.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=place) as made:
        folder = Path(made)
        with logged_to(folder / "bench.log"):
            if given.profile:
                print(profile(given.profile, folder))
            else:
                _measure(given.sections or list(SECTIONS), folder, quick=given.quick)


def _measure(names: list[str], folder: Path, *, quick: bool) -> None:
    began = time.perf_counter()
    print(_machine(folder), flush=True)
    verdicts = []
    for name in names:
        print(f"\n{name}", flush=True)
        for result in SECTIONS[name](folder, QUICK if quick else FULL):
            print(f"  {result}", flush=True)
            verdicts.append(result.met)
    met, missed = verdicts.count(True), verdicts.count(False)
    print(f"\n{met} goals met, {missed} not, in {time.perf_counter() - began:.0f} s")


def _machine(folder: Path) -> str:
    """What the figures hold for."""
    engine = database.open_database(f"sqlite:///{folder / 'commit.db'}")
    times = []
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw
        raw.execute("CREATE TABLE t (n)")
        for number in range(200):
            began = time.perf_counter()
            raw.execute("INSERT INTO t VALUES (?)", (number,))
            times.append(time.perf_counter() - began)
    engine.dispose()
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite "
        f"{sqlite3.sqlite_version}, {platform.system()}; a commit takes "
        f"{median(times) * 1000:.2f} ms. The servers, Slack and the client share the cores."
    )


if __name__ == "__main__":
    main()
