from dragoneye_gateway.v1 import config_pb2 as _config_pb2
from dragoneye_gateway.v1 import prediction_pb2 as _prediction_pb2
from dragoneye_gateway.v1 import result_stream_pb2 as _result_stream_pb2
from dragoneye_gateway.v1 import task_service_pb2 as _task_service_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PredictImageRequest(_message.Message):
    __slots__ = ("config", "chunk")
    CONFIG_FIELD_NUMBER: _ClassVar[int]
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    config: _config_pb2.PredictionConfig
    chunk: bytes
    def __init__(self, config: _Optional[_Union[_config_pb2.PredictionConfig, _Mapping]] = ..., chunk: _Optional[bytes] = ...) -> None: ...

class PredictImageResponse(_message.Message):
    __slots__ = ("prediction",)
    PREDICTION_FIELD_NUMBER: _ClassVar[int]
    prediction: _prediction_pb2.ImagePrediction
    def __init__(self, prediction: _Optional[_Union[_prediction_pb2.ImagePrediction, _Mapping]] = ...) -> None: ...

class PredictVideoRequest(_message.Message):
    __slots__ = ("config", "chunk")
    CONFIG_FIELD_NUMBER: _ClassVar[int]
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    config: _config_pb2.PredictionConfig
    chunk: bytes
    def __init__(self, config: _Optional[_Union[_config_pb2.PredictionConfig, _Mapping]] = ..., chunk: _Optional[bytes] = ...) -> None: ...

class PredictVideoResponse(_message.Message):
    __slots__ = ("progress", "task", "header", "object", "completion")
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    TASK_FIELD_NUMBER: _ClassVar[int]
    HEADER_FIELD_NUMBER: _ClassVar[int]
    OBJECT_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_FIELD_NUMBER: _ClassVar[int]
    progress: PredictionProgress
    task: _task_service_pb2.Task
    header: _result_stream_pb2.VideoHeader
    object: _result_stream_pb2.VideoObjectPart
    completion: _result_stream_pb2.ResultCompletion
    def __init__(self, progress: _Optional[_Union[PredictionProgress, _Mapping]] = ..., task: _Optional[_Union[_task_service_pb2.Task, _Mapping]] = ..., header: _Optional[_Union[_result_stream_pb2.VideoHeader, _Mapping]] = ..., object: _Optional[_Union[_result_stream_pb2.VideoObjectPart, _Mapping]] = ..., completion: _Optional[_Union[_result_stream_pb2.ResultCompletion, _Mapping]] = ...) -> None: ...

class PredictionProgress(_message.Message):
    __slots__ = ("phase", "transferred_bytes", "total_bytes", "status")
    PHASE_FIELD_NUMBER: _ClassVar[int]
    TRANSFERRED_BYTES_FIELD_NUMBER: _ClassVar[int]
    TOTAL_BYTES_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    phase: _config_pb2.Phase
    transferred_bytes: int
    total_bytes: int
    status: str
    def __init__(self, phase: _Optional[_Union[_config_pb2.Phase, str]] = ..., transferred_bytes: _Optional[int] = ..., total_bytes: _Optional[int] = ..., status: _Optional[str] = ...) -> None: ...

class PredictImagesRequest(_message.Message):
    __slots__ = ("start", "chunk", "end")
    START_FIELD_NUMBER: _ClassVar[int]
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    start: ImageStart
    chunk: bytes
    end: ImageEnd
    def __init__(self, start: _Optional[_Union[ImageStart, _Mapping]] = ..., chunk: _Optional[bytes] = ..., end: _Optional[_Union[ImageEnd, _Mapping]] = ...) -> None: ...

class ImageStart(_message.Message):
    __slots__ = ("image_id", "config")
    IMAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CONFIG_FIELD_NUMBER: _ClassVar[int]
    image_id: str
    config: _config_pb2.PredictionConfig
    def __init__(self, image_id: _Optional[str] = ..., config: _Optional[_Union[_config_pb2.PredictionConfig, _Mapping]] = ...) -> None: ...

class ImageEnd(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class PredictImagesResponse(_message.Message):
    __slots__ = ("image_id", "prediction", "error")
    IMAGE_ID_FIELD_NUMBER: _ClassVar[int]
    PREDICTION_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    image_id: str
    prediction: _prediction_pb2.ImagePrediction
    error: _config_pb2.PredictionError
    def __init__(self, image_id: _Optional[str] = ..., prediction: _Optional[_Union[_prediction_pb2.ImagePrediction, _Mapping]] = ..., error: _Optional[_Union[_config_pb2.PredictionError, _Mapping]] = ...) -> None: ...

class SubmitPredictionRequest(_message.Message):
    __slots__ = ("config", "chunk")
    CONFIG_FIELD_NUMBER: _ClassVar[int]
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    config: _config_pb2.PredictionConfig
    chunk: bytes
    def __init__(self, config: _Optional[_Union[_config_pb2.PredictionConfig, _Mapping]] = ..., chunk: _Optional[bytes] = ...) -> None: ...

class SubmitPredictionResponse(_message.Message):
    __slots__ = ("task",)
    TASK_FIELD_NUMBER: _ClassVar[int]
    task: _task_service_pb2.Task
    def __init__(self, task: _Optional[_Union[_task_service_pb2.Task, _Mapping]] = ...) -> None: ...
