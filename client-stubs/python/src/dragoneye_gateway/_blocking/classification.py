"""Predictions, blocking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .._core import calls
from .._core.batch import BatchReading
from .._core.request import MediaRequest, PredictionSettings, expect_family
from .._core.results import VIDEO, ReadOptions, read_results
from .._core.timing import SYSTEM
from .._core.video import VideoReading
from ..batch import BatchImage
from ..media import Image, Media, Video
from ..models import (
    ClassificationPredictImageResponse,
    ClassificationPredictVideoResponse,
    PredictionTaskStatusResponse,
    ResultFilter,
    VideoDetectedObject,
    VideoHeader,
)
from .connection import Connection
from .sending import read_once, send_media
from .streams import BatchStream, ResultStream

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from ..options import PredictOptions, VideoOptions


class SyncClassification:
    """Predictions; part of a :class:`SyncDragoneye`.

    Every call raises a ``DragoneyeError`` where it fails, a ``ValueError`` before it begins where an argument is wrong.
    Predictions are never repeated by themselves. Keyword arguments without a meaning here are further form fields for
    the service, as in the official SDK.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def predict_image(
        self,
        media: Image,
        model_name: str,
        timeout_seconds: float | None = None,
        **options: Unpack[PredictOptions],
    ) -> ClassificationPredictImageResponse:
        """Predicts an image and waits for the result.

        Args:
            media: the image.
            model_name: for example ``recognize_anything/my_model``.
            timeout_seconds: how long the prediction may take once the service accepted it; then
                ``PredictionTimeoutException`` is raised and the task goes on. None: the gateway's default.
            options: see :class:`PredictOptions`.
        """
        expect_family(media, Image)
        settings = PredictionSettings.of(model_name, timeout_seconds, None, options)
        return send_media(self._connection, calls.predict_image(MediaRequest(media, settings), SYSTEM))

    def predict_video(
        self,
        media: Video,
        model_name: str,
        frames_per_second: int | None = None,
        timeout_seconds: float | None = None,
        **options: Unpack[VideoOptions],
    ) -> ClassificationPredictVideoResponse:
        """Predicts a video and waits for the whole result.

        Where the call breaks once the task was accepted, it goes on by way of the task: nothing is predicted twice.

        Args:
            media: the video.
            model_name: for example ``recognize_anything/my_model``.
            frames_per_second: frames to sample, at least 1. None: the service's default.
            timeout_seconds: as of :meth:`predict_image`.
            options: see :class:`VideoOptions`.
        """
        stream = self.stream_video_prediction(media, model_name, frames_per_second, timeout_seconds, **options)
        return _collect(stream)

    def stream_video_prediction(
        self,
        media: Video,
        model_name: str,
        frames_per_second: int | None = None,
        timeout_seconds: float | None = None,
        **options: Unpack[VideoOptions],
    ) -> ResultStream[VideoHeader, VideoDetectedObject]:
        """Predicts a video and gives its objects as they come.

        It is sent on a thread of gRPC's; ``on_task`` and ``on_progress`` are called while the stream is read.

        Args: as of :meth:`predict_video`.
        """
        expect_family(media, Video)
        settings = PredictionSettings.of(model_name, timeout_seconds, frames_per_second, options)
        return ResultStream(self._connection, VideoReading(MediaRequest(media, settings), SYSTEM))

    def predict_images(
        self,
        images: Iterable[BatchImage],
        model_name: str,
        timeout_seconds: float | None = None,
        **options: Unpack[PredictOptions],
    ) -> BatchStream:
        """Predicts many images over one stream, and gives what becomes of each as it is known.

        They are iterated, opened and read on a thread of gRPC's, ahead of the results only as far as the gateway takes
        them. One that cannot be opened, is refused or fails does not end the batch. One whose reading breaks off fails
        alone if its size or checksum is declared, as a file's is; else the batch ends.

        Args:
            images: iterated once.
            model_name: for example ``recognize_anything/my_model``.
            timeout_seconds: as of :meth:`predict_image`, for each image.
            options: see :class:`PredictOptions`; the deadline is that of the whole batch, ``on_task`` is not called.
        """
        settings = PredictionSettings.of(model_name, timeout_seconds, None, options)
        return BatchStream(self._connection, BatchReading(images, settings, SYSTEM))

    def submit(
        self,
        media: Media,
        model_name: str,
        frames_per_second: int | None = None,
        timeout_seconds: float | None = None,
        **options: Unpack[PredictOptions],
    ) -> PredictionTaskStatusResponse:
        """Starts the prediction of an image or a video and returns once the service accepted it.

        Attach to it by its ``task_id``, from here or elsewhere. Arguments as of :meth:`predict_video`.
        """
        settings = PredictionSettings.of(model_name, timeout_seconds, frames_per_second, options)
        return send_media(self._connection, calls.submit(MediaRequest(media, settings), SYSTEM))

    def status(
        self, prediction_task_uuid: str, *, deadline_seconds: float | None = None
    ) -> PredictionTaskStatusResponse:
        """Reads how a task is doing; repeated a few times while no gateway is available.

        Args:
            prediction_task_uuid: the task's ``task_id``, or its uuid where the gateway does not keep tasks private.
            deadline_seconds: how long the call may take.
        """
        return read_once(self._connection, calls.status(prediction_task_uuid, deadline_seconds))

    def get_image_results(
        self, prediction_task_uuid: str, *, deadline_seconds: float | None = None
    ) -> ClassificationPredictImageResponse:
        """Reads the prediction of an image whose task succeeded; repeated a few times while no gateway is available.

        Arguments as of :meth:`status`.
        """
        return read_once(self._connection, calls.image_results(prediction_task_uuid, deadline_seconds))

    def get_video_results(
        self,
        prediction_task_uuid: str,
        *,
        filter: ResultFilter | None = None,  # noqa: A002 # the contract's word
        deadline_seconds: float | None = None,
    ) -> ClassificationPredictVideoResponse:
        """Reads the whole prediction of a video whose task succeeded; goes on by itself where the connection breaks.

        Args:
            prediction_task_uuid: as of :meth:`status`.
            filter: which objects to read. None: all.
            deadline_seconds: how long the reading may take, over all reconnections.
        """
        options = ReadOptions(filter, None, deadline_seconds)
        return _collect(ResultStream(self._connection, read_results(VIDEO, prediction_task_uuid, options, SYSTEM)))


def _collect(stream: ResultStream[VideoHeader, VideoDetectedObject]) -> ClassificationPredictVideoResponse:
    with stream:
        header = stream.header()
        return ClassificationPredictVideoResponse.of(header, list(stream))
