"""Tasks and results, for an event loop."""

from __future__ import annotations

import asyncio
import os
from typing import BinaryIO, TypeVar

from .._core.download import Download, DownloadedResults
from .._core.reading import watch
from .._core.results import FRAMES, IMAGE, VIDEO, ReadOptions, ResultMethod, read_results
from .._core.timing import SYSTEM
from ..models import (
    ImageDetectedObject,
    ImageHeader,
    PredictionTaskStatusResponse,
    ResultFilter,
    VideoDetectedObject,
    VideoFrame,
    VideoHeader,
)
from .connection import Connection
from .events import Events
from .reader_thread import ReaderThread
from .streams import AsyncEventStream, AsyncResultStream

H = TypeVar("H")
T = TypeVar("T")


class Tasks:
    """Watches tasks; part of a :class:`Dragoneye`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def watch(
        self, task_id: str, *, deadline_seconds: float | None = None
    ) -> AsyncEventStream[PredictionTaskStatusResponse]:
        """The status of a task now and at each change; ends after the one that is final.

        Goes on by itself where the connection breaks.
        """
        return AsyncEventStream(self._connection, watch(task_id, deadline_seconds, SYSTEM))

    async def wait_for(self, task_id: str, *, deadline_seconds: float | None = None) -> PredictionTaskStatusResponse:
        """Waits for the end of a task, successful or failed: see its ``state``.

        Raises:
            DeadlineExceededError: the task takes longer, which it may: ask again.
        """
        async with self.watch(task_id, deadline_seconds=deadline_seconds) as changes:
            return [change async for change in changes][-1]


class Results:
    """Reads the results of tasks that succeeded, as often as wanted; part of a :class:`Dragoneye`.

    A task still in progress raises ``PredictionTaskResultsUnavailableError``: wait for it with ``tasks.wait_for``.
    Every stream takes a ``filter`` (which objects or frames to read), a ``resume_token`` (of an earlier stream of the
    same kind, task and filter: where to go on) and ``deadline_seconds`` (over all reconnections).
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stream_image(
        self,
        task_id: str,
        *,
        filter: ResultFilter | None = None,  # noqa: A002 # the contract's word
        resume_token: str | None = None,
        deadline_seconds: float | None = None,
    ) -> AsyncResultStream[ImageHeader, ImageDetectedObject]:
        """The objects of an image, for results too large for ``get_image_results``."""
        return self._stream(IMAGE, task_id, ReadOptions(filter, resume_token, deadline_seconds))

    def stream_video(
        self,
        task_id: str,
        *,
        filter: ResultFilter | None = None,  # noqa: A002
        resume_token: str | None = None,
        deadline_seconds: float | None = None,
    ) -> AsyncResultStream[VideoHeader, VideoDetectedObject]:
        """The objects of a video, one whole object at a time."""
        return self._stream(VIDEO, task_id, ReadOptions(filter, resume_token, deadline_seconds))

    def stream_frames(
        self,
        task_id: str,
        *,
        filter: ResultFilter | None = None,  # noqa: A002
        resume_token: str | None = None,
        deadline_seconds: float | None = None,
    ) -> AsyncResultStream[VideoHeader, VideoFrame]:
        """The frames of a video in time order, each with the objects seen in it."""
        return self._stream(FRAMES, task_id, ReadOptions(filter, resume_token, deadline_seconds))

    def _stream(self, method: ResultMethod[H, T], task_id: str, options: ReadOptions) -> AsyncResultStream[H, T]:
        reading = read_results(method, task_id, options, SYSTEM)
        return AsyncResultStream(self._connection, reading, options.resume_token)

    async def download(
        self,
        task_id: str,
        target: str | os.PathLike[str] | BinaryIO,
        *,
        deadline_seconds: float | None = None,
    ) -> DownloadedResults:
        """Writes the result archive, as the service made it.

        Into a file: under another name beside it first, which takes its place once size and checksum were found right;
        if anything fails, what was there remains, and nothing else. Where the connection breaks, the download begins
        again, up to three times after bytes had come. Into a stream, which remains yours: what was written is worth
        nothing unless this returns, and it begins again only if no bytes had come.

        Raises:
            OSError: the target cannot be written.
            PredictionTaskResultsUnavailableError: size or checksum are wrong.
        """
        writer = ReaderThread()
        try:
            download = await writer.run(Download, task_id, target, deadline_seconds, SYSTEM)
            try:
                return await self._write(download, writer)
            finally:
                # After a write that is still under way, whoever was cancelled waiting for it.
                await asyncio.shield(writer.run(download.discard))
        finally:
            writer.end()

    async def _write(self, download: Download, writer: ReaderThread) -> DownloadedResults:
        events = Events(self._connection, download.reading)
        try:
            while (chunk := await events.take()) is not None:
                await writer.run(download.write, chunk)
        finally:
            events.close()
        return await writer.run(download.finish)
