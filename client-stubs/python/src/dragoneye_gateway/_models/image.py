"""The prediction of an image."""

from __future__ import annotations

from dataclasses import dataclass

from ..v1 import prediction_pb2 as pb
from ..v1 import result_stream_pb2 as stream_pb
from .shared import BboxObservation


@dataclass(frozen=True, slots=True)
class ImageAttributePrediction:
    """A chosen attribute option for an object, with its score."""

    attribute_id: int
    attribute_name: str
    option_id: int
    option_name: str
    score: float

    @classmethod
    def from_proto(cls, message: pb.ImageAttributePrediction) -> ImageAttributePrediction:
        """The same as the protobuf message has it."""
        return cls(message.attribute_id, message.attribute_name, message.option_id, message.option_name, message.score)

    def to_proto(self) -> pb.ImageAttributePrediction:
        """The same as a protobuf message."""
        return pb.ImageAttributePrediction(
            attribute_id=self.attribute_id,
            attribute_name=self.attribute_name,
            option_id=self.option_id,
            option_name=self.option_name,
            score=self.score,
        )


@dataclass(frozen=True, slots=True)
class ImageCategoryPrediction:
    """A predicted category and its attributes, in the service's order."""

    category_id: int
    name: str
    score: float
    attributes: list[ImageAttributePrediction]

    @classmethod
    def from_proto(cls, message: pb.ImageCategoryPrediction) -> ImageCategoryPrediction:
        """The same as the protobuf message has it."""
        attributes = [ImageAttributePrediction.from_proto(attribute) for attribute in message.attributes]
        return cls(message.category_id, message.name, message.score, attributes)

    def to_proto(self) -> pb.ImageCategoryPrediction:
        """The same as a protobuf message."""
        return pb.ImageCategoryPrediction(
            category_id=self.category_id,
            name=self.name,
            score=self.score,
            attributes=[attribute.to_proto() for attribute in self.attributes],
        )


@dataclass(frozen=True, slots=True)
class ImageDetectedObject:
    """One object detected in an image: its bounding box and its categories."""

    object_id: int
    bbox_observation: BboxObservation
    categories: list[ImageCategoryPrediction]

    @classmethod
    def from_proto(cls, message: pb.ImageDetectedObject) -> ImageDetectedObject:
        """The same as the protobuf message has it."""
        return cls(
            message.object_id,
            BboxObservation.from_proto(message.bbox_observation),
            [ImageCategoryPrediction.from_proto(category) for category in message.categories],
        )

    def to_proto(self) -> pb.ImageDetectedObject:
        """The same as a protobuf message."""
        return pb.ImageDetectedObject(
            object_id=self.object_id,
            bbox_observation=self.bbox_observation.to_proto(),
            categories=[category.to_proto() for category in self.categories],
        )


@dataclass(frozen=True, slots=True)
class ClassificationPredictImageResponse:
    """The whole prediction of an image.

    ``task_id`` names the task in later calls. It is the ``prediction_task_uuid`` unless the gateway keeps
    tasks private to their callers.
    """

    objects: list[ImageDetectedObject]
    prediction_task_uuid: str
    original_file_name: str | None = None
    task_id: str = ""

    @classmethod
    def from_proto(cls, message: pb.ImagePrediction) -> ClassificationPredictImageResponse:
        """The same as the protobuf message has it."""
        return cls(
            [ImageDetectedObject.from_proto(detected) for detected in message.objects],
            message.prediction_task_uuid,
            message.original_file_name if message.HasField("original_file_name") else None,
            message.task_id,
        )

    def to_proto(self) -> pb.ImagePrediction:
        """The same as a protobuf message."""
        return pb.ImagePrediction(
            task_id=self.task_id,
            prediction_task_uuid=self.prediction_task_uuid,
            original_file_name=self.original_file_name,
            objects=[detected.to_proto() for detected in self.objects],
        )


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """What is known of an image's result before its objects."""

    task_id: str
    prediction_task_uuid: str
    original_file_name: str | None

    @classmethod
    def from_proto(cls, message: stream_pb.ImageHeader) -> ImageHeader:
        """The same as the protobuf message has it."""
        return cls(
            message.task_id,
            message.prediction_task_uuid,
            message.original_file_name if message.HasField("original_file_name") else None,
        )

    def to_proto(self) -> stream_pb.ImageHeader:
        """The same as a protobuf message."""
        return stream_pb.ImageHeader(
            task_id=self.task_id,
            prediction_task_uuid=self.prediction_task_uuid,
            original_file_name=self.original_file_name,
        )
