"""A channel that tells with every call who makes it, over either of gRPC's channels."""

from __future__ import annotations

from typing import Any

from .caller import Caller


class CallerChannel:
    """Looks like the channel it stands for; generated stubs take it."""

    def __init__(self, channel: Any, caller: Caller) -> None:
        self._channel = channel
        self._caller = caller

    def __getattr__(self, name: str) -> Any:
        """Everything but the making of calls is the channel's."""
        return getattr(self._channel, name)

    def unary_unary(self, *args: Any, **kwargs: Any) -> _CallerCallable:
        """As ``grpc.Channel.unary_unary``."""
        return _CallerCallable(self._channel.unary_unary(*args, **kwargs), self._caller)

    def unary_stream(self, *args: Any, **kwargs: Any) -> _CallerCallable:
        """As ``grpc.Channel.unary_stream``."""
        return _CallerCallable(self._channel.unary_stream(*args, **kwargs), self._caller)

    def stream_unary(self, *args: Any, **kwargs: Any) -> _CallerCallable:
        """As ``grpc.Channel.stream_unary``."""
        return _CallerCallable(self._channel.stream_unary(*args, **kwargs), self._caller)

    def stream_stream(self, *args: Any, **kwargs: Any) -> _CallerCallable:
        """As ``grpc.Channel.stream_stream``."""
        return _CallerCallable(self._channel.stream_stream(*args, **kwargs), self._caller)


class _CallerCallable:
    """A multicallable whose calls carry the caller's metadata after what they were given."""

    def __init__(self, inner: Any, caller: Caller) -> None:
        self._inner = inner
        self._caller = caller

    def __call__(self, *args: Any, metadata: Any = None, **kwargs: Any) -> Any:
        return self._inner(*args, metadata=self._all(metadata), **kwargs)

    def with_call(self, *args: Any, metadata: Any = None, **kwargs: Any) -> Any:
        return self._inner.with_call(*args, metadata=self._all(metadata), **kwargs)

    def future(self, *args: Any, metadata: Any = None, **kwargs: Any) -> Any:
        return self._inner.future(*args, metadata=self._all(metadata), **kwargs)

    def _all(self, metadata: Any) -> tuple[Any, ...]:
        return (*(metadata or ()), *self._caller.metadata())
