"""The sending of media from an event loop, and calls with one response."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

import grpc
import grpc.aio

from .._core.calls import MediaCall, UnaryRead
from .._core.failures import out_of_contract
from .._core.outgoing import Outgoing
from .._core.status import GrpcStatus
from .connection import Connection
from .reader_thread import ReaderThread
from .status import Ending

R = TypeVar("R")


class Sending:
    """Writes messages into a call, each when the transport took the one before. What blocks runs on a thread."""

    def __init__(self, outgoing: Outgoing) -> None:
        self.failure: Exception | None = None
        """What ended the call from this side."""
        self._outgoing = outgoing
        self._thread = ReaderThread() if outgoing.blocking else None
        self._task: asyncio.Task[None] | None = None

    async def _run(self, function: Callable[..., R], *args: Any) -> R:
        return function(*args) if self._thread is None else await self._thread.run(function, *args)

    async def open(self) -> None:
        """Opens the media."""
        try:
            await self._run(self._outgoing.open)
        except BaseException:
            self.close()
            raise

    def start(self, call: Any) -> None:
        """Begins to write into a call."""
        self._task = asyncio.get_running_loop().create_task(self._send(call))

    async def _send(self, call: Any) -> None:
        messages = self._outgoing.messages()
        try:
            while (item := await self._run(next, messages, None)) is not None:
                message, sent = item
                if not await _written(call, message):
                    return
                if sent:
                    self._outgoing.on_sent(sent)
            await _half_closed(call)
        except Exception as failure:
            self.failure = failure
            call.cancel()
        finally:
            self.close()

    def close(self) -> None:
        """Ends the sending. Does not wait."""
        if self._task is not None:
            self._task.cancel()
        self._outgoing.close()
        if self._thread is not None:
            self._thread.end()


async def _written(call: Any, message: Any) -> bool:
    """False if the call has ended, which is told by its status."""
    try:
        await call.write(message)
    except (grpc.RpcError, asyncio.InvalidStateError):
        return False
    return True


async def _half_closed(call: Any) -> None:
    try:
        await call.done_writing()
    except (grpc.RpcError, asyncio.InvalidStateError):
        return


async def _response_of(call: Any) -> Any:
    """The one response of a call, which counts only if the call then ends in order."""
    response = await call.read()
    if response is grpc.aio.EOF or await call.read() is not grpc.aio.EOF:
        raise out_of_contract("The gateway sent no response, or several, against its contract")
    return response


def failure_of(ending: Ending | None, connection: Connection, sending: Sending | None) -> GrpcStatus | None:
    """Asked when waiting for a call ended with ``CancelledError``, which gRPC also raises if it was not the waiting.

    Returns:
        Why the call was cancelled; None if it was by cancelling the waiting task.

    Raises:
        Exception: what ended the call from this side.
    """
    if _is_task_cancelled():
        return None
    if sending is not None and sending.failure is not None:
        raise sending.failure from None
    if connection.closed:
        return GrpcStatus(grpc.StatusCode.CANCELLED, "The client was closed")
    return None if ending is None else ending.cancelled_elsewhere()


def _is_task_cancelled() -> bool:
    """Whether that is certain; Python 3.10 does not tell."""
    task: Any = asyncio.current_task()
    return hasattr(task, "cancelling") and task.cancelling() > 0


async def send_media(connection: Connection, media_call: MediaCall[R]) -> R:
    """Sends one medium and waits for the response. Cancelling the waiting cancels the call."""
    sending = Sending(media_call.outgoing)
    await sending.open()
    call = ending = None
    try:
        call = connection.start(media_call.call())
        ending = Ending(call)
        sending.start(call)
        media_call.answered(await call.initial_metadata())
        return media_call.to_result(await _response_of(call))
    except grpc.RpcError as error:
        if sending.failure is not None:
            raise sending.failure from None
        raise media_call.failed(await ending.status(error) if ending else GrpcStatus.of(error)) from None
    except asyncio.CancelledError:
        status = failure_of(ending, connection, sending)
        if status is None:
            raise
        raise media_call.failed(status) from None
    finally:
        if call is not None:
            call.cancel()
        sending.close()


async def read_once(connection: Connection, read: UnaryRead[R]) -> R:
    """Makes a call with one request and one response. Cancelling the waiting cancels the call."""
    call = connection.start(read.call, read.call.request)
    ending = Ending(call)
    try:
        return read.to_result(await call)
    except grpc.RpcError as error:
        raise read.failed(GrpcStatus.of(error)) from None
    except asyncio.CancelledError:
        status = failure_of(ending, connection, None)
        if status is None:
            raise
        raise read.failed(status) from None
    finally:
        call.cancel()
