"""The prediction of a video. A call that breaks once its task was announced goes on by way of the task."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import grpc

from .._models.task import Phase, PredictionProgress, TaskState
from .._models.video import VideoDetectedObject, VideoHeader
from ..errors import DragoneyeError
from ..v1.prediction_service_pb2 import PredictVideoRequest
from ..v1.task_service_pb2 import Task, WatchTaskResponse
from .assembly import ResultAssembly, ResultEvent
from .calls import Announcement, RpcCall
from .failures import Observed, translate
from .outgoing import MediaOutgoing
from .reading import Reading, watch_call
from .reconnects import Deadline
from .request import MediaRequest
from .results import VIDEO
from .status import GrpcStatus
from .timing import Timing


class VideoReading(Reading[ResultEvent[VideoHeader, VideoDetectedObject]]):
    """Sends the video once; then, if need be, watches the task and reads its result."""

    def __init__(self, request: MediaRequest, timing: Timing) -> None:
        self._settings = request.settings
        self._timing = timing
        self.outgoing: MediaOutgoing = MediaOutgoing(request, PredictVideoRequest)
        self._announcement = Announcement(self._settings.on_task, self.outgoing)
        self._result = ResultAssembly(VIDEO.kind, None, lambda: self._announcement.task_id is not None)
        super().__init__(self._result, Deadline(self._settings.deadline_seconds, timing.clock), timing)
        self._sent = False
        self._last = PredictionProgress(Phase.UNSPECIFIED)
        self._succeeded = False
        self._completion = Deadline(None, timing.clock)
        self._watching = False
        self._timed_by_completion = False

    def _call(self) -> RpcCall:
        left = self._deadline.remaining()
        self._watching = self._timed_by_completion = False
        if not self._sent:
            self._sent = True
            return RpcCall(lambda stubs: stubs.predictions.PredictVideo, None, left)
        task_id = self._announcement.task_id or ""
        if self._result.has_header or self._succeeded:
            return VIDEO.call(task_id, self._settings.filter, self._result.resume_token, left)
        completion = self._completion.remaining()
        if completion is not None and (left is None or completion < left):
            self._timed_by_completion = True
            left = completion
        self._watching = True
        return watch_call(task_id, left)

    def accept(self, message: Any) -> ResultEvent[VideoHeader, VideoDetectedObject] | None:
        if isinstance(message, WatchTaskResponse):
            self._changed(message.task)
            return None
        event = message.WhichOneof("event")
        if event == "progress":
            self._tell(PredictionProgress.from_proto(message.progress))
        elif event == "task":
            # The completion timeout begins; a gateway's default is forgotten with its call.
            self._completion = Deadline(self._settings.timeout_seconds, self._timing.clock)
            self._announcement.announce(message.task.task_id)
        return super().accept(message)

    def _tell(self, progress: PredictionProgress) -> None:
        self._last = progress
        self._settings.on_progress(progress)

    def _changed(self, task: Task) -> None:
        state = TaskState(task.state)
        if state is TaskState.FAILED:
            raise self._as_if_called(
                grpc.StatusCode.FAILED_PRECONDITION,
                f"The prediction failed with the status {task.status}",
                "PREDICTION_FAILED",
                task.status,
            )
        self._tell(replace(self._last, phase=Phase.AWAIT, status=task.status))
        self._succeeded = state is TaskState.SUCCEEDED

    def ended(self, failure: GrpcStatus | None, *, final: bool = False) -> float | None:
        timed_out = failure is not None and failure.code is grpc.StatusCode.DEADLINE_EXCEEDED
        if timed_out and self._timed_by_completion:
            raise self._as_if_called(
                grpc.StatusCode.DEADLINE_EXCEEDED,
                f"The prediction did not complete within {self._settings.timeout_seconds} s",
                "PREDICTION_TIMEOUT",
                self._last.status or "",
            )
        if failure is None and self._watching and self._succeeded and not final:
            return 0.0
        return super().ended(failure, final=final)

    def _as_if_called(self, code: grpc.StatusCode, message: str, reason: str, status: str) -> DragoneyeError:
        """As the call itself would have ended."""
        observed = self.observed()
        metadata = {"phase": "await", "task_id": observed.task_id or "", "status": status}
        return translate(GrpcStatus(code, message, reason, metadata), observed)

    def observed(self) -> Observed:
        return self._announcement.observed()
