"""Whether gRPC works in this process, which may be a fork of one where it was at work."""

from __future__ import annotations

import os

# gRPC looks at it once, when it is loaded.
_FORK_SUPPORT = os.environ.get("GRPC_ENABLE_FORK_SUPPORT", "").lower() in ("1", "t", "true", "y", "yes")

_FORKED_AT_WORK = (
    "This process was forked after a Dragoneye client had made calls, and gRPC does not survive that: make the first"
    " call after the fork, start processes with the 'spawn' or 'forkserver' method, or set GRPC_ENABLE_FORK_SUPPORT=1"
    " before Python starts"
)
_FORKED_AT_WORK_ASYNC = (
    "This process was forked after an asyncio Dragoneye client had made calls, and gRPC does not survive that: make the"
    " first call after the fork, or start processes with the 'spawn' or 'forkserver' method"
)


class _Process:
    used = False
    used_async = False
    obstacle: str | None = None


def enter_grpc(*, asynchronously: bool) -> None:
    """Called before a channel is opened.

    Raises:
        RuntimeError: gRPC was at work when this process was forked, and cannot work here: any call would hang.
    """
    if _Process.obstacle is not None:
        raise RuntimeError(_Process.obstacle)
    _Process.used = True
    _Process.used_async |= asynchronously


def _forked() -> None:
    if _Process.used_async:
        _Process.obstacle = _FORKED_AT_WORK_ASYNC
    elif _Process.used and not _FORK_SUPPORT:
        _Process.obstacle = _FORKED_AT_WORK


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forked)
