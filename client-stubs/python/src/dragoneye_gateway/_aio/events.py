"""The events of a reading, for an event loop."""

from __future__ import annotations

import asyncio
from typing import Any, Generic, TypeVar

import grpc
import grpc.aio

from .._core.reading import CLOSED, Reading
from .._core.status import GrpcStatus
from .connection import Connection
from .sending import Sending, failure_of
from .status import Ending

E = TypeVar("E")


class Events(Generic[E]):
    """Makes the calls of a reading, the first when the first event is taken."""

    def __init__(self, connection: Connection, reading: Reading[E]) -> None:
        self._connection = connection
        self._reading = reading
        self._finished = False
        self._closed = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._sending: Sending | None = None
        self._call: Any = None
        self._ending: Ending | None = None

    async def _begin(self) -> None:
        self._loop = asyncio.get_running_loop()
        if self._reading.outgoing is not None:
            self._sending = Sending(self._reading.outgoing)
            await self._sending.open()
        self._open(self._sending)

    def _open(self, sending: Sending | None) -> None:
        call = self._reading.next_call()
        self._call = self._connection.start(call, call.request)
        self._ending = Ending(self._call)
        if sending is not None:
            sending.start(self._call)

    async def take(self) -> E | None:
        """The next event; None at the end. Whatever ends the waiting cancels the call."""
        while not self._finished:
            try:
                event = await self._step()
            except BaseException:
                self.close()
                raise
            if event is not None:
                return event
        return None

    async def _step(self) -> E | None:
        if self._closed:
            self._reading.ended(CLOSED, final=True)
        if self._call is None:
            await self._begin()
        failure: GrpcStatus | None = None
        try:
            message = await self._call.read()
        except grpc.RpcError as error:
            failure = await self._ending.status(error) if self._ending else GrpcStatus.of(error)
        except asyncio.CancelledError:
            failure = CLOSED if self._closed else failure_of(self._ending, self._connection, self._sending)
            if failure is None:
                raise
        else:
            if message is not grpc.aio.EOF:
                return self._reading.accept(message)
        await self._ended(failure)
        return None

    async def _ended(self, failure: GrpcStatus | None) -> None:
        if self._sending is not None and self._sending.failure is not None:
            raise self._sending.failure
        wait = self._reading.ended(failure, final=self._closed or self._connection.closed)
        if wait is None:
            self._finished = True
            self.close()
            return
        await asyncio.sleep(wait)
        if not self._closed:
            self._open(None)

    def close(self) -> None:
        """Cancels the call, if it is still at work. Does not wait."""
        self._closed = True
        if self._call is not None:
            self._call.cancel()
        if self._sending is not None:
            self._sending.close()

    def abandon(self) -> None:
        """As :meth:`close`, from any thread, where nobody holds the stream any more."""
        if self._loop is not None and not self._finished and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.close)
