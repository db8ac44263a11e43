"""Whether gRPC works in this process, which may be a fork of one where it was at work."""

from __future__ import annotations

import os
import weakref
from typing import ClassVar

# gRPC looks at it once, when it is loaded.
_FORK_SUPPORT = os.environ.get("GRPC_ENABLE_FORK_SUPPORT", "").lower() in ("1", "t", "true", "y", "yes")

_FORKED_AT_WORK = (
    "This process was forked after a Dragoneye client had made calls, and gRPC does not survive that: make the first"
    " call after the fork, start processes with the 'spawn' or 'forkserver' method, or set GRPC_ENABLE_FORK_SUPPORT=1"
    " before Python starts"
)
_FORKED_OPEN = (
    "This process was forked while an asyncio Dragoneye client was open, and gRPC does not survive that: close it"
    " before, or make its first call after the fork"
)


class _Process:
    used = False
    obstacle: str | None = None
    open_async: ClassVar[weakref.WeakSet[object]] = weakref.WeakSet()


def enter_grpc() -> None:
    """Called before a channel is opened.

    Raises:
        RuntimeError: gRPC was at work when this process was forked, and cannot work here: any call would hang.
    """
    if _Process.obstacle is not None:
        raise RuntimeError(_Process.obstacle)
    _Process.used = True


def async_channel_opened(channel: object) -> None:
    """A channel of an event loop's is open until it is told closed, or collected."""
    _Process.open_async.add(channel)


def async_channel_closed(channel: object) -> None:
    """See :func:`async_channel_opened`."""
    _Process.open_async.discard(channel)


def _forked() -> None:
    if _Process.used and not _FORK_SUPPORT:
        _Process.obstacle = _FORKED_AT_WORK
    elif len(_Process.open_async) > 0:
        _Process.obstacle = _FORKED_OPEN


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
