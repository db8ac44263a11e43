"""Readings of streams over as many gRPC calls as it takes: what to call, what comes of it, what if it breaks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, Final, Generic, TypeVar

import grpc

from .._models.task import PredictionTaskStatusResponse, TaskState
from ..v1.task_service_pb2 import Task, WatchTaskRequest
from .assembly import Assembly
from .calls import RpcCall
from .failures import Observed, translate
from .outgoing import Outgoing
from .reconnects import Deadline, Reconnects
from .status import GrpcStatus
from .text import require_text
from .timing import Timing

E = TypeVar("E")

CUT: Final = GrpcStatus(grpc.StatusCode.UNAVAILABLE, "The stream ended before it was complete")
"""A call that ended in order before everything had arrived."""

CLOSED: Final = GrpcStatus(grpc.StatusCode.CANCELLED, "The stream was closed")
"""What reading on from a closed stream gets."""


class Reading(ABC, Generic[E]):
    """One reading that gives events of type ``E``. Not for several threads."""

    outgoing: Outgoing | None = None
    """What the first call sends, where it takes media."""

    def __init__(self, assembly: Assembly[E], deadline: Deadline, timing: Timing) -> None:
        self._assembly = assembly
        self._deadline = deadline
        self._reconnects = Reconnects(timing.clock, timing.random, deadline)

    def next_call(self) -> RpcCall:
        """The gRPC call to make, now."""
        self._reconnects.opened()
        return self._call()

    @abstractmethod
    def _call(self) -> RpcCall: ...

    def accept(self, message: Any) -> E | None:
        """Takes a message in; gives the event that is whole with it, if any.

        Raises:
            DragoneyeError: it is against the contract, or tells a failure.
        """
        event = self._assembly.accept(message)
        if event is not None:
            self._reconnects.progress()
        return event

    def ended(self, failure: GrpcStatus | None, *, final: bool = False) -> float | None:
        """The call ended, with a failure or in order.

        Args:
            failure: None for in order.
            final: it must not be continued, because this side ended it.

        Returns:
            Seconds to wait before :meth:`next_call`; None if everything has arrived.

        Raises:
            DragoneyeError: it failed and cannot be continued.
        """
        if self._assembly.complete:
            return None
        failure = failure or CUT
        wait = None if final else self._reconnects.wait_after(failure)
        if wait is None or not self._assembly.rewind():
            raise translate(failure, self.observed())
        return wait

    @abstractmethod
    def observed(self) -> Observed:
        """What was seen of the call so far."""


class RepeatableReading(Reading[E]):
    """A reading of a task that makes the same call again, from where it stands."""

    def __init__(
        self,
        task_id: str,
        assembly: Assembly[E],
        call: Callable[[float | None], RpcCall],
        deadline: Deadline,
        timing: Timing,
    ) -> None:
        super().__init__(assembly, deadline, timing)
        self._task_id = task_id
        self._make_call = call

    def _call(self) -> RpcCall:
        return self._make_call(self._deadline.remaining())

    def observed(self) -> Observed:
        return Observed(self._task_id)


class WatchAssembly(Assembly[PredictionTaskStatusResponse]):
    """The changes of a task: a status that comes again is dropped."""

    def __init__(self) -> None:
        self._last: Task | None = None

    def accept(self, message: Any) -> PredictionTaskStatusResponse | None:
        task: Task = message.task
        if task == self._last:
            return None
        self._last = task
        self.complete = TaskState(task.state) in (TaskState.SUCCEEDED, TaskState.FAILED)
        return PredictionTaskStatusResponse.from_proto(task)

    def rewind(self) -> bool:
        return True


def watch_call(task_id: str, timeout: float | None) -> RpcCall:
    """Watches a task."""
    return RpcCall(lambda stubs: stubs.tasks.WatchTask, WatchTaskRequest(task_id=task_id), timeout)


def watch(
    task_id: str, deadline_seconds: float | None, timing: Timing
) -> RepeatableReading[PredictionTaskStatusResponse]:
    """Reads the changes of a task."""
    require_text("task_id", task_id)
    deadline = Deadline(deadline_seconds, timing.clock)
    return RepeatableReading(task_id, WatchAssembly(), lambda timeout: watch_call(task_id, timeout), deadline, timing)
