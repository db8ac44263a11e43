"""The events of a reading, for a thread that waits for them."""

from __future__ import annotations

import threading
from typing import Any, Generic, TypeVar

import grpc

from .._core.reading import CLOSED, Reading
from .._core.status import GrpcStatus
from .connection import Connection
from .sending import Sending

E = TypeVar("E")


class Events(Generic[E]):
    """Makes the calls of a reading. One thread takes; any may close."""

    def __init__(self, connection: Connection, reading: Reading[E]) -> None:
        self._connection = connection
        self._reading = reading
        self._finished = False
        self._closed = threading.Event()
        self._outgoing = reading.outgoing
        self._sending: Sending | None = None
        self._call: Any = None
        if self._outgoing is not None:
            self._outgoing.open()
            self._sending = Sending(self._outgoing)
        self._open(self._sending)

    def _open(self, sending: Sending | None) -> None:
        call = self._reading.next_call()
        if sending is None:
            self._call = self._connection.start(call, call.request)
        else:
            self._call = self._connection.start(call, sending.messages())
            sending.started(self._call)

    def take(self) -> E | None:
        """The next event; None at the end. Whatever ends the waiting cancels the call."""
        while not self._finished:
            try:
                event = self._step()
            except BaseException:
                self.close()
                raise
            if event is not None:
                return event
        return None

    def _step(self) -> E | None:
        failure = None
        try:
            message = next(self._call)
        except StopIteration:
            pass
        except grpc.RpcError as error:
            failure = GrpcStatus.of(error)
        else:
            return self._reading.accept(message)
        self._ended(CLOSED if self._closed.is_set() else failure)
        return None

    def _ended(self, failure: GrpcStatus | None) -> None:
        if self._sending is not None and self._sending.failure is not None:
            raise self._sending.failure
        wait = self._reading.ended(failure, final=self._closed.is_set() or self._connection.closed)
        if wait is None:
            self._finished = True
            self.close()
        elif self._closed.wait(wait):
            self._reading.ended(CLOSED, final=True)
        else:
            self._open(None)

    def close(self) -> None:
        """Cancels the call, if it is still at work. Does not wait."""
        self._closed.set()
        if self._call is not None:
            self._call.cancel()
        if self._outgoing is not None:
            self._outgoing.close()
