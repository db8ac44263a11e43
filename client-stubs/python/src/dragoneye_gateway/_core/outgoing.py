"""Media as the messages of a call. Reading blocks; what calls it decides on which thread."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any

from google.protobuf.message import Message

from .request import MediaRequest
from .source import Opened


class Outgoing(ABC):
    """The messages of one call that takes media."""

    half_closed = False
    """Whether the media has ended, in order: from here on the service may be predicting."""

    blocking = True
    """Whether making messages may wait for anything."""

    on_sent: Callable[[int], object]
    """To be told the count that comes with a message once it was sent, unless it is 0."""

    def open(self) -> None:  # noqa: B027 # a batch opens each image when it is its turn
        """Opens the media; what cannot be read makes no call."""

    @abstractmethod
    def messages(self) -> Iterator[tuple[Message, int]]:
        """Each message, with the bytes of media sent with it and before; their end is that of the media."""

    @abstractmethod
    def close(self) -> None:
        """Ends the reading. Any thread; does not wait for a read that is under way."""


class MediaOutgoing(Outgoing):
    """One medium: its configuration, then chunks."""

    def __init__(self, request: MediaRequest, message: Callable[..., Any]) -> None:
        self.on_sent = request.settings.on_sent
        self.blocking = request.media.source.blocking
        self._request = request
        self._message = message
        self._opened: Opened | None = None
        self._first: Message | None = None

    def open(self) -> None:
        self._opened = self._request.media.source.open()
        try:
            self._first = self._message(config=self._request.config(self._opened))
        except BaseException:
            self._opened.close()
            raise

    def messages(self) -> Iterator[tuple[Message, int]]:
        if self._opened is None or self._first is None:
            raise RuntimeError("The media was not opened")
        yield self._first, 0
        sent = 0
        while chunk := self._opened.read():
            sent += len(chunk)
            yield self._message(chunk=chunk), sent
        self.half_closed = True

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
