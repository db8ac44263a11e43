"""Client of a Dragoneye gateway, shaped like the official Dragoneye SDK.

:class:`Dragoneye` is for asyncio, as the SDK's; :class:`SyncDragoneye` has the same calls, blocking. The generated
messages and stubs are in ``dragoneye_gateway.v1``.
"""

from ._aio.classification import (
    Classification,
)
from ._aio.client import (
    Dragoneye,
)
from ._aio.streams import (
    AsyncBatchStream,
    AsyncEventStream,
    AsyncResultStream,
)
from ._blocking.classification import (
    SyncClassification,
)
from ._blocking.client import (
    SyncDragoneye,
)
from ._blocking.streams import (
    BatchStream,
    EventStream,
    ResultStream,
)
from ._core.download import (
    DownloadedResults,
)
from ._version import (
    __version__,
)
from .batch import (
    BatchImage,
    BatchResult,
)
from .errors import (
    CallCancelledError,
    CallerRejectedError,
    CredentialsRejectedError,
    DeadlineExceededError,
    DragoneyeError,
    FailureDetails,
    FieldViolation,
    GatewayInternalError,
    GatewayUnavailableError,
    InvalidRequestError,
    MediaUnreadableError,
    PredictionTaskBeginError,
    PredictionTaskError,
    PredictionTaskResultsUnavailableError,
    PredictionTimeoutException,
    PredictionUploadError,
    PredictSent,
    RateLimitedError,
    ResumeTokenStaleError,
    ServiceUnavailableError,
    StreamStalledError,
    TaskNotFoundError,
)
from .media import (
    Image,
    Media,
    Video,
)
from .models import (
    BboxObservation,
    ClassificationPredictImageResponse,
    ClassificationPredictVideoResponse,
    FrameObject,
    ImageAttributePrediction,
    ImageCategoryPrediction,
    ImageDetectedObject,
    ImageHeader,
    NormalizedBbox,
    Phase,
    PredictionProgress,
    PredictionTaskStatusResponse,
    ResultCompletion,
    ResultFilter,
    ScoredTimestampRange,
    TaskState,
    TimestampRange,
    VideoAttributePrediction,
    VideoBboxObservation,
    VideoCategoryPrediction,
    VideoDetectedObject,
    VideoFrame,
    VideoHeader,
)
from .options import (
    PredictOptions,
    VideoOptions,
)

__all__ = [
    "AsyncBatchStream",
    "AsyncEventStream",
    "AsyncResultStream",
    "BatchImage",
    "BatchResult",
    "BatchStream",
    "BboxObservation",
    "CallCancelledError",
    "CallerRejectedError",
    "Classification",
    "ClassificationPredictImageResponse",
    "ClassificationPredictVideoResponse",
    "CredentialsRejectedError",
    "DeadlineExceededError",
    "DownloadedResults",
    "Dragoneye",
    "DragoneyeError",
    "EventStream",
    "FailureDetails",
    "FieldViolation",
    "FrameObject",
    "GatewayInternalError",
    "GatewayUnavailableError",
    "Image",
    "ImageAttributePrediction",
    "ImageCategoryPrediction",
    "ImageDetectedObject",
    "ImageHeader",
    "InvalidRequestError",
    "Media",
    "MediaUnreadableError",
    "NormalizedBbox",
    "Phase",
    "PredictOptions",
    "PredictSent",
    "PredictionProgress",
    "PredictionTaskBeginError",
    "PredictionTaskError",
    "PredictionTaskResultsUnavailableError",
    "PredictionTaskStatusResponse",
    "PredictionTimeoutException",
    "PredictionUploadError",
    "RateLimitedError",
    "ResultCompletion",
    "ResultFilter",
    "ResultStream",
    "ResumeTokenStaleError",
    "ScoredTimestampRange",
    "ServiceUnavailableError",
    "StreamStalledError",
    "SyncClassification",
    "SyncDragoneye",
    "TaskNotFoundError",
    "TaskState",
    "TimestampRange",
    "Video",
    "VideoAttributePrediction",
    "VideoBboxObservation",
    "VideoCategoryPrediction",
    "VideoDetectedObject",
    "VideoFrame",
    "VideoHeader",
    "VideoOptions",
    "__version__",
]
