"""The sending of media on the thread that gRPC has for that, and calls with one response."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any, TypeVar

import grpc
from google.protobuf.message import Message

from .._core.calls import MediaCall, UnaryRead
from .._core.outgoing import Outgoing
from .._core.status import GrpcStatus
from .connection import Connection

R = TypeVar("R")


class Sending:
    """Hands messages to gRPC, which takes the next one when it has sent the one before."""

    def __init__(self, outgoing: Outgoing) -> None:
        self.failure: BaseException | None = None
        """What ended the call from this side."""
        self._outgoing = outgoing
        self._call: Any = None
        self._started = threading.Event()

    def started(self, call: Any) -> None:
        """Tells of the call that the messages go into."""
        self._call = call
        self._started.set()

    def messages(self) -> Iterator[Message]:
        """What gRPC iterates. On a failure the call is cancelled first: an end would pass for that of the media."""
        try:
            for message, sent in self._outgoing.messages():
                yield message
                if sent:
                    self._outgoing.on_sent(sent)
        except Exception as failure:
            self.failure = failure
            self._started.wait()
            self._call.cancel()
        finally:
            self._outgoing.close()


def send_media(connection: Connection, media_call: MediaCall[R]) -> R:
    """Sends one medium and waits for the response. Whatever ends the waiting cancels the call."""
    outgoing = media_call.outgoing
    outgoing.open()
    sending = Sending(outgoing)
    call = None
    try:
        call = connection.start_future(media_call.call(), sending.messages())
        sending.started(call)
        media_call.answered(call.initial_metadata())
        return media_call.to_result(call.result())
    except (grpc.RpcError, grpc.FutureCancelledError) as error:
        if sending.failure is not None:
            raise sending.failure from None
        raise media_call.failed(_status(error)) from None
    finally:
        if call is not None:
            call.cancel()
        outgoing.close()


def read_once(connection: Connection, read: UnaryRead[R]) -> R:
    """Makes a call with one request and one response. Whatever ends the waiting cancels the call."""
    call = connection.start_future(read.call, read.call.request)
    try:
        return read.to_result(call.result())
    except (grpc.RpcError, grpc.FutureCancelledError) as error:
        raise read.failed(_status(error)) from None
    finally:
        call.cancel()


def _status(error: Exception) -> GrpcStatus:
    if isinstance(error, grpc.RpcError):
        return GrpcStatus.of(error)
    return GrpcStatus(grpc.StatusCode.CANCELLED, "The call was cancelled")
