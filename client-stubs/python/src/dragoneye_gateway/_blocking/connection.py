"""The channel of a blocking client."""

from __future__ import annotations

import os
import threading
import weakref
from typing import Any

import grpc

from .._core.calls import RpcCall, Stubs
from .._core.channel import CallerChannel
from .._core.process import enter_grpc
from .._core.settings import Settings


class Connection:
    """Opens a channel when it is first needed, in each process its own. For any number of threads."""

    def __init__(self, settings: Settings) -> None:
        self.closed = False
        self._settings = settings
        self._lock = threading.Lock()
        self._pid = 0
        self._channel: Any = None
        self._stubs: Stubs | None = None
        _connections.add(self)

    def renew_lock(self) -> None:
        """After a fork, at which another thread may have held it."""
        self._lock = threading.Lock()

    @property
    def channel(self) -> Any:
        """The channel of this process, with the caller's metadata."""
        return self._entered()[0]

    def start(self, call: RpcCall, request: Any) -> Any:
        """Starts a call whose responses are iterated."""
        return call.rpc(self._entered()[1])(request, timeout=call.timeout)

    def start_future(self, call: RpcCall, request: Any) -> Any:
        """Starts a call with one response."""
        return call.rpc(self._entered()[1]).future(request, timeout=call.timeout)

    def _entered(self) -> tuple[Any, Stubs]:
        with self._lock:
            if self.closed:
                raise ValueError("This client was closed")
            if self._stubs is None or self._pid != os.getpid():
                enter_grpc(asynchronously=False)
                self._pid = os.getpid()
                self._channel = CallerChannel(self._settings.open(grpc), self._settings.caller)
                self._stubs = Stubs(self._channel)
            return self._channel, self._stubs

    def close(self) -> None:
        """Ends the calls that are at work. May be called repeatedly."""
        with self._lock:
            self.closed = True
            channel, self._channel = self._channel, None
            if channel is not None and self._pid == os.getpid():
                channel.close()


_connections: weakref.WeakSet[Connection] = weakref.WeakSet()


def _renew_locks() -> None:
    for connection in list(_connections):
        connection.renew_lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_locks)
