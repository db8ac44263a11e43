"""A TCP line between a client and a gateway that breaks when it is told to."""

import socket
import struct
import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Break:
    """What goes wrong, and on how many connections, the first ones."""

    cut_after_received: int | None = None
    """Bytes from the server after which the connection is reset."""
    cut_after_sent: int | None = None
    """Bytes from the client after which it is."""
    stall_after_sent: int | None = None
    """Bytes from the client after which no more of them are passed on."""
    connections: int = 1


class Line:
    """Listens on loopback and passes on to a port there, until it is closed."""

    def __init__(self, port: int, broken: Break) -> None:
        self._target = port
        self._broken = broken
        self._count = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: list[socket.socket] = [self._listener]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def connections(self) -> int:
        """How many there were."""
        return self._count

    def close(self) -> None:
        for each in self._open:
            _shut(each)
            each.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                return
            self._count += 1
            self._open += [client, server]
            broken = self._broken if self._count <= self._broken.connections else Break()
            _pass(client, server, broken.cut_after_sent, broken.stall_after_sent)
            _pass(server, client, broken.cut_after_received, None)


def _pass(source: socket.socket, target: socket.socket, cut: int | None, stall: int | None) -> None:
    threading.Thread(target=_copy, args=(source, target, cut, stall), daemon=True).start()


def _copy(source: socket.socket, target: socket.socket, cut: int | None, stall: int | None) -> None:
    passed = 0
    try:
        while chunk := source.recv(16_384):
            limit = cut if cut is not None else stall
            if limit is not None and passed + len(chunk) >= limit:
                target.sendall(chunk[: limit - passed])
                if cut is not None:
                    _reset(source, target)
                return
            target.sendall(chunk)
            passed += len(chunk)
    except OSError:
        pass
    _shut(source)
    _shut(target)


def _reset(*ends: socket.socket) -> None:
    for each in ends:
        each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        _shut(each)
        each.close()


def _shut(end: socket.socket) -> None:
    try:
        end.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
