"""Tasks, their progress, and what to select of their results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from ..v1 import config_pb2, prediction_service_pb2
from ..v1 import task_service_pb2 as pb
from .shared import TimestampRange

_TYPES = {"": 0, "image": 1, "video": 2}
_TYPE_NAMES = {number: name for name, number in _TYPES.items()}


class _OpenEnum(IntEnum):
    """An enum that takes values of a newer gateway as they are, under the name ``UNKNOWN_<number>``."""

    @classmethod
    def _missing_(cls, value: object) -> _OpenEnum | None:
        if not isinstance(value, int):
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


class TaskState(_OpenEnum):
    """What a task's status means."""

    UNSPECIFIED = 0
    IN_PROGRESS = 1
    SUCCEEDED = 2
    FAILED = 3


class Phase(_OpenEnum):
    """Where a prediction stands in its life at the gateway."""

    UNSPECIFIED = 0
    SPOOL = 1
    BEGIN = 2
    UPLOAD = 3
    PREDICT = 4
    AWAIT = 5
    RESULTS = 6


@dataclass(frozen=True, slots=True)
class PredictionTaskStatusResponse:
    """A prediction task as it stands.

    ``status`` is the service's own word: ``predicted`` when done, ``failed…`` when failed, anything else while
    in progress, empty where the task was only just accepted; ``state`` is what it means. ``prediction_type`` is
    ``image`` or ``video``. ``task_id`` names the task in later calls.
    """

    prediction_task_uuid: str
    prediction_type: str
    status: str
    task_id: str = ""
    state: TaskState = TaskState.UNSPECIFIED

    @classmethod
    def from_proto(cls, message: pb.Task) -> PredictionTaskStatusResponse:
        """The same as the protobuf message has it."""
        number = int(message.prediction_type)
        return cls(
            message.prediction_task_uuid,
            _TYPE_NAMES.get(number, str(number)),
            message.status,
            message.task_id,
            TaskState(message.state),
        )

    def to_proto(self) -> pb.Task:
        """The same as a protobuf message."""
        known = _TYPES.get(self.prediction_type)
        number = int(self.prediction_type) if known is None else known
        return pb.Task(
            task_id=self.task_id,
            prediction_task_uuid=self.prediction_task_uuid,
            prediction_type=number,  # type: ignore[arg-type] # proto3 enums are open
            state=int(self.state),  # type: ignore[arg-type]
            status=self.status,
        )


@dataclass(frozen=True, slots=True)
class PredictionProgress:
    """How far the prediction of a video is.

    ``transferred_bytes`` counts what the object store has taken and starts again where an upload is repeated;
    ``total_bytes`` is None while the size is not known; ``status`` is the service's own, once it works.
    """

    phase: Phase
    transferred_bytes: int = 0
    total_bytes: int | None = None
    status: str | None = None

    @classmethod
    def from_proto(cls, message: prediction_service_pb2.PredictionProgress) -> PredictionProgress:
        """The same as the protobuf message has it."""
        return cls(
            Phase(message.phase),
            message.transferred_bytes,
            message.total_bytes if message.HasField("total_bytes") else None,
            message.status if message.HasField("status") else None,
        )


@dataclass(frozen=True, slots=True)
class ResultFilter:
    """Selects whole objects or whole frames of a result; what passes is never trimmed.

    An object passes when one of its categories has one of the ids or names and at least the score, and the
    object is on screen within ``time_range``; conditions not given always hold. Names are compared exactly.
    """

    category_ids: Sequence[int] = ()
    category_names: Sequence[str] = ()
    minimum_category_score: float | None = None
    time_range: TimestampRange | None = None

    @classmethod
    def from_proto(cls, message: config_pb2.ResultFilter) -> ResultFilter:
        """The same as the protobuf message has it."""
        scored = message.HasField("minimum_category_score")
        return cls(
            tuple(message.category_ids),
            tuple(message.category_names),
            message.minimum_category_score if scored else None,
            TimestampRange.from_proto(message.time_range) if message.HasField("time_range") else None,
        )

    def to_proto(self) -> config_pb2.ResultFilter:
        """The same as a protobuf message."""
        return config_pb2.ResultFilter(
            category_ids=self.category_ids,
            category_names=self.category_names,
            minimum_category_score=self.minimum_category_score,
            time_range=None if self.time_range is None else self.time_range.to_proto(),
        )
