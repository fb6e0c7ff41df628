"""Connections to Slack that stay open for the next call.

slack_sdk and Bolt call Slack with urllib, which for each call reads all certificates of the machine
(20 ms of a processor), connects, and shakes hands anew (a processor's millisecond and two ways to
Slack and back). Here the certificates are read once, and a connection serves whoever calls next.
"""

import io
import os
import select
import socket
import ssl
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.error import URLError
from urllib.request import BaseHandler, HTTPSHandler, Request, build_opener, install_opener
from urllib.response import addinfourl

IDLE_SECONDS = 10.0
"""For how long a connection is kept for the next call: far less than Slack, or anything between,
lets one rest before it drops it, since a call on a dropped one may or may not have arrived.
"""

Kept = tuple[HTTPConnection, float]
"""A connection that rests, and since when, by `elapsed`."""


def elapsed() -> float:
    """Seconds since some moment; those in which the machine slept count too (on Linux)."""
    awake_or_not = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if awake_or_not is None else time.clock_gettime(awake_or_not)


_is_over: ContextVar[Callable[[], bool]] = ContextVar("is_over", default=lambda: False)


class Overslept(OSError):
    """The time for a call was over before its body had left, so Slack does nothing with it."""


@contextmanager
def only_until(is_over: Callable[[], bool]) -> Iterator[None]:
    """No call with a body is sent whole when `is_over`; it raises URLError for Overslept instead.

    A program can be stopped at any instruction and wake up much later. So this is asked at the
    start, and again between the headers and the body of a request: without its body Slack does
    nothing with it.
    """
    if is_over():
        raise URLError(Overslept("too late to begin"))
    before = _is_over.set(is_over)
    try:
        yield
    finally:
        _is_over.reset(before)


@cache
def open_once() -> ssl.SSLContext:
    """Keep the connections of this process, whoever calls urllib in it; whom they trust."""
    trusted = ssl.create_default_context()
    trusted.set_alpn_protocols(["http/1.1"])
    install_opener(build_opener(KeptConnections(trusted), HTTPSHandler(context=trusted)))
    return trusted


class _Answer(addinfourl):
    """What urllib's own handlers return, read to its end; `msg` becomes the words of HTTPError."""

    def __init__(self, response: HTTPResponse, url: str):
        super().__init__(io.BytesIO(response.read()), response.headers, url, response.status)
        self.msg = response.reason


class KeptConnections(BaseHandler):
    """urllib's handler for http and https, without a proxy.

    What goes wrong comes out as of urllib's own: URLError while the request was on its way, the
    bare OSError or HTTPException behind that. Nothing is tried twice: Slack may have it.
    """

    handler_order = 400
    """Before urllib's own handlers, which take what is left: calls through a proxy."""

    def __init__(self, trusted: ssl.SSLContext):
        self._trusted = trusted
        self._resting: dict[str, list[Kept]] = defaultdict(list)
        self._lock = threading.Lock()
        os.register_at_fork(after_in_child=self._forget)  # two cannot talk on one connection

    def http_open(self, request: Request) -> _Answer | None:
        return self._call(request)

    https_open = http_open

    def _call(self, request: Request) -> _Answer | None:
        if request.has_proxy() or getattr(request, "_tunnel_host", None):
            return None
        connection = self._connection(request)
        try:
            return self._answer(connection, request)
        except BaseException:
            connection.close()
            raise

    def _answer(self, connection: HTTPConnection, request: Request) -> _Answer:
        headers = {name.title(): value for name, value in request.header_items()}
        try:
            connection.request(request.get_method(), request.selector, _body(request), headers)
        except OSError as error:
            raise URLError(error) from error
        answer = _Answer(connection.getresponse(), request.full_url)
        self._keep(connection, request)
        return answer

    def _connection(self, request: Request) -> HTTPConnection:
        connection = self._rested(request) or self._new(request)
        was_given = isinstance(request.timeout, (int, float))
        connection.timeout = request.timeout if was_given else socket.getdefaulttimeout()
        if connection.sock:
            connection.sock.settimeout(connection.timeout)
        return connection

    def _new(self, request: Request) -> HTTPConnection:
        if request.type == "https":
            return HTTPSConnection(request.host, context=self._trusted)
        return HTTPConnection(request.host)

    def _rested(self, request: Request) -> HTTPConnection | None:
        """The one that was used last, unless the other side ended it; those too old are closed."""
        while True:
            with self._lock:
                resting = self._resting[_place(request)]
                oldest = elapsed() - IDLE_SECONDS
                old = [connection for connection, since in resting if since < oldest]
                del resting[: len(old)]
                found = resting.pop()[0] if resting else None
            for connection in old:
                connection.close()
            if found is None or not _has_ended(found):
                return found
            found.close()

    def _keep(self, connection: HTTPConnection, request: Request) -> None:
        if connection.sock:  # otherwise Slack has said that it ends here
            with self._lock:
                self._resting[_place(request)].append((connection, elapsed()))

    def _forget(self) -> None:
        self._lock = threading.Lock()
        self._resting = defaultdict(list)


def _body(request: Request) -> Any:
    """As http.client takes it; bytes as something that is asked for when the headers have left."""
    return _in_time(request.data) if isinstance(request.data, bytes) else request.data


def _in_time(body: bytes) -> Iterator[bytes]:
    if _is_over.get()():
        raise Overslept("too late to leave")
    yield body


def _place(request: Request) -> str:
    return f"{request.type}://{request.host}"


def _has_ended(connection: HTTPConnection) -> bool:
    """Whether there is something to read where nothing was asked: the end of it, or nonsense."""
    poll = select.poll()
    poll.register(connection.sock, select.POLLIN)
    return bool(poll.poll(0))
