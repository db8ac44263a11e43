"""Puts objects and frames together that came in several parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ..v1 import prediction_pb2 as pb
from ..v1 import result_stream_pb2 as stream_pb

Append = Callable[[Any, Any, int | None, int | None], None]
"""Appends a part to the whole: ``(whole, part, continued_category_index, continued_attribute_index)``."""


def append_video_object(
    whole: pb.VideoDetectedObject, part: pb.VideoDetectedObject, category: int | None, attribute: int | None
) -> None:
    """Appends to a tracked object."""
    whole.timestamp_ranges.extend(part.timestamp_ranges)
    whole.bbox_observations.extend(part.bbox_observations)
    categories: Sequence[pb.VideoCategoryPrediction] = part.categories
    if category is not None:
        attributes: Sequence[pb.VideoAttributePrediction] = categories[0].attributes
        into = whole.categories[category].attributes
        if attribute is not None:
            into[attribute].timestamp_ranges.extend(attributes[0].timestamp_ranges)
            attributes = attributes[1:]
        into.extend(attributes)
        categories = categories[1:]
    whole.categories.extend(categories)


def append_image_object(
    whole: pb.ImageDetectedObject, part: pb.ImageDetectedObject, category: int | None, _attribute: int | None
) -> None:
    """Appends to an object of an image, whose attributes are never cut."""
    categories: Sequence[pb.ImageCategoryPrediction] = part.categories
    if category is not None:
        whole.categories[category].attributes.extend(categories[0].attributes)
        categories = categories[1:]
    whole.categories.extend(categories)


def append_frame(
    whole: stream_pb.VideoFrame, part: stream_pb.VideoFrame, category: int | None, attribute: int | None
) -> None:
    """Appends to a frame; ``attribute`` says that the first category goes on, with further attributes."""
    objects: Sequence[stream_pb.FrameObject] = part.objects
    if category is not None:
        into = whole.objects[-1].categories
        categories: Sequence[pb.ImageCategoryPrediction] = objects[0].categories
        if attribute is not None:
            into[category].attributes.extend(categories[0].attributes)
            categories = categories[1:]
        into.extend(categories)
        objects = objects[1:]
    whole.objects.extend(objects)
