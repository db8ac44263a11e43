"""The RPCs, and calls with one response."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from google.protobuf.message import Message

from .._models.image import ClassificationPredictImageResponse
from .._models.task import PredictionTaskStatusResponse
from ..errors import DragoneyeError
from ..v1.prediction_service_pb2 import PredictImageRequest, SubmitPredictionRequest
from ..v1.prediction_service_pb2_grpc import PredictionServiceStub
from ..v1.result_service_pb2 import GetImageResultsRequest
from ..v1.result_service_pb2_grpc import ResultServiceStub
from ..v1.task_service_pb2 import GetTaskRequest
from ..v1.task_service_pb2_grpc import TaskServiceStub
from .failures import Observed, translate
from .outgoing import MediaOutgoing, Outgoing
from .reconnects import Deadline
from .request import MediaRequest
from .status import GrpcStatus
from .text import require_text
from .timing import Timing

R = TypeVar("R")
_TASK_ID_KEY = "dragoneye-task-id"


class Stubs:
    """The generated stubs over a channel, of either of gRPC's programming interfaces."""

    def __init__(self, channel: Any) -> None:
        self.predictions: Any = PredictionServiceStub(channel)
        self.tasks: Any = TaskServiceStub(channel)
        self.results: Any = ResultServiceStub(channel)


Rpc = Callable[[Stubs], Any]


@dataclass(frozen=True)
class RpcCall:
    """A gRPC call to make; ``request`` is None where media goes in."""

    rpc: Rpc
    request: Message | None
    timeout: float | None


@dataclass(frozen=True)
class UnaryRead(Generic[R]):
    """A call with one request and one response."""

    call: RpcCall
    to_result: Callable[[Any], R]
    task_id: str

    def failed(self, status: GrpcStatus) -> DragoneyeError:
        """What the caller sees of a failure."""
        return translate(status, Observed(self.task_id))


class Announcement:
    """Whether the gateway has announced the task of a call that takes media; tells it once."""

    def __init__(self, on_task: Callable[[str], object], outgoing: Outgoing) -> None:
        self.task_id: str | None = None
        self._on_task = on_task
        self._outgoing = outgoing

    def announce(self, task_id: str) -> None:
        """The service accepted the prediction."""
        if self.task_id is None:
            self.task_id = task_id
            self._on_task(task_id)

    def observed(self) -> Observed:
        """A prediction cannot begin before the media is complete, and has begun once its task was announced."""
        if self.task_id is not None:
            return Observed(self.task_id, "yes")
        return Observed(None, "unknown" if self._outgoing.half_closed else "no")


class MediaCall(Generic[R]):
    """A call that takes one medium and has one response."""

    def __init__(
        self,
        rpc: Rpc,
        message: Callable[..., Any],
        to_result: Callable[[Any], R],
        request: MediaRequest,
        timing: Timing,
    ) -> None:
        self.outgoing = MediaOutgoing(request, message)
        self.to_result = to_result
        self._rpc = rpc
        self._deadline = Deadline(request.settings.deadline_seconds, timing.clock)
        self._announcement = Announcement(request.settings.on_task, self.outgoing)

    def call(self) -> RpcCall:
        """The call, to be made now."""
        return RpcCall(self._rpc, None, self._deadline.remaining())

    def answered(self, metadata: Iterable[tuple[str, Any]] | None) -> None:
        """The response's initial metadata came, which may announce the task."""
        for key, value in metadata or ():
            if key == _TASK_ID_KEY:
                self._announcement.announce(str(value))

    def failed(self, status: GrpcStatus) -> DragoneyeError:
        """What the caller sees of a failure."""
        return translate(status, self._announcement.observed())


def predict_image(request: MediaRequest, timing: Timing) -> MediaCall[ClassificationPredictImageResponse]:
    """Predicts an image."""
    return MediaCall(
        lambda stubs: stubs.predictions.PredictImage,
        PredictImageRequest,
        lambda response: ClassificationPredictImageResponse.from_proto(response.prediction),
        request,
        timing,
    )


def submit(request: MediaRequest, timing: Timing) -> MediaCall[PredictionTaskStatusResponse]:
    """Starts a prediction."""
    return MediaCall(
        lambda stubs: stubs.predictions.SubmitPrediction,
        SubmitPredictionRequest,
        lambda response: PredictionTaskStatusResponse.from_proto(response.task),
        request,
        timing,
    )


def status(task_id: str, deadline_seconds: float | None) -> UnaryRead[PredictionTaskStatusResponse]:
    """Reads how a task is doing."""
    require_text("task_id", task_id)
    return UnaryRead(
        RpcCall(lambda stubs: stubs.tasks.GetTask, GetTaskRequest(task_id=task_id), _limit(deadline_seconds)),
        lambda response: PredictionTaskStatusResponse.from_proto(response.task),
        task_id,
    )


def image_results(task_id: str, deadline_seconds: float | None) -> UnaryRead[ClassificationPredictImageResponse]:
    """Reads the prediction of an image."""
    require_text("task_id", task_id)
    request = GetImageResultsRequest(task_id=task_id)
    return UnaryRead(
        RpcCall(lambda stubs: stubs.results.GetImageResults, request, _limit(deadline_seconds)),
        lambda response: ClassificationPredictImageResponse.from_proto(response.prediction),
        task_id,
    )


def _limit(deadline_seconds: float | None) -> float | None:
    return Deadline(deadline_seconds, lambda: 0.0).remaining()
