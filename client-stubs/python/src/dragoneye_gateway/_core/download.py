"""Downloads of result archives, checked against the size and checksum that end them. Writing blocks."""

from __future__ import annotations

import os
import uuid
from abc import ABC, abstractmethod
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import grpc

from ..errors import FailureDetails, PredictionTaskResultsUnavailableError
from ..v1.result_service_pb2 import DownloadCompletion, DownloadHeader, DownloadResultsRequest
from .assembly import Assembly
from .calls import RpcCall
from .checksum import Checksum
from .reading import RepeatableReading
from .reconnects import Deadline
from .text import require_text
from .timing import Timing

# So often a whole archive is not wasted: beyond that, it will not come.
_FILE_RESTARTS: Final = 3


@dataclass(frozen=True, slots=True)
class DownloadedResults:
    """What was downloaded.

    ``frames_per_second`` is None for images. The checksum is a CRC-32C (Castagnoli).
    """

    task_id: str
    prediction_task_uuid: str
    original_file_name: str | None
    frames_per_second: int | None
    size_bytes: int
    crc32c: int


@dataclass(frozen=True)
class ArchiveChunk:
    """Bytes of an archive; at offset 0 it begins, perhaps again."""

    offset: int
    data: bytes


class DownloadAssembly(Assembly[ArchiveChunk]):
    """The bytes of an archive, which begins again where its stream broke, if it may."""

    def __init__(self, restarts: int) -> None:
        self.header = DownloadHeader()
        self.completion = DownloadCompletion()
        self._restarts = restarts
        self._offset = 0

    def accept(self, message: Any) -> ArchiveChunk | None:
        event = message.WhichOneof("event")
        if event == "header":
            self.header = message.header
        elif event == "completion":
            self.completion = message.completion
            self.complete = True
        elif event == "chunk":
            chunk = ArchiveChunk(self._offset, message.chunk)
            self._offset += len(chunk.data)
            return chunk
        return None

    def rewind(self) -> bool:
        if self._offset == 0:
            return True
        self._offset = 0
        self._restarts -= 1
        return self._restarts >= 0


class _Target(ABC):
    restarts = 0

    @abstractmethod
    def begin(self) -> BinaryIO:
        """What to write the archive into from its beginning."""

    def complete(self) -> None:  # noqa: B027 # a stream of the caller's needs nothing
        """All was written and found right."""

    def discard(self) -> None:  # noqa: B027
        """Removes what is not complete."""


class _StreamTarget(_Target):
    """A stream of the caller's, which cannot be begun again."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def begin(self) -> BinaryIO:
        return self._stream

    def complete(self) -> None:
        self._stream.flush()


class _FileTarget(_Target):
    """A file that comes into being whole or not at all: written under another name beside it, then renamed."""

    restarts = _FILE_RESTARTS

    def __init__(self, path: Path) -> None:
        if path.is_dir():
            raise IsADirectoryError(path)
        self._path = path
        self._draft = path.with_name(f".{uuid.uuid4()}.part")
        self._stream = self._draft.open("xb")  # closed by complete or discard

    def begin(self) -> BinaryIO:
        self._stream.seek(0)
        self._stream.truncate()
        return self._stream

    def complete(self) -> None:
        self._stream.close()
        self._draft.replace(self._path)

    def discard(self) -> None:
        self._stream.close()
        self._draft.unlink(missing_ok=True)


class Download:
    """One download: :attr:`reading` gives chunks, which :meth:`write` puts where they belong."""

    def __init__(
        self, task_id: str, target: str | os.PathLike[str] | BinaryIO, deadline_seconds: float | None, timing: Timing
    ) -> None:
        require_text("task_id", task_id)
        deadline = Deadline(deadline_seconds, timing.clock)
        self._task_id = task_id
        self._target: _Target = (
            _FileTarget(Path(target)) if isinstance(target, (str, os.PathLike)) else _StreamTarget(target)
        )
        self._assembly = DownloadAssembly(self._target.restarts)
        request = DownloadResultsRequest(task_id=task_id)
        self.reading = RepeatableReading(
            task_id,
            self._assembly,
            lambda timeout: RpcCall(lambda stubs: stubs.results.DownloadResults, request, timeout),
            deadline,
            timing,
        )
        self._stream: BinaryIO | None = None
        self._checksum = Checksum()
        self._size = 0

    def write(self, chunk: ArchiveChunk) -> None:
        """Blocks."""
        if self._stream is None or chunk.offset == 0:
            self._stream = self._target.begin()
            self._checksum = Checksum()
        self._stream.write(chunk.data)
        self._checksum.update(chunk.data)
        self._size = chunk.offset + len(chunk.data)

    def finish(self) -> DownloadedResults:
        """Everything came: has the archive take its place. Blocks.

        Raises:
            PredictionTaskResultsUnavailableError: it is not what was sent.
        """
        header, completion = self._assembly.header, self._assembly.completion
        checksum = self._checksum.value
        if self._size != completion.size_bytes or checksum != completion.crc32c:
            raise PredictionTaskResultsUnavailableError(
                f"The archive was damaged on its way: its size or checksum is wrong [DATA_LOSS, task {self._task_id}]",
                FailureDetails(code=grpc.StatusCode.DATA_LOSS, task_id=self._task_id),
            )
        self._target.complete()
        return DownloadedResults(
            header.task_id,
            header.prediction_task_uuid,
            header.original_file_name if header.HasField("original_file_name") else None,
            header.frames_per_second if header.HasField("frames_per_second") else None,
            self._size,
            checksum,
        )

    def discard(self) -> None:
        """Removes what is not complete. Blocks."""
        self._target.discard()
