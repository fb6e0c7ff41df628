"""The demo starts with one command, has everybody asked, and leaves nothing running."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from bot.demo import local_slack
from bot.demo.cast import CREWS, PEOPLE
from tests.support.demo import start_demo

pytestmark = pytest.mark.skipif(
    local_slack.platform_name() not in local_slack.INTEGRITY,
    reason="there is no local Slack for this platform",
)


def demo(*options: str) -> subprocess.CompletedProcess[str]:
    """The demo as a command that is expected not to start."""
    command = [sys.executable, "-m", "bot.cli", "demo", "--no-open", *options]
    return subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_asks_everybody_and_ends_with_everything_it_started(tmp_path: Path, how: signal.Signals):
    with start_demo(tmp_path) as running:
        for member in PEOPLE:
            messages = running.direct(member.user_id)
            assert any(member.name.split()[0] in message["text"] for message in messages)
        for crew in CREWS:
            said = running.messages(crew.channel_id)
            assert said and all("reached rung 1" in message["text"] for message in said)
        family = psutil.Process(running.process.pid).children(recursive=True)
        assert family, "the local Slack is a process of its own"
        assert running.stop(how) == 0
        assert not [child for child in family if child.is_running()]
    assert local_slack.is_free(running.port)
    assert [path.name for path in tmp_path.iterdir()] == ["screen.txt"], "it leaves files behind"
    screen = running.screen.read_text()
    assert f"Open  {running.url}" in screen
    assert "every network interface" in screen
    assert "Traceback" not in screen


def test_a_command_is_answered_in_the_local_slack(tmp_path: Path):
    with start_demo(tmp_path) as running:
        maya, crew = PEOPLE[0], CREWS[0]
        running.slack.control(
            "command",
            {
                "channel": crew.channel_id,
                "user": maya.user_id,
                "command": "/goal",
                "text": "list",
            },
        )
        answer = running.messages(crew.channel_id)[-1]
        assert answer["ephemeral_to"] == maya.user_id
        assert "Reply to 40 chats a day" in str(answer["blocks"])


def test_what_was_kept_is_there_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("RUNGS_DEMO_FOLDER", str(tmp_path / "kept"))
    maya = PEOPLE[0].user_id
    with start_demo(tmp_path, "--keep") as first:
        first.slack.control(
            "command",
            {
                "channel": CREWS[0].channel_id,
                "user": maya,
                "command": "/goal",
                "text": "checkin G-4 37 a good day",
            },
        )
    with start_demo(tmp_path, "--keep") as again:
        assert any("37 chats a day" in str(message["blocks"]) for message in again.direct(maya))
        assert "Waking the team" in again.screen.read_text()


def test_a_taken_port_that_was_asked_for_is_refused():
    with socket.socket() as taken:
        taken.bind(("", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = demo("--port", port)
    assert refused.returncode == 1
    assert (
        refused.stderr
        == f"Port {port} is taken. Choose another with --port, or leave --port out.\n"
    )
