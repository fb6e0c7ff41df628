"""A full disk and a read-only database: said clearly, unready, and never a half-written row."""

import ctypes
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import psutil
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from store.tables import metadata
from tests.faults.crew import Crew, Hand, until
from tests.faults.live import EVERY_DAY, Live
from tests.support import envelopes
from tests.support.people import User

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE = 24, 1
"""prctl(2), capabilities(7)."""


@pytest.fixture
def maya(live: Live) -> User:
    live.seed_team("Care", lead="tom", members=[live.user("maya", tz="UTC")], days=EVERY_DAY)
    live.seed_goal("maya", rungs=(30, 35), due="2099-12-18")
    live.unasked(*live.users.values())
    return live.users["maya"]


def test_people_hear_that_nothing_can_be_kept_and_nothing_is_kept_by_half(
    live: Live, maya: User, no_room: Callable[[Hand], None]
):
    program = live.start(RUNGS_SHOUT_OUT_GRACE="0")
    form = maya.goal("new Reply to 60 chats a day, from 25, within six months")
    before, whole = live.counts(), contents(live)
    with no_room(program):
        refused = maya.submit(form)
        assert not refused.closed and "try again" in refused.words
        assert "try again" in maya.goal("checkin G-1 40 Macros helped").words
        direct = live.slack.direct(maya.id)
        said = {"channel": direct.id, "channel_type": "im", "user": maya.id, "text": "G-1 31"}
        event = envelopes.event(live.slack, "message", said | {"ts": "1.1"}, "EvFull")
        assert live.send(event)[0] >= 500, "Slack sends it again"
        status, answer = program.ask("/readyz")
        assert status == 503 and answer["checks"]["database"].startswith("cannot be used")
        assert program.ask("/healthz")[0] == 200 and program.is_running
        assert live.counts() == before and contents(live) == whole
        assert "G-1" in maya.goal("list").words, "what only reads goes on"

    until(lambda: program.readiness().get("database") == "ok", "ready again")
    assert until(lambda: not (taken := maya.submit(form)).errors and taken, "taken")
    live.insist(event)
    live.settle()
    added = {t: n - before[t] for t, n in live.counts().items() if n != before[t] and t != "outbox"}
    assert added == {"goal": 1, "rung": 1, "check_in": 1}
    assert len(live.keys_in(live.channels["care"])) == 1, "rung 1, once"
    told = [e["why"] for e in program.logged() if "database" in e["event"] and e.get("why")]
    assert any(("disk" in why or "read-only" in why) for why in told), told
    if live.deps.engine.dialect.name == "sqlite":
        with live.deps.read() as tx:
            assert tx.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@pytest.fixture(params=["a limit", "a small disk", "a standby"])
def no_room(request: pytest.FixtureRequest) -> Iterator[Callable]:
    """A context in which this program can write nothing, each way in turn."""
    return {"a limit": limited, "a small disk": full, "a standby": demoted}[request.param]


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """PostgreSQL for the standby, else a SQLite file on a disk of two megabytes."""
    how = "no_room" in request.fixturenames and request.getfixturevalue("no_room")
    source = request.getfixturevalue("_postgresql_databases" if how is demoted else "_sqlite_files")
    request.node.user_properties.append(("ran on", source.version))
    with source.fresh() as url:
        if how is demoted:
            yield url
            return
        with disk(tmp_path / "disk", small=how is full) as place:
            shutil.copy(str(make_url(url).database), place / "rungs.db")
            yield f"sqlite:///{place}/rungs.db"


@contextmanager
def disk(place: Path, *, small: bool) -> Iterator[Path]:
    place.mkdir()
    if not small:
        yield place
        return
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no right to mount a disk; the limit on files is tried instead")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def limited(program: Hand) -> Iterator[None]:
    """Not one more byte in any file: what a quota does. EFBIG, where a full disk says ENOSPC."""
    processes = program.everybody()
    set_limit = partial(_limit_files, processes)
    set_limit(0)
    try:
        yield
    finally:
        set_limit(resource.RLIM_INFINITY)


def _limit_files(processes, most: int) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


@contextmanager
def full(program: Hand) -> Iterator[None]:
    """Something else fills the disk that the database is on."""
    (file,) = {Path(f.path) for p in program.everybody() for f in p.open_files() if
               f.path.endswith("rungs.db")}  # fmt: skip
    filler = file.with_name("filler")
    with filler.open("wb", buffering=0) as waste, suppress(OSError):
        while waste.write(bytes(4096)):
            pass
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def demoted(program: Hand) -> Iterator[None]:
    """The database's host became one that only reads, as after a failover."""
    url = make_url(psutil.Process(program.process.pid).environ()["DATABASE_URL"])
    admin = create_engine(
        url.update_query_dict({"options": "-c default_transaction_read_only=off"}),
        isolation_level="AUTOCOMMIT",
    )
    with admin.connect() as connection:
        others = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = :name AND pid <> pg_backend_pid()"
        )

        def only_reads(whether: str) -> None:
            rule = f'ALTER DATABASE "{url.database}" SET default_transaction_read_only = {whether}'
            connection.execute(text(rule))
            connection.execute(text(others), {"name": url.database})

        only_reads("on")
        try:
            yield
        finally:
            only_reads("off")
    admin.dispose()


def contents(live: Live) -> dict[str, list]:
    """Every row of what people keep."""
    kept = ("goal", "rung", "check_in", "blocker", "feedback", "input")
    with live.deps.read() as tx:
        return {name: tx.execute(metadata.tables[name].select()).all() for name in kept}


def test_a_read_only_file_is_said_at_the_start(crew: Crew, tmp_path: Path, database_url: str):
    file = Path(str(make_url(database_url).database))
    crew.before_start = _obey_permissions
    file.chmod(0o444)
    file.parent.chmod(0o555)
    try:
        program = crew.hire()
        assert program.process.wait(30) == 1
        until(program.said, "said")
        (line,) = program.said().splitlines()
    finally:
        file.parent.chmod(0o755)
    assert line.startswith("The database sqlite:///") and "cannot be used (" in line
    assert "Traceback" not in line


def _obey_permissions() -> None:
    """Root may write read-only files; from here on it may not."""
    if os.geteuid() == 0:
        ctypes.CDLL(None, use_errno=True).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)
