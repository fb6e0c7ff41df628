"""A Slack of the tests' own, on loopback: it answers the bot's Web API calls over real HTTP,
records each, refuses what Slack would refuse, and goes wrong when told to.
"""

import json
import socket
import ssl
import struct
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import trustme

from tests.support.faults import Fault, Pace, Script
from tests.support.web_api import METHODS
from tests.support.workspace import SlackError, Workspace

SCOPES = (
    "chat:write", "commands", "im:history", "im:write", "users:read", "channels:read",
    "groups:read", "channels:history", "groups:history",
)  # fmt: skip


@dataclass(frozen=True)
class Call:
    """One call that arrived. `error` is "" where it was answered with ok: true.

    `done`: Slack did it, whatever the bot was told.
    """

    method: str
    arguments: Mapping[str, Any]
    at: float
    done: bool
    error: str


class FakeSlack(Workspace):
    """The workspace with its server. Use it as a context manager; `api_url` is its address."""

    def __init__(self, clock: Callable[[], float] = time.time):
        super().__init__(clock)
        self.token = "xoxb-rungs-test"
        self.scopes = list(SCOPES)
        self.faults = Script()
        self.pace: Pace | None = None
        """Give one to switch on Slack's own limits on posting."""
        self.latency = 0.0
        """Seconds that each answer takes."""
        self.calls: list[Call] = []
        self.connections: list[socket.socket] = []
        """Those that were made to it, in their order."""
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.slack = self
        self._address = f"http://127.0.0.1:{self._server.server_port}"
        self.api_url = f"{self._address}/api/"

    def over_tls(self, certificate: trustme.LeafCert) -> None:
        """Be reached by https alone; to be said before it is entered."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        certificate.configure_cert(context)
        self._server.socket = context.wrap_socket(
            self._server.socket,
            server_side=True,
            do_handshake_on_connect=False,  # but where the request is read, in a thread of its own
        )
        self._address = self._address.replace("http:", "https:")
        self.api_url = f"{self._address}/api/"

    def __enter__(self) -> "FakeSlack":
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def response_url(self, token: str) -> str:
        """The address at which this token of `response_urls` is used."""
        return f"{self._address}/respond/{token}"

    def calls_of(self, method: str) -> list[Call]:
        """The calls of a method, in the order of their arrival."""
        return [call for call in self.calls if call.method == method]

    def count(self, method: str) -> int:
        """How often a method was called."""
        return len(self.calls_of(method))

    def answer(
        self, method: str, arguments: dict[str, Any], token: str
    ) -> tuple[Fault | None, Any]:
        """Do what a call asks, unless something goes wrong: what went wrong, and the answer."""
        time.sleep(self.latency)
        with self._lock:
            fault = self.faults.for_call(method, arguments)
            if not fault and self.pace and method == "chat.postMessage":
                fault = self.pace.too_fast(arguments["channel"], time.monotonic())
            done, body = False, {"ok": False, "error": fault.error if fault else ""}
            if fault is None or fault.accepted:
                body = self._do(method, arguments, token)
                done = body["ok"]
            well = done and (fault is None or fault.kind == "late")
            error = "" if well else body.get("error") or fault.kind
            self.calls.append(Call(method, arguments, time.monotonic(), done, error))
        if fault and fault.kind == "hang":
            self._stopping.wait(fault.seconds)
        if fault and fault.gate:
            fault.gate.wait()
        return fault, body

    def _do(self, method: str, arguments: dict[str, Any], token: str) -> dict[str, Any]:
        try:
            if method == "respond":
                self.respond(arguments.pop("token"), arguments)
                return {"ok": True}
            if token != self.token and method != "apps.connections.open":
                raise SlackError("invalid_auth" if token else "not_authed")
            if method not in METHODS:
                raise SlackError("unknown_method")
            return {"ok": True, **METHODS[method](self, arguments)}
        except SlackError as error:
            return {"ok": False, "error": str(error)}


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256
    slack: FakeSlack

    def process_request(self, request: Any, client_address: Any) -> None:
        self.slack.connections.append(request)
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A bot that was killed reads no answer; anything else is told as always."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # a connection stays open for the next call, as Slack's do
    disable_nagle_algorithm = True  # else an answer of two parts waits on an open one
    server: _Server

    def do_POST(self) -> None:
        split = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        if len(body.encode()) < length:  # cut short: no server does anything with that
            self.close_connection = True
            return
        arguments = dict(parse_qsl(split.query)) | self._parsed(body)
        method = split.path.removeprefix("/api/")
        if split.path.startswith("/respond/"):
            arguments["token"] = split.path.removeprefix("/respond/")
            method = "respond"
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        fault, answer = self.server.slack.answer(method, arguments, token)
        if fault and fault.kind in ("reset", "hang"):
            self._reset()
        elif fault and fault.kind == "rate_limited":
            self._send(429, answer, {"Retry-After": str(int(fault.seconds))})
        elif fault and fault.kind == "server_error":
            self._send(500, {"ok": False, "error": fault.error})
        elif method == "respond" and not answer["ok"]:
            self._send(404, answer)
        else:
            self._send(200, answer)

    do_GET = do_POST

    def _parsed(self, body: str) -> dict[str, Any]:
        if "json" in self.headers.get("Content-Type", ""):
            return json.loads(body or "{}")
        arguments: dict[str, Any] = dict(parse_qsl(body))
        for name in ("blocks", "view", "metadata"):
            if name in arguments:
                arguments[name] = json.loads(arguments[name])
        return arguments

    def _send(self, status: int, answer: Any, headers: Mapping[str, str] | None = None) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        scopes = ",".join(self.server.slack.scopes)
        fixed = {"Content-Type": "application/json", "X-OAuth-Scopes": scopes}
        for name, value in {**fixed, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _reset(self) -> None:
        """Break the connection, so that the other side reads ECONNRESET."""
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.close_connection = True
        self.connection.close()

    def log_message(self, format: str, *args: Any) -> None:
        pass
