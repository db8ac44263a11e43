"""How often and after which wait a broken stream is opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import grpc

from .status import GrpcStatus

_ATTEMPTS: Final = 8
_FIRST_SECONDS: Final = 0.1
_LONGEST_SECONDS: Final = 5.0
# A gateway that asks for more patience than this gets none: its caller decides.
_LONGEST_ASKED_SECONDS: Final = 60.0
# A call that lasted so long was no failure of the same kind as the one before.
_LASTING_SECONDS: Final = 10.0


class Deadline:
    """A point in time that a whole call must not pass, over all its reconnections."""

    def __init__(self, limit_seconds: float | None, clock: Callable[[], float]) -> None:
        if limit_seconds is not None and limit_seconds <= 0:
            raise ValueError(f"The deadline must be positive, and {limit_seconds} is not")
        self._clock = clock
        self._end = None if limit_seconds is None else clock() + limit_seconds

    def remaining(self) -> float | None:
        """Seconds left, at least 0; None where there is no deadline."""
        return None if self._end is None else max(0.0, self._end - self._clock())


class Reconnects:
    """Exponential waits with full jitter, a few times in a row without anything new."""

    def __init__(self, clock: Callable[[], float], random: Callable[[], float], deadline: Deadline) -> None:
        self._clock = clock
        self._random = random
        self._deadline = deadline
        self._failures = 0
        self._opened_at = clock()

    def opened(self) -> None:
        """A call begins."""
        self._opened_at = self._clock()

    def progress(self) -> None:
        """Something new arrived: what failed before does not count any more."""
        self._failures = 0

    def wait_after(self, failure: GrpcStatus) -> float | None:
        """Seconds to wait before opening again after a failure; None if that is of no use."""
        if self._clock() - self._opened_at >= _LASTING_SECONDS:
            self._failures = 0
        asked = failure.retry_delay_seconds or 0.0
        if not _is_passing(failure) or asked > _LONGEST_ASKED_SECONDS or self._failures >= _ATTEMPTS:
            return None
        ceiling = min(_LONGEST_SECONDS, _FIRST_SECONDS * float(2**self._failures))
        self._failures += 1
        wait = asked + self._random() * ceiling
        left = self._deadline.remaining()
        return wait if left is None else min(wait, left)


def _is_passing(failure: GrpcStatus) -> bool:
    """Whether another connection, or the same one later, may do better."""
    if failure.code is grpc.StatusCode.UNAVAILABLE:
        return True
    if failure.code in (grpc.StatusCode.INTERNAL, grpc.StatusCode.CANCELLED, grpc.StatusCode.UNKNOWN):
        # A stream reset by a proxy or by a gateway that ends, or cut without its trailers, which is UNKNOWN here.
        return failure.reason is None
    # This side paused longer than the gateway waits.
    return failure.code is grpc.StatusCode.ABORTED and failure.reason == "STREAM_STALLED"
