"""Makes whole events of the messages of a stream, over interruptions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .._models.frame import ResultCompletion
from .failures import out_of_contract
from .joining import Append

E = TypeVar("E")
H = TypeVar("H")
T = TypeVar("T")


class Assembly(ABC, Generic[E]):
    """Makes events of type ``E``. Not for several threads."""

    complete: bool = False
    """Whether all has arrived, so that a stream that ends now was not cut."""

    @abstractmethod
    def accept(self, message: Any) -> E | None:
        """Takes a message in; gives the event that is whole with it, if any."""

    @abstractmethod
    def rewind(self) -> bool:
        """Forgets what is not whole, because the stream broke.

        Returns:
            Whether it can be continued: messages will come that follow the last whole event.
        """


@dataclass(frozen=True)
class Header(Generic[H]):
    """The result begins."""

    content: H


@dataclass(frozen=True)
class Element(Generic[T]):
    """A whole object or frame, its place in the result and the token of the place after it."""

    content: T
    index: int
    resume_token: str


@dataclass(frozen=True)
class Completion:
    """The result is complete."""

    counts: ResultCompletion


ResultEvent = Header[H] | Element[T] | Completion


@dataclass(frozen=True)
class ResultKind(Generic[H, T]):
    """A kind of result stream: what its parts are called, how they are joined and what becomes of them."""

    part: str
    element: str
    index: str
    append: Append
    to_header: Callable[[Any], H]
    to_element: Callable[[Any], T]


class ResultAssembly(Assembly["ResultEvent[H, T]"], Generic[H, T]):
    """Makes a header, whole elements and exact counts of a result stream.

    A header that comes again is dropped, the parts of an unfinished element are read again.
    """

    def __init__(
        self, kind: ResultKind[H, T], resume_token: str | None, continuable: Callable[[], bool] = lambda: True
    ) -> None:
        self.resume_token = resume_token
        """The place right after the last whole element; None for the beginning."""
        self.has_header = False
        self._kind = kind
        self._continuable = continuable
        self._counts = _Counts(from_beginning=resume_token is None)
        self._header: Any = None
        self._unfinished: Any = None
        self._unfinished_index = -1

    def accept(self, message: Any) -> ResultEvent[H, T] | None:
        event = message.WhichOneof("event")
        if event == "header":
            return self._header_part(message.header)
        if event == self._kind.part:
            return self._element_part(getattr(message, self._kind.part))
        if event == "completion":
            return self._completion(message.completion)
        return None

    def _header_part(self, part: Any) -> Header[H] | None:
        if self.has_header:
            return None
        if self._header is None:
            self._header = part
        else:
            self._header.frame_timestamps_microseconds.extend(part.frame_timestamps_microseconds)
        self.has_header = getattr(part, "last", True)
        return Header(self._kind.to_header(self._header)) if self.has_header else None

    def _element_part(self, part: Any) -> Element[T] | None:
        if not self.has_header:
            raise _out_of_order("an element before the header was complete")
        index: int = getattr(part, self._kind.index)
        content = getattr(part, self._kind.element)
        if self._unfinished is None:
            self._unfinished, self._unfinished_index = content, index
        elif index != self._unfinished_index:
            raise _out_of_order(f"part of element {index} within element {self._unfinished_index}")
        else:
            category, attribute = (_optional(part, f"continued_{of}_index") for of in ("category", "attribute"))
            try:
                self._kind.append(self._unfinished, content, category, attribute)
            except IndexError as wrong:
                raise _out_of_order(f"a continuation of what element {index} does not have") from wrong
        return self._element(part) if part.last else None

    def _element(self, last: Any) -> Element[T]:
        content = self._kind.to_element(self._unfinished)
        self._unfinished = None
        self._counts.element(self._unfinished_index)
        self.resume_token = last.resume_token
        return Element(content, self._unfinished_index, last.resume_token)

    def _completion(self, counted: Any) -> Completion:
        if not self.has_header:
            raise _out_of_order("the end before the header was complete")
        if self._unfinished is not None:
            raise _out_of_order(f"the end within element {self._unfinished_index}")
        self.complete = True
        return Completion(self._counts.total(ResultCompletion.from_proto(counted)))

    def rewind(self) -> bool:
        self._unfinished = None
        self._counts.reopened()
        if not self.has_header:
            self._header = None
        return self._continuable()


class _Counts:
    """The counts over interruptions: a gateway counts from the resume token it was given."""

    def __init__(self, *, from_beginning: bool) -> None:
        self._begin = 0 if from_beginning else None
        self._next = 0
        self._sent = 0
        self._read_before = 0
        self._sent_before = 0

    def element(self, index: int) -> None:
        if self._begin is None:
            # Those that a filter left out between the caller's token and here are not known of.
            self._begin = index
        self._next = index + 1
        self._sent += 1

    def reopened(self) -> None:
        self._sent_before = self._sent
        self._read_before = self._next - (self._begin or 0) if self._sent else 0

    def total(self, since: ResultCompletion) -> ResultCompletion:
        return ResultCompletion(self._read_before + since.read_count, self._sent_before + since.sent_count)


def _optional(message: Any, name: str) -> int | None:
    """An optional field that not every kind of part has."""
    if name not in message.DESCRIPTOR.fields_by_name or not message.HasField(name):
        return None
    value: int = getattr(message, name)
    return value


def _out_of_order(what: str) -> Exception:
    return out_of_contract(f"The gateway sent {what}, against its contract")
