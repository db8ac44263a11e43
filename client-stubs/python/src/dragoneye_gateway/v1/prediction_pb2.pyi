from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class NormalizedBbox(_message.Message):
    __slots__ = ("x1", "y1", "x2", "y2")
    X1_FIELD_NUMBER: _ClassVar[int]
    Y1_FIELD_NUMBER: _ClassVar[int]
    X2_FIELD_NUMBER: _ClassVar[int]
    Y2_FIELD_NUMBER: _ClassVar[int]
    x1: float
    y1: float
    x2: float
    y2: float
    def __init__(self, x1: _Optional[float] = ..., y1: _Optional[float] = ..., x2: _Optional[float] = ..., y2: _Optional[float] = ...) -> None: ...

class BboxObservation(_message.Message):
    __slots__ = ("normalized_bbox", "bbox_score")
    NORMALIZED_BBOX_FIELD_NUMBER: _ClassVar[int]
    BBOX_SCORE_FIELD_NUMBER: _ClassVar[int]
    normalized_bbox: NormalizedBbox
    bbox_score: float
    def __init__(self, normalized_bbox: _Optional[_Union[NormalizedBbox, _Mapping]] = ..., bbox_score: _Optional[float] = ...) -> None: ...

class TimestampRange(_message.Message):
    __slots__ = ("timestamp_start_us_inclusive", "timestamp_end_us_inclusive")
    TIMESTAMP_START_US_INCLUSIVE_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMP_END_US_INCLUSIVE_FIELD_NUMBER: _ClassVar[int]
    timestamp_start_us_inclusive: int
    timestamp_end_us_inclusive: int
    def __init__(self, timestamp_start_us_inclusive: _Optional[int] = ..., timestamp_end_us_inclusive: _Optional[int] = ...) -> None: ...

class ScoredTimestampRange(_message.Message):
    __slots__ = ("timestamp_start_us_inclusive", "timestamp_end_us_inclusive", "score")
    TIMESTAMP_START_US_INCLUSIVE_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMP_END_US_INCLUSIVE_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    timestamp_start_us_inclusive: int
    timestamp_end_us_inclusive: int
    score: float
    def __init__(self, timestamp_start_us_inclusive: _Optional[int] = ..., timestamp_end_us_inclusive: _Optional[int] = ..., score: _Optional[float] = ...) -> None: ...

class ImageAttributePrediction(_message.Message):
    __slots__ = ("attribute_id", "attribute_name", "option_id", "option_name", "score")
    ATTRIBUTE_ID_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTE_NAME_FIELD_NUMBER: _ClassVar[int]
    OPTION_ID_FIELD_NUMBER: _ClassVar[int]
    OPTION_NAME_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    attribute_id: int
    attribute_name: str
    option_id: int
    option_name: str
    score: float
    def __init__(self, attribute_id: _Optional[int] = ..., attribute_name: _Optional[str] = ..., option_id: _Optional[int] = ..., option_name: _Optional[str] = ..., score: _Optional[float] = ...) -> None: ...

class ImageCategoryPrediction(_message.Message):
    __slots__ = ("category_id", "name", "score", "attributes")
    CATEGORY_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTES_FIELD_NUMBER: _ClassVar[int]
    category_id: int
    name: str
    score: float
    attributes: _containers.RepeatedCompositeFieldContainer[ImageAttributePrediction]
    def __init__(self, category_id: _Optional[int] = ..., name: _Optional[str] = ..., score: _Optional[float] = ..., attributes: _Optional[_Iterable[_Union[ImageAttributePrediction, _Mapping]]] = ...) -> None: ...

class ImageDetectedObject(_message.Message):
    __slots__ = ("object_id", "bbox_observation", "categories")
    OBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    BBOX_OBSERVATION_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    object_id: int
    bbox_observation: BboxObservation
    categories: _containers.RepeatedCompositeFieldContainer[ImageCategoryPrediction]
    def __init__(self, object_id: _Optional[int] = ..., bbox_observation: _Optional[_Union[BboxObservation, _Mapping]] = ..., categories: _Optional[_Iterable[_Union[ImageCategoryPrediction, _Mapping]]] = ...) -> None: ...

class VideoBboxObservation(_message.Message):
    __slots__ = ("timestamp_microseconds", "observation")
    TIMESTAMP_MICROSECONDS_FIELD_NUMBER: _ClassVar[int]
    OBSERVATION_FIELD_NUMBER: _ClassVar[int]
    timestamp_microseconds: int
    observation: BboxObservation
    def __init__(self, timestamp_microseconds: _Optional[int] = ..., observation: _Optional[_Union[BboxObservation, _Mapping]] = ...) -> None: ...

class VideoAttributePrediction(_message.Message):
    __slots__ = ("attribute_id", "attribute_name", "option_id", "option_name", "timestamp_ranges")
    ATTRIBUTE_ID_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTE_NAME_FIELD_NUMBER: _ClassVar[int]
    OPTION_ID_FIELD_NUMBER: _ClassVar[int]
    OPTION_NAME_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMP_RANGES_FIELD_NUMBER: _ClassVar[int]
    attribute_id: int
    attribute_name: str
    option_id: int
    option_name: str
    timestamp_ranges: _containers.RepeatedCompositeFieldContainer[ScoredTimestampRange]
    def __init__(self, attribute_id: _Optional[int] = ..., attribute_name: _Optional[str] = ..., option_id: _Optional[int] = ..., option_name: _Optional[str] = ..., timestamp_ranges: _Optional[_Iterable[_Union[ScoredTimestampRange, _Mapping]]] = ...) -> None: ...

class VideoCategoryPrediction(_message.Message):
    __slots__ = ("category_id", "name", "score", "attributes")
    CATEGORY_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    ATTRIBUTES_FIELD_NUMBER: _ClassVar[int]
    category_id: int
    name: str
    score: float
    attributes: _containers.RepeatedCompositeFieldContainer[VideoAttributePrediction]
    def __init__(self, category_id: _Optional[int] = ..., name: _Optional[str] = ..., score: _Optional[float] = ..., attributes: _Optional[_Iterable[_Union[VideoAttributePrediction, _Mapping]]] = ...) -> None: ...

class VideoDetectedObject(_message.Message):
    __slots__ = ("object_id", "timestamp_ranges", "bbox_observations", "categories")
    OBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    TIMESTAMP_RANGES_FIELD_NUMBER: _ClassVar[int]
    BBOX_OBSERVATIONS_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    object_id: int
    timestamp_ranges: _containers.RepeatedCompositeFieldContainer[TimestampRange]
    bbox_observations: _containers.RepeatedCompositeFieldContainer[VideoBboxObservation]
    categories: _containers.RepeatedCompositeFieldContainer[VideoCategoryPrediction]
    def __init__(self, object_id: _Optional[int] = ..., timestamp_ranges: _Optional[_Iterable[_Union[TimestampRange, _Mapping]]] = ..., bbox_observations: _Optional[_Iterable[_Union[VideoBboxObservation, _Mapping]]] = ..., categories: _Optional[_Iterable[_Union[VideoCategoryPrediction, _Mapping]]] = ...) -> None: ...

class ImagePrediction(_message.Message):
    __slots__ = ("task_id", "prediction_task_uuid", "original_file_name", "objects")
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    PREDICTION_TASK_UUID_FIELD_NUMBER: _ClassVar[int]
    ORIGINAL_FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    OBJECTS_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    prediction_task_uuid: str
    original_file_name: str
    objects: _containers.RepeatedCompositeFieldContainer[ImageDetectedObject]
    def __init__(self, task_id: _Optional[str] = ..., prediction_task_uuid: _Optional[str] = ..., original_file_name: _Optional[str] = ..., objects: _Optional[_Iterable[_Union[ImageDetectedObject, _Mapping]]] = ...) -> None: ...
