"""HTTP: Slack's requests and the health pages, under gunicorn."""

import gc
import json
import signal
import threading
from collections.abc import Callable, Iterable
from socketserver import ThreadingMixIn
from typing import Any, Protocol
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from gunicorn.app.base import BaseApplication
from gunicorn.config import Config
from gunicorn.glogging import Logger
from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest

from bot.failure import Failure
from bot.health import FINE, Health

EVENTS = "/slack/events"
THREADS = 40
"""A form holds one while Slack opens it (about 150 ms): 40 open 200 forms in a second."""

GRACE_SECONDS = 30
"""How long a stopping server waits for what is in hand."""

LARGEST_BODY = 1_000_000
"""Bytes; Slack's largest payload is a view of 250 KB with what was typed into it."""


def pages(health: Health, app: App | None = None) -> WSGIApplication:
    """/healthz, /readyz and, with an app, /slack/events."""
    slack = _Reader(app, EVENTS) if app else None

    def page(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO")
        if path == "/healthz":
            return _json(start, "200 OK", {"alive": True})
        if path == "/readyz":
            checks = health.report()
            ready = all(state == FINE for state in checks.values())
            status = "200 OK" if ready else "503 Service Unavailable"
            return _json(start, status, {"ready": ready, "checks": checks})
        if path != EVENTS or slack is None:
            return _json(start, "404 Not Found", {"error": f"nothing; Slack uses {EVENTS}"})
        if int(environ.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
            return _json(start, "413 Content Too Large", {"error": "too large for Slack"})
        return slack(environ, start)

    return page


class _Reader(SlackRequestHandler):
    """Bolt reads a request before it looks at the signature, and fails at what it cannot read."""

    def dispatch(self, request: WsgiHttpRequest) -> BoltResponse:
        try:
            read = BoltRequest(
                body=request.get_body(), query=request.query_string, headers=request.get_headers()
            )
        except Exception:  # whatever its parser meets, Slack did not send it
            return BoltResponse(status=400, body={"error": "not a request of Slack"})
        return self.app.dispatch(read)


def _json(start: StartResponse, status: str, body: Any) -> Iterable[bytes]:
    start(status, [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
    return [json.dumps(body).encode()]


class Serving(Protocol):
    """A process that serves: its pages, and what runs beside them."""

    @property
    def pages(self) -> WSGIApplication: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with one worker process of many threads, which also runs clock and delivery.

    `make` is called in the worker: nothing that it opens is shared between processes.
    """

    def __init__(self, port: int, make: Callable[[], Serving]):
        self._port = port
        self._make = make
        self._serving: Serving | None = None
        self._started = False
        super().__init__()

    def load_config(self) -> None:
        config: Config = self.cfg
        for name, value in {
            "bind": f"0.0.0.0:{self._port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "graceful_timeout": GRACE_SECONDS,
            "logger_class": RoutedLogger,
            "control_socket_disable": True,
            "pre_fork": lambda _arbiter, _worker: _keep_for_good(),
            "post_worker_init": self._start,
            "worker_exit": self._stop,
        }.items():
            config.set(name, value)

    def load(self) -> WSGIApplication:
        self._serving = self._make()
        return self._serving.pages

    def _start(self, worker: Any) -> None:
        for stop in (signal.SIGINT, signal.SIGQUIT):  # gunicorn would drop what is in hand
            signal.signal(stop, worker.handle_exit)
        assert self._serving
        _keep_for_good()
        self._serving.start()
        self._started = True

    def _stop(self, _server: Any, _worker: Any) -> None:
        if self._serving and self._started:
            self._serving.stop()


def _keep_for_good() -> None:
    """What is there now stays: no collection goes through it again, nor writes into the pages
    that the worker shares with its arbiter.
    """
    gc.collect()
    gc.freeze()


class RoutedLogger(Logger):  # type: ignore[misc]
    """gunicorn's log, through the program's own handlers; no access log, Bolt's app keeps one."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class _Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Probes come every few seconds."""


def serve_beside(port: int, application: WSGIApplication) -> WSGIServer:
    """Serve pages from a thread, for a process whose work comes over Socket Mode.

    Raises Failure if the port is taken.
    """
    try:
        server = make_server("", port, application, _Threaded, _Silent)
    except OSError as error:
        raise Failure(
            f"Port {port} cannot be used ({error.strerror}): choose another PORT, or leave it out."
        ) from error
    threading.Thread(target=server.serve_forever, name="health", daemon=True).start()
    return server
