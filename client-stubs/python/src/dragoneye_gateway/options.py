"""The keyword arguments that predictions take beyond those of the official SDK."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypedDict

from .models import PredictionProgress, ResultFilter


class PredictOptions(TypedDict, total=False):
    """Options of any prediction.

    What a callback raises ends the call and is raised to the caller. With the asyncio client callbacks run on the
    event loop and must not block.
    """

    deadline_seconds: float | None
    """How long the whole call may take, upload included: its gRPC deadline. Then it ends with
    ``DeadlineExceededError``. None: as long as it takes."""

    parameters: Mapping[str, str]
    """Further form fields for the service, as the SDK's extra keyword arguments are."""

    on_task: Callable[[str], object]
    """Told the task id once the service accepted the prediction: from there on the task goes on even if the call
    ends."""

    on_sent: Callable[[int], object]
    """Told after each chunk how many bytes of media were handed to the transport so far; on the sending thread, with
    the blocking client."""


class VideoOptions(PredictOptions, total=False):
    """Options of the prediction of a video."""

    filter: ResultFilter | None
    """Which objects to send back; what passes is never trimmed. None: all."""

    on_progress: Callable[[PredictionProgress], object]
    """Told how far the prediction is."""
