"""A gateway on loopback that does what a test says, and both clients with one face."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import grpc
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.duration_pb2 import Duration
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo
from google.rpc.status_pb2 import Status

from dragoneye_gateway import Dragoneye, SyncDragoneye
from dragoneye_gateway.v1.prediction_service_pb2_grpc import (
    PredictionServiceServicer,
    add_PredictionServiceServicer_to_server,
)
from dragoneye_gateway.v1.result_service_pb2_grpc import ResultServiceServicer, add_ResultServiceServicer_to_server
from dragoneye_gateway.v1.task_service_pb2_grpc import TaskServiceServicer, add_TaskServiceServicer_to_server


class Gateway(PredictionServiceServicer, TaskServiceServicer, ResultServiceServicer):
    """Answers each call of an RPC with the next of its scripts, the last one for all that follow."""

    def __init__(self) -> None:
        self.port = 0
        self.stop: Callable[[], object] = lambda: None
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.requests: list[Any] = []
        self.ended = threading.Event()
        self._scripts: dict[str, list[Callable[..., Any]]] = {}

    def on(self, rpc: str, *scripts: Callable[..., Any]) -> None:
        """Each takes the request or requests and the context, as a servicer's method does."""
        self._scripts[rpc] = list(scripts)

    def rpcs(self) -> list[str]:
        return [rpc for rpc, _ in self.calls]

    def _next(self, rpc: str, context: grpc.ServicerContext) -> Callable[..., Any]:
        self.calls.append((rpc, dict(context.invocation_metadata())))
        if not context.add_callback(self.ended.set):
            self.ended.set()
        scripts = self._scripts[rpc]
        return scripts.pop(0) if len(scripts) > 1 else scripts[0]

    def _one(self, rpc: str, request: Any, context: grpc.ServicerContext) -> Any:
        if not hasattr(request, "__next__"):
            self.requests.append(request)
        return self._next(rpc, context)(request, context)

    def _many(self, rpc: str, request: Any, context: grpc.ServicerContext) -> Iterator[Any]:
        yield from self._one(rpc, request, context)

    def GetTask(self, request, context):
        return self._one("GetTask", request, context)

    def WatchTask(self, request, context):
        return self._many("WatchTask", request, context)

    def PredictImage(self, request_iterator, context):
        return self._one("PredictImage", request_iterator, context)

    def PredictVideo(self, request_iterator, context):
        return self._many("PredictVideo", request_iterator, context)

    def PredictImages(self, request_iterator, context):
        return self._many("PredictImages", request_iterator, context)

    def SubmitPrediction(self, request_iterator, context):
        return self._one("SubmitPrediction", request_iterator, context)

    def GetImageResults(self, request, context):
        return self._one("GetImageResults", request, context)

    def StreamImageResults(self, request, context):
        return self._many("StreamImageResults", request, context)

    def StreamVideoResults(self, request, context):
        return self._many("StreamVideoResults", request, context)

    def StreamVideoFrames(self, request, context):
        return self._many("StreamVideoFrames", request, context)

    def DownloadResults(self, request, context):
        return self._many("DownloadResults", request, context)


@contextmanager
def running_gateway(credentials: grpc.ServerCredentials | None = None) -> Iterator[Gateway]:
    """A gateway on a free port, in plaintext unless it has a certificate."""
    gateway = Gateway()
    with ThreadPoolExecutor(16) as pool:
        server = grpc.server(pool)
        add_PredictionServiceServicer_to_server(gateway, server)
        add_TaskServiceServicer_to_server(gateway, server)
        add_ResultServiceServicer_to_server(gateway, server)
        if credentials is None:
            gateway.port = server.add_insecure_port("127.0.0.1:0")
        else:
            gateway.port = server.add_secure_port("127.0.0.1:0", credentials)
        gateway.stop = lambda: server.stop(None).wait()
        server.start()
        try:
            yield gateway
        finally:
            gateway.stop()


def failing(
    code: grpc.StatusCode,
    reason: str | None = None,
    message: str = "it went wrong",
    retry_seconds: int | None = None,
    field: str | None = None,
    **metadata: str,
) -> Callable[..., Any]:
    """A script that fails the call, as a gateway does with a reason, as anything else does without."""

    def script(_request: Any, context: grpc.ServicerContext) -> Any:
        fail(context, code, reason, message, retry_seconds, field, **metadata)

    return script


def fail(
    context: grpc.ServicerContext,
    code: grpc.StatusCode,
    reason: str | None = None,
    message: str = "it went wrong",
    retry_seconds: int | None = None,
    field: str | None = None,
    domain: str = "gateway.dragoneye.ai",
    **metadata: str,
) -> None:
    details = []
    if reason is not None:
        details.append(ErrorInfo(reason=reason, domain=domain, metadata=metadata))
    if retry_seconds is not None:
        details.append(RetryInfo(retry_delay=Duration(seconds=retry_seconds)))
    if field is not None:
        details.append(BadRequest(field_violations=[BadRequest.FieldViolation(field=field, description="mend it")]))
    if details:
        status = Status(code=code.value[0], message=message, details=[_packed(detail) for detail in details])
        context.set_trailing_metadata((("grpc-status-details-bin", status.SerializeToString()),))
    context.abort(code, message)


def _packed(detail: Any) -> AnyMessage:
    packed = AnyMessage()
    packed.Pack(detail)
    return packed


class Blocking:
    """The blocking client."""

    name = "sync"

    def __init__(self, port: int, **arguments: Any) -> None:
        self.client = SyncDragoneye(**({"address": f"127.0.0.1:{port}", "api_key": ""} | arguments))

    def call(self, path: str, *args: Any, **kwargs: Any) -> Any:
        return self._method(path)(*args, **kwargs)

    def read(self, path: str, *args: Any, **kwargs: Any) -> Read:
        read = Read()
        with self._method(path)(*args, **kwargs) as stream:
            if hasattr(stream, "header"):
                read.header = stream.header()
            for item in stream:
                read.items.append(item)
            read.completion = getattr(stream, "completion", None)
        return read

    def _method(self, path: str) -> Callable[..., Any]:
        part, name = path.split(".")
        return getattr(getattr(self.client, part), name)

    def close(self) -> None:
        self.client.close()


class Asynchronous(Blocking):
    """The asyncio client; each call in an event loop of its own."""

    name = "async"

    def __init__(self, port: int, **arguments: Any) -> None:
        self.client: Any = Dragoneye(**({"address": f"127.0.0.1:{port}", "api_key": ""} | arguments))

    def call(self, path: str, *args: Any, **kwargs: Any) -> Any:
        async def call() -> Any:
            return await self._method(path)(*args, **kwargs)

        return asyncio.run(call())

    def read(self, path: str, *args: Any, **kwargs: Any) -> Read:
        async def reading() -> Read:
            read = Read()
            async with self._method(path)(*args, **kwargs) as stream:
                if hasattr(stream, "header"):
                    read.header = await stream.header()
                async for item in stream:
                    read.items.append(item)
                read.completion = getattr(stream, "completion", None)
            return read

        return asyncio.run(reading())

    def close(self) -> None:
        asyncio.run(self.client.close())


class Read:
    """What was read of a stream."""

    def __init__(self) -> None:
        self.header: Any = None
        self.items: list[Any] = []
        self.completion: Any = None
