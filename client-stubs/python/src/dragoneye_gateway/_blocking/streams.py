"""Streams for a thread that waits: results, task changes, batches."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from types import TracebackType
from typing import Any, Generic, TypeVar

from .._core.assembly import ResultEvent
from .._core.batch import BatchReading
from .._core.reading import Reading
from .._core.results import Cursor
from ..batch import BatchResult
from ..models import ResultCompletion
from .connection import Connection
from .events import Events

E = TypeVar("E")
H = TypeVar("H")
T = TypeVar("T")
S = TypeVar("S", bound="ResponseStream[Any]")

_ROOM = 64


class ResponseStream(Iterator[T]):
    """What a gateway sends, one at a time, as it is read; the gateway is asked for more only then.

    One that was not read to its end is to be closed, which cancels the call: use ``with``. Not for several threads,
    but any may close it.
    """

    def close(self) -> None:
        """Cancels the call if it is still at work. What comes after raises ``CallCancelledError``."""
        raise NotImplementedError

    def __enter__(self: S) -> S:
        """Closes at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Closes."""
        self.close()

    def __del__(self) -> None:
        """Closes what was abandoned."""
        # Nothing is there to close where __init__ raised.
        if "_events" in self.__dict__:
            self.close()


class EventStream(ResponseStream[T]):
    """The events of a reading themselves."""

    def __init__(self, connection: Connection, reading: Reading[T]) -> None:
        self._events = Events(connection, reading)

    def __next__(self) -> T:
        """Waits for the next one.

        Raises:
            DragoneyeError: the stream failed for good.
        """
        event = self._events.take()
        if event is None:
            raise StopIteration
        return event

    def close(self) -> None:
        self._events.close()


class ResultStream(ResponseStream[T], Generic[H, T]):
    """A result as it arrives: a header, then whole objects or frames.

    Where the connection breaks or the gateway ends, the stream goes on by itself after the last whole element: each
    comes exactly once. After 8 attempts in a row without anything new the failure is raised.
    """

    def __init__(
        self, connection: Connection, reading: Reading[ResultEvent[H, T]], beginning: str | None = None
    ) -> None:
        self._cursor: Cursor[H, T] = Cursor(beginning)
        self._events = Events(connection, reading)

    def header(self) -> H:
        """What is known of the result before its elements; waits for it.

        Raises:
            DragoneyeError: the stream failed before.
        """
        while self._cursor.header is None and self._advance():
            pass
        if self._cursor.header is None:
            raise ValueError("The result has no header")
        return self._cursor.header

    def _advance(self) -> bool:
        event = self._events.take()
        if event is not None:
            self._cursor.put(event)
        return event is not None

    def __next__(self) -> T:
        """Waits for the next whole element.

        Raises:
            DragoneyeError: the stream failed for good.
        """
        while self._cursor.pending is None:
            if not self._advance():
                raise StopIteration
        element = self._cursor.take()
        assert element is not None  # noqa: S101 # for the type checker
        return element

    @property
    def index(self) -> int:
        """The place in the result of the element taken last, from 0, counted before any filter."""
        return self._cursor.index

    @property
    def resume_token(self) -> str | None:
        """Names the place right after the element taken last, for a later stream of the same kind and filter."""
        return self._cursor.resume_token

    @property
    def completion(self) -> ResultCompletion:
        """The counts of the whole, over interruptions; a ValueError before the end was read.

        They are exact but for a stream with a resume token and a filter that was interrupted: its read count begins
        with its first element.
        """
        return self._cursor.completion

    def close(self) -> None:
        self._events.close()


class BatchStream(ResponseStream[BatchResult]):
    """The results of a batch as they arrive, in any order: one for every image."""

    def __init__(self, connection: Connection, reading: BatchReading) -> None:
        self._inbox = _Inbox()
        reading.outgoing.on_failed = self._inbox.put
        self._ledger = reading.ledger
        self._events = Events(connection, reading)
        receiver = threading.Thread(
            target=_receive, args=(self._events, self._inbox), name="dragoneye-batch", daemon=True
        )
        receiver.start()

    def __next__(self) -> BatchResult:
        """Waits for the next result.

        Raises:
            DragoneyeError: the whole batch failed; see :meth:`unanswered`.
        """
        try:
            result = self._inbox.take()
        except BaseException:
            self.close()
            raise
        if result is None:
            raise StopIteration
        return result

    def unanswered(self) -> frozenset[str]:
        """The images that were begun to be sent and of which nothing came back yet.

        After a failure of the whole batch: those that may have been predicted, and may be charged.
        """
        return self._ledger.unanswered()

    def close(self) -> None:
        self._inbox.close()
        self._events.close()


def _receive(events: Events[BatchResult], inbox: _Inbox) -> None:
    try:
        while (result := events.take()) is not None:
            inbox.put(result)
    except Exception as failure:
        inbox.end(failure)
    else:
        inbox.end(None)


class _Inbox:
    """Results from who receives and, where images could not be read, from who sends."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._results: deque[BatchResult] = deque()
        self._ended = False
        self._closed = False
        self._failure: Exception | None = None

    def put(self, result: BatchResult) -> None:
        """Waits for room."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._results) < _ROOM)
            if not self._closed:
                self._results.append(result)
                self._changed.notify_all()

    def end(self, failure: Exception | None) -> None:
        """Nothing more comes; what is there can still be taken."""
        with self._changed:
            self._ended = True
            self._failure = failure
            self._changed.notify_all()

    def close(self) -> None:
        """Throws away what is there and what comes."""
        with self._changed:
            self._closed = True
            self._results.clear()
            self._changed.notify_all()

    def take(self) -> BatchResult | None:
        """The next result, waiting for it; None at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._results or self._ended)
            if self._results:
                result = self._results.popleft()
                self._changed.notify_all()
                return result
            if self._failure is not None:
                raise self._failure
            return None
