"""A way to PostgreSQL that a test can cut: TCP in front of the server's own address."""

import socket
import threading
from contextlib import suppress
from typing import Any

from sqlalchemy.engine import URL, make_url


class Wire:
    """Carries connections until it is cut; `silent` takes them and says nothing. A context manager.

    `url` is the database's address through it.
    """

    def __init__(self, database_url: str):
        self._server = make_url(database_url)
        self._listener: socket.socket | None = None
        self._open: list[socket.socket] = []
        self._silent = False
        self._port = 0

    def __enter__(self) -> "Wire":
        self.mend()
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()

    @property
    def url(self) -> str:
        through = self._server.set(host="127.0.0.1", port=self._port, query={"sslmode": "disable"})
        return through.render_as_string(hide_password=False)

    def mend(self) -> None:
        """All is well from now on."""
        self.cut()
        self._silent = False
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def cut(self) -> None:
        """Every connection breaks, and new ones are refused: the server is down."""
        if self._listener:
            with suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        while self._open:
            end = self._open.pop()
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def fall_silent(self) -> None:
        """Every connection breaks, and new ones are taken but never answered."""
        self.mend()
        self._silent = True

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                caller, _ = listener.accept()
            except OSError:
                return
            self._open.append(caller)
            if self._silent:
                continue
            server = _connect(self._server)
            self._open.append(server)
            for source, sink in ((caller, server), (server, caller)):
                threading.Thread(target=_carry, args=(source, sink), daemon=True).start()


def _connect(server: URL) -> socket.socket:
    host: Any = server.query.get("host") or server.host or "127.0.0.1"
    port = server.port or 5432
    if str(host).startswith("/"):
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(f"{host}/.s.PGSQL.{port}")
        return connection
    return socket.create_connection((host, port))


def _carry(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while some := source.recv(65536):
            sink.sendall(some)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
