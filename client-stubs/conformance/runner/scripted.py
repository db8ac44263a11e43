"""A gRPC server that answers from a script, whatever it is asked: the one no gateway of this version can be.

It speaks HTTP/2 by hand, so that it may also be rude. The n-th call gets the n-th answer of the script, and the last one all
calls after it.
"""

import base64
import socket
import struct
import threading
import time
from typing import Any

from . import wire

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RESET, SETTINGS, PING, GOAWAY, WINDOW_UPDATE = 0, 1, 3, 4, 6, 7, 8
ACK, END_STREAM, END_HEADERS = 1, 1, 4
CODES = (
    "OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED RESOURCE_EXHAUSTED "
    "FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS UNAUTHENTICATED"
).split()


class ScriptedServer:
    """Listens on loopback until it is closed."""

    def __init__(self, script: list[dict[str, Any]]) -> None:
        self._script = script
        self._calls = 0
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = [self._listener]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def calls(self) -> int:
        """Calls that began, on all connections."""
        return self._calls

    def close(self) -> None:
        for each in self._open:
            # A blocked accept is woken by shutdown, not by close.
            try:
                each.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            each.close()

    def next_answer(self) -> dict[str, Any]:
        with self._lock:
            index = min(self._calls, len(self._script) - 1)
            self._calls += 1
        return self._script[index]

    def _accept(self) -> None:
        while True:
            try:
                accepted, _ = self._listener.accept()
            except OSError:
                return
            self._open.append(accepted)
            threading.Thread(target=_Connection(self, accepted).run, daemon=True).start()


class _Connection:
    def __init__(self, server: ScriptedServer, peer: socket.socket) -> None:
        self._server = server
        self._peer = peer
        self._waiting: dict[int, dict[str, Any]] = {}
        self._received: dict[int, int] = {}

    def run(self) -> None:
        try:
            self._read_exactly(len(PREFACE))
            # A window so large that only what the script says holds a caller back.
            self._send(SETTINGS, 0, 0, struct.pack(">HI", 4, 1 << 24))
            self._send(WINDOW_UPDATE, 0, 0, struct.pack(">I", 1 << 24))
            while True:
                self._frame()
        except (OSError, EOFError):
            self._peer.close()

    def _frame(self) -> None:
        head = self._read_exactly(9)
        length, kind, flags = int.from_bytes(head[:3], "big"), head[3], head[4]
        stream = int.from_bytes(head[5:9], "big") & 0x7FFFFFFF
        payload = self._read_exactly(length)
        if kind == SETTINGS and not flags & ACK:
            self._send(SETTINGS, ACK, 0, b"")
        elif kind == PING and not flags & ACK:
            self._send(PING, ACK, 0, payload)
        elif kind == HEADERS:
            self._waiting[stream] = self._server.next_answer()
            self._received[stream] = 0
            self._perhaps_answer(stream, bool(flags & END_STREAM))
        elif kind == DATA:
            self._received[stream] = self._received.get(stream, 0) + length
            self._perhaps_answer(stream, bool(flags & END_STREAM))

    def _perhaps_answer(self, stream: int, ended: bool) -> None:
        answer = self._waiting.get(stream)
        if answer is not None and (ended or self._received[stream] >= answer.get("after_bytes", 1 << 62)):
            del self._waiting[stream]
            self._answer(stream, answer)

    def _answer(self, stream: int, answer: dict[str, Any]) -> None:
        messages = answer.get("messages", [])
        if messages:
            self._headers(stream, [(":status", "200"), ("content-type", "application/grpc")], 0)
        for fields in messages:
            content = wire.message(fields)
            self._data(stream, b"\0" + struct.pack(">I", len(content)) + content)
        ending = answer.get("ending", {"code": "OK"})
        if ending in ("reset", "cut"):
            # Some transports drop what came together with the end; what is looked at here is what the client does with both.
            time.sleep(0.2)
        if ending == "reset":
            self._send(RESET, 0, stream, struct.pack(">I", 2))
        elif ending == "cut":
            self._peer.shutdown(socket.SHUT_RDWR)
        else:
            first = [] if messages else [(":status", "200"), ("content-type", "application/grpc")]
            self._headers(stream, [*first, *_trailers(ending)], END_STREAM)

    def _data(self, stream: int, content: bytes) -> None:
        for at in range(0, len(content), 16_384):
            self._send(DATA, 0, stream, content[at : at + 16_384])

    def _headers(self, stream: int, fields: list[tuple[str, str]], flags: int) -> None:
        self._send(HEADERS, END_HEADERS | flags, stream, b"".join(_literal(name, value) for name, value in fields))

    def _send(self, kind: int, flags: int, stream: int, payload: bytes) -> None:
        self._peer.sendall(len(payload).to_bytes(3, "big") + bytes((kind, flags)) + struct.pack(">I", stream) + payload)

    def _read_exactly(self, count: int) -> bytes:
        read = bytearray()
        while len(read) < count:
            more = self._peer.recv(count - len(read))
            if not more:
                raise EOFError
            read += more
        return bytes(read)


def _trailers(ending: dict[str, Any]) -> list[tuple[str, str]]:
    code = CODES.index(ending["code"])
    text = ending.get("message", "")
    details = []
    if "reason" in ending:
        details.append(wire.error_info(ending["reason"], ending.get("metadata", {})))
    if "retry_delay_ms" in ending:
        details.append(wire.retry_info(ending["retry_delay_ms"]))
    if "unknown_detail" in ending:
        details.append(wire.any_of(ending["unknown_detail"], b"\x0a\x01x"))
    trailers = [("grpc-status", str(code)), ("grpc-message", text)]
    if details:
        packed = base64.b64encode(wire.status(code, text, details)).decode().rstrip("=")
        trailers.append(("grpc-status-details-bin", packed))
    return trailers


def _literal(name: str, value: str) -> bytes:
    """A header field without indexing or Huffman coding."""
    return b"\0" + _text(name) + _text(value)


def _text(text: str) -> bytes:
    content = text.encode()
    return _length(len(content)) + content


def _length(length: int) -> bytes:
    """An integer with a prefix of seven bits (RFC 7541, 5.1)."""
    if length < 127:
        return bytes((length,))
    return b"\x7f" + wire.varint(length - 127)
