"""What calls raise: one base class, the official SDK's five exceptions, and the gateway's own.

Arguments that are wrong on their face are a ``ValueError`` before any call.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import grpc

PredictSent = Literal["no", "yes", "unknown"]
"""``no``: nothing is being predicted, repeating is free; ``yes``: the service accepted to; ``unknown``: it may have."""


@dataclass(frozen=True)
class FieldViolation:
    """A field of the request that was refused, and what to do about it."""

    field: str
    description: str


@dataclass(frozen=True)
class FailureDetails:
    """What is known of a failed call, from the gateway and from what the client saw itself."""

    code: grpc.StatusCode | None = None
    reason: str | None = None
    phase: str | None = None
    task_id: str | None = None
    predict_sent: PredictSent | None = None
    retry_delay_seconds: float | None = None
    field_violations: tuple[FieldViolation, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)


class DragoneyeError(Exception):
    """A call failed; its message says what happened and what to do about it."""

    def __init__(self, message: str = "", details: FailureDetails | None = None) -> None:
        super().__init__(message)
        self._details = details or FailureDetails()

    @property
    def details(self) -> FailureDetails:
        """All that is known of the failure."""
        return self._details

    @property
    def code(self) -> grpc.StatusCode | None:
        """The gRPC status code; None where it was no call that failed."""
        return self._details.code

    @property
    def reason(self) -> str | None:
        """The gateway's reason, for example ``UPLOAD_FAILED``; None where no gateway answered."""
        return self._details.reason

    @property
    def phase(self) -> str | None:
        """Where it happened, for example ``upload``."""
        return self._details.phase

    @property
    def task_id(self) -> str | None:
        """The task, where there is one: with it a prediction that was accepted can be read later."""
        return self._details.task_id

    @property
    def predict_sent(self) -> PredictSent | None:
        """Whether the prediction may be running, and be charged; None for calls that predict nothing."""
        return self._details.predict_sent

    @property
    def retry_delay_seconds(self) -> float | None:
        """After how many seconds to try again, where the gateway says so."""
        return self._details.retry_delay_seconds

    @property
    def field_violations(self) -> tuple[FieldViolation, ...]:
        """What is wrong with the request."""
        return self._details.field_violations

    @property
    def metadata(self) -> Mapping[str, str]:
        """Everything else that the gateway says about it."""
        return self._details.metadata


class PredictionTaskError(DragoneyeError):
    """The prediction was refused or failed."""


class PredictionUploadError(DragoneyeError):
    """The media could not be stored: refused, broken off, too large, or not as declared."""


class PredictionTaskBeginError(DragoneyeError):
    """The task could not be created."""


class PredictionTaskResultsUnavailableError(DragoneyeError):
    """The results are not there yet, broken, or too large for one message."""


class PredictionTimeoutException(DragoneyeError):  # noqa: N818 # the SDK's name
    """The prediction took longer than ``timeout_seconds``. Its task goes on."""


class InvalidRequestError(DragoneyeError, ValueError):
    """The gateway refused the request, or it holds text that cannot be sent; see ``field_violations``."""


class TaskNotFoundError(DragoneyeError):
    """There is no such task, or not for this caller."""


class CallerRejectedError(DragoneyeError):
    """The gateway does not know this caller, or does not let it do this."""


class CredentialsRejectedError(DragoneyeError):
    """The service refused the Dragoneye API key."""


class RateLimitedError(DragoneyeError):
    """The service or the gateway got too many requests; see ``retry_delay_seconds``."""


class GatewayUnavailableError(DragoneyeError):
    """No gateway was reached, the connection broke, or the gateway is full or ending."""


class ServiceUnavailableError(DragoneyeError):
    """The gateway could not reach the service."""


class DeadlineExceededError(DragoneyeError):
    """The call took longer than its ``deadline_seconds``. A task that was accepted goes on."""


class CallCancelledError(DragoneyeError):
    """The call was cancelled: its client or its stream was closed. A task that was accepted goes on."""


class StreamStalledError(DragoneyeError):
    """The caller neither sent nor read for longer than the gateway waits."""


class ResumeTokenStaleError(DragoneyeError):
    """The resume token does not fit this task, filter or result: begin from the beginning."""


class GatewayInternalError(DragoneyeError):
    """A bug in the gateway; the metadata's ``incident`` is in its log."""


class MediaUnreadableError(DragoneyeError, OSError):
    """The media could not be read, so that the call was cancelled."""


__all__ = [
    "CallCancelledError",
    "CallerRejectedError",
    "CredentialsRejectedError",
    "DeadlineExceededError",
    "DragoneyeError",
    "FailureDetails",
    "FieldViolation",
    "GatewayInternalError",
    "GatewayUnavailableError",
    "InvalidRequestError",
    "MediaUnreadableError",
    "PredictSent",
    "PredictionTaskBeginError",
    "PredictionTaskError",
    "PredictionTaskResultsUnavailableError",
    "PredictionTimeoutException",
    "PredictionUploadError",
    "RateLimitedError",
    "ResumeTokenStaleError",
    "ServiceUnavailableError",
    "StreamStalledError",
    "TaskNotFoundError",
]
