"""The prediction of a video, frame by frame, and how streams of results end."""

from __future__ import annotations

from dataclasses import dataclass

from ..v1 import result_stream_pb2 as pb
from .image import ImageCategoryPrediction
from .shared import BboxObservation


@dataclass(frozen=True, slots=True)
class FrameObject:
    """An object as one frame shows it.

    ``object_index`` is its place in the result. ``observation`` is None on a gap frame. ``categories`` have the
    attributes that hold at this frame's time.
    """

    object_index: int
    object_id: int
    observation: BboxObservation | None
    categories: list[ImageCategoryPrediction]

    @classmethod
    def from_proto(cls, message: pb.FrameObject) -> FrameObject:
        """The same as the protobuf message has it."""
        return cls(
            message.object_index,
            message.object_id,
            BboxObservation.from_proto(message.observation) if message.HasField("observation") else None,
            [ImageCategoryPrediction.from_proto(category) for category in message.categories],
        )

    def to_proto(self) -> pb.FrameObject:
        """The same as a protobuf message."""
        return pb.FrameObject(
            object_index=self.object_index,
            object_id=self.object_id,
            observation=None if self.observation is None else self.observation.to_proto(),
            categories=[category.to_proto() for category in self.categories],
        )


@dataclass(frozen=True, slots=True)
class VideoFrame:
    """A processed frame with the objects seen in it, gap frames included; none where nothing was seen."""

    timestamp_microseconds: int
    objects: list[FrameObject]

    @classmethod
    def from_proto(cls, message: pb.VideoFrame) -> VideoFrame:
        """The same as the protobuf message has it."""
        return cls(message.timestamp_microseconds, [FrameObject.from_proto(seen) for seen in message.objects])

    def to_proto(self) -> pb.VideoFrame:
        """The same as a protobuf message."""
        return pb.VideoFrame(
            timestamp_microseconds=self.timestamp_microseconds, objects=[seen.to_proto() for seen in self.objects]
        )


@dataclass(frozen=True, slots=True)
class ResultCompletion:
    """How many objects or frames a stream read, and how many of them passed its filter."""

    read_count: int
    sent_count: int

    @classmethod
    def from_proto(cls, message: pb.ResultCompletion) -> ResultCompletion:
        """The same as the protobuf message has it."""
        return cls(message.read_count, message.sent_count)

    def to_proto(self) -> pb.ResultCompletion:
        """The same as a protobuf message."""
        return pb.ResultCompletion(read_count=self.read_count, sent_count=self.sent_count)
