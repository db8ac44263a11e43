"""What predictions of images and of videos have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from ..v1 import prediction_pb2 as pb

NormalizedBbox: TypeAlias = tuple[float, float, float, float]
"""``(x1, y1, x2, y2)``, each 0 to 1 of the picture's width or height."""


@dataclass(frozen=True, slots=True)
class BboxObservation:
    """A bounding box and the confidence of the detection that placed it."""

    normalized_bbox: NormalizedBbox
    bbox_score: float

    @classmethod
    def from_proto(cls, message: pb.BboxObservation) -> BboxObservation:
        """The same as the protobuf message has it."""
        box = message.normalized_bbox
        return cls((box.x1, box.y1, box.x2, box.y2), message.bbox_score)

    def to_proto(self) -> pb.BboxObservation:
        """The same as a protobuf message."""
        x1, y1, x2, y2 = self.normalized_bbox
        return pb.BboxObservation(
            normalized_bbox=pb.NormalizedBbox(x1=x1, y1=y1, x2=x2, y2=y2), bbox_score=self.bbox_score
        )


@dataclass(frozen=True, slots=True)
class TimestampRange:
    """A contiguous span in microseconds, inclusive on both ends."""

    timestamp_start_us_inclusive: int
    timestamp_end_us_inclusive: int

    @classmethod
    def from_proto(cls, message: pb.TimestampRange) -> TimestampRange:
        """The same as the protobuf message has it."""
        return cls(message.timestamp_start_us_inclusive, message.timestamp_end_us_inclusive)

    def to_proto(self) -> pb.TimestampRange:
        """The same as a protobuf message."""
        return pb.TimestampRange(
            timestamp_start_us_inclusive=self.timestamp_start_us_inclusive,
            timestamp_end_us_inclusive=self.timestamp_end_us_inclusive,
        )


@dataclass(frozen=True, slots=True)
class ScoredTimestampRange:
    """A span in microseconds, inclusive on both ends, with the confidence an option held over it."""

    timestamp_start_us_inclusive: int
    timestamp_end_us_inclusive: int
    score: float

    @classmethod
    def from_proto(cls, message: pb.ScoredTimestampRange) -> ScoredTimestampRange:
        """The same as the protobuf message has it."""
        return cls(message.timestamp_start_us_inclusive, message.timestamp_end_us_inclusive, message.score)

    def to_proto(self) -> pb.ScoredTimestampRange:
        """The same as a protobuf message."""
        return pb.ScoredTimestampRange(
            timestamp_start_us_inclusive=self.timestamp_start_us_inclusive,
            timestamp_end_us_inclusive=self.timestamp_end_us_inclusive,
            score=self.score,
        )
