from dragoneye_gateway.v1 import config_pb2 as _config_pb2
from dragoneye_gateway.v1 import prediction_pb2 as _prediction_pb2
from dragoneye_gateway.v1 import result_stream_pb2 as _result_stream_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GetImageResultsRequest(_message.Message):
    __slots__ = ("task_id",)
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    def __init__(self, task_id: _Optional[str] = ...) -> None: ...

class GetImageResultsResponse(_message.Message):
    __slots__ = ("prediction",)
    PREDICTION_FIELD_NUMBER: _ClassVar[int]
    prediction: _prediction_pb2.ImagePrediction
    def __init__(self, prediction: _Optional[_Union[_prediction_pb2.ImagePrediction, _Mapping]] = ...) -> None: ...

class StreamImageResultsRequest(_message.Message):
    __slots__ = ("task_id", "filter", "resume_token")
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    filter: _config_pb2.ResultFilter
    resume_token: str
    def __init__(self, task_id: _Optional[str] = ..., filter: _Optional[_Union[_config_pb2.ResultFilter, _Mapping]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class StreamImageResultsResponse(_message.Message):
    __slots__ = ("header", "object", "completion")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    OBJECT_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_FIELD_NUMBER: _ClassVar[int]
    header: _result_stream_pb2.ImageHeader
    object: _result_stream_pb2.ImageObjectPart
    completion: _result_stream_pb2.ResultCompletion
    def __init__(self, header: _Optional[_Union[_result_stream_pb2.ImageHeader, _Mapping]] = ..., object: _Optional[_Union[_result_stream_pb2.ImageObjectPart, _Mapping]] = ..., completion: _Optional[_Union[_result_stream_pb2.ResultCompletion, _Mapping]] = ...) -> None: ...

class StreamVideoResultsRequest(_message.Message):
    __slots__ = ("task_id", "filter", "resume_token")
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    filter: _config_pb2.ResultFilter
    resume_token: str
    def __init__(self, task_id: _Optional[str] = ..., filter: _Optional[_Union[_config_pb2.ResultFilter, _Mapping]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class StreamVideoResultsResponse(_message.Message):
    __slots__ = ("header", "object", "completion")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    OBJECT_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_FIELD_NUMBER: _ClassVar[int]
    header: _result_stream_pb2.VideoHeader
    object: _result_stream_pb2.VideoObjectPart
    completion: _result_stream_pb2.ResultCompletion
    def __init__(self, header: _Optional[_Union[_result_stream_pb2.VideoHeader, _Mapping]] = ..., object: _Optional[_Union[_result_stream_pb2.VideoObjectPart, _Mapping]] = ..., completion: _Optional[_Union[_result_stream_pb2.ResultCompletion, _Mapping]] = ...) -> None: ...

class StreamVideoFramesRequest(_message.Message):
    __slots__ = ("task_id", "filter", "resume_token")
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    RESUME_TOKEN_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    filter: _config_pb2.ResultFilter
    resume_token: str
    def __init__(self, task_id: _Optional[str] = ..., filter: _Optional[_Union[_config_pb2.ResultFilter, _Mapping]] = ..., resume_token: _Optional[str] = ...) -> None: ...

class StreamVideoFramesResponse(_message.Message):
    __slots__ = ("header", "frame", "completion")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    FRAME_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_FIELD_NUMBER: _ClassVar[int]
    header: _result_stream_pb2.VideoHeader
    frame: _result_stream_pb2.VideoFramePart
    completion: _result_stream_pb2.ResultCompletion
    def __init__(self, header: _Optional[_Union[_result_stream_pb2.VideoHeader, _Mapping]] = ..., frame: _Optional[_Union[_result_stream_pb2.VideoFramePart, _Mapping]] = ..., completion: _Optional[_Union[_result_stream_pb2.ResultCompletion, _Mapping]] = ...) -> None: ...

class DownloadResultsRequest(_message.Message):
    __slots__ = ("task_id",)
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    def __init__(self, task_id: _Optional[str] = ...) -> None: ...

class DownloadResultsResponse(_message.Message):
    __slots__ = ("header", "chunk", "completion")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    CHUNK_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_FIELD_NUMBER: _ClassVar[int]
    header: DownloadHeader
    chunk: bytes
    completion: DownloadCompletion
    def __init__(self, header: _Optional[_Union[DownloadHeader, _Mapping]] = ..., chunk: _Optional[bytes] = ..., completion: _Optional[_Union[DownloadCompletion, _Mapping]] = ...) -> None: ...

class DownloadHeader(_message.Message):
    __slots__ = ("task_id", "prediction_task_uuid", "size_bytes", "original_file_name", "frames_per_second")
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    PREDICTION_TASK_UUID_FIELD_NUMBER: _ClassVar[int]
    SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    ORIGINAL_FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    FRAMES_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    prediction_task_uuid: str
    size_bytes: int
    original_file_name: str
    frames_per_second: int
    def __init__(self, task_id: _Optional[str] = ..., prediction_task_uuid: _Optional[str] = ..., size_bytes: _Optional[int] = ..., original_file_name: _Optional[str] = ..., frames_per_second: _Optional[int] = ...) -> None: ...

class DownloadCompletion(_message.Message):
    __slots__ = ("size_bytes", "crc32c")
    SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    CRC32C_FIELD_NUMBER: _ClassVar[int]
    size_bytes: int
    crc32c: int
    def __init__(self, size_bytes: _Optional[int] = ..., crc32c: _Optional[int] = ...) -> None: ...
