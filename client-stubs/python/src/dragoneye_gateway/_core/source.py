"""Where the bytes of media come from. Reading blocks; what calls it decides on which thread."""

from __future__ import annotations

import io
import os
import stat
import threading
from abc import ABC, abstractmethod
from pathlib import Path
from typing import BinaryIO

from ..errors import MediaUnreadableError

CHUNK_BYTES = 256 * 1024
"""Large enough for the transport's speed, small enough for its windows."""


class Opened(ABC):
    """Media being read, by one thread; closed by any."""

    size_bytes: int | None = None
    """Bytes in all, where that is known before reading."""

    @abstractmethod
    def read(self) -> bytes:
        """The next chunk of 1 byte or more; empty at the end only."""

    def close(self) -> None:  # noqa: B027 # bytes need none
        """Gives back what was opened."""


class Source(ABC):
    """Media that can be opened."""

    blocking = True
    """Whether reading may wait for anything."""

    @property
    def repeatable(self) -> bool:
        """Whether it can be opened more than once."""
        return True

    @abstractmethod
    def open(self) -> Opened:
        """Begins to read."""


class _OpenedBytes(Opened):
    def __init__(self, data: bytes) -> None:
        self.size_bytes = len(data)
        self._data = data
        self._position = 0

    def read(self) -> bytes:
        chunk = self._data[self._position : self._position + CHUNK_BYTES]
        self._position += len(chunk)
        return chunk


class BytesSource(Source):
    """Media in memory."""

    blocking = False

    def __init__(self, data: bytes) -> None:
        self._data = data

    def open(self) -> Opened:
        return _OpenedBytes(self._data)


class OpenedStream(Opened):
    """A stream being read; it is closed by whoever is last, the reader or who closes.

    Closing does not wait for a read that is under way, which may take for ever.
    """

    def __init__(self, stream: BinaryIO, size_bytes: int | None, *, owned: bool) -> None:
        self.size_bytes = size_bytes
        self._stream = stream
        self._owned = owned
        self._closed = False
        self._reading = threading.Lock()

    def read(self) -> bytes:
        try:
            with self._reading:
                if not self._closed:
                    return self._filled()
        finally:
            if self._closed:
                self._release()
        # Not the end of the media: nobody must take it for that.
        raise MediaUnreadableError("The media could not be read: the call has ended")

    def _filled(self) -> bytes:
        """Pipes and sockets give little at a time, but a message of its own for each would be slow."""
        try:
            chunk = self._stream.read(CHUNK_BYTES)
            if not chunk or len(chunk) == CHUNK_BYTES:
                return chunk or b""
            parts = [chunk]
            missing = CHUNK_BYTES - len(chunk)
            while missing and not self._closed and (chunk := self._stream.read(missing)):
                parts.append(chunk)
                missing -= len(chunk)
            return b"".join(parts)
        except OSError as unreadable:
            raise MediaUnreadableError(f"The media could not be read: {unreadable}") from unreadable

    def close(self) -> None:
        self._closed = True
        self._release()

    def _release(self) -> None:
        if self._owned and self._reading.acquire(blocking=False):
            try:
                self._stream.close()
            finally:
                self._reading.release()


class PathSource(Source):
    """A file, opened anew for every call."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def repeatable(self) -> bool:
        """Only a regular file can be read again; a named pipe, for example, cannot."""
        return self._path.is_file()

    def open(self) -> Opened:
        try:
            # Unbuffered: chunks are larger than a buffer would be.
            stream = self._path.open("rb", buffering=0)  # closed with what is returned
            status = os.fstat(stream.fileno())
        except OSError as unreadable:
            raise MediaUnreadableError(f"The media could not be read: {unreadable}") from unreadable
        return OpenedStream(stream, status.st_size if stat.S_ISREG(status.st_mode) else None, owned=True)


class StreamSource(Source):
    """A stream of the caller's: read once, never closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._taken = False
        self._lock = threading.Lock()

    @property
    def repeatable(self) -> bool:
        return False

    def open(self) -> Opened:
        with self._lock:
            if self._taken:
                raise ValueError("This stream was already read by another call: make new media for each call")
            self._taken = True
        return OpenedStream(self._stream, _remaining_size(self._stream), owned=False)


def _remaining_size(stream: BinaryIO) -> int | None:
    """The size only of what surely gives the bytes that lie there: a decompressing stream has a file as well."""
    if type(stream) is io.BytesIO:
        return len(stream.getbuffer()) - stream.tell()
    if type(stream) is io.BufferedReader and type(stream.raw) is io.FileIO:
        status = os.fstat(stream.fileno())
        if stat.S_ISREG(status.st_mode):
            return status.st_size - stream.tell()
    return None
