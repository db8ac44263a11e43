from dragoneye_gateway.v1 import prediction_pb2 as _prediction_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class VideoHeader(_message.Message):
    __slots__ = ("task_id", "prediction_task_uuid", "original_file_name", "frames_per_second", "frame_timestamps_microseconds", "last")
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    PREDICTION_TASK_UUID_FIELD_NUMBER: _ClassVar[int]
    ORIGINAL_FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    FRAMES_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    FRAME_TIMESTAMPS_MICROSECONDS_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    prediction_task_uuid: str
    original_file_name: str
    frames_per_second: int
    frame_timestamps_microseconds: _containers.RepeatedScalarFieldContainer[int]
    last: bool
    def __init__(self, task_id: _Optional[str] = ..., prediction_task_uuid: _Optional[str] = ..., original_file_name: _Optional[str] = ..., frames_per_second: _Optional[int] = ..., frame_timestamps_microseconds: _Optional[_Iterable[int]] = ..., last: bool = ...) -> None: ...

class ImageHeader(_message.Message):
    __slots__ = ("task_id", "prediction_task_uuid", "original_file_name")
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    PREDICTION_TASK_UUID_FIELD_NUMBER: _ClassVar[int]
    ORIGINAL_FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    prediction_task_uuid: str
    original_file_name: str
    def __init__(self, task_id: _Optional[str] = ..., prediction_task_uuid: _Optional[str] = ..., original_file_name: _Optional[str] = ...) -> None: ...

class VideoObjectPart(_message.Message):
    __slots__ = ("object_index", "object", "continued_category_index", "continued_attribute_index", "last", "resume_token")
    OBJECT_INDEX_FIELD_NUMBER: _ClassVar[int]
    OBJECT_FIELD_NUMBER: _ClassVar[int]
    CONTINUED_CATEGORY_INDEX_FIELD_NUMBER: _ClassVar[int]
    CONTINUED_ATTRIBUTE_INDEX_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    object_index: int
    object: _prediction_pb2.VideoDetectedObject
    continued_category_index: int
    continued_attribute_index: int
    last: bool
    resume_token: str
    def __init__(self, object_index: _Optional[int] = ..., object: _Optional[_Union[_prediction_pb2.VideoDetectedObject, _Mapping]] = ..., continued_category_index: _Optional[int] = ..., continued_attribute_index: _Optional[int] = ..., last: bool = ..., resume_token: _Optional[str] = ...) -> None: ...

class ImageObjectPart(_message.Message):
    __slots__ = ("object_index", "object", "continued_category_index", "last", "resume_token")
    OBJECT_INDEX_FIELD_NUMBER: _ClassVar[int]
    OBJECT_FIELD_NUMBER: _ClassVar[int]
    CONTINUED_CATEGORY_INDEX_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    object_index: int
    object: _prediction_pb2.ImageDetectedObject
    continued_category_index: int
    last: bool
    resume_token: str
    def __init__(self, object_index: _Optional[int] = ..., object: _Optional[_Union[_prediction_pb2.ImageDetectedObject, _Mapping]] = ..., continued_category_index: _Optional[int] = ..., last: bool = ..., resume_token: _Optional[str] = ...) -> None: ...

class FrameObject(_message.Message):
    __slots__ = ("object_index", "object_id", "observation", "categories")
    OBJECT_INDEX_FIELD_NUMBER: _ClassVar[int]
    OBJECT_ID_FIELD_NUMBER: _ClassVar[int]
    OBSERVATION_FIELD_NUMBER: _ClassVar[int]
    CATEGORIES_FIELD_NUMBER: _ClassVar[int]
    object_index: int
    object_id: int
    observation: _prediction_pb2.BboxObservation
    categories: _containers.RepeatedCompositeFieldContainer[_prediction_pb2.ImageCategoryPrediction]
    def __init__(self, object_index: _Optional[int] = ..., object_id: _Optional[int] = ..., observation: _Optional[_Union[_prediction_pb2.BboxObservation, _Mapping]] = ..., categories: _Optional[_Iterable[_Union[_prediction_pb2.ImageCategoryPrediction, _Mapping]]] = ...) -> None: ...

class VideoFrame(_message.Message):
    __slots__ = ("timestamp_microseconds", "objects")
    TIMESTAMP_MICROSECONDS_FIELD_NUMBER: _ClassVar[int]
    OBJECTS_FIELD_NUMBER: _ClassVar[int]
    timestamp_microseconds: int
    objects: _containers.RepeatedCompositeFieldContainer[FrameObject]
    def __init__(self, timestamp_microseconds: _Optional[int] = ..., objects: _Optional[_Iterable[_Union[FrameObject, _Mapping]]] = ...) -> None: ...

class VideoFramePart(_message.Message):
    __slots__ = ("frame_index", "frame", "continued_category_index", "continued_attribute_index", "last", "resume_token")
    FRAME_INDEX_FIELD_NUMBER: _ClassVar[int]
    FRAME_FIELD_NUMBER: _ClassVar[int]
    CONTINUED_CATEGORY_INDEX_FIELD_NUMBER: _ClassVar[int]
    CONTINUED_ATTRIBUTE_INDEX_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    frame_index: int
    frame: VideoFrame
    continued_category_index: int
    continued_attribute_index: int
    last: bool
    resume_token: str
    def __init__(self, frame_index: _Optional[int] = ..., frame: _Optional[_Union[VideoFrame, _Mapping]] = ..., continued_category_index: _Optional[int] = ..., continued_attribute_index: _Optional[int] = ..., last: bool = ..., resume_token: _Optional[str] = ...) -> None: ...

class ResultCompletion(_message.Message):
    __slots__ = ("read_count", "sent_count")
    READ_COUNT_FIELD_NUMBER: _ClassVar[int]
    SENT_COUNT_FIELD_NUMBER: _ClassVar[int]
    read_count: int
    sent_count: int
    def __init__(self, read_count: _Optional[int] = ..., sent_count: _Optional[int] = ...) -> None: ...
