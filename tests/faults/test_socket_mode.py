"""A Socket Mode connection that dies without a word."""

import re
import time

import pytest

from tests.bot.running import APP_TOKEN, ROOT
from tests.faults.crew import FULL, until
from tests.faults.live import Live
from tests.support.web_api import METHODS
from tests.support.websocket import SocketModeServer

NOTICED_WITHIN = 60.0 if FULL else 15.0
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@on_sqlite
def test_it_is_noticed_within_a_minute_and_the_program_ends_for_its_supervisor(
    live: Live, monkeypatch: pytest.MonkeyPatch
):
    with SocketModeServer() as server:
        monkeypatch.setitem(METHODS, "apps.connections.open", lambda *_: {"url": server.url})
        program = live.start(SLACK_APP_TOKEN=APP_TOKEN)
        until(lambda: server.connections, "connected")
        server.answers_pings = server.lets_in = False  # and nobody closes anything
        began = time.monotonic()
        until(lambda: program.readiness().get("slack") != "ok", "unready, before it gives up")
        status = program.process.wait(NOTICED_WITHIN)
        noticed = time.monotonic() - began
    assert status == 1
    assert noticed < NOTICED_WITHIN, f"after {noticed:.0f} s"
    assert any(e["event"] == "the connection to Slack died" for e in program.errors())


@pytest.mark.full
@on_sqlite
def test_one_that_breaks_openly_is_made_anew(live: Live, monkeypatch: pytest.MonkeyPatch):
    with SocketModeServer() as server:
        monkeypatch.setitem(METHODS, "apps.connections.open", lambda *_: {"url": server.url})
        program = live.start(SLACK_APP_TOKEN=APP_TOKEN)
        until(lambda: server.connections, "connected")
        server.connections[0].shutdown(2)
        until(lambda: len(server.connections) > 1, "connected again")
        program.until_ready()
        assert program.is_running


def test_the_handbook_has_a_supervisor_that_starts_it_again():
    handbook = (ROOT / "docs" / "operations.md").read_text()
    (unit,) = re.findall(r"```ini\n(.*?)```", handbook, re.DOTALL)
    assert re.search(r"^ExecStart=.*rungs run$", unit, re.MULTILINE)
    assert re.search(r"^Restart=(always|on-failure)$", unit, re.MULTILINE)
