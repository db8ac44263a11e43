"""A thread for what blocks."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import queue
import threading
from collections.abc import AsyncIterable, Callable, Iterable, Iterator
from typing import Any, TypeVar

R = TypeVar("R")


class ReaderThread:
    """Runs one piece of blocking work at a time, on a thread that begins with the first of them.

    A thread of its own and a daemon: reading a pipe may take for ever, which must neither hold up other calls nor keep
    the event loop or the program from ending.
    """

    def __init__(self) -> None:
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._begun = False

    async def run(self, function: Callable[..., R], *args: Any) -> R:
        """Runs it and waits; cancelling the waiting does not interrupt it."""
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[R] = loop.create_future()
        context = contextvars.copy_context()

        def work() -> None:
            try:
                result = context.run(function, *args)
            except BaseException as failure:
                _tell(loop, outcome, outcome.set_exception, failure)
            else:
                _tell(loop, outcome, outcome.set_result, result)

        self._work.put(work)
        if not self._begun:
            self._begun = True
            threading.Thread(target=_run, args=(self._work,), name="dragoneye-media", daemon=True).start()
        return await outcome

    def end(self) -> None:
        """Lets the thread end after what it is at."""
        self._work.put(None)


def iterated_from_thread(items: Iterable[R] | AsyncIterable[R]) -> Iterable[R]:
    """What is asynchronous, to be iterated on another thread than that of the event loop."""
    if isinstance(items, AsyncIterable):
        return _from_thread(items, asyncio.get_running_loop())
    return items


def _from_thread(items: AsyncIterable[R], loop: asyncio.AbstractEventLoop) -> Iterator[R]:
    iterator = items.__aiter__()

    async def following() -> tuple[R] | None:
        try:
            return (await iterator.__anext__(),)
        except StopAsyncIteration:
            return None

    while (item := asyncio.run_coroutine_threadsafe(following(), loop).result()) is not None:
        yield item[0]


def _run(work: queue.SimpleQueue[Callable[[], None] | None]) -> None:
    while (piece := work.get()) is not None:
        piece()


def _tell(
    loop: asyncio.AbstractEventLoop, outcome: asyncio.Future[Any], tell: Callable[[Any], None], what: Any
) -> None:
    def safely() -> None:
        if not outcome.done():
            tell(what)

    # The loop may have ended before the work.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(safely)
