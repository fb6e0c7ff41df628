"""`rungs run`: everything that one process runs, from sign-in to the last message in hand."""

import os
import signal
import threading
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from wsgiref.types import WSGIApplication

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy import Engine

import handlers
from bot import web
from bot.app import build_app, clock
from bot.client import slack_client
from bot.clock import Clock
from bot.delivery import Delivery, Pace
from bot.failure import Failure
from bot.health import UNINSTALLED, Health, SlackAnswers
from bot.logs import log
from bot.settings import Settings, SlackSettings
from bot.socket import SILENCE_SECONDS, SocketMode
from bot.storage import reachable, ready
from bot.tick import run_tick
from handlers.deps import Deps
from handlers.who import read_again
from store import database, people

SIGN_IN_WAITS = (1.0, 2.0, 4.0)
"""Seconds between tries to reach Slack at the start."""

SENDERS = 3
"""Threads that send: a Slack that takes 300 ms for a post still gets the 400 a minute it allows."""

WATCH_SECONDS = 5.0
STOP_SECONDS = 30.0
"""How long a stopping program waits for what is in hand, such as a call to Slack (10 s)."""


def serve(settings: Settings) -> int:
    """Serve the workspace of the token until SIGTERM or SIGINT; the exit status.

    Raises Failure for what would stop it at once: the database, the tokens, the network.
    """
    engine = ready(settings)
    team_id, bot_user_id = sign_in(_client(settings))
    with reachable(settings), database.begin(engine) as tx:
        people.ensure_workspace(tx, team_id, bot_user_id)
    mode = "Socket Mode" if settings.slack_app_token else f"HTTP on port {settings.port}"
    log.info("signed in", workspace=team_id, over=mode)
    if settings.slack_app_token:
        return _over_socket_mode(settings, engine, team_id)
    engine.dispose()  # no connection may be shared with the worker process
    return _over_http(settings, team_id)


def sign_in(client: WebClient, wait: Callable[[float], object] = time.sleep) -> tuple[str, str]:
    """The workspace's id (T…) and the bot's (U…); raises Failure if Slack refuses or is away."""
    for pause in (*SIGN_IN_WAITS, None):
        try:
            answer = client.auth_test()
            return str(answer["team_id"]), str(answer["user_id"])
        except SlackApiError as error:
            why = str(error.response.get("error"))
            if error.response.status_code < 500 and why != "ratelimited":
                raise Failure(
                    f"Slack does not accept SLACK_BOT_TOKEN ({why}): install the app to the "
                    "workspace and copy its token from Install App."
                ) from error
        except (SlackClientError, OSError) as error:
            why = type(error).__name__
        if pause:
            log.warning("Slack does not answer yet", error=why)
            wait(pause)
    raise Failure(
        f"Slack cannot be reached ({why}): check the network, the proxy, and SLACK_API_URL if you "
        "set it."
    )


class Bot:
    """What one serving process runs beside its way in: the app, delivery and the clock.

    It serves the workspace of its token, `team_id` (T…); others may live in the same database.
    `start` and `stop` once each; `stop` waits for the message in hand.
    """

    def __init__(self, settings: Settings, engine: Engine, team_id: str):
        client = _client(settings)
        secret = settings.slack_signing_secret
        self.deps = Deps(engine, clock, settings.grace)
        self.app = build_app(
            self.deps,
            token=settings.slack_bot_token.get_secret_value(),
            signing_secret=secret.get_secret_value() if secret else "",
            client=client,
            when_uninstalled=self._uninstalled,
        )
        self._delivery = _delivery(self.deps, client, settings, team_id)
        read_people = partial(read_again, self.deps, client, team_id)
        self._clock = Clock(self.deps, self._delivery.nudge, read_people)
        self._silent = threading.Event()
        self._senders = [
            threading.Thread(
                target=self._delivery.run, args=(self._silent,), name=f"delivery-{n}", daemon=True
            )
            for n in range(SENDERS)
        ]
        self._slack: Callable[[], str] = SlackAnswers(client)
        self.health = Health(engine, lambda: self._slack(), lambda: self._clock.last_tick, clock)

    @property
    def pages(self) -> WSGIApplication:
        return web.pages(self.health, self.app)

    def heard_over(self, state: Callable[[], str]) -> None:
        """Let the health pages ask the connection itself how Slack is."""
        self._slack = state

    def start(self) -> None:
        for sender in self._senders:
            sender.start()
        self._clock.start()

    def stop(self) -> None:
        self._fall_silent()
        for sender in self._senders:
            sender.join(STOP_SECONDS)
        self.deps.engine.dispose()

    def _uninstalled(self) -> None:
        self._slack = lambda: UNINSTALLED
        self._fall_silent()

    def _fall_silent(self) -> None:
        if not self._silent.is_set():
            self._silent.set()
            self._delivery.nudge()
            self._clock.stop()


def one_pass(
    settings: SlackSettings, at: datetime, *, dry_run: bool, out: Callable[[str], object]
) -> int:
    """`rungs tick`: queue and send what is due at `at` (UTC); the exit status."""
    engine = ready(settings)
    deps, client = Deps(engine, clock, settings.grace), _client(settings)
    with reachable(settings):
        with deps.read() as tx:
            others = len(people.workspaces(tx)) > 1
        delivery = _delivery(deps, client, settings, sign_in(client)[0] if others else None)
        return run_tick(deps, delivery, at, dry_run, out)


def _client(settings: SlackSettings) -> WebClient:
    return slack_client(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)


def _delivery(deps: Deps, client: WebClient, settings: SlackSettings, only: str | None) -> Delivery:
    """One token is one workspace, and Slack lets it into no other."""
    pace = Pace(posts=settings.rungs_send_per_minute)
    return Delivery(deps, lambda _: client, handlers.renderers(deps), pace, only=only)


def _over_http(settings: Settings, team_id: str) -> int:
    """gunicorn ends the program itself, and its worker is forked from here: both leave by exit."""
    make = partial(_bot_of_worker, settings, team_id)
    try:
        web.Server(settings.port, make).run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _bot_of_worker(settings: Settings, team_id: str) -> Bot:
    return Bot(settings, database.open_database(settings.database_url), team_id)


def _over_socket_mode(settings: Settings, engine: Engine, team_id: str) -> int:
    assert settings.slack_app_token
    bot = Bot(settings, engine, team_id)
    link = SocketMode(bot.app, settings.slack_app_token.get_secret_value(), settings.slack_api_url)
    bot.heard_over(link.state)
    asked_to_stop = threading.Event()
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, lambda *_: asked_to_stop.set())
    pages = web.serve_beside(settings.port, web.pages(bot.health)) if settings.port_is_set else None
    link.connect()
    bot.start()
    log.info("listening")
    died = _watch(link, asked_to_stop)
    if died:
        log.error("the connection to Slack died", silent_seconds=SILENCE_SECONDS)
    log.info("stopping")
    if pages:
        pages.shutdown()
    ending = threading.Thread(target=_end, args=(link, bot), name="end", daemon=True)
    ending.start()
    ending.join(STOP_SECONDS)
    if ending.is_alive():  # a dead connection may hold its locks; nothing acknowledged is lost
        log.error("did not end in time", seconds=STOP_SECONDS)
        os._exit(1)
    return int(died)


def _end(link: SocketMode, bot: Bot) -> None:
    link.finish()
    bot.stop()


def _watch(link: SocketMode, asked_to_stop: threading.Event) -> bool:
    """Wait until the program is asked to stop, or the connection is dead: True."""
    while not asked_to_stop.wait(WATCH_SECONDS):
        if link.is_dead:
            return True
    return False
