"""The far end of Socket Mode: a WebSocket on loopback that speaks as Slack does, or falls silent.

https://datatracker.ietf.org/doc/html/rfc6455 and
https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import base64
import hashlib
import json
import queue
import socket
import struct
import threading
from typing import Any

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TEXT, PING, PONG = 1, 9, 10


class SocketModeServer:
    """Takes connections; `send` gives a request to the newest one, `answers` holds what came back.

    `answers_pings` and `lets_in` may be switched off while it runs. A context manager.
    """

    def __init__(self) -> None:
        self.answers_pings = True
        self.lets_in = True
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.connections: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self._listener.getsockname()[1]}/link"

    def __enter__(self) -> "SocketModeServer":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        for connection in self.connections:
            connection.close()

    def send(self, kind: str, payload: dict[str, Any], envelope_id: str) -> None:
        """A request, such as slash_commands, events_api or interactive."""
        envelope = {"type": kind, "envelope_id": envelope_id, "payload": payload}
        self.connections[-1].sendall(_frame(TEXT, json.dumps(envelope).encode()))

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            if self.lets_in:
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()
            else:
                connection.close()

    def _serve(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        key = ""
        while line := stream.readline().strip():
            name, _, value = line.decode().partition(": ")
            key = value if name.lower() == "sec-websocket-key" else key
        accept = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()
        connection.sendall(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Accept: {accept}\r\n\r\n".encode()
        )
        self.connections.append(connection)
        try:
            while head := stream.read(2):
                self._hear(connection, head[0] & 0x0F, _payload(stream, head[1]))
        except OSError:
            return

    def _hear(self, connection: socket.socket, opcode: int, payload: bytes) -> None:
        if opcode == PING and self.answers_pings:
            connection.sendall(_frame(PONG, payload))
        elif opcode == TEXT:
            self.answers.put(json.loads(payload))


def _payload(stream: Any, length: int) -> bytes:
    """The rest of a frame from a client, whose frames are always masked."""
    size = length & 0x7F
    if size == 126:
        (size,) = struct.unpack("!H", stream.read(2))
    elif size == 127:
        (size,) = struct.unpack("!Q", stream.read(8))
    mask = stream.read(4)
    return bytes(byte ^ mask[i % 4] for i, byte in enumerate(stream.read(size)))


def _frame(opcode: int, payload: bytes) -> bytes:
    if len(payload) < 126:
        size = struct.pack("!B", len(payload))
    else:
        size = struct.pack("!BH", 126, len(payload))
    return bytes([0x80 | opcode]) + size + payload
