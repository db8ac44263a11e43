"""Images and videos to predict."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, ClassVar, TypeVar

from ._core.mime import guess_mime_type
from ._core.source import BytesSource, PathSource, Source, StreamSource

_M = TypeVar("_M", bound="Media")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Media:
    """An image or a video with its MIME type and an optional name.

    Immutable. Media from a path or from bytes serve any number of calls at once, media from a stream one call.
    Nothing is read before a call, and never the whole into memory.
    """

    source: Source
    mime_type: str
    name: str | None = None
    declared_size_bytes: int | None = None
    crc32c: int | None = None
    checksummed: bool = False

    ACCEPT_PREFIXES: ClassVar[tuple[str, ...]] = ()

    def __post_init__(self) -> None:
        if self.ACCEPT_PREFIXES and not self.mime_type.startswith(self.ACCEPT_PREFIXES):
            raise ValueError(
                f"{type(self).__name__} requires mime_type starting with {' or '.join(self.ACCEPT_PREFIXES)};"
                f" got {self.mime_type!r}"
            )
        if self.declared_size_bytes is not None and self.declared_size_bytes < 1:
            raise ValueError(f"The size of media must be at least 1 byte, and {self.declared_size_bytes} is not")

    @classmethod
    def from_path(
        cls: type[_M],
        path: str | os.PathLike[str],
        *,
        mime_type: str | None = None,
        name: str | None = None,
        guess_from_extension: bool = True,
        read_into_memory: bool = False,
    ) -> _M:
        """Media in a file, which is opened and closed by each call.

        Args:
            path: the file; named pipes do as well.
            mime_type: for example ``image/jpeg``; by default what the extension says.
            name: label that comes back as ``original_file_name``; by default the file's name.
            guess_from_extension: False demands a ``mime_type``.
            read_into_memory: read the file now, for files that are gone by the time of the call.

        Raises:
            FileNotFoundError: there is no such file.
            ValueError: it is a directory, or the MIME type is unknown or not of this family.
        """
        path = Path(path)
        if not path.exists():
            raise FileNotFoundError(path)
        if path.is_dir():
            raise ValueError(f"Media must be a file, and {path} is a directory")
        mime_type = mime_type or (guess_mime_type(path.name) if guess_from_extension else None)
        if mime_type is None:
            raise ValueError(f"mime_type is required for {path} (no extension-based guess available).")
        source = BytesSource(path.read_bytes()) if read_into_memory else PathSource(path)
        return cls(source=source, mime_type=mime_type, name=_text(path.name) if name is None else name)

    @classmethod
    def from_bytes(cls: type[_M], data: bytes, mime_type: str, name: str | None = None) -> _M:
        """Media in memory; not copied, unless mutable.

        Raises:
            ValueError: the MIME type is not of this family.
        """
        return cls(source=BytesSource(bytes(data)), mime_type=mime_type, name=name)

    @classmethod
    def from_stream(
        cls: type[_M], stream: BinaryIO, *, mime_type: str, name: str | None = None, size_bytes: int | None = None
    ) -> _M:
        """Media read from a binary stream by one call, from where it stands to its end.

        It is read on another thread and stays yours to close. The size of an open file is found out; declare that
        of others where you know it: the gateway then relays the media instead of collecting it first.

        Args:
            stream: whatever has a ``read(n)`` that gives bytes.
            mime_type: for example ``video/mp4``.
            name: label that comes back as ``original_file_name``.
            size_bytes: bytes from here to the end. Media of another size are refused before anything is predicted.

        Raises:
            ValueError: the MIME type is not of this family, or the size is below 1.
        """
        return cls(source=StreamSource(stream), mime_type=mime_type, name=name, declared_size_bytes=size_bytes)

    def with_checksum(self: _M, crc32c: int | None = None) -> _M:
        """The same media with a CRC-32C that the gateway checks before anything is predicted.

        Args:
            crc32c: CRC-32C (Castagnoli) of all bytes. By default each call computes it beforehand, which reads the
                media once more.

        Raises:
            ValueError: it is to be computed and the media can be read only once, or it is not of 32 bits.
        """
        if crc32c is None and not self.source.repeatable:
            raise ValueError(
                "A checksum is sent before the media, so that a stream would have to be read twice:"
                " pass the checksum itself"
            )
        if crc32c is not None and not 0 <= crc32c < 1 << 32:
            raise ValueError("A CRC-32C is a number of 32 bits without sign")
        return dataclasses.replace(self, crc32c=crc32c, checksummed=crc32c is None)

    def __repr__(self) -> str:
        """Describes the media without its content."""
        return f"{type(self).__name__}(mime_type={self.mime_type!r}, name={self.name!r})"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Image(Media):
    """An image to predict: its MIME type begins with ``image/``."""

    ACCEPT_PREFIXES: ClassVar[tuple[str, ...]] = ("image/",)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Video(Media):
    """A video to predict: its MIME type begins with ``video/``."""

    ACCEPT_PREFIXES: ClassVar[tuple[str, ...]] = ("video/",)


def _text(file_name: str) -> str:
    """The same name as text: a file's may hold bytes that are none."""
    return file_name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
