"""The official SDK's exceptions; all that there are stand in :mod:`dragoneye_gateway.errors`."""

from ..errors import (
    PredictionTaskBeginError,
    PredictionTaskError,
    PredictionTaskResultsUnavailableError,
    PredictionTimeoutException,
    PredictionUploadError,
)

__all__ = [
    "PredictionTaskBeginError",
    "PredictionTaskError",
    "PredictionTaskResultsUnavailableError",
    "PredictionTimeoutException",
    "PredictionUploadError",
]
