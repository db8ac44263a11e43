"""The channels of an asyncio client."""

from __future__ import annotations

import asyncio
import os
import weakref
from typing import Any

import grpc
import grpc.aio

from .._core.calls import RpcCall, Stubs
from .._core.channel import CallerChannel
from .._core.process import enter_grpc
from .._core.settings import Settings


class _Streaming:
    """A channel whose calls with one response are read like those with many, which is the same on the wire.

    A call with one response never learns the gateway's status if that came while it was sending.
    """

    def __init__(self, channel: CallerChannel) -> None:
        self.unary_unary = channel.unary_unary
        self.unary_stream = channel.unary_stream
        self.stream_unary = channel.stream_stream
        self.stream_stream = channel.stream_stream


class Connection:
    """Opens a channel when it is first needed, in each process and each event loop its own."""

    def __init__(self, settings: Settings) -> None:
        self.closed = False
        self._settings = settings
        self._pid = 0
        self._by_loop: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, tuple[Any, Stubs]] = (
            weakref.WeakKeyDictionary()
        )

    @property
    def channel(self) -> Any:
        """The channel of the running event loop, with the caller's metadata."""
        return self._entered()[0]

    def start(self, call: RpcCall, request: Any = None) -> Any:
        """Starts a call; without a request it is one to write into."""
        multicallable = call.rpc(self._entered()[1])
        if request is None:
            return multicallable(timeout=call.timeout)
        return multicallable(request, timeout=call.timeout)

    def _entered(self) -> tuple[Any, Stubs]:
        if self.closed:
            raise ValueError("This client was closed")
        loop = asyncio.get_running_loop()
        if self._pid != os.getpid():
            self._pid = os.getpid()
            self._by_loop = weakref.WeakKeyDictionary()
        entered = self._by_loop.get(loop)
        if entered is None:
            enter_grpc(asynchronously=True)
            channel = CallerChannel(self._settings.open(grpc.aio), self._settings.caller)
            entered = self._by_loop[loop] = (channel, Stubs(_Streaming(channel)))
        return entered

    async def close(self) -> None:
        """Ends the calls at work in this event loop. May be called repeatedly."""
        self.closed = True
        entered = self._by_loop.pop(asyncio.get_running_loop(), None)
        if entered is not None:
            await entered[0].close()
