"""The one place that decides which exception a failed call becomes: by the gateway's reason, else by the code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import grpc

from .. import errors
from ..errors import DragoneyeError, FailureDetails, PredictSent
from ..v1.config_pb2 import PredictionError
from .status import GrpcStatus

_BY_REASON: Final[dict[str, type[DragoneyeError]]] = {
    "TASK_BEGIN_REJECTED": errors.PredictionTaskBeginError,
    "TASK_BEGIN_UNAVAILABLE": errors.PredictionTaskBeginError,
    "UPLOAD_FAILED": errors.PredictionUploadError,
    "UPLOAD_REJECTED": errors.PredictionUploadError,
    "MEDIA_TOO_LARGE": errors.PredictionUploadError,
    "CHECKSUM_MISMATCH": errors.PredictionUploadError,
    "SIZE_MISMATCH": errors.PredictionUploadError,
    "PREDICT_REJECTED": errors.PredictionTaskError,
    "PREDICT_UNAVAILABLE": errors.PredictionTaskError,
    "PREDICTION_FAILED": errors.PredictionTaskError,
    "PREDICTION_TIMEOUT": errors.PredictionTimeoutException,
    "RESULTS_UNAVAILABLE": errors.PredictionTaskResultsUnavailableError,
    "RESULTS_CORRUPT": errors.PredictionTaskResultsUnavailableError,
    "RESULTS_TOO_LARGE": errors.PredictionTaskResultsUnavailableError,
    "INVALID_REQUEST": errors.InvalidRequestError,
    "MEDIA_TYPE_MISMATCH": errors.InvalidRequestError,
    "TASK_TYPE_MISMATCH": errors.InvalidRequestError,
    "RESUME_TOKEN_STALE": errors.ResumeTokenStaleError,
    "TASK_NOT_FOUND": errors.TaskNotFoundError,
    "CALLER_UNAUTHENTICATED": errors.CallerRejectedError,
    "CALLER_FORBIDDEN": errors.CallerRejectedError,
    "UPSTREAM_CREDENTIALS_REJECTED": errors.CredentialsRejectedError,
    "UPSTREAM_RATE_LIMITED": errors.RateLimitedError,
    "CALLER_QUOTA_EXCEEDED": errors.RateLimitedError,
    "GATEWAY_OVERLOADED": errors.GatewayUnavailableError,
    "GATEWAY_DRAINING": errors.GatewayUnavailableError,
    "UPSTREAM_UNAVAILABLE": errors.ServiceUnavailableError,
    "STREAM_STALLED": errors.StreamStalledError,
    "INTERNAL": errors.GatewayInternalError,
}

_BY_CODE: Final[dict[grpc.StatusCode, type[DragoneyeError]]] = {
    grpc.StatusCode.INVALID_ARGUMENT: errors.InvalidRequestError,
    grpc.StatusCode.OUT_OF_RANGE: errors.InvalidRequestError,
    grpc.StatusCode.NOT_FOUND: errors.TaskNotFoundError,
    grpc.StatusCode.UNAUTHENTICATED: errors.CallerRejectedError,
    grpc.StatusCode.PERMISSION_DENIED: errors.CallerRejectedError,
    grpc.StatusCode.RESOURCE_EXHAUSTED: errors.RateLimitedError,
    grpc.StatusCode.UNAVAILABLE: errors.GatewayUnavailableError,
    grpc.StatusCode.DEADLINE_EXCEEDED: errors.DeadlineExceededError,
    grpc.StatusCode.CANCELLED: errors.CallCancelledError,
    grpc.StatusCode.INTERNAL: errors.GatewayInternalError,
}

_BEFORE_PREDICT = {"request", "admission", "spool", "begin", "upload"}
_CODES = {code.value[0]: code for code in grpc.StatusCode}


@dataclass(frozen=True)
class Observed:
    """What the client itself saw of a call."""

    task_id: str | None = None
    predict_sent: PredictSent | None = None


NOTHING_SEEN = Observed()


def translate(status: GrpcStatus, observed: Observed) -> DragoneyeError:
    """Makes an exception; where both the gateway and the client know something, the gateway's word counts."""
    phase = status.metadata.get("phase")
    details = FailureDetails(
        code=status.code,
        reason=status.reason,
        phase=phase,
        task_id=status.metadata.get("task_id", observed.task_id),
        predict_sent=_predict_sent(status.metadata.get("predict_sent"), phase, observed),
        retry_delay_seconds=status.retry_delay_seconds,
        field_violations=status.violations,
        metadata=status.metadata,
    )
    return _kind(status)(_message(status, details), details)


def of_image(error: PredictionError) -> DragoneyeError:
    """What a call of its own would have raised for one image of a batch."""
    code = _CODES.get(error.code, grpc.StatusCode.UNKNOWN)
    return translate(GrpcStatus(code, error.message, error.reason, dict(error.metadata)), NOTHING_SEEN)


def out_of_contract(what: str) -> DragoneyeError:
    """The gateway sent what its contract rules out."""
    return translate(GrpcStatus(grpc.StatusCode.INTERNAL, what), NOTHING_SEEN)


def _kind(status: GrpcStatus) -> type[DragoneyeError]:
    by_code = _BY_CODE.get(status.code, DragoneyeError)
    return _BY_REASON.get(status.reason or "", by_code)


def _predict_sent(said: str | None, phase: str | None, observed: Observed) -> PredictSent | None:
    words: tuple[PredictSent, ...] = ("no", "yes", "unknown")
    for word in words:
        if said == word:
            return word
    if observed.predict_sent is not None and phase in _BEFORE_PREDICT:
        return "no"
    return observed.predict_sent


def _message(status: GrpcStatus, details: FailureDetails) -> str:
    """What happened, then in brackets what a person needs to look further."""
    facts = [details.reason or status.code.name]
    if details.phase:
        facts.append(f"phase {details.phase}")
    if details.task_id:
        facts.append(f"task {details.task_id}")
    if details.predict_sent:
        facts.append(f"predict sent: {details.predict_sent}")
    said = status.message or "The call failed"
    if details.reason is None and status.code is grpc.StatusCode.UNAVAILABLE:
        said = f"The connection to the gateway failed: {said}"
    elif details.reason is None and status.code is grpc.StatusCode.DEADLINE_EXCEEDED:
        # What gRPC says differs from version to version.
        said = "The call took longer than its deadline"
    return f"{said} [{', '.join(facts)}]"
