"""Readings of results, and where a reader stands in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from .._models.frame import ResultCompletion, VideoFrame
from .._models.image import ImageDetectedObject, ImageHeader
from .._models.task import ResultFilter
from .._models.video import VideoDetectedObject, VideoHeader
from ..v1.result_service_pb2 import StreamImageResultsRequest, StreamVideoFramesRequest, StreamVideoResultsRequest
from .assembly import Completion, Element, Header, ResultAssembly, ResultEvent, ResultKind
from .calls import Rpc, RpcCall
from .joining import append_frame, append_image_object, append_video_object
from .reading import RepeatableReading
from .reconnects import Deadline
from .text import require_text
from .timing import Timing

H = TypeVar("H")
T = TypeVar("T")


@dataclass(frozen=True)
class ResultMethod(Generic[H, T]):
    """An RPC that streams a result."""

    rpc: Rpc
    request: Callable[..., Any]
    kind: ResultKind[H, T]

    def call(
        self, task_id: str, selection: ResultFilter | None, resume_token: str | None, timeout: float | None
    ) -> RpcCall:
        """Reads on from a resume token."""
        request = self.request(
            task_id=task_id,
            filter=None if selection is None else selection.to_proto(),
            resume_token=resume_token,
        )
        return RpcCall(self.rpc, request, timeout)


VIDEO: Final = ResultMethod(
    lambda stubs: stubs.results.StreamVideoResults,
    StreamVideoResultsRequest,
    ResultKind(
        "object", "object", "object_index", append_video_object, VideoHeader.from_proto, VideoDetectedObject.from_proto
    ),
)
FRAMES: Final = ResultMethod(
    lambda stubs: stubs.results.StreamVideoFrames,
    StreamVideoFramesRequest,
    ResultKind("frame", "frame", "frame_index", append_frame, VideoHeader.from_proto, VideoFrame.from_proto),
)
IMAGE: Final = ResultMethod(
    lambda stubs: stubs.results.StreamImageResults,
    StreamImageResultsRequest,
    ResultKind(
        "object", "object", "object_index", append_image_object, ImageHeader.from_proto, ImageDetectedObject.from_proto
    ),
)


@dataclass(frozen=True)
class ReadOptions:
    """How to read a result."""

    selection: ResultFilter | None = None
    resume_token: str | None = None
    deadline_seconds: float | None = None


def read_results(
    method: ResultMethod[H, T], task_id: str, options: ReadOptions, timing: Timing
) -> RepeatableReading[ResultEvent[H, T]]:
    """Reads a result; it goes on after the last whole element."""
    require_text("task_id", task_id)
    require_text("resume_token", options.resume_token)
    if options.selection is not None:
        require_text("filter.category_names", *options.selection.category_names)
    assembly = ResultAssembly(method.kind, options.resume_token)
    return RepeatableReading(
        task_id,
        assembly,
        lambda timeout: method.call(task_id, options.selection, assembly.resume_token, timeout),
        Deadline(options.deadline_seconds, timing.clock),
        timing,
    )


class Cursor(Generic[H, T]):
    """Where the reader of a result stands."""

    def __init__(self, beginning: str | None) -> None:
        self.header: H | None = None
        self.pending: Element[T] | None = None
        """An element that arrived and was not given out."""
        self._beginning = beginning
        self._taken: Element[T] | None = None
        self._completion: ResultCompletion | None = None

    def put(self, event: ResultEvent[H, T]) -> None:
        """An event arrived."""
        if isinstance(event, Header):
            self.header = event.content
        elif isinstance(event, Element):
            self.pending = event
        elif isinstance(event, Completion):
            self._completion = event.counts

    def take(self) -> T | None:
        """Gives the pending element out."""
        taken, self.pending = self.pending, None
        if taken is None:
            return None
        self._taken = taken
        return taken.content

    @property
    def index(self) -> int:
        if self._taken is None:
            raise ValueError("No element was taken yet")
        return self._taken.index

    @property
    def resume_token(self) -> str | None:
        return self._beginning if self._taken is None else self._taken.resume_token

    @property
    def completion(self) -> ResultCompletion:
        if self._completion is None:
            raise ValueError("The result was not yet read to its end")
        return self._completion
