"""Streams for an event loop: results, task changes, batches."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections import deque
from collections.abc import AsyncIterator
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

H = TypeVar("H")
T = TypeVar("T")
S = TypeVar("S", bound="AsyncResponseStream[Any]")


class AsyncResponseStream(AsyncIterator[T]):
    """What a gateway sends, one at a time; the call begins, and the gateway is asked for more, only as it is read.

    One that was not read to its end is to be closed, which cancels the call: use ``async with``. For one task at a
    time.
    """

    _events: Events[Any]

    @abstractmethod
    async def __anext__(self) -> T:
        """Waits for the next one.

        Raises:
            DragoneyeError: the stream failed for good.
        """

    async def aclose(self) -> None:
        """Cancels the call if it is still at work. What comes after raises ``CallCancelledError``."""
        self._events.close()

    async def __aenter__(self: S) -> S:
        """Closes at the end of the block."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Closes."""
        await self.aclose()

    def __del__(self) -> None:
        """Closes what was abandoned."""
        if "_events" in self.__dict__:
            self._events.abandon()


class AsyncEventStream(AsyncResponseStream[T]):
    """The events of a reading themselves."""

    def __init__(self, connection: Connection, reading: Reading[T]) -> None:
        self._events: Events[T] = Events(connection, reading)

    async def __anext__(self) -> T:
        event = await self._events.take()
        if event is None:
            raise StopAsyncIteration
        return event


class AsyncResultStream(AsyncResponseStream[T], Generic[H, T]):
    """A result as it arrives: a header, then whole objects or frames.

    Where the connection breaks or the gateway ends, the stream goes on by itself after the last whole element: each
    comes exactly once. After 8 attempts in a row without anything new the failure is raised.
    """

    def __init__(
        self, connection: Connection, reading: Reading[ResultEvent[H, T]], beginning: str | None = None
    ) -> None:
        self._cursor: Cursor[H, T] = Cursor(beginning)
        self._events: Events[ResultEvent[H, T]] = Events(connection, reading)

    async def header(self) -> H:
        """What is known of the result before its elements; waits for it.

        Raises:
            DragoneyeError: the stream failed before.
        """
        while self._cursor.header is None and await self._advance():
            pass
        if self._cursor.header is None:
            raise ValueError("The result has no header")
        return self._cursor.header

    async def _advance(self) -> bool:
        event = await self._events.take()
        if event is not None:
            self._cursor.put(event)
        return event is not None

    async def __anext__(self) -> T:
        while (element := self._cursor.take()) is None:
            if not await self._advance():
                raise StopAsyncIteration
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


class AsyncBatchStream(AsyncResponseStream[BatchResult]):
    """The results of a batch as they arrive, in any order: one for every image."""

    def __init__(self, connection: Connection, reading: BatchReading) -> None:
        self._loop = asyncio.get_running_loop()
        self._unsent: deque[BatchResult] = deque()
        self._changed = asyncio.Event()
        self._taking: asyncio.Task[BatchResult | None] | None = None
        self._ledger = reading.ledger
        unsent, loop, changed = self._unsent, self._loop, self._changed

        def failed(result: BatchResult) -> None:
            unsent.append(result)
            loop.call_soon_threadsafe(changed.set)

        # Not a method of this, which would then never be collected.
        reading.outgoing.on_failed = failed
        self._events: Events[BatchResult] = Events(connection, reading)

    async def __anext__(self) -> BatchResult:
        try:
            return await self._next()
        except StopAsyncIteration:
            raise
        except BaseException:
            await self.aclose()
            raise

    async def _next(self) -> BatchResult:
        while not self._unsent:
            if self._taking is None:
                self._taking = self._loop.create_task(self._events.take())
                self._taking.add_done_callback(lambda _, changed=self._changed: changed.set())  # type: ignore[misc]
            if not self._taking.done():
                self._changed.clear()
                await self._changed.wait()
                continue
            taken, self._taking = self._taking.result(), None
            if taken is None:
                raise StopAsyncIteration
            return taken
        return self._unsent.popleft()

    def unanswered(self) -> frozenset[str]:
        """The images that were begun to be sent and of which nothing came back yet.

        After a failure of the whole batch: those that may have been predicted, and may be charged.
        """
        return self._ledger.unanswered()

    async def aclose(self) -> None:
        self._events.close()
        if self._taking is not None:
            self._taking.cancel()
            await asyncio.gather(self._taking, return_exceptions=True)
