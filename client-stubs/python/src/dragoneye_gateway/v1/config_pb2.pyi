from dragoneye_gateway.v1 import prediction_pb2 as _prediction_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Iterable as _Iterable, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Phase(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PHASE_UNSPECIFIED: _ClassVar[Phase]
    PHASE_SPOOL: _ClassVar[Phase]
    PHASE_BEGIN: _ClassVar[Phase]
    PHASE_UPLOAD: _ClassVar[Phase]
    PHASE_PREDICT: _ClassVar[Phase]
    PHASE_AWAIT: _ClassVar[Phase]
    PHASE_RESULTS: _ClassVar[Phase]
PHASE_UNSPECIFIED: Phase
PHASE_SPOOL: Phase
PHASE_BEGIN: Phase
PHASE_UPLOAD: Phase
PHASE_PREDICT: Phase
PHASE_AWAIT: Phase
PHASE_RESULTS: Phase

class PredictionConfig(_message.Message):
    __slots__ = ("model", "mime_type", "file_name", "frames_per_second", "size_bytes", "crc32c", "parameters", "completion_timeout", "filter")
    class ParametersEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    MODEL_FIELD_NUMBER: _ClassVar[int]
    MIME_TYPE_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    FRAMES_PER_SECOND_FIELD_NUMBER: _ClassVar[int]
    SIZE_BYTES_FIELD_NUMBER: _ClassVar[int]
    CRC32C_FIELD_NUMBER: _ClassVar[int]
    PARAMETERS_FIELD_NUMBER: _ClassVar[int]
    COMPLETION_TIMEOUT_FIELD_NUMBER: _ClassVar[int]
    FILTER_FIELD_NUMBER: _ClassVar[int]
    model: str
    mime_type: str
    file_name: str
    frames_per_second: int
    size_bytes: int
    crc32c: int
    parameters: _containers.ScalarMap[str, str]
    completion_timeout: _duration_pb2.Duration
    filter: ResultFilter
    def __init__(self, model: _Optional[str] = ..., mime_type: _Optional[str] = ..., file_name: _Optional[str] = ..., frames_per_second: _Optional[int] = ..., size_bytes: _Optional[int] = ..., crc32c: _Optional[int] = ..., parameters: _Optional[_Mapping[str, str]] = ..., completion_timeout: _Optional[_Union[_duration_pb2.Duration, _Mapping]] = ..., filter: _Optional[_Union[ResultFilter, _Mapping]] = ...) -> None: ...

class ResultFilter(_message.Message):
    __slots__ = ("category_ids", "category_names", "minimum_category_score", "time_range")
    CATEGORY_IDS_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_NAMES_FIELD_NUMBER: _ClassVar[int]
    MINIMUM_CATEGORY_SCORE_FIELD_NUMBER: _ClassVar[int]
    TIME_RANGE_FIELD_NUMBER: _ClassVar[int]
    category_ids: _containers.RepeatedScalarFieldContainer[int]
    category_names: _containers.RepeatedScalarFieldContainer[str]
    minimum_category_score: float
    time_range: _prediction_pb2.TimestampRange
    def __init__(self, category_ids: _Optional[_Iterable[int]] = ..., category_names: _Optional[_Iterable[str]] = ..., minimum_category_score: _Optional[float] = ..., time_range: _Optional[_Union[_prediction_pb2.TimestampRange, _Mapping]] = ...) -> None: ...

class PredictionError(_message.Message):
    __slots__ = ("code", "reason", "message", "metadata")
    class MetadataEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    CODE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    METADATA_FIELD_NUMBER: _ClassVar[int]
    code: int
    reason: str
    message: str
    metadata: _containers.ScalarMap[str, str]
    def __init__(self, code: _Optional[int] = ..., reason: _Optional[str] = ..., message: _Optional[str] = ..., metadata: _Optional[_Mapping[str, str]] = ...) -> None: ...
