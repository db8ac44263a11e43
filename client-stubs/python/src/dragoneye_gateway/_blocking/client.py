"""The blocking client."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Any, cast

import grpc

from .._core.settings import KEEPALIVE_SECONDS, Settings
from .classification import SyncClassification
from .connection import Connection
from .readers import SyncResults, SyncTasks


class SyncDragoneye:
    """A client of a Dragoneye gateway whose calls block. For any number of threads; make one and keep it.

    What interrupts a call (``KeyboardInterrupt``) cancels it. Connects at the first call, in each process anew: made
    before a fork and first used after it, it just works; used on both sides it raises ``RuntimeError`` in the child
    unless ``GRPC_ENABLE_FORK_SUPPORT=1`` was set before Python started.
    """

    def __init__(
        self,
        api_key: str | None = None,
        *,
        address: str | None = None,
        token: str | Callable[[], str] | None = None,
        tls: grpc.ChannelCredentials | None = None,
        keepalive_seconds: float = KEEPALIVE_SECONDS,
    ) -> None:
        """Checks the settings; connects later.

        Args:
            api_key: Dragoneye key for gateways that pass keys through. By default that in ``DRAGONEYE_API_KEY``, if
                any; an empty one sends none.
            address: ``host:port``, ``https://host[:port]`` or ``http://host[:port]``; without a scheme plaintext on
                loopback and TLS everywhere else. By default what ``DRAGONEYE_GATEWAY`` holds.
            token: tells the gateway who calls; or what gives it, asked at the start of each call.
            tls: other than the default TLS credentials: own authorities, a client certificate.
            keepalive_seconds: after how much silence a connection with calls on it is probed.

        Raises:
            ValueError: there is no usable address, a secret is no header text or would be sent in plaintext off
                loopback, or TLS was set up for an address in plaintext.
        """
        self._connection = Connection(Settings.of(address, token, api_key, tls, keepalive_seconds))
        self.classification = SyncClassification(self._connection)
        """Predictions and their results, as in the official SDK."""
        self.tasks = SyncTasks(self._connection)
        """Watches tasks and waits for them."""
        self.results = SyncResults(self._connection)
        """Streams and downloads results."""

    @property
    def channel(self) -> grpc.Channel:
        """The channel with this client's address, credentials and retries.

        For the stubs in ``dragoneye_gateway.v1``.
        """
        return cast("grpc.Channel", self._connection.channel)

    def close(self) -> None:
        """Ends the calls at work, which raise ``CallCancelledError``. May be called repeatedly, by any thread."""
        self._connection.close()

    def __enter__(self) -> SyncDragoneye:
        """Closes at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Closes."""
        self.close()

    def __getstate__(self) -> Any:
        """Refuses to be copied: a channel cannot be."""
        raise TypeError("A client cannot be copied or pickled: make one where it is needed")
