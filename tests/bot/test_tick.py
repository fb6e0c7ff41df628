"""One pass as if it were another instant: what it sends and says; a dry one changes nothing."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Engine, select

from bot.delivery import Delivery
from bot.tick import run_tick
from handlers.deps import Deps
from store import people
from store.tables import metadata
from tests.bot.delivering import MORNING, Office
from tests.support import faults

if TYPE_CHECKING:
    from tests.support.rungs import Rungs

POST = "chat.postMessage"
TUESDAY = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


def tick(
    deps: Deps, delivery: Delivery, at: datetime = MORNING, *, dry_run: bool = False
) -> tuple[int, list[str]]:
    """The exit status and the lines of a pass."""
    lines: list[str] = []
    status = run_tick(deps, delivery, at, dry_run, lines.append, wait=lambda seconds: None)
    return status, lines


def everything(engine: Engine) -> dict[str, list[Any]]:
    """Each table's rows."""
    with engine.begin() as tx:
        return {
            table.name: sorted(map(repr, tx.execute(select(table))))
            for table in metadata.sorted_tables
        }


def test_it_says_who_got_what_and_no_words(office: Office) -> None:
    care, maya = office.channel("care"), office.person("maya")
    office.put("feedback:1", maya, say="Tom &amp; you\nand more")
    office.put("rung:1", care, say="Maya reached rung 2")
    office.put("rung:2", care, kind="nothing", wait=timedelta(seconds=-1))
    status, lines = tick(office.deps, office.delivery)
    assert status == 0
    assert lines == [
        "dropped: CCARE, nothing (rung:2)",
        "sent: Maya, words (feedback:1)",
        "sent: CCARE, words (rung:1)",
    ]
    assert office.texts(care) == ["Maya reached rung 2"]
    assert tick(office.deps, office.delivery) == (0, ["Nothing is due at 2026-11-23 09:30 UTC."])


def test_what_could_not_be_sent_is_said_and_is_a_failure(office: Office) -> None:
    for n, fault in enumerate(
        (faults.refused("is_archived"), faults.server_error(), faults.rate_limited(1))
    ):
        office.slack.faults.next(POST, fault, channel=office.channel(f"c{n}"))
        office.put(f"rung:{n}", f"CC{n}", say="reached")
    status, lines = tick(office.deps, office.delivery)
    assert status == 1
    assert sorted(lines) == [
        "refused (is_archived): CC0, words (rung:0)",
        "unsure (internal_error): CC1, words (rung:1)",
        "waits (ratelimited): CC2, words (rung:2)",
    ]


def test_a_dry_run_says_it_all_and_changes_nothing(rungs: "Rungs") -> None:
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya")
    before, calls = everything(rungs.deps.engine), len(rungs.slack.calls)
    status, lines = tick(rungs.deps, rungs.delivery, TUESDAY, dry_run=True)
    assert status == 0
    (line,) = [line for line in lines if "Maya" in line]
    assert line.startswith("would be sent: Maya, check_in (checkin:")
    assert everything(rungs.deps.engine) == before
    assert len(rungs.slack.calls) == calls
    assert rungs.slack.posted == []

    told, sent = lines, tick(rungs.deps, rungs.delivery, TUESDAY)
    assert sent == (0, [line.replace("would be sent", "sent") for line in told])
    assert len(rungs.users["maya"].inbox) == 1


def test_a_dry_run_of_an_interrupted_message_looks_nowhere(office: Office) -> None:
    office.put("rung:1", office.channel("care"))
    office.crash_before("rung:1")
    before = everything(office.engine)
    status, lines = tick(office.deps, office.delivery, MORNING + timedelta(minutes=2), dry_run=True)
    assert (status, lines) == (0, ["would be sent: CCARE, words (rung:1)"])
    assert office.slack.calls == []
    assert everything(office.engine) == before


def test_two_passes_of_one_instant_in_two_processes_ask_each_once(
    database_url: str, office: Office
) -> None:
    """One message a person, on SQLite and PostgreSQL, whoever comes first."""
    crew = [office.person(f"p{n}") for n in range(12)]
    with office.deps.begin() as tx:
        met = people.by_user_ids(tx, office.workspace.id, crew)
        people.set_next_check_ins(tx, {person.id: TUESDAY for person in met})
    command = [sys.executable, "-c", PASS, database_url, office.slack.api_url, office.slack.token]
    passes = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=120) for process in passes]
    assert [process.returncode for process in passes] == [0, 0], told
    assert [len(office.texts(person)) for person in crew] == [1] * 12
    assert office.slack.count(POST) == 12
    lines = [line for out, _ in told for line in out.splitlines() if line.startswith("sent")]
    assert len(lines) == 12


PASS = """
import sys
from datetime import UTC, datetime
from bot.app import slack_client
from bot.delivery import Delivery, Pace
from bot.tick import run_tick
from handlers.deps import Deps
from store import database
from tests.bot.delivering import words

url, api, token = sys.argv[1:]
deps = Deps(database.open_database(url), lambda: datetime.now(UTC))
client = slack_client(token, api)
kinds = {"check_in": words, "reminder": words}
delivery = Delivery(deps, lambda workspace: client, kinds, Pace(posts=2_000))
sys.exit(run_tick(deps, delivery, datetime(2026, 11, 24, 9, 30, tzinfo=UTC), False, print))
"""
