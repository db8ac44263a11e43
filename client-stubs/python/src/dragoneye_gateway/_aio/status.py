"""How calls ended, as the gateway said it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine
from typing import Any, TypeVar

import grpc

from .._core.status import GrpcStatus

R = TypeVar("R")

_WRITE_FAILED = "Internal error from Core"
_CANCELLED_HERE = "Locally cancelled by application!"
_PATIENCE_SECONDS = 1.0

# A write that failed with no word from the gateway: nobody is left to say one.
_CONNECTION_BROKE = GrpcStatus(grpc.StatusCode.UNAVAILABLE, "The connection to the gateway broke while media was sent")
_TOO_LATE = GrpcStatus(grpc.StatusCode.DEADLINE_EXCEEDED, "Deadline Exceeded")


class Ending:
    """How a call ended.

    Where a write fails because the gateway has ended the call, gRPC gives that a status of its own making, before or
    after that of the gateway: the gateway's is kept.
    """

    def __init__(self, call: Any) -> None:
        self._status: GrpcStatus | None = None
        self._said = asyncio.Event()
        self._expired = False
        call.add_done_callback(self._ended)

    def _ended(self, call: Any) -> None:
        """Called whenever gRPC sets a status."""
        status = GrpcStatus.read(_now(call.code()), _now(call.details()), _now(call.trailing_metadata()))
        if not self._said.is_set():
            self._status = status
        if status.message != _WRITE_FAILED:
            self._said.set()
        else:
            left = call.time_remaining()
            self._expired = left is not None and left <= 0

    async def status(self, error: grpc.RpcError) -> GrpcStatus:
        """What the gateway said, of which gRPC raised this."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._said.wait(), _PATIENCE_SECONDS)
        status = self._status or GrpcStatus.of(error)
        if status.message != _WRITE_FAILED:
            return status
        return _TOO_LATE if self._expired else _CONNECTION_BROKE

    def cancelled_elsewhere(self) -> GrpcStatus | None:
        """The status of a call that was cancelled, but not by this side."""
        status = self._status
        cancelled = status is not None and status.code is grpc.StatusCode.CANCELLED
        return status if cancelled and status is not None and status.message != _CANCELLED_HERE else None


def _now(coroutine: Coroutine[Any, Any, R]) -> R:
    """What a coroutine gives that has nothing to wait for."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        value: R = done.value
        return value
    coroutine.close()
    raise RuntimeError("The call has not ended")
