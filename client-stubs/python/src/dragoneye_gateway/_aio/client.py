"""The asyncio client."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any, cast

import grpc
import grpc.aio

from .._core.settings import KEEPALIVE_SECONDS, Settings
from .classification import Classification
from .connection import Connection
from .readers import Results, Tasks


class Dragoneye:
    """A client of a Dragoneye gateway for asyncio, which the official SDK's examples run with. Make one and keep it.

    Cancelling a task cancels its call. Connects at the first call, in each event loop and process anew, so that one
    client serves several ``asyncio.run``, also at once on several threads. Made before a fork and first used after it,
    it just works; used on both sides it raises ``RuntimeError`` in the child.
    """

    def __init__(
        self,
        api_key: str | None = None,
        *,
        address: str | None = None,
        token: str | Callable[[], str] | None = None,
        tls: grpc.ChannelCredentials | None = None,
        keepalive_seconds: float = KEEPALIVE_SECONDS,
        max_retries: int | None = None,
        max_backoff_time: int | None = None,
        backoff_jitter: Callable[[float], float] | None = None,
    ) -> None:
        """Checks the settings; connects later.

        Args:
            api_key: Dragoneye key for gateways that pass keys through. By default that in ``DRAGONEYE_API_KEY``, if
                any; an empty one sends none.
            address: ``host:port``, ``https://host[:port]`` or ``http://host[:port]``; without a scheme plaintext on
                loopback and TLS everywhere else. By default what ``DRAGONEYE_GATEWAY`` holds.
            token: tells the gateway who calls; or what gives it, asked at the start of each call, on the event loop: it
                must not block.
            tls: other than the default TLS credentials: own authorities, a client certificate.
            keepalive_seconds: after how much silence a connection with calls on it is probed.
            max_retries: as the SDK has it, without effect: the gateway retries, as it is configured.
            max_backoff_time: the same.
            backoff_jitter: the same.

        Raises:
            ValueError: there is no usable address, a secret is no header text or would be sent in plaintext off
                loopback, or TLS was set up for an address in plaintext.
        """
        self._connection = Connection(Settings.of(address, token, api_key, tls, keepalive_seconds))
        self.classification = Classification(self._connection)
        """Predictions and their results, as in the official SDK."""
        self.tasks = Tasks(self._connection)
        """Watches tasks and waits for them."""
        self.results = Results(self._connection)
        """Streams and downloads results."""

    @property
    def channel(self) -> grpc.aio.Channel:
        """The running event loop's channel with this client's address, credentials and retries.

        For the stubs in ``dragoneye_gateway.v1``.
        """
        return cast("grpc.aio.Channel", self._connection.channel)

    async def close(self) -> None:
        """Ends the calls at work, which raise ``CallCancelledError``. May be called repeatedly."""
        await self._connection.close()

    async def __aenter__(self) -> Dragoneye:
        """Closes at the end of the block."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Closes."""
        await self.close()

    def __getstate__(self) -> Any:
        """Refuses to be copied: a channel cannot be."""
        raise TypeError("A client cannot be copied or pickled: make one where it is needed")
