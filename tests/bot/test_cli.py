"""The command line: what it offers, and how it says no."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store import database, outbox, people
from store.outbox import Priority
from store.tables import OutboxState
from store.tables import outbox as rows
from tests.support.faults import refused
from tests.support.slack import FakeSlack

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def rungs_command(tmp_path: Path):
    """Runs `rungs …` as its users do, in a directory of its own."""

    def run(*words: str, **env: str) -> subprocess.CompletedProcess[str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        kept["PYTHONPATH"] = str(Path(__file__).parents[2])
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", *words],
            cwd=tmp_path,
            env=kept | env,
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


def test_help_names_every_command_in_plain_text(rungs_command):
    shown = rungs_command("--help")
    assert shown.returncode == 0 and not shown.stderr
    for command in ("demo", "run", "tick", "doctor", "db", "outbox"):
        assert f"\n  {command} " in shown.stdout
    commands = shown.stdout.partition("Commands:")[2]
    assert "..." not in commands and "\x1b" not in commands
    for words, option in (("tick", "--dry-run"), ("demo", "--no-open"), ("db", "upgrade")):
        assert option in rungs_command(words, "--help").stdout


@pytest.mark.parametrize("words", [["climb"], ["tick", "--when", "now"], ["outbox", "retry", "x"]])
def test_wrong_use_is_2_and_no_traceback(rungs_command, words):
    told = rungs_command(*words)
    assert told.returncode == 2 and "Traceback" not in told.stderr
    assert "Error: " in told.stderr


def test_a_bad_instant_gets_one_line(rungs_command):
    told = rungs_command("tick", "--at", "yesterday")
    assert (told.returncode, told.stdout) == (2, "")
    assert told.stderr == (
        "'yesterday' is no instant: write --at 2026-12-18T09:30+01:00; without a zone it is UTC.\n"
    )


def test_bad_settings_get_one_line_each(rungs_command):
    told = rungs_command("run", PORT="none")
    assert told.returncode == 2
    assert [line.split()[0] for line in told.stderr.splitlines()] == [
        "SLACK_BOT_TOKEN",
        "SLACK_SIGNING_SECRET",
        "PORT",
    ]


def test_a_database_out_of_reach_gets_one_line_without_its_password(rungs_command):
    for url in ("sqlite:////no/such/place/rungs.db", "postgresql://u:pass-word@127.0.0.1:1/x"):
        told = rungs_command("db", "upgrade", DATABASE_URL=url)
        assert (told.returncode, told.stdout) == (1, "")
        assert len(told.stderr.splitlines()) == 1 and "check DATABASE_URL" in told.stderr
        assert "pass-word" not in told.stderr


def test_a_sqlite_database_is_made_when_it_is_needed(rungs_command, tmp_path):
    assert "Nothing waits" in rungs_command("outbox").stdout
    assert (tmp_path / "rungs.db").exists()
    told = rungs_command("db", "upgrade")
    assert (told.returncode, told.stdout) == (0, "The database is up to date.\n")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_postgresql_database_is_upgraded_by_hand_alone(rungs_command, engine, database_url):
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    told = rungs_command("outbox", DATABASE_URL=database_url)
    assert told.returncode == 1 and len(told.stderr.splitlines()) == 1
    assert "run `rungs db upgrade`" in told.stderr
    assert rungs_command("db", "upgrade", DATABASE_URL=database_url).returncode == 0
    assert rungs_command("outbox", DATABASE_URL=database_url).returncode == 0


def queue(engine, key: str, *, state: OutboxState | None = None, error: str = "") -> int:
    with database.begin(engine) as tx:
        workspace = people.ensure_workspace(tx, "T1")
        outbox.put(
            tx,
            key=key,
            workspace_id=workspace.id,
            channel="CCARE",
            kind="shout_out",
            ref={"rung": 1},
            priority=Priority.CELEBRATION,
            wake_at=NOW,
        )
        queued = outbox.find(tx, workspace.id, key)
        assert queued
        if state:
            tx.execute(
                rows.update()
                .where(rows.c.id == queued.id)
                .values(state=state, error=error, wake_at=None, attempts=2, last_try_at=NOW)
            )
    return queued.id


def test_the_outbox_says_what_waits_and_what_could_not_be_sent_and_why(
    rungs_command, engine, database_url
):
    queue(engine, "rung:1")
    dead = queue(engine, "rung:2", state=OutboxState.DEAD, error="not_in_channel")
    queue(engine, "rung:3", state=OutboxState.SENT)
    told = rungs_command("outbox", DATABASE_URL=database_url).stdout.splitlines()
    assert len(told) == 3
    assert f"{dead}  not sent (not_in_channel)" in told[0]
    assert "rung:2 to CCARE, tried 2 times, last at 2026-11-23 09:30:00 UTC" in told[0]
    assert "waits until 2026-11-23 09:30:00 UTC" in told[1] and "rung:1" in told[1]
    assert "rungs outbox retry ID" in told[2]


def test_what_could_not_be_sent_can_be_sent_again_once(rungs_command, engine, database_url):
    dead = queue(engine, "rung:2", state=OutboxState.DEAD, error="not_in_channel")
    again = rungs_command("outbox", "retry", str(dead), DATABASE_URL=database_url)
    assert again.returncode == 0 and f"{dead} will be sent" in again.stdout
    assert "waits until" in rungs_command("outbox", DATABASE_URL=database_url).stdout
    twice = rungs_command("outbox", "retry", str(dead), DATABASE_URL=database_url)
    assert twice.returncode == 1 and len(twice.stderr.splitlines()) == 1


def tick(rungs_command, slack: FakeSlack, url: str, *words: str):
    return rungs_command(
        "tick",
        *words,
        SLACK_BOT_TOKEN=slack.token,
        SLACK_API_URL=slack.api_url,
        DATABASE_URL=url,
    )


def ask_a_person(rungs, at: datetime) -> None:
    """Maya has a goal and is asked at this instant."""
    maya = rungs.user("maya", tz="Europe/London")
    rungs.seed_team("Care", lead="tom", members=["maya"])
    rungs.seed_goal("maya", "Reply to 40 chats a day", baseline=25, target=40, due="2026-12-18")
    with rungs.deps.begin() as tx:
        people.set_next_check_ins(tx, {maya.person.id: at})


def test_a_tick_is_done_as_if_it_were_that_instant_and_a_dry_run_changes_nothing(
    rungs_command, rungs, slack, database_url
):
    ask_a_person(rungs, NOW)
    early = tick(rungs_command, slack, database_url, "--at", "2026-11-23T09:29Z")
    assert (early.returncode, early.stderr) == (0, "") and not slack.calls_of("chat.postMessage")
    dry = tick(rungs_command, slack, database_url, "--at", "2026-11-23T10:30+01:00", "--dry-run")
    assert dry.returncode == 0 and "maya" in dry.stdout.lower()
    assert not slack.calls_of("chat.postMessage")
    real = tick(rungs_command, slack, database_url, "--at", "2026-11-23 09:30")
    assert real.returncode == 0 and slack.count("chat.postMessage") == 1
    assert "maya" in real.stdout.lower()
    tick(rungs_command, slack, database_url, "--at", "2026-11-23T09:31Z")
    assert slack.count("chat.postMessage") == 1


def test_a_tick_whose_message_is_refused_fails(rungs_command, rungs, slack, database_url):
    ask_a_person(rungs, NOW - timedelta(minutes=1))
    slack.faults.always("chat.postMessage", refused("restricted_action"))
    told = tick(rungs_command, slack, database_url, "--at", NOW.isoformat())
    assert told.returncode == 1 and "restricted_action" in told.stdout
    assert "Traceback" not in told.stderr
