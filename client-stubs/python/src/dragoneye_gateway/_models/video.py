"""The prediction of a video, object by object."""

from __future__ import annotations

from dataclasses import dataclass

from ..v1 import prediction_pb2 as pb
from ..v1 import result_stream_pb2 as stream_pb
from .shared import BboxObservation, ScoredTimestampRange, TimestampRange


@dataclass(frozen=True, slots=True)
class VideoBboxObservation:
    """One sighting of a tracked object at one processed frame.

    ``observation`` is None on a gap frame: the object is on screen, but no box was predicted. Whoever draws
    must skip it.
    """

    timestamp_microseconds: int
    observation: BboxObservation | None

    @classmethod
    def from_proto(cls, message: pb.VideoBboxObservation) -> VideoBboxObservation:
        """The same as the protobuf message has it."""
        seen = message.HasField("observation")
        return cls(message.timestamp_microseconds, BboxObservation.from_proto(message.observation) if seen else None)

    def to_proto(self) -> pb.VideoBboxObservation:
        """The same as a protobuf message."""
        return pb.VideoBboxObservation(
            timestamp_microseconds=self.timestamp_microseconds,
            observation=None if self.observation is None else self.observation.to_proto(),
        )


@dataclass(frozen=True, slots=True)
class VideoAttributePrediction:
    """A chosen attribute option with the spans over which it held.

    The same attribute may come several times, with another option each.
    """

    attribute_id: int
    attribute_name: str
    option_id: int
    option_name: str
    timestamp_ranges: list[ScoredTimestampRange]

    @classmethod
    def from_proto(cls, message: pb.VideoAttributePrediction) -> VideoAttributePrediction:
        """The same as the protobuf message has it."""
        return cls(
            message.attribute_id,
            message.attribute_name,
            message.option_id,
            message.option_name,
            [ScoredTimestampRange.from_proto(span) for span in message.timestamp_ranges],
        )

    def to_proto(self) -> pb.VideoAttributePrediction:
        """The same as a protobuf message."""
        return pb.VideoAttributePrediction(
            attribute_id=self.attribute_id,
            attribute_name=self.attribute_name,
            option_id=self.option_id,
            option_name=self.option_name,
            timestamp_ranges=[span.to_proto() for span in self.timestamp_ranges],
        )


@dataclass(frozen=True, slots=True)
class VideoCategoryPrediction:
    """A predicted category of a tracked object and its attributes over time."""

    category_id: int
    name: str
    score: float
    attributes: list[VideoAttributePrediction]

    @classmethod
    def from_proto(cls, message: pb.VideoCategoryPrediction) -> VideoCategoryPrediction:
        """The same as the protobuf message has it."""
        attributes = [VideoAttributePrediction.from_proto(attribute) for attribute in message.attributes]
        return cls(message.category_id, message.name, message.score, attributes)

    def to_proto(self) -> pb.VideoCategoryPrediction:
        """The same as a protobuf message."""
        return pb.VideoCategoryPrediction(
            category_id=self.category_id,
            name=self.name,
            score=self.score,
            attributes=[attribute.to_proto() for attribute in self.attributes],
        )


@dataclass(frozen=True, slots=True)
class VideoDetectedObject:
    """One object tracked through a video: when and where it was seen, and what it is."""

    object_id: int
    timestamp_ranges: list[TimestampRange]
    bbox_observations: list[VideoBboxObservation]
    categories: list[VideoCategoryPrediction]

    @classmethod
    def from_proto(cls, message: pb.VideoDetectedObject) -> VideoDetectedObject:
        """The same as the protobuf message has it."""
        return cls(
            message.object_id,
            [TimestampRange.from_proto(span) for span in message.timestamp_ranges],
            [VideoBboxObservation.from_proto(sighting) for sighting in message.bbox_observations],
            [VideoCategoryPrediction.from_proto(category) for category in message.categories],
        )

    def to_proto(self) -> pb.VideoDetectedObject:
        """The same as a protobuf message."""
        return pb.VideoDetectedObject(
            object_id=self.object_id,
            timestamp_ranges=[span.to_proto() for span in self.timestamp_ranges],
            bbox_observations=[sighting.to_proto() for sighting in self.bbox_observations],
            categories=[category.to_proto() for category in self.categories],
        )


@dataclass(frozen=True, slots=True)
class VideoHeader:
    """What is known of a video's result before its objects or frames.

    ``frame_timestamps_microseconds`` holds every processed frame, ascending, frames without a detection
    included; it is empty where the result has no timeline.
    """

    task_id: str
    prediction_task_uuid: str
    original_file_name: str | None
    frames_per_second: int
    frame_timestamps_microseconds: list[int]

    @classmethod
    def from_proto(cls, message: stream_pb.VideoHeader) -> VideoHeader:
        """The same as the protobuf message has it."""
        return cls(
            message.task_id,
            message.prediction_task_uuid,
            message.original_file_name if message.HasField("original_file_name") else None,
            message.frames_per_second,
            list(message.frame_timestamps_microseconds),
        )

    def to_proto(self) -> stream_pb.VideoHeader:
        """The same as a protobuf message, complete in one part."""
        return stream_pb.VideoHeader(
            task_id=self.task_id,
            prediction_task_uuid=self.prediction_task_uuid,
            original_file_name=self.original_file_name,
            frames_per_second=self.frames_per_second,
            frame_timestamps_microseconds=self.frame_timestamps_microseconds,
            last=True,
        )


@dataclass(frozen=True, slots=True)
class ClassificationPredictVideoResponse:
    """The whole prediction of a video.

    ``frames_per_second`` is how often the video was sampled, not its own frame rate. ``task_id`` names the task
    in later calls; it is the ``prediction_task_uuid`` unless the gateway keeps tasks private to their callers.
    """

    objects: list[VideoDetectedObject]
    frames_per_second: int
    frame_timestamps_microseconds: list[int]
    prediction_task_uuid: str
    original_file_name: str | None = None
    task_id: str = ""

    @classmethod
    def of(cls, header: VideoHeader, objects: list[VideoDetectedObject]) -> ClassificationPredictVideoResponse:
        """What a stream's header and objects amount to."""
        return cls(
            objects,
            header.frames_per_second,
            header.frame_timestamps_microseconds,
            header.prediction_task_uuid,
            header.original_file_name,
            header.task_id,
        )

    @property
    def header(self) -> VideoHeader:
        """All but the objects, which also has a protobuf message."""
        return VideoHeader(
            self.task_id,
            self.prediction_task_uuid,
            self.original_file_name,
            self.frames_per_second,
            self.frame_timestamps_microseconds,
        )
