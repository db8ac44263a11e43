from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Mapping as _Mapping, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PredictionType(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PREDICTION_TYPE_UNSPECIFIED: _ClassVar[PredictionType]
    PREDICTION_TYPE_IMAGE: _ClassVar[PredictionType]
    PREDICTION_TYPE_VIDEO: _ClassVar[PredictionType]

class TaskState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TASK_STATE_UNSPECIFIED: _ClassVar[TaskState]
    TASK_STATE_IN_PROGRESS: _ClassVar[TaskState]
    TASK_STATE_SUCCEEDED: _ClassVar[TaskState]
    TASK_STATE_FAILED: _ClassVar[TaskState]
PREDICTION_TYPE_UNSPECIFIED: PredictionType
PREDICTION_TYPE_IMAGE: PredictionType
PREDICTION_TYPE_VIDEO: PredictionType
TASK_STATE_UNSPECIFIED: TaskState
TASK_STATE_IN_PROGRESS: TaskState
TASK_STATE_SUCCEEDED: TaskState
TASK_STATE_FAILED: TaskState

class Task(_message.Message):
    __slots__ = ("task_id", "prediction_task_uuid", "prediction_type", "state", "status")
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    PREDICTION_TASK_UUID_FIELD_NUMBER: _ClassVar[int]
    PREDICTION_TYPE_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    prediction_task_uuid: str
    prediction_type: PredictionType
    state: TaskState
    status: str
    def __init__(self, task_id: _Optional[str] = ..., prediction_task_uuid: _Optional[str] = ..., prediction_type: _Optional[_Union[PredictionType, str]] = ..., state: _Optional[_Union[TaskState, str]] = ..., status: _Optional[str] = ...) -> None: ...

class GetTaskRequest(_message.Message):
    __slots__ = ("task_id",)
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    def __init__(self, task_id: _Optional[str] = ...) -> None: ...

class GetTaskResponse(_message.Message):
    __slots__ = ("task",)
    TASK_FIELD_NUMBER: _ClassVar[int]
    task: Task
    def __init__(self, task: _Optional[_Union[Task, _Mapping]] = ...) -> None: ...

class WatchTaskRequest(_message.Message):
    __slots__ = ("task_id",)
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    def __init__(self, task_id: _Optional[str] = ...) -> None: ...

class WatchTaskResponse(_message.Message):
    __slots__ = ("task",)
    TASK_FIELD_NUMBER: _ClassVar[int]
    task: Task
    def __init__(self, task: _Optional[_Union[Task, _Mapping]] = ...) -> None: ...
