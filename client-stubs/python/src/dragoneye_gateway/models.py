"""The result types, with the names and fields of the official SDK's ``dragoneye.models``, and those beyond it.

All are frozen dataclasses. Timestamps are microseconds from the start of the video, ids are 64-bit and opaque,
scores and coordinates are the very doubles of the result. ``from_proto`` and ``to_proto`` convert to and from the
messages of ``dragoneye_gateway.v1``.
"""

from ._models.frame import FrameObject, ResultCompletion, VideoFrame
from ._models.image import (
    ClassificationPredictImageResponse,
    ImageAttributePrediction,
    ImageCategoryPrediction,
    ImageDetectedObject,
    ImageHeader,
)
from ._models.shared import BboxObservation, NormalizedBbox, ScoredTimestampRange, TimestampRange
from ._models.task import Phase, PredictionProgress, PredictionTaskStatusResponse, ResultFilter, TaskState
from ._models.video import (
    ClassificationPredictVideoResponse,
    VideoAttributePrediction,
    VideoBboxObservation,
    VideoCategoryPrediction,
    VideoDetectedObject,
    VideoHeader,
)

__all__ = [
    "BboxObservation",
    "ClassificationPredictImageResponse",
    "ClassificationPredictVideoResponse",
    "FrameObject",
    "ImageAttributePrediction",
    "ImageCategoryPrediction",
    "ImageDetectedObject",
    "ImageHeader",
    "NormalizedBbox",
    "Phase",
    "PredictionProgress",
    "PredictionTaskStatusResponse",
    "ResultCompletion",
    "ResultFilter",
    "ScoredTimestampRange",
    "TaskState",
    "TimestampRange",
    "VideoAttributePrediction",
    "VideoBboxObservation",
    "VideoCategoryPrediction",
    "VideoDetectedObject",
    "VideoFrame",
    "VideoHeader",
]
