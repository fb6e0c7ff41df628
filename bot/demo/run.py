"""`rungs demo`: Rungs at work in a Slack of its own, on this machine alone."""

import os
import shutil
import signal
import sys
import tempfile
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType

from sqlalchemy import Engine

from bot import logs
from bot.app import clock
from bot.demo import local_slack
from bot.demo.adapter import Adapter, attached
from bot.demo.cast import APP_TOKEN, BOT_TOKEN, PEOPLE, SIGNING_SECRET, directory, workspace_config
from bot.demo.local_slack import LocalSlack
from bot.demo.seed import asked, cast, seed, wake
from bot.failure import Failure
from bot.run import serve
from bot.settings import Settings, load
from bot.storage import ready
from store import database

DEFAULT_PORT = 8065
GRACE_SECONDS = 15
ASK_WITHIN_SECONDS = 60
KEEP_IN = "RUNGS_DEMO_FOLDER"  # where --keep puts the data, if not in the checkout's cache

WELCOME = """
Rungs is at work. Open  {url}

Four things to try. You are Maya Chen, an agent; "Act as", top right, makes you somebody else.
  1. In her direct message from Rungs, press "Log" and give 35: rung 2 is reached, and
     {grace} seconds later its shout-out stands in #chat-support. Act as Ben Okafor and cheer.
  2. Below it Priya Shah, the lead, proposes a goal. Accept it, or change it and answer as Priya.
  3. In #chat-support, send:  /goal new Attain a first call resolution rate of 90% within six months
     Then see where goals lead:  /goal tree
  4. As Ben, send:  /goal feedback @maya Your calm on Friday helped us all.
     As Priya Shah, their lead, send:  /goal inputs

The local Slack shows everybody's direct messages and private answers; the real one does not.
It listens on every network interface of this machine. All people and goals in it are invented.
Ctrl-C stops everything.
"""


def run_demo(port: int | None, open_browser: bool, keep: bool) -> int:
    """Show Rungs until Ctrl-C or SIGTERM; the exit status.

    `port`: where the local Slack listens; None for 8065 or the next that is free. `keep` leaves
    the data for the next demo. Raises Failure with what to do where it cannot start.
    """
    signal.signal(signal.SIGTERM, _leave)
    port = _free(port)
    if not local_slack.is_here():
        _say("Fetching the local Slack (36 MB, only this once)")
    local_slack.binary()
    with _folder(keep) as folder:
        _say("Starting the local Slack")
        with local_slack.running(workspace_config(), port, folder) as slack:
            settings = _settings(slack, folder / "rungs.db")
            logs.configure(settings.log_level, settings.secrets)
            _prepare(settings)
            _say("Connecting the bot and sending today's check-ins")
            _welcome_when_asked(settings, slack, open_browser)
            with attached(Adapter(directory())):
                status = serve(settings)
    print("Stopped; nothing is left running.", flush=True)
    return status


def _say(step: str) -> None:
    print(f"· {step} …", flush=True)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)  # unwinds through everything that is open


def _free(port: int | None) -> int:
    if port is None:
        return local_slack.free_port(DEFAULT_PORT)
    if not local_slack.is_free(port):
        raise Failure(f"Port {port} is taken. Choose another with --port, or leave --port out.")
    return port


@contextmanager
def _folder(keep: bool) -> Iterator[Path]:
    if keep:
        default = local_slack.CHECKOUT / ".cache" / "demo"
        kept = Path(os.environ.get(KEEP_IN, default))
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    folder = Path(tempfile.mkdtemp(prefix="rungs-demo-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settings(slack: LocalSlack, file: Path) -> Settings:
    """The demo's own settings: a `.env` for the real Slack is left alone."""
    return load(
        Settings,
        _env_file=None,
        slack_bot_token=BOT_TOKEN,
        slack_app_token=APP_TOKEN,
        slack_signing_secret=SIGNING_SECRET,
        slack_api_url=slack.api,
        database_url=f"sqlite:///{file}",
        log_level=os.environ.get("LOG_LEVEL", "ERROR"),
        rungs_shout_out_grace=os.environ.get("RUNGS_SHOUT_OUT_GRACE", GRACE_SECONDS),
    )


def _prepare(settings: Settings) -> None:
    engine = ready(settings)
    now = clock()
    with database.begin(engine) as tx:
        if cast(tx):
            _say("Waking the team that was kept")
            wake(tx, now)
        else:
            _say(f"Inventing a support team: {len(PEOPLE)} people in mid-climb")
            seed(tx, now)
    engine.dispose()


def _welcome_when_asked(settings: Settings, slack: LocalSlack, open_browser: bool) -> None:
    """Tell the address as soon as the day's messages are there, which the bot sends by itself."""

    def welcome() -> None:
        engine = database.open_database(settings.database_url)
        sent = _wait_until_asked(engine, clock())
        engine.dispose()
        _say(f"{sent} people have today's check-in")
        print(WELCOME.format(url=slack.url, grace=settings.rungs_shout_out_grace), flush=True)
        if open_browser:
            webbrowser.open(slack.url)

    threading.Thread(target=welcome, name="welcome", daemon=True).start()


def _wait_until_asked(engine: Engine, now: datetime) -> int:
    give_up = time.monotonic() + ASK_WITHIN_SECONDS
    while True:
        with database.read(engine) as tx:
            sent, waiting = asked(tx, now)
        if (sent and not waiting) or time.monotonic() > give_up:
            return sent
        time.sleep(0.1)
